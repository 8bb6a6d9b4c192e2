"""Finds texts that are cut off and parts that lie over each other, by their places: for the gallery and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from agent_desktop.ui.buttons import ActionButton
from agent_desktop.ui.hint_field import hint_fits
from agent_desktop.ui.labels import ElidedLabel, FitLabel
from agent_desktop.ui.typography import Text, font

PARTS = (QAbstractButton, QLabel, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QTabBar)
"""What must not lie over anything else of these."""
OVER = frozenset({"dial_found"})
"""A list that lies over the page on purpose."""
FOREIGN = frozenset({"field_queue", "field_name", "agent_name", "band_detail", "book_mistakes", "recent_today"})
"""Names from outside may be of any length: they are elided, with the whole in the tooltip."""


def problems(window: QWidget) -> Iterator[str]:
    """All that is cut or overlaps in what a window shows now, in words."""
    seen = list(_within(window))
    for part in seen:
        if isinstance(part, QLabel | QAbstractButton):
            foreign = not part.text() or part.objectName() in FOREIGN or _scrolls(part)
            if not foreign and (problem := cut(part)):
                yield f"{_name(part)} {part.text()!r}: {problem}"
        elif isinstance(part, QLineEdit) and (problem := cut_hint(part)):
            yield f"{_name(part)} {part.placeholderText()!r}: {problem}"
    places = [(part, _place(part, window)) for part in _leaves(seen, window)]
    for (one, here), (other, there) in combinations(places, 2):
        common = here.intersected(there)
        if common.width() > 0 and common.height() > 0:
            yield f"{_name(one)} lies over {_name(other)}: {common.width()} x {common.height()} pixels"


def cut(part: QWidget) -> str:
    """What of a label or button does not fit, in words; empty when all does."""
    inside = part.parentWidget()
    while inside is not None and not inside.isWindow():
        place = part.mapTo(inside, part.rect().bottomRight())
        if place.x() > inside.width() or place.y() > inside.height():
            return f"sticks out of {type(inside).__name__}"
        inside = inside.parentWidget()
    if isinstance(part, QLabel) and part.wordWrap():
        return "" if part.heightForWidth(part.width()) <= part.height() else "too low for its lines"
    if isinstance(part, FitLabel | ElidedLabel):
        room = part.contentsRect().width()
        return "" if part.fontMetrics().horizontalAdvance(part.text()) <= room else "too narrow"
    if isinstance(part, ActionButton):  # it paints its words itself, at its boldest when they matter most
        words = QFontMetrics(font(Text.BODY_STRONG)).horizontalAdvance(part.text()) + 20 * part.opens_menu
        return "" if words + 4 <= part.width() else "too narrow for its words"
    hint = part.sizeHint()
    return "" if hint.width() <= part.width() and hint.height() <= part.height() else f"{part.size()} < {hint}"


def cut_hint(field: QLineEdit) -> str:
    """What of an empty field's hint does not fit, in words."""
    seen = not field.text() and not _scrolls(field)
    return "" if not seen or hint_fits(field, field.placeholderText()) else "too narrow for its hint"


def _within(widget: QWidget) -> Iterator[QWidget]:
    """Every widget in it that is not hidden. What ``findChildren`` finds PySide takes for property of the window that
    was searched, and for deleted when that goes, though by then it may stand in another one (a tab that stood alone).
    """
    for part in widget.children():
        if isinstance(part, QWidget) and part.isVisible():
            yield part
            yield from _within(part)


def _leaves(seen: list[QWidget], window: QWidget) -> list[QWidget]:
    """The parts that a person sees one beside the other; what is inside another one is a piece of it."""
    found = [part for part in seen if isinstance(part, PARTS)]
    inner = {id(part) for part in found for other in found if other is not part and other.isAncestorOf(part)}
    return [part for part in found if id(part) not in inner and _seen(part, window)]


def _seen(part: QWidget, window: QWidget) -> bool:
    over = part.objectName() in OVER or part.window() is not window
    empty = isinstance(part, QLabel) and not part.text() and part.pixmap().isNull()
    return not over and not empty and not part.visibleRegion().isEmpty()


def _place(part: QWidget, window: QWidget) -> QRect:
    """Where it is seen in the window: of what scrolls only the part that is not hidden."""
    region = part.visibleRegion().boundingRect()
    return QRect(part.mapTo(window, region.topLeft()), region.size())


def _scrolls(part: QWidget) -> bool:
    """Whether it stands in something that scrolls, where the rest can be reached."""
    inside = part.parentWidget()
    while inside is not None:
        if isinstance(inside, QAbstractItemView):
            return True
        if isinstance(inside, QScrollArea) and inside.verticalScrollBar().maximum() > 0:
            return True
        inside = inside.parentWidget()
    return False


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} {part.objectName() or '-'}"
