"""Saves the state now and then, in a thread of its own: it is one frozen value, so nobody has to wait for that."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor

from agent_desktop.domain import snapshot
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.state import State
from agent_desktop.server.store.port import Snapshot, Snapshots, StoreFailed

log = logging.getLogger(__name__)


class Saver:
    """Belongs to the engine, and is called in its event loop; without ``snapshots`` it does nothing."""

    def __init__(self, snapshots: Snapshots | None, every: int) -> None:
        self._snapshots = snapshots
        self._every = every
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="snapshots")
        self._saving: Future[None] | None = None
        self._n = 0

    def newest(self, at_most: int) -> tuple[State, int, int]:
        """State, number and time of the newest good snapshot up to this number; else ``(EMPTY, 0, 0)``. Blocks."""
        found = self._snapshots.newest(at_most) if self._snapshots is not None else None
        if found is None:
            return EMPTY, 0, 0
        self._n = found.n
        return fold(EMPTY, found.events), found.n, found.at

    def saw(self, state: State, n: int, at: int) -> None:
        """This state is committed: save it, if it is time and the last one is saved."""
        if n - self._n >= self._every and (self._saving is None or self._saving.done()):
            self._save(state, n, at)

    async def close(self, state: State, n: int, at: int) -> None:
        """Save the last state, if it is not saved yet, and end."""
        if n > self._n:
            self._save(state, n, at)
        if self._saving is not None:
            await asyncio.wrap_future(self._saving)
        self._thread.shutdown()

    def _save(self, state: State, n: int, at: int) -> None:
        if self._snapshots is not None:
            self._n = n
            self._saving = self._thread.submit(self._write, self._snapshots, state, n, at)

    def _write(self, snapshots: Snapshots, state: State, n: int, at: int) -> None:
        try:
            snapshots.save(Snapshot(n=n, at=at, events=snapshot.rows(state)), self._every)
        except StoreFailed as error:
            log.warning("no snapshot at event %d: %s", n, error)
        except Exception:
            log.exception("no snapshot at event %d", n)  # a bug, and the log has everything all the same
