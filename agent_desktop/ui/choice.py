"""A drop-down list in the window's own look: the style sheet leaves it without its arrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from agent_desktop.ui.buttons import chevron
from agent_desktop.ui.theme import Theme

ARROW = 20


class Choice(QComboBox):
    """A combo box that draws its arrow in the colour of the text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """With room for the arrow: the style sheet leaves none."""
        return super().sizeHint() + QSize(ARROW, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chevron(painter, QPointF(self.width() - 18, self.height() / 2), self._theme.colours.muted)
