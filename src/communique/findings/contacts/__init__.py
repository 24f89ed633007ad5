"""Contacts: who met, called or wrote to whom, at which level, held or merely planned."""

from communique.findings.contacts.contacts import find_contacts

__all__ = ["find_contacts"]
