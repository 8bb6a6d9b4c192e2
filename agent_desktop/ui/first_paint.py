"""Does the slow part of a start once the window is seen, so that it is seen soon."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST_MS = 1000
"""A window that starts minimised is not painted; the phone must start all the same."""


class FirstPaint(QObject):
    """Calls ``task`` once, after ``window`` was painted for the first time."""

    def __init__(self, window: QWidget, task: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._task = task
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._timer.start(AT_LATEST_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Painting happens while the update request is handled: what is queued now comes after it."""
        if watched is self._window and event.type() is QEvent.Type.UpdateRequest:
            self._window.removeEventFilter(self)
            self._timer.start(0)
        return super().eventFilter(watched, event)

    def _go(self) -> None:
        self._window.removeEventFilter(self)
        self._task()
