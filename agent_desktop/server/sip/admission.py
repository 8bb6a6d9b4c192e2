"""Whether one more call may come in: a server that is behind refuses in time (RFC 3261 §21.5.4), and serves the others.

Without this an overload ends in collapse: answers come so late that everybody repeats what they asked, and the
repetitions are more work than the calls. Three signs tell it before: the event loop comes late to its timers, datagrams
wait in the kernel, calls wait for the core. It takes new calls again only when all three are well below what shut it,
and have been for a while, so that it does not flutter. Requests within a call, and registrations, are always served.
"""

from __future__ import annotations

import random
from collections.abc import Callable

SHUT_MS = 200
"""So late, and no call is let in: well below T1 (500 ms), after which a caller repeats its INVITE."""
OPEN_MS = 50
"""Late no longer."""
SHUT_UNDECIDED = 200
"""Calls that wait for the core; so many, and no more are let in."""
OPEN_UNDECIDED = 50
CALM_MS = 1_000
"""How long all must be well before calls are let in again."""
RETRY_S = (5, 15)
"""What Retry-After says, at random, so that those who were refused do not all come back at once."""


class Admission:
    """``clock`` is monotonic ms; ``undecided`` tells how many calls wait for the core."""

    def __init__(self, clock: Callable[[], int], undecided: Callable[[], int]) -> None:
        self._clock = clock
        self._undecided = undecided
        self._late_ms = 0
        self._late_at = 0
        self._calm_since: int | None = None
        self.is_shut = False
        self.refused = 0

    def late(self, ms: int) -> None:
        """The event loop, or what is read from the kernel, is so late."""
        now = self._clock()
        if ms >= self._late_ms or now - self._late_at > CALM_MS:
            self._late_ms, self._late_at = ms, now

    def admits(self) -> bool:
        """Whether a new call may come in now; asked once for each."""
        now = self._clock()
        late = self._late_ms if now - self._late_at <= CALM_MS else 0
        waiting = self._undecided()
        if not self.is_shut:
            self.is_shut = late >= SHUT_MS or waiting >= SHUT_UNDECIDED
            self._calm_since = None
        elif late > OPEN_MS or waiting > OPEN_UNDECIDED:
            self._calm_since = None
        elif self._calm_since is None:
            self._calm_since = now
        elif now - self._calm_since >= CALM_MS:
            self.is_shut = False
        self.refused += self.is_shut
        return not self.is_shut

    def retry_after(self) -> tuple[str, str]:
        """The header of a refusal."""
        return ("Retry-After", str(random.randint(*RETRY_S)))
