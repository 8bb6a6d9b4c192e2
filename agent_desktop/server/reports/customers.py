"""Keeps which cases were one customer's, so that earlier ones are found by the number without reading the log.

Nothing personal stands in the file: a number is kept as a hash under the server's key, and texts as the numbers of the
events that have them, sealed, in the log. The file is made from the log alone and can be deleted.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from agent_desktop.domain import numbers
from agent_desktop.domain.messages import (
    Case,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    DetailsChanged,
    NoteWritten,
    ResultType,
)
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.reports.follower import Numbered
from agent_desktop.server.reports.tables import opened

FORM = 1
"""Of the file's tables; a book of another form is begun anew."""

BATCH = 2_000
"""Events that share a commit, at most."""

PURPOSE = b"agent-desktop: customers"
"""What the key is derived for, so that a hash of this book is none of another use of the server's key."""

TABLES = """
CREATE TABLE followed (n INTEGER NOT NULL);
CREATE TABLE cases (case_id INTEGER PRIMARY KEY, customer BLOB, ended INTEGER, created INTEGER, kind TEXT, queue TEXT,
    agent TEXT, outcome TEXT, result TEXT);
CREATE INDEX of_customer ON cases (customer, ended);
CREATE TABLE texts (case_id INTEGER, author TEXT, n INTEGER, PRIMARY KEY (case_id, author)) WITHOUT ROWID;
INSERT INTO followed VALUES (0);
"""

DETAILS = ""
"""Stands where the author of a note does, for the case's details."""


class EndedCase(msgspec.Struct, frozen=True, array_like=True):
    """A case that is over. ``texts``: the numbers of the events that have its last details and notes."""

    case: int
    created: int  # ms UTC, as ``ended``
    ended: int
    kind: CaseKind
    queue: str
    agent: str | None
    outcome: CaseOutcome
    result: ResultType | None
    texts: tuple[int, ...]


class Marks:
    """Numbers as the book has them. ``master`` is the server's key."""

    def __init__(self, master: bytes) -> None:
        self._key = hmac.digest(master, PURPOSE, hashlib.sha256)

    def of(self, number: str) -> bytes | None:
        """HMAC-SHA256 (RFC 2104) of the number's end: of numbers that may be one the same. None for no number."""
        if not numbers.is_number(number):
            return None
        return hmac.digest(self._key, numbers.key(number).encode(), hashlib.sha256)


class CustomerBook:
    """The file. One thread writes it."""

    def __init__(self, path: Path, marks: Marks) -> None:
        """Open the book, or begin it. Raises ``StoreFailed``."""
        self._path, self._marks = path, marks
        try:
            self._connection = opened(path, FORM, TABLES)
            self._connection.execute("PRAGMA secure_delete = ON")
            self.n: int = self._connection.execute("SELECT n FROM followed").fetchone()[0]
        except sqlite3.Error as error:
            raise StoreFailed(f"{path}: {error}") from error

    def follow(self, events: Iterable[Numbered]) -> None:
        """Write down what these events say of cases. Raises ``StoreFailed``."""
        left = iter(events)
        while batch := list(islice(left, BATCH)):
            try:
                with self._connection:
                    for one in batch:
                        writer = WRITERS.get(type(one.event))
                        if writer is not None:
                            writer(self, one.n, one.at, one.event)
                    self._connection.execute("UPDATE followed SET n = ?", (batch[-1].n,))
            except sqlite3.Error as error:
                raise StoreFailed(f"{self._path}: {error}") from error
            self.n = batch[-1].n

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _details(self, n: int, at: int, event: DetailsChanged) -> None:
        del at
        details = event.details
        self._connection.execute(
            "INSERT INTO cases (case_id, customer) VALUES (?, ?)"
            " ON CONFLICT (case_id) DO UPDATE SET customer = excluded.customer",
            (details.case, self._marks.of(details.number)),
        )
        self._connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", (details.case, DETAILS, n))

    def _note(self, n: int, at: int, event: NoteWritten) -> None:
        """It may come when the case is over; of one that has no number nothing is kept then."""
        del at
        note = event.note
        self._connection.execute(
            "INSERT OR REPLACE INTO texts SELECT case_id, ?, ? FROM cases WHERE case_id = ?", (note.agent, n, note.case)
        )

    def _case(self, n: int, at: int, event: CaseChanged) -> None:
        del n
        row = event.case
        if row.state is not CaseState.ENDED:
            return
        if row.inquiry_of is None:
            self._connection.execute(
                "UPDATE cases SET ended = ?, created = ?, kind = ?, queue = ?, agent = ?, outcome = ?, result = ?"
                " WHERE case_id = ? AND customer IS NOT NULL",
                (at, row.created, row.kind, row.queue, _agent(row), row.outcome, row.result, row.id),
            )
        self._connection.execute("DELETE FROM cases WHERE case_id = ? AND ended IS NULL", (row.id,))
        _drop_texts(self._connection, row.id)


WRITERS: dict[type[Any], Callable[[CustomerBook, int, int, Any], None]] = {
    DetailsChanged: CustomerBook._details,
    NoteWritten: CustomerBook._note,
    CaseChanged: CustomerBook._case,
}


def ended_cases(path: Path, mark: bytes, at_most: int) -> list[EndedCase]:
    """The cases that are over of whoever is so marked, the newest first. Raises ``StoreFailed``."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute(
                "SELECT case_id, created, ended, kind, queue, agent, outcome, result FROM cases"
                " WHERE customer = ? AND ended IS NOT NULL ORDER BY ended DESC, case_id DESC LIMIT ?",
                (mark, at_most),
            ).fetchall()
            return [msgspec.convert((*row, _texts(connection, row[0])), EndedCase) for row in found]
    except sqlite3.Error as error:
        raise StoreFailed(f"{path}: {error}") from error


def forget(path: Path, cases: Collection[int]) -> None:
    """What is personal about these cases was erased: nothing says any more whose they were. Raises ``StoreFailed``."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA secure_delete = ON")
            for case in cases:
                connection.execute("DELETE FROM cases WHERE case_id = ?", (case,))
                _drop_texts(connection, case)
    except sqlite3.Error as error:
        raise StoreFailed(f"{path}: {error}") from error


def _drop_texts(connection: sqlite3.Connection, case: int) -> None:
    """Of a case that the book has no more."""
    connection.execute("DELETE FROM texts WHERE case_id = ? AND case_id NOT IN (SELECT case_id FROM cases)", (case,))


def _texts(connection: sqlite3.Connection, case: int) -> tuple[int, ...]:
    return tuple(n for (n,) in connection.execute("SELECT n FROM texts WHERE case_id = ? ORDER BY n", (case,)))


def _agent(row: Case) -> str | None:
    """Who had it; not who was only offered it."""
    return row.agent if row.answered is not None else None
