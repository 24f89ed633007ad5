"""Any two editions can be compared, whatever was found in them and wherever it is said to stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from record_samples import any_finding

from communique.analysis.edits import compare
from communique.model.article import Article
from communique.model.findings import Findings
from communique.model.record import Edition


@given(st.lists(any_finding, max_size=5), st.lists(any_finding, max_size=5), st.text(max_size=60), st.text(max_size=60))
def test_any_two_editions_can_be_compared(old: list[Any], new: list[Any], before: str, after: str) -> None:
    def made(key: str, text: str, items: list[Any]) -> Edition:
        kinds: dict[str, tuple[Any, ...]] = {}
        for kind, item in items:
            kinds[kind] = (*kinds.get(kind, ()), replace(item, article=key))
        return Edition(Article(key, text), None, Findings(key, None, **kinds))

    found = compare(made("old", before, old), made("new", after, new))
    told = [finding for pair in found.pairs for finding in pair]
    assert len(told) == len({id(finding) for finding in told})
    assert all(edit.old or edit.new for edit in found.edits)
