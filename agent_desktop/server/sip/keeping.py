"""Writes down what must be found again after a crash, off the loop's back: rows gather while a write is on its way.

A leg that may speak of its dialog to the peer waits for ``then``; everything else is written as soon as it can be.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.sip.ports import DialogStore, RowId

_log = logging.getLogger(__name__)

Then = Callable[[bool], None]
"""Called in the event loop, never within ``put``: whether the row is kept."""


class Keeping:
    """Rows in the order they change; those that change during a write share the next one.

    What could not be written is tried again with the next change. ``writer`` has one thread, or the rows would
    overtake each other; ``writes`` and ``rows`` count what was written, for those who measure.
    """

    def __init__(self, store: DialogStore, writer: Executor | None = None) -> None:
        self._store = store
        self._writer = writer or ThreadPoolExecutor(1, thread_name_prefix="dialogs")
        self._changes: dict[RowId, bytes | None] = {}
        self._waiting: list[Then] = []
        self._task: asyncio.Task[None] | None = None
        self.writes = 0
        self.rows = 0

    def all(self) -> dict[RowId, bytes]:
        """What was kept before the start; blocks. Raises ``StoreFailed``."""
        return self._store.all()

    def put(self, kind: str, id_: str, body: bytes, then: Then | None = None) -> None:
        """Add or replace a row."""
        self._changes[kind, id_] = body
        if then is not None:
            self._waiting.append(then)
        self._begin()

    def drop(self, kind: str, id_: str) -> None:
        """Remove a row; nothing to do when there is none."""
        self._changes[kind, id_] = None
        self._begin()

    async def close(self) -> None:
        """Write what waits, and stop."""
        while self._task is not None:
            await asyncio.wait([self._task])
        self._writer.shutdown()

    def _begin(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write(), name="dialogs")

    async def _write(self) -> None:
        kept = True
        while self._changes and (kept or self._waiting):
            changes, self._changes = self._changes, {}
            waiting, self._waiting = self._waiting, []
            kept = await self._written(changes)
            for then in waiting:
                try:
                    then(kept)
                except Exception:  # noqa: BLE001 - whose row it is must not cost the others theirs
                    _log.exception("after the rows were written")
        self._task = None

    async def _written(self, changes: dict[RowId, bytes | None]) -> bool:
        try:
            await asyncio.get_running_loop().run_in_executor(self._writer, self._store.write, changes)
        except StoreFailed as problem:
            _log.error("dialogs cannot be written, and calls not answered: %s", problem)
            self._changes = {**changes, **self._changes}
            return False
        self.writes += 1
        self.rows += len(changes)
        return True


class Forgetful:
    """Keeps nothing: for a switch whose calls end with it."""

    def all(self) -> dict[RowId, bytes]:
        """See ``DialogStore.all``."""
        return {}

    def write(self, changes: object) -> None:
        """See ``DialogStore.write``."""
