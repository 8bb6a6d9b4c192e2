"""What only the SQLite store has to show: files, locks, failures of the disk, versions of the schema."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.domain.messages import Noticed, Tick
from agent_desktop.server.accounts import User
from agent_desktop.server.store.port import DataInUse, Entry, StoreFailed
from agent_desktop.server.store.sqlite import SqliteStore

HOLDER = """
import sys
from pathlib import Path
from agent_desktop.domain.messages import Noticed, Tick
from agent_desktop.server.store.port import Entry
from agent_desktop.server.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
store.log.append([Entry(at=1, input=Tick(), events=(Noticed(agent="anna", code="told"),))])
print("held", flush=True)
sys.stdin.read()
"""


def entry(at: int, *codes: str) -> Entry:
    return Entry(at=at, input=Tick(), events=tuple(Noticed(agent="anna", code=code) for code in codes))


@pytest.fixture
def holder(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the data directory and has appended one event."""
    command = [sys.executable, "-c", HOLDER, str(data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_server_is_told_that_the_data_is_in_use(data_dir: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(DataInUse, match="another server uses this data directory"):
        SqliteStore(data_dir)


def test_a_killed_server_leaves_its_events_and_no_lock(data_dir: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait(10)
    with closing(SqliteStore(data_dir)) as store:
        assert [one.event for one in store.log.replay()] == [Noticed(agent="anna", code="told")]


def test_a_file_that_is_no_database_is_refused(data_dir: Path) -> None:
    (data_dir / "centre.db").write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(StoreFailed, match="not a database"):
        SqliteStore(data_dir)


def test_a_failure_in_the_middle_of_a_commit_keeps_nothing(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store, closing(sqlite3.connect(data_dir / "centre.db")) as other:
        store.log.append([entry(1, "a")])
        other.execute(
            "CREATE TRIGGER fails BEFORE INSERT ON events WHEN new.n = 3 "
            "BEGIN SELECT raise(ABORT, 'the disk is full'); END"
        )
        with pytest.raises(StoreFailed, match="the disk is full"):
            store.log.append([entry(2, "b", "c", "d")])
        assert [one.n for one in store.log.replay()] == [1]
        other.execute("DROP TRIGGER fails")
        assert store.log.append([entry(3, "e")]) == 2
        assert store.log.last() == (2, 3)


def test_a_locked_database_fails_and_then_works_again(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir, busy_ms=1)) as store, closing(sqlite3.connect(data_dir / "centre.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match="locked"):
            store.log.append([entry(1, "a")])
        with pytest.raises(StoreFailed, match="locked"):
            store.users.save([User(id="anna", password_hash="h")])
        other.rollback()
        assert store.log.append([entry(1, "a")]) == 1


def test_a_commit_is_flushed_to_the_disk(data_dir: Path) -> None:
    """Durability is a setting of SQLite's; that it is honoured after a power cut is SQLite's own promise."""
    with closing(SqliteStore(data_dir)) as store:
        ask = store.log._database.rows
        assert ask("PRAGMA journal_mode") == [("wal",)]
        assert ask("PRAGMA synchronous") == [(2,)]


def test_the_store_is_opened_in_one_thread_and_used_in_another(data_dir: Path) -> None:
    seen: list[int] = []
    with closing(SqliteStore(data_dir)) as store:
        thread = threading.Thread(target=lambda: seen.append(store.log.append([entry(1, "a")])))
        thread.start()
        thread.join(10)
    assert seen == [1]


@pytest.mark.skipif(os.name == "nt", reason="only on POSIX: permissions in octal")
def test_only_the_owner_reads_the_files(tmp_path: Path) -> None:
    data = tmp_path / "new"
    with closing(SqliteStore(data)) as store:
        store.log.append([entry(1, "a")])
        files = {path.name: path.stat().st_mode & 0o077 for path in data.iterdir()}
    assert {"centre.db", "centre.db-shm", "centre.db-wal", "lock.db"} <= files.keys()
    assert set(files.values()) == {0}
    assert data.stat().st_mode & 0o077 == 0
