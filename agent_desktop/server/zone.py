"""Tells the core how far the server's local time is ahead of UTC, and when that changes: opening hours follow it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from agent_desktop.domain.messages import ZoneOffset

LOOK_S = 60.0
"""Clocks are put forward and back on the hour: a minute late is early enough."""


def local_offset() -> timedelta:
    """How far this machine's local time is ahead of UTC now."""
    offset = datetime.now().astimezone().utcoffset()
    assert offset is not None  # an aware time has one
    return offset


class ZoneWatch:
    """Looks at the offset once a minute; posts a fact at the start and after each change."""

    def __init__(
        self,
        post: Callable[[ZoneOffset], None],
        *,
        offset: Callable[[], timedelta] = local_offset,
        look_s: float = LOOK_S,
    ) -> None:
        self._post = post
        self._offset = offset
        self._look_s = look_s
        self._told: int | None = None
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Look now and from now on. Call in the event loop."""
        minutes = round(self._offset().total_seconds() / 60)
        if minutes != self._told:
            self._told = minutes
            self._post(ZoneOffset(minutes=minutes))
        self._handle = asyncio.get_running_loop().call_later(self._look_s, self.start)

    def close(self) -> None:
        """Look no more."""
        if self._handle is not None:
            self._handle.cancel()
