"""The brief of any period and day, ready to print, to copy as Markdown or to save as HTML."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec

from fastapi import APIRouter, Request, Response

from communique.errors import UsageError
from communique.record.select import Selection, select
from communique.record.typed import read_day, read_issue, read_party
from communique.reports.brief_json import to_json
from communique.reports.changes import list_changes, make_changes
from communique.reports.document import Document
from communique.reports.forms import FILES, FORMS, PDF, make_report, render
from communique.reports.line_listing import list_lines
from communique.settings.own_names import OwnNames
from communique.web.answers import Page, answer, format_asked
from communique.web.deciding_actors import parties_of
from communique.web.desk import DeskNow, ShownNow
from communique.web.shown import Shown

router = APIRouter()
_MEDIA = {PDF: "application/pdf", "html": "text/html", "markdown": "text/markdown", "text": "text/plain",
          "json": "application/json"}  # fmt: skip


@router.get("/brief", response_class=Response)
def brief(
    request: Request,
    shown: ShownNow,
    desk: DeskNow,
    form: str = "brief",
    since: str = "",
    between: str = "",
    party: str = "",
    issue: str = "",
    save: str = "",
) -> Response:
    """A report on the record; `save` is pdf, html, markdown, text or json, for a file."""
    own = desk.options.own
    selection = Selection(
        since=None,
        as_of=shown.record.as_of,
        between=tuple(sorted({_party(shown, part, own) for part in between.split(",") if part.strip()})),
        party=_party(shown, party, own) if party.strip() else None,
        issue=read_issue(issue) if issue.strip() else None,
    )
    start = read_day(since, "since") if since.strip() else None
    document = shown.latest(
        (form, selection, start),
        lambda: _made(shown, form, selection, start),
    )
    if save:
        key = (form, selection, start, save)
        made = desk.file(shown, key, lambda: _file(document, save)) if save == PDF else _file(document, save)
        return _attached(form, save, made)
    if request.query_params.get("format") == "json":
        return Response(to_json(document), media_type="application/json")
    values = {
        "document": document,
        "forms": FORMS,
        "form": form,
        "asked": {"since": since, "as_of": request.query_params.get("as_of", ""), "between": between, "party": party,
                  "issue": issue},
        "has_pdf": _has_pdf(),
        "until": shown.until,
    }  # fmt: skip
    page = Page(
        "brief.html", document.title, values, sources=lambda: document.sources, table=lambda: list_lines(document)
    )
    return answer(request, page)


def _party(shown: Shown, text: str, own: OwnNames) -> str:
    """A party by its code in the record, also one that no list of names has, or by one of its names."""
    return text.strip() if text.strip() in parties_of(shown) else read_party(text, own)


def _made(shown: Shown, form: str, selection: Selection, start: date | None) -> Document:
    record = select(shown.record, selection)
    view = shown.view(start) if record is shown.record else None
    return make_report(form, record, since=start, between=selection.between, view=view)


def _has_pdf() -> bool:
    """Whether the package for PDFs is there; whether it finds its library is known once it is loaded."""
    try:
        return find_spec("weasyprint") is not None
    except ValueError:  # it is among the modules, and is none
        return False


def _file(document: Document, kind: str) -> bytes:
    """A report as a file. Raises UsageError for a kind that there is not, or that cannot be made here."""
    if kind not in FILES:
        raise UsageError(f"no such file: {kind[:20]}", hint=f"one of {', '.join(FILES)}")
    if kind == PDF:
        from communique.reports.brief_pdf import to_pdf

        return to_pdf(document)
    return render(document, kind).encode()


def _attached(form: str, kind: str, made: bytes) -> Response:
    media = _MEDIA[kind]
    headers = {"Content-Disposition": f'attachment; filename="{form}{FILES[kind]}"'}
    return Response(made, media_type=media if kind == PDF else f"{media}; charset=utf-8", headers=headers)


MOST_CHANGES = 100
"""So many of each group a page tells; JSON and CSV have all."""


@router.get("/changes", response_class=Response)
def changes(request: Request, shown: ShownNow, since: str = "") -> Response:
    """Everything that changed since a day, group by group; by default in the last seven days of the record."""
    start = read_day(since, "since") if since.strip() else None
    if format_asked(request) != "html":
        return answer(request, Page("", "Changes", listing=list_changes(shown.record, start)))
    document = shown.latest(("changes", start), lambda: make_changes(shown.record, since=start, most=MOST_CHANGES))
    values = {"document": document, "since": since, "as_csv": True, "until": shown.until}
    return answer(request, Page("changes.html", "Changes", values, sources=lambda: document.sources))
