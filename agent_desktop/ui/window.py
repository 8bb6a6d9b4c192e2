"""The agent's window: log-in, headset and main page, what is remembered, and closing with a call in progress."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from agent_desktop.client.actions import BY_ID, COMPACT
from agent_desktop.client.reactions import Notice, Reaction
from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.client.view import Link, View, fields
from agent_desktop.desktop.links import number_of
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.ini import SettingsError
from agent_desktop.settings.options import LOGIN_LANGUAGE, WINDOW_THEME
from agent_desktop.ui.announcer import Announcer, aloud
from agent_desktop.ui.bridge import Bridge
from agent_desktop.ui.certificate import CERTIFICATE
from agent_desktop.ui.context import Context, Services
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.dialogs import Dialogs
from agent_desktop.ui.headset_page import HeadsetPage
from agent_desktop.ui.icons import app_icon
from agent_desktop.ui.keys_port import KeysPort
from agent_desktop.ui.languages import Languages, spoken
from agent_desktop.ui.log_in import LogIn, NoPasswords, PasswordStore
from agent_desktop.ui.login_page import LoginPage
from agent_desktop.ui.main_page import MainPage
from agent_desktop.ui.message_window import MessageWindows
from agent_desktop.ui.notices import Told
from agent_desktop.ui.place import LOWEST as LOWEST
from agent_desktop.ui.place import SMALLEST as SMALLEST
from agent_desktop.ui.place import USUAL as USUAL
from agent_desktop.ui.place import Place
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.sound_menu import is_free
from agent_desktop.ui.still_keys import StillKeys
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.ticker import Ticker
from agent_desktop.ui.words import WAITING, translate

log = logging.getLogger(__name__)

HANG_UP_MS = 2000
"""So long closing waits for the call to end."""


def wall_clock() -> int:
    """This PC's clock in ms UTC."""
    return time.time_ns() // 1_000_000


class Window(QMainWindow):
    """Shows the desk's view. It never takes the focus by itself and never opens a modal dialog (F132).

    ``told`` has each sentence that it tells the agent.
    """

    told = Signal(str)

    def __init__(
        self,
        desk: DeskPort,
        theme: Theme,
        languages: Languages,
        memory: Memory,
        clock: Callable[[], int] = wall_clock,
        preferences: Preferences | None = None,
        services: Services | None = None,
        passwords: PasswordStore | None = None,
        keys: KeysPort | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._languages, self._memory, self._clock = desk, theme, languages, memory, clock
        self._closing = self._leaving = False
        self._comparing = False  # the certificate, before the log-in
        self._to_call = ""  # the number of a link, until it can be called
        self._trying = False  # the headset
        self.stays: Callable[[], bool] = lambda: False  # in the tray, when it is closed
        self.setWindowIcon(app_icon())
        self.bridge = Bridge(desk, self)
        self.ticker = Ticker(lambda: self.main.view.server_time(clock()), self)
        self.login = LoginPage(theme, languages)
        preferences = self._preferences = preferences if preferences is not None else Preferences()
        self._apply(preferences)
        services = services if services is not None else Services()
        context = Context(
            desk=desk,
            theme=theme,
            languages=languages,
            memory=memory,
            preferences=preferences,
            keys=keys if keys is not None else StillKeys(),
            clock=clock,
            services=services,
        )
        self.dialogs = Dialogs(context, self)
        self.headset = HeadsetPage(desk, theme, memory, services.try_sound)
        self.letters = MessageWindows(preferences, self._answer)
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("pages")
        self.pages.addWidget(self.login)
        self.pages.addWidget(self.headset)
        self.main = self._new_main()
        self.log_in = LogIn(self.login, self.bridge, memory, passwords or NoPasswords(), self)
        self.setCentralWidget(self.pages)
        self.setMinimumSize(LOWEST)
        self.place = Place(self, memory)
        self.login.lock(memory.locked)
        self.bridge.view_changed.connect(self.show_view)
        self.bridge.reacted.connect(self._react)
        self._hear_pages()
        self.ticker.ticked.connect(lambda: self.main.tick())
        self.announcer = Announcer(aloud(self))
        self.ticker.ticked.connect(self._mind_the_time)
        theme.chosen.connect(self._remember)
        languages.changed.connect(self._remember)
        self.show_view(desk.view)
        if preferences.kept_aside is not None:
            self._tell(Notice(code="settings_kept_aside", params=(("file", preferences.kept_aside.name),)))

    def press(self, action: str) -> None:
        """A key of an action was pressed while another program had the focus (F062).

        Who is asked something by it wants to see the question; else the focus stays where it is (F132).
        """
        row = BY_ID[action]
        if row.enabled(self.main.view) and row.asks(self.main.view) is not None:
            self.showNormal()
            self.activateWindow()
        self.main.trigger(action)

    def come_forward(self, link: str = "") -> None:
        """A person started the program again, or clicked a link: its number goes to where it can be called from.

        Nobody is called before the person presses the button. A link that comes before the log-in waits for it.
        """
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if not link:
            return
        number = number_of(link)
        if number is None:
            self._tell(Notice(code="bad_link"))
        else:
            self._to_call = number
            self._offer_number()

    def leave(self) -> None:
        """Close, whatever stays elsewhere."""
        self.come_forward()  # the question of a call in progress is asked in it
        self._leaving = True
        self.close()
        self._leaving = False

    def notice(self, code: str) -> None:
        """Tell the agent of something that happened on this PC."""
        self._tell(Notice(code=code))

    def _offer_number(self) -> None:
        if self._to_call and self.pages.currentWidget() is self.main and self.main.line.field.isEnabled():
            self.main.line.ask_for(self._to_call)
            self._to_call = ""

    def show_view(self, view: View) -> None:
        """Draw the view, on the page it belongs to; a call in progress keeps its page, session or not."""
        on_line = view.phone.active_leg is not None
        at_work = on_line or (view.agent is not None and view.link is not Link.OFFLINE)
        if not at_work and self.main.view.agent is not None:
            self._forget_person(view)
        self._trying = self._trying and is_free(view.phone) and view.offer is None
        self.main.show_view(view)
        self.dialogs.show_view(view)
        self.announcer.show_view(view)
        self.letters.show_view(view)
        if self._trying:
            self.headset.show_view(view)
        self._turn_to(self.login if not at_work else self.headset if self._trying else self.main)
        self.ticker.count_from(view.presence.since if at_work and view.presence else None)
        self._entitle(view)
        self._offer_number()
        self._ask_about_certificate()
        if self._closing and not on_line:
            self.close()

    def try_headset(self) -> None:
        """Show the page of the headset as soon as there is a session, until it is left or a call comes."""
        self._trying = True
        self.show_view(self.main.view)

    def _hear_pages(self) -> None:
        self.log_in.done.connect(self._began_work)
        self.log_in.doubted.connect(self._compare_certificate)
        self.headset.done.connect(self._tried)

    def _compare_certificate(self) -> None:
        self._comparing = True
        self._ask_about_certificate()

    def _ask_about_certificate(self) -> None:
        """Who just pressed the button to log in is asked at once; the view with the question may come later."""
        if self._comparing and self.main.view.doubt is not None and self.pages.currentWidget() is self.login:
            self._comparing = False
            dialog = self.dialogs.open(CERTIFICATE)
            dialog.accepted.connect(self.login.go_on, Qt.ConnectionType.SingleShotConnection)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.main.retranslate()
            self._entitle(self.main.view)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay in the tray, if it is to. With a call: ask in the window. Else remember and go."""
        if self.stays() and not (self._leaving or self._closing):
            self.main.note.save()
            QApplication.setQuitOnLastWindowClosed(False)  # else the program ended with the last torn-off tab
            self.hide()
            event.ignore()
            return
        if self.main.view.phone.active_leg is not None and not self._closing:
            self.main.close_bar.ask()
            event.ignore()
            return
        self.main.note.save()
        self.main.tabs.close_windows()
        self.place.keep()
        self.letters.close()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """On the screen again: the program ends with it."""
        super().showEvent(event)
        QApplication.setQuitOnLastWindowClosed(True)

    def _apply(self, preferences: Preferences) -> None:
        """Look and language are options; what is chosen elsewhere in the window is written there too."""
        preferences.listen(WINDOW_THEME, self._theme.choose)
        preferences.listen(LOGIN_LANGUAGE, lambda code: self._languages.choose(spoken(code)))

    def _turn_to(self, page: QWidget) -> None:
        before = self.pages.currentWidget()
        if before is page:
            return
        if before is self.headset:
            self.headset.stop()
        self.pages.setCurrentWidget(page)
        focus = {self.login: self.login.password, self.headset: self.headset.test}.get(page, self.main.band)
        focus.setFocus()

    def _open(self, name: str) -> None:
        """What an action opens: a dialog, or the window itself."""
        if name == COMPACT:
            self.place.toggle(compact=self.main.tabs.isVisibleTo(self.main))
        else:
            self.dialogs.open(name, self.main.tabs.section)

    def _new_main(self) -> MainPage:
        main = MainPage(self._desk, self._theme, self._languages, self._memory, self._clock)
        main.close_bar.close_anyway.connect(self._hang_up_and_close)
        main.sound_menu.try_all.connect(self.try_headset)
        main.opens.connect(self._open)
        self.pages.addWidget(main)
        return main

    def _forget_person(self, view: View) -> None:
        """Whoever logs in next finds a page that is as new, whatever was typed, told or chosen on this one."""
        self._trying = False
        self.dialogs.forget()
        self.main.show_view(view)  # it keeps what is to be kept of this person
        old, self.main = self.main, self._new_main()
        self.pages.removeWidget(old)
        old.deleteLater()

    def _began_work(self) -> None:
        """Somebody logged in by hand: on a PC that keeps what it learns, the first one tries the headset."""
        known = self._memory.value
        if self._memory.keeps and not known.tried and known.sound == SoundChoice():
            self.try_headset()

    def _tried(self) -> None:
        self._memory.change(tried=True)
        self._trying = False
        self.show_view(self.main.view)

    def _mind_the_time(self) -> None:
        view = self.main.view
        self.announcer.show_fields(fields(view, view.server_time(self._clock())))

    def _remember(self) -> None:
        """Keep look and language, if another one was chosen by a menu or on the log-in page."""
        try:
            self._preferences.change(WINDOW_THEME, self._theme.choice)
            if spoken(self._preferences[LOGIN_LANGUAGE]) != self._languages.code:
                self._preferences.change(LOGIN_LANGUAGE, self._languages.code)
        except (OSError, SettingsError) as error:
            log.warning("Look and language cannot be kept: %s", error)

    def _entitle(self, view: View) -> None:
        name = self.tr("Agent Desktop")
        waiting = sum(row.waiting for row in view.queues if row.mine)
        told = translate("counts", WAITING, "", waiting) if waiting else ""
        alarms = ", ".join(row.name for row in view.queues if row.alarm is not None and row.alarm.raised)
        raised = f"⚠ {alarms}" if alarms else ""  # F065
        title = " – ".join(filter(None, (raised, told, view.agent.name if view.agent else "", name)))
        if title != self.windowTitle():
            self.setWindowTitle(title)

    def _react(self, reaction: Reaction) -> None:
        if reaction.notice:
            self._tell(reaction.notice)
        if reaction.show and not self.isVisible():
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.show()
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        if reaction.show and not self.isActiveWindow():
            QApplication.alert(self)  # asks for attention in the task bar; takes nothing

    def _answer(self, agent: str) -> None:
        """The person asked for it: here the window may take the focus."""
        self.activateWindow()
        self.main.tabs.write_to(agent)

    def _tell(self, notice: Notice) -> None:
        at = notice.at - self.main.view.offset_ms if notice.at else self._clock()
        told = Told(notice=notice, at=at)
        self.main.tell(told)
        self.announcer.tell(told.text())
        self.told.emit(told.text())
        if self.pages.currentWidget() is self.login:
            self.login.fail(notice.code, notice.params)

    def _hang_up_and_close(self) -> None:
        self._closing = True
        self.main.act("hang_up")
        QTimer.singleShot(HANG_UP_MS, self.close)
