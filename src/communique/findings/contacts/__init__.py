"""Reading -> contacts: triggers, who takes part, status, date and place, mentions folded into contacts."""

from communique.findings.contacts.contacts import find_contacts

__all__ = ["find_contacts"]
