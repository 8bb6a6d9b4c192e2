"""How many calls may come in a moment: the stack aborts its process when a call finds no free place for its sockets.

It has 64 places for the sockets of speech, two for each call, and keeps a place for half a second after its socket was
closed (PJ_IOQUEUE_MAX_HANDLES, PJ_IOQUEUE_KEY_FREE_DELAY). So calls that follow each other faster than that wait.
"""

from __future__ import annotations

from collections import deque

KEPT_S = 0.6
"""How long a place is taken for, after its call; a little longer than the stack says."""

MOST_CALLS = 20
"""New ones in that time. With the four that may be there, and the four that were there before, 56 of 64 places."""


class Pace:
    """Asked for each new call; times are seconds of a steady clock."""

    def __init__(self) -> None:
        self._came: deque[float] = deque(maxlen=MOST_CALLS)

    def wait_s(self, now: float) -> float:
        """How long the call that comes now must wait; 0.0 unless too many came just before it. It counts as come."""
        full = len(self._came) == MOST_CALLS
        wait = max(0.0, self._came[0] + KEPT_S - now) if full else 0.0
        self._came.append(now + wait)
        return wait
