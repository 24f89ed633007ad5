"""The outlook on the desk: what the record says could be agreed, and what a reader supposes for once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.analysis.settlement.outlook import NOTHING, Scenario, save_scenario
from communique.analysis.settlement.outlook_text import read_cell
from communique.errors import UsageError
from communique.reports.document import Document
from communique.reports.outlook.making import Asked, make_outlook
from communique.web.shown import Shown

PARTS = ("table", "packages", "blockers", "proposals", "stability")
SUPPOSED = 12
"""So many things can be supposed at once."""
LONGEST = 200


def asked_of(shown: Shown, supposed: Sequence[str] = ()) -> Asked:
    """The outlook of a record; what is `supposed` ("UKR alliance=stays-out accepts") changes it for this page alone.

    Raises UsageError for what names no party, issue, option or standing.
    """
    if not supposed:
        return shown.kept("outlook", lambda: Asked(shown.record, NOTHING))
    if len(supposed) > SUPPOSED or any(len(words) > LONGEST for words in supposed):
        raise UsageError("that is too much to suppose", hint=f"at most {SUPPOSED} cells at once")
    name = "; ".join(supposed)
    outlook = save_scenario(NOTHING, Scenario(name, tuple(replace(read_cell(words), by="") for words in supposed)))
    return replace(Asked(shown.record, outlook), scenario=name)


def outlook_page(shown: Shown, part: str, supposed: Sequence[str] = ()) -> tuple[Asked, Document]:
    """One part of the outlook as a document, made once."""
    key = tuple(dict.fromkeys(supposed))
    asked = asked_of(shown, key)
    if not key:
        return asked, shown.kept(f"outlook {part}", lambda: make_outlook(asked, part))
    return asked, shown.latest(("outlook", part, key), lambda: make_outlook(asked, part))
