"""The log in two tables: inputs as they came, events with their numbers."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from agent_desktop.domain.messages import AnyEvent
from agent_desktop.server.store.port import Entry, Logged, Overtaken, StoreFailed
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sql import Database

PAGE = 1_000
"""Events read at a time when replaying: no read stays open while the caller works."""


def crc(n: int, at: int, event: str) -> int:
    """CRC-32 of an event in its place: what a disk spoils is noticed even where it stays readable."""
    return zlib.crc32(f"{n} {at} {event}".encode())


class SqlLog:
    """``LogStore`` over a database."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._encoder = msgspec.json.Encoder()
        self._decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
        self._connections = database.connections
        self._last_n, self._last_input = self._read_last()

    def append(self, entries: Sequence[Entry]) -> int:
        """See ``LogStore.append``."""
        first = self._last_n + 1
        with self._database.transaction():
            self._check_nobody_wrote()
            n, number = self._write(self._sealer.seal_entries(entries))
        self._last_n, self._last_input = n, number
        return first

    def _write(self, entries: Sequence[Entry]) -> tuple[int, int]:
        encode, n, number = self._encoder.encode, self._last_n, self._last_input
        inputs: list[tuple[int, int, str]] = []
        events: list[tuple[int, int, int, str, int]] = []
        for entry in entries:
            number += 1
            inputs.append((number, entry.at, encode(entry.input).decode()))
            for event in entry.events:
                n += 1
                text = encode(event).decode()
                events.append((n, entry.at, number, text, crc(n, entry.at, text)))
        self._database.many("INSERT INTO inputs (id, at, input) VALUES (?, ?, ?)", inputs)
        self._database.many("INSERT INTO events (n, at, input, event, crc) VALUES (?, ?, ?, ?, ?)", events)
        return n, number

    def _read_last(self) -> tuple[int, int]:
        ((n, number),) = self._database.rows(
            "SELECT (SELECT coalesce(max(n), 0) FROM events), (SELECT coalesce(max(id), 0) FROM inputs)"
        )
        return n, number

    def _check_nobody_wrote(self) -> None:
        """After a lost connection: another server may have had the lock, or our own last commit got through."""
        if self._connections == self._database.connections:
            return
        if self._read_last() != (self._last_n, self._last_input):
            raise Overtaken(f"{self._database.where}: the log has gone on without this server. Start it again.")
        self._connections = self._database.connections

    def replay(self, after: int = 0) -> Iterator[Logged]:
        """See ``LogStore.replay``."""
        query = "SELECT n, at, event, crc FROM events WHERE n > ? ORDER BY n LIMIT ?"
        while page := self._database.rows(query, (after, PAGE)):
            sealed = [self._checked(expected, *row) for expected, row in enumerate(page, start=after + 1)]
            yield from self._opened(page, sealed)
            after += len(page)

    def look_up(self, numbers: Collection[int]) -> tuple[Logged, ...]:
        """See ``LogStore.look_up``."""
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT n, at, event, crc FROM events WHERE n IN ({marks}) ORDER BY n"  # noqa: S608 - question marks
        page = self._database.rows(query, tuple(numbers)) if numbers else []
        return tuple(self._opened(page, [self._checked(row[0], *row) for row in page]))

    def _opened(self, page: Sequence[tuple[Any, ...]], sealed: Collection[AnyEvent]) -> Iterator[Logged]:
        events = self._sealer.open_events(sealed)
        for (n, at, _, _), event in zip(page, events, strict=True):
            yield Logged(n, at, event)

    def _checked(self, expected: int, n: int, at: int, text: str, check: int) -> AnyEvent:
        if n != expected:
            raise self._damaged(expected, "is missing")
        if crc(n, at, text) != check:
            raise self._damaged(n, "is not as it was written")
        try:
            return self._decoder.decode(text)
        except msgspec.MsgspecError as error:
            raise self._damaged(n, f"cannot be read ({error})") from error

    def last(self) -> tuple[int, int]:
        """See ``LogStore.last``."""
        row = self._database.rows("SELECT at FROM inputs ORDER BY id DESC LIMIT 1")
        return self._last_n, row[0][0] if row else 0

    def close(self) -> None:
        """See ``LogStore.close``."""
        self._database.close()

    def _damaged(self, n: int, what: str) -> StoreFailed:
        return StoreFailed(
            f"{self._database.where}: event {n} of the log {what}. Nothing was changed. "
            "Keep a copy of it as it is, then bring back the latest back-up."
        )
