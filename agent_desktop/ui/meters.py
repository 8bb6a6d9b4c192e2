"""Small level meters: whether the microphone speaks and the caller is heard, seen without listening."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.ui.theme import Theme

SILENCE = -60.0
"""dBFS at which a meter is empty; 0 is full."""
STEPS = 8
HEARD = 5
PAUSE_MS = 2_000
"""A pause between words, not silence."""


class Meter(QWidget):
    """Eight steps from silence to full; repainted only when a step changes.

    Where nothing is to move it says no more than silent, heard or too loud, and not at every pause (F125).
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step, self._height = (24, 16) if large else (5, 10)
        self._lit = 0
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(lambda: self._light(0))
        theme.changed.connect(self.update)

    @property
    def lit(self) -> int:
        """How many of the steps are lit."""
        return self._lit

    def show_level(self, dbfs: float) -> None:
        """Show a peak level in dBFS."""
        lit = round(STEPS * min(1.0, max(0.0, 1 - dbfs / SILENCE)))
        self._light(self._steady(lit) if self._theme.still else lit)

    def _steady(self, lit: int) -> int:
        if not lit:
            return self._lit if self.pause.isActive() else 0
        self.pause.start()
        return STEPS if lit == STEPS else HEARD

    def _light(self, lit: int) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()

    def sizeHint(self) -> QSize:
        """Forty pixels are enough to see it move, where it is not what one looks at."""
        return QSize(STEPS * self._step, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps; the last one says too loud."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = self._theme.colours
        for step in range(STEPS):
            colour = colours.line if step >= self._lit else colours.bad if step == STEPS - 1 else colours.good
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(step * self._step, 0, self._step - 1, self._height))
