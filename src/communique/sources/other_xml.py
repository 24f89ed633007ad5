"""XML that is neither feed nor sitemap nor page: its tags are no text."""

from __future__ import annotations

from collections.abc import Iterator

from communique.errors import FailureKind
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.source import Limits, Part
from communique.sources.xml_stream import root_of


class OtherXml:
    """What begins with an XML declaration, and is of no kind that is read."""

    def fits(self, content: Content) -> bool:
        beginning = content.beginning
        return beginning.startswith(b"<?xml") and root_of(beginning) != "html"

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        reason = f"it is XML of a kind that is not read (<{root_of(content.beginning) or '?'}>)"
        hint = "feeds, sitemaps and XHTML are; save its text as .txt"
        yield Failure(content.origin, FailureKind.UNSUPPORTED, reason, hint)
