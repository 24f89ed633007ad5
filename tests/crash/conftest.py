"""Processes for the commands that are killed, one for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from killing import Doomed, doomed


@pytest.fixture(scope="module")
def doom() -> Iterator[Doomed]:
    with doomed("kept") as one:
        yield one


@pytest.fixture(scope="module")
def doom_with_parser() -> Iterator[Doomed]:
    with doomed("kept", "model") as one:
        yield one
