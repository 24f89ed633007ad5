"""A small record to decide on: three articles on talks between Chad and Sudan, and what people say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from record_samples import article, report

from communique.model.article import Article
from communique.model.decisions import Action, Anchor, Decision, sign
from communique.model.findings import Finding, Findings, Issue, Position, Stance, Status
from communique.record.build import build_record
from communique.record.decisions.anchors import Ground
from communique.record.rows import items_of

MET = "Envoys of Chad and Sudan met in Geneva on Tuesday."
NEXT = "The two sides will meet again in Geneva in May."
WANTS = "Chad wants a truce."
CAIRO = "Officials of Egypt and Sudan spoke in Cairo on Friday."
TEXT = f"{MET} {NEXT} {WANTS}"


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def told(article_id: str, local: str, words: str, text: str, **fields: Any) -> Any:
    return report(article_id, local, evidence=(words,), spans=(span(text, words),), **fields)


def world() -> tuple[list[Article], list[Findings]]:
    """Two articles on the same talks, one on others."""
    second, third = f"From Geneva. {MET} {WANTS}", f"In other news. {CAIRO}"
    held = {"date": "2025-03-04", "place": "Geneva"}
    position = Position(
        id="p1", article="one", party="TCD", issue=Issue.CEASEFIRE, stance=Stance.DEMANDS, about="a truce",
        holder="Ali Moussa", evidence=(WANTS,), spans=(span(TEXT, WANTS),),
    )  # fmt: skip
    return [
        article("one", published="2025-03-05", text=TEXT),
        article("two", published="2025-03-06", text=second),
        article("three", published="2025-03-08", text=third),
    ], [
        Findings(
            "one", "2025-03-05",
            contacts=(
                told("one", "c1", MET, TEXT, **held),
                told("one", "c2", NEXT, TEXT, date="2025-05", place="Geneva", status=Status.SCHEDULED),
            ),
            positions=(position,),
        ),
        Findings("two", "2025-03-06", contacts=(told("two", "c1", MET, second, **held),)),
        Findings(
            "three", "2025-03-08",
            contacts=(told("three", "c1", CAIRO, third, parties=("EGY", "SDN"), date="2025-03-07", place="Cairo"),),
        ),
    ]  # fmt: skip


def anchor(key: tuple[str, str], given: tuple[list[Article], list[Findings]] | None = None) -> Anchor:
    """The anchor of a finding of the world."""
    articles, findings = given or world()
    by_article = {found.article: found for found in findings}
    ground = Ground({one.id: one for one in articles}, by_article, {})
    return ground.anchor(finding(by_article[key[0]], key[1]))


def finding(found: Findings, local: str) -> Finding:
    return next(item for _, item in items_of(found) if item.id == local)


def decided(action: Action, *keys: tuple[str, str], at: int = 0, by: str = "ada", **more: Any) -> Decision:
    """A decision about findings of the world, made in that minute of a morning."""
    against = tuple(map(anchor, more.pop("against", ())))
    made = Decision(action, about=tuple(map(anchor, keys)), against=against, **more)
    return sign(made, by=by, at=f"2025-04-01T08:{at:02}:00.000000+00:00")


def undo(decision: Decision, at: int) -> Decision:
    return decided(Action.UNDO, at=at, values={"decision": decision.id})


def record_of(decisions: Iterable[Decision] = (), given: tuple[list[Article], list[Findings]] | None = None) -> Any:
    articles, findings = given or world()
    return build_record(articles, findings, decisions=decisions)


def groups(record: Any) -> set[frozenset[tuple[str, str]]]:
    """Which reports make a contact."""
    return {frozenset((r.article, r.id) for r in contact.reports) for contact in record.contacts}


def without_judgements(record: Any) -> Any:
    from communique.model.decisions import NO_JUDGEMENTS

    return replace(record, judgements=NO_JUDGEMENTS)
