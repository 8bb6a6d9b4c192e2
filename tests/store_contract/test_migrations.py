"""Files that earlier programs wrote are taken up as they are; files of a later one are left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import NoteWritten
from agent_desktop.server.accounts import User
from agent_desktop.server.store.migrations import Step, bring_up_to_date
from agent_desktop.server.store.opening import beside
from agent_desktop.server.store.port import StoreFailed
from agent_desktop.server.store.sql import Database
from agent_desktop.server.store.sqlite import SqliteStore
from agent_desktop.server.store.sqlite_database import SqliteDatabase
from agent_desktop.server.store.sqlite_schema import VERSIONS

STEPS = VERSIONS.steps

FILES = {version: Path(__file__).with_name(f"centre_v{version}.sql") for version in (1, 2)}
"""Version → the whole file as that program left it, in the middle of a call, as SQL text."""


def written_by(data: Path, version: int) -> Path:
    """The data directory of that program."""
    with closing(sqlite3.connect(data / "centre.db")) as connection:
        connection.executescript(FILES[version].read_text(encoding="utf-8"))
    return data


def user_version(data: Path) -> int:
    with closing(sqlite3.connect(data / "centre.db")) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("version", FILES)
def test_the_file_of_an_earlier_program_is_taken_up(data_dir: Path, version: int) -> None:
    with closing(SqliteStore(written_by(data_dir, version))) as store:
        events = [one.event for one in store.log.replay()]
        state = fold(EMPTY, tuple(events))
        assert store.log.last() == (27, 1_750_000_007_000)
        assert state.details[1].number == "+46701234567"
        assert state.details[1].notes[0].text == "Wants his money back"
        assert state.presences["anna"].case == 1
        assert isinstance(events[25], NoteWritten)
        assert store.users.all() == (User(id="anna", password_hash="hash"),)
        assert [one.id for one in store.sessions.all()] == ["s"]
    assert user_version(data_dir) == len(STEPS)
    with closing(SqliteStore(data_dir)) as again:
        assert [one.event for one in again.log.replay()] == events


def test_there_is_a_file_of_every_version_but_the_newest() -> None:
    assert set(FILES) == set(range(1, len(STEPS)))


def test_a_step_that_fails_leaves_the_file_as_it_was(data_dir: Path) -> None:
    written_by(data_dir, 1)

    def fails(database: Database, master: bytes) -> None:
        del master
        database.rows("CREATE TABLE half (id INTEGER)")
        raise StoreFailed("the disk is full")

    def bring(steps: tuple[Step, ...]) -> None:
        with closing(SqliteDatabase(data_dir / "centre.db")) as database:
            bring_up_to_date(database, replace(VERSIONS, steps=steps), b"k" * 32)

    with pytest.raises(StoreFailed, match="the disk is full"):
        bring((*STEPS, fails))
    assert user_version(data_dir) == 1
    with closing(sqlite3.connect(data_dir / "centre.db")) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"inputs", "events", "users", "sessions"}
    bring(STEPS)
    assert user_version(data_dir) == len(STEPS)


def test_a_newer_file_is_refused_in_a_sentence(data_dir: Path) -> None:
    SqliteStore(data_dir).close()
    with closing(sqlite3.connect(data_dir / "centre.db")) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(StoreFailed, match=r"written by a newer program .* update this program"):
        SqliteStore(data_dir)
    with pytest.raises(StoreFailed, match="newer program: update this one"), beside(data_dir):
        pass
    with closing(sqlite3.connect(data_dir / "centre.db")) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
    SqliteStore(data_dir).close()  # the refusal held no lock


def test_an_older_file_is_not_touched_beside_a_server(data_dir: Path) -> None:
    written_by(data_dir, 1)
    with pytest.raises(StoreFailed, match="older program: start the server once"), beside(data_dir):
        pass
    assert user_version(data_dir) == 1
