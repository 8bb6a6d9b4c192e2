"""Snapshots of the state in a table: the start reads the newest good one, and the log from there.

A snapshot is JSON lines, the events of ``domain.snapshot``, compressed, with a SHA-256 of all that it says. It is good
for the program that made it: another version, or other rows, and the log is read instead, which is always the truth.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Iterable
from functools import cache

import msgspec

from agent_desktop import __version__
from agent_desktop.domain.messages import AnyEvent
from agent_desktop.domain.personal import PERSONAL
from agent_desktop.domain.state import State
from agent_desktop.server.store.port import Snapshot, StoreFailed
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sql import Database

log = logging.getLogger(__name__)

KEPT = 6
"""Snapshots kept at most: one that is damaged has an older one behind it."""


@cache
def schema() -> str:
    """Names the program and the form of its rows: ``version/fingerprint``."""
    sealed = {row.__name__: texts for row, texts in PERSONAL.items()}
    form = msgspec.json.encode((msgspec.json.schema(AnyEvent), State.__struct_fields__, sealed), order="deterministic")
    return f"{__version__}/{hashlib.sha256(form).hexdigest()[:16]}"


class Unusable(Exception):
    """Why a snapshot is passed over."""


def pack(n: int, at: int, events: Iterable[AnyEvent]) -> tuple[bytes, bytes]:
    """Body and checksum of a snapshot. Its events are taken one by one: all of them as text would be a large heap."""
    encoder, compressor = msgspec.json.Encoder(), zlib.compressobj(1)
    parts = [compressor.compress(encoder.encode(event) + b"\n") for event in events]
    body = b"".join([*parts, compressor.flush()])
    return body, _checksum(n, at, schema(), body)


def unpack(n: int, at: int, made_for: str, body: bytes, checksum: bytes) -> Snapshot:
    """The snapshot again. Raises ``Unusable`` with the reason."""
    if _checksum(n, at, made_for, body) != checksum:
        raise Unusable("it is damaged")
    if made_for != schema():
        raise Unusable("another version of the program made it")
    events = msgspec.json.Decoder(AnyEvent).decode_lines(zlib.decompress(body))
    return Snapshot(n=n, at=at, events=tuple(events))


def _checksum(n: int, at: int, made_for: str, body: bytes) -> bytes:
    return hashlib.sha256(f"{n} {at} {made_for}\n".encode() + body).digest()


class SqlSnapshots:
    """``Snapshots`` over a database."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def save(self, snapshot: Snapshot, apart: int) -> None:
        """See ``Snapshots.save``."""
        body, checksum = pack(snapshot.n, snapshot.at, self._sealer.seal_events(snapshot.events))
        newest = [n for (n,) in self._database.rows("SELECT n FROM snapshots ORDER BY n DESC")]
        gone = [n for n in newest if n >= snapshot.n]
        older = [n for n in newest if n < snapshot.n]
        if len(older) > 1 and older[0] - older[1] < apart:
            gone.append(older.pop(0))
        gone += older[KEPT - 1 :]
        with self._database.transaction():
            self._database.many("DELETE FROM snapshots WHERE n = ?", [(n,) for n in gone])
            self._database.rows(
                "INSERT INTO snapshots (n, at, made_for, body, checksum) VALUES (?, ?, ?, ?, ?)",
                (snapshot.n, snapshot.at, schema(), body, checksum),
            )

    def newest(self, at_most: int) -> Snapshot | None:
        """See ``Snapshots.newest``."""
        for (n,) in self._database.rows("SELECT n FROM snapshots WHERE n <= ? ORDER BY n DESC", (at_most,)):
            query = "SELECT n, at, made_for, body, checksum FROM snapshots WHERE n = ?"
            try:
                found = unpack(*self._database.rows(query, (n,))[0])
                return Snapshot(found.n, found.at, tuple(self._sealer.open_events(found.events)))
            except (Unusable, StoreFailed) as error:
                log.warning("the snapshot at event %d is passed over: %s", n, error)
        return None
