"""Notices changed files, also on a network share, which tells nobody of changes: it looks again and again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

EVERY_S = 10.0

Stamp = tuple[tuple[str, int, int], ...]
"""Name, size and time of change (ns) of every file."""


class FileWatch:
    """One thread that calls ``act`` whenever ``stamp`` gives something else than before, until ``close``.

    ``at_once``: the first look counts as a change.
    """

    def __init__(
        self, stamp: Callable[[], Stamp], act: Callable[[], None], *, at_once: bool = False, every_s: float = EVERY_S
    ) -> None:
        self._stamp, self._act, self._every_s = stamp, act, every_s
        self._seen: Stamp | None = None if at_once else stamp()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="file watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            stamp = self._stamp()
            if stamp != self._seen:
                self._seen = stamp
                self._act()
            self._closing.wait(self._every_s)


def stamp_of(files: Iterable[Path]) -> Stamp:
    """What changes when one of these does; a file that is not there has none."""
    found: list[tuple[str, int, int]] = []
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        found.append((str(file), status.st_size, status.st_mtime_ns))
    return tuple(found)
