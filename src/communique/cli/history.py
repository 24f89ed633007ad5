"""`communique history`: the life of one item, report by report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import AsCsv, AsJson, AsOf, OutputFile, RecordPath
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.model.record import Record
    from communique.reports.moments import Subject

Item = Annotated[
    str,
    typer.Argument(metavar="ID", show_default=False,
                   help="A contact, agreement, proposal, deadline, person or report, or a stance: RUS/ceasefire."),
]  # fmt: skip


def history(
    item: Item,
    record: RecordPath = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    output: OutputFile = None,
) -> None:
    """Tell the life of one item: each report in the order of publication, what it changed, and how things stood then.

    [bold]Examples[/bold]

    communique history c-7f3a

    communique history Russia/ceasefire --as-of 2025-03-01

    communique history "Sergey Lavrov" --json
    """
    from communique.cli.consoles import draw, write, write_report
    from communique.cli.opening import load
    from communique.cli.options import Query
    from communique.reports.brief_terminal import print_report
    from communique.reports.forms import format_of
    from communique.reports.history import list_history, make_history
    from communique.reports.listing import to_csv, to_json

    query = Query(record, as_of=as_of, as_json=as_json, as_csv=as_csv)
    chosen = query.format
    if chosen == "table" and output is not None:
        chosen = "csv" if output.suffix.lower() == ".csv" else format_of(output)
    found = load(record, query.selection())
    subject = find_subject(found, item, record)
    if chosen in ("json", "csv"):
        listing = list_history(found, subject)
        write(to_json(listing) if chosen == "json" else to_csv(listing), output)
    elif chosen == "table":
        draw(lambda console: print_report(make_history(found, subject), console))
    else:
        write_report(make_history(found, subject), chosen, output)


def find_subject(record: Record, asked: str, place: str | None = None) -> Subject:
    """What has a history under this id, name, or `PARTY/ISSUE`; of a report, the item that it tells of.

    Raises UsageError for what is not in the record, and for an article, which has none.
    """
    from communique.model.article import Article
    from communique.model.findings import Finding, Position
    from communique.record.items import all_merged, find_item
    from communique.settings import command

    if "/" in asked and not {asked, asked.rpartition(":")[0]} & record.articles.keys():
        party, _, issue = asked.partition("/")
        return _stances(record, party, issue, place)
    found = find_item(record, asked)
    if isinstance(found, Position):
        return _stances(record, found.party, found.issue.value, place)
    if isinstance(found, Article):
        raise UsageError(f"{asked} is an article", hint=f"see what it reports: {command(f'show {asked}')}")
    if isinstance(found, Finding):
        for whole in (*all_merged(record), *record.persons):
            if found in whole.reports:
                return whole
        raise UsageError(f"{asked} stands alone", hint=f"see it with its words: {command(f'show {asked}')}")
    return found


def _stances(record: Record, party: str, issue: str, place: str | None) -> Subject:
    from communique.analysis.stances import stance_threads
    from communique.cli.opening import open_settings
    from communique.model.findings import Issue
    from communique.record.typed import read_issue, read_party
    from communique.reports.moments import Stances
    from communique.reports.wording import issue_label, party_name
    from communique.settings import command

    code = (
        party if any(p.party == party for p in record.positions) else read_party(party, open_settings(place).own_names)
    )
    wanted = Issue(read_issue(issue))
    threads = stance_threads(record, {(code, wanted)})
    if not threads:
        known = sorted({p.issue.value for p in record.positions if p.party == code})
        hint = f"there are positions on {', '.join(known)}" if known else f"list the positions: {command('positions')}"
        raise UsageError(f"no position of {party_name(code)} on {issue_label(wanted)}", hint=hint)
    return Stances(code, wanted, threads)
