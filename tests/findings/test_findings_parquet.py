"""Findings as Parquet: what `communique findings` writes, `communique merge` takes into a record with the articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import FailureKind, InputError
from communique.findings.parquet import FindingsFile, apart, is_parquet
from communique.given import merge_into
from communique.model.article import Article, Failure
from communique.model.findings import DeadlineReport, Findings
from communique.pipeline import open_articles
from communique.record.store import Store

pytest.importorskip("pyarrow", reason="needs pyarrow, the extra `tables`")
TEXT = "Norway will reply by 3 May, its foreign ministry in Oslo said on Tuesday."


def made(number: int) -> tuple[Article, Findings]:
    article = Article(
        f"a-{number}", f"{TEXT} {number}", title=f"Reply {number}", published="2025-04-01",
        publisher="Lakeside Courier", url=f"https://example.org/{number}",
    )  # fmt: skip
    said = DeadlineReport(
        id="d1", article=article.id, evidence=(TEXT,), spans=((0, len(TEXT)),), what="a reply", date="2025-05-03",
        confidence=0.9,
    )  # fmt: skip
    return article, Findings(article.id, "2025-04-01", deadlines=(said,))


def written(path: Path, number: int, *more: tuple[Article, Findings]) -> Path:
    with FindingsFile(path) as file:
        for article, findings in (*map(made, range(number)), *more):
            file.add(article, findings)
    return path


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    path = written(tmp_path / "f.parquet", 1200)
    rows = [apart(item) for item in open_articles([path]) if isinstance(item, Article)]
    assert [article.id for article, _ in rows] == [f"a-{n}" for n in range(1200)]
    article, row = rows[7]
    assert (article.text, article.title, article.url) == (made(7)[0].text, "Reply 7", "https://example.org/7")
    assert row is not None
    assert row["deadlines"][0]["date"] == "2025-05-03"
    assert "findings" not in article.meta


def test_it_goes_into_a_record_without_further_files(tmp_path: Path) -> None:
    path = written(tmp_path / "f.parquet", 3)
    with Store.open(tmp_path / "r.db") as store:
        assert merge_into(store, path).taken == 3
        assert merge_into(store, path).unchanged == 3
        kept = store.findings_of("a-1")
        assert kept is not None
        assert kept.deadlines == made(1)[1].deadlines
        assert store.count().articles == 3


def test_a_folder_of_parts_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    written(folder / "one.parquet", 2)
    with FindingsFile(folder / "two.parquet") as file:
        file.add(*made(5))
    assert is_parquet(folder)
    with Store.open(tmp_path / "r.db") as store:
        assert merge_into(store, folder).taken == 3


def test_an_article_that_could_not_be_read_stays_to_be_read(tmp_path: Path) -> None:
    article, _ = made(9)
    lost = Findings(article.id, None, failures=(Failure("x", FailureKind.READER, "its worker died", "again"),))
    path = written(tmp_path / "f.parquet", 1, (article, lost))
    with Store.open(tmp_path / "r.db") as store:
        merged = merge_into(store, path)
        assert (merged.taken, [failure.reason for failure in merged.failures]) == (1, ["its worker died"])
        assert store.findings_of(article.id) is None


def test_a_table_without_findings_is_refused_row_by_row(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "plain.parquet"
    pq.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, TEXT + "!"], "findings": ["[", None]}), path)
    with Store.open(tmp_path / "r.db") as store:
        merged = merge_into(store, path)
    assert merged.taken == 0
    assert all("has no findings of" in failure.reason for failure in merged.failures)
    assert len(merged.failures) == 2


def test_a_run_that_is_broken_off_leaves_no_file(tmp_path: Path) -> None:
    def broken_off() -> None:
        with FindingsFile(tmp_path / "f.parquet") as file:
            file.add(*made(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"), FindingsFile(tmp_path / "no" / "f.parquet"):
        pass
