"""Telling the form of content, and taking it apart down to single documents."""

from __future__ import annotations

from collections.abc import Iterator

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.archive_tar import Tar
from communique.sources.archive_zip import Zip
from communique.sources.compressed import Compressed
from communique.sources.content import Content
from communique.sources.delimited import Delimited
from communique.sources.feed import Feed
from communique.sources.gdelt import GdeltExport
from communique.sources.json_feed import JsonFeed
from communique.sources.json_list import Json
from communique.sources.jsonl import JsonLines
from communique.sources.mail import Mail, Mailbox
from communique.sources.mhtml import Mhtml
from communique.sources.office import Office
from communique.sources.other_xml import OtherXml
from communique.sources.parquet import Parquet
from communique.sources.pdf import Pdf
from communique.sources.ris import Ris
from communique.sources.single import Single, Unmarked
from communique.sources.sitemap import Sitemap
from communique.sources.source import Form, Limits, Link, Part, failed, unreadable
from communique.sources.url_list import UrlList
from communique.sources.warc import Warc

FORMS: tuple[Form, ...] = (
    Compressed(),
    Office(),
    Zip(),
    Tar(),
    Warc(),
    Pdf(),
    Mhtml(),
    Mail(),
    Mailbox(),
    Feed(),
    Sitemap(),
    JsonFeed(),
    JsonLines(),
    Parquet(),
    GdeltExport(),
    Delimited(),
    Json(),
    Ris(),
    OtherXml(),
    UrlList(),
    Single("html"),
    Single("markdown"),
    Single("text"),
    Unmarked(),
)
"""Every form, the most particular first: those that the first bytes prove, then those by suffix or stated type."""


def take_apart(part: Part, limits: Limits) -> Iterator[RawDocument | Failure | Link]:
    """The documents, failures and links in a part, whatever containers they lie in; no content ends the run."""
    if not isinstance(part, Content):
        yield part
    elif part.depth > limits.depth:
        reason = f"it lies in more than {limits.depth} archives, one in the other"
        yield Failure(part.origin, FailureKind.UNSUPPORTED, reason, "unpack the outer ones first")
    else:
        yield from _taken_apart(part, limits)


def _taken_apart(content: Content, limits: Limits) -> Iterator[RawDocument | Failure | Link]:
    try:
        form = next((form for form in FORMS if form.fits(content)), None)
        if form is None:
            yield _unsupported(content)
            return
        for part in form.parts(content, limits):
            yield from take_apart(part, limits)
    except OSError as error:
        yield unreadable(content.origin, error)
    except ArticleError as error:
        yield failed(content.origin, error)
    except Exception as error:  # whatever content does to the libraries, the content is at fault and the run goes on
        reason = f"it cannot be taken apart: {type(error).__name__}: {error}"[:300]
        yield Failure(content.origin, FailureKind.MALFORMED, reason, "look whether the file is whole")


def _unsupported(content: Content) -> Failure:
    hints: dict[str, str] = load_toml("sources")["hints"]
    suffix = content.suffix
    hint = hints.get(suffix, hints["other"])
    return Failure(content.origin, FailureKind.UNSUPPORTED, f"files of this kind ({suffix}) are not read", hint)
