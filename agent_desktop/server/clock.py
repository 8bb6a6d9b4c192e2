"""The server's time, and its one alarm: the state names the next deadline, this sends the Tick."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class Clock:
    """Milliseconds UTC that never run backwards and never jump: the wall clock at the start, then the steady one."""

    def __init__(self, not_before: int = 0) -> None:
        self._offset = max(time.time_ns() // 1_000_000, not_before) - time.monotonic_ns() // 1_000_000

    def now(self) -> int:
        """The time now, ms UTC."""
        return time.monotonic_ns() // 1_000_000 + self._offset


class Alarm:
    """Calls ``ring`` in the event loop when the time set has come. One time at once; None is none."""

    def __init__(self, now: Callable[[], int], ring: Callable[[], None]) -> None:
        self._now = now
        self._ring = ring
        self._at: int | None = None
        self._handle: asyncio.TimerHandle | None = None

    def set(self, at: int | None) -> None:
        """Ring at ``at`` (ms UTC) and not before; what was set earlier is forgotten."""
        if at == self._at:
            return
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._at = at
        if at is not None:
            delay = max(0, at - self._now()) / 1000
            self._handle = asyncio.get_running_loop().call_later(delay, self._due)

    def _due(self) -> None:
        at, self._at, self._handle = self._at, None, None
        if at is not None and self._now() < at:  # the loop's timer may fire a hair early
            self.set(at)
        else:
            self._ring()
