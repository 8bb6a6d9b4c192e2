"""Agents: who is logged in, doing what, since when (F049)."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from agent_desktop.client.view import Colleague
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Tone, icon_of, tone_of
from agent_desktop.ui.words import status_and_reason

CHIP = 18


class AgentsTable(QWidget):
    """The colleagues, with a filter like ``78*, 8090`` over user names and names; a double-click calls one (F049)."""

    called = Signal(str)
    """Agent id: who was double-clicked, or chosen with Enter."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: tuple[Colleague, ...] = ()
        self._now = 0
        self.filter = QLineEdit(self)
        self.filter.setObjectName("agents_filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show)
        self.view = QTableView(self)
        self.view.setObjectName("agents_table")
        self.table: Table[Colleague] = Table(
            (
                Column(lambda: self.tr("Name"), lambda row, now: row.agent.name, id="name"),
                Column(lambda: self.tr("Status"), _status, decoration=self._chip, id="status"),
                Column(lambda: self.tr("Since"), _since, "0:00:00", NUMBER, counts=True, id="since"),
                Column(lambda: self.tr("Queue"), lambda row, now: row.queue, id="queue"),
            ),
            key=lambda row: row.agent.id,
            parent=self,
        )
        self.view.setModel(self.table)
        dress(self.view)
        self.view.doubleClicked.connect(self._call)
        self.view.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.filter)
        box.addWidget(self.view, 1)
        theme.changed.connect(self.table.retranslate)
        self._retranslate()

    def show_rows(self, rows: tuple[Colleague, ...], now: int) -> None:
        """Show those of ``rows`` that the filter lets through, at ``now`` (server's clock, ms)."""
        self._all, self._now = rows, now
        self._show()

    def tick(self, now: int) -> None:
        """Count on."""
        self._now = now
        self.table.tick(now)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter does what a double-click does."""
        if watched is not self.view or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter:
            self._call(self.view.currentIndex())
        return enter

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter, for example an*, 8090"))
        self.filter.setAccessibleName(self.tr("Filter the agents"))
        self.view.setAccessibleName(self.tr("Agents"))
        self.table.retranslate()
        fit(self.view, self.table.columns)

    def _show(self) -> None:
        wanted = patterns(self.filter.text())
        rows = tuple(row for row in self._all if matches(row, wanted)) if wanted else self._all
        self.table.show_rows(rows, self._now)

    def _call(self, index: QModelIndex) -> None:
        if index.isValid():
            self.called.emit(self.table.rows[index.row()].agent.id)

    def _chip(self, row: Colleague) -> QPixmap:
        tone = tone_of(self._theme.colours, row.presence.status)
        return chip(tone, icon_of(row.presence.status), self.devicePixelRatioF())


def patterns(text: str) -> tuple[str, ...]:
    """The comma-separated patterns of a filter; ``*`` is anything."""
    return tuple(part.strip().casefold() for part in text.split(",") if part.strip())


def matches(row: Colleague, wanted: tuple[str, ...]) -> bool:
    """Whether one of the patterns begins the user name or a word of the name; all do without a pattern."""
    name = row.agent.name.casefold()
    words = (row.agent.id.casefold(), name, *name.split())
    return not wanted or any(fnmatchcase(word, pattern + "*") for pattern in wanted for word in words)


@cache
def chip(tone: Tone, icon: str, ratio: float) -> QPixmap:
    """A rounded square in an activity's colour with its symbol in it."""
    made = QPixmap(round(CHIP * ratio), round(CHIP * ratio))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(QRectF(0, 0, CHIP, CHIP), 4, 4)
    painter.drawPixmap(3, 3, pixmap(icon, tone.ink, CHIP - 6, ratio))
    painter.end()
    return made


def _status(row: Colleague, now: int) -> str:
    return status_and_reason(row.presence.status, row.presence.reason)


def _since(row: Colleague, now: int) -> str:
    return span(now - row.presence.since)
