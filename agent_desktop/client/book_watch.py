"""Reads the address book anew whenever its files change, also on a network share, which tells nobody of changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from agent_desktop.client import address_files
from agent_desktop.client.address_book import AddressBook

log = logging.getLogger(__name__)

EVERY_S = 10.0

Stamp = tuple[tuple[str, int, int], ...]


class BookWatch:
    """One thread that tells the book of ``path``, and each new one, until ``close``; it looks every ``every_s``."""

    def __init__(self, path: Path, tell: Callable[[AddressBook], None], every_s: float = EVERY_S) -> None:
        self._path, self._tell, self._every_s = path, tell, every_s
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="address book", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        seen: Stamp | None = None
        while not self._closing.is_set():
            stamp = _stamp(self._path)
            if stamp != seen:
                seen = stamp
                book = address_files.read(self._path)
                for mistake in book.mistakes:
                    log.info("Address book: %s, line %d: %s", mistake.file, mistake.line, mistake.code)
                self._tell(book)
            self._closing.wait(self._every_s)


def _stamp(path: Path) -> Stamp:
    """Name, size and time of change of every file; a file that is not there has none."""
    found: list[tuple[str, int, int]] = []
    try:
        for file in address_files.files(path):
            status = file.stat()
            found.append((str(file), status.st_size, status.st_mtime_ns))
    except OSError as error:
        return (*found, (str(error), 0, 0))
    return tuple(found)
