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

    def info(self, message: str, *args: object) -> None:
        """Log what an administrator may want to know, or count it."""
        self._log(logging.INFO, message, args)

    def warning(self, message: str, *args: object) -> None:
        """Log a warning, or count it."""
        self._log(logging.WARNING, message, args)

    def exception(self, message: str, *args: object) -> None:
        """Log an error with the exception being handled, or count it."""
        self._log(logging.ERROR, message, args, with_exception=True)

    def _log(self, level: int, message: str, args: tuple[object, ...], *, with_exception: bool = False) -> None:
        now = self._clock()
        start, count = self._seen.get(message, (now, 0))
        if now - start >= WINDOW_MS:
            if count > PER_WINDOW:
                self._logger.log(level, "%d more like: %s", count - PER_WINDOW, message)
            start, count = now, 0
        self._seen[message] = (start, count + 1)
        if count < PER_WINDOW:
            self._logger.log(level, message, *args, exc_info=with_exception)
