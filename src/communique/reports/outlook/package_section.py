"""Packages: how many nobody blocks, the best of them, who accepts, who objects, and what is not known."""

from __future__ import annotations

from communique.analysis.settlement.conditions import Verdict
from communique.analysis.settlement.packages import Assessed, Packages
from communique.analysis.settlement.scores import Scores
from communique.analysis.settlement.table import Place, Question
from communique.reports.document import Bullets, Item, Line, Paragraph, Picture, Section, join_lines, line, soft, strong
from communique.reports.outlook.frontier_picture import draw_frontier
from communique.reports.outlook.words import Sayer, package_words, parties_words
from communique.reports.wording import count, enumerate_words, party_name

CAUSES = 4
"""Objections that a package names; the rest is counted."""


def package_sections(sayer: Sayer, packages: Packages) -> list[Section]:
    """The answer in numbers, the best packages one by one, and the picture of what two parties get out of them."""
    blocks: list[Paragraph | Bullets | Picture] = [Paragraph(_numbers(packages)), Paragraph(_how(packages))]
    if packages.best:
        items = [_item(sayer, packages, n, found) for n, found in enumerate(packages.best, 1)]
        blocks.append(Bullets(tuple(items)))
    if packages.frontier != len(packages.efficient):
        blocks += _worth_most(sayer, packages)
    found = [Section("packages", "Packages that nobody is known to block", tuple(blocks))]
    picture = draw_frontier(packages)
    if picture is not None:
        svg, words = picture
        shown = Picture(svg, "What two parties get out of each package", (Paragraph(line(soft(words))),), "frontier")
        found.append(Section("frontier", "What the parties get out of them", (shown,)))
    return found


def _numbers(packages: Packages) -> Line:
    """How many packages there are, how many nobody blocks, and how many of these are accepted or efficient."""
    blocked = packages.total - packages.open
    head = f" of {packages.total:,} combinations cross nobody's red line and meet every condition; "
    head += f"{blocked:,} are blocked."
    if not packages.open:
        words = f"Each of the {packages.total:,} combinations crosses a red line or leaves a condition unmet. "
        return line(words, soft("`communique outlook blockers` says which positions collide, and what would open one."))
    agreed = " None is accepted by every party on every issue by the record."
    if packages.agreed:
        number = count(packages.agreed, "package is", "packages are")
        agreed = f" {number} accepted by every party on every issue by the record."
    return line(strong(f"{packages.open:,}"), head, agreed, _efficient(packages))


def _efficient(packages: Packages) -> str:
    """How many leave nobody worse off, and how many of them are listed."""
    means = "no other is better for somebody and worse for nobody"
    if packages.frontier is None:
        head = f" Too many of them are efficient ({means}) to be counted, since too much is unknown;"
    else:
        verb = "is" if packages.frontier == 1 else "are"
        head = f" {packages.frontier:,} of them {verb} efficient: {means}"
        if packages.frontier == len(packages.efficient):
            return f"{head}."
        head += ";"
    return f"{head} listed are the {len(packages.efficient)} of them that are worth most to all together."


def _how(packages: Packages) -> Line:
    order = "Order: fewest objections, then fewest unknown cells, then the weights."
    return line(soft(f"{order} {scores_words(packages.scores)}"))


def scores_words(scores: Scores) -> str:
    """The weights in one sentence, so that no order is shown without them."""
    values = ", ".join(f"{name.replace('_', ' ')} {getattr(scores, name):g}" for name in
                       ("prefers", "accepts", "conditional", "open", "opposes", "red_line"))  # fmt: skip
    silent = ("a party that said nothing on an issue counts as indifferent to it" if scores.silent == "indifferent"
              else "silence on an issue counts as unknown")  # fmt: skip
    weights = [
        f"{party} {question} ×{weight:g}" for party, row in scores.weights.items() for question, weight in row.items()
    ]
    told = f"; issues weigh {', '.join(weights)}, all others 1" if weights else "; all issues weigh the same"
    return f"Worth: {values}; unknown lies anywhere between; {silent}{told}."


def _item(sayer: Sayer, packages: Packages, number: int, found: Assessed) -> Item:
    """The first package in full; of each other one in what it differs from the first."""
    changed = {q.key for q, a, b in _pairs(sayer, packages, found) if a != b or number == 1}
    head = package_words(sayer, found.package) if number == 1 else line("as 1, but ", _differing(sayer, found, changed))
    objections = [place for place in found.of(Verdict.OBJECTS) if place[1] in changed]
    details: list[Line] = []
    if objections:
        causes = join_lines([sayer.cause(place) for place in objections[:CAUSES]])
        more = soft(f" and {len(objections) - CAUSES} more") if len(objections) > CAUSES else None
        details.append(line("Against: ", causes, more))
    if found.accepting and number == 1:
        details.append(line(f"Accepted in full by {parties_words(found.accepting)}."))
    details += [_unknown(sayer, found, changed, silent=number == 1), _worth(packages, found)]
    efficient = {True: "efficient", False: "another leaves it behind", None: ""}[found.efficient]
    return Item(line(strong(f"{number}. "), head, soft(f"  {efficient}")), tuple(d for d in details if d))


def _worth_most(sayer: Sayer, packages: Packages) -> list[Paragraph | Bullets]:
    """The efficient packages that are worth most, where they are too many to list, and are not listed already."""
    numbers = {found.package: n for n, found in enumerate(packages.best, 1)}
    above = [str(numbers[found.package]) for found in packages.efficient if found.package in numbers]
    items = []
    for found in packages.efficient:
        if found.package not in numbers:
            changed = {q.key for q, a, b in _pairs(sayer, packages, found) if a != b}
            items.append(Item(line("as 1, but ", _differing(sayer, found, changed)), (_worth(packages, found),)))
    told = f", besides {enumerate_words(above)}" if above else ""
    words = f"Efficient, and worth most to all together with unknowns at their middle{told}:"
    return [Paragraph(line(words)), Bullets(tuple(items))] if items else []


def _pairs(sayer: Sayer, packages: Packages, found: Assessed) -> list[tuple[Question, str, str]]:
    """Each issue with its option in the first package and in this one."""
    return list(zip(sayer.table.questions, packages.best[0].package, found.package, strict=True))


def _differing(sayer: Sayer, found: Assessed, changed: set[str]) -> Line:
    parts = [
        line(soft(f"{question.name}: "), strong(question.option(key).name))
        for question, key in zip(sayer.table.questions, found.package, strict=True) if question.key in changed
    ]  # fmt: skip
    return join_lines(parts, " · ")


def _unknown(sayer: Sayer, found: Assessed, issues: set[str], *, silent: bool) -> Line:
    """What is not known and would decide: the cells of parties that spoke on the issue, then silence by party."""
    places = found.of(Verdict.UNKNOWN)
    if not places:
        return line("Nothing in it is unknown.")
    spoke = [place for place in places if _spoke(sayer, place) and place[1] in issues]
    never: dict[str, int] = {}
    for party, *_ in [place for place in places if silent and not _spoke(sayer, place)]:
        never[party] = never.get(party, 0) + 1
    parts: list[Line] = []
    if spoke:
        parts.append(line("Unknown and decisive: ", join_lines([sayer.place(place) for place in spoke[:CAUSES]]),
                          soft(f" and {len(spoke) - CAUSES} more") if len(spoke) > CAUSES else None))  # fmt: skip
    if never:
        told = ", ".join(f"{party_name(party)} on {count(number, 'issue')}" for party, number in never.items())
        parts.append(line(soft(f"Never heard on it: {told}")))
    return join_lines(parts, ". ")


def _spoke(sayer: Sayer, place: Place) -> bool:
    party, key, _ = place
    return any(sayer.table.cell(party, key, o.key).standing.is_known for o in sayer.table.question(key).options)


def _worth(packages: Packages, found: Assessed) -> Line:
    told = [
        f"{party} {low:g}" if low == high else f"{party} {low:g} to {high:g}"
        for party, (low, high) in found.worth.items() if high > 0
    ]  # fmt: skip
    return line(soft(f"Worth: {', '.join(told)}")) if told else ()
