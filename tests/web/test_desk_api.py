"""What programs ask the desk: whatever they send, it answers with a status that its OpenAPI document names."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from desk_records import asked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import status_code_conformance
from starlette.testclient import TestClient

CALM = settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), database=None, report_multiple_bugs=False
)
SOAK = settings(CALM, max_examples=60)
CHECKS = [not_a_server_error, status_code_conformance]
FORMATS = ("html", "json", "csv")
VOID = {"meta", "link", "input", "br", "hr", "img", "wbr", "col", "source", "path", "line", "rect", "circle"}
"""Elements without an end."""


@pytest.fixture(scope="module")
def client(example_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk whose record may be written to."""
    record = tmp_path_factory.mktemp("api") / "r.db"
    shutil.copy(example_record, record)
    with asked(record) as found:
        yield found


def test_every_answer_has_a_status_that_is_documented(client: TestClient) -> None:
    _ask_everything(client, CALM)


@pytest.mark.slow
def test_every_answer_of_many_has_a_status_that_is_documented(client: TestClient) -> None:
    _ask_everything(client, SOAK)


def _ask_everything(client: TestClient, calm: settings) -> None:
    """For every operation of the OpenAPI document some requests made from its schema, and what is wrong on purpose."""
    schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @calm
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: schemathesis.Case[Any]) -> None:
                wanted = case.as_transport_kwargs(base_url="http://localhost")
                wanted.pop("cookies", None)
                case.validate_response(client.request(**wanted, follow_redirects=False), checks=CHECKS)

            with contextlib.suppress(Unsatisfiable):
                ask()


def test_every_route_documents_its_refusals(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            named = set(operation["responses"])
            assert {"400", "401", "403", "404", "409", "422", "503"} <= named, (method, path, named)


PAGES = ("/", "/timeline", "/contacts", "/positions", "/proposals", "/agreements", "/deadlines", "/conflicts",
         "/people", "/statements", "/stances", "/follow-through", "/decisions", "/failures", "/articles", "/search",
         "/brief", "/review", "/outlook", "/parties/RUS", "/live")  # fmt: skip
ODD = ("", "0", "-1", "1", "999999999999999999999", "soon", "2025-02-30", "2025-02", "2025-02-10", "0001-01-01",
       "9999-12-31", "../..", "%", "\x00", "'\"<script>", "RUS", "RUS,UKR", "ceasefire", "*", '"', 'a"b', "NEAR(",
       "café", "\ud7ff", "𝔘", " ", "held", "html", "leader", "pair", "brief", "digest")  # fmt: skip
NAMES = ("page", "per", "format", "as_of", "since", "first", "last", "party", "status", "level", "kind", "place",
         "outlet", "disputed", "sort", "words", "limit", "form", "between", "issue", "save", "lanes", "at", "done",
         "publisher", "about", "state", "finding", "with", "suppose", "scenario", "part", "standing", "revision",
         "back", "articles", "min")  # fmt: skip
queries = st.dictionaries(
    st.sampled_from(NAMES),
    st.one_of(st.sampled_from(ODD), st.text(max_size=30).filter(lambda s: s.isprintable())),
    max_size=4,
)


@settings(CALM, max_examples=120)
@given(address=st.sampled_from(PAGES), query=queries, wanted=st.sampled_from(FORMATS))
def test_whatever_an_address_asks_for_the_answer_is_whole(
    client: TestClient, address: str, query: dict[str, str], wanted: str
) -> None:
    _ask(client, address, {"format": wanted, **query})


@pytest.mark.slow
@settings(SOAK, max_examples=3000)
@given(address=st.sampled_from(PAGES), query=queries, wanted=st.sampled_from(FORMATS))
def test_whatever_many_addresses_ask_for_the_answers_are_whole(
    client: TestClient, address: str, query: dict[str, str], wanted: str
) -> None:
    _ask(client, address, {"format": wanted, **query})


@settings(CALM, max_examples=40)
@given(name=st.one_of(st.sampled_from([o for o in ODD if o]), st.text(min_size=1, max_size=40)))
def test_whatever_name_is_asked_for_is_there_or_is_told_not_to_be(client: TestClient, name: str) -> None:
    from urllib.parse import quote

    part = quote(name.encode("utf-8", "replace"), safe="")
    for address in (f"/items/{part}", f"/articles/{part}", f"/positions/{part}/ceasefire", f"/positions/RUS/{part}",
                    f"/api/items/{part}", f"/api/items/{part}/state", f"/api/articles/{part}"):  # fmt: skip
        response = client.get(address)
        assert response.status_code < 500, (address, response.text[:300])


def _ask(client: TestClient, address: str, query: dict[str, str]) -> None:
    response = client.get(address, params=query, follow_redirects=False)
    assert response.status_code < 500 or response.status_code == 503, (address, query, response.text[:300])
    kind = response.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        json.loads(response.text)
    elif kind == "text/csv":
        table = list(csv.reader(io.StringIO(response.text)))
        assert all(len(row) == len(table[0]) for row in table)
    elif kind == "text/html":
        _Whole().check(response.text)
    else:
        assert kind in ("text/markdown", "text/plain"), kind


class _Whole(HTMLParser):
    """Whether every element that is opened is closed again, in order."""

    def check(self, page: str) -> None:
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Closed where it opens."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open, tag
            assert self._open[-1] == tag, (self._open, tag)
            self._open.pop()
