"""What a report leaves out, folds together or marks as doubtful, and that it never says a thing twice."""

from __future__ import annotations

from dataclasses import replace

from sample_record import HELD_AGAIN, PLAN, RULED_OUT, contact, record, report

from communique.model.actors import Level
from communique.model.findings import ContactKind, Issue, ProposalReport, Stance, Status
from communique.model.record import NOBODY, Conflict, Record
from communique.record.merging.persons import merge_persons
from communique.record.merging.proposals import make_proposal
from communique.reports.bottom_line import bottom_line
from communique.reports.brief import make_brief
from communique.reports.brief_html import to_html
from communique.reports.brief_markdown import block_lines, legend
from communique.reports.brief_terminal import to_text
from communique.reports.contact_lines import contact_blocks
from communique.reports.disputes import dispute_blocks
from communique.reports.document import Block, Document, Table, plain
from communique.reports.finding_listings import list_positions
from communique.reports.outcomes import deadline_blocks, proposal_blocks
from communique.reports.position_matrix import position_blocks
from communique.reports.view import make_view
from communique.reports.wording import in_place, in_sentence, is_thin, place_label


def words_of(blocks: tuple[Block, ...]) -> str:
    return "\n".join(plain(found) for block in blocks for found in block_lines(block))


def section(document: Document, key: str) -> str:
    return words_of(next(section.blocks for section in document.sections if section.key == key))


def with_contacts(*identifiers: str, **fields: object) -> Record:
    sample = record()
    more = [
        contact(identifier, report("a1", 9, RULED_OUT, "not planned", status=Status.SCHEDULED, **fields))
        for identifier in identifiers
    ]
    return replace(sample, contacts=(*sample.contacts, *more))


def test_contacts_of_which_only_the_parties_are_known_are_one_line_with_their_number() -> None:
    words = words_of(contact_blocks(make_view(with_contacts("c-1", "c-2", "c-3"))))
    assert "3 more, only the parties known" in words
    assert "Norway – Portugal (3)" in words


def test_a_single_bare_contact_keeps_its_own_line() -> None:
    words = words_of(contact_blocks(make_view(with_contacts("c-1"))))
    assert "only the parties known" not in words
    assert words.count("scheduled, as of 20 Feb") == 1


def test_a_bare_contact_neither_leads_nor_asks() -> None:
    document = make_brief(with_contacts("c-1", "c-2"))
    assert "A summit of Norway and Portugal is planned" in section(document, "bottom-line")
    assert "scheduled" not in section(document, "questions")


def test_a_plan_without_a_day_does_not_hide_what_is_next_on_the_calendar() -> None:
    sample = with_contacts("c-1", kind=ContactKind.MEETING, level=Level.TECHNICAL, date="2025-03-20", place="Oslo")
    words = plain(bottom_line(make_view(sample)))
    assert "A summit of Norway and Portugal is planned, with no date" in words
    assert "next on the calendar: a technical-level meeting between Norway and Portugal in Oslo is scheduled" in words


def test_what_the_reader_doubts_is_marked_and_the_mark_explained() -> None:
    sample = record()
    unsure = replace(sample, positions=tuple(replace(p, confidence=0.3) for p in sample.positions))
    document = make_brief(unsure)
    assert "(20 Feb) ? [" in section(document, "positions")
    assert "? doubtful" in legend(document)
    assert "? doubtful" in to_text(document)
    assert '<abbr class="doubt"' in to_html(document)
    assert "? doubtful" in list_positions(unsure).note


def test_a_sure_report_carries_no_mark_of_doubt() -> None:
    document = make_brief(record())
    assert "doubtful" not in legend(document)
    assert list_positions(record()).note == ""


def test_a_sure_stance_stands_before_a_later_doubtful_one() -> None:
    sample = record()
    earlier, *others = sample.positions
    said = {"evidence": ("Nothing happened.",), "about": "nothing much at all"}
    later = replace(earlier, article="a6", id="p7", confidence=0.2, **said)
    words = words_of(position_blocks(make_view(replace(sample, positions=(earlier, later, *others)))))
    assert words.index("an end to the fishing ban") < words.index("nothing much at all")


def test_a_stance_on_that_or_it_is_not_shown() -> None:
    sample = record()
    empty = replace(sample.positions[0], id="p8", about="that", issue=Issue.ENERGY, stance=Stance.OFFERS)
    words = words_of(position_blocks(make_view(replace(sample, positions=(*sample.positions, empty)))))
    assert is_thin("that")
    assert not is_thin("that ban")
    assert "“that”" not in words


def test_a_dispute_is_told_once() -> None:
    document = make_brief(record())
    assert "Disputed" not in section(document, "questions")
    assert "2025-02" not in words_of(dispute_blocks(make_view(record())))


def test_sections_with_nothing_to_tell_are_one_line() -> None:
    document = make_brief(replace(record(), proposals=(), deadlines=()))
    keys = [section.key for section in document.sections]
    assert "proposals" not in keys
    assert section(document, "nothing") == "No proposal is reported. No deadline is reported."


def test_an_empty_record_says_how_to_fill_it() -> None:
    empty = Record(None, {}, {}, (), (), (), (), (), (), ())
    document = make_brief(empty)
    assert [section.key for section in document.sections] == ["bottom-line"]
    assert "communique read" in section(document, "bottom-line")


def test_a_proposal_known_by_its_only_term_is_told_once() -> None:
    sample = record()
    start = sample.proposals[0].reports[0].spans
    alone = ProposalReport(id="o2", article="a2", evidence=(PLAN,), spans=start, proposer="NOR",
                     name="shared patrols", terms=("shared patrols of both coasts",))  # fmt: skip
    words = words_of(proposal_blocks(make_view(replace(sample, proposals=(make_proposal("o-1", [alone]),)))))
    assert words.count("shared patrols") == 1
    several = replace(alone, terms=("shared patrols", "a common register"))
    words = words_of(proposal_blocks(make_view(replace(sample, proposals=(make_proposal("o-1", [several]),)))))
    assert "Norway: proposal in 2 points" in words


def test_two_spellings_of_a_name_are_one_person() -> None:
    talks = {"participants": ("Jon Berg", "Aleksandr Hallvik")}
    sample = with_contacts("c-1", **talks)
    again = with_contacts("c-2", participants=("Alexandr Hallvik", "Hallvik"))
    people = merge_persons((*sample.contacts, again.contacts[-1]), (), (), (), {})
    assert sum("Hallvik" in person.name for person in people) == 1


def test_a_place_is_nobody() -> None:
    people = merge_persons(with_contacts("c-1", participants=("Istanbul", "Jon Berg")).contacts, (), (), (), {})
    assert "Istanbul" not in {person.name for person in people}


def test_the_article_of_a_name_is_small_inside_a_sentence() -> None:
    assert in_sentence("WEST") == "the West"


def test_print_keeps_tables_and_only_narrow_screens_get_cards() -> None:
    assert "@media screen and (max-width" in to_html(make_brief(record()))


def test_a_deadline_to_do_so_shows_the_sentence_it_stands_in() -> None:
    sample = record()
    bare = replace(sample.deadlines[0], what="do so")
    words = words_of(deadline_blocks(make_view(replace(sample, deadlines=(bare,)))))
    assert "do so" not in words
    assert "“Both sides are to name their inspectors by 8 March.”" in words


def test_a_dispute_on_the_place_quotes_the_words_on_the_place() -> None:
    sample = record()
    held = sample.contacts[0]
    first, second, *_ = held.reports
    elsewhere = replace(second, evidence=(HELD_AGAIN,), place="Lisbon")
    accounts = (replace(first, place="Oslo"), elsewhere)
    conflict = Conflict(held.id, "place", accounts, "", ("Oslo", "Lisbon"), (NOBODY, NOBODY))
    disputed = replace(sample, conflicts=(conflict,))
    words = words_of(dispute_blocks(make_view(disputed)))
    assert "Lisbon: “The ministers of Portugal and Norway sat down in Lisbon" in words


def test_a_country_has_one_name_whatever_the_outlet_calls_it() -> None:
    assert {place_label(name) for name in ("Turkey", "Türkiye")} == {"Türkiye"}
    assert in_place("U.S.") == " in the United States"
    assert in_place("Omani Embassy") == " in Omani Embassy"
    assert in_place(None) == ""


def test_a_party_of_which_nothing_is_shown_has_no_column() -> None:
    sample = record()
    empty = replace(sample.positions[0], id="p8", party="CHE", about="that", issue=Issue.ENERGY)
    blocks = position_blocks(make_view(replace(sample, positions=(*sample.positions, empty))))
    assert isinstance(blocks[0], Table)
    assert "Switzerland" not in blocks[0].columns
