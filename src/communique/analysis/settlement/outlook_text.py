"""Cells as people type them, and a first outlook file that names every key there is to use."""

from __future__ import annotations

from communique.analysis.settlement.names import unknown
from communique.analysis.settlement.outlook import CellEdit
from communique.analysis.settlement.table import Standing, Table
from communique.errors import UsageError


def read_cell(text: str) -> CellEdit:
    """A cell from one line: party, issue=option, standing, and behind `if` what a conditional one asks for.

    >>> read_cell("UKR alliance=delayed accepts").standing
    <Standing.ACCEPTS: 'accepts'>
    >>> read_cell("UKR alliance=delayed if guarantees=given and sanctions=kept").needs
    (('guarantees=given', 'sanctions=kept'),)
    """
    head, _, needs = text.strip().partition(" if ")
    words = head.split(maxsplit=2)
    if len(words) == 2 and needs:
        words.append(Standing.CONDITIONAL.value)
    if len(words) < 3 or "=" not in words[1]:
        raise UsageError(
            f"{text!r}: not a cell", hint='write "PARTY ISSUE=OPTION STANDING", such as "UKR alliance=delayed accepts"'
        )
    party, (issue, _, option), standing = words[0], words[1].partition("="), words[2].replace("_", " ")
    if standing not in list(Standing):
        raise unknown(standing, "standing", [s.value for s in Standing])
    asked = tuple(tuple(part.strip() for part in one.split(" and ")) for one in needs.split(" or ")) if needs else ()
    return CellEdit(party, issue, option, Standing(standing), asked, by="command line")


def starting_text(table: Table) -> str:
    """An outlook file to start from: the keys of the table as they are, everything else as comments to take up."""
    rows = ["# What you add to the table of the record. Take the # away from what you want to use.", "", "[table]"]
    rows.append(f"parties = [{', '.join(_quoted(party) for party in table.parties)}]")
    rows += [f"issues = [{', '.join(_quoted(question.key) for question in table.questions)}]", "# leave_out = []"]
    left = [one.key for one in table.left_out if one.key not in ("talks", "misread")]
    rows += [f"# include = [{', '.join(map(_quoted, left))}]", ""]
    rows.append("# The issues and their options:")
    for question in table.questions:
        options = ", ".join(f"{option.key} ({option.name})" for option in question.options)
        rows.append(f"#   {question.key} ({question.name}): {options}")
    first = table.questions[0] if table.questions else None
    party = table.parties[0] if table.parties else "NOR"
    issue = first.key if first else "ceasefire"
    option = first.options[0].key if first else "full"
    other = (
        f"{table.questions[1].key}={table.questions[1].options[0].key}" if len(table.questions) > 1 else "issue=option"
    )
    place = f"party = {_quoted(party)}, issue = {_quoted(issue)}, option = {_quoted(option)}"
    rows += [
        "",
        "# [weights." + party + "]",
        f"# {_key(issue)} = 3",
        "",
        "# [[cell]]",
        f"# party = {_quoted(party)}",
        f"# issue = {_quoted(issue)}",
        f"# option = {_quoted(option)}",
        f'# standing = "conditional"  # {", ".join(s.value for s in Standing)}',
        f"# if = [{_quoted(other)}]",
        '# note = "why"',
        "",
        "# [[scenario]]",
        '# name = "what if"',
        f'# cell = [{{ {place}, standing = "accepts" }}]',
        "",
        "# [[draft]]",
        '# name = "a draft of ours"',
        f"# terms = {{ {_key(issue)} = {_quoted(option)} }}",
    ]
    return "\n".join(rows) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _key(text: str) -> str:
    plain = text.replace("-", "").replace("_", "")
    return text if plain.isascii() and plain.isalnum() else _quoted(text)
