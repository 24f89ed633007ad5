"""Which time limits are found, and their dates. Every text is published on Saturday 15 March 2025."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.deadlines.deadlines import find_deadlines
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def dates(read: Read, text: str, published: str | None = "2025-03-15") -> list[str | None]:
    return [deadline.date for deadline in find_deadlines(read(text, published))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Both armies must pull back by March 31.", "2025-03-31"),
        ("The sides agreed to reopen the bridge within two weeks.", "2025-03-29"),
        ("The treaty expires on June 1.", "2025-06-01"),
        ("Peru has until April 4 to answer the offer.", "2025-04-04"),
        ("The troops should be gone no later than May 2.", "2025-05-02"),
        ("The April 10 deadline for an accord is near.", "2025-04-10"),
        ("The judges gave Peru three weeks to reply.", "2025-04-05"),
        ("The delegates set May 5 as the date for a final accord.", "2025-05-05"),
        ("The truce will take effect on March 20.", "2025-03-20"),
        ("Chile has asked for a reply by March 28.", "2025-03-28"),
        ("They want a settlement by the end of April.", "2025-04-30"),
        ("Norway is scheduled to leave the fishing union in 20 days.", "2025-04-04"),
        ("At the end of April it has to pay two million crowns to the fund.", "2025-04-30"),
        ("Peru would have to hold elections on May 11.", "2025-05-11"),
        ("Two days before the deadline the teams were still far apart.", "2025-03-17"),
        ("Peru has two weeks left until the court's deadline for a reply.", "2025-03-29"),
        ("The notice sets a 30-day clock running for both ports.", "2025-04-14"),
        ("They finished the draft ahead of May 10, the date set by the two presidents.", "2025-05-10"),
        (
            "The president is pressing his aides to deliver a fishing accord ahead of the election in November.",
            "2025-11",
        ),
        ("He expects the boats to be gone before elections which are due in May.", "2025-05"),
        ("The accord, signed on Friday, is to take effect no later than 72 hours after the signing.", "2025-03-17"),
        ("The teams should conclude the talks by March 31.", "2025-03-31"),
        ("The pact must be ratified by both chambers before Dec. 31.", "2025-12-31"),
        ("The deadline for the fishing talks has been extended to Thursday afternoon.", "2025-03-20"),
        ("The sides have extended their deadline until Tuesday.", "2025-03-18"),
        ("The envoy said on Friday that the deadline for an accord was put back to April 2.", "2025-04-02"),
        ("Peru gave Chile until Wednesday to reply.", "2025-03-19"),
        ("The ministers asked for answers within two weeks.", "2025-03-29"),
        ("Both committed themselves to a full truce by April 6.", "2025-04-06"),
        ("Peru and Chile will begin a cease-fire on March 20.", "2025-03-20"),
        ("The truce will go into effect on March 20.", "2025-03-20"),
        ("The truce begins in 72 hours.", "2025-03-18"),
        ("They signed a fishing treaty in Lima, with effect from May 2.", "2025-05-02"),
        ("The fleets must give up the wrecks within ten days.", "2025-03-25"),
        ("A panel of pilots is to report by the end of April.", "2025-04-30"),
        ("A joint council is to be in place by May 11.", "2025-05-11"),
        ("The second instalment falls due on June 1.", "2025-06-01"),
        ("Chile owes the fund a payment due on June 1.", "2025-06-01"),
        ("The governor committed himself to holding elections by May 11.", "2025-05-11"),
        ("The text provides for a new harbour council within two weeks.", "2025-03-29"),
        ("The draft says that the port stays closed unless the fleets leave by April 4.", "2025-04-04"),
        ("If there is no accord by April 4, the port will be closed.", "2025-04-04"),
        ("The court promised a ruling by Thursday.", "2025-03-20"),
        ("Higher fees would be charged from April 4 unless the fleets turned back.", "2025-04-04"),
        ("The admiral gave the smugglers until noon on Friday to leave the bay.", "2025-03-21"),
        ("In February Chile had given the smugglers until March 4 to leave the bay.", "2025-03-04"),
        ("The judges gave the two fleets a fortnight to reply.", "2025-03-29"),
        ("All trawlers are to be gone by July 1 of next year.", "2026-07-01"),
        ("Each has until early in January to name its pilots.", "2026-01-01/2026-01-31"),
        ("The teams set themselves January 10 as the date for the end of the survey.", "2026-01-10"),
    ],
)
def test_a_limit_has_the_last_day_that_it_leaves(read: Read, text: str, date: str) -> None:
    assert dates(read, text) == [date]


def test_a_named_limit_without_a_day_stays_undated(read: Read) -> None:
    assert dates(read, "The envoy set a 100-day deadline for a settlement.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The plan names a census by a target date.",
        "The captains fear the approaching end of the truce.",
    ],
)
def test_a_limit_in_other_words_is_undated(read: Read, text: str) -> None:
    assert dates(read, text) == [None]


def test_a_deadline_that_has_its_day_elsewhere_is_told_once(read: Read) -> None:
    text = "The May 1 deadline for a fishing accord is near. The strict deadline worries both fleets."
    assert dates(read, text) == ["2025-05-01"]


def test_a_date_makes_one_limit(read: Read) -> None:
    assert dates(read, "The talks are a last chance to strike a deal before the May 1 deadline.") == ["2025-05-01"]


def test_an_item_of_a_list_can_hold_a_limit(read: Read) -> None:
    text = "They agreed on two steps:\n- a visit by neutral pilots, before the end of April, to the harbour;"
    assert [(d.what, d.date) for d in find_deadlines(read(text))] == [("a visit by neutral pilots", "2025-04-30")]


def test_without_a_date_of_publication_a_relative_limit_stays_undated(read: Read) -> None:
    assert dates(read, "The sides agreed to reopen the bridge within two weeks.", None) in ([], [None])


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Friday.",
        "The presidents of Peru and Chile are due to sit across a table from each other by noon on Monday.",
        "A second encounter of the ministers is due in Lima by the middle of April.",
        "On Monday the pilots had a day to themselves and are said to have argued over a single buoy.",
        "By Friday the snow had melted.",
        "The delegations will meet before Thursday.",
        "He spoke until midnight on Tuesday.",
        "The truce lapsed in October.",
        "The minister will leave for Lima on Monday.",
        "They intend to meet again before March is over.",
        "He would be in telephone contact with the captains before the end of March.",
        "The judge called both captains to a conference within 10 days.",
        "Were a deal to be done within three months, both would gain.",
        "They should be able to finish the map by the end of the week.",
        "A second rig would be nearer to the coast by Monday.",
        "It was extended in November for 60 days, until January 10, 2025.",
    ],
)
def test_a_day_alone_is_no_limit(read: Read, text: str) -> None:
    assert dates(read, text) == []


def test_what_is_due_is_said_in_a_few_words(read: Read) -> None:
    (deadline,) = find_deadlines(read("Both armies must pull back their guns by March 31."))
    assert deadline.what == "pull back their guns"
    assert deadline.evidence == ("Both armies must pull back their guns by March 31.",)


@pytest.mark.parametrize("text", ["", "by", "deadline", "until until", "within 0 days", "“by Friday", "no later than"])
def test_odd_text_never_breaks(read: Read, text: str) -> None:
    assert len(find_deadlines(read(text))) <= 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The mediator gave both armies ten days to clear the road.", "clear the road"),
        ("The plan demands that a full truce begin no later than May 2.", "a full truce begin"),
        ("The protocol must be signed by May 15.", "The protocol must be signed"),
        ("They have until October 18 to pay the fees.", "pay the fees"),
        ("The May 1 deadline for a fishing accord has passed.", "a fishing accord"),
        ("The teams hope to strike a deal before the May 1 deadline.", "strike a deal"),
        ("The mediators set May 5 as the date by which the map must be drawn.", "the map must be drawn"),
        ("They listed two annexes which the panels hope to finish by May 2.", "two annexes"),
        ("An end of the dispute was possible by May 2, he said.", "An end of the dispute was possible"),
        ("By March 31 both fleets must sign, or else they lose their licences.", "sign"),
    ],
)
def test_what_is_due_is_the_task_and_not_the_words_that_carry_the_limit(read: Read, text: str, what: str) -> None:
    assert [deadline.what for deadline in find_deadlines(read(text))] == [what]


def test_what_is_due_stands_in_the_words_and_the_spacing_of_the_text(read: Read) -> None:
    text = "Oslo must release its prisoners, Ana Costa's aide and the crew of the trawler by March 31."
    for deadline in find_deadlines(read(text)):
        assert deadline.what in text
        assert not deadline.what.endswith((" of", " the", ",", " and"))


def test_hours_are_counted_and_an_unknown_beginning_is_not(read: Read) -> None:
    assert dates(read, "The council has demanded that both fleets withdraw within 72 hours.") == ["2025-03-18"]
    assert dates(read, "Both fleets must withdraw within 48 hours of a ceasefire.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The talks will go on until March 31.",
        "Chad will not open the border before March 31.",
        "Chad will put the matter before the council in May.",
        "Niger has ten days' worth of fuel to sell.",
        "The talks are to be concluded within weeks.",
        "Chad agreed to withdraw, but its column had not moved by Monday night.",
        "By noon on Thursday the Chadian side had agreed to an amnesty.",
        "A minister of Chad is due on Monday.",
        "Chad will not come on Monday unless the order of speakers is changed.",
        "She had first offered to pay in 2008.",
        "The curfew was extended in January until March 1.",
    ],
)
def test_what_lasts_begins_or_is_brought_before_somebody_is_no_limit(read: Read, text: str) -> None:
    assert find_deadlines(read(text)) == ()


def test_days_from_a_signing_to_come_are_not_counted(read: Read) -> None:
    text = "The draft demands that both fleets leave the strait within 60 days of the signing."
    assert dates(read, text) == [None]


def test_days_of_a_treaty_run_from_the_day_it_was_signed(read: Read) -> None:
    text = "Peru and Chile signed a fishing treaty on March 11. Both fleets must leave the strait within ten days."
    assert dates(read, text) == ["2025-03-21"]
    said = (
        "Peru and Chile signed a fishing treaty on March 11. The minister said his fleet would leave within ten days."
    )
    assert dates(read, said) == ["2025-03-25"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Both must pull back by mid-May.", "2025-05-11/2025-05-20"),
        ("Both must pull back by May 31.", "2025-05-31"),
        ("Both must pull back by May.", "2025-05"),
    ],
)
def test_a_part_of_a_month_ends_where_the_guide_ends_it(read: Read, text: str, date: str) -> None:
    (deadline,) = find_deadlines(read(text))
    assert deadline.date == date
