"""Keeps passwords in the keyring of the operating system, and nowhere else: a PC without one asks each time."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from agent_desktop.desktop.telling import Telling

log = logging.getLogger(__name__)

SERVICE = "Agent Desktop"
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)
"""Modules whose keyrings are encrypted by the system; others may write plain text, and are never used."""

T = TypeVar("T")


class Keyring(Protocol):
    """What is needed of a keyring of the library; every method may block, and raise what it likes."""

    def get_password(self, service: str, username: str) -> str | None:
        """The password, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        ...


class Passwords:
    """The keyring behind a thread of its own, as it may ask the person to unlock it. Nothing here raises.

    Every method returns at once; ``done`` is called in that thread, until ``close``.
    """

    def __init__(self, find: Callable[[], Keyring | None]) -> None:
        self._find = find
        self._tasks: queue.SimpleQueue[Callable[[Keyring | None], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._telling = Telling()

    def look(self, done: Callable[[bool], None]) -> None:
        """Tell whether this PC has a keyring."""
        self._do(lambda ring: ring is not None, done)

    def read(self, server: str, user: str, done: Callable[[str | None], None]) -> None:
        """Tell the password of a user of a server; None: it is not kept, or the keyring does not give it."""
        self._do(lambda ring: _ask(ring, lambda it: it.get_password(SERVICE, _name(server, user))), done)

    def wait_for(self, server: str, user: str) -> str | None:
        """The same, for a thread that may wait as long as the person takes to unlock the keyring."""
        answer: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.read(server, user, answer.put)
        return answer.get()

    def keep(self, server: str, user: str, password: str, done: Callable[[bool], None]) -> None:
        """Keep it, and tell whether that was done."""

        def put(ring: Keyring) -> bool:
            ring.set_password(SERVICE, _name(server, user), password)
            return True

        self._do(lambda ring: bool(_ask(ring, put)), done)

    def forget(self, server: str, user: str) -> None:
        """Keep it no longer."""
        self._do(lambda ring: _ask(ring, lambda it: it.delete_password(SERVICE, _name(server, user))), lambda _: None)

    def close(self) -> None:
        """Tell nobody any more; what was asked before is still done, if the program lasts as long."""
        self._telling.close()

    def _do(self, ask: Callable[[Keyring | None], T], done: Callable[[T], None]) -> None:
        if self._thread is None:  # a daemon: a keyring that asks the person must not keep the program from ending
            self._thread = threading.Thread(target=self._work, name="keyring", daemon=True)
            self._thread.start()

        def task(ring: Keyring | None) -> None:
            answer = ask(ring)
            self._telling.tell(lambda: done(answer))

        self._tasks.put(task)

    def _work(self) -> None:
        ring = self._find()
        while True:
            self._tasks.get()(ring)


def system_keyring() -> Keyring | None:
    """The keyring of this desktop session; None: there is none that can be trusted."""
    from keyring import backend  # loaded in the thread, after the window is there

    try:
        found = [ring for ring in backend.get_all_keyring() if type(ring).__module__ in TRUSTED and ring.priority > 0]
    except Exception as problem:  # noqa: BLE001 - each system's keyring raises its own when it is half there
        log.warning("This PC's keyring cannot be used: %s", problem)
        return None
    best: Any = max(found, key=lambda ring: ring.priority, default=None)  # the library's wrapper hides its types
    return best


def _ask(ring: Keyring | None, question: Callable[[Keyring], T]) -> T | None:
    """The answer; None, with a line in the log, when the keyring has none."""
    if ring is None:
        return None
    try:
        return question(ring)
    except Exception as problem:  # noqa: BLE001 - as above: locked, refused by the person, or gone
        log.warning("The keyring did not do what it was asked: %s", type(problem).__name__)
        return None


def _name(server: str, user: str) -> str:
    """Whose password it is: the same user name may be another person at another server."""
    return f"{user} @ {server}"
