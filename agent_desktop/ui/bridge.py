"""Carries what the desk's thread tells into the GUI thread; a flood of views becomes one repaint."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal

from agent_desktop.client.port import Problem
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.view import View
from agent_desktop.ui.desk_port import DeskPort


class Bridge(QObject):
    """Signals in the GUI thread: ``view_changed(View)``, ``reacted(Reaction)``, ``logged_in(Problem | None)``."""

    view_changed = Signal(object)
    reacted = Signal(object)
    logged_in = Signal(object)
    _view_waits = Signal()
    _reaction_waits = Signal(object)
    _log_in_answered = Signal(object)

    def __init__(self, desk: DeskPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lock = threading.Lock()
        self._latest: View | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._view_waits.connect(self._deliver, queued)
        self._reaction_waits.connect(self.reacted, queued)
        self._log_in_answered.connect(self.logged_in, queued)
        desk.listen(self._viewed)
        desk.on_reaction(self._react)

    def log_in(self, server: str, user: str, password: str) -> None:
        """Begin a session; ``logged_in`` follows."""
        self._desk.log_in(server, user, password, self.answer)

    def answer(self, problem: Problem | None) -> None:
        """A log-in went so; in any thread."""
        self._log_in_answered.emit(problem)

    def _viewed(self, view: View) -> None:
        with self._lock:
            waiting = self._latest is not None
            self._latest = view
        if not waiting:
            self._view_waits.emit()

    def _react(self, reaction: Reaction) -> None:
        self._reaction_waits.emit(reaction)

    def _deliver(self) -> None:
        with self._lock:
            view, self._latest = self._latest, None
        if view is not None:
            self.view_changed.emit(view)
