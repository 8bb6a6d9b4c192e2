"""The server's time, and its one alarm: the state names the next deadline, this sends the Tick.

The wall clock is read once, at the start: whoever sets it afterwards, by hand or by NTP, moves neither the order of
events nor a span in them. From then on a steady clock counts, one that also counts while the machine sleeps: what was
due meanwhile is due when it wakes, and the hour is right.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from agent_desktop.platforms import HERE

LOOK_S = 5.0
"""The loop's timers stand still while the machine sleeps, so the alarm looks at the time at least this often."""


class Clock:
    """Milliseconds UTC that never run backwards: the wall clock at the start, then the steady one.

    ``not_before``: the last time that the log has; a wall clock that is behind it was wrong, then or now.
    """

    def __init__(
        self,
        not_before: int = 0,
        *,
        wall_ns: Callable[[], int] = time.time_ns,
        steady_ns: Callable[[], int] = HERE.steady_ns,
    ) -> None:
        self._steady_ns = steady_ns
        self._offset = max(wall_ns() // 1_000_000, not_before) - steady_ns() // 1_000_000

    def now(self) -> int:
        """The time now, ms UTC."""
        return self._steady_ns() // 1_000_000 + self._offset


class Alarm:
    """Calls ``ring`` in the event loop when the time set has come. One time at once; None is none."""

    def __init__(self, now: Callable[[], int], ring: Callable[[], None], look_s: float = LOOK_S) -> None:
        self._now = now
        self._ring = ring
        self._look_s = look_s
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
            delay = min(max(0, at - self._now()) / 1000, self._look_s)
            self._handle = asyncio.get_running_loop().call_later(delay, self._due)

    def _due(self) -> None:
        at, self._at, self._handle = self._at, None, None
        if at is not None and self._now() < at:  # it only looked; or the loop's timer fired a hair early
            self.set(at)
        else:
            self._ring()
