"""Whether a leg that should be heard is heard: a phone that died, or lost its network, says no goodbye.

A phone without silence suppression sends RTP every 20 ms, muted or not, so a pause on the wire is never one of speech.
"""

from __future__ import annotations

SILENT_S = 1.5
"""A leg is silent when nothing came for so long."""

FIRST_S = 3.0
"""How long a leg may take to be heard after it was connected: its phone may still be opening its microphone."""


class Watch:
    """One leg from its connection on. ``now`` is in seconds of a monotonic clock."""

    __slots__ = ("due", "silent")

    def __init__(self, now: float) -> None:
        self.due = now + FIRST_S  # when it is silent unless a packet comes
        self.silent = False

    def packet(self, now: float) -> bool:
        """A packet was let in; returns whether the leg was silent until now."""
        self.due = now + SILENT_S
        was_silent, self.silent = self.silent, False
        return was_silent

    def fell_silent(self, now: float) -> bool:
        """Whether the leg is silent since this moment; asked at ``due``, says so once."""
        if self.silent or now < self.due:
            return False
        self.silent = True
        return True
