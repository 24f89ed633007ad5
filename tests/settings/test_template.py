"""The file that `communique init` writes: it parses as it is and with all its examples, and lacks no setting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from communique.settings import Settings
from communique.settings.loading import read_text, table_of
from communique.settings.template import template, uncommented

PLACE = Path("communique.toml")
_ROW = re.compile(r"^#?(\[+[a-z.]+\]+|[a-z_]+ = .*|\"[^\"]+\" = .*)$")


def keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_as_it_is_it_sets_nothing() -> None:
    assert read_text(template(), PLACE) == Settings()


def test_with_all_its_examples_it_can_be_read() -> None:
    settings = read_text(uncommented(template()), PLACE)
    assert settings.watches
    assert settings.persons
    assert settings.mail
    assert settings.sources


def test_every_setting_of_the_program_stands_in_it() -> None:
    written: dict[str, set[str]] = {"": set()}
    table = ""
    for row in uncommented(template()).splitlines():
        if head := re.fullmatch(r"\[+([a-z.]+)\]+", row):
            table = head[1].split(".")[0]
            written.setdefault(table, set()).update(head[1].split(".")[1:])
            written[""].add(table)
        elif key := re.match(r"([a-z_]+) = ", row):
            written[table].add(key[1])
    assert written[""] == keys(Settings)
    for name, field in Settings.model_fields.items():
        model = table_of(field.annotation)
        if model is not None:
            assert written[name] == keys(model), name


def test_what_it_says_of_defaults_holds() -> None:
    tables = ("scope", "net")
    shown = read_text(uncommented(template()), PLACE)
    for name in ("record", "model", "max_document_mb", "lock_timeout_s", "webhook_secret_env"):
        assert getattr(shown, name) == getattr(Settings(), name), name
    for name in tables:
        mine, theirs = getattr(shown, name), getattr(Settings(), name)
        for key, value in mine:
            if key not in ("contact", "allow_hosts", "proxy"):
                assert value == getattr(theirs, key), key
    assert shown.mail is not None
    assert (shown.mail.port, shown.mail.tls) == (587, "starttls")


def test_every_line_is_text_a_setting_or_blank() -> None:
    for row in template().splitlines():
        assert not row or row == "#" or row.startswith("# ") or _ROW.match(row), row


@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=3))
def test_parties_of_any_name_are_written_so_that_they_are_read_back(names: list[str]) -> None:
    plain = [name.replace("\x7f", "") or "x" for name in names]
    assert list(read_text(template(plain), PLACE).parties) == plain


@pytest.mark.parametrize("number", [1, 3])
def test_feeds_become_sources(number: int) -> None:
    feeds = [f"https://news.example/{i}.xml" for i in range(number)]
    assert [source.url for source in read_text(template(feeds=feeds), PLACE).sources] == feeds
