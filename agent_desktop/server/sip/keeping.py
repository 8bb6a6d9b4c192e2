"""Writes down what must be found again after a crash, off the loop's back: rows gather while a write is on its way.

A leg waits for ``then`` before it rings or speaks of its dialog to the peer, or a phone could ring after a crash for a
call that nobody knows of; everything else is written as soon as it can be.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.ports import DialogStore, RowId
from agent_desktop.server.sip.registrar import Binding
from agent_desktop.server.sip.ringing import Ringing

_log = logging.getLogger(__name__)

DIALOG = "dialog"
"""Kind of the rows that hold a leg's dialog."""
RINGING = "ringing"
"""Kind of the rows that hold a leg that rings."""
PHONES = "phones"
"""Kind of the rows that hold where a user's phones are."""
ADDRESS = ("address", "")
"""Row that holds what the server is bound to."""
AHEAD = 100
"""CSeq numbers that a row is ahead of its dialog: those used since it was written are not used again."""
RETRY_S = 0.2
"""After a failed write."""

Then = Callable[[], object]
"""Called in the event loop, never within ``put``, when the row is kept."""

T = TypeVar("T")

_encoder = msgspec.msgpack.Encoder()


class Keeping:
    """Rows in the order they change; those that change during a write share the next one.

    What cannot be written is tried again until it can be, or ``close``. ``writer`` has one thread, or the rows would
    overtake each other; ``writes`` and ``rows`` count what was written, for those who measure.
    """

    def __init__(self, store: DialogStore, writer: Executor | None = None) -> None:
        self._store = store
        self._writer = writer or ThreadPoolExecutor(1, thread_name_prefix="dialogs")
        self._changes: dict[RowId, bytes | None] = {}
        self._waiting: list[Then] = []
        self._task: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()
        self._is_failing = False
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
        self._closing.set()
        if self._task is not None:
            await asyncio.wait([self._task])
        self._writer.shutdown()

    def _begin(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write(), name="dialogs")

    async def _write(self) -> None:
        try:
            while self._changes:
                changes, self._changes = self._changes, {}
                waiting, self._waiting = self._waiting, []
                if await self._written(changes):
                    for then in waiting:
                        _tell(then)
                    continue
                self._changes = {**changes, **self._changes}
                self._waiting[:0] = waiting
                if self._closing.is_set():
                    return
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), RETRY_S)
        finally:
            self._task = None

    async def _written(self, changes: dict[RowId, bytes | None]) -> bool:
        try:
            await asyncio.get_running_loop().run_in_executor(self._writer, self._store.write, changes)
        except StoreFailed as problem:
            if not self._is_failing:
                _log.error("dialogs cannot be written, and no call answered: %s", problem)
            self._is_failing = True
            return False
        self._is_failing = False
        self.writes += 1
        self.rows += len(changes)
        return True


def _tell(then: Then) -> None:
    try:
        then()
    except Exception:  # noqa: BLE001 - whose row it is must not cost the others theirs
        _log.exception("after rows were written")


class DialogKeeper:
    """``Keeper`` over rows: one for each leg that rings or has a dialog, and one for each user with phones."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def keep(self, dialog: Dialog, then: Then) -> None:
        """See ``Keeper.keep``."""
        ahead = replace(dialog, local_cseq=(dialog.local_cseq // AHEAD + 1) * AHEAD)
        self._keeping.put(DIALOG, dialog.leg, _encoder.encode(ahead), then)

    def drop(self, dialog: Dialog) -> None:
        """See ``Keeper.drop``."""
        self._keeping.drop(DIALOG, dialog.leg)

    def keep_ringing(self, ringing: Ringing, then: Then) -> None:
        """See ``Keeper.keep_ringing``."""
        self._keeping.put(RINGING, ringing.order.leg, _encoder.encode(ringing), then)

    def drop_ringing(self, leg: str) -> None:
        """See ``Keeper.drop_ringing``."""
        self._keeping.drop(RINGING, leg)

    def keep_phones(self, user: str, bindings: Sequence[Binding]) -> None:
        """Remember where the user's phones are; none: forget it."""
        if bindings:
            self._keeping.put(PHONES, user, _encoder.encode(bindings))
        else:
            self._keeping.drop(PHONES, user)

    def keep_address(self, host: str, port: int) -> None:
        """Remember what we are bound to: a dialog can be taken up only where its peer will look for it."""
        self._keeping.put(*ADDRESS, _encoder.encode((host, port)))

    def forget_all(self, rows: Mapping[RowId, bytes]) -> None:
        """Drop these rows."""
        for row in rows:
            self._keeping.drop(*row)


@dataclass(frozen=True)
class Kept:
    """What an earlier process has written down."""

    address: tuple[str, int] | None
    dialogs: list[Dialog]
    ringing: list[Ringing]
    phones: dict[str, list[Binding]]


def read(rows: Mapping[RowId, bytes]) -> Kept:
    """The rows as values; what cannot be read is logged and passed over."""
    (address,) = [*_read(rows, ADDRESS[0], tuple[str, int]).values()] or [None]
    return Kept(
        address=address,
        dialogs=[*_read(rows, DIALOG, Dialog).values()],
        ringing=[*_read(rows, RINGING, Ringing).values()],
        phones=_read(rows, PHONES, list[Binding]),
    )


def _read(rows: Mapping[RowId, bytes], wanted: str, what: type[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for (kind, id_), body in rows.items():
        if kind == wanted:
            try:
                found[id_] = msgspec.msgpack.decode(body, type=what)
            except msgspec.DecodeError as problem:  # ValidationError is one: another version wrote it
                _log.warning("the row of %s %s cannot be read: %s", kind, id_, problem)
    return found
