"""The package table as a drawing: one mark for each party and option."""

from __future__ import annotations

from communique.analysis.settlement.table import Standing, Table
from communique.reports.outlook.drawing import clipped, mark, rule, svg, text
from communique.reports.outlook.words import MEANING
from communique.reports.wording import count, party_name

LETTER = 6.4
WIDEST, COLUMN, LINE, HEAD = 300, 84, 24, 56


def draw_table(table: Table) -> str:
    """The table as SVG; every mark says in words what it means when the pointer rests on it."""
    parts: list[str] = []
    left = _left(table)
    width = left + COLUMN * len(table.parties) + 10
    y = float(HEAD)
    for n, party in enumerate(table.parties):
        x = left + COLUMN * n + COLUMN / 2
        for row, words in enumerate(reversed(_two_lines(party_name(party)))):
            parts.append(text(x, 30 - 14 * row, words, "bold small", "middle"))
        parts.append(text(x, 45, party, "soft small", "middle"))
    for question in table.questions:
        parts += [rule(0, y, width, y), text(2, y + 17, clipped(question.name, left + 200, 7), "bold")]
        y += LINE
        for option in question.options:
            parts.append(text(18, y + 15, clipped(option.name, left - 30)))
            for n, party in enumerate(table.parties):
                cell = table.cell(party, question.key, option.key)
                words = f"{party_name(party)}, {question.name}, {option.name}: {cell.standing.value}"
                where = left + COLUMN * n + COLUMN / 2
                parts.append(mark(where, y + 11, cell.standing, words))
                if cell.edited:
                    parts.append(text(where + 11, y + 9, "*", "soft small"))
            y += LINE
        y += 5
    parts.append(rule(0, y, width, y))
    height = y + 26
    used = [s for s in Standing if any(table.cell(*place).standing is s for place in table.places())]
    per_row = max(1, int(width // 200))
    for n, standing in enumerate(used):
        x, top = 12 + (n % per_row) * 200, y + 22 + (n // per_row) * 22
        parts += [mark(x, top - 4, standing, standing.value), text(x + 14, top, _legend(standing), "soft small")]
        height = top + 12
    return svg(width, height, "The package table", _words(table), parts)


def _left(table: Table) -> float:
    """How wide the names of options are, so that the marks stand near them on a narrow screen."""
    longest = max((len(option.name) for question in table.questions for option in question.options), default=0)
    return min(WIDEST, max(WIDEST / 2, 40 + LETTER * longest))


def _two_lines(name: str) -> list[str]:
    """A name over one line or two, cut where it is still too long."""
    head, _, tail = name.partition(" ")
    fits = len(name) * LETTER <= COLUMN - 4
    return [name] if fits or not tail else [clipped(part, COLUMN - 4, LETTER) for part in (head, tail)]


def _legend(standing: Standing) -> str:
    return f"{standing.value}: {MEANING[standing]}" if len(MEANING[standing]) < 22 else standing.value


def _words(table: Table) -> str:
    refused = [place for place in table.places() if table.cell(*place).standing is Standing.RED_LINE]
    told = [
        f"{party_name(p)} refuses {table.question(q).name}: {table.question(q).option(o).name}" for p, q, o in refused
    ]
    known = sum(table.cell(*place).standing.is_known for place in table.places())
    total = sum(1 for _ in table.places())
    size = f"{count(len(table.questions), 'issue')}, {count(len(table.parties), 'party', 'parties')}"
    return f"{size}; {known} of {total} cells are known. {'; '.join(told)}"
