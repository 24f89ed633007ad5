"""Words, marks and colours of the outlook: where a party stands on an option, and on which statement that rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.analysis.settlement.table import Atom, Cell, Place, Standing, Table
from communique.model.findings import Finding, Position
from communique.reports.document import Line, join_lines, line, quote, soft, strong
from communique.reports.doubt import doubt
from communique.reports.view import View
from communique.reports.wording import enumerate_words, party_name, shorten, speaker, stance_label

WIDTH = 110
SHOWN = 3
"""Statements that a cell shows; the rest is counted."""
MARKS: Mapping[Standing, str] = {
    Standing.PREFERS: "★", Standing.ACCEPTS: "●", Standing.CONDITIONAL: "◐", Standing.OPEN: "○",
    Standing.OPPOSES: "▽", Standing.RED_LINE: "✕", Standing.CONTRADICTORY: "≠", Standing.UNKNOWN: "·",
}  # fmt: skip
SHORT: Mapping[Standing, str] = {standing: standing.value for standing in Standing} | {
    Standing.CONDITIONAL: "if …", Standing.CONTRADICTORY: "both", Standing.UNKNOWN: "",
}  # fmt: skip
SAYS: Mapping[Standing, str] = {
    Standing.PREFERS: " prefers it", Standing.ACCEPTS: " accepts it", Standing.CONDITIONAL: " accepts it",
    Standing.OPEN: " is open to it", Standing.OPPOSES: " opposes it", Standing.RED_LINE: ": red line",
    Standing.CONTRADICTORY: ": reported both ways", Standing.UNKNOWN: ": unknown",
}  # fmt: skip
MEANING: Mapping[Standing, str] = {
    Standing.PREFERS: "asks for it", Standing.ACCEPTS: "accepts or offers it", Standing.CONDITIONAL: "accepts it if",
    Standing.OPEN: "is open to it", Standing.OPPOSES: "is against it, not refusing", Standing.RED_LINE: "refuses it",
    Standing.CONTRADICTORY: "is reported both ways on one day", Standing.UNKNOWN: "nothing is reported",
}  # fmt: skip


@dataclass(frozen=True)
class Sayer:
    """Puts what a table holds into words for one view of the record."""

    view: View
    table: Table

    def option(self, question: str, option: str) -> str:
        """ "Ceasefire: for 30 days"; of a yes-or-no question in the record's own words just these, or "not ..."."""
        found = self.table.question(question)
        return f"{found.name}: {found.option(option).name}"

    def place(self, place: Place) -> Line:
        """A party and the option it speaks of."""
        return line(strong(party_name(place[0])), f", {self.option(*place[1:])}")

    def atom(self, atom: Atom, place: Place | None = None) -> str:
        """What a condition asks for; of the option of `place` itself as "it"."""
        words = f"“{self.option(atom.question, atom.option)}”"
        if atom.party:
            same = place is not None and place[1:] == (atom.question, atom.option)
            return f"{party_name(atom.party)} accepts {'it' if same else words}"
        return f"{words} is {'not ' if atom.negated else ''}agreed"

    def standing(self, place: Place) -> Line:
        """The cell with its mark and the statements that it rests on."""
        cell = self.table.cell(*place)
        head = line(f"{MARKS[cell.standing]} ", strong(party_name(place[0])), SAYS[cell.standing])
        return line(head, self.condition(place), self.grounds(cell))

    def condition(self, place: Place) -> Line:
        """What an acceptance waits for: its words, and what of them the table knows."""
        cell = self.table.cell(*place)
        if cell.standing is not Standing.CONDITIONAL or cell.condition is None:
            return ()
        told = cell.condition
        words = line(" if ", quote(shorten(told.words, WIDTH))) if told.words else line(", under conditions")
        linked = "; or ".join(" and ".join(self.atom(a, place) for a in atoms) for atoms in told.alternatives if atoms)
        if cell.edited and told.words == "; or ".join(" and ".join(map(str, atoms)) for atoms in told.alternatives):
            return line(f" if {linked}")
        parts = [f"read as: {linked}"] if linked and not cell.edited else []
        parts += ["names nothing in this table"] if told.unlinked and told.words and not linked else []
        parts += [f"not in this table: {'; '.join(told.unlinked)}"] if told.unlinked and linked else []
        return line(words, soft(f" [{'; '.join(parts)}]") if parts else None)

    def grounds(self, cell: Cell) -> Line:
        """The statements behind a cell, or who set it."""
        if cell.edited:
            by = f" by {cell.by}" if cell.by else ""
            note = f": {cell.note}" if cell.note else ""
            before = line("; the record: ", self.statements(cell.earlier)) if cell.earlier else ()
            return line(soft(f" (set by hand{by}{note}"), before, soft(")"))
        found = self.statements(cell.statements)
        implied = "from: " if cell.implied else ""
        parts = [line(soft(f" ({implied}"), found, soft(")"))] if found else []
        if cell.contrary:
            parts.append(line(" but also ", self.statements(cell.contrary)))
        if cell.earlier:
            parts.append(line(soft(" · before: "), self.statements(cell.earlier)))
        return line(*parts)

    def statements(self, findings: Iterable[Finding]) -> Line:
        """The latest statements, each with who voiced it, when, and its reference."""
        told = list(findings)
        shown = [self.statement(finding) for finding in told[-SHOWN:]]
        more = line(soft(f" and {len(told) - SHOWN} earlier")) if len(told) > SHOWN else ()
        return line(join_lines(shown), more)

    def statement(self, finding: Finding) -> Line:
        """One statement: demands "NATO membership" (Ann Lee, 3 Mar) [4]."""
        day = self.view.said_on(finding) or "undated"
        if isinstance(finding, Position):
            who = [speaker(finding.holder)] if finding.holder else []
            told = f" ({', '.join([*who, day])})"
            words = line(f"{stance_label(finding.stance)} ", quote(shorten(finding.about, 60)))
        else:
            told, words = f" ({day})", line("offers it")
        return line(words, soft(told), doubt(finding), " ", self.view.cite(finding))

    def cause(self, place: Place) -> Line:
        """Why a cell blocks, objects or is not known, in short, with its latest statement."""
        cell = self.table.cell(*place)
        if cell.edited:
            return line(self.place(place), soft(f" ({cell.standing.value}, set by hand)"))
        last = cell.statements[-1:]
        words = line(": ", self.statement(last[0])) if last else line(soft(f" ({cell.standing.value})"))
        return line(self.place(place), words)


def package_words(sayer: Sayer, package: Iterable[str]) -> Line:
    """A package in words: the option on each issue."""
    parts = []
    for question, key in zip(sayer.table.questions, package, strict=True):
        parts.append(line(soft(f"{question.name}: "), strong(question.option(key).name)))
    return join_lines(parts, " · ")


def parties_words(codes: Iterable[str]) -> str:
    return enumerate_words([party_name(code) for code in codes])
