"""A record of an older version loses nothing when this one opens it, to write or only to read."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from record_samples import all_kinds, article

from communique.record.build import load_record
from communique.record.copies.likeness import Likeness
from communique.record.store import Store
from communique.record.store.schema import SCHEMA_VERSION, metadata

IN_VERSION_2 = {"meta", "articles", "findings", "failures", "decisions"}
AS_IN_VERSION_2 = """
CREATE TABLE article_parties (party TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles (seq) ON DELETE CASCADE,
 PRIMARY KEY (party, article)) STRICT, WITHOUT ROWID;
CREATE INDEX article_parties_by_article ON article_parties (article);
ALTER TABLE findings ADD COLUMN first_day TEXT;
ALTER TABLE findings ADD COLUMN last_day TEXT;
CREATE INDEX findings_by_day ON findings (first_day) WHERE first_day IS NOT NULL;
DROP INDEX articles_by_change;
"""


def of_version_2(path: Path) -> Path:
    """A record as version 2 wrote it: without the tables and columns that came later."""
    with Store.open(path) as store:
        for number in range(3):
            store.add(article(f"a-{number}"), all_kinds(f"a-{number}"), reader="1")
    with sqlite3.connect(path) as raw:
        for name in reversed([table.name for table in metadata.sorted_tables if table.name not in IN_VERSION_2]):
            raw.execute(f"DROP TABLE {name}")
        raw.executescript(AS_IN_VERSION_2)
        for name in ("fetched", "modified", "changed"):
            raw.execute(f"ALTER TABLE articles DROP COLUMN {name}")
        raw.execute("UPDATE meta SET value = '2' WHERE key = 'schema_version'")
        raw.execute("PRAGMA user_version = 2")
    raw.close()
    return path


def shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        found = {name: [row[1:] for row in raw.execute(f"PRAGMA table_info({name})")] for name in names}
        found["triggers"] = list(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"))
        found["indexes"] = list(raw.execute("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1"))
    raw.close()
    return found


def test_an_older_record_becomes_what_a_new_one_is(tmp_path: Path) -> None:
    old, new = of_version_2(tmp_path / "old.db"), tmp_path / "new.db"
    with Store.open(old) as store, Store.open(new):
        assert [kept.id for kept in store.articles()] == ["a-0", "a-1", "a-2"]
        assert list(store.findings()) == [all_kinds(f"a-{number}") for number in range(3)]
        assert {kept.fetched for kept in store.articles()} == {None}
    assert shape(old) == shape(new)
    with sqlite3.connect(old) as raw:
        assert raw.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [(str(SCHEMA_VERSION),)]
    raw.close()


def test_an_older_record_gets_its_fingerprints_when_something_comes_in(tmp_path: Path) -> None:
    path = of_version_2(tmp_path / "r.db")
    with Store.open(path) as store:
        assert store.contents().fingerprints == {}
        store.add(article("new", text="Quite another text."), None, reader="1")
        assert store.contents().fingerprints.keys() == {"a-0", "a-1", "a-2", "new"}
        like = store.like(article("copy"))
        assert like is not None
        assert (like.article.id, like.how) == ("a-0", Likeness.EXACT)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE fingerprints SET version = 0")
    raw.close()
    with Store.open(path) as store:
        assert store.contents().fingerprints == {}
        before = load_record(store)
        store.add(article("more", text="More words."), None, reader="1")
        assert len(store.contents().fingerprints) == 5
        assert load_record(store).duplicates == before.duplicates


@pytest.mark.parametrize("readonly", [True, False])
def test_an_older_record_reads_as_before(tmp_path: Path, readonly: bool) -> None:
    with Store.open(of_version_2(tmp_path / "r.db"), readonly=readonly) as store:
        record = load_record(store)
        kept = store.article("a-0")
    assert len(record.articles) == 3
    assert kept == article("a-0", fetched=None)


def test_the_scripts_make_the_tables_that_the_schema_says(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with Store.open(of_version_2(tmp_path / "r.db")) as store, store._database.reading() as db:
        differences = compare_metadata(MigrationContext.configure(db), metadata)
    # The index of words is made of tables of its own.
    assert [what for what in differences if "article_words" not in f"{what}"] == []


def test_a_record_of_this_version_is_opened_without_the_scripts(tmp_path: Path) -> None:
    program = """
        import sys
        from communique.record.store import Store
        for _ in range(2):
            with Store.open(sys.argv[1]) as store:
                store.count()
        sys.exit("alembic" in sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "r.db")], check=True)
