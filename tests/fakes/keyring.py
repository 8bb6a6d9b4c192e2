"""A keyring that does what it is told at once, in another thread as the real one does, or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable


class FakePasswords:
    """Satisfies ``PasswordStore``; ``broken``: it is there, but gives and takes nothing."""

    def __init__(self, *, there: bool = True) -> None:
        self.there, self.broken = there, False
        self.kept: dict[tuple[str, str], str] = {}

    def look(self, done: Callable[[bool], None]) -> None:
        _elsewhere(lambda: done(self.there))

    def read(self, server: str, user: str, done: Callable[[str | None], None]) -> None:
        _elsewhere(lambda: done(None if self.broken else self.kept.get((server, user))))

    def keep(self, server: str, user: str, password: str, done: Callable[[bool], None]) -> None:
        takes = self.there and not self.broken
        if takes:
            self.kept[server, user] = password
        _elsewhere(lambda: done(takes))

    def forget(self, server: str, user: str) -> None:
        self.kept.pop((server, user), None)


def _elsewhere(task: Callable[[], None]) -> None:
    thread = threading.Thread(target=task)
    thread.start()
    thread.join()
