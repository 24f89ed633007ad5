"""What "now", "recently", "soon", "the future" mean: TIMEX3 references that are no calendar date."""

from __future__ import annotations

from communique.reading.time.context import Context
from communique.reading.time.grammar import Match
from communique.reading.time.phrase import Phrase
from communique.reading.time.rules_calendar import Found, vague


def reference(match: Match, context: Context) -> Found:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""
    if match.part("past"):
        return vague(match, "PAST_REF")
    value = match.value("ref", "REF")
    word, before, following = match.text("ref"), match.before(), match.after()
    if word == "future" and len(match.words()) == 1 and (before is None or before.lower != "in"):
        return []  # "future talks" names no time
    if word == "current" and following is not None and following.lower in ("affairs", "account"):
        return []
    return vague(match, str(value)) if value else []


def at_the_time(match: Match, context: Context) -> Found:
    """ "at the time": the past that the text speaks of."""
    following = match.after()
    if following is not None and following.lower in ("of", "when", "that"):
        return []
    return [Phrase(match.part("ref")[0].start, match.end, "DATE", "PAST_REF")]


def near_term(match: Match, context: Context) -> Found:
    return vague(match, "FUTURE_REF")
