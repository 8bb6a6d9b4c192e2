"""The information windows as tabs: queue information, agents, messages (F044, F049, F052)."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from agent_desktop.client.view import View
from agent_desktop.ui.agents_table import AgentsTable
from agent_desktop.ui.notices import NoticeList, Told
from agent_desktop.ui.queue_table import QueueTable
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font

SMALLEST = 24
"""When a bar speaks in the smallest window the tables give way, never the buttons."""


class InfoTabs(QTabWidget):
    """Three tabs; only the one that is seen counts time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("info_tabs")
        self.setDocumentMode(True)
        self.setMinimumHeight(SMALLEST)
        self.tabBar().setFont(font(Text.BODY))
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        self.queues = QueueTable(self)
        self.agents = AgentsTable(theme, self)
        self.notices = NoticeList(self)
        for part in (self.queues, self.agents, self.notices):
            self.addTab(_page(part), "")
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show the tables at ``now`` (server's clock, ms): the agent's own queues, and the colleagues."""
        self.queues.table.show_rows(tuple(row for row in view.queues if row.mine), now)
        self.agents.show_rows(view.colleagues, now)

    def tick(self, now: int) -> None:
        """Count on."""
        if self.currentIndex() == 0:
            self.queues.table.tick(now)
        elif self.currentIndex() == 1:
            self.agents.tick(now)

    def tell(self, told: Told) -> None:
        """Keep a notice in the list."""
        self.notices.add(told)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for at, text in enumerate((self.tr("Queue information"), self.tr("Agents"), self.tr("Messages"))):
            self.setTabText(at, text)
        for part in (self, self.tabBar()):
            part.setAccessibleName(self.tr("Information"))


def _page(part: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(part)
    return page
