"""Queue information: the agent's queues in real time, which of them are active, and own alarms (F044, F045, F065),
and how their callers are served today (F134)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QTableView, QToolTip, QWidget

from agent_desktop.client.view import QueueInfo, View
from agent_desktop.domain.messages import AlarmLimit, AnyCommand, ChooseQueues, Right
from agent_desktop.ui.alarm_dialog import AlarmDialog
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.service_columns import level_column, present_column
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme

MINE = ""
"""In place of a queue's id: the row of my cases."""


class QueueTable(QTableView):
    """A row a queue, and one for my cases when there are some; the waits count on.

    Enter or a double-click asks for the queue's alarm; the space bar or the box makes it active or not, by right.
    """

    my_cases = Signal()
    """The row of my cases was double-clicked, or chosen with Enter."""

    def __init__(self, theme: Theme, command: Callable[[str, AnyCommand], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._command = theme, command
        self._view = View()
        self._chooses = False
        self.setObjectName("queue_table")
        self.table: Table[QueueInfo] = Table(
            (
                Column(
                    lambda: self.tr("Queue"),
                    self._name,
                    id="queue",
                    tint=self._tint,
                    checked=lambda row: row.active if self._chooses and row.id != MINE else None,
                    told=self._name_told,
                ),
                Column(
                    lambda: self.tr("Waiting"),
                    lambda row, now: str(row.waiting),
                    "999",
                    NUMBER,
                    id=AlarmLimit.WAITING,
                    tint=self._tint_of(AlarmLimit.WAITING),
                ),
                Column(
                    lambda: self.tr("Longest wait"),
                    _longest,
                    "0:00:00",
                    NUMBER,
                    counts=True,
                    id=AlarmLimit.LONGEST,
                    tint=self._tint_of(AlarmLimit.LONGEST),
                ),
                present_column(),
                Column(
                    lambda: self.tr("Ready"),
                    _ready,
                    "999",
                    NUMBER,
                    id=AlarmLimit.READY,
                    tint=self._tint_of(AlarmLimit.READY),
                ),
                level_column(self._tint_of(AlarmLimit.LEVEL)),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.setModel(self.table)
        dress(self)
        self.menu = QMenu(self)
        self.menu.setObjectName("queue_menu")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.doubleClicked.connect(self._take)
        theme.changed.connect(self.table.retranslate)
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show the agent's own queues at ``now`` (server's clock, ms)."""
        self._view = view
        agent = view.agent
        self._chooses = agent is not None and (agent.supervisor or Right.CHOOSE_QUEUES in agent.rights)
        rows = tuple(row for row in view.queues if row.mine)
        if view.mine:
            since = min(row.case.created for row in view.mine)
            rows += (
                QueueInfo(
                    id=MINE,
                    name=self.tr("My cases"),
                    waiting=len(view.mine),
                    longest_since=since,
                    logged_in=0,
                    ready=0,
                    mine=True,
                ),
            )
        self.table.show_rows(rows, now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar."""
        index = self.currentIndex()
        if event.isAutoRepeat() or not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(index)
        elif event.key() == Qt.Key.Key_Space:
            self._switch(self.table.rows[index.row()])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box of a queue switches it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            place = self.visualRect(index)
            if event.position().x() <= place.left() + place.height():
                self._switch(self.table.rows[index.row()])

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def ask_alarm(self, row: QueueInfo) -> AlarmDialog:
        """Ask for the limits of a queue's alarm."""
        dialog = AlarmDialog(row, self._command, self)
        dialog.show()
        return dialog

    def _take(self, index: QModelIndex) -> None:
        row = self.table.rows[index.row()]
        if row.id == MINE:
            self.my_cases.emit()
        else:
            self.ask_alarm(row)

    def _switch(self, row: QueueInfo) -> None:
        """F045: log in to a queue, or out of it."""
        if not self._chooses or row.id == MINE or self._view.agent is None or self._view.presence is None:
            return
        left = set(self._view.presence.left) ^ {row.id}
        queues = tuple(queue for queue in self._view.agent.queues if queue not in left)
        self._command("choose_queues", ChooseQueues(queues=queues))

    def _open_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        index = index if index.isValid() else self.currentIndex()
        if not index.isValid() or self.table.rows[index.row()].id == MINE:
            return
        row = self.table.rows[index.row()]
        self.menu.clear()
        alarm = self.menu.addAction(self.tr("Alarm…"))
        alarm.setObjectName("queue_alarm")
        alarm.triggered.connect(lambda: self.ask_alarm(row))
        active = self.menu.addAction(self.tr("Active"))
        active.setObjectName("queue_active")
        active.setCheckable(True)
        active.setChecked(row.active)
        active.setEnabled(self._chooses)
        active.triggered.connect(lambda: self._switch(row))
        figures = self.menu.addAction(self.tr("What the figures say"))
        figures.setObjectName("queue_figures")
        figures.triggered.connect(lambda: self._tell_figures(row))
        self.menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()))

    def _tell_figures(self, row: QueueInfo) -> None:
        """Service level and staffing in words, as the mouse finds them over the cells (F134)."""
        rows = [one.id for one in self.table.rows]
        if row.id not in rows:
            return
        cells = [self.table.index(rows.index(row.id), at) for at, one in enumerate(self.table.columns) if one.told]
        told = "\n\n".join(cell.data(Qt.ItemDataRole.ToolTipRole) for cell in cells)
        QToolTip.showText(self.viewport().mapToGlobal(self.visualRect(cells[0]).bottomLeft()), told, self)

    def _name(self, row: QueueInfo, now: int) -> str:
        """A colour alone says nothing to some: so there is a sign, which stays where the word has no room."""
        if row.alarm is not None and row.alarm.raised:
            return f"⚠ {self._alarmed(row)}"
        return row.name if row.active else self.tr("{queue} – not active").format(queue=row.name)

    def _name_told(self, row: QueueInfo, now: int) -> str:
        """With what has reached its limit, by the columns that have a limit's name."""
        reached = row.alarm.reached if row.alarm is not None else ()
        columns = (column for column in self.table.columns if column.id in reached)
        what = ", ".join(f"{column.heading()} {column.text(row, now)}" for column in columns)
        return f"{self._alarmed(row)}: {what}" if what else self._name(row, now)

    def _alarmed(self, row: QueueInfo) -> str:
        return self.tr("{queue} – alarm").format(queue=row.name)

    def _tint(self, row: QueueInfo) -> str | None:
        if row.alarm is not None and row.alarm.raised:
            return self._theme.colours.bad
        return None if row.active else self._theme.colours.muted

    def _tint_of(self, limit: AlarmLimit) -> Callable[[QueueInfo], str | None]:
        """Of the figure that has this limit."""

        def tint(row: QueueInfo) -> str | None:
            if row.alarm is not None and limit in row.alarm.reached:
                return self._theme.colours.bad
            return None if row.active else self._theme.colours.muted

        return tint

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Queue information"))
        self.table.retranslate()
        fit(self, self.table.columns)


def _longest(row: QueueInfo, now: int) -> str:
    return "–" if row.longest_since is None else span(now - row.longest_since)


def _ready(row: QueueInfo, now: int) -> str:
    return "–" if row.id == MINE else str(row.ready)
