"""Whether the person can see a window: not while it is minimised, hidden, or on another of the desktops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class Sight(QObject):
    """``changed`` when ``seen`` may be another. What only stands behind other windows is seen: nobody tells."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_mapped = True  # a window on another desktop is not
        self._handle: QObject | None = None
        window.installEventFilter(self)

    @property
    def seen(self) -> bool:
        """Whether it is on the screen."""
        return self._window.isVisible() and not self._window.isMinimized() and self._is_mapped

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what becomes of the window, and of its surface on the screen."""
        kind = event.type()
        if kind is QEvent.Type.Expose and watched is self._handle:
            self._is_mapped = self._window.windowHandle().isExposed()
        elif kind is QEvent.Type.Show and watched is self._window:
            self._is_mapped = True  # it is about to be
            self._follow(self._window.windowHandle())
        elif kind not in (QEvent.Type.Hide, QEvent.Type.WindowStateChange):
            return False
        self.changed.emit()
        return False

    def _follow(self, handle: QObject) -> None:
        if handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)
