"""Queue information: the agent's queues in real time (F044)."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTableView, QWidget

from agent_desktop.client.view import QueueInfo
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.spans import span


class QueueTable(QTableView):
    """Queue, waiting, longest wait, agents logged in, ready; the wait counts on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_table")
        self.table: Table[QueueInfo] = Table(
            (
                Column(lambda: self.tr("Queue"), lambda row, now: row.name, id="queue"),
                Column(lambda: self.tr("Waiting"), lambda row, now: str(row.waiting), "999", NUMBER, id="waiting"),
                Column(lambda: self.tr("Longest wait"), _longest, "0:00:00", NUMBER, counts=True, id="longest"),
                Column(
                    lambda: self.tr("Agents logged in"), lambda row, now: str(row.logged_in), "999", NUMBER, id="agents"
                ),
                Column(lambda: self.tr("Ready"), lambda row, now: str(row.ready), "999", NUMBER, id="ready"),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.setModel(self.table)
        dress(self)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Queue information"))
        self.table.retranslate()
        fit(self, self.table.columns)


def _longest(row: QueueInfo, now: int) -> str:
    return "–" if row.longest_since is None else span(now - row.longest_since)
