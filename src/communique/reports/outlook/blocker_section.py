"""Blockers and openings: what collides, what must change, what could be traded, which unknown matters most."""

from __future__ import annotations

from communique.analysis.settlement.blockers import MORE, Blockers, Change
from communique.analysis.settlement.scores import Scores
from communique.analysis.settlement.table import Place
from communique.analysis.settlement.trades import Offer, Trade
from communique.reports.document import Bullets, Item, Line, Paragraph, Section, join_lines, line, soft, strong
from communique.reports.outlook.package_section import scores_words
from communique.reports.outlook.words import Sayer, package_words
from communique.reports.wording import count, party_name

SHOWN = 8


def blocker_sections(
    sayer: Sayer, blockers: Blockers, offers: tuple[Offer, ...], trades: tuple[Trade, ...], scores: Scores
) -> list[Section]:
    """The sections on what stands in the way and what could open it."""
    found = [_changes(sayer, blockers)]
    if blockers.collisions:
        found.insert(0, _collisions(sayer, blockers))
    found.append(_trades(sayer, offers, trades, scores))
    found.append(_unknowns(sayer, blockers))
    return found


def _collisions(sayer: Sayer, blockers: Blockers) -> Section:
    head = line("No package is possible: ", strong(count(len(blockers.collisions), "set")),
                " of positions cannot all stand. In each, one must give way.")  # fmt: skip
    items = tuple(
        Item(
            join_lines([sayer.place(place) for place in cells], " against "),
            tuple(sayer.standing(place) for place in cells),
        )
        for cells in blockers.collisions[:SHOWN]
    )
    return Section(
        "collisions", "Positions that collide", (Paragraph(head), Bullets(items), *_more(len(blockers.collisions)))
    )


def _changes(sayer: Sayer, blockers: Blockers) -> Section:
    """The smallest changes; what they are for depends on whether a package is open already."""
    if not blockers.changes:
        words = "Every option that somebody wants is in some package that nobody is known to block."
        return Section("changes", "Smallest changes of position", (Paragraph(line(words)),))
    if blockers.open:
        head = "Some options that are wanted stand in no open package. Each needs these changes, and no fewer:"
    else:
        head = "Any one of these sets of changes opens a package, and none of them can do with fewer:"
    items = tuple(_change(sayer, change, bool(blockers.open)) for change in blockers.changes[:SHOWN])
    blocks: list[Paragraph | Bullets] = [Paragraph(line(head)), Bullets(items), *_more(len(blockers.changes))]
    if not blockers.open:
        most = len(blockers.changes[0].cells) + MORE
        blocks.append(Paragraph(line(soft(f"Sets of more than {count(most, 'change')} are not looked for."))))
    if not blockers.complete:
        blocks.append(Paragraph(line(soft("There are more such sets than were followed."))))
    return Section("changes", "Smallest changes of position", tuple(blocks))


def _change(sayer: Sayer, change: Change, wanted: bool) -> Item:
    cells = join_lines([line(sayer.place(place)) for place in change.cells], "; and ")
    details = [sayer.standing(place) for place in change.cells]
    if wanted:
        pass
    else:
        details.append(line(soft("opens, for one: "), package_words(sayer, change.package)))
    return Item(line(strong(f"{count(len(change.cells), 'change')}: "), cells), tuple(details))


def _trades(sayer: Sayer, offers: tuple[Offer, ...], trades: tuple[Trade, ...], scores: Scores) -> Section:
    blocks: list[Paragraph | Bullets] = []
    if offers:
        blocks.append(Paragraph(line("Put forward by the parties themselves:")))
        blocks.append(Bullets(tuple(Item(_stand(sayer, offer.place)) for offer in offers[:SHOWN])))
    if trades:
        blocks.append(Paragraph(line("Each gives on one issue and gets on the other, and is better off for it:")))
        blocks.append(Bullets(tuple(_trade(sayer, trade) for trade in trades[:SHOWN])))
        blocks += _more(len(trades))
        blocks.append(Paragraph(line(soft(scores_words(scores)))))
    else:
        words = ("No two issues can be traded so that both sides gain under the weights in use; "
                 "weights that differ between parties may change that.")  # fmt: skip
        blocks.append(Paragraph(line(soft(f"{words} {scores_words(scores)}"))))
    return Section("trades", "Trades", tuple(blocks))


def _stand(sayer: Sayer, place: Place) -> Line:
    """A stand with the option that it is on."""
    return line(f"{sayer.option(*place[1:])}: ", sayer.standing(place))


def _trade(sayer: Sayer, trade: Trade) -> Item:
    moves = [
        f"{sayer.table.question(move.question).name}: {sayer.table.question(move.question).option(move.before).name} → "
        f"{sayer.table.question(move.question).option(move.after).name}"
        for move in trade.moves
    ]
    gains = [f"{party} +{low:g}" if low == high else f"{party} {low:+g} to {high:+g}"
             for party, (low, high) in zip(trade.parties, trade.gains, strict=True)]  # fmt: skip
    sure = "" if trade.certain else "; only if what is unknown turns out well"
    known = [place for place in trade.rests_on if sayer.table.cell(*place).standing.is_known]
    return Item(
        line(
            strong(" and ".join(party_name(p) for p in trade.parties)),
            f": {'; '.join(moves)}",
            soft(f"  ({', '.join(gains)}{sure})"),
        ),
        tuple(_stand(sayer, place) for place in known),
    )


def _unknowns(sayer: Sayer, blockers: Blockers) -> Section:
    """The unknown positions on which most hangs."""
    if not blockers.unknowns:
        return Section("unknowns", "Unknown positions", (Paragraph(line("Every position in the table is known.")),))
    head = "Packages that nobody is known to block and that a refusal would take away:"
    if not blockers.open:
        head = "Packages that the first of the changes above would open, and that a refusal would take away:"
    items = []
    for found in blockers.unknowns[:SHOWN]:
        alone = f", in {found.alone} of them as the only unknown" if found.alone else ""
        items.append(Item(line(sayer.place(found.place), f": {count(found.packages, 'package')}{alone}",
                               soft(f" ({sayer.table.cell(*found.place).standing.value})"))))  # fmt: skip
    rest = _more(len(blockers.unknowns))
    return Section(
        "unknowns", "Which unknown position matters most", (Paragraph(line(head)), Bullets(tuple(items)), *rest)
    )


def _more(number: int) -> list[Paragraph]:
    return [Paragraph(line(soft(f"and {number - SHOWN} more")))] if number > SHOWN else []
