"""A time of day over the window: what is chosen with a few keys beside the button that asks for it (F017, F069)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTime
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTimeEdit, QVBoxLayout, QWidget

from agent_desktop.ui.labels import label
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.typography import Text


class TimePopup(QFrame):
    """A time and a button that takes it; Escape or a click beside it closes it. What more is asked stands above.

    ObjectNames: ``<name>_popup``, ``<name>_time``, ``<name>_ok``.
    """

    def __init__(self, name: str, take: Callable[[QTime], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._take = take
        self.setObjectName(f"{name}_popup")
        set_mark(self, "card", "plain")
        self.time = QTimeEdit(self)
        self.time.setObjectName(f"{name}_time")
        self.time.setDisplayFormat("HH:mm")
        self._caption: QLabel = label(Text.BODY, self)
        self._caption.setBuddy(self.time)
        self.ok = QPushButton(self)
        self.ok.setObjectName(f"{name}_ok")
        set_mark(self.ok, "primary", True)
        self.ok.clicked.connect(self._done)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addWidget(self.time)
        row.addStretch(1)
        row.addWidget(self.ok)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)
        self.box.setSpacing(8)
        self.box.addLayout(row)

    def open(self, beside: QWidget, first: QWidget) -> None:
        """Show it under or over a widget; ``first`` of its parts has the focus."""
        self.move(_beside(beside, self))
        self.show()
        first.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Say what is said here in the language of now; what it is for, the heir says."""
        self._caption.setText(self.tr("Time"))
        self.time.setAccessibleName(self.tr("Time"))

    def _done(self) -> None:
        self.hide()
        self._take(self.time.time())


def _beside(below: QWidget, popup: QWidget) -> QPoint:
    """Under a widget, or over it where the screen ends."""
    size, screen = popup.sizeHint(), below.screen().availableGeometry()
    corner = below.mapToGlobal(QPoint(0, below.height() + 2))
    if corner.y() + size.height() > screen.bottom():
        corner = below.mapToGlobal(QPoint(0, -size.height() - 2))
    return QPoint(max(screen.left(), min(corner.x(), screen.right() - size.width())), max(screen.top(), corner.y()))
