"""Labels with manners: text that shrinks to fit before it is cut, and text elided with the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desktop.ui.style import set_mark
from agent_desktop.ui.typography import Text, font


def label(kind: Text, parent: QWidget | None = None, *, tint: str = "", name: str = "") -> QLabel:
    """A plain-text label in a kind of text, perhaps tinted (muted, good, bad, caution)."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(kind))
    if tint:
        set_mark(made, "tint", tint)
    if name:
        made.setObjectName(name)
    return made


class FitLabel(QLabel):
    """One line that is as large as its place allows, between two kinds of text; its height never changes."""

    def __init__(self, largest: Text, smallest: Text, parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._largest, self._smallest = font(largest), font(smallest)
        self.setObjectName(name)
        self.setFont(self._largest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show ``text`` in the largest font that fits."""
        if text != self.text():
            super().setText(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the font anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A style sheet that is applied again, as with another tint, forgets the font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the text at its smallest, as high as at its largest."""
        width = QFontMetrics(self._smallest).horizontalAdvance(self.text())
        return QSize(width + 2, QFontMetrics(self._largest).height())

    def minimumSizeHint(self) -> QSize:
        """Foreign text (a long name, a number) may be shown in part; the tooltip has the whole."""
        return QSize(40, self.sizeHint().height())

    def _fit(self) -> None:
        chosen = QFont(self._largest)
        while chosen.pixelSize() > self._smallest.pixelSize():
            if QFontMetrics(chosen).horizontalAdvance(self.text()) <= self.contentsRect().width():
                break
            chosen.setPixelSize(chosen.pixelSize() - 1)
        if chosen != self.font():
            self.setFont(chosen)


class ElidedLabel(QLabel):
    """One line of foreign text (a name, a reason) that ends in … when it is too long, with the whole as tooltip."""

    def __init__(self, kind: Text, parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(kind))
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show ``text``, as much of it as there is room for."""
        if text != self.text():
            super().setText(text)
            self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)
