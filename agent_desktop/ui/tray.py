"""The sign in the desktop's tray: what the agent is doing, without the window; and a status in two clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from agent_desktop.client.action import NOTHING, Asks, Choice, Group
from agent_desktop.client.actions import ACTIONS, BY_ID
from agent_desktop.client.view import Link, View, fields
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import WINDOW_TRAY
from agent_desktop.ui.busy_menu import BusyMenu
from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Tone, icon_of, tone_of
from agent_desktop.ui.window import Window, wall_clock
from agent_desktop.ui.words import WAITING, action_label, link_name, status_and_reason, translate

STATUSES = tuple(action for action in ACTIONS if action.group is Group.STATUS)
STEP_MS = 10_000
"""The time in the tooltip goes on in such steps: every change of it goes through the desktop's bus."""
SIZES = (16, 22, 32, 48)
"""Pixels: what trays of the desktops ask for."""
NO, ICON, CLOSE, START = "no", "icon", "close", "start"
"""The values of the option."""


class Tray(QObject):
    """The sign follows the window's view and the option. ``available`` tells whether this desktop has a tray now."""

    def __init__(
        self,
        window: Window,
        theme: Theme,
        languages: Languages,
        preferences: Preferences,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._languages, self._clock = window, theme, languages, clock
        self._preferences, self._available = preferences, available
        self._view = View()
        self._shown: tuple[AgentStatus, Tone] | None = None
        self.sign = QSystemTrayIcon(self)
        self.menu = QMenu()
        self.menu.setObjectName("tray_menu")
        self.busy = BusyMenu(
            lambda reason, back_at: self._act("busy", Choice(reason=reason, back_at=back_at)),
            self._now,
            self._in_front,
            window,
        )
        self.entries = {action.id: self._entry(action.id) for action in STATUSES}
        self.menu.addSeparator()
        self.show_window = self.menu.addAction("")
        self.show_window.setObjectName("tray_show")
        self.show_window.triggered.connect(lambda: window.come_forward())
        self.entries["log_out"] = self._entry("log_out")
        self.quit = self.menu.addAction("")
        self.quit.setObjectName("tray_quit")
        self.quit.triggered.connect(lambda: window.leave())
        self.sign.setContextMenu(self.menu)
        self.sign.activated.connect(self._clicked)
        window.stays = lambda: self._preferences[WINDOW_TRAY] in (CLOSE, START) and self._available()
        window.bridge.view_changed.connect(self.show_view)
        window.ticker.ticked.connect(self._write_tip)
        window.installEventFilter(self)
        theme.changed.connect(self._draw)
        preferences.listen(WINDOW_TRAY, lambda _value: self._follow_option())
        self._retranslate()
        self._draw()
        self._follow_option()

    @property
    def starts_window(self) -> bool:
        """Whether the window begins in the tray."""
        return self._preferences[WINDOW_TRAY] == START and self._available()

    def show_view(self, view: View) -> None:
        """Show what the agent is doing, and what can be chosen now."""
        self._view = view
        for name, entry in self.entries.items():
            action = BY_ID[name]
            entry.setEnabled(action.enabled(view))
            entry.setChecked(action.lit(view))
        self.busy.show_view(view, self._languages.code, self._now())
        asks = BY_ID["busy"].asks(view) is Asks.REASON
        if asks is not (self.entries["busy"].menu() is self.busy):
            self._take_busy_menu(asks)
        self._draw()
        self._write_tip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Speak another language when the window does."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        return False

    def _take_busy_menu(self, asks: bool) -> None:
        """With reasons the entry is a menu of them, without it is an entry."""
        before = self.entries["busy"]
        made = self.busy.menuAction() if asks else QAction(self.menu)
        self.entries["busy"] = made
        self.menu.insertAction(before, made)
        self.menu.removeAction(before)
        if not asks:
            self._prepare(made, "busy")
        made.setText(action_label(BY_ID["busy"]))
        made.setEnabled(BY_ID["busy"].enabled(self._view))

    def _entry(self, name: str) -> QAction:
        made = self.menu.addAction("")
        self._prepare(made, name)
        return made

    def _prepare(self, entry: QAction, name: str) -> None:
        entry.setObjectName(f"tray_{name}")
        entry.setCheckable(BY_ID[name].group is Group.STATUS)
        entry.triggered.connect(lambda: self._act(name))

    def _act(self, name: str, choice: Choice = NOTHING) -> None:
        self._window.main.act(name, choice)
        self.show_view(self._view)  # a click ticks the entry; it is in force when the view says so

    def _in_front(self) -> QWidget:
        """What asks for a time stands at the window: pages come and go with their agents."""
        self._window.come_forward()
        return self._window

    def _clicked(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._window.come_forward()

    def _follow_option(self) -> None:
        self.sign.setVisible(self._preferences[WINDOW_TRAY] != NO)

    def _status(self) -> AgentStatus:
        known = self._view.agent is not None and self._view.link is Link.ONLINE
        return self._view.status if known else AgentStatus.LOGGED_OUT

    def _now(self) -> int:
        return self._view.server_time(self._clock())

    def _draw(self) -> None:
        status = self._status()
        shown = (status, tone_of(self._theme.colours, status))
        if shown != self._shown:
            self._shown = shown
            self.sign.setIcon(sign_of(*shown))

    def _write_tip(self) -> None:
        tip = self._tip()
        if tip != self.sign.toolTip():
            self.sign.setToolTip(tip)

    def _tip(self) -> str:
        view = self._view
        if view.agent is None or view.link is not Link.ONLINE:
            return f"{translate('Window', 'Agent Desktop')} – {link_name(view.link)}"
        told = fields(view, self._now())
        doing = f"{status_and_reason(told.status, told.reason)} {span(told.status_ms // STEP_MS * STEP_MS)}"
        waiting = sum(row.waiting for row in view.queues if row.mine)
        return f"{doing} – {translate('counts', WAITING, '', waiting)}"

    def _retranslate(self) -> None:
        for name, entry in self.entries.items():
            entry.setText(action_label(BY_ID[name]))
        self.show_window.setText(self.tr("Show the window"))
        self.quit.setText(self.tr("Quit"))
        self._write_tip()


def sign_of(status: AgentStatus, tone: Tone) -> QIcon:
    """A status as its symbol on its colour: to be told by the shape alone, on panels of any colour."""
    made = QIcon()
    for size in SIZES:
        drawn = QPixmap(size, size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.fill))
        painter.drawRoundedRect(QRectF(drawn.rect()), size / 5, size / 5)
        inner = size - 2 * round(size / 10)
        at = (size - inner) // 2
        painter.drawPixmap(at, at, pixmap(icon_of(status), tone.ink, inner))
        painter.end()
        made.addPixmap(drawn)
    return made
