"""A list and the sentence that stands in its place while there is nothing in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from agent_desktop.ui.labels import label
from agent_desktop.ui.typography import Text


class Emptiness(QWidget):
    """``say`` is called with why there is nothing; an empty sentence shows the list."""

    def __init__(self, listed: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = label(Text.BODY, self, tint="muted", name=f"{name}_empty")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._box = QStackedLayout(self)
        self._box.addWidget(listed)
        self._box.addWidget(self.sentence)
        self.setMinimumHeight(1)

    def say(self, sentence: str) -> None:
        """Show this instead of the list, or the list."""
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)
        self._box.setCurrentIndex(1 if sentence else 0)
