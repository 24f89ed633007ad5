"""Examples for the network: the questions about annotated articles, each with the answer that the annotation gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.scoring import KIND_GROUP, STATUS_GROUP, dates_agree, fold, jaccard, last_name

from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.mentions import Mention, find_mentions
from communique.findings.positions.candidates import find_candidates
from communique.findings.positions.enquiry import position_questions
from communique.findings.questions import Question
from communique.model.article import Article
from communique.model.when import parse_when
from communique.reading.reading import Reading, read_articles
from communique.reading.spacy_model import SpacyModel

VAGUE = frozenset({"speak", "talk", "discuss", "conversation", "discussion", "contact", "tell", "exchange", "consult"})
"""Words that do not say whether people spoke face to face or at a distance."""
DATA = Path(__file__).resolve().parents[1] / "src" / "communique" / "data"
UNSURE = "?"
"""Stands for an answer that the annotation does not give; the example then teaches nothing of it."""


def annotated_contacts(
    row: dict[str, Any], reading: Reading, mentions: list[Mention]
) -> list[dict[str, Any] | str | None]:
    """For each mention the annotated contact that it tells of: None for none, UNSURE when several fit alike."""
    return [_annotated(row, reading, mention) for mention in mentions]


def _annotated(row: dict[str, Any], reading: Reading, mention: Mention) -> dict[str, Any] | str | None:
    sentence = reading.parse.text_of(mention.sentence)
    parties = list(mention.taking.parties)
    group = KIND_GROUP.get(mention.kind, "person")
    vague = mention.trigger.lemma in VAGUE
    fitting = [
        contact
        for contact in row["contacts"]
        if (vague or KIND_GROUP.get(contact["kind"], "person") == group)
        and any(quote in sentence or sentence in quote for quote in contact["evidence"])
        and (not parties or set(parties) & {*contact["parties"], *contact["mediators"]})
    ]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    times = [time.edtf for time in reading.times_in(mention.sentence)]
    persons = {last_name(name) for name in mention.taking.persons}

    def weight(contact: dict[str, Any]) -> float:
        near = any(edtf and dates_agree(contact["date"], edtf) for edtf in times)
        return (
            2 * jaccard(contact["parties"], parties)
            + 1.0 * bool(near)
            + 0.3 * any(_overlap(contact["date"], edtf) for edtf in times)
            + 0.6 * (STATUS_GROUP[contact["status"]] == STATUS_GROUP[mention.status])
            + 0.3 * (contact["kind"] == mention.kind)
            + 0.7 * (KIND_GROUP.get(contact["kind"], "person") == group)
            + 0.7 * bool(persons & {last_name(name) for name in contact["participants"]})
            + 0.4 * (contact["place"] is not None and contact["place"] == mention.place)
        )

    ranked = sorted(fitting, key=weight, reverse=True)
    return ranked[0] if weight(ranked[0]) > weight(ranked[1]) + 0.05 else UNSURE


def _overlap(one: str | None, two: str | None) -> bool:
    first, second = parse_when(one or ""), parse_when(two or "")
    return bool(first and second and first.overlaps(second))


def contact_examples(row: dict[str, Any], reading: Reading) -> Iterator[dict[str, Any]]:
    """Each question about a mention of a contact with its answer: a class, or one for each option."""
    mentions = find_mentions(reading)
    gold = annotated_contacts(row, reading, mentions)
    for number, question in Enquiry(reading, mentions).questions():
        contact = gold[number]
        if question.task == "accept":
            answer: Any = "no" if contact is None else "yes"
        elif not isinstance(contact, dict):
            answer = UNSURE
        elif question.options:
            answer = [_option(question.task, option.key, contact, gold) for option in question.options]
        else:
            answer = contact.get(question.task, UNSURE)
        sentence = mentions[number].sentence
        yield {"number": number, "sentence": (sentence.start, sentence.end), **_plain(question), "answer": answer}


def _plain(question: Question) -> dict[str, Any]:
    return {
        "task": question.task,
        "anchor": question.anchor,
        "features": question.features,
        "options": [(option.key, option.spans, option.features) for option in question.options],
    }


def _option(task: str, key: str, contact: dict[str, Any], gold: list[dict[str, Any] | str | None]) -> str:
    if task == "party":
        return "party" if key in contact["parties"] else "mediator" if key in contact["mediators"] else "no"
    if task == "person":
        return "yes" if last_name(key) in {last_name(name) for name in contact["participants"]} else "no"
    if task == "date":
        return "yes" if contact["date"] is not None and dates_agree(contact["date"], key) else "no"
    if task == "place":
        one, two = fold(contact["place"]), fold(key)
        return "yes" if one and two and (one in two or two in one) else "no"
    if task == "speaker":
        return "yes" if contact["said_by"] and last_name(contact["said_by"]) == last_name(key) else "no"
    other = gold[int(key)]
    return UNSURE if other == UNSURE else "yes" if other is contact else "no"


def read(paths: Iterable[Path]) -> list[tuple[dict[str, Any], Reading]]:
    """The annotated articles with their readings."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [json.loads(line) for line in lines]
    articles = [Article(id=r["id"], text=r["text"], published=r["published"], title=r.get("title")) for r in rows]
    return list(zip(rows, read_articles(articles, SpacyModel()), strict=True))


def position_examples(row: dict[str, Any], reading: Reading) -> Iterator[dict[str, Any]]:
    """Each question about positions with its answers, one for each party that may hold one."""
    sentences = reading.parse.sentences
    for index, question in position_questions(reading, find_candidates(reading), every=True):
        sentence = sentences[index]
        quote = reading.parse.text_of(sentence)
        for task in ("hold", "issue", "stance"):
            answers = [_position(task, _held(row, quote, option.key)) for option in question.options]
            plain = {**_plain(question), "task": task}
            yield {"number": index, "sentence": (sentence.start, sentence.end), **plain, "answer": answers}


def _held(row: dict[str, Any], sentence: str, party: str) -> list[dict[str, Any]]:
    """The positions that a party is annotated to hold in a sentence."""
    return [
        position
        for position in row["positions"]
        if position["party"] == party and (position["evidence"] in sentence or sentence in position["evidence"])
    ]


def _position(task: str, held: list[dict[str, Any]]) -> str:
    if task == "hold":
        return "yes" if held else "no"
    return str(held[0][task]) if held else UNSURE
