"""What an agent's window remembers for one user of one server: recent calls and favourites, across restarts.

It stays on this PC, in a file that only its owner reads, as long as the administrator says; log and reports have the
calls anyway. A file that cannot be read or written costs a warning, not the shift.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from agent_desktop.client import day, recents
from agent_desktop.client.address_book import EMPTY_BOOK, AddressBook
from agent_desktop.client.day import Day
from agent_desktop.client.outbox import file_name
from agent_desktop.client.recents import RecentCall
from agent_desktop.domain.messages import AnyEvent
from agent_desktop.domain.state import State

log = logging.getLogger(__name__)

DAY_MS = 86_400_000
FAVOURITES = 100


def midnight_before(at: int) -> int:
    """The last midnight of this PC's place before ``at`` (ms UTC)."""
    local = datetime.fromtimestamp(at / 1000).astimezone()
    return round(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)


class _Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The file."""

    calls: tuple[RecentCall, ...] = ()
    day: Day = Day()
    favourites: tuple[str, ...] = ()


class Personal:
    """Used by the desk's thread only. ``folder`` None: nothing is kept on disk. ``days`` 0: for ever.

    ``clock`` gives ms UTC.
    """

    def __init__(self, folder: Path | None, days: int, clock: Callable[[], int]) -> None:
        self._folder, self._days, self._clock = folder, days, clock
        self._path: Path | None = None
        self.calls: tuple[RecentCall, ...] = ()
        self.day = Day()
        self._shown: tuple[tuple[RecentCall, ...], AddressBook, tuple[RecentCall, ...]] = ((), EMPTY_BOOK, ())
        self.favourites: tuple[str, ...] = ()  # numbers, in the order in which they were chosen

    def open(self, server: str, user: str) -> None:
        """Take up what is remembered for ``user`` of ``server``."""
        self.close()
        self._path = self._folder / f"{file_name(server, user)}.json" if self._folder is not None else None
        kept = self._read()
        oldest = self._clock() - self._days * DAY_MS if self._days else 0
        self.calls = tuple(row for row in kept.calls if row.at >= oldest)
        self.favourites = kept.favourites
        self.day = kept.day
        if self.calls != kept.calls:
            self._write()

    def close(self) -> None:
        """The session is over: nothing of it is shown any more."""
        self._path = None
        self.calls, self.favourites, self.day = (), (), Day()

    def follow(self, before: State, events: tuple[AnyEvent, ...], state: State, me: str, at: int) -> None:
        """Events came."""
        changed = before.presences.get(me) is not state.presences.get(me)
        self._take(
            recents.after(self.calls, before, events, state, me, at), self._day(state, me, at) if changed else self.day
        )

    def begin(self, state: State, me: str, at: int) -> None:
        """A snapshot came."""
        self._take(recents.now(self.calls, state, me, at), self._day(state, me, at))

    def show(self, book: AddressBook) -> tuple[RecentCall, ...]:
        """The recent calls; those without a name have the one that the address book knows."""
        calls, known, shown = self._shown
        if calls is not self.calls or known is not book:
            shown = tuple(
                row if row.name or not (name := book.name_of(row.number)) else replace(row, name=name)
                for row in self.calls
            )
            self._shown = (self.calls, book, shown)
        return shown

    def favour(self, number: str, *, on: bool) -> None:
        """Make a number a favourite, or no more."""
        others = tuple(one for one in self.favourites if one != number)
        favourites = (*others, number)[-FAVOURITES:] if on else others
        if favourites != self.favourites:
            self.favourites = favourites
            self._write()

    def _day(self, state: State, me: str, at: int) -> Day:
        return day.after(self.day, state.presences.get(me), at, midnight_before(at))

    def _take(self, calls: tuple[RecentCall, ...], today: Day) -> None:
        if calls is self.calls and today == self.day:
            return
        self.calls, self.day = calls, today
        self._write()

    def _read(self) -> _Kept:
        if self._path is None or not self._path.is_file():
            return _Kept()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError) as error:
            log.warning("Recent calls and favourites cannot be read (%s): %s", self._path, error)
            return _Kept()

    def _write(self) -> None:
        path = self._path
        if path is None:
            return
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # for its owner only
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(_Kept(calls=self.calls, day=self.day, favourites=self.favourites)))
            Path(name).replace(path)
        except OSError as error:
            log.warning("Recent calls and favourites cannot be written (%s): %s", path, error)
