"""A log that a flood of bad datagrams cannot fill: the same sentence at most so often, the rest counted."""

from __future__ import annotations

import logging
from collections.abc import Callable

WINDOW_MS = 10_000
PER_WINDOW = 5


class QuietLog:
    """Writes each format string at most ``PER_WINDOW`` times in ``WINDOW_MS``, then says how many were left out."""

    def __init__(self, logger: logging.Logger, clock: Callable[[], int]) -> None:
        self._logger = logger
        self._clock = clock
        self._seen: dict[str, tuple[int, int]] = {}  # format -> (window's start, written or left out in it)

    def warning(self, message: str, *args: object) -> None:
        """Log a warning, or count it."""
        if self._may(message):
            self._logger.warning(message, *args)

    def exception(self, message: str, *args: object) -> None:
        """Log an error with the exception being handled, or count it."""
        if self._may(message):
            self._logger.exception(message, *args)

    def _may(self, message: str) -> bool:
        now = self._clock()
        start, count = self._seen.get(message, (now, 0))
        if now - start >= WINDOW_MS:
            if count > PER_WINDOW:
                self._logger.warning("%d more like: %s", count - PER_WINDOW, message)
            start, count = now, 0
        self._seen[message] = (start, count + 1)
        return count < PER_WINDOW
