"""Once a day: what is personal and older than the centre wants to keep it is erased."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from agent_desktop.domain.state import State
from agent_desktop.server import places
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.store.port import CaseKeys

log = logging.getLogger(__name__)

DAY_S = 86_400.0
DAY_MS = 86_400_000


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """How many days each kind of data is kept; 0 is for ever."""

    personal_days: int = 0  # numbers, names, CRI values and notes, from the beginning of their case
    trace_days: int = 0  # files of recorded SIP messages, from their last message
    recording_days: int = 0  # what was recorded of calls, and voice messages, from their beginning


class Centre(Protocol):
    """What is asked of the engine."""

    @property
    def state(self) -> State:
        """What is committed: open cases, and contacts that are still to be called, are left alone."""
        ...

    def now(self) -> int:
        """The server's time, ms UTC."""
        ...


class Retention:
    """The daily task of a server; used in its event loop, the work is done in threads."""

    def __init__(
        self,
        keep: Keep,
        data: Path,
        keys: CaseKeys,
        centre: Centre,
        delete_recordings: Callable[[int], list[int]],
        forget: Callable[[tuple[int, ...]], None],
        every_s: float = DAY_S,
    ) -> None:
        """``delete_recordings`` deletes those from before a time (ms UTC), and says which; ``forget`` is told the
        cases that were erased."""
        self._delete_recordings = delete_recordings
        self._forget = forget
        self._keep = keep
        self._data = data
        self._keys = keys
        self._centre = centre
        self._every_s = every_s
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Do it now, and every day."""
        self._task = asyncio.get_running_loop().create_task(self._run(), name="retention")

    async def close(self) -> None:
        """Finish what is under way, and end."""
        self._over.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while not self._over.is_set():
            try:
                state = self._centre.state
                in_use = frozenset(state.cases) | frozenset(state.contact_details)
                await asyncio.to_thread(self._erase, in_use, self._centre.now())
                await asyncio.to_thread(self._delete_records, self._centre.now())
                await asyncio.to_thread(self._delete_what_was_said, self._centre.now())
            except (OSError, StoreFailed) as error:
                log.error("what is too old could not be erased: %s", error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), self._every_s)

    def _erase(self, in_use: frozenset[int], now: int) -> None:
        if not self._keep.personal_days:
            return
        old = self._keys.made_before(now - self._keep.personal_days * DAY_MS)
        gone = self._keys.erase([case for case in old if case not in in_use], now, "retention")
        if gone:
            self._forget(gone)
            log.info("erased what was personal about %d cases of over %d days", len(gone), self._keep.personal_days)

    def _delete_what_was_said(self, now: int) -> None:
        if self._keep.recording_days:
            gone = self._delete_recordings(now - self._keep.recording_days * DAY_MS)
            if gone:
                log.info("deleted %d recordings of over %d days", len(gone), self._keep.recording_days)

    def _delete_records(self, now: int) -> None:
        """Only those set aside: the newest is being written."""
        if not self._keep.trace_days:
            return
        oldest = now / 1000 - self._keep.trace_days * DAY_S
        for file in places.sip_records(self._data):
            if file.suffix != ".jsonl" and file.stat().st_mtime < oldest:
                file.unlink()
                log.info("deleted %s, older than %d days", file.name, self._keep.trace_days)
