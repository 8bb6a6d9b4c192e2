"""Small level meters: whether the microphone speaks and the caller is heard, seen without listening."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desktop.ui.theme import Theme

SILENCE = -60.0
"""dBFS at which a meter is empty; 0 is full."""
STEPS = 8
HEARD = 5
PAUSE_MS = 2_000
"""A pause between words, not silence."""


class Meter(QLabel):
    """Eight steps from silence to full; repainted only when a step changes.

    To a screen reader it is a picture that is silent, heard or too loud, and does not change at every pause. Where
    nothing is to move it shows no more than that either (F125).
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step, self._height = (24, 16) if large else (5, 10)
        self._lit = self._steady = 0
        self._note = ""
        self.setPixmap(QPixmap(1, 1))  # a label with one has the role of a picture; what it shows is painted below
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(lambda: self._show(0, 0))
        theme.changed.connect(self.update)
        self._describe()

    @property
    def lit(self) -> int:
        """How many of the steps are lit."""
        return self._lit

    def show_level(self, dbfs: float) -> None:
        """Show a peak level in dBFS."""
        lit = round(STEPS * min(1.0, max(0.0, 1 - dbfs / SILENCE)))
        steady = STEPS if lit == STEPS else HEARD if lit else self._steady if self.pause.isActive() else 0
        if lit:
            self.pause.start()
        self._show(steady if self._theme.still else lit, steady)

    def describe(self, note: str) -> None:
        """Have this said behind the level."""
        self._note = note
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._describe()

    def _show(self, lit: int, steady: int) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()
        if steady != self._steady:
            self._steady = steady
            self._describe()

    def _describe(self) -> None:
        words = {0: self.tr("silent"), HEARD: self.tr("heard"), STEPS: self.tr("too loud")}
        self.setAccessibleDescription(". ".join(filter(None, (words[self._steady], self._note))))

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
