"""One leg's orders to the media engine, carried out one after another however long each takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from agent_desktop.server.sip.offer import Agreed
from agent_desktop.server.sip.ports import MediaLegs
from agent_desktop.server.sip.quiet import QuietLog

Address = tuple[str, int]
T = TypeVar("T")


class MediaLine:
    """The media of one leg. Results come to the callbacks in the event loop, never within the call that asked."""

    __slots__ = ("_last", "_leg", "_log", "_media", "_was_open")

    def __init__(self, media: MediaLegs, leg: str, log: QuietLog) -> None:
        self._log = log
        self._media = media
        self._leg = leg
        self._last: asyncio.Task[None] | None = None
        self._was_open = False

    def take_up(self) -> None:
        """A process before this one has opened the leg in an engine that lives on."""
        self._was_open = True

    def open(self, done: Callable[[Address | None], None], near: str = "") -> None:
        """Allocate RTP, beside the leg ``near``; ``done`` gets its address, None when the engine could not."""
        self._then(lambda: self._media.open(self._leg, near), done)

    def set_remote(self, agreed: Agreed, done: Callable[[bool], None], *, inband: bool = False) -> None:
        """Point the RTP where offer and answer say, with an ear for digits in the speech if they come ``inband``;
        ``done`` gets whether the engine could."""

        async def set_remote() -> bool:
            to = agreed
            await self._media.set_remote(
                self._leg, to.host, to.port, to.codec, to.payload, to.dtmf, to.srtp, inband=inband
            )
            return True

        self._then(set_remote, lambda worked: done(worked is True))

    def close(self) -> None:
        """Free the leg, after everything asked before; nothing to do when it was never opened."""
        if self._was_open:
            self._then(lambda: self._media.close(self._leg), lambda _: None)

    async def closed(self) -> None:
        """Wait until everything asked so far is done."""
        if self._last is not None:
            await asyncio.wait([self._last])

    def _then(self, step: Callable[[], Awaitable[T]], done: Callable[[T | None], None]) -> None:
        before = self._last

        async def run() -> None:
            if before is not None and not before.done():
                await asyncio.wait([before])  # whatever became of it: the next order stands for itself
            result = None
            try:
                result = await step()
            except Exception:  # noqa: BLE001 - whichever engine stands behind the port: the leg is told
                self._log.exception("media of leg %s", self._leg)
            done(result)
            if (
                self._last is asyncio.current_task()
            ):  # nothing of it is needed any more, and legs are held by the thousand
                self._last = None

        self._was_open = True
        self._last = asyncio.get_running_loop().create_task(run())
