"""What changed since the last visit: told once there was one, by the articles that came in since."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk_records import asked
from starlette.requests import Request

from communique.record.store import Store
from communique.web.visits import COOKIE, Visit, visits_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def request(cookie: str = "") -> Request:
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []
    return Request({"type": "http", "headers": headers, "method": "GET", "path": "/"})


def cookie_of(visits: object) -> str:
    found = visits_of(request(), 0)
    assert type(found) is type(visits)
    return f"{visits.last or '-'}_{visits.now}"  # type: ignore[attr-defined]


def test_a_first_visit_has_none_before_it() -> None:
    assert visits_of(request(), 5, NOON).last is None


def test_pages_seen_soon_after_each_other_are_one_visit() -> None:
    first = visits_of(request(), 5, NOON)
    soon = visits_of(request(cookie_of(first)), 9, NOON + timedelta(minutes=20))
    assert soon.last is None
    assert soon.now == Visit(5, NOON + timedelta(minutes=20))


def test_after_a_pause_the_visit_before_is_what_is_compared_with() -> None:
    first = visits_of(request(), 5, NOON)
    later = visits_of(request(cookie_of(first)), 9, NOON + timedelta(hours=3))
    assert later.last == Visit(5, NOON)
    again = visits_of(request(cookie_of(later)), 12, NOON + timedelta(hours=3, minutes=5))
    assert again.last == Visit(5, NOON)
    next_day = visits_of(request(cookie_of(again)), 20, NOON + timedelta(days=1))
    assert next_day.last == Visit(9, NOON + timedelta(hours=3, minutes=5))


ODD = ("x", "_", "-_-", "1_2", "1.1_9999999999999999999999.1", "-_5.99999999999999999", "-_5.999999999999999")


@pytest.mark.parametrize("cookie", ODD)
def test_a_cookie_that_is_none_of_ours_is_a_first_visit(cookie: str) -> None:
    assert visits_of(request(cookie), 5, NOON).last is None


def test_the_overview_tells_what_came_in_since_the_last_visit(example_record: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(example_record, tmp_path / "r.db"))
    with Store.open(record) as store:
        articles = store.last_article()
    yesterday = int((datetime.now(UTC) - timedelta(days=1)).timestamp())
    with asked(record) as desk:
        desk.cookies.clear()
        desk.cookies.set(COOKIE, f"-_{articles - 3}.{yesterday}")
        page = desk.get("/").text
        assert "Since your last visit" in page
        assert "3 articles came in" in page
        desk.cookies.clear()
        desk.cookies.set(COOKIE, f"-_{articles}.{yesterday}")
        assert "No article came in" in desk.get("/").text
