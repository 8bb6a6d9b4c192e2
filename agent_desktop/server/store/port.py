"""What the server needs of a store, whatever keeps it: memory, SQLite or PostgreSQL.

Stores are dumb: no rule of the contact centre lives in one. All methods block; log, snapshots, keys, accounts and
dialogs are each used by one thread at a time, which need not be the same. Every method raises ``StoreFailed`` when it
cannot, and then nothing of the call is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from agent_desktop.domain.messages import AnyEvent, AnyInput
from agent_desktop.server.accounts import SessionRecord, User
from agent_desktop.server.failures import StoreFailed

__all__ = [
    "CaseKeys",
    "DataInUse",
    "DialogStore",
    "Entry",
    "Erasure",
    "LogStore",
    "Logged",
    "Overtaken",
    "RowId",
    "Sessions",
    "Snapshot",
    "Snapshots",
    "Store",
    "StoreFailed",
    "Users",
]


class DataInUse(StoreFailed):
    """Another server writes the same data."""


class Overtaken(StoreFailed):
    """The log has entries that this server does not know: its state is not the truth any more, and it has to end."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One input, when it came (ms UTC), and the events that the core made of it."""

    at: int
    input: AnyInput
    events: tuple[AnyEvent, ...]


class Logged(msgspec.Struct, frozen=True):
    """One event as the log has it: its number, from 1, and the time of its entry in ms UTC."""

    n: int
    at: int
    event: AnyEvent


class Snapshot(msgspec.Struct, frozen=True):
    """The whole state after event ``n`` (its time: ``at``, ms UTC), as events to fold from nothing."""

    n: int
    at: int
    events: tuple[AnyEvent, ...]


class LogStore(Protocol):
    """The log of inputs and events: the truth from which everything else is made again."""

    def append(self, entries: Sequence[Entry]) -> int:
        """Keep these entries durably, all or none; returns the number of their first event.

        Numbers are dense: the events of the entries get that number and the following ones. Entries without
        any event take no number; the number returned is then that of the next event to come.
        """
        ...

    def replay(self, after: int = 0) -> Iterator[Logged]:
        """The events with numbers above ``after``, in order; what is appended meanwhile may be among them.

        Raises ``StoreFailed`` that names the event when one is missing, or is not as it was written.
        """
        ...

    def look_up(self, numbers: Collection[int]) -> tuple[Logged, ...]:
        """The events with these numbers, in order; one that is not there is left out. Raises as ``replay`` does."""
        ...

    def last(self) -> tuple[int, int]:
        """Number of the last event and time of the last entry (ms UTC); ``(0, 0)`` for an empty log."""
        ...

    def close(self) -> None:
        """Release the log; a second time does nothing."""
        ...


class Snapshots(Protocol):
    """The state now and then, so that a start need not read the whole log. None is ever needed: the log has it all."""

    def save(self, snapshot: Snapshot, apart: int) -> None:
        """Keep this one, the newest, and some older ones that are at least ``apart`` events from each other."""
        ...

    def newest(self, at_most: int) -> Snapshot | None:
        """The newest good one with a number of at most this; what cannot be used is logged and passed over."""
        ...


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """That what is personal about a case was erased: when (ms UTC), and by whom; never what it was."""

    at: int
    case: int
    by: str


class CaseKeys(Protocol):
    """The keys with which what is personal in the log and its snapshots is sealed, one a case."""

    def erase(self, cases: Iterable[int], at: int, by: str) -> tuple[int, ...]:
        """Erase these keys for ever; returns those cases that had one. What they sealed reads ``ERASED`` then."""
        ...

    def made_before(self, at: int) -> tuple[int, ...]:
        """The cases whose key is older than this time (ms UTC), and not erased."""
        ...

    def erasures(self) -> tuple[Erasure, ...]:
        """Every erasure, oldest first."""
        ...


class Users(Protocol):
    """Who can log in."""

    def find(self, user: str) -> User | None:
        """The user of this id, disabled or not."""
        ...

    def all(self) -> tuple[User, ...]:
        """Every user, by id."""
        ...

    def save(self, users: Iterable[User]) -> None:
        """Add or replace these users, all or none."""
        ...


class Sessions(Protocol):
    """Who is logged in."""

    def all(self) -> tuple[SessionRecord, ...]:
        """Every session kept, expired ones too, oldest first."""
        ...

    def begin(self, session: SessionRecord) -> None:
        """Keep this session in place of every other of its user."""
        ...

    def end(self, session_ids: Iterable[str]) -> None:
        """Forget these sessions; unknown ids are nothing."""
        ...


RowId = tuple[str, str]
"""Names a row of ``DialogStore``: its kind (``leg``, ``binding``, …), and its id among those of its kind."""


class DialogStore(Protocol):
    """What SIP must find again when the server was killed: rows of bytes that mean something to SIP only.

    A row outlives the process, not the machine: calls do not survive a power failure, and SQLite need not wait for
    the disk. At rest the bytes are sealed.
    """

    def all(self) -> dict[RowId, bytes]:
        """Every row; what cannot be used is logged and passed over."""
        ...

    def write(self, changes: Mapping[RowId, bytes | None]) -> None:
        """Add or replace these rows, remove those that are None; all or none."""
        ...


class Store(Protocol):
    """All that is kept for one contact centre."""

    @property
    def log(self) -> LogStore:
        """The log."""
        ...

    @property
    def reading(self) -> LogStore:
        """The log once more, for another thread that only reads."""
        ...

    @property
    def looking(self) -> LogStore:
        """The log once more, for whoever looks single events up."""
        ...

    @property
    def snapshots(self) -> Snapshots:
        """The state now and then."""
        ...

    @property
    def keys(self) -> CaseKeys:
        """The keys of the cases."""
        ...

    @property
    def dialogs(self) -> DialogStore:
        """What SIP takes up again."""
        ...

    @property
    def users(self) -> Users:
        """Who can log in."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is logged in."""
        ...

    def close(self) -> None:
        """Release everything; a second time does nothing."""
        ...
