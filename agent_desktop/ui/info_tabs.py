"""The combination window: the information windows as tabs, each of which can also stand alone (F052, F053, F060)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QToolButton,
    QWidget,
)

from agent_desktop.client.view import View
from agent_desktop.ui import remembered_tabs
from agent_desktop.ui.agents_table import AgentsTable
from agent_desktop.ui.book_table import BookTable
from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.call_info import CallInfo
from agent_desktop.ui.columns_dialog import ColumnsDialog
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.icons import icon
from agent_desktop.ui.info_page import InfoPage
from agent_desktop.ui.info_parts import PARTS, Tools
from agent_desktop.ui.messages_part import MessagesPart
from agent_desktop.ui.notices import NoticeList, Told
from agent_desktop.ui.number_pad import NumberPad
from agent_desktop.ui.queue_table import QueueTable
from agent_desktop.ui.recent_table import RecentTable
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.tabs_menu import MENU_KEY, TEAR_OFF_KEY, TabsMenu
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.torn_off import TornOff
from agent_desktop.ui.typography import Text, font

TYPED = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
"""Where a person types: nothing comes in front of it by itself (F132)."""
SMALLEST = 24
"""When a bar speaks in the smallest window the tables give way, never the buttons."""
P = TypeVar("P", bound=QWidget)


class InfoTabs(QTabWidget):
    """One tab each, in the person's order; tabs without room stand in the menu at the end.

    A window that has news comes forward if it was chosen to (F053); one where the person types is left alone (F132).
    """

    called = Signal(str)
    """Agent id: who was double-clicked, or chosen with Enter."""
    dial = Signal(str)
    """What the dial field is to have."""
    pressed = Signal(QKeySequence)
    """A key that a window which stands alone does not know."""

    def __init__(
        self,
        theme: Theme,
        desk: DeskPort,
        memory: Memory,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._memory = theme, memory
        self._user = ""
        self._view = View()
        self._before: InfoPage | None = None  # was seen before another came forward by itself
        self._popped: InfoPage | None = None
        self._left: QWidget | None = None  # had the focus then
        self._fitting = False  # tabs are moved or hidden by the program
        self.setObjectName("info_tabs")
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setMinimumHeight(SMALLEST)
        self.setUsesScrollButtons(False)
        bar = self.tabBar()
        bar.setFont(font(Text.BODY))
        bar.setExpanding(False)
        bar.setDrawBase(False)
        tools = Tools(theme, desk, memory, clock, self.called.emit, self.write_to, self.bring, self.dial.emit)
        self.pages = {row.id: InfoPage(row, tools) for row in PARTS}
        for page in self.pages.values():
            self.addTab(page, "")
        self.queues, self.agents = self.part(QueueTable), self.part(AgentsTable)
        self.notices, self.info = self.part(NoticeList), self.part(CallInfo)
        self.pad = self.part(NumberPad)
        self.recents, self.book = self.part(RecentTable), self.part(BookTable)
        self.agents.filter.textChanged.connect(self._keep_filter)
        self._build_menu()
        self.currentChanged.connect(self._seen)
        bar.tabMoved.connect(self._keep_order)
        theme.changed.connect(self._name)
        self._retranslate()

    def part(self, kind: type[P]) -> P:
        """The information window of this class."""
        return next(page.part for page in self.pages.values() if isinstance(page.part, kind))

    @property
    def current(self) -> InfoPage:
        """The tab that is seen."""
        page = self.currentWidget()
        assert isinstance(page, InfoPage)
        return page

    @property
    def section(self) -> str:
        """Where the manual tells of the tab in which the person works; empty when that is elsewhere."""
        focus = self.window().focusWidget()
        return self.current.row.section if focus is not None and self.current.isAncestorOf(focus) else ""

    def show_view(self, view: View, now: int) -> None:
        """Show everything at ``now`` (server's clock, ms); another person has another order and other windows."""
        user = view.agent.id if view.agent else ""
        if user != self._user:
            self._change_user(user)
        self._view = view
        fits = True
        for page in self.pages.values():
            news = page.show_view(view, now)
            offered = page.row.offered(view)
            fits = fits and offered == page.offered
            page.offered = offered
            if news:
                self._tell_news(page)
        if self._popped is not None and self._popped.quiet:
            self._turn_back()
        if not fits:
            self._fit()

    def tick(self, now: int) -> None:
        """Count on, where it may be seen."""
        for page in self.pages.values():
            if page.window_ is not None or page is self.currentWidget():
                page.tick(now)

    def tell(self, told: Told) -> None:
        """Keep a notice in the history."""
        self.notices.add(told)
        page = self.pages["history"]
        if page.look(self._view):
            self._tell_news(page)

    def bring(self, name: str) -> None:
        """The person wants to see this one, and type there."""
        page = self.pages[name]
        if page.window_ is not None:
            page.window_.come_forward()
            page.window_.activateWindow()
        elif page.offered:
            self._show_page(page)
        page.part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tear_off(self, name: str) -> None:
        """Let it stand alone, in a window of its own."""
        page = self.pages[name]
        if page.window_ is None:
            self._choose(page, away=True)
            self._open(page).activateWindow()

    def put_back(self, name: str) -> None:
        """Have it among the tabs again."""
        if (window := self.pages[name].window_) is not None:
            window.close()

    def choose_pops_up(self, name: str, on: bool) -> None:
        """Whether it comes forward by itself (F060)."""
        self._choose(self.pages[name], pops_up=on)

    def choose_columns(self, name: str) -> None:
        """Ask which columns its table has."""
        page = self.pages[name]
        if (table := page.table) is None:
            return

        def choose(columns: tuple[str, ...]) -> None:
            self._choose(page, columns=columns)
            page.arrange()

        ColumnsDialog(table[1].columns, page.choices.columns, choose, page.part).show()

    def write_to(self, agent: str) -> None:
        """Bring the messages, ready for one to this colleague (F055)."""
        self.bring("messages")
        self.part(MessagesPart).write_to(agent)

    def shift(self, name: str, by: int) -> None:
        """So many places to the right."""
        at = self.indexOf(self.pages[name])
        if 0 <= at + by < self.count():
            self.tabBar().moveTab(at, at + by)

    def close_windows(self) -> None:
        """Remember where the windows that stand alone are, and close them."""
        for page in self.pages.values():
            if page.window_ is not None:
                self._choose(page, geometry=page.window_.place())
                window = page.window_
                page.take_back()
                window.leave()

    def setCurrentIndex(self, index: int) -> None:
        """See this one, also when it had no room."""
        page = self.widget(index)
        if isinstance(page, InfoPage) and page.offered and page.window_ is None:
            self._show_page(page)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many tabs as have room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how much room there is."""
        super().showEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Tabs that have no room are in the menu."""
        return QSize(200, SMALLEST)

    # --- who, and what was chosen -----------------------------------------------------------------

    def _change_user(self, user: str) -> None:
        self.close_windows()
        self._user = user
        kept = self._memory.value.people.get(user, remembered_tabs.TabsMemory())
        order = [name for name in (*kept.order, *self.pages) if name in self.pages]
        self._fitting = True
        for at, name in enumerate(dict.fromkeys(order)):
            self.tabBar().moveTab(self.indexOf(self.pages[name]), at)
        self._fitting = False
        for name, page in self.pages.items():
            page.choices = kept.tabs.get(name, remembered_tabs.Choices())
            page.unseen = False
            page.arrange()
            if user and page.choices.away:
                self._open(page)
        self.agents.filter.setText(kept.filter)
        self._fit()

    def _keep_filter(self, text: str) -> None:
        if self._user:
            people = remembered_tabs.changed(self._memory.value.people, self._user, filter=text)
            self._memory.change(people=people)

    def _choose(self, page: InfoPage, **new: object) -> None:
        people = remembered_tabs.choose(self._memory.value.people, self._user, page.row.id, **new)
        page.choices = remembered_tabs.chosen(people, self._user, page.row.id)
        if self._user:
            self._memory.change(people=people)

    def _keep_order(self) -> None:
        if self._user and not self._fitting:
            order = tuple(page.row.id for at in range(self.count()) if isinstance(page := self.widget(at), InfoPage))
            people = remembered_tabs.changed(self._memory.value.people, self._user, order=order)
            self._memory.change(people=people)
        self._fit()

    # --- windows that stand alone -----------------------------------------------------------------

    def _open(self, page: InfoPage) -> TornOff:
        window = TornOff(page.row.id, page.choices, pops_up=page.pops_up, theme=self._theme)
        page.window_ = window
        window.take(page.part)
        window.setWindowTitle(page.row.title())
        window.closed.connect(lambda: self._come_back(page))
        window.on_top.connect(lambda on: self._choose(page, on_top=on))
        window.pops_up.connect(lambda on: self._choose(page, pops_up=on))
        window.pressed.connect(self.pressed)
        window.show()
        page.unseen = False
        self._fit()
        return window

    def _come_back(self, page: InfoPage) -> None:
        window = page.window_
        assert window is not None
        self._choose(page, away=False, geometry=window.place())
        page.take_back()
        window.deleteLater()
        self._show_page(page)

    # --- what is seen -----------------------------------------------------------------------------

    def _tell_news(self, page: InfoPage) -> None:
        if page.window_ is not None:
            if page.pops_up:
                page.window_.come_forward()
        elif page is not self.currentWidget() and page.offered:
            if page.pops_up and not self._typed_in():
                if self._popped is None:
                    self._before = self.current
                self._popped = page
                self._leave_to_the_bar()
                self._show_page(page)
            else:
                page.unseen = True
                self._name()

    def _typed_in(self) -> bool:
        focus = self.window().focusWidget()
        return isinstance(focus, TYPED) and self.isAncestorOf(focus)

    def _leave_to_the_bar(self) -> None:
        """Qt would give the focus of a table that is hidden to what comes instead: no key must land there (F132)."""
        focus = self.window().focusWidget()
        if focus is not None and self.currentWidget().isAncestorOf(focus):
            self._left = focus
            self.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_back(self) -> None:
        """To what was seen before, when what came forward by itself has nothing more to say."""
        popped, before, left = self._popped, self._before, self._left
        self._popped = self._before = self._left = None
        if popped is self.currentWidget() and before is not None and before.offered and not self._typed_in():
            self._show_page(before)
            if left is not None and self.tabBar().hasFocus():
                left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, page: InfoPage) -> None:
        self.setTabVisible(self.indexOf(page), True)
        self.setCurrentWidget(page)
        self._fit()

    def _seen(self) -> None:
        if isinstance(page := self.currentWidget(), InfoPage):
            page.unseen = False
            if page is not self._popped:
                self._popped = self._before = self._left = None
        self._fit()

    def _fit(self) -> None:
        """Let as many be tabs as have room beside each other; the one that is seen always is."""
        if self._fitting:
            return
        self._fitting = True
        pages = [page for at in range(self.count()) if isinstance(page := self.widget(at), InfoPage)]
        here = [page for page in pages if page.offered and page.window_ is None]
        if here and self.currentWidget() not in here:
            self.setCurrentWidget(here[0])
        for page in pages:
            self.setTabVisible(self.indexOf(page), page in here)
        self._name()
        room = self.width() - self.menu_button.sizeHint().width() - 4
        for page in reversed(here if self.isVisible() else ()):
            if self.tabBar().sizeHint().width() <= room:
                break
            if page is not self.currentWidget():
                self.setTabVisible(self.indexOf(page), False)
        for scrolls in (True, False):  # else the bar stays scrolled to where the tab was when there were more
            self.setUsesScrollButtons(scrolls)
        self._fitting = False

    def _name(self) -> None:
        """Symbols for all, words for the one that is seen: so many tabs have room. Something new has a colour."""
        colours = self._theme.colours
        self.menu_button.setIcon(icon("more", colours.muted))
        for page in self.pages.values():
            at, title = self.indexOf(page), page.row.title()
            chosen = page is self.currentWidget()
            colour = colours.text if chosen else colours.focus if page.unseen else colours.muted
            self.setTabIcon(at, icon(page.row.icon, colour))
            self.setTabText(at, title if chosen else "")
            said = self.tr("{title}: something new").format(title=title) if page.unseen else title
            self.tabBar().setAccessibleTabName(at, said)
            native = QKeySequence(page.row.key).toString(QKeySequence.SequenceFormat.NativeText)
            self.setTabToolTip(at, f"{said} ({native})" if native else said)

    def _retranslate(self) -> None:
        for page in self.pages.values():
            if page.window_ is not None:
                page.window_.setWindowTitle(page.row.title())
        for part in (self, self.tabBar()):
            part.setAccessibleName(self.tr("Information"))
        words = self.tr("Information windows")
        native = QKeySequence(MENU_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.menu_button.setToolTip(f"{words} ({native})")
        self.menu_button.setAccessibleName(words)
        self._fit()

    def _build_menu(self) -> None:
        self.menu = TabsMenu(self, self)
        self.menu_button = quiet_button("info_menu", self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self.menu)
        corner = QWidget(self)  # a corner's widget reaches a pixel into the pane: so this one does
        box = QHBoxLayout(corner)
        box.setContentsMargins(0, 0, 0, 2)
        box.addWidget(self.menu_button)
        self.setCornerWidget(corner)
        bar = self.tabBar()
        QWidget.setTabOrder(bar, self.menu_button)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bar.customContextMenuRequested.connect(lambda at: self.menu.popup(bar.mapToGlobal(at)))
        keys: dict[str, Callable[[], None]] = {
            MENU_KEY: self.menu_button.showMenu,
            TEAR_OFF_KEY: lambda: self.tear_off(self.current.row.id),
        }
        for name, page in self.pages.items():
            if page.row.key:
                keys[page.row.key] = lambda chosen=name: self.bring(chosen)
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)
