"""Agents: who is logged in, doing what, since when, back when, and whether calls may come to them (F016, F049)."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QTableView, QVBoxLayout, QWidget

from agent_desktop.client.actions import BY_ID
from agent_desktop.client.view import Colleague, View
from agent_desktop.domain.messages import AgentStatus, Right
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.emptiness import Emptiness
from agent_desktop.ui.hint_field import HintField
from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.return_menu import return_words
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Tone, icon_of, tone_of
from agent_desktop.ui.words import action_label, status_and_reason, status_name

CHIP = 18
OFTEN = (AgentStatus.READY, AgentStatus.BUSY, AgentStatus.IN_CALL)
"""What is read whole in the narrowest window: of the others the end is cut there."""
STATUS = 1
"""Which column it is."""
ROOMY = 600
"""From this width on a third of what names, statuses and queues share is more than a status needs."""


class AgentsTable(QWidget):
    """The colleagues, by group and by a filter like ``78*, 8090`` over user names, names and groups (F049).

    A double-click or Enter calls one, in a call asks one; a right click or the menu key can do that and write (F055).
    """

    called = Signal(str)
    """Agent id: who was double-clicked, or chosen with Enter."""
    written = Signal(str)
    """Agent id: to whom a message is to be written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: tuple[Colleague, ...] = ()
        self._now = 0
        self._view = View()
        self._groups: tuple[str, ...] = ()
        self.filter = HintField(self)
        self.filter.setObjectName("agents_filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show)
        self.group = Choice(theme, self)
        self.group.setObjectName("agents_group")
        self.group.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.group.addItem("", "")
        self.group.activated.connect(self._show)
        self.view = QTableView(self)
        self.view.setObjectName("agents_table")
        self.table: Table[Colleague] = Table(
            (
                Column(lambda: self.tr("Name"), lambda row, now: row.agent.name, id="name"),
                Column(
                    lambda: self.tr("Status"),
                    _status,
                    lambda: max((status_name(one) for one in OFTEN), key=len),
                    symbol=CHIP + 6,
                    counts=True,
                    decoration=self._chip,
                    id="status",
                ),
                Column(lambda: self.tr("Since"), _since, "0:00:00", NUMBER, counts=True, id="since"),
                Column(lambda: self.tr("Queue"), lambda row, now: row.queue, id="queue"),
                Column(lambda: self.tr("Available"), self._available, "Yes", id="available"),
            ),
            key=lambda row: row.agent.id,
            parent=self,
        )
        self.view.setModel(self.table)
        dress(self.view)
        self.view.doubleClicked.connect(self._call)
        self.view.installEventFilter(self)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.menu = QMenu(self)
        self.menu.setObjectName("agents_menu")
        self.empty = Emptiness(self.view, "agents", self)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.filter, 1)
        head.addWidget(self.group)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.empty, 1)
        theme.changed.connect(self.table.retranslate)
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show those colleagues that group and filter let through, at ``now`` (server's clock, ms)."""
        self._view, self._all, self._now = view, view.colleagues, now
        groups = tuple(sorted({group for row in self._all for group in row.agent.groups}, key=str.casefold))
        if groups != self._groups:
            self._groups = groups
            self._list_groups()
        self._show()

    def tick(self, now: int) -> None:
        """Count on."""
        self._now = now
        self.table.tick(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room for reasons too, the status has its share of it."""
        super().resizeEvent(event)
        self._fit()

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
        self.filter.set_hints(self.tr("Filter, for example an*, 8090"), "an*, 8090")
        self.filter.setAccessibleName(self.tr("Filter the agents"))
        self.filter.setToolTip(
            self.tr("User names, names or groups with commas between; * is anything, and nothing is everybody")
        )
        self.group.setItemText(0, self.tr("All groups"))
        self.group.setAccessibleName(self.tr("Group of agents"))
        self.group.setToolTip(self.tr("Show only the agents of one group"))
        self.view.setAccessibleName(self.tr("Agents"))
        self.table.retranslate()
        self._fit()
        self._show()

    def _fit(self) -> None:
        fit(self.view, self.table.columns)
        if self.width() > ROOMY:
            self.view.horizontalHeader().setSectionResizeMode(STATUS, QHeaderView.ResizeMode.Stretch)

    def _show(self) -> None:
        wanted, group = patterns(self.filter.text()), self.group.currentData()
        rows = self._all
        if wanted or group:
            rows = tuple(row for row in rows if matches(row, wanted) and (not group or group in row.agent.groups))
        self.table.show_rows(rows, self._now)
        if rows:
            self.empty.say("")
        elif self._all:
            self.empty.say(self.tr("No agent who is logged in fits the filter."))
        else:
            self.empty.say(self.tr("No colleague is logged in."))

    def _list_groups(self) -> None:
        """The group that is chosen stays so as long as somebody is in it."""
        chosen = self.group.currentData()
        while self.group.count() > 1:
            self.group.removeItem(1)
        for group in self._groups:
            self.group.addItem(group, group)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        self.group.setVisible(bool(self._groups))

    def _open_menu(self, at: QPoint) -> None:
        """For the row under the mouse; by key for the one that is chosen."""
        index = self.view.indexAt(at)
        index = index if index.isValid() else self.view.currentIndex()
        if not index.isValid():
            return
        agent = self.table.rows[index.row()].agent.id
        self.menu.clear()
        call = self.menu.addAction(action_label(BY_ID["call"], self._view))
        call.setObjectName("agents_call")
        call.setEnabled(BY_ID["call"].enabled(self._view))
        call.triggered.connect(lambda: self.called.emit(agent))
        write = self.menu.addAction(self.tr("Write a message…"))
        write.setObjectName("agents_write")
        write.setEnabled(may_write(self._view))
        write.triggered.connect(lambda: self.written.emit(agent))
        self.menu.popup(self.view.viewport().mapToGlobal(self.view.visualRect(index).center()))

    def _available(self, row: Colleague, now: int) -> str:
        return self.tr("Yes") if row.available else "–"

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
    """Whether one of the patterns begins user name, a word of the name, or a group; all do without a pattern."""
    name = row.agent.name.casefold()
    words = (row.agent.id.casefold(), name, *name.split(), *(group.casefold() for group in row.agent.groups))
    return not wanted or any(fnmatchcase(word, pattern + "*") for pattern in wanted for word in words)


def may_write(view: View) -> bool:
    """Whether messages to colleagues may be written (F055)."""
    agent = view.agent
    return agent is not None and (agent.supervisor or Right.MESSAGE in agent.rights)


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
    """The planned return first: where there is little room the end is cut, and the symbol says the status (F016)."""
    back = return_words(row.presence.back_at, now)
    return " – ".join(filter(None, (back, status_and_reason(row.presence.status, row.presence.reason))))


def _since(row: Colleague, now: int) -> str:
    return span(now - row.presence.since)
