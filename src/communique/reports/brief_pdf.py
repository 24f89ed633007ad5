"""A report as PDF: the HTML page as it prints, set by WeasyPrint, with numbered pages, headers and links within."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.errors import MissingPartError
from communique.reports.brief_html import to_html
from communique.reports.document import Document

FONTS = Path(__file__).with_name("fonts")
"""The folder of our fonts, which the desk serves as well."""
_INSTALL = "install it with `pip install 'communique[pdf]'`"
_PANGO = "install the library Pango; on Debian: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"
_SCHEME = "font:"
_FACES = (
    ("Source Serif 4", "source-serif-4-latin-wght-normal.woff2", "font-weight: 200 900"),
    ("Source Serif 4", "source-serif-4-latin-wght-italic.woff2", "font-weight: 200 900; font-style: italic"),
    ("Source Sans 3", "source-sans-3-latin-wght-normal.woff2", "font-weight: 200 900"),
    ("Communique Marks", "marks.woff2", "font-weight: 200 900"),
)
_STYLES = """
html { font-family: "Source Serif 4", "Communique Marks", serif; }
code { font-family: "Source Sans 3", "Communique Marks", sans-serif; }
.status { font-family: "Communique Marks", sans-serif; }
@page { @top-left { font-family: "Source Sans 3"; } @top-right { font-family: "Source Sans 3"; }
  @bottom-right { font-family: "Source Sans 3"; } }
"""
"""Our fonts come first: those that a machine has differ, and it may have none."""

_BOUND, _JOINED = '\N{NO-BREAK SPACE}<span class="ref">', ' \N{WORD JOINER}<span class="ref">'


def to_pdf(document: Document) -> bytes:
    """The report as a PDF on A4, with the sections as its outline and tags for readers of screens.

    Nothing is fetched: whatever the page names but our fonts is refused. Seconds for a brief of a dozen pages. Raises
    MissingPartError where WeasyPrint, the extra `pdf`, or the library beneath it is not installed.
    """
    weasyprint = _weasyprint()
    faces = (
        f'@font-face {{ font-family: "{name}"; src: url("{_SCHEME}{file}") format("woff2"); {rest}; }}\n'
        for name, file, rest in _FACES
    )
    # After a no-break space WeasyPrint ends lines too early; a word joiner binds a reference as well.
    page = to_html(document, styles="".join(faces) + _STYLES).replace(_BOUND, _JOINED)
    made = weasyprint.HTML(string=page, url_fetcher=fonts_only()).write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)
    return made


def can_write() -> bool:
    """Whether PDFs can be written here; loads what writes them, which takes a second or two the first time."""
    try:
        _weasyprint()
    except MissingPartError:
        return False
    return True


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError as error:
        raise MissingPartError("PDFs are set by WeasyPrint, which is not installed", hint=_INSTALL) from error
    except OSError as error:
        raise MissingPartError("WeasyPrint lacks the library that sets its lines", hint=_PANGO) from error
    return weasyprint


def fonts_only() -> Any:
    """What WeasyPrint asks for files: it hands out our fonts, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {file for _, file, _ in _FACES}

    class Fonts(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(_SCHEME)
            if not url.startswith(_SCHEME) or name not in files:
                raise ValueError("a report loads nothing")
            return URLFetcherResponse(url, (FONTS / name).read_bytes())

    return Fonts()
