"""Reads the address book anew whenever its files change."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from agent_desktop.client import address_files
from agent_desktop.client.address_book import AddressBook
from agent_desktop.settings.file_watch import EVERY_S, FileWatch, Stamp, stamp_of

log = logging.getLogger(__name__)


class BookWatch:
    """Tells the book of ``path``, and each new one, in a thread of its own until ``close``; looks every ``every_s``."""

    def __init__(self, path: Path, tell: Callable[[AddressBook], None], every_s: float = EVERY_S) -> None:
        self._path, self._tell = path, tell
        self._watch = FileWatch(lambda: _stamp(path), self._read, at_once=True, every_s=every_s)

    def close(self) -> None:
        """Look no more."""
        self._watch.close()

    def _read(self) -> None:
        book = address_files.read(self._path)
        for mistake in book.mistakes:
            log.info("Address book: %s, line %d: %s", mistake.file, mistake.line, mistake.code)
        self._tell(book)


def _stamp(path: Path) -> Stamp:
    """Of every file of the book; of a folder that cannot be read, why."""
    try:
        return stamp_of(address_files.files(path))
    except OSError as error:
        return ((str(error), 0, 0),)
