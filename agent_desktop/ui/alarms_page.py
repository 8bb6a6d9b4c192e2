"""The page of one's own alarms: each of the agent's queues with its limits, to be changed at once (F065)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from agent_desktop.client.view import QueueInfo, View
from agent_desktop.domain.messages import AlarmLimit
from agent_desktop.ui.alarm_dialog import AlarmDialog, limits
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.context import Context
from agent_desktop.ui.emptiness import Emptiness
from agent_desktop.ui.labels import label
from agent_desktop.ui.settings_page import SettingsPage
from agent_desktop.ui.spans import span
from agent_desktop.ui.typography import Text


class AlarmsPage(SettingsPage):
    """The table ``alarms_table``; a double-click, Enter or the button ``alarms_change`` asks for the limits of one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = QTableView(self)
        self.view.setObjectName("alarms_table")
        self.table: Table[QueueInfo] = Table(
            (
                Column(lambda: self.tr("Queue"), lambda row, now: row.name),
                Column(lambda: self.tr("Waiting"), _limit(AlarmLimit.WAITING), "999", NUMBER),
                Column(lambda: self.tr("Longest wait"), _limit(AlarmLimit.LONGEST), "0:00:00", NUMBER),
                Column(lambda: self.tr("Fewer ready than"), _limit(AlarmLimit.READY), "999", NUMBER),
                Column(lambda: self.tr("Service level below"), _limit(AlarmLimit.LEVEL), "100 %", NUMBER),
            ),
            key=lambda row: row.id,
            parent=self.view,
        )
        self.view.setModel(self.table)
        dress(self.view)
        self.view.doubleClicked.connect(self._ask)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.view, context=Qt.ShortcutContext.WidgetShortcut)
            enter.setAutoRepeat(False)
            enter.activated.connect(self._ask_current)
        self.view.selectionModel().currentChanged.connect(self._mark)
        self.empty = Emptiness(self.view, "alarms", self)
        self.means = label(Text.CAPTION, self, tint="muted", name="alarms_means")
        self.means.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setObjectName("alarms_change")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._ask_current)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(8)
        box.addWidget(self.empty, 1)
        box.addWidget(self.means)
        box.addLayout(foot)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Show the agent's own queues; who is not logged in has none."""
        rows = tuple(row for row in view.queues if row.mine) if view.agent is not None else ()
        self.table.show_rows(rows, 0)
        if rows and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        self._mark()
        self.empty.say("" if rows else self.tr("You have no queue."))

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def words(self) -> str:
        """The headings too."""
        headings = (column.heading() for column in self.table.columns)
        return "\n".join((super().words(), *headings))

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid():
            AlarmDialog(self.table.rows[index.row()], self.context.desk.command, self).show()

    def _ask_current(self) -> None:
        self._ask(self.view.currentIndex())

    def _mark(self) -> None:
        self.button.setEnabled(self.view.currentIndex().isValid())

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Your alarms"))
        self.view.setToolTip(self.tr("Enter or a double-click changes the limits of a queue"))
        self.means.setText(
            self.tr("A limit that is reached is heard, told, and shown in red in the queue information.")
        )
        self.button.setText(self.tr("Change …"))
        self.button.setToolTip(self.tr("Change the limits of the chosen queue"))
        self.table.retranslate()
        fit(self.view, self.table.columns)


def _limit(limit: AlarmLimit) -> Callable[[QueueInfo, int], str]:
    def text(row: QueueInfo, now: int) -> str:
        value = limits(row.alarm)[limit]
        if not value:
            return "–"
        return (
            span(value * 1000)
            if limit is AlarmLimit.LONGEST
            else f"{value} %"
            if limit is AlarmLimit.LEVEL
            else str(value)
        )

    return text
