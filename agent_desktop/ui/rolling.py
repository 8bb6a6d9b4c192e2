"""What scrolls where the screen is too low for it, and stands still where it is not (F126)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Rolling(QScrollArea):
    """Shows ``inside``: it wants the room of all of it and needs that of ``least``, or of nothing; never more width
    than there is. Who comes to something hidden with Tab has it scrolled into sight."""

    def __init__(self, inside: QWidget, parent: QWidget, least: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside, self._least = inside, least
        self.setObjectName("rolling")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        inside.setObjectName("page")  # the same ground
        inside.setMinimumWidth(1)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """All of it."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What must be seen without scrolling."""
        height = self._least.minimumSizeHint().height() if self._least is not None else 1
        return QSize(self._inside.minimumSizeHint().width(), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There is more of it, or less."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
