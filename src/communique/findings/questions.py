"""Questions: what the network is asked about an article, as spans of its text and named features, and its answers.

A question has an anchor (the words of a contact's trigger, a sentence) and, for most tasks, options (a party by all its
mentions, a date, a person), each with the spans where it stands and the features that the rules see. Questions are
built by the findings and answered by `findings/network.py`; the scripts in `training/` fit the network on the same
questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.model.actors import Level
from communique.model.findings import ContactKind, Directness, Issue, Span, Stance, Status


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: the spans (characters) where it is named, and what the rules see of it."""

    key: str
    spans: tuple[Span, ...]
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide: `task` names the decision, `anchor` the span that it is about.

    A question without options has a class as its answer; one with options a class for each of them.
    """

    task: str
    anchor: Span
    features: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The probabilities of a question's classes, or of the classes of each of its options by key."""

    classes: dict[str, float] = field(default_factory=dict)
    options: dict[str, dict[str, float]] = field(default_factory=dict)

    def chance(self, key: str, name: str = "yes") -> float:
        """How likely one option is of the class of that name; 0 for an unknown option."""
        return self.options.get(key, {}).get(name, 0.0)

    def chances(self, name: str = "yes") -> dict[str, float]:
        """How likely each option is of the class of that name."""
        return {key: classes.get(name, 0.0) for key, classes in self.options.items()}


UNANSWERED = Answer()
"""Stands for the answer to what was not asked."""
Answers = Mapping[tuple[int, str], Answer]
"""The answers about one article by number (of a mention or sentence) and task."""
CLASSES: dict[str, tuple[str, ...]] = {
    "accept": ("no", "yes"),
    "kind": tuple(ContactKind),
    "status": tuple(Status),
    "level": tuple(Level),
    "directness": tuple(Directness),
    "party": ("no", "party", "mediator"),
    "person": ("no", "yes"),
    "date": ("no", "yes"),
    "place": ("no", "yes"),
    "speaker": ("no", "yes"),
    "same": ("no", "yes"),
    "hold": ("no", "yes"),
    "issue": tuple(Issue),
    "stance": tuple(Stance),
}
"""The tasks of the network, and the classes of each."""
