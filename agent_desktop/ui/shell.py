"""The window in the person's desktop session: the application around it, its look and language, and its time on screen.

Whoever imports this loads Qt.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from agent_desktop.client.port import Problem
from agent_desktop.client.view import Link, View
from agent_desktop.desktop.choose_notices import open_notices
from agent_desktop.desktop.motion import less_motion
from agent_desktop.desktop.qt_balloon import Balloon
from agent_desktop.desktop.system_notices import Chosen, SystemNotices
from agent_desktop.platforms import HERE
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import LOGIN_LANGUAGE, WINDOW_THEME
from agent_desktop.ui.away import Away
from agent_desktop.ui.context import Services
from agent_desktop.ui.cri_field import open_page
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.keys_port import KeysPort
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.log_in import PasswordStore
from agent_desktop.ui.motion import Motion
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tray import Tray
from agent_desktop.ui.window import Window

log = logging.getLogger(__name__)

FAILED = 1


class _Keys(QObject):
    """Brings keys that were heard in another thread to the window."""

    pressed = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.pressed.connect(window.press, Qt.ConnectionType.QueuedConnection)


class _Rings(QObject):
    """Brings who started the program again, heard in another thread, to the window."""

    heard = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.heard.connect(window.come_forward, Qt.ConnectionType.QueuedConnection)


class _Notices(QObject):
    """Brings what was noticed in another thread to the window, by its code."""

    noticed = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.noticed.connect(window.notice, Qt.ConnectionType.QueuedConnection)


class _Pages(QObject):
    """Opens web pages that are asked for in another thread."""

    wanted = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.wanted.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def _open(self, url: str) -> None:
        if not open_page(url):
            log.warning("No browser takes the page that was to be opened.")  # not which: it names the customer


class Shell:
    """One application with one window; ``run`` shows it. ``program`` is the name it was started by."""

    def __init__(
        self,
        program: str,
        desk: DeskPort,
        memory: Memory,
        preferences: Preferences,
        keys: KeysPort,
        services: Services,
        passwords: PasswordStore,
    ) -> None:
        self._app = QApplication([program])
        self._app.setApplicationName("Agent Desktop")
        self._app.setDesktopFileName("agent-desktop")
        self._theme = Theme(self._app, preferences[WINDOW_THEME], locked=preferences.locked(WINDOW_THEME))
        self._system = HERE.window_system(os.environ)
        self._motion = Motion(self._app, self._theme, preferences, lambda: less_motion(self._system))
        language, locked = preferences[LOGIN_LANGUAGE], preferences.locked(LOGIN_LANGUAGE)
        self._languages = Languages(self._app, language, locked=locked)
        self.window = Window(
            desk,
            self._theme,
            self._languages,
            memory,
            preferences=preferences,
            services=services,
            passwords=passwords,
            keys=keys,
        )
        self._tray = Tray(self.window, self._theme, self._languages, preferences)
        self._away = Away(self.window, preferences, self._system_notices)
        self._keys = _Keys(self.window)
        self._rings = _Rings(self.window)
        self._notices = _Notices(self.window)
        self._pages = _Pages(self.window)
        self._closes: list[Callable[[], None]] = []

    def press(self, action: str) -> None:
        """A global key of an action was pressed; in any thread."""
        self._keys.pressed.emit(action)

    def ring(self, link: str) -> None:
        """A person started the program, perhaps again, perhaps by a link; in any thread."""
        self._rings.heard.emit(link)

    def notice(self, code: str) -> None:
        """Tell the agent of something; in any thread."""
        self._notices.noticed.emit(code)

    def open_page(self, url: str) -> None:
        """Show a web page in the person's browser; in any thread."""
        self._pages.wanted.emit(url)

    def drive(self, use_sound: Callable[[str], None]) -> Callable[[str, int], None]:
        """Let another program work the window; returns what is to hear of recordings: file and beginning."""
        from agent_desktop.ui.drive import Drive  # needs QtTest, which a working day does not

        drive = Drive(self.window, self._theme, self._languages, use_sound)
        self._closes.append(drive.close)
        return drive.recording

    def close(self) -> None:
        """Hear nobody from outside any more; after ``run``."""
        for close in (*self._closes, self._motion.close, self._away.close):
            close()

    def run(self) -> int:
        """Show the window, or only its sign in the tray, until it is closed; returns the exit code."""
        if self._tray.starts_window:
            QApplication.setQuitOnLastWindowClosed(False)
        else:
            self.window.show()
        return self._app.exec()

    def _system_notices(self, chosen: Chosen) -> SystemNotices:
        """The desktop's own, or where it has none the balloons of the sign in the tray."""
        return open_notices(self._system, chosen) or Balloon(self._tray.sign, chosen)

    def picture(self, file: Path) -> None:
        """Save what the window shows once it runs, then end."""
        QTimer.singleShot(0, lambda: self._picture(file))

    def picture_when_logged_in(self, file: Path) -> None:
        """Save what the window shows after the log-in, or why there was none, then end."""

        def viewed(view: View) -> None:
            if view.agent is not None and view.link is Link.ONLINE:
                self.picture(file)

        def answered(problem: Problem | None) -> None:
            if problem is not None:
                QTimer.singleShot(0, lambda: self._picture(file, FAILED))

        self.window.bridge.view_changed.connect(viewed)
        self.window.bridge.logged_in.connect(answered)

    def _picture(self, file: Path, code: int = 0) -> None:
        if not self.window.grab().save(str(file)):
            log.error("The picture cannot be written: %s", file)
            code = FAILED
        QApplication.exit(code)
