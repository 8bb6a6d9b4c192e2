"""A field whose hint is shorter where there is less room, instead of ending in dots."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

AROUND = 24
"""What edge, padding and cursor take of a field's width."""


class HintField(QLineEdit):
    """Shows the first of its hints that fits; the last one where none does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[str, ...] = ("",)

    def set_hints(self, *hints: str) -> None:
        """Take the hints, the longest first."""
        self._hints = hints
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        fits = (hint for hint in self._hints if hint_fits(self, hint))
        hint = next(fits, self._hints[-1])
        if hint != self.placeholderText():
            self.setPlaceholderText(hint)


def hint_fits(field: QLineEdit, hint: str) -> bool:
    """Whether all of a hint can be read in an empty field."""
    margins = field.textMargins()
    room = field.width() - AROUND - margins.left() - margins.right()
    return field.fontMetrics().horizontalAdvance(hint) <= room
