"""Whether one more call may come in: a server that is behind refuses in time (RFC 3261 §21.5.4), and serves the others.

Without this an overload ends in collapse: answers come so late that everybody repeats what they asked, and the
repetitions are more work than the calls. Three signs tell it before: the event loop comes late to its timers, datagrams
wait in the kernel, calls wait for the core.

A machine that stood still once is late too, and then serves what has gathered: only who was not well before, and is not
less late than before, is behind.

What is let in is a share of what comes. It is halved while a sign is bad, grows slowly while all are well, and stays
while they are neither, so that it finds what can be served and does not flutter. A few calls a second are let in all
the same: so few bring no server down, and a machine that stalled for a moment must not turn customers away. Requests
within a call, and registrations, are always served.
"""

from __future__ import annotations

import random
from collections.abc import Callable

BAD_MS = 200
"""So late, and the share is halved: well below T1 (500 ms), after which a caller repeats its INVITE."""
WORST_MS = 350
"""So late, and nobody is let in but the few."""
WELL_MS = 50
"""No later, and the share grows."""
BAD_UNDECIDED = 200
"""Calls that wait for the core; so many, and nobody is let in."""
WELL_UNDECIDED = 50
STEP_MS = 100
"""How often the share is changed."""
GROWTH = 0.05
"""Of the share, a step: from nothing to all in two seconds."""
FLOOR_PER_S = 20
"""So many calls a second are let in however late everything is, unless too many wait for the core: a tenth of what a
core can do (1.1 ms of its time a call, and as much again for the engine)."""
RETRY_S = (5, 15)
"""What Retry-After says, at random, so that those who were refused do not all come back at once."""


class Admission:
    """``clock`` is monotonic ms; ``undecided`` tells how many calls wait for the core."""

    def __init__(
        self, clock: Callable[[], int], undecided: Callable[[], int] = lambda: 0, floor_per_s: int = FLOOR_PER_S
    ) -> None:
        self._clock = clock
        self._floor_per_s = floor_per_s
        self.undecided = undecided
        self.share = 1.0
        """What part of the new calls is let in."""
        self._credit = 0.0
        self._few = float(floor_per_s)  # of the few that may come in all the same
        self._few_at = clock()
        self._late_ms = 0  # the latest since the last step
        self._late_before_ms = 0  # the latest in the step before
        self._stepped_at = clock()
        self.refused = 0

    def late(self, ms: int) -> None:
        """The event loop, or what is read from the kernel, is so late."""
        self._late_ms = max(self._late_ms, ms)
        if ms >= WORST_MS and self._is_behind(ms):
            self.share = 0.0

    def admits(self) -> bool:
        """Whether a new call may come in now; asked once for each."""
        waiting = self.undecided()
        now = self._clock()
        if (steps := (now - self._stepped_at) // STEP_MS) > 0:
            self._step(steps, waiting)
            self._stepped_at = now
        self._credit = min(1.0, self._credit + self.share)
        self._few = min(float(self._floor_per_s), self._few + (now - self._few_at) * self._floor_per_s / 1000)
        self._few_at = now
        if waiting < BAD_UNDECIDED:
            if self._credit >= 1.0:
                self._credit -= 1.0
                return True
            if self._few >= 1.0:
                self._few -= 1.0
                return True
        self.refused += 1
        return False

    def retry_after(self) -> tuple[str, str]:
        """The header of a refusal."""
        return ("Retry-After", str(random.randint(*RETRY_S)))

    def _step(self, steps: int, waiting: int) -> None:
        """What was seen since the last step decides; in steps without a call nothing happened that could be bad."""
        if (self._late_ms >= BAD_MS and self._is_behind(self._late_ms)) or waiting >= BAD_UNDECIDED:
            self.share /= 2
            steps -= 1
        if steps and (steps > 1 or self._late_ms <= WELL_MS) and waiting <= WELL_UNDECIDED:
            self.share = min(1.0, self.share + GROWTH * steps)
        self._late_before_ms = self._late_ms
        self._late_ms = 0

    def _is_behind(self, ms: int) -> bool:
        """Whether being so late is more than the end of one stall, which is made up for step by step."""
        return self._late_before_ms > WELL_MS and ms >= self._late_before_ms
