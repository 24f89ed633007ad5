"""Articles and findings for the tests of the record, made with as few words as possible."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from communique.errors import FailureKind
from communique.model.actors import Level
from communique.model.article import Article, Failure
from communique.model.findings import (
    AgreementReport,
    AgreementStatus,
    ContactKind,
    ContactReport,
    DeadlineReport,
    Directness,
    Findings,
    Issue,
    PersonReport,
    Position,
    ProposalReport,
    Stance,
    Statement,
    Status,
    TimeExpression,
)

TEXT = "Envoys of Chad and Sudan met in Geneva on Tuesday. They agreed to meet again. Chad wants a truce."


def article(key: str = "a-1", *, published: str | None = "2025-03-05", text: str = TEXT, **more: Any) -> Article:
    return Article(id=key, text=text, published=published, **({"fetched": "2025-03-06T08:00:00+00:00"} | more))


def report(article_id: str = "a-1", local_id: str = "c1", **fields: Any) -> ContactReport:
    """A held round between Chad and Sudan, but for what is said otherwise."""
    defaults: dict[str, Any] = {
        "kind": ContactKind.TALKS,
        "parties": ("SDN", "TCD"),
        "status": Status.HELD,
        "evidence": ("Envoys of Chad and Sudan met in Geneva on Tuesday.",),
        "spans": ((0, 50),),
    }
    return ContactReport(id=local_id, article=article_id, **(defaults | fields))


def all_kinds(article_id: str = "a-1", published: str | None = "2025-03-05") -> Findings:
    """One finding of each kind."""
    basis: dict[str, Any] = {
        "article": article_id,
        "evidence": (TEXT[51:77],),
        "spans": ((51, 77),),
        "confidence": 0.75,
    }
    return Findings(
        article_id,
        published,
        contacts=(report(article_id, date="2025-03-04", place="Geneva", status_cue=(25, 28)),),
        positions=(
            Position(id="p1", party="TCD", issue=Issue.CEASEFIRE, stance=Stance.DEMANDS, about="a truce", **basis),
        ),
        agreements=(AgreementReport(id="a1", parties=("SDN", "TCD"), what="meet again", **basis),),
        proposals=(ProposalReport(id="o1", proposer=None, name="plan", terms=("truce", "swap"), **basis),),
        deadlines=(DeadlineReport(id="d1", what="reply", date="2025-04", **basis),),
        statements=(
            Statement(
                id="s1",
                source=None,
                party="TCD",
                cue="wants",
                content="a truce",
                direct=False,
                source_span=None,
                cue_span=(83, 88),
                content_spans=((89, 96), (97, 98)),
                **basis,
            ),
        ),
        persons=(PersonReport(id="n1", name="Amina Deby", party="TCD", office="envoy", level=Level.ENVOY, **basis),),
        times=(TimeExpression(43, 50, "Tuesday", "DATE", "2025-03-04", "2025-03-04"),),
    )


FAILURE = Failure("news/x.txt", FailureKind.EMPTY, "the file is empty", "remove it")

_texts = st.text(max_size=12)
_spans = st.tuples(st.integers(0, 9999), st.integers(0, 9999))
_maybe_span = st.none() | _spans
_maybe = st.none() | _texts
_codes = st.lists(st.sampled_from(["RUS", "USA", "EU", "SDN"]), max_size=4).map(tuple)
_basis = {
    "id": st.just("x1"),
    "article": st.just("a-1"),
    "evidence": st.lists(_texts, max_size=3).map(tuple),
    "spans": st.lists(_spans, max_size=3).map(tuple),
    "confidence": st.floats(0, 1),
    "reason": _texts,
}
_dates = st.none() | st.sampled_from(
    ["2025-03-04", "2025-03", "2025-04-12/..", "../2025-05-01", "2025-02-22/2025-03-08"]
)

contact_reports = st.builds(
    ContactReport,
    kind=st.sampled_from(ContactKind),
    parties=_codes,
    mediators=_codes,
    participants=st.lists(_texts, max_size=2).map(tuple),
    level=st.sampled_from(Level),
    directness=st.sampled_from(Directness),
    date=_dates,
    place=_maybe,
    status=st.sampled_from(Status),
    status_cue=_maybe_span,
    said_by=_maybe,
    **_basis,
)
any_finding = st.one_of(
    contact_reports.map(lambda item: ("contacts", item)),
    st.builds(
        Position,
        party=_texts,
        issue=st.sampled_from(Issue),
        stance=st.sampled_from(Stance),
        about=_texts,
        holder=_maybe,
        condition=_maybe,
        **_basis,
    ).map(lambda item: ("positions", item)),
    st.builds(
        AgreementReport, parties=_codes, what=_texts, status=st.sampled_from(AgreementStatus), date=_dates, **_basis
    ).map(lambda item: ("agreements", item)),
    st.builds(ProposalReport, proposer=_maybe, name=_texts, terms=st.lists(_texts).map(tuple), **_basis).map(
        lambda item: ("proposals", item)
    ),
    st.builds(DeadlineReport, what=_texts, date=_dates, **_basis).map(lambda item: ("deadlines", item)),
    st.builds(
        Statement,
        source=_maybe,
        party=_maybe,
        cue=_maybe,
        content=_texts,
        direct=st.booleans(),
        source_span=_maybe_span,
        cue_span=_maybe_span,
        content_spans=st.lists(_spans, max_size=3).map(tuple),
        **_basis,
    ).map(lambda item: ("statements", item)),
    st.builds(PersonReport, name=_texts, party=_maybe, office=_maybe, level=st.sampled_from(Level), **_basis).map(
        lambda item: ("persons", item)
    ),
)
