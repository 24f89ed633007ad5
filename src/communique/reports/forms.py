"""The forms a report can take, and the formats it can be written in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from communique.errors import UsageError
from communique.model.record import Record
from communique.reports.document import Document
from communique.reports.view import View

FORMS = ("brief", "keypoints", "faq", "digest")
FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}
"""Those that are text, each with the end of a file's name; a report can also be a PDF (`brief_pdf`)."""
PDF = "pdf"
FILES = {**FORMATS, PDF: ".pdf"}


def make_report(
    form: str, record: Record, *, since: date | None = None, between: tuple[str, ...] = (), view: View | None = None
) -> Document:
    """The report of this form: `brief`, `keypoints`, `faq` or `digest`.

    `view` is a fresh one of that record, where there is one already.

    Raises UsageError for another form.
    """
    return _maker(form)(record, since=since, between=between, view=view)


def format_of(path: Path) -> str:
    """The format that a file's name asks for.

    >>> format_of(Path("brief.md"))
    'markdown'
    """
    suffix = path.suffix.lower()
    for name, extension in FILES.items():
        if (
            suffix == extension
            or (name == "html" and suffix == ".htm")
            or (name == "markdown" and suffix == ".markdown")
        ):
            return name
    raise UsageError(
        f"no format for {path.name}", hint=f"end the name in {', '.join(FILES.values())}, or give --format"
    )


def render(document: Document, format_name: str) -> str:
    """The report as text in a format: `text`, `markdown`, `html` or `json`."""
    if format_name == "markdown":
        from communique.reports.brief_markdown import to_markdown

        return to_markdown(document)
    if format_name == "html":
        from communique.reports.brief_html import to_html

        return to_html(document)
    if format_name == "json":
        from communique.reports.brief_json import to_json

        return to_json(document)
    if format_name == "text":
        from communique.reports.brief_terminal import to_text

        return to_text(document)
    raise UsageError(f"no such format: {format_name}", hint=f"one of {', '.join(FORMATS)}")


def _maker(form: str) -> Callable[..., Document]:
    if form == "brief":
        from communique.reports.brief import make_brief

        return make_brief
    if form == "keypoints":
        from communique.reports.keypoints import make_keypoints

        return make_keypoints
    if form == "faq":
        from communique.reports.faq import make_faq

        return make_faq
    if form == "digest":
        from communique.reports.digest import make_digest

        return make_digest
    raise UsageError(f"no such form: {form}", hint=f"one of {', '.join(FORMS)}")
