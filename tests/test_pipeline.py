"""The whole story: order kept, nothing lost, one bad article never costs another, twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from communique.engine import BATCH
from communique.errors import FailureKind, InputError
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.pipeline import Options, findings_of, read_into, reader_version
from communique.reading.parse import Parse
from communique.reading.reading import Reading
from communique.record.store import Store
from communique.settings import OwnNames
from communique.sources import Limits

ENGLISH = "The two ministers spoke about the border on Monday, and both of them said that they would speak again. ({})"
GERMAN = (
    "Die beiden Minister haben am Montag über die Grenze gesprochen und wollen sich bald wieder treffen. "
    "Das teilte das Außenministerium mit, ohne weitere Einzelheiten zu nennen, und verwies auf die nächste Woche."
)


class BareModel:
    """A parser that finds no words, counts what it is given, and fails on texts with CRASH in them."""

    def __init__(self, name: str = "bare-1") -> None:
        self.name = name
        self.parsed: list[str] = []
        self.crashes = True

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        for text in texts:
            if self.crashes and "CRASH" in text:
                raise ValueError("a broken tree")
            self.parsed.append(text)
            yield Parse(text, [], [])


@pytest.fixture
def model() -> BareModel:  # type: ignore[override]
    return BareModel()


def dossier(path: Path, *texts: str) -> Path:
    rows = [json.dumps({"id": f"x-{n}", "published": "2025-03-01", "text": text}) for n, text in enumerate(texts, 1)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def texts(number: int) -> list[str]:
    return [ENGLISH.format(n) for n in range(number)]


def test_findings_come_in_the_order_of_the_inputs(tmp_path: Path, model: BareModel) -> None:
    made = texts(BATCH + 5)
    made[3] = GERMAN
    made[7] = "CRASH " + made[7]
    found = list(findings_of([dossier(tmp_path / "a.jsonl", *made)], model))
    rows = [item for item in found if not isinstance(item, Failure)]
    assert [article.id for article, _ in rows] == [f"x-{n}" for n in range(1, BATCH + 6)]
    assert [findings.article for _, findings in rows] == [article.id for article, _ in rows]
    failures = {article.id: [f.kind for f in findings.failures] for article, findings in rows if findings.failures}
    assert failures == {"x-4": [FailureKind.LANGUAGE], "x-8": [FailureKind.READER]}


def test_reading_twice_changes_nothing_and_parses_nothing(tmp_path: Path, model: BareModel) -> None:
    path = dossier(tmp_path / "a.jsonl", *texts(3), GERMAN)
    with Store.open(tmp_path / "r.db") as store:
        first = read_into(store, [path], model)
        assert (first.read, first.unchanged, first.skipped_language, first.failures) == (3, 0, 1, ())
        before, parsed = (list(store.articles()), store.failures()), len(model.parsed)
        again = read_into(store, [path], model)
        assert (again.read, again.unchanged, again.skipped_language, again.failures) == (0, 4, 0, ())
        assert (list(store.articles()), store.failures()) == before
        assert len(model.parsed) == parsed


@pytest.mark.parametrize("apart", [True, False])
def test_a_second_date_of_publication_is_kept_and_told(tmp_path: Path, model: BareModel, apart: bool) -> None:
    rows = [json.dumps({"id": "x-1", "published": f"2025-0{month}-01", "text": texts(1)[0]}) for month in (3, 4)]
    for name, text in {"a": rows[0], "b": rows[1]}.items() if apart else {"a": "\n".join(rows)}.items():
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    where = str(tmp_path / "b.jsonl:1") if apart else str(tmp_path / "a.jsonl:2")
    inputs = sorted(tmp_path.glob("*.jsonl"))
    with Store.open(tmp_path / "r.db") as store:
        first = [read_into(store, [path], model) for path in inputs][-1]
        assert first.unchanged == 1
        assert [failure.kind for failure in first.failures] == [FailureKind.OTHER_DATE]
        other = store.failures()[0]
        assert (other.origin, other.article, other.is_other_date) == (where, "x-1", True)
        assert other.reason == "dated 2025-04-01, but 2025-03-01 in the record under the id x-1"
        # A newer reader comes to the later date first, and the record keeps its own all the same.
        for path in reversed(inputs):
            read_into(store, [path], BareModel("bare-2"))
        assert [article.published for article in store.articles()] == ["2025-03-01"]
        assert [failure.origin for failure in store.failures()] == [where]


def test_the_same_place_may_mend_its_date_for_a_newer_reader(tmp_path: Path, model: BareModel) -> None:
    path = tmp_path / "a.jsonl"
    with Store.open(tmp_path / "r.db") as store:
        for date, name in (("2025-03-01", "bare-1"), ("2025-03-02", "bare-1"), ("2025-03-02", "bare-2")):
            path.write_text(json.dumps({"id": "x-1", "published": date, "text": texts(1)[0]}), encoding="utf-8")
            read_into(store, [path], BareModel(name))
            kept = store.article("x-1")
            assert kept is not None
            assert (kept.published, len(store.failures())) == {
                ("2025-03-01", "bare-1"): ("2025-03-01", 0),
                ("2025-03-02", "bare-1"): ("2025-03-01", 1),
                ("2025-03-02", "bare-2"): ("2025-03-02", 0),
            }[date, name]


def test_a_date_ahead_of_today_is_counted_when_the_article_comes_in(tmp_path: Path, model: BareModel) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x-1", "published": "2099-03-01", "text": texts(1)[0]}), encoding="utf-8")
    with Store.open(tmp_path / "r.db") as store:
        assert [read_into(store, [path], model).doubtful_dates for _ in range(2)] == [1, 0]


def test_a_newer_reader_reads_again(tmp_path: Path, model: BareModel) -> None:
    path = dossier(tmp_path / "a.jsonl", *texts(2))
    with Store.open(tmp_path / "r.db") as store:
        read_into(store, [path], model)
        assert read_into(store, [path], BareModel("bare-2")).read == 2
        assert store.reader_of("x-1") == reader_version(BareModel("bare-2"))


class Nothing:
    """A finder that finds nothing, and remembers of what."""

    most = 100_000

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[str] = []

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing is cheaper at once."""

    def find(self, reading: Reading) -> Findings:
        self.asked.append(reading.article.id)
        if self.name.endswith("out of money"):
            raise ValueError("out of money")
        return Findings(reading.article.id, reading.article.published)


def test_another_finder_reads_again_and_so_does_going_back(tmp_path: Path, model: BareModel) -> None:
    path = dossier(tmp_path / "a.jsonl", *texts(2))
    large, other, poor = Nothing("large-1 m-4"), Nothing("large-1 m-3"), Nothing("large-1 out of money")
    with Store.open(tmp_path / "r.db") as store:
        read_into(store, [path], model)
        for finder in (large, large, other, large):
            read_into(store, [path], model, Options(finder=finder))
        assert (large.asked, other.asked) == (["x-1", "x-2"] * 2, ["x-1", "x-2"])
        assert store.reader_of("x-1") == reader_version(model, large)
        assert len(read_into(store, [path], model, Options(finder=poor)).failures) == 2
        assert store.reader_of("x-1") == reader_version(model, large)  # what failed takes nothing away
        assert read_into(store, [path], model).read == 2


def test_an_article_that_breaks_the_reader_is_kept_as_a_failure_and_the_rest_is_read(
    tmp_path: Path, model: BareModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = texts(4)
    made[1] = "CRASH " + made[1]
    with Store.open(tmp_path / "r.db") as store:
        summary = read_into(store, [dossier(tmp_path / "a.jsonl", *made)], model)
        assert summary.read == 3
        assert [(f.kind, f.article) for f in summary.failures] == [(FailureKind.READER, "x-2")]
        assert "a broken tree" in summary.failures[0].reason
        assert store.has("x-2")
        assert [f.kind for f in store.failures()] == [FailureKind.READER]
        again = read_into(store, [dossier(tmp_path / "a.jsonl", *made)], model)
        assert (again.read, again.unchanged, len(again.failures)) == (0, 3, 1)
        monkeypatch.setattr(model, "crashes", False)
        mended = read_into(store, [dossier(tmp_path / "a.jsonl", *made)], model)
        assert (mended.read, mended.unchanged, mended.failures) == (1, 3, ())
        assert store.failures() == []


def test_what_is_not_english_is_kept_marked_and_not_read(tmp_path: Path, model: BareModel) -> None:
    with Store.open(tmp_path / "r.db") as store:
        read_into(store, [dossier(tmp_path / "a.jsonl", GERMAN)], model)
        kept = store.article("x-1")
        assert kept is not None
        assert kept.language == "de"
        assert store.findings_of("x-1") is None
    assert not model.parsed


def test_a_broken_line_costs_only_itself(tmp_path: Path, model: BareModel) -> None:
    path = dossier(tmp_path / "a.jsonl", *texts(2))
    path.write_text(path.read_text() + '{"text": "half\n', encoding="utf-8")
    with Store.open(tmp_path / "r.db") as store:
        summary = read_into(store, [path], model)
    assert summary.read == 2
    assert [failure.kind for failure in summary.failures] == [FailureKind.MALFORMED]
    assert summary.failures[0].origin.endswith("a.jsonl:3")


def test_another_text_under_a_known_id_is_refused_aloud(tmp_path: Path, model: BareModel) -> None:
    with Store.open(tmp_path / "r.db") as store:
        read_into(store, [dossier(tmp_path / "a.jsonl", ENGLISH.format("one"))], model)
        summary = read_into(store, [dossier(tmp_path / "b.jsonl", ENGLISH.format("another"))], model)
        assert len(summary.failures) == 1
        assert len(list(store.articles())) == 1


def test_progress_is_told_of_every_item(tmp_path: Path, model: BareModel) -> None:
    steps: list[int] = []
    options = Options(progress=lambda: steps.append(1))
    path = dossier(tmp_path / "a.jsonl", *texts(3), GERMAN)
    with Store.open(tmp_path / "r.db") as store:
        read_into(store, [path], model, options)
        read_into(store, [path], model, options)
    assert len(steps) == 8


def test_an_input_that_is_not_there_is_an_error(tmp_path: Path, model: BareModel) -> None:
    with pytest.raises(InputError):
        list(findings_of([tmp_path / "nowhere"], model))


def test_articles_are_what_comes_out(tmp_path: Path, model: BareModel) -> None:
    item = next(iter(findings_of([dossier(tmp_path / "a.jsonl", *texts(1))], model)))
    assert not isinstance(item, Failure)
    assert isinstance(item[0], Article)


def test_a_very_long_article_is_read_up_to_a_point_and_says_so(tmp_path: Path, model: BareModel) -> None:
    long = "\n".join(texts(60))
    options = Options(Limits(read_characters=1000))
    with Store.open(tmp_path / "r.db") as store:
        summary = read_into(store, [dossier(tmp_path / "a.jsonl", long)], model, options)
        kept = store.contents()
        again = read_into(store, [dossier(tmp_path / "a.jsonl", long)], model, options)
    assert summary.read == 1
    assert len(model.parsed) == 1
    assert len(model.parsed[0]) <= 1000
    (failure,) = summary.failures
    assert failure.kind is FailureKind.TOO_LARGE
    assert failure.is_partial
    assert "characters were read" in failure.reason
    assert kept.articles[0].text == long
    assert kept.failures == [failure]
    assert again.unchanged == 1
    assert again.failures == ()


def test_office_holders_of_ones_own_are_known(tmp_path: Path) -> None:
    from communique.reading.spacy_model import SpacyModel

    roster = tmp_path / "persons.toml"
    roster.write_text('[persons]\nPER = [["Ana Quispe", "foreign minister", 2020, 2026]]\n', encoding="utf-8")
    path = dossier(
        tmp_path / "a.jsonl", "Quispe met Ecuador's foreign minister in Lima on Friday. They spoke for an hour."
    )
    parties = []
    for options in (Options(), Options(own=OwnNames(roster=roster))):
        (item,) = findings_of([path], SpacyModel(), options)
        assert not isinstance(item, Failure)
        parties.append([contact.parties for contact in item[1].contacts])
    assert parties[0] != parties[1]
    assert parties[1] == [("ECU", "PER")]


def test_outlets_of_ones_own_are_named_as_usual(tmp_path: Path, model: BareModel) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": ENGLISH, "publisher": "Example News Online"}) + "\n", encoding="utf-8")
    options = Options(own=OwnNames(outlets=(("Example News Online", "Example News"),)))
    (item,) = findings_of([path], model, options)
    assert not isinstance(item, Failure)
    assert item[0].publisher == "Example News"
