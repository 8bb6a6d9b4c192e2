"""How long to wait before the next attempt, so that a thousand clients do not return in the same instant."""

from __future__ import annotations

import random

FIRST_S = 0.2
LONGEST_S = 5.0


class Backoff:
    """Waits that double from 0.2 s to 5 s; each is drawn from the upper half of its span (seconds)."""

    def __init__(self, draw: random.Random | None = None) -> None:
        self._draw = draw or random.Random()
        self._span = FIRST_S

    def next(self) -> float:
        """How long to wait now, in seconds."""
        span, self._span = self._span, min(self._span * 2, LONGEST_S)
        return span * self._draw.uniform(0.5, 1.0)

    def reset(self) -> None:
        """Begin anew: the last attempt succeeded."""
        self._span = FIRST_S
