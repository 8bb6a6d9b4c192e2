"""Icons: the line drawings of resources/icons in any colour and size, sharp on every screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from agent_desktop import resources

STROKE = "#000"
"""The colour the drawings have in their files; it stands for "the colour of the text"."""


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing ``name`` in ``colour`` (``#rrggbb``), ``size`` pixels square at ``ratio`` device pixels each."""
    drawing = _drawing(name).replace(f'"{STROKE}"', f'"{colour}"')
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, size: int = 20, ratio: float = 2.0) -> QIcon:
    """The same as an icon for menus and tabs."""
    return QIcon(pixmap(name, colour, size, ratio))


@cache
def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resources.path("resources/icons/app.svg")))


@cache
def _drawing(name: str) -> str:
    return resources.path(f"resources/icons/{name}.svg").read_text(encoding="utf-8")
