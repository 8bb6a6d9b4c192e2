"""What a disk or a hand spoiled is named and left as it is; a spoiled snapshot costs nothing but time."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.__main__ import main
from agent_desktop.domain.messages import Noticed, Tick
from agent_desktop.server.engine import Engine
from agent_desktop.server.store import snapshots
from agent_desktop.server.store.log import crc
from agent_desktop.server.store.port import Entry, Snapshot, StoreFailed
from agent_desktop.server.store.sqlite import SqliteStore


def told(*codes: str) -> tuple[Noticed, ...]:
    return tuple(Noticed(agent="anna", code=code) for code in codes)


@pytest.fixture
def centre(data_dir: Path) -> Path:
    """Data with five events and three snapshots."""
    with closing(SqliteStore(data_dir)) as store:
        store.log.append([Entry(at=1, input=Tick(), events=told("a", "b", "c", "d", "e"))])
        for n in (1, 3, 5):
            store.snapshots.save(Snapshot(n, 1, told(f"at {n}")), 1)
    return data_dir


def spoil(data: Path, *statements: str) -> bytes:
    """Change the file by hand; what it then is."""
    with closing(sqlite3.connect(data / "centre.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return digest(data)


def digest(data: Path) -> bytes:
    return hashlib.sha256((data / "centre.db").read_bytes()).digest()


STRANGE = '{"type":"?"}'

DAMAGES = {
    "cut short": ("UPDATE events SET event = substr(event, 1, 20) WHERE n = 3", "event 3 of the log is not"),
    "another letter": (
        "UPDATE events SET event = replace(event, 'c\"', 'x\"') WHERE n = 3",
        "event 3 of the log is not",
    ),
    "another time": ("UPDATE events SET at = 2 WHERE n = 3", "event 3 of the log is not as it was written"),
    "no text": ("UPDATE events SET event = CAST(x'FF00' AS TEXT) WHERE n = 3", "event 3 of the log is not"),
    "gone": ("DELETE FROM events WHERE n = 3", "event 3 of the log is missing"),
    "gone from the beginning": ("DELETE FROM events WHERE n < 4", "event 1 of the log is missing"),
    "of no kind we know": (
        f"UPDATE events SET event = '{STRANGE}', crc = {crc(3, 1, STRANGE)} WHERE n = 3",
        "event 3 of the log cannot be read",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_line_stops_the_start_is_named_and_nothing_is_overwritten(centre: Path, damage: str) -> None:
    statement, sentence = DAMAGES[damage]
    before = spoil(centre, "DELETE FROM snapshots", statement)
    with closing(SqliteStore(centre)) as store, pytest.raises(StoreFailed, match=sentence) as failed:
        Engine(store.log, handle=lambda effect: None, published=lambda events: None)
    assert str(centre / "centre.db") in str(failed.value)
    assert "back-up" in str(failed.value)
    assert digest(centre) == before


def test_the_server_says_it_and_ends(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = spoil(centre, DAMAGES["another letter"][0])
    assert main(["server", "--data", str(centre), "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0"]) == 2
    assert "event 3 of the log is not as it was written" in capsys.readouterr().err
    assert digest(centre) == before


def newest(data: Path) -> str | None:
    with closing(SqliteStore(data)) as store:
        found = store.snapshots.newest(100)
    if found is None:
        return None
    (event,) = found.events
    assert isinstance(event, Noticed)
    return event.code


@pytest.mark.expects_log("the snapshot at event 5 is passed over: it is damaged")
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE snapshots SET body = x'78' WHERE n = 5",
        "UPDATE snapshots SET checksum = x'00' WHERE n = 5",
        "UPDATE snapshots SET at = 7 WHERE n = 5",
        "UPDATE snapshots SET made_for = 'x' WHERE n = 5",
    ],
)
def test_a_damaged_snapshot_is_passed_over_for_the_older_one(centre: Path, damage: str) -> None:
    assert newest(centre) == "at 5"
    spoil(centre, damage)
    assert newest(centre) == "at 3"


@pytest.mark.expects_log("is passed over")
def test_without_a_good_snapshot_there_is_none(centre: Path) -> None:
    spoil(centre, "UPDATE snapshots SET checksum = x'00'")
    assert newest(centre) is None


@pytest.mark.expects_log("the snapshot at event 5 is passed over: another version of the program made it")
def test_a_snapshot_of_another_program_is_passed_over(centre: Path) -> None:
    with closing(sqlite3.connect(centre / "centre.db")) as connection:
        (body,) = connection.execute("SELECT body FROM snapshots WHERE n = 5").fetchone()
    made_for = "0.0.1/" + snapshots.schema().partition("/")[2]
    checksum = hashlib.sha256(f"5 1 {made_for}\n".encode() + body).hexdigest()
    spoil(centre, f"UPDATE snapshots SET made_for = '{made_for}', checksum = x'{checksum}' WHERE n = 5")
    assert newest(centre) == "at 3"
