"""The one address book of the files and the directory that the settings name (F054)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from agent_desktop.client.address_book import AddressBook
from agent_desktop.client.book_watch import BookWatch
from agent_desktop.client.directory import directory_of
from agent_desktop.client.directory_watch import DirectoryWatch
from agent_desktop.settings.ini import Settings
from agent_desktop.settings.options import ADDRESS_BOOK


class Books:
    """Tells the whole book whenever a part of it is new, in the threads of the parts, until ``close``.

    ``password(server, user)`` gives what the keyring has, or None; it may block.
    """

    def __init__(
        self, told: Settings, password: Callable[[str, str], str | None], tell: Callable[[AddressBook], None]
    ) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._parts: dict[str, AddressBook] = {}
        self._closed = False
        path, directory = told[ADDRESS_BOOK], directory_of(told)
        self._watches: list[BookWatch | DirectoryWatch] = []
        if path is not None:
            self._watches.append(BookWatch(path, lambda book: self._use("files", book)))
        if directory is not None:
            self._watches.append(DirectoryWatch(directory, password, lambda book: self._use("directory", book)))

    def close(self) -> None:
        """Tell nothing any more."""
        with self._lock:
            self._closed = True
        for watch in self._watches:
            watch.close()

    def _use(self, part: str, book: AddressBook) -> None:
        with self._lock:
            if self._closed:
                return
            self._parts[part] = book
            books = self._parts.values()
            people = dict.fromkeys(person for one in books for person in one.people)  # once, who stands in both
            self._tell(AddressBook(people, [mistake for one in books for mistake in one.mistakes]))
