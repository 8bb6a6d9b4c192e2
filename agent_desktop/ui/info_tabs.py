"""The information windows as tabs: queues, agents, messages, the call, numbers to dial (F044–F054)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from agent_desktop.client.view import View
from agent_desktop.ui.agents_table import AgentsTable
from agent_desktop.ui.book_table import BookTable
from agent_desktop.ui.call_info import CallInfo
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.icons import icon
from agent_desktop.ui.notices import NoticeList, Told
from agent_desktop.ui.number_pad import NumberPad
from agent_desktop.ui.queue_table import QueueTable
from agent_desktop.ui.recent_table import RecentTable
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font

INFO = 3
ICONS = ("queue", "agents", "message", "info", "dial", "recent", "book")
SMALLEST = 24
"""When a bar speaks in the smallest window the tables give way, never the buttons."""


class InfoTabs(QTabWidget):
    """One tab each; only the one that is seen counts time. It shows call information when a case comes (F053)."""

    def __init__(
        self,
        theme: Theme,
        desk: DeskPort,
        memory: Memory,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: tuple[str, ...] = ("",) * len(ICONS)
        self._case: int | None = None
        self._before = 0  # the tab that was seen before the case
        self.setObjectName("info_tabs")
        self.setDocumentMode(True)
        self.setMinimumHeight(SMALLEST)
        self.tabBar().setFont(font(Text.BODY))
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        self.queues = QueueTable(self)
        self.agents = AgentsTable(theme, self)
        self.notices = NoticeList(self)
        self.info = CallInfo(theme, memory, desk.command, clock, self)
        self.pad = NumberPad(desk.dial_digits, self)
        self.recents = RecentTable(theme, self)
        self.book = BookTable(theme, lambda number, on: desk.favour(number, on=on), self)
        for part in (self.queues, self.agents, self.notices, self.info, self.pad, self.recents, self.book):
            self.addTab(_page(part), "")
        self.currentChanged.connect(self._name_current)
        theme.changed.connect(self._redraw)
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show the tables at ``now`` (server's clock, ms): the agent's own queues, and the colleagues."""
        self.queues.table.show_rows(tuple(row for row in view.queues if row.mine), now)
        self.agents.show_rows(view.colleagues, now)
        self.info.show_view(view, now)
        self.pad.show_view(view)
        self.recents.show_view(view, now)
        self.book.show_book(view.book, view.favourites)
        case = view.case.id if view.case else None
        if case != self._case:
            self._case = case
            self._turn(view)

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

    def _name_current(self, current: int) -> None:
        """Symbols for all, words for the one that is seen: so many tabs have room."""
        for at, (name, text) in enumerate(zip(ICONS, self._texts, strict=True)):
            chosen = at == current
            self.setTabIcon(at, icon(name, self._theme.colours.text if chosen else self._theme.colours.muted))
            self.setTabText(at, text if chosen else "")

    def _redraw(self) -> None:
        self._name_current(self.currentIndex())

    def _turn(self, view: View) -> None:
        """To call information when a case comes that has some, and back afterwards; a focus in a tab is left alone."""
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus) and focus is not self.tabBar():
            return
        if any(row.shown for row in view.cris) or not self.info.sheet.empty:
            if self.currentIndex() != INFO:
                self._before = self.currentIndex()
            self.setCurrentIndex(INFO)
        elif self._case is None and self.currentIndex() == INFO:
            self.setCurrentIndex(self._before)

    def _retranslate(self) -> None:
        self._texts = (
            self.tr("Queue information"),
            self.tr("Agents"),
            self.tr("Messages"),
            self.tr("Call information"),
            self.tr("Number pad"),
            self.tr("Recent calls"),
            self.tr("Address book"),
        )
        for at, text in enumerate(self._texts):
            self.setTabToolTip(at, text)
            self.tabBar().setAccessibleTabName(at, text)
        self._name_current(self.currentIndex())
        for part in (self, self.tabBar()):
            part.setAccessibleName(self.tr("Information"))


def _page(part: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(part)
    return page
