"""Articles out of scope are kept unread and read when they come into scope; a sample of them is read as a check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from communique.errors import SettingsError, UsageError
from communique.model.article import Article
from communique.model.findings import Findings, Issue, Position, Stance
from communique.model.record import Audit
from communique.pipeline import Options, inputs_of, read_into, take_in
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Parse
from communique.record.screening import MARK, OUT_OF_SCOPE, Sample, Screen, Screening, make_screening, without_mark
from communique.record.store import Store
from communique.settings import Scope, Settings

NEAR = "Peru and Ecuador said on Monday that they would speak about the border again in the spring. ({})"
FAR = "Farmers in Iceland said on Monday that they would bring in the hay before the first frost. ({})"
GERMAN = (
    "Die beiden Minister haben am Montag über die Grenze gesprochen und wollen sich bald wieder treffen. "
    "Das teilte das Außenministerium mit, ohne weitere Einzelheiten zu nennen, und verwies auf die nächste Woche."
)
NO_SAMPLE = Sample(0, 0)


class BareModel:
    """A parser that finds no words, and counts what it is given."""

    name = "bare-1"

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        for text in texts:
            self.parsed.append(text)
            yield Parse(text, [], [])


def dossier(path: Path, *texts: str) -> Path:
    rows = [json.dumps({"id": f"x-{n}", "published": "2025-03-01", "text": text}) for n, text in enumerate(texts, 1)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def screening(*parties: str, sample: Sample = NO_SAMPLE) -> Screening:
    made = make_screening(Settings(), parties or ("Peru", "Ecuador"), sample)
    assert made is not None
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "r.db") as opened:
        yield opened


def test_what_is_out_of_scope_is_kept_marked_and_not_parsed(tmp_path: Path, store: Store) -> None:
    path, model = dossier(tmp_path / "a.jsonl", NEAR.format(1), FAR.format(1), FAR.format(2)), BareModel()
    summary = read_into(store, [path], model, Options(screening=screening()))
    assert (summary.read, summary.unchanged, summary.failures) == (1, 0, ())
    assert summary.audit == Audit(("PER", "ECU"), seen=3, out=2, read=0)
    assert model.parsed == [NEAR.format(1)]
    assert [article.id for article in store.taken_in_by(OUT_OF_SCOPE)] == ["x-2", "x-3"]
    marked = {article.id: MARK in article.meta for article in store.articles()}
    assert marked == {"x-1": False, "x-2": True, "x-3": True}
    assert store.count().unread == 2
    assert store.failures() == []


def test_reading_it_again_changes_nothing(tmp_path: Path, store: Store) -> None:
    path, options = dossier(tmp_path / "a.jsonl", NEAR.format(1), FAR.format(1)), Options(screening=screening())
    read_into(store, [path], BareModel(), options)
    before, number = list(store.articles()), store.revision()
    again = read_into(store, [path], BareModel(), options)
    assert (again.read, again.unchanged) == (0, 2)
    assert again.audit == Audit(("PER", "ECU"), seen=0, out=0, read=0)
    assert (list(store.articles()), store.revision()) == (before, number)


def test_wider_parties_read_it_and_take_the_mark_away(tmp_path: Path, store: Store) -> None:
    path, model = dossier(tmp_path / "a.jsonl", FAR.format("Norway"), FAR.format(2)), BareModel()
    read_into(store, [path], model, Options(screening=screening()))
    options = Options(screening=screening("Iceland", "Norway"))
    summary = take_in(store, inputs_of(store, [], skipped=True), model, options)
    assert (summary.read, summary.unchanged) == (1, 1)
    assert model.parsed == [FAR.format("Norway")]
    assert {article.id: MARK in article.meta for article in store.articles()} == {"x-1": False, "x-2": True}


def test_without_parties_everything_is_read(tmp_path: Path, store: Store) -> None:
    path = dossier(tmp_path / "a.jsonl", NEAR.format(1), FAR.format(1))
    read_into(store, [path], BareModel(), Options(screening=screening()))
    summary = read_into(store, [path], BareModel())
    assert (summary.read, summary.unchanged, summary.audit) == (1, 1, None)
    assert not list(store.taken_in_by(OUT_OF_SCOPE))


def test_a_narrower_run_leaves_what_was_read(tmp_path: Path, store: Store) -> None:
    path = dossier(tmp_path / "a.jsonl", FAR.format(1))
    read_into(store, [path], BareModel())
    summary = read_into(store, [path], BareModel(), Options(screening=screening()))
    assert (summary.read, summary.unchanged) == (0, 1)
    assert store.findings_of("x-1") is not None


def test_other_languages_are_not_judged(tmp_path: Path, store: Store) -> None:
    path = dossier(tmp_path / "a.jsonl", GERMAN)
    summary = read_into(store, [path], BareModel(), Options(screening=screening()))
    assert (summary.skipped_language, summary.audit) == (1, Audit(("PER", "ECU"), seen=0, out=0, read=0))


def test_a_share_is_read_as_a_check_the_same_each_time(tmp_path: Path) -> None:
    path = dossier(tmp_path / "a.jsonl", *(FAR.format(n) for n in range(200)))
    drawn = []
    for name in ("a.db", "b.db"):
        with Store.open(tmp_path / name) as store:
            summary = read_into(store, [path], BareModel(), Options(screening=screening(sample=Sample(0.1, 0))))
            assert summary.audit is not None
            assert (summary.audit.out, summary.read) == (200, summary.audit.read)
            drawn.append({findings.article for findings in store.findings()})
    assert drawn[0] == drawn[1]
    assert 10 <= len(drawn[0]) <= 30


def test_some_are_read_in_any_case(tmp_path: Path, store: Store) -> None:
    path, model = dossier(tmp_path / "a.jsonl", *(FAR.format(n) for n in range(20))), BareModel()
    summary = read_into(store, [path], model, Options(screening=screening(sample=Sample(0, 5))))
    assert summary.audit == Audit(("PER", "ECU"), seen=20, out=20, read=5)
    assert (summary.read, len(model.parsed), len(list(store.taken_in_by(OUT_OF_SCOPE)))) == (5, 5, 15)


def test_fewer_than_asked_for_are_all_read(tmp_path: Path, store: Store) -> None:
    path = dossier(tmp_path / "a.jsonl", FAR.format(1), NEAR.format(1))
    summary = read_into(store, [path], BareModel(), Options(screening=screening(sample=Sample(0, 5))))
    assert summary.audit == Audit(("PER", "ECU"), seen=2, out=1, read=1)
    assert not list(store.taken_in_by(OUT_OF_SCOPE))


def test_runs_of_one_day_are_kept_as_one_check(tmp_path: Path, store: Store) -> None:
    for number in range(2):
        path = dossier(tmp_path / f"{number}.jsonl", NEAR.format(number), FAR.format(number))
        path.write_text(path.read_text().replace('"x-', f'"{number}-'))
        read_into(store, [path], BareModel(), Options(screening=screening()))
    assert [(audit.seen, audit.out) for audit in store.audits()] == [(4, 2)]
    store.add_audit(Audit(("CHL",), 3, 1, 1, ("z",)))
    assert [(audit.parties, audit.missed) for audit in store.audits()] == [(("PER", "ECU"), ()), (("CHL",), ("z",))]


def test_a_check_that_finds_something_between_the_parties_names_the_article(store: Store) -> None:
    screen = Screen(store, screening(sample=Sample(1, 0)), load_gazetteer())
    article = Article("a", FAR.format(1))
    assert screen.passes(article)
    about = {"evidence": (), "spans": (), "issue": Issue.TALKS, "stance": Stance.SUPPORTS, "about": "talks"}
    found = tuple(Position(id=code, article="a", party=code, **about) for code in ("PER", "ECU"))  # type: ignore[arg-type]
    screen.heed(article, Findings("a", None, positions=found))
    audit = screen.close()
    assert audit is not None
    assert audit.missed == ("a",)


def test_settings_say_whether_and_for_whom_is_screened() -> None:
    assert make_screening(Settings()) is None
    made = make_screening(Settings(parties=("Peru", "PER", "ECU"), scope=Scope(audit_percent=5)))
    assert made is not None
    assert (made.scope.parties, made.sample) == (("PER", "ECU"), Sample(0.05, 3))
    assert make_screening(Settings(parties=("Peru",), scope=Scope(skip=False))) is None
    with pytest.raises(SettingsError, match="Perru"):
        make_screening(Settings(parties=("Perru",)))
    with pytest.raises(UsageError, match="Perru"):
        make_screening(Settings(), ["Perru"])


def test_the_mark_is_taken_off() -> None:
    assert without_mark(Article("a", "x", meta={MARK: "PER", "k": "v"})).meta == {"k": "v"}
