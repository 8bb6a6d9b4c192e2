"""Reads the directory again and again, in a thread of its own: nothing waits for one that is slow or silent."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from agent_desktop.client.address_book import EMPTY_BOOK, AddressBook, Mistake
from agent_desktop.client.directory import Directory

log = logging.getLogger(__name__)

AGAIN_S = 60.0
"""A directory that does not answer is asked again so soon: a PC that has just been started may have no network yet."""


class DirectoryWatch:
    """Tells the book of ``directory``, and each one that differs, until ``close``, which does not wait.

    A directory that cannot be read is told once as a mistake, with the people that were read before. ``password(url,
    user)`` is asked each time, when there is a user; None: there is none. It may block.
    """

    def __init__(
        self,
        directory: Directory,
        password: Callable[[str, str], str | None],
        tell: Callable[[AddressBook], None],
        again_s: float = AGAIN_S,
    ) -> None:
        self._directory, self._password, self._tell = directory, password, tell
        self._again_s = min(again_s, directory.every_s)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="directory", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Read no more. What is being read is told to nobody, and ends by itself."""
        self._closing.set()

    def _run(self) -> None:
        known = EMPTY_BOOK
        while not self._closing.is_set():
            found = self._read()
            book = AddressBook(known.people, [found]) if isinstance(found, Mistake) else found
            if (book.people, book.mistakes) != (known.people, known.mistakes) and not self._closing.is_set():
                for mistake in book.mistakes:
                    log.info("Address book: %s: %s", mistake.file, mistake.code)
                self._tell(book)
                known = book
            # a wrong password is not said again and again: directories lock who does
            silent = isinstance(found, Mistake) and found.code == "directory_silent"
            self._closing.wait(self._again_s if silent else self._directory.every_s)

    def _read(self) -> AddressBook | Mistake:
        url, user = self._directory.url, self._directory.user
        password = self._password(url, user) if user else ""
        if user and not password:  # an empty one would be an anonymous bind (RFC 4513 §5.1.2)
            return Mistake(file=url, line=0, code="directory_no_password")
        from agent_desktop.client import ldap  # loaded in this thread, and only where there is a directory

        return ldap.read(self._directory, password or "")
