"""Words for changes: how far a day moved, how sure a turn is, on which side a party stands, and who says so when."""

from __future__ import annotations

from communique.analysis.days import Slip
from communique.analysis.sides import Side
from communique.analysis.stances import Sureness, Turn
from communique.model.findings import ContactReport, Finding
from communique.reports.view import View
from communique.reports.wording import count, speaker

_SIDES = {Side.FOR: "for", Side.CONDITIONAL: "for, under a condition", Side.AGAINST: "against"}


def slip_words(found: Slip | None) -> str:
    """How far something moved: "3 days later", "2 to 5 days earlier", "within the days named before", "" if unknown."""
    if found is None or (found.low is None and found.high is None):
        return ""
    low, high = found.low, found.high
    if low is None or high is None:
        return f"at most {count(high, 'day')} later" if high is not None else f"at least {count(low or 0, 'day')} later"
    if low == high == 0:
        return "within the days named before"
    if low >= 0:
        return f"{count(high, 'day')} later" if low == high else f"{low} to {high} days later"
    if high <= 0:
        return f"{count(-low, 'day')} earlier" if low == high else f"{-high} to {-low} days earlier"
    return f"between {count(-low, 'day')} earlier and {count(high, 'day')} later"


def sureness_words(turn: Turn) -> str:
    """How sure a turn is, in words that stand in brackets."""
    number = count(turn.independent[1], "independent report")
    words = {
        Sureness.CONFIRMED: number,
        Sureness.SINGLE: "reported once",
        Sureness.CONTESTED: f"{number}, and others of the same days say otherwise",
        Sureness.DOUBTFUL: "only doubtful reports",
    }[turn.sureness]
    return f"{words}; not quite the same matter" if turn.wider else words


def side_words(side: Side | None) -> str:
    """ "for", "for, under a condition", "against"; "a warning" where no side is taken."""
    return "a warning" if side is None else _SIDES[side]


def told_by(view: View, finding: Finding) -> str:
    """Who said it and when: "said Ann Lee, 3 Mar"; the day alone where an article speaks in its own voice."""
    who = finding.said_by if isinstance(finding, ContactReport) else getattr(finding, "holder", None)
    words = [f"said {speaker(who)}"] if who else []
    return ", ".join([*words, *filter(None, [view.said_on(finding)])])
