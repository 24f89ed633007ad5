"""Invented news of negotiations between invented states: titles, standfirsts, paragraphs, lists, quotations, tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from random import Random

STATES = (
    "Norvenia",
    "Kast",
    "Tarvola",
    "Meridia",
    "Ostrania",
    "Belmora",
    "Querin",
    "the Lakes Union",
    "Sarnovia",
    "Haldia",
)
CITIES = (
    "Ostrava",
    "Geneva",
    "Brno",
    "Tallinn",
    "Muscat",
    "Nairobi",
    "Zürich",
    "Doha",
    "Córdoba",
    "Malmö",
    "Vienna",
    "Astana",
)
PEOPLE = (
    "Petra Holm", "Anton Varga", "Ilse Kovář", "Márta Széll", "Jonas Brandt", "Amina Diallo", "Şenol Aydın", "Luis Peña",
    "Noor Haddad", "Viktor Saranov", "Chidi Okafor", "Ingrid Løvstad", "Tomás Ibáñez", "Grace Mutua", "Rafał Wójcik",
)  # fmt: skip
OFFICES = (
    "foreign minister", "chief negotiator", "special envoy", "deputy prime minister", "government spokeswoman",
    "national security adviser", "head of the mediation team", "ambassador", "trade minister", "defence secretary",
)  # fmt: skip
MATTERS = (
    "fishing quotas", "the two border crossings", "the exchange of prisoners", "grain shipments", "the water treaty",
    "the demilitarised strip", "pipeline fees", "the return of displaced families", "customs posts", "the ceasefire line",
    "frozen bank deposits", "the monitoring mission", "overflight rights", "reconstruction loans",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("two", "three", "four", "five", "seven", "nine", "eleven", "a dozen", "fifteen", "twenty")
SENTENCES = (
    "Delegations of {a} and {b} met in {city} on {day} and spent {n} hours on {matter}.",
    "The {office} of {a}, {who}, told reporters that the talks had been “frank, and at times difficult”.",
    "A second round is to be held in {city} before the end of the month, the host's spokesman said.",
    "{a} insists that {matter} be settled before anything else is signed.",
    "“We did not come here to read statements to each other,” {who} said. “We came to close {matter}.”",
    "Officials on both sides cautioned that no date had been fixed for a meeting of the leaders.",
    "The draft, seen by this newspaper, runs to {n} pages and leaves {matter} to a joint commission.",
    "In {city}, the {office} said the offer on {matter} remained on the table until {day}.",
    "Neither delegation would say whether {who} would attend the next round.",
    "{b} rejected the proposal on {matter} as unbalanced, according to {n} people with knowledge of the discussions.",
    "Mediators shuttled between two hotels for much of {day}, carrying successive versions of a text on {matter}.",
    "The dispute over {matter} has held up a wider agreement between {a} and {b} for {n} years.",
    "Asked about {matter}, {who} replied: “There is progress, but not the kind one photographs.”",
    "Under the plan, {a} would withdraw its patrols within {n} weeks while {b} reopens {matter} to inspectors.",
    "The parliament in {city} is expected to debate the terms on {day}, though a vote may come later.",
    "An earlier attempt collapsed when {b} walked out over {matter}.",
    "Diplomats described the mood as better than in {city}, where the delegations had refused to share a table.",
    "{who}, who has led the delegation of {a} since spring, flew home for consultations on {day}.",
    "The opposition accused the government of giving away {matter} for very little in return.",
    "Traders along the border said they would believe in the reopening when the first {n} lorries had crossed.",
    "A joint statement spoke of “meaningful convergence” on {matter}, without giving details.",
    "The {office} added that experts would continue to work on {matter} by video link.",
    "If the sides agree, {n} observers will be stationed near {city} from next month.",
    "Analysts in {city} were sceptical: similar promises on {matter} were made {n} times in the past decade.",
    "{b} said it had received written assurances from {a} concerning {matter}.",
    "The host country offered to guarantee {matter} with a fund of {n} hundred million crowns.",
    "“Nothing is agreed until everything is agreed,” the {office} said, repeating a phrase heard often this week.",
    "Relatives of the detained waited outside the conference centre in {city}, some with photographs.",
    "The text also provides for a hotline between the two capitals and a review after {n} months.",
    "Observers noted that {who} and the {office} of {b} shook hands for the first time in public.",
    "Heavy rain delayed the arrival of the delegation from {a}, and the opening session began {n} hours late.",
    "Both governments have pledged not to comment on {matter} until the round is over.",
    "{who} called the latest ideas on {matter} “a basis, not a result”.",
    "The sides exchanged lists covering {n} categories of goods, and agreed to compare them in {city}.",
    "Sources close to the mediation said {a} had softened its stance on {matter} overnight.",
    "A spokesman for {b} denied that, saying its position on {matter} was unchanged.",
    "The price of grain fell slightly after the announcement, then recovered.",
    "On {day}, {n} lawmakers wrote to the prime minister demanding that {matter} be put to a referendum.",
    "The meeting took place at the request of {a}, the host's foreign ministry said in a note.",
    "For {b}, the question of {matter} is tied to security guarantees; for {a}, it is a matter of law.",
    "The commission on {matter}, idle since the winter, is to resume its work in {city}.",
    "“My people ask me one thing: when?” said {who}, mayor of a town near the crossing.",
    "It was not clear whether the {office} had the authority to sign.",
    "The two prime ministers last spoke by telephone {n} days ago.",
    "Earlier on {day}, {b} released {n} prisoners in what it called a gesture of good will.",
    "Human rights groups urged the delegations not to trade {matter} against the rights of residents.",
)  # fmt: skip
ASIDES = (
    "The gardens of {city} open to visitors again after a long winter of repairs",
    "Why the cost of bread keeps rising in {a} and what bakers say about it",
    "Ten bridges worth seeing before the summer, from {city} to the coast",
    "Orchestra of {b} names {who} as its new conductor",
    "Storm warning lifted for the northern coast of {a}, ferries run again",
    "Football: {city} beats the champions of {b} after extra time",
    "Opinion: what the young want from the parliament of {a}",
    "Interview: {who} on books, silence and the sea",
)  # fmt: skip
TITLES = (
    "{a} and {b} edge closer to a deal on {matter}", "Envoys leave {city} without agreement on {matter}",
    "{b} sets conditions for new talks on {matter}", "Mediators see opening on {matter} after {city} round",
    "{who} to meet {b}'s {office} in {city}", "{a} offers concession on {matter}, officials say",
    "What is at stake as {a} and {b} return to the table", "Talks on {matter} resume in {city}",
)  # fmt: skip
LANGUAGES = {
    "fr": ("Les délégations se sont réunies à {city} et ont examiné la question des frontières pendant plusieurs heures.",
           "Le ministre a déclaré que les négociations se poursuivraient la semaine prochaine, sans fixer de date.",
           "Aucune des deux parties n'a souhaité commenter les propositions présentées par les médiateurs."),
    "es": ("Las delegaciones se reunieron en {city} y estudiaron durante horas el asunto de los pasos fronterizos.",
           "El ministro afirmó que las negociaciones continuarán la próxima semana, sin precisar una fecha.",
           "Ninguna de las partes quiso comentar las propuestas que presentaron los mediadores."),
    "ru": ("Делегации встретились в городе и несколько часов обсуждали вопрос о пограничных переходах.",
           "Министр заявил, что переговоры продолжатся на следующей неделе, но точной даты не назвал.",
           "Ни одна из сторон не стала комментировать предложения посредников."),
}  # fmt: skip


month_days = (13, 28)
"""Never the 1st to the 12th unless these are asked for, so that 14/03 and 03/14 are clear."""


@dataclass(frozen=True, slots=True)
class Story:
    """One invented article: `blocks` are (kind, text) with kind `p`, `h2`, `li`, `quote` or `row` (cells by tabs)."""

    title: str
    standfirst: str
    blocks: tuple[tuple[str, str], ...]
    author: str
    city: str
    published: datetime
    modified: datetime | None

    @property
    def day(self) -> str:
        return self.published.date().isoformat()

    @property
    def paragraphs(self) -> list[str]:
        return [text for kind, text in self.blocks if kind == "p"]


def make_story(r: Random, words: tuple[int, int] = (60, 2000), extras: bool = True) -> Story:
    """A story of so many words at least and at most (most are short, as in life), written by this random source."""
    low, high = words
    wanted = int(low * (high / low) ** r.random())
    published = _moment(r)
    modified = published + timedelta(hours=r.choice((1, 3, 30, 80, 900))) if r.random() < 0.4 else None
    standfirst = " ".join(sentence(r) for _ in range(r.choice((1, 1, 2))))
    blocks, written = [], 0
    while written < wanted:
        kind = r.random() if extras and blocks else 1.0
        block = [("h2", _filled(r.choice(TITLES), r).split(" after ")[0])] if kind < 0.05 else None
        block = block or ([("li", sentence(r)) for _ in range(r.randint(3, 6))] if kind < 0.08 else None)
        block = block or ([("quote", f"“{sentence(r)} {sentence(r)}”")] if kind < 0.12 else None)
        block = block or [("p", " ".join(sentence(r) for _ in range(r.choice((1, 1, 2, 2, 3, 4)))))]
        blocks += block
        written += sum(len(text.split()) for _, text in block)
    return Story(
        _filled(r.choice(TITLES), r), standfirst, tuple(blocks), r.choice(PEOPLE), r.choice(CITIES), published, modified
    )


def sentence(r: Random) -> str:
    return _filled(r.choice(SENTENCES), r)


def aside(r: Random) -> str:
    """The title of a story of another kind, for menus, boxes and lists of links."""
    return _filled(r.choice(ASIDES), r)


def foreign(r: Random, language: str, paragraphs: int) -> list[str]:
    return [" ".join(_filled(r.choice(LANGUAGES[language]), r) for _ in range(3)) for _ in range(paragraphs)]


def _filled(template: str, r: Random) -> str:
    a, b = r.sample(STATES, 2)
    text = template.format(
        a=a, b=b, city=r.choice(CITIES), who=r.choice(PEOPLE), office=r.choice(OFFICES), matter=r.choice(MATTERS),
        day=r.choice(DAYS), n=r.choice(NUMBERS),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def _moment(r: Random) -> datetime:
    """A day from 2012 to the middle of 2026, of those of a month that are wanted."""
    zone = timezone(timedelta(hours=r.choice((-8, -5, -4, 0, 0, 1, 2, 3, 5, 8))))
    day = datetime(
        r.randint(2012, 2026), r.randint(1, 6), r.randint(*month_days), r.randint(0, 23), r.randint(0, 59), tzinfo=zone
    )
    return day + timedelta(days=0 if day.year == 2026 or r.random() < 0.6 else r.choice((184, 153, 92)))
