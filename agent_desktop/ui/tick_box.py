"""A box to tick in the window's own look: the style's own is hardly seen on dark ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from agent_desktop.ui.theme import Theme

BOX = 16
GAP = 8


class TickBox(QCheckBox):
    """A check box that paints itself in the theme's colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The box, its words, and room for the ring of the focus."""
        metrics = self.fontMetrics()
        return QSize(BOX + GAP + metrics.horizontalAdvance(self.text()) + 4, max(BOX, metrics.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """All of it is clicked on, not only the style's idea of the box."""
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - BOX) / 2 + 0.5, BOX - 1, BOX - 1)
        ticked = self.isChecked()
        edge = colours.focus if self.hasFocus() else colours.accent.fill if ticked else colours.outline
        painter.setPen(QPen(QColor(edge), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(colours.accent.fill if ticked else colours.surface))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            pen = QPen(QColor(colours.accent.ink), 2.0)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corner = box.topLeft()
            painter.drawPolyline([corner + QPointF(x, y) for x, y in ((3.5, 7.5), (6.5, 10.5), (11.5, 4.5))])
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.muted))
        words = self.rect().adjusted(BOX + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
