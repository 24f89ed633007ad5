"""Time expressions: what each kind of phrase means on a known publication date (a Saturday), and without one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.findings import TimeExpression
from communique.reading.parse import Parse
from communique.reading.spacy_model import SpacyModel
from communique.reading.times import bounds_of, find_times

SATURDAY = "2025-03-15"
Find = Callable[..., list[TimeExpression]]


@pytest.fixture(scope="module")
def find(model: SpacyModel) -> Find:
    def finder(text: str, published: str | None = SATURDAY) -> list[TimeExpression]:
        return list(find_times(next(iter(model.parse([text]))), published))

    return finder


def _edtf(found: list[TimeExpression]) -> list[str | None]:
    return [time.edtf for time in found]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The envoys met on Tuesday.", "2025-03-11"),
        ("A vote is due on the 24th of this month.", "2025-03-24"),
        ("The committees will meet on the 6th of next month.", "2025-04-06"),
        ("The envoys will meet on Tuesday.", "2025-03-18"),
        ("The envoys are to meet on Tuesday.", "2025-03-18"),
        ("Talks scheduled for Tuesday will focus on prisoners.", "2025-03-18"),
        ("The ministry said on Saturday that it agreed.", "2025-03-15"),
        ("They had met on Thursday in Vienna.", "2025-03-13"),
        ("The two plan to sign the text on Monday.", "2025-03-17"),
        ("Talks that were planned for Friday were called off.", "2025-03-14"),
        ("The minister praised Monday's round.", "2025-03-10"),
        ("The delegations will return next Friday.", "2025-03-21"),
        ("The delegations will return next Sunday.", "2025-03-23"),
        ("She stayed away last Friday.", "2025-03-07"),
        ("Another session, this Tuesday, is under consideration.", "2025-03-18"),
        ("The host has invited both to Vienna for Thursday.", "2025-03-20"),
        ("Officials maintain that a second round had been arranged for Tuesday.", "2025-03-18"),
        ("The Chadian envoys are due in the capital on Thursday.", "2025-03-20"),
        ("There is no call on Thursday, she said.", "2025-03-20"),
        ("A rehearsal by both sides follows on Thursday.", "2025-03-20"),
        ("They spoke to prepare positions ahead of talks on Tuesday.", "2025-03-18"),
        ("On Wednesday in Oslo the ministers put their signatures to two protocols.", "2025-03-12"),
        ("The minister said that Monday was the likely day.", "2025-03-17"),
        ("The envoy flew home after talks on Thursday.", "2025-03-13"),
        ("The minister was in Oslo on Thursday.", "2025-03-13"),
        ("They spoke by telephone last Saturday.", "2025-03-08"),
        ("The round was to have been held this Monday.", "2025-03-17"),
    ],
)
def test_bare_weekdays_follow_the_governing_verb(find: Find, text: str, edtf: str) -> None:
    assert _edtf(find(text)) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The presidents met in October.", "2024-10"),
        ("The presidents will meet in October.", "2025-10"),
        ("The parties signed it last March.", "2024-03"),
        ("The commission will convene next January.", "2026-01"),
        ("They met in February last year.", "2024-02"),
        ("The accord was reached in June 2019.", "2019-06"),
    ],
)
def test_months_stay_months_and_take_their_year_from_the_verb(find: Find, text: str, edtf: str) -> None:
    assert _edtf(find(text)) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on 5 March.", "2025-03-05"),
        ("They met on March 5, 2025.", "2025-03-05"),
        ("They met on Wednesday, 5 March 2025.", "2025-03-05"),
        ("The round of 2025-03-05 failed.", "2025-03-05"),
        ("They met on the 5th of March.", "2025-03-05"),
        ("They met on March fifth.", "2025-03-05"),
        ("The leaders met there on 20 December.", "2024-12-20"),
        ("They will meet on the third Tuesday of April.", "2025-04-15"),
        ("BEIJING, March 14 (Agency) -- The ministry denied it.", "2025-03-14"),
    ],
)
def test_days_in_all_their_spellings(find: Find, text: str, edtf: str) -> None:
    assert _edtf(find(text)) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met last month.", "2025-02"),
        ("They will meet next week.", "2025-03-17/2025-03-23"),
        ("They met earlier this week.", "2025-03-10/2025-03-15"),
        ("They will meet later this month.", "2025-03-15/2025-03-31"),
        ("They met over the weekend.", "2025-03-15/2025-03-16"),
        ("The talks may take place this summer.", "2025-06-01/2025-08-31"),
        ("They will meet early next month.", "2025-04-01/2025-04-10"),
        ("They will meet in early April.", "2025-04-01/2025-04-10"),
        ("They will meet in mid-April.", "2025-04-11/2025-04-20"),
        ("They met at the end of February.", "2025-02-21/2025-02-28"),
        ("A review will come at the end of the month.", "2025-03-21/2025-03-31"),
        ("Elections will be held in mid-2025.", "2025-05-01/2025-08-31"),
        ("A deal will be signed in late March or early April.", "2025-03-21/2025-04-10"),
        ("They will meet in the first week of June.", "2025-06-01/2025-06-07"),
        ("They will vote in the second half of next year.", "2026-07-01/2026-12-31"),
        ("The pact will expire on September 16 next year.", "2026-09-16"),
        ("The pact will expire on 16 September of next year.", "2026-09-16"),
        ("Exports will rise in Q3.", "2025-07-01/2025-09-30"),
        ("They talked in the 1990s.", "1990-01-01/1999-12-31"),
        ("They met yesterday.", "2025-03-14"),
        ("They will meet the day after tomorrow.", "2025-03-17"),
        ("They met two days ago.", "2025-03-13"),
        ("They met three months ago.", "2024-12"),
        ("They will meet again in ten days.", "2025-03-25"),
        ("They will meet again in four months.", "2025-07"),
        ("They met on Tuesday evening.", "2025-03-11"),
        ("They are to meet in the first half of April.", "2025-04-01/2025-04-15"),
        ("The round came in the second half of February.", "2025-02-16/2025-02-28"),
        ("They met in the first half of the week.", "2025-03-10/2025-03-13"),
        ("They spoke a week and a half ago.", "2025-03-04/2025-03-06"),
        ("It would be the first visit since the end of May.", "2024-05-21/.."),
        ("It would be the first visit since Friday.", "2025-03-14/.."),
        ("He was to travel in the first days of April.", "2025-04-01/2025-04-10"),
        ("They met in the last days of February.", "2025-02-21/2025-02-28"),
        ("A secret weekend meeting has helped.", "2025-03-15/2025-03-16"),
    ],
)
def test_relative_expressions_keep_their_granularity(find: Find, text: str, edtf: str) -> None:
    assert {t.edtf for t in find(text) if t.edtf} == {edtf}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("A reply must come within the next two weeks.", "2025-03-15/2025-03-29"),
        ("They must withdraw within 48 hours.", "2025-03-15/2025-03-17"),
        ("A reply is due by the end of March.", "2025-03-15/2025-03-31"),
        ("A reply is due no later than 24 March.", "2025-03-15/2025-03-24"),
        ("They intend to meet before the end of March.", "2025-03-15/2025-03-31"),
        ("The truce will last until June.", "2025-03-15/2025-06-30"),
        ("The talks have gone on since January.", "2025-01-01/.."),
        ("The ministers sat until Friday.", "../2025-03-14"),
        ("From Monday the minister will be in Oslo.", "2025-03-17/.."),
        ("They want an accord before 30 March, when the parliament meets.", "2025-03-30"),
        ("The round will be held in Oslo from April 5, officials said.", "2025-04-05/.."),
        ("A team will be in Oslo from Thursday to speak with the rebels.", "2025-03-20/.."),
    ],
)
def test_prepositions_open_and_close_the_stretch(find: Find, text: str, edtf: str) -> None:
    assert _edtf(find(text)) == [edtf]


@pytest.mark.parametrize(
    ("text", "values", "edtf"),
    [
        ("They met on Nov. 4-5, 2024.", ["2024-11-04", "2024-11-05"], "2024-11-04/2024-11-05"),
        ("They will meet from 4 to 6 June.", ["2025-06-04", "2025-06-06"], "2025-06-04/2025-06-06"),
        ("They will meet between May 3 and 5.", ["2025-05-03", "2025-05-05"], "2025-05-03/2025-05-05"),
        ("They will meet on April 24 and 25.", ["2025-04-24", "2025-04-25"], "2025-04-24/2025-04-25"),
        ("They fought from 1914 to 1918.", ["1914", "1918"], "1914-01-01/1918-12-31"),
        ("The visit, from the 17th to the 19th, will be short.", ["2025-03-17", "2025-03-19"], "2025-03-17/2025-03-19"),
        ("They will meet on Monday and Tuesday.", ["2025-03-17", "2025-03-18"], "2025-03-17/2025-03-18"),
    ],
)
def test_both_ends_of_a_range_carry_the_whole_range(find: Find, text: str, values: list[str], edtf: str) -> None:
    found = find(text)
    assert [time.value for time in found] == values
    assert set(_edtf(found)) == {edtf}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met in June and August 2023.", ["2023-06", "2023-08"]),
        ("They met from 30 May to 2 June 2019.", ["2019-05-30/2019-06-02"] * 2),
    ],
)
def test_a_year_at_the_end_holds_for_the_month_before_it(find: Find, text: str, edtf: list[str]) -> None:
    assert _edtf(find(text)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The two will respect the accord of November 11.", "2024-11-11"),
        ("The team is to return on the 17th.", "2025-03-17"),
        ("The team had left on the 20th.", "2025-02-20"),
        ("They see each other this time next week.", "2025-03-22"),
        ("Officials were shot at within two hours.", None),
        ("It was the first meeting in a month.", None),
        ("He will return in two weeks.", "2025-03-24/2025-03-30"),
        ("The pact of 15.3.2024 holds.", "2024-03-15"),
        ("It starts at 0400 GMT on Sunday.", "2025-03-16"),
        ("Agreement was reached to meet again in September.", "2025-09"),
        ("Intensive talks are planned in the last week of March.", "2025-03-25/2025-03-31"),
        ("The minister said that a weekend summit had failed.", "2025-03-15/2025-03-16"),
    ],
)
def test_less_common_dates(find: Find, text: str, edtf: str | None) -> None:
    assert _edtf(find(text)) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The teams were in Oslo on Thursday and Friday.", "2025-03-06/2025-03-07"),
        ("The teams will be in Oslo on Thursday and Friday.", "2025-03-13/2025-03-14"),
        ("He praised the forum slated for Thursday and Friday.", "2025-03-13/2025-03-14"),
    ],
)
def test_two_weekdays_in_a_row_are_of_one_week(find: Find, text: str, edtf: str) -> None:
    assert set(_edtf(find(text, published="2025-03-13"))) == {edtf}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The talks will resume later this week, the envoy announced.", "2025-03-17/2025-03-23"),
        ("The talks will resume this week.", "2025-03-17/2025-03-23"),
        ("The talks failed this week.", "2025-03-10/2025-03-16"),
    ],
)
def test_on_a_sunday_the_week_to_come_is_the_next(find: Find, text: str, edtf: str) -> None:
    assert _edtf(find(text, published="2025-03-16")) == [edtf]


def test_what_is_flown_or_sold_on_weekends_is_dated_by_none(find: Find) -> None:
    assert find("The accord will bring weekend flights.") == []


def test_a_day_earlier_in_the_past_never_counts_from_a_day_to_come(find: Find) -> None:
    found = find("The ministers will meet on 30 March. Officials had sounded hopeful a day earlier.")
    assert found[-1].edtf is None


def test_two_days_apart_are_no_range(find: Find) -> None:
    assert _edtf(find("They met on March 3 and 10.")) == ["2025-03-03", "2025-03-10"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The ministers met on 3 March. A day earlier, envoys had gathered.", "2025-03-02"),
        ("The ministers met on 3 March and left the following day.", "2025-03-04"),
        ("The ministers met on 3 March. Two days later they signed.", "2025-03-05"),
        ("The ministers met on 3 March. They signed later the same day.", "2025-03-03"),
        ("The accord of 3 March 2020 failed. Five years later it was revived.", "2025"),
    ],
)
def test_some_expressions_count_from_the_date_named_before(find: Find, text: str, edtf: str) -> None:
    assert find(text)[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("The truce lasts three months.", "DURATION", "P3M"),
        ("The meeting took two hours.", "DURATION", "PT2H"),
        ("The session took an hour and a half.", "DURATION", "PT1H30M"),
        ("A 30-day truce holds.", "DURATION", "P30D"),
        ("It has gone on for twenty-four years.", "DURATION", "P24Y"),
        ("The talks dragged on for weeks.", "DURATION", "PXW"),
        ("Progress is expected in the coming days.", "DURATION", "PXD"),
        ("The commission meets annually.", "SET", "P1Y"),
        ("The commission meets every week.", "SET", "P1W"),
        ("The commission meets each Monday.", "SET", "XXXX-WXX-1"),
        ("They are now at the table.", "DATE", "PRESENT_REF"),
        ("They spoke recently.", "DATE", "PAST_REF"),
        ("They spoke several years ago.", "DATE", "PAST_REF"),
        ("Nobody knows the future.", "DATE", "FUTURE_REF"),
        ("The call began a month after the vote.", "DURATION", "P1M"),
    ],
)
def test_amounts_sets_and_references_have_no_edtf(find: Find, text: str, type_: str, value: str) -> None:
    (found,) = find(text)
    assert (found.type, found.value, found.edtf) == (type_, value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met at 10 a.m. on Tuesday.", "2025-03-11T10:00"),
        ("They met at 14:30 GMT on Tuesday.", "2025-03-11T14:30"),
        ("The truce began at noon Thursday.", "2025-03-13T12:00"),
        ("They met this morning.", "2025-03-15TMO"),
        ("They met last night.", "2025-03-14TNI"),
        ("They met on Tuesday. The signing took place at 5 p.m.", "2025-03-11T17:00"),
        ("They met on Tuesday. The talks began in the early evening.", "2025-03-11TEV"),
        ("They will meet in the early evening.", "2025-03-15TEV"),
        ("They meet in Oslo on Thursday. The night before, there will be a dinner.", "2025-03-19TNI"),
    ],
)
def test_times_of_day_have_their_day(find: Find, text: str, value: str) -> None:
    found = find(text)[-1]
    assert (found.type, found.value) == ("TIME", value)


@pytest.mark.parametrize(
    "text",
    [
        "The sides may agree.",
        "Thousands will march for peace.",
        "It was the second round.",
        "Around 2000 troops withdrew.",
        "They paid $1950 for it.",
        "The 52-year-old envoy left.",
        "Theresa May spoke. May declined to comment.",
        "A quarter of the territory is held by rebels.",
        "They will meet soon.",
        "The third anniversary was marked.",
    ],
)
def test_look_alikes_are_no_time_expressions(find: Find, text: str) -> None:
    assert find(text) == []


def test_without_a_publication_date_only_absolute_dates_resolve(find: Find) -> None:
    text = (
        "They met on Tuesday, last week, two days ago and in March; the accord dates from 5 March 2020 and from 1998."
    )
    found = find(text, None)
    assert [t.edtf for t in found if t.edtf] == ["2020-03-05", "1998"]
    assert next(t.value for t in found if t.text == "Tuesday") == "XXXX-WXX-2"


def test_spans_leave_out_the_sentence_mark_and_keep_that_of_an_abbreviation(find: Find) -> None:
    assert [t.text for t in find("They met on 5 March. They parted in Nov. 2024, then wrote at 5 p.m.")] == [
        "5 March",
        "Nov. 2024",
        "5 p.m.",
    ]


def test_bounds_are_the_days_that_the_edtf_means(find: Find) -> None:
    (time,) = find("They met last month.")
    bounds = bounds_of(time)
    assert bounds is not None
    assert bounds.days == 28
    assert bounds_of(TimeExpression(0, 4, "soon", "DATE", "FUTURE_REF")) is None


@pytest.mark.parametrize("published", ["", "yesterday", "0001-01-01", "9999-12-31", "2024-02-29T10:00:00Z", None])
def test_odd_publication_dates_never_crash(find: Find, published: str | None) -> None:
    text = "Last week, next year, in four months, on Monday, on 29 February, by 2150, 200 years ago, over the weekend."
    find(text, published)


def test_an_empty_text_has_no_times() -> None:
    assert find_times(Parse("", [], []), SATURDAY) == ()


def test_the_next_day_counts_from_the_day_named_before_and_alone_names_none(find: Find) -> None:
    assert _edtf(find("The envoys met on March 3, and the next day fighting resumed.")) == ["2025-03-03", "2025-03-04"]
    assert "2025-03-16" not in _edtf(find("Talks may resume in the next day or two."))
    assert _edtf(find("Next day delivery is free.")) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It would be their first conversation since November, in Geneva.", "2024-11-01/.."),
        ("It will be the first round since 20 March.", "2024-03-20/.."),
    ],
)
def test_what_is_counted_from_lies_behind_whatever_the_tense(find: Find, text: str, edtf: str) -> None:
    assert _edtf(find(text)) == [edtf]


@pytest.mark.parametrize(
    ("dateline", "edtf"),
    [
        ("OSLO, March 14 (NNN) - ", "2025-03-14"),
        ("OSLO, March 15 (NNN) - ", "2025-03-15"),
        ("OSLO, March 2 (NNN) - ", "2025-03-15"),
        ("Envoys are back\nBy Ann Orr\nOslo, March 14:\n", "2025-03-14"),
        ("Envoys are back\nMarch 14, 2025 (OSLO) – ", "2025-03-14"),
        ("", "2025-03-15"),
    ],
)
def test_today_is_the_day_of_a_dateline_just_before_publication(find: Find, dateline: str, edtf: str) -> None:
    assert _edtf(find(f"{dateline}The envoys of Norway and Chad met here today."))[-1] == edtf


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "They signed the treaty on 9 November 2020. A centre opened on November 11 and closed on January 11.",
            ["2020-11-09", "2020-11-11", "2021-01-11"],
        ),
        ("They signed the treaty on 9 November 2020. Envoys had met on October 10.", ["2020-11-09", "2020-10-10"]),
        ("The treaty of 4 May 2011 was forgotten. On June 3 the ministers met.", ["2011-05-04", "2023-06-03"]),
        ("She took office on 4 May 2011. She met the minister on April 3.", ["2011-05-04", "2024-04-03"]),
        ("She took office on 4 May 2011. She will meet the minister on June 3.", ["2011-05-04", "2024-06-03"]),
    ],
)
def test_a_day_without_a_year_is_of_the_year_told_just_before(find: Find, text: str, days: list[str]) -> None:
    assert _edtf(find(text, published="2024-04-19")) == days


def test_a_week_earlier_is_seven_days_before_the_day_named(find: Find) -> None:
    assert (
        _edtf(find("The pact was signed on March 11. They had spoken by telephone a week earlier."))[1] == "2025-03-04"
    )
    found = find("They will meet on May 22. The pact was signed on Friday, and they had spoken a week earlier.")
    assert _edtf(found)[2] == "2025-03-07"
