"""A picture of the window in which everything that is a customer's is painted over, for an error report (F066)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget

OVER = QColor("#808080")


def masked_picture(window: QWidget, scrub: Callable[[str], str]) -> QPixmap:
    """What the window shows now; a text that ``scrub`` would change, and all that was typed, is grey."""
    picture = window.grab()
    painter = QPainter(picture)
    for place in places(window, scrub):
        painter.fillRect(place, OVER)
    painter.end()
    return picture


def places(window: QWidget, scrub: Callable[[str], str]) -> Iterator[QRect]:
    """What is to be painted over, in the window's coordinates."""
    for part in window.findChildren(QWidget):
        if not part.isVisible() or part.window() is not window.window():
            continue
        match part:
            case QLineEdit():
                hidden = bool(part.text())
            case QPlainTextEdit():
                hidden = bool(part.toPlainText())
            case QLabel() | QAbstractButton():
                hidden = scrub(part.text()) != part.text()
            case QAbstractItemView():
                hidden = False
                for cell in _cells(part, scrub):
                    yield QRect(part.viewport().mapTo(window, cell.topLeft()), cell.size())
            case _:
                name = part.accessibleName()
                hidden = scrub(name) != name
        if hidden:
            yield QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def _cells(view: QAbstractItemView, scrub: Callable[[str], str]) -> Iterator[QRect]:
    """The cells of a list or table with such a text that can be seen."""
    model = view.model()
    seen = view.viewport().rect()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            text = str(index.data() or "")
            place = view.visualRect(index).intersected(seen)
            if not place.isEmpty() and scrub(text) != text:
                yield place


def png(picture: QPixmap) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())
