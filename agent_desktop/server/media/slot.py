"""The place of one media worker: whoever is in it, and how another one comes into it when that one ends."""

from __future__ import annotations

import asyncio
import logging
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import msgspec

from agent_desktop.server.media import link, orders, process, runfile
from agent_desktop.server.media.orders import Order
from agent_desktop.server.media.port import MediaFailed, Recorded
from agent_desktop.server.media.worker_link import Told, WorkerGone, WorkerLink, broken

log = logging.getLogger(__name__)

QUIT_S = 5.0
LASTING_S = 60.0
"""A worker that lived so long did not die of being started."""

REST_S = (0.0, 0.0, 1.0, 5.0, 15.0, 60.0)
"""How long its place stays empty after each death of a worker that had not lived so long."""


class Slot:
    """One worker at a time. ``number`` tells it from the others; ``came`` puts a new worker to work before any order
    does."""

    def __init__(
        self, number: int, arguments: Sequence[str], run_dir: Path, came: Callable[[Slot], Awaitable[None]]
    ) -> None:
        self.number = number
        self.pid = 0
        self.run_file: Path | None = None
        self._arguments = arguments
        self._run_dir = run_dir
        self._came = came
        self.process: subprocess.Popen[bytes] | None = None
        self._worker: WorkerLink | None = None
        self._told: Told | None = None
        self._broken = broken
        self._ready = asyncio.Event()
        self._ending = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start a worker here. Raises ``MediaFailed``."""
        await self._start()
        self._go_on()

    async def adopt(self, path: Path, record: runfile.RunRecord) -> tuple[link.LegState, ...]:
        """Take over a worker that a server before this one left; returns what it has. Raises ``MediaFailed``."""
        self._worker, legs = await WorkerLink.join(record, record.epoch + 1)
        self.pid, self.run_file = record.pid, path
        self._go_on()
        return legs

    def listen(self, told: Told) -> None:
        """Have ``told`` called with what whichever worker is here tells unasked."""
        self._told = told
        if self._worker is not None:
            self._worker.listen(told)

    def on_broken(self, told: Callable[[int, str], None]) -> None:
        """Have ``told`` called with the number of a recording that cannot be written, and why."""
        self._broken = told
        if self._worker is not None:
            self._worker.on_broken = told

    async def end(self, order: Callable[[int], link.Recording]) -> Recorded:
        """Give an order, and wait for the end of its recording. Raises ``MediaFailed``, of it ``NothingKept``."""
        if self._worker is None:
            raise WorkerGone(f"there is no media worker in place {self.number}")
        return await self._worker.end(order(self._worker.number()))

    async def ask(self, order: Order) -> link.AnyReply:
        """Give an order, made from its number, to the worker that is here, or that comes.

        Raises ``MediaFailed``; ``WorkerGone`` when the worker ended over it, or none comes in time.
        """
        try:
            async with asyncio.timeout(process.START_S):
                await self._ready.wait()
        except TimeoutError:
            raise WorkerGone(f"there is no media worker in place {self.number}") from None
        return await self.ask_now(order)

    async def ask_now(self, order: Order) -> link.AnyReply:
        """The same, to the worker that is here, put to work or not."""
        if self._worker is None:
            raise WorkerGone(f"there is no media worker in place {self.number}")
        return await self._worker.ask(order(self._worker.number()))

    async def quit(self) -> None:
        """End the worker with all its legs; one of ours is killed after 5 s."""
        await self._stop_watching()
        if self._worker is None:
            return
        self._worker.expect_end()
        try:
            await self.ask_now(orders.end)
        except MediaFailed as failure:
            log.info("media worker %d did not answer to quit: %s", self.pid, failure)
        await self._worker.close()
        await self._bury()

    async def leave(self) -> None:
        """End the link only: the worker and its calls go on for its grace, for another server to join."""
        await self._stop_watching()
        if self._worker is not None:
            await self._worker.close()

    async def _start(self) -> None:
        self.process, self.run_file = await asyncio.to_thread(process.start, self._arguments, self._run_dir)
        self.pid = self.process.pid
        try:
            self._worker, _ = await WorkerLink.join(await asyncio.to_thread(runfile.read, self.run_file), epoch=1)
        except (MediaFailed, OSError, msgspec.DecodeError):
            self.process.kill()
            await asyncio.to_thread(self.process.wait)
            raise
        log.info("media worker %d is up in place %d", self.pid, self.number)
        self._worker.on_broken = self._broken
        if self._told is not None:
            self._worker.listen(self._told)

    def _go_on(self) -> None:
        self._ready.set()
        if self._watching is None:
            self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        """Another worker for each that ends, sooner or later, until the end of the server."""
        loop = asyncio.get_running_loop()
        deaths = 0
        while True:
            assert self._worker is not None
            came = loop.time()
            await self._worker.gone.wait()
            self._ready.clear()
            deaths = 1 if loop.time() - came > LASTING_S else deaths + 1
            await self._bury()
            while not await self._replace(deaths):
                deaths += 1
            self._ready.set()

    async def _replace(self, deaths: int) -> bool:
        """Whether another worker is here and has taken over the calls."""
        rest_s = REST_S[min(deaths, len(REST_S)) - 1]
        if rest_s:
            log.error(
                "no media worker in place %d for %g s: %d ended soon after their start", self.number, rest_s, deaths
            )
            await self._ending_within(rest_s)
        try:
            await self._start()
            await self._came(self)
        except (MediaFailed, OSError, msgspec.DecodeError) as failure:
            log.error("place %d has no media worker yet: %s", self.number, failure)
            return False
        return True

    async def _ending_within(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._ending.wait()
        except TimeoutError:
            return

    async def _stop_watching(self) -> None:
        self._ending.set()
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait({self._watching})
            self._watching = None

    async def _bury(self) -> None:
        """See to it that a process of ours has ended, so that its ports are free; one that was adopted has no parent
        here, and its link's end must do."""
        if self.process is None:
            return
        if self.run_file is not None:
            self.run_file.unlink(missing_ok=True)
        try:
            await asyncio.to_thread(self.process.wait, QUIT_S if self._ending.is_set() else 0.2)
        except subprocess.TimeoutExpired:
            log.warning("media worker %d is killed: it did not end by itself", self.pid)
            self.process.kill()
            await asyncio.to_thread(self.process.wait)
        self.process = None
