"""Keeps the intervals in a file of their own, so that a period's figures are read without the log.

The book is made from the log alone: it can be deleted, and one of an older form is begun anew. Intervals are cut at
every midnight UTC, so that a period is found by where its intervals begin.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.reports.follower import Numbered
from agent_desktop.server.reports.intervals import Being, CaseEnd, Doing, Intervals, Key, Lasted, key_of
from agent_desktop.server.reports.tables import opened

FORM = 1
"""Of the file's tables; a book of another form is begun anew."""

DAY_MS = 86_400_000

BATCH = 2_000
"""Events that share a commit, at most."""

TABLES = """
CREATE TABLE followed (n INTEGER NOT NULL);
CREATE TABLE lasting (kind TEXT, key TEXT, begin INTEGER, what TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE agent_intervals (begin INTEGER, agent TEXT, end INTEGER, first INTEGER, status TEXT, reason TEXT,
    queue TEXT, case_id INTEGER, digital INTEGER);
CREATE INDEX agent_begin ON agent_intervals (begin);
CREATE TABLE case_intervals (begin INTEGER, case_id INTEGER, end INTEGER, first INTEGER, kind TEXT, queue TEXT,
    state TEXT, agent TEXT);
CREATE INDEX case_begin ON case_intervals (begin);
CREATE TABLE cases (created INTEGER, case_id INTEGER PRIMARY KEY, kind TEXT, queue TEXT, ended INTEGER, outcome TEXT,
    agent TEXT, answered INTEGER);
CREATE INDEX case_created ON cases (created);
INSERT INTO followed VALUES (0);
"""


class Book:
    """The file. One thread writes it; readers open it themselves (query.py)."""

    def __init__(self, path: Path) -> None:
        """Open the book, or begin it. Raises ``StoreFailed``."""
        self._path = path
        try:
            self._connection = opened(path, FORM, TABLES)
            self.n: int = self._connection.execute("SELECT n FROM followed").fetchone()[0]
            self._intervals = Intervals(*_lasting(self._connection))
        except sqlite3.Error as error:
            raise StoreFailed(f"{path}: {error}") from error

    def follow(self, events: Iterable[Numbered]) -> None:
        """Write down these events' intervals. Raises ``StoreFailed``; the book is then as before, and to be closed."""
        left = iter(events)
        while batch := list(islice(left, BATCH)):
            try:
                with self._connection:
                    self._write(batch)
            except sqlite3.Error as error:
                raise StoreFailed(f"{self._path}: {error}") from error

    def _write(self, batch: list[Numbered]) -> None:
        over: list[Lasted | CaseEnd] = []
        before = dict(self._intervals.open)
        for one in batch:
            over.extend(self._intervals.take(one.at, one.event))
        write, lasting = self._connection.executemany, self._intervals.open
        write("INSERT INTO agent_intervals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _agent_rows(over))
        write("INSERT INTO case_intervals VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _case_rows(over))
        write("INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _end_rows(over))
        gone = [(kind, str(key)) for kind, key in before.keys() - lasting.keys()]
        write("DELETE FROM lasting WHERE kind = ? AND key = ?", gone)
        new = [one for key, one in lasting.items() if before.get(key) is not one]
        write("INSERT OR REPLACE INTO lasting VALUES (?, ?, ?, ?)", _lasting_rows(new))
        self._connection.execute("UPDATE followed SET n = ?", (batch[-1].n,))
        self.n = batch[-1].n

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _lasting(connection: sqlite3.Connection) -> tuple[dict[Key, Lasted], dict[int, str]]:
    open_: dict[Key, Lasted] = {}
    for kind, begin, what in connection.execute("SELECT kind, begin, what FROM lasting"):
        row = msgspec.json.decode(what, type=Doing if kind == "agent" else Being)
        open_[key_of(row)] = Lasted(row, begin)
    queues = {one.what.case: one.what.queue for one in open_.values() if isinstance(one.what, Being)}
    return open_, queues


def days(one: Lasted) -> Iterator[tuple[int, int, bool]]:
    """The parts of an interval that is over, cut at midnight UTC: begin, end, and whether it is the first."""
    assert one.end is not None
    begin = one.begin
    while begin < one.end:
        end = min(one.end, (begin // DAY_MS + 1) * DAY_MS)
        yield begin, end, begin == one.begin
        begin = end


def _agent_rows(over: list[Lasted | CaseEnd]) -> Iterator[tuple[object, ...]]:
    for one in over:
        if isinstance(one, Lasted) and isinstance(one.what, Doing):
            what = one.what
            for begin, end, first in days(one):
                yield begin, what.agent, end, first, what.status, what.reason, what.queue, what.case, what.digital


def _case_rows(over: list[Lasted | CaseEnd]) -> Iterator[tuple[object, ...]]:
    for one in over:
        if isinstance(one, Lasted) and isinstance(one.what, Being):
            what = one.what
            for begin, end, first in days(one):
                yield begin, what.case, end, first, what.kind, what.queue, what.state, what.agent


def _end_rows(over: list[Lasted | CaseEnd]) -> Iterator[tuple[object, ...]]:
    for one in over:
        if isinstance(one, CaseEnd):
            yield one.created, one.case, one.kind, one.queue, one.ended, one.outcome, one.agent, one.answered


def _lasting_rows(rows: list[Lasted]) -> Iterator[tuple[object, ...]]:
    for one in rows:
        kind, key = key_of(one.what)
        yield kind, str(key), one.begin, msgspec.json.encode(one.what).decode()
