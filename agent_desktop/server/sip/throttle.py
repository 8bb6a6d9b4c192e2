"""Slows guessing of passwords and numbers down: the more wrong ones, the later the answer; nobody is locked out."""

from __future__ import annotations

from collections.abc import Callable

FREE = 5
"""Wrong tries without delay: a phone with an old password makes four at once."""
FIRST_DELAY_MS = 250
MAX_DELAY_MS = 8_000
FORGET_MS = 60_000
_REMEMBERED = 10_000


class Throttle:
    """Counts wrong tries by address, and by address and user; never by user alone, or anyone could lock anyone out."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._tries: dict[tuple[str, str], tuple[int, int]] = {}  # (host, user or "") -> (count, last)

    def wrong(self, host: str, user: str) -> int:
        """Note a wrong try; returns how many ms its answer shall wait."""
        return max(self._note((host, ""), FREE * 4), self._note((host, user), FREE))

    def _note(self, who: tuple[str, str], free: int) -> int:
        now = self._clock()
        count, last = self._tries.pop(who, (0, now))
        count = 1 if now - last > FORGET_MS else count + 1
        self._tries[who] = (count, now)
        if len(self._tries) > _REMEMBERED:
            del self._tries[next(iter(self._tries))]
        return 0 if count <= free else min(FIRST_DELAY_MS << min(count - free - 1, 10), MAX_DELAY_MS)
