"""The agent's page: state, call, information, foot; each thing always in the same place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.client.action import NOTHING, Asks, Choice, Group
from agent_desktop.client.actions import ACTIONS, BY_ID
from agent_desktop.client.view import View, fields
from agent_desktop.ui.action_rows import ActionGrid, ActionRow, key_of, tip
from agent_desktop.ui.busy_menu import BusyMenu
from agent_desktop.ui.buttons import ActionButton, give_focus_up
from agent_desktop.ui.call_card import CallCard
from agent_desktop.ui.certificate import CertificateBar
from agent_desktop.ui.choice_menus import CampaignMenu, PenMenu, RecordMenu
from agent_desktop.ui.clip_menu import ClipMenu
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.dial_line import DialLine
from agent_desktop.ui.header import Header
from agent_desktop.ui.icons import icon
from agent_desktop.ui.info_tabs import InfoTabs
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.note_field import NoteField
from agent_desktop.ui.notices import Bar, CloseBar, NoticeBar, Told, Urgency
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.rolling import Rolling
from agent_desktop.ui.sound_menu import SoundMenu
from agent_desktop.ui.state_band import StateBand
from agent_desktop.ui.status_line import StatusLine
from agent_desktop.ui.style import SPACE, set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.troubles import trouble
from agent_desktop.ui.words import action_label, phone_sentence, sentence

WIDE = 840
"""From this width on, call and information stand side by side."""
WITH_TABS = 800
"""From this height on, there is room for the information below; less is the compact window."""
TALL = 840
"""From this height on, the note has several lines beside the information."""
TALL_COMPACT = 760
"""The same in the compact window."""
TALL_BESIDE = 760
"""The same with call and information side by side: a bar of two lines must not press the call."""
LOW = 600
"""Below this height all stands closer together: the call must keep its room beside a bar of two lines."""
ICON_ALONE = frozenset({"extend_wrap_up"})
"""The clock button (F014): its name is in the tooltip."""
HEARD_MS = 500
"""For so long a click is shown as heard even if nothing comes of it."""


class MainPage(QWidget):
    """Draws a ``View``; what is clicked goes to the desk as an action's id, a dialog that is asked for to ``opens``."""

    opens = Signal(str)

    def __init__(
        self, desk: DeskPort, theme: Theme, languages: Languages, memory: Memory, clock: Callable[[], int]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._theme, self._languages = theme, languages
        self._clock = clock  # this PC's, ms UTC
        self._view = View()
        self._shortcuts: dict[str, QShortcut] = {}
        self._heard: frozenset[str] = frozenset()
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(HEARD_MS)
        self._forget.timeout.connect(self._nothing_came)
        self.header = Header(theme, languages, self)
        self.sound_menu = SoundMenu(desk, memory, self)
        self.header.carry(self.sound_menu)
        self.band = StateBand(theme, self)
        self.statuses = ActionRow(Group.STATUS, theme, self.trigger, self)
        self.card = CallCard(theme, self)
        self.call = ActionRow(Group.CALL, theme, self.trigger, self)
        self.line = DialLine(theme, self.act, self._now, self)
        self.talk = ActionGrid(Group.TALK, theme, self.trigger, self)
        self.note = NoteField(desk.write_note, self)
        self.tabs = InfoTabs(theme, desk, memory, clock, self)
        self.close_bar = CloseBar(theme, self)
        self.certificate_bar = CertificateBar(theme, self)
        self.notice_bar = NoticeBar(theme, self)
        self.trouble_bar = Bar("trouble_bar", theme, self)
        self.sound_bar = Bar("sound_bar", theme, self)
        self.advice_bar = Bar("advice_bar", theme, self)
        self.foot = StatusLine(theme, self)
        self.busy_menu = BusyMenu(
            lambda reason, back_at: self.act("busy", Choice(reason=reason, back_at=back_at)),
            self._now,
            lambda: self.statuses.buttons["busy"],
            self,
        )
        self.pen_menu = PenMenu(self.act, self)
        self.campaign_menu = CampaignMenu(self.act, self)
        self.record_menu = RecordMenu(self.act, self)
        self.clip_menu = ClipMenu(self.act, desk, self)
        # of several, the first is shown
        self._bars = (
            *(self.close_bar, self.trouble_bar, self.notice_bar),
            *(self.certificate_bar, self.sound_bar, self.advice_bar),
        )
        self._wire()
        self._build()

    @property
    def view(self) -> View:
        """What it shows."""
        return self._view

    def show_view(self, view: View) -> None:
        """Draw everything of ``view`` that is different."""
        self._heard -= view.pending  # from here on the desk says how long it is pending
        if view.keys != self._view.keys:
            self._give_keys(view)
        self._view = view
        pending = view.pending | self._heard
        now = self._now()
        self.header.show_view(view, pending)
        self.sound_menu.show_view(view)
        self.statuses.show_view(view, pending)
        self.call.show_view(view, pending)
        self.line.show_view(view, pending)
        self.talk.show_view(view, pending)
        self.pen_menu.show_view(view)
        self.campaign_menu.show_view(view)
        self.record_menu.show_view(view)
        self.clip_menu.show_view(view)
        self.busy_menu.show_view(view, self._languages.code, now)
        self.note.show_view(view)
        self.tabs.show_view(view, now)
        self.foot.show_view(view)
        self.certificate_bar.show_view(view)
        self.trouble_bar.say(trouble(view))
        self.sound_bar.say(phone_sentence(view.phone.problem), Urgency.PROBLEM)
        self.advice_bar.say(sentence(view.advice) if view.advice else "")
        for name, button in self.card.wrap_up.items():
            available = BY_ID[name].enabled(view) and name not in pending
            if not available:
                give_focus_up(button)
            button.setEnabled(available)
            button.setText("" if name in ICON_ALONE else action_label(BY_ID[name]))
            if name in ICON_ALONE:
                set_mark(button, "tight", True)
                button.setIcon(icon(BY_ID[name].icon, self._theme.colours.text))
            button.setToolTip(tip(BY_ID[name], view))
            button.setAccessibleName(action_label(BY_ID[name]))
        self._show_time(now)

    def tick(self) -> None:
        """Let every clock count on."""
        now = self._now()
        self._show_time(now)
        self.tabs.tick(now)

    def tell(self, told: Told) -> None:
        """Show a notice, and keep it."""
        self.tabs.tell(told)
        self.notice_bar.tell(told)

    def trigger(self, action_id: str) -> None:
        """An action was asked for, by button or key; what it needs to know is asked first."""
        action = BY_ID[action_id]
        if not action.enabled(self._view):
            return
        if action.opens is not None:
            self.opens.emit(action.opens)
            return
        match action.asks(self._view):
            case Asks.REASON:
                self._pop_up(self.busy_menu, action_id)
            case Asks.QUEUE:
                self._pop_up(self.pen_menu, action_id)
            case Asks.CAMPAIGN:
                self._pop_up(self.campaign_menu, action_id)
            case Asks.CLIP:
                self._pop_up(self.clip_menu, action_id)
            case Asks.TARGET:
                self.line.trigger(action_id)
            case None:
                self.act(action_id)

    def _pop_up(self, menu: QMenu, action: str) -> None:
        button = self.button(action)
        if button is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def act(self, action: str, choice: Choice = NOTHING) -> None:
        """Show that it was heard, then hand it to the desk."""
        self._heard |= {action}
        button = self.button(action)
        if isinstance(button, ActionButton):
            button.hear()
        elif button:
            give_focus_up(button)
            button.setEnabled(False)
        self._forget.start()
        self._desk.act(action, choice)

    def button(self, action: str) -> QAbstractButton | None:
        """The button of an action."""
        return self.findChild(QAbstractButton, f"action_{action}")

    def retranslate(self) -> None:
        """Draw the words anew that come from the view."""
        self.show_view(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side when there is room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        tabs = wide or self.height() >= WITH_TABS
        self.tabs.setVisible(tabs)
        self._arrange_rows(low=self.height() < LOW)
        self.note.set_tall(tall=self.height() >= (TALL_BESIDE if wide else TALL if tabs else TALL_COMPACT))
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setStretch(0, 1 if wide else 0)
        self._left.setMaximumWidth(440 if wide else 16777215)

    def _wire(self) -> None:
        self.tabs.called.connect(lambda agent: self.act("call", Choice(agent=agent)))
        self.tabs.dial.connect(self.line.ask_for)
        self.tabs.pressed.connect(self._press)
        self.certificate_bar.opens.connect(self.opens)
        for bar in self._bars:
            bar.changed.connect(self._arrange_bars)
        self.band.stop_timer.connect(lambda: self.trigger("stop_wrap_up_timer"))
        self.header.asked.connect(self.trigger)
        record = self.talk.buttons["record"]
        record.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        record.customContextMenuRequested.connect(lambda _at: self._pop_up(self.record_menu, "record"))
        for name, button in self.card.wrap_up.items():
            button.clicked.connect(lambda _checked=False, chosen=name: self.trigger(chosen))
        for action in ACTIONS:
            shortcut = QShortcut(self)
            shortcut.setAutoRepeat(False)
            shortcut.setObjectName(f"key_{action.id}")
            shortcut.activated.connect(lambda chosen=action.id: self.trigger(chosen))
            self._shortcuts[action.id] = shortcut
        self._give_keys(self._view)

    def _press(self, key: QKeySequence) -> None:
        """A key of an action was pressed in an information window that stands alone."""
        for name, shortcut in self._shortcuts.items():
            if not key.isEmpty() and shortcut.key() == key:
                self.trigger(name)

    def _give_keys(self, view: View) -> None:
        for name, shortcut in self._shortcuts.items():
            shortcut.setKey(QKeySequence(key_of(BY_ID[name], view)))

    def _build(self) -> None:
        inside = QWidget(self)
        rows = _column(inside, self.line, self.talk, self.note)
        self.rows = Rolling(inside, self, least=self.line)
        self._left = QWidget(self)
        left = _column(self._left, self.band, self.statuses, self.card, self.call, self.rows)
        left.insertSpacing(2, SPACE // 2)
        self._left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(SPACE)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self.tabs, 1)
        page = self._page = QVBoxLayout(self)
        self._close = (page, left, rows)
        page.addWidget(self.header)
        page.addLayout(self._columns, 1)
        for part in (self.header, self.foot):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # only the tables give way
        for part in (*self._bars, self.foot):
            page.addWidget(part)
        self._arrange_rows(low=False)

    def _arrange_rows(self, *, low: bool) -> None:
        """As the window's height allows."""
        self._low = low
        space = SPACE // 2 if low else SPACE
        self._page.setContentsMargins(12, space, 12, space)
        for column in self._close:
            column.setSpacing(space)
        self.band.set_low(low=low)
        self._arrange_bars()

    def _arrange_bars(self) -> None:
        stops_all = (self.close_bar, self.certificate_bar) if self._view.doubted is not None else ()
        speaking = next((bar for bar in (*stops_all, *self._bars) if bar.speaking), None)
        for bar in self._bars:
            bar.setVisible(bar is speaking)
        self.foot.setVisible(speaking is None or not self._low)  # where there is not room for both

    def _now(self) -> int:
        return self._view.server_time(self._clock())

    def _show_time(self, now: int) -> None:
        shown = fields(self._view, now)
        self.band.show_fields(self._view, shown, now)
        self.card.show_fields(self._view, shown, now)

    def _nothing_came(self) -> None:
        self._heard = frozenset()
        self.show_view(self._view)


def _column(on: QWidget, *parts: QWidget) -> QVBoxLayout:
    """These one below the other, with nothing around."""
    column = QVBoxLayout(on)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    column.addStretch(0)
    return column
