"""A store that forgets: for tests and for a demonstration that leaves nothing behind."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from agent_desktop.domain.messages import AnyEvent
from agent_desktop.server.accounts import SessionRecord, User
from agent_desktop.server.store.port import Entry, Erasure, Logged, RowId, Snapshot, StoreFailed
from agent_desktop.server.store.sealing import Sealer

MASTER = secrets.token_bytes(32)
"""Stands for the server's key file."""


class MemoryKeys:
    """The keys of the cases, in a dict."""

    def __init__(self) -> None:
        self._keys: dict[int, tuple[int, bytes | None]] = {}
        self._erasures: list[Erasure] = []

    def find(self, cases: Collection[int]) -> dict[int, bytes | None]:
        """See ``KeyTable.find``."""
        return {case: self._keys[case][1] for case in cases if case in self._keys}

    def add(self, keys: dict[int, bytes], at: int) -> None:
        """See ``KeyTable.add``."""
        self._keys.update({case: (at, key) for case, key in keys.items()})

    def erase(self, cases: Iterable[int], at: int, by: str) -> tuple[int, ...]:
        """See ``CaseKeys.erase``."""
        gone = tuple(case for case in sorted(set(cases)) if self._keys.get(case, (0, None))[1] is not None)
        for case in gone:
            self._keys[case] = (self._keys[case][0], None)
            self._erasures.append(Erasure(at=at, case=case, by=by))
        return gone

    def made_before(self, at: int) -> tuple[int, ...]:
        """See ``CaseKeys.made_before``."""
        return tuple(sorted(case for case, (made, key) in self._keys.items() if made < at and key is not None))

    def erasures(self) -> tuple[Erasure, ...]:
        """See ``CaseKeys.erasures``."""
        return tuple(self._erasures)


class MemoryLog:
    """The log as a list. Rows go through their stored form, so that it takes nothing that SQLite would not."""

    def __init__(self, keys: MemoryKeys | None = None, same: MemoryLog | None = None) -> None:
        """``same`` is the log, of which this is one more to read."""
        self._sealer = Sealer(keys or MemoryKeys(), MASTER)
        self._rows: list[tuple[int, bytes]] = [] if same is None else same._rows  # (at, event)
        self._at = 0
        self._closed = False

    def append(self, entries: Sequence[Entry]) -> int:
        """See ``LogStore.append``."""
        self._check_open()
        first = len(self._rows) + 1
        sealed = self._sealer.seal_entries(entries)
        rows = [(entry.at, msgspec.json.encode(event)) for entry in sealed for event in entry.events]
        self._rows.extend(rows)
        if entries:
            self._at = entries[-1].at
        return first

    def replay(self, after: int = 0) -> Iterator[Logged]:
        """See ``LogStore.replay``."""
        self._check_open()
        n = after
        while n < len(self._rows):
            at, event = self._rows[n]
            n += 1
            (opened,) = self._sealer.open_events([_decoder.decode(event)])
            yield Logged(n, at, opened)

    def look_up(self, numbers: Collection[int]) -> tuple[Logged, ...]:
        """See ``LogStore.look_up``."""
        return tuple(one for n in sorted(numbers) for one in islice(self.replay(n - 1), 1))

    def last(self) -> tuple[int, int]:
        """See ``LogStore.last``."""
        self._check_open()
        return len(self._rows), self._at

    def close(self) -> None:
        """See ``LogStore.close``."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StoreFailed("the log is closed")


class MemorySnapshots:
    """The newest snapshot, in its stored form."""

    def __init__(self, keys: MemoryKeys | None = None) -> None:
        self._sealer = Sealer(keys or MemoryKeys(), MASTER)
        self._rows: tuple[int, int, bytes] | None = None

    def save(self, snapshot: Snapshot, apart: int) -> None:
        """See ``Snapshots.save``."""
        del apart
        sealed = self._sealer.seal_events(snapshot.events)
        self._rows = (snapshot.n, snapshot.at, msgspec.json.Encoder().encode_lines(list(sealed)))

    def newest(self, at_most: int) -> Snapshot | None:
        """See ``Snapshots.newest``."""
        if self._rows is None or self._rows[0] > at_most:
            return None
        n, at, body = self._rows
        return Snapshot(n, at, tuple(self._sealer.open_events(_decoder.decode_lines(body))))


class MemoryUsers:
    """Who can log in, in a dict."""

    def __init__(self) -> None:
        self._users: dict[str, User] = {}

    def find(self, user: str) -> User | None:
        """See ``Users.find``."""
        return self._users.get(user)

    def all(self) -> tuple[User, ...]:
        """See ``Users.all``."""
        return tuple(self._users[user] for user in sorted(self._users))

    def save(self, users: Iterable[User]) -> None:
        """See ``Users.save``."""
        self._users.update({user.id: user for user in users})


class MemorySessions:
    """Who is logged in, in a dict."""

    def __init__(self) -> None:
        self._sessions: dict[str, SessionRecord] = {}

    def all(self) -> tuple[SessionRecord, ...]:
        """See ``Sessions.all``."""
        return tuple(sorted(self._sessions.values(), key=lambda session: (session.created, session.id)))

    def begin(self, session: SessionRecord) -> None:
        """See ``Sessions.begin``."""
        self.end([other.id for other in self._sessions.values() if other.user == session.user])
        self._sessions[session.id] = session

    def end(self, session_ids: Iterable[str]) -> None:
        """See ``Sessions.end``."""
        for session_id in session_ids:
            self._sessions.pop(session_id, None)


class MemoryDialogs:
    """What SIP takes up again, in a dict."""

    def __init__(self) -> None:
        self._rows: dict[RowId, bytes] = {}

    def all(self) -> dict[RowId, bytes]:
        """See ``DialogStore.all``."""
        return dict(sorted(self._rows.items()))

    def write(self, changes: Mapping[RowId, bytes | None]) -> None:
        """See ``DialogStore.write``."""
        self._rows.update({row: body for row, body in changes.items() if body is not None})
        for row in [row for row, body in changes.items() if body is None]:
            self._rows.pop(row, None)


class MemoryStore:
    """All that is kept for one contact centre, gone with the process."""

    def __init__(self) -> None:
        self.keys = MemoryKeys()
        self.log = MemoryLog(self.keys)
        self.reading, self.looking = MemoryLog(self.keys, self.log), MemoryLog(self.keys, self.log)
        self.snapshots = MemorySnapshots(self.keys)
        self.users = MemoryUsers()
        self.sessions = MemorySessions()
        self.dialogs = MemoryDialogs()

    def close(self) -> None:
        """See ``Store.close``."""
        for log in (self.log, self.reading, self.looking):
            log.close()


_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
