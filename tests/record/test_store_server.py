"""A record on a PostgreSQL server: what can go wrong with it, said so that it can be mended, and never a password."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from record_samples import all_kinds, article

from communique.errors import (
    NotARecordError,
    RecordAwayError,
    RecordError,
    RecordFullError,
    RecordLockedError,
)
from communique.record.store import Store
from communique.record.store import store as store_module
from communique.record.store.revision import add_revision
from communique.record.store.schema import SCHEMA_VERSION
from postgres_server import PostgresServer

pytestmark = pytest.mark.xdist_group("postgresql")

SECRET = "s3cr/et@x:y"
QUOTED = "s3cr%2Fet%40x%3Ay"


@pytest.fixture
def place(postgres: PostgresServer) -> str:
    """Where a new record can be made."""
    return postgres.new_place()


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A connection of somebody else, in a transaction."""
    import psycopg

    with psycopg.connect(address) as connection:
        yield connection


def refusal(kind: type[RecordError], place: str, **options: Any) -> str:
    with pytest.raises(kind) as caught:
        Store.open(place, **options)
    assert caught.value.hint
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error!r} {error}"
        assert QUOTED not in f"{error!r} {error}"
        error = error.__cause__ or error.__context__
    return f"{caught.value}"


class TestOpening:
    def test_where_there_is_none_none_is_made_for_reading(self, place: str) -> None:
        for options in ({"create": False}, {"readonly": True}):
            assert "no record here" in refusal(RecordError, place, **options)
        with Store.open(place):
            pass
        with Store.open(place, readonly=True) as store:
            assert (store.count().articles, store.version()) == (0, SCHEMA_VERSION)

    def test_a_wrong_password_is_said_and_not_shown(self, postgres: PostgresServer) -> None:
        postgres.run("CREATE ROLE keyed LOGIN PASSWORD 'another'")
        at = f"127.0.0.1:{postgres.port}/postgres"
        said = refusal(RecordError, f"postgresql://keyed:{QUOTED}@{at}", readonly=True)
        assert "password" in said
        assert f"postgresql://keyed@{at}" in said
        assert "PGPASSWORD" in refusal(RecordError, f"postgresql://keyed@{at}", readonly=True)
        assert "no record here" in refusal(RecordError, f"postgresql://keyed:another@{at}", readonly=True)

    def test_the_password_may_come_from_the_environment(self, postgres: PostgresServer, monkeypatch: Any) -> None:
        postgres.run(f"CREATE ROLE keyed_2 LOGIN PASSWORD '{SECRET}'")
        monkeypatch.setenv("PGPASSWORD", SECRET)
        assert "no record here" in refusal(RecordError, postgres.address(user="keyed_2"), readonly=True)

    def test_what_is_not_there_is_named(self, postgres: PostgresServer) -> None:
        assert "no database 'nowhere'" in refusal(RecordError, postgres.address(database="nowhere"))
        assert "no user 'nobody'" in refusal(RecordError, postgres.address(user="nobody"))
        assert "schema" in refusal(NotARecordError, postgres.address(schema="nowhere"))

    def test_a_server_that_does_not_answer_may_do_so_later(self) -> None:
        said = refusal(RecordAwayError, f"postgresql://ada:{QUOTED}@127.0.0.1:1/talks")
        assert "postgresql://ada@127.0.0.1:1/talks" in said

    @pytest.mark.parametrize("asked", ["sslmode=never", "no_such=1", "autocommit=1", "password=" + QUOTED + "&x=1"])
    def test_a_parameter_that_is_none_is_refused(self, postgres: PostgresServer, asked: str) -> None:
        assert "cannot be used" in refusal(RecordError, f"{postgres.address()}?{asked}")

    @pytest.mark.parametrize(
        "address",
        [f"postgresql://ada:{SECRET}@h/d", f"mysql://ada:{QUOTED}@h/d", f"postgresql://ada:{QUOTED}@h:99999/d"],
    )
    def test_an_address_that_is_none_is_not_repeated(self, address: str) -> None:
        with pytest.raises(RecordError) as caught:
            Store.open(address)
        assert "postgresql://USER@HOST/DATABASE" in f"{caught.value}"
        assert "s3cr" not in f"{caught.value}"

    def test_tables_of_another_program_stay_as_they_are(self, postgres: PostgresServer, place: str) -> None:
        with connected(place) as other:
            other.execute("CREATE TABLE meta (key text, value text)")
        for readonly in (True, False):
            assert "not a communique record" in refusal(NotARecordError, place, readonly=readonly)
        with connected(place) as other:
            assert other.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").fetchone() == (
                1,
            )

    def test_a_record_from_a_newer_version_is_refused(self, place: str) -> None:
        with Store.open(place), connected(place) as other:
            other.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
        assert "update communique" in refusal(NotARecordError, place)

    def test_a_database_that_cannot_hold_every_text_is_refused(self, postgres: PostgresServer) -> None:
        postgres.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        assert "UTF8" in refusal(NotARecordError, postgres.address(database="latin"))

    def test_without_the_driver_it_is_said_what_to_install(self, monkeypatch: Any) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        assert "communique[postgres]" in refusal(RecordError, "postgresql://127.0.0.1/talks")

    def test_two_who_make_the_record_at_once_make_one(self, place: str) -> None:
        def make() -> None:
            with Store.open(place) as store:
                store.add(article(f"a-{threading.get_ident()}"), None, reader="1")

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with Store.open(place, readonly=True) as store:
            assert store.count().articles == 4


class TestRights:
    def test_one_who_may_only_look_looks(self, postgres: PostgresServer, place: str) -> None:
        with Store.open(place) as store:
            store.add(article(), all_kinds(), reader="1")
        schema = place.rpartition("%3D")[2]
        postgres.run(
            "CREATE ROLE looker LOGIN",
            f"GRANT USAGE ON SCHEMA {schema} TO looker",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO looker",
        )
        own = place.replace("tester@", "looker@")
        with Store.open(own, readonly=True) as store:
            assert store.findings_of("a-1") == all_kinds()
            assert store.search("envoys")
        with Store.open(own) as store, pytest.raises(RecordFullError) as caught:
            store.add(article("a-2"), None, reader="1")
        assert "docs/postgresql.md" in caught.value.hint

    def test_one_who_may_write_needs_not_own_it(self, postgres: PostgresServer, place: str) -> None:
        with Store.open(place):
            pass
        schema = place.rpartition("%3D")[2]
        postgres.run(
            "CREATE ROLE writer LOGIN",
            f"GRANT USAGE ON SCHEMA {schema} TO writer",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO writer",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO writer",
        )
        with Store.open(place.replace("tester@", "writer@")) as store:
            assert store.add(article(), all_kinds(), reader="1")
            assert store.add(article(), all_kinds(), reader="2")
            store.outbox.lease("watch", "a", store.clock.now(), length=store.clock.now() - store.clock.now(),
                               is_alive=lambda _: False)  # fmt: skip

    def test_a_server_that_takes_no_writes_is_said_to(self, postgres: PostgresServer, place: str) -> None:
        with Store.open(place):
            pass
        with (
            Store.open(f"{place}%20-cdefault_transaction_read_only%3Don") as store,
            pytest.raises(RecordFullError, match="only be read"),
        ):
            store.add(article(), None, reader="1")


class TestTrouble:
    def test_a_writer_that_takes_too_long_is_named_and_readers_are_not_kept_waiting(self, place: str) -> None:
        with Store.open(place) as store, Store.open(place, timeout_s=0.1) as other:
            store.add(article(), all_kinds(), reader="1")
            with store._database.writing():
                assert other.count().articles == 1
                with pytest.raises(RecordLockedError) as caught:
                    other.add(article("a-2"), None, reader="1")
            assert "try again" in caught.value.hint
            assert other.add(article("a-2"), None, reader="1")

    def test_a_full_disk_is_said_and_what_was_written_before_is_intact(self, place: str) -> None:
        with Store.open(place) as store:
            store.add(article(), all_kinds(), reader="1")
            with connected(place) as other:
                # A server without room for the row raises this.
                full = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'"
                other.execute(f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {full}; END$$")
                other.execute("CREATE TRIGGER full_disk BEFORE INSERT ON findings EXECUTE FUNCTION full_disk()")
            with pytest.raises(RecordFullError, match="disk of the server is full"):
                store.add(article("a-2"), all_kinds("a-2"), reader="1")
            assert [kept.id for kept in store.articles()] == ["a-1"]
            with connected(place) as other:
                other.execute("DROP TRIGGER full_disk ON findings")
            assert store.add(article("a-2"), all_kinds("a-2"), reader="1")

    def test_of_a_deadlock_with_another_program_nothing_is_seen(self, place: str) -> None:
        with Store.open(place) as store:
            store.add(article(), all_kinds(), reader="1")
            lock = "SELECT pg_advisory_xact_lock(1129270609, hashtext(current_schema()))"
            with connected(place) as other:
                other.execute("LOCK TABLE findings IN ACCESS EXCLUSIVE MODE")
                added: list[bool] = []
                writer = threading.Thread(
                    target=lambda: added.append(store.add(article("a-2"), all_kinds("a-2"), reader="1"))
                )
                writer.start()
                with connected(place) as looking:
                    waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    while looking.execute(waiting).fetchone() is None:
                        looking.rollback()
                        time.sleep(0.01)
                other.execute("SET deadlock_timeout = '60s'")  # the writer is to notice
                other.execute(lock)
                other.commit()
            writer.join(timeout=30)
            assert added == [True]
            assert store.findings_of("a-2") == all_kinds("a-2")

    def test_a_connection_that_was_cut_is_made_again(
        self, postgres: PostgresServer, place: str, monkeypatch: Any
    ) -> None:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'communique'"
        with Store.open(place) as store:
            store.add(article(), all_kinds(), reader="1")
            postgres.run(cut)
            assert store.count().articles == 1
            postgres.run(cut)
            assert store.add(article("a-2"), None, reader="1")
            monkeypatch.setattr(store_module, "add_revision", lambda db, *more: (postgres.run(cut), add_revision(db)))
            with pytest.raises(RecordAwayError):
                store.add(article("a-3"), None, reader="1")
            assert store.count().articles == 2

    def test_a_text_of_very_many_words_is_kept_and_found_by_the_first_of_them(self, place: str) -> None:
        words = " ".join(f"w{number:x}q" for number in range(250_000))
        with Store.open(place) as store:
            assert store.add(article(text=f"truce {words}"), None, reader="1")
            assert store.add(article("a-2", text="x" * 3_000_000), None, reader="1")
            assert [hit.article for hit in store.search("truce w3q")] == ["a-1"]


def test_an_older_record_on_a_server_is_brought_up_when_it_is_written(place: str) -> None:
    """Version 6 is the first that a server could have."""
    with Store.open(place) as store, connected(place) as older:
        store.add(article(), all_kinds(), reader="1")
        older.execute("UPDATE meta SET value = '5' WHERE key = 'schema_version'")
    with Store.open(place, readonly=True) as store:
        assert store.version() == 5
        assert store.findings_of("a-1") == all_kinds()
    with Store.open(place) as store:
        assert store.version() == SCHEMA_VERSION
        assert store.findings_of("a-1") == all_kinds()
