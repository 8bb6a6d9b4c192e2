"""The way from the log-in page to a session: the password typed or from the keyring, and kept there if one likes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from agent_desktop.client.begun import BegunLogIn
from agent_desktop.client.port import Problem
from agent_desktop.ui.bridge import Bridge
from agent_desktop.ui.login_page import LoginPage, Ring
from agent_desktop.ui.remembered import Known, Memory


class PasswordStore(Protocol):
    """What is needed of ``desktop.passwords.Passwords``: every ``done`` is called in another thread."""

    def look(self, done: Callable[[bool], None]) -> None:
        """Tell whether there is a keyring."""
        ...

    def read(self, server: str, user: str, done: Callable[[str | None], None]) -> None:
        """Tell a password, or None."""
        ...

    def keep(self, server: str, user: str, password: str, done: Callable[[bool], None]) -> None:
        """Keep it, and tell whether that was done."""
        ...

    def forget(self, server: str, user: str) -> None:
        """Keep it no longer."""
        ...


class NoPasswords:
    """The store of a PC without a keyring, and of a window that is to leave nothing behind."""

    def look(self, done: Callable[[bool], None]) -> None:
        """There is none."""
        done(False)

    def read(self, server: str, user: str, done: Callable[[str | None], None]) -> None:
        """It knows nothing."""
        del server, user
        done(None)

    def keep(self, server: str, user: str, password: str, done: Callable[[bool], None]) -> None:
        """It keeps nothing."""
        del server, user, password
        done(False)

    def forget(self, server: str, user: str) -> None:
        """There is nothing to forget."""


class LogIn(QObject):
    """Drives ``page``; ``done`` tells of a session that the person began there, not the command line.

    ``doubted``: the server could not prove itself, so that the log-in waits for the person.
    """

    done = Signal()
    doubted = Signal()
    _looked = Signal(bool)
    _read = Signal(object, object)
    _kept = Signal(object, bool)

    def __init__(self, page: LoginPage, bridge: Bridge, memory: Memory, store: PasswordStore, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._bridge, self._memory, self._store = page, bridge, memory, store
        self._who: Known | None = None  # logs in from the page
        self._typed = ""  # the password that is to be kept, while the log-in is under way
        queued = Qt.ConnectionType.QueuedConnection
        self._looked.connect(self._on_looked, queued)
        self._read.connect(self._on_read, queued)
        self._kept.connect(self._on_kept, queued)
        bridge.logged_in.connect(self._answered)
        page.asked.connect(self.begin)
        page.shown.connect(self.look)
        page.remember(memory.value)

    def look(self) -> None:
        """Find out whether there is a keyring, once."""
        self._page.shown.disconnect(self.look)
        self._store.look(self._looked.emit)

    def begin(self, server: str, user: str, password: str) -> None:
        """Begin a session; what goes wrong is said on the page. No password: the one in the keyring."""
        self._page.wait()
        if password:
            self._go(Known(server=server, user=user), password)
        else:
            who = Known(server=server, user=user, kept=True)
            self._store.read(server, user, lambda found: self._read.emit(who, found))

    def follow(self, log_in: BegunLogIn) -> None:
        """The same for a log-in that was begun before there was a window."""
        self._memory.change(server=log_in.server, user=log_in.user)
        self._page.wait()
        log_in.then(self._bridge.answer)

    def _go(self, who: Known, password: str) -> None:
        self._who = who
        self._typed = password if self._page.keeps and not who.kept else ""
        self._memory.change(server=who.server, user=who.user)
        self._bridge.log_in(who.server, who.user, password)

    def _answered(self, problem: Problem | None) -> None:
        who, typed = self._who, self._typed
        self._who, self._typed = None, ""
        if problem is None:
            self._page.succeed()
        elif problem.code == "certificate_doubted":
            self._page.hold(problem.code)
            self.doubted.emit()
        else:
            self._page.fail(problem.code)
        if who is None:
            return
        if problem is None:
            self._settle(who, typed)
            self.done.emit()
        elif who.kept and problem.code == "bad_credentials":  # it was changed elsewhere
            self._forget(who)

    def _settle(self, who: Known, typed: str) -> None:
        """Who logged in is remembered, and the password where the person wants it."""
        before = self._memory.value.who(who.server, who.user)
        if typed:
            self._store.keep(who.server, who.user, typed, lambda kept: self._kept.emit(who, kept))
        elif before.kept and not self._page.keeps:
            self._store.forget(who.server, who.user)
        self._meet(Known(server=who.server, user=who.user, kept=before.kept and not typed and self._page.keeps))

    def _forget(self, who: Known) -> None:
        self._store.forget(who.server, who.user)
        self._meet(Known(server=who.server, user=who.user))

    def _meet(self, who: Known) -> None:
        self._memory.meet(who)
        self._page.remember(self._memory.value)

    def _on_looked(self, there: bool) -> None:
        self._page.show_ring(Ring.THERE if there else Ring.NONE)

    def _on_read(self, who: Known, password: str | None) -> None:
        if password is None:
            self._meet(Known(server=who.server, user=who.user))
            self._page.ask_again(Ring.SILENT)
        else:
            self._go(who, password)

    def _on_kept(self, who: Known, kept: bool) -> None:
        self._meet(Known(server=who.server, user=who.user, kept=kept))
        if not kept:
            self._page.show_ring(Ring.FULL)
