"""What only the PostgreSQL store has to show: its lock, lost connections, and that its password stays where it is."""

from __future__ import annotations

import logging
import shutil
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from agent_desktop.domain.messages import Noticed, Tick
from agent_desktop.server.engine import Engine
from agent_desktop.server.store.opening import beside, open_store
from agent_desktop.server.store.port import DataInUse, Entry, Overtaken, StoreFailed
from agent_desktop.server.store.postgres import VERSIONS, PostgresStore
from tests.fakes.postgres import PASSWORD, Cluster


def entry(at: int, *codes: str) -> Entry:
    return Entry(at=at, input=Tick(), events=tuple(Noticed(agent="anna", code=code) for code in codes))


def same_key(one: Path, two: Path) -> Path:
    """Another machine's data directory, with the key that the administrator copied there."""
    two.mkdir()
    shutil.copy(one / "server.key", two)
    return two


class Database:
    """A database of its own, and what its administrator can do to it."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.url = cluster.new()
        self.name = urlsplit(self.url).path.removeprefix("/")

    def do(self, statement: str) -> list[tuple[object, ...]]:
        return self._cluster.do(self.name, statement)

    def cut(self) -> None:
        """End every connection to it, as a restart or a broken line does, and wait until they are gone."""
        ended = self._cluster.do(
            "postgres", f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{self.name}'"
        )
        assert all(done for (done,) in ended)


@pytest.fixture
def database(postgres: Cluster) -> Database:
    return Database(postgres)


def test_a_second_server_is_told_that_the_database_is_in_use(tmp_path: Path, database: Database) -> None:
    with closing(PostgresStore(database.url, tmp_path / "one")):
        two = same_key(tmp_path / "one", tmp_path / "two")
        with pytest.raises(DataInUse, match="another server uses this database"):
            PostgresStore(database.url, two)
    PostgresStore(database.url, two).close()


def test_a_connection_that_broke_is_made_again(data_dir: Path, database: Database) -> None:
    with closing(PostgresStore(database.url, data_dir)) as store:
        store.log.append([entry(1, "a")])
        store.users.all()
        database.cut()
        for call in (lambda: store.log.append([entry(2, "b")]), store.users.all, lambda: store.snapshots.newest(9)):
            with pytest.raises(StoreFailed, match=r"terminat|closed"):
                call()
        assert store.log.append([entry(2, "b")]) == 2
        assert [one.n for one in store.log.replay()] == [1, 2]
        assert store.users.all() == ()
        with pytest.raises(DataInUse):
            PostgresStore(database.url, data_dir / "other")


def test_who_lost_the_lock_meanwhile_writes_nothing(tmp_path: Path, database: Database) -> None:
    with closing(PostgresStore(database.url, tmp_path / "one")) as first:
        first.log.append([entry(1, "a")])
        database.cut()
        two = same_key(tmp_path / "one", tmp_path / "two")
        with closing(PostgresStore(database.url, two)) as second:
            with pytest.raises(StoreFailed):
                first.log.append([entry(2, "mine")])
            with pytest.raises(DataInUse):
                first.log.append([entry(2, "mine")])
            second.log.append([entry(3, "theirs")])
        with pytest.raises(Overtaken, match="Start it again"):
            first.log.append([entry(4, "mine")])
        with pytest.raises(Overtaken):
            first.log.append([entry(5, "mine")])
        assert [one.event for one in first.log.replay()] == [
            Noticed(agent="anna", code="a"),
            Noticed(agent="anna", code="theirs"),
        ]


def test_a_transaction_that_loses_its_connection_keeps_nothing(data_dir: Path, database: Database) -> None:
    with closing(PostgresStore(database.url, data_dir)) as store:
        store.log.append([entry(1, "a")])
        database.do(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END $$"
        )
        database.do("CREATE TRIGGER cut BEFORE INSERT ON events FOR EACH ROW WHEN (new.n = 3) EXECUTE FUNCTION cut()")
        with pytest.raises(StoreFailed):
            store.log.append([entry(2, "b", "c", "d")])
        assert [one.n for one in store.log.replay()] == [1]
        database.do("DROP TRIGGER cut ON events")
        assert store.log.append([entry(3, "e")]) == 2


def test_a_damaged_line_is_named(data_dir: Path, database: Database) -> None:
    with closing(PostgresStore(database.url, data_dir)) as store:
        store.log.append([entry(1, "a", "b", "c")])
    database.do("UPDATE events SET event = replace(event, 'b', 'x') WHERE n = 2")
    sentence = "event 2 of the log is not as it was written"
    with closing(PostgresStore(database.url, data_dir)) as store, pytest.raises(StoreFailed, match=sentence):
        Engine(store.log, handle=lambda effect: None, published=lambda events: None)


def test_a_newer_schema_is_refused_in_a_sentence(data_dir: Path, database: Database) -> None:
    PostgresStore(database.url, data_dir).close()
    database.do("UPDATE schema_version SET version = version + 1")
    with pytest.raises(StoreFailed, match="written by a newer program"):
        PostgresStore(database.url, data_dir)
    with pytest.raises(StoreFailed, match="written by a newer program"), beside(data_dir, database.url):
        pass
    database.do(f"UPDATE schema_version SET version = {len(VERSIONS.steps)}")
    PostgresStore(database.url, data_dir).close()


def test_an_empty_database_is_nothing_to_look_into(data_dir: Path, database: Database) -> None:
    with pytest.raises(StoreFailed, match="start the server once"), beside(data_dir, database.url):
        pass


def test_commits_are_durable(data_dir: Path, database: Database) -> None:
    with closing(PostgresStore(database.url, data_dir)) as store:
        assert store.log._database.rows("SHOW synchronous_commit") == [("on",)]


def test_what_cannot_be_reached_is_named_and_the_password_is_nowhere(
    data_dir: Path, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreFailed, match=r"postgresql://centre@127\.0\.0\.1:\d+/nowhere.*does not exist") as failed:
        open_store(data_dir, database.url.replace(f"/{database.name}?", "/nowhere?"))
    open_store(data_dir, database.url).close()
    assert PASSWORD not in str(failed.value) + caplog.text
    with psycopg.connect(database.url) as connection:
        assert connection.info.password == PASSWORD  # from the file, so the test would see it
