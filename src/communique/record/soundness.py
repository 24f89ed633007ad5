"""Is a record sound: whole as a file, every finding on words that are there, every decision about something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.errors import RecordError
from communique.model.decisions import Decision, State
from communique.model.record import Counts
from communique.record.build import load_record
from communique.record.store import Flaw, Store


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check of a record found: `held` is what it holds, `flaws` what is damaged, `unanchored` the decisions
    whose findings are not there any more, which are kept and change nothing."""

    held: Counts
    flaws: Sequence[Flaw]
    unanchored: Sequence[Decision]
    decisions: int

    @property
    def is_sound(self) -> bool:
        """True where nothing is damaged."""
        return not self.flaws


def check_record(store: Store) -> Soundness:
    """Look at all of a record as of one moment; about a millisecond an article, and the merging of it on top.

    Raises RecordError for one that cannot be read at all.
    """
    flaws = list(store.flaws())
    held = store.count()
    if flaws:
        # What is damaged may be what its decisions are about: first things first.
        return Soundness(held, flaws, (), 0)
    try:
        judged = load_record(store).judgements
    except (ValueError, TypeError) as error:
        raise RecordError(f"{store.place} cannot be merged: {error}", hint="put a backup in its place") from error
    lost = [decision for decision in judged.decisions if judged.states[decision.id] is State.UNANCHORED]
    return Soundness(held, (), lost, len(judged.decisions))
