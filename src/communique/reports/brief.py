"""The brief: the record on a page or two, every line with its references."""

from __future__ import annotations

from datetime import date

from communique.errors import FailureKind
from communique.model.record import Record
from communique.reports.bottom_line import bottom_line
from communique.reports.contact_lines import contact_blocks
from communique.reports.dates import say_day
from communique.reports.developments import Development, count_developments, developments, since_words
from communique.reports.disputes import dispute_blocks
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Item,
    Line,
    Paragraph,
    Section,
    Style,
    Text,
    code,
    line,
    plain,
    soft,
)
from communique.reports.numbering import finish
from communique.reports.open_questions import question_blocks
from communique.reports.outcomes import agreement_blocks, deadline_blocks, proposal_blocks
from communique.reports.position_matrix import position_blocks
from communique.reports.references import outlet
from communique.reports.settled import settled
from communique.reports.view import View, main_pairs, make_view, principal_parties
from communique.reports.wording import capital, count, parties_label

NEW_POSITIONS = 4
"""How many of them are positions; those that turn against an earlier one first."""
NEW = 10
"""How many developments a brief lists as new."""


def make_brief(
    record: Record, *, since: date | None = None, between: tuple[str, ...] = (), view: View | None = None
) -> Document:
    """The brief of a record; `since` says from when on something is new, `between` names the parties in its title."""
    view = view or make_view(record, since)
    sections = (
        Section("bottom-line", "Bottom line", (Paragraph(bottom_line(view)), *_choice(view))),
        Section("new", "What is new", new_blocks(view)),
        Section("contacts", "Contacts", contact_blocks(view)),
        Section("positions", "Who wants what", position_blocks(view)),
        Section("proposals", "On the table", proposal_blocks(view)),
        Section("agreements", "Agreed", agreement_blocks(view)),
        Section("deadlines", "Deadlines", deadline_blocks(view)),
        Section("disputes", "Where reports disagree", dispute_blocks(view)),
        Section("questions", "Open questions", question_blocks(view)),
    )
    told = fold_empty(sections) if record.articles else sections[:1]
    return finish("brief", title(view, between), subtitle(view), told, view.refs.sources())


def fold_empty(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that hold something; those that do not as one line at the end."""
    empty = [section for section in sections if _is_empty(section)]
    full = [section for section in sections if section not in empty]
    if not empty:
        return sections
    words = " ".join(plain(block.line) for section in empty for block in section.blocks if isinstance(block, Paragraph))
    return (*full, Section("nothing", "Not in the record", (Paragraph(line(soft(words))),)))


def _is_empty(section: Section) -> bool:
    """True for a section that only says that there is nothing of its kind."""
    if section.key in ("bottom-line", "new", "contacts") or len(section.blocks) != 1:
        return False
    block = section.blocks[0]
    return isinstance(block, Paragraph) and all(isinstance(p, Text) and p.style is Style.SOFT for p in block.line)


def _choice(view: View) -> tuple[Block, ...]:
    """Where the record tells of many negotiations: how to look at one of them."""
    pairs = main_pairs(view.record)
    if not pairs:
        return ()
    words = f"The record tells of several negotiations ({'; '.join(map(parties_label, pairs))}). For one of them: "
    return (Paragraph(line(soft(words), code(f"brief --between {','.join(pairs[0])}"))),)


def title(view: View, between: tuple[str, ...] = ()) -> str:
    """The parties the report is about."""
    parties = between or principal_parties(view.record)
    return parties_label(parties) if parties else "Nothing to report"


@settled
def subtitle(view: View) -> Line:
    """As of when, from how many articles, outlets and independent texts, and what was left out."""
    articles = view.record.articles
    outlets = {outlet(article) for article in articles.values()} - {"outlet not given"}
    independent = len(articles) - sum(copy in articles for copy in view.record.duplicates)
    words = [f"as of {say_day(view.as_of)}" if view.as_of else "no dated article", count(len(articles), "article")]
    words.append(f"{count(len(outlets), 'outlet')} named" if outlets else "no outlet named")
    if independent < len(articles):
        words.append(f"{independent} independent")
    foreign = sum(article.language != "en" for article in articles.values())
    if foreign:
        words.append(f"{foreign} not read (not in English)")
    partial = sum(failure.is_partial for failure in view.record.failures)
    if partial:
        words.append(f"{partial} read in part")
    apart = (FailureKind.LANGUAGE, FailureKind.OTHER_DATE, FailureKind.OTHER_HEADLINE)
    failed = sum(failure.kind not in apart for failure in view.record.failures) - partial
    if failed:
        words.append(f"{failed} failed")
    if view.record.undated:
        words.append(f"{view.record.undated} undated left out")
    return line(soft(" · ".join(words)))


def new_blocks(view: View) -> tuple[Block, ...]:
    """The developments since the view's day, in one line each."""
    found, number = developments(view, most=NEW), count_developments(view).total()
    head = Paragraph(line(soft(f"{capital(since_words(view))}.")))
    if not found:
        return (Paragraph(line(soft(f"Nothing new {since_words(view)}."))),)
    shown = _few_positions(found)[:NEW]
    items = tuple(Item(_with_reason(item.what, item.why)) for item in shown)
    if number <= len(shown):
        return head, Bullets(items)
    since = f" --since {view.since.isoformat()}" if view.since and view.since_given else ""
    more = Paragraph(line(soft(f"{number - len(shown)} more: "), code(f"changes{since}")))
    return head, Bullets(items), more


def _few_positions(found: list[Development]) -> list[Development]:
    """Developments with at most a few positions: what parties say is many words, what they do is the news."""
    spoken = [item for item in found if item.group == "stances"][:NEW_POSITIONS]
    return [item for item in found if item.group != "stances" or item in spoken]


def _with_reason(what: Line, why: tuple[Line, ...]) -> Line:
    return line(what, soft(" · "), why[0]) if why else what
