"""Values as people write them: lengths of time, hours with a zone, places to send to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.settings.values import (
    Digest,
    Target,
    parse_digest,
    parse_duration,
    parse_target,
    parse_zone,
    say_duration,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30 min", 1800),
        ("6 h", 21600),
        ("1 day", 86400),
        ("2 days", 172800),
        ("1 h 30 min", 5400),
        ("90", 90),
        (90, 90),
        ("1.5 h", 5400),
        ("2 weeks", 1209600),
        ("1 hour, 5 minutes", 3900),
        ("45s", 45),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(text: object, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["soon", "", "min", "5 parsecs", "-1 h", "1 h and", True, None, "9" * 12, "١ h x"])
def test_what_is_no_length_of_time_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="30 min"):
        parse_duration(text)


@given(st.integers(0, 60 * 60 * 24 * 60))
def test_a_length_of_time_that_is_told_is_read_back(seconds: int) -> None:
    assert parse_duration(say_duration(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    for parse in (parse_duration, parse_digest, parse_target, parse_zone):
        try:
            parse(text)
        except ValueError:
            continue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at once", "at once"),
        ("every 6 h", "every 6 h"),
        ("daily 07:00", "daily at 07:00 UTC"),
        ("Daily at 7:05 Europe/Berlin", "daily at 07:05 Europe/Berlin"),
        ("Monday at 07:00 utc", "Monday at 07:00 UTC"),
        ("weekly on friday 18:30", "Friday at 18:30 UTC"),
    ],
)
def test_digests_are_told_as_they_are_understood(text: str, said: str) -> None:
    assert str(parse_digest(text)) == said


@pytest.mark.parametrize("text", ["daily", "daily 25:00", "daily 07:61", "Someday at 07:00", "daily 07:00 Mars/Base"])
def test_a_digest_that_never_comes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"daily at 07:00|time zone"):
        parse_digest(text)


def test_a_daily_digest_keeps_to_the_hour_of_its_zone_over_summer_time() -> None:
    digest = parse_digest("daily at 07:00 Europe/Berlin")
    assert digest.last_due(datetime(2025, 3, 29, 12, tzinfo=UTC)) == datetime(2025, 3, 29, 6, tzinfo=UTC)
    assert digest.last_due(datetime(2025, 3, 31, 12, tzinfo=UTC)) == datetime(2025, 3, 31, 5, tzinfo=UTC)


def test_a_digest_is_due_once_for_each_of_its_hours() -> None:
    digest = parse_digest("Monday at 07:00 UTC")
    monday = datetime(2025, 3, 3, 7, tzinfo=UTC)
    assert digest.is_due(monday + timedelta(days=3), last=monday - timedelta(days=1))
    assert not digest.is_due(monday + timedelta(days=3), last=monday + timedelta(minutes=1))
    assert digest.is_due(monday, last=None)


def test_a_digest_at_intervals_counts_from_the_last() -> None:
    digest, now = parse_digest("every 6 h"), datetime(2025, 3, 3, 7, tzinfo=UTC)
    assert not digest.is_due(now, now - timedelta(hours=5))
    assert digest.is_due(now, now - timedelta(hours=6))
    assert Digest().is_due(now, now)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("print", Target("print")),
        ("mail", Target("mail")),
        ("mail:desk@example.org", Target("mail", "desk@example.org")),
        ("feed:talks.xml", Target("feed", "talks.xml")),
        ("https://hooks.example/a", Target("webhook", "https://hooks.example/a")),
        ("$HOOK", Target("webhook", variable="HOOK")),
    ],
)
def test_places_to_send_to(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text", ["", "fax", "mail:nobody", "mail:a@b.c,d@e.f", "ftp://a.example", "feed:", "$", "mail:a@b\nc"]
)
def test_places_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="print"):
        parse_target(text)


def test_a_webhook_is_named_without_what_may_be_secret() -> None:
    assert str(parse_target("https://hooks.example/services/T0/secret")) == "https://hooks.example"
    assert str(parse_target("$HOOK")) == "$HOOK"
