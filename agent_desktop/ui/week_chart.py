"""The week by day and type of call, drawn as stacked bars; the table below it says the same (F057)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desktop.client.statistics import DayFigures
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font

HEIGHT = 130
PAD = 4


class WeekChart(QLabel):
    """Seven bars of three parts each; its accessible description has all of it in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statistics_chart")
        self.setPixmap(QPixmap(1, 1))  # a label with one has the role of a picture; what it shows is painted below
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._days: tuple[tuple[date, DayFigures], ...] = ()
        self._kinds: tuple[str, ...] = ("", "", "")
        theme.changed.connect(self.update)

    def show_week(self, days: tuple[tuple[date, DayFigures], ...], kinds: tuple[str, str, str]) -> None:
        """Draw these days; ``kinds`` are the words for queue calls, other calls taken, and calls made."""
        self._days, self._kinds = days, kinds
        told = (
            f"{_short(day)}: " + ", ".join(f"{n} {kind}" for n, kind in zip(_parts(row), kinds, strict=True))
            for day, row in days
        )
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(self.accessibleDescription().split("; ")))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, the number of each, the days, and what the parts mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Text.CAPTION))
        c, line = self._theme.colours, painter.fontMetrics().height()
        inks = (c.accent.fill, c.ready.fill, c.wrap_up.fill)
        highest = max((sum(_parts(row)) for _, row in self._days), default=0) or 1
        room = self.height() - 3 * line - 3 * PAD
        width = self.width() / max(1, len(self._days))
        for at, (day, row) in enumerate(self._days):
            left, bottom = at * width, float(line + PAD + room)
            for part, ink in zip(_parts(row), inks, strict=True):
                height = room * part / highest
                bottom -= height
                painter.fillRect(QRectF(left + width * 0.2, bottom, width * 0.6, height), QColor(ink))
            painter.setPen(QColor(c.text))
            if total := sum(_parts(row)):
                painter.drawText(QRectF(left, bottom - line, width, line), Qt.AlignmentFlag.AlignCenter, str(total))
            painter.setPen(QColor(c.muted))
            below = QRectF(left, line + PAD + room, width, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _short(day))
        self._paint_legend(painter, inks, line)

    def _paint_legend(self, painter: QPainter, inks: tuple[str, str, str], line: int) -> None:
        width = self.width() / len(inks)
        top = self.height() - line
        for at, (kind, ink) in enumerate(zip(self._kinds, inks, strict=True)):
            painter.fillRect(QRectF(at * width, top + line / 2 - 4, 8, 8), QColor(ink))
            room = QRectF(at * width + 12, top, width - 14, line)
            words = painter.fontMetrics().elidedText(kind, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _parts(row: DayFigures) -> tuple[int, int, int]:
    return row.queue_taken, row.other_taken, row.made


def _short(day: date) -> str:
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
