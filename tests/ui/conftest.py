"""The real window with a still desk behind it, drawn off-screen; languages are compiled when they are not yet."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop import resources
from agent_desktop.client.report import Evidence
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import LOGIN_LANGUAGE, WINDOW_THEME
from agent_desktop.ui import samples
from agent_desktop.ui.context import Services
from agent_desktop.ui.info_tabs import InfoTabs
from agent_desktop.ui.keys_port import KeysPort
from agent_desktop.ui.languages import Languages, compiled
from agent_desktop.ui.log_in import PasswordStore
from agent_desktop.ui.main_page import MainPage
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import SMALLEST, USUAL, Window

ROUNDS = 8
"""Layouts inside layouts tell each other through the event queue: so many rounds settle the deepest."""


class Clock:
    """This PC's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = samples.NOW

    def __call__(self) -> int:
        return self.now


class House:
    """A window, its desk and its clock."""

    def __init__(
        self,
        theme: Theme,
        languages: Languages,
        qtbot: QtBot,
        memory: Memory,
        preferences: Preferences | None = None,
        passwords: PasswordStore | None = None,
        keys: KeysPort | None = None,
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app = app
        self.clock = Clock()
        self.theme, self.languages = theme, languages
        self.desk = StillDesk()
        self.sounds: list[str] = []
        self.personal: set[str] = set()
        self.evidence = Evidence(known=lambda: self.personal)
        self.window = Window(
            self.desk,
            self.theme,
            self.languages,
            memory,
            self.clock,
            preferences,
            Services(try_sound=self.sounds.append, evidence=self.evidence),
            passwords,
            keys,
        )
        self.window.show()
        qtbot.waitExposed(self.window)

    @property
    def main(self) -> MainPage:
        """The page of whoever is logged in; each has a new one."""
        return self.window.main

    def show(self, view: View) -> None:
        """Put a view on the desk and wait until it is drawn."""
        self.desk.put(view)
        self.settle()

    def settle(self) -> None:
        """Let everything that is queued happen."""
        for _ in range(ROUNDS):
            self.app.processEvents()

    def end(self) -> None:
        """Close and delete the window now: a deleted-later one would live until some event loop runs.

        It goes as after a call that was ended for it, asking nothing; to log out would make a whole new page first.
        """
        self.settle()
        self.window._closing = True
        self.window.close()
        self.window.deleteLater()
        self.app.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)

    def pass_time(self, ms: int) -> None:
        """The clock goes on, and the window's ticker ticks."""
        self.clock.now += ms
        self.window.ticker.ticked.emit()
        self.settle()

    def resize(self, width: int, height: int) -> None:
        """Another size."""
        self.window.resize(QSize(width, height))
        self.settle()


@pytest.fixture(scope="session", autouse=True)
def compiled_languages() -> None:
    """dev.py compiles them; a bare pytest must find them too."""
    tool = Path(sys.executable).with_name("pyside6-lrelease" + (".exe" if sys.platform == "win32" else ""))
    for code in LANGUAGES:
        source = resources.path(f"resources/translations/agent_desktop_{code}.ts")
        target = compiled(code)
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([str(tool), str(source), "-qm", str(target)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """One theme for all tests: dressing an application costs more than a window."""
    return Theme(qapp, "light")


@pytest.fixture(scope="session")
def spoken(qapp: QApplication, compiled_languages: None) -> Languages:
    """One set of translators for all tests."""
    return Languages(qapp, "en")


@pytest.fixture
def new_house(dressed: Theme, spoken: Languages, qtbot: QtBot) -> Iterator[Callable[..., House]]:
    """A window with a memory, and perhaps settings, of its own; light and English at first, and again afterwards."""
    dressed.choose("light")
    spoken.choose("en")
    houses: list[House] = []

    def build(
        memory: Memory,
        preferences: Preferences | None = None,
        passwords: PasswordStore | None = None,
        keys: KeysPort | None = None,
    ) -> House:
        if preferences is not None:  # as the shell does
            dressed.choose(preferences[WINDOW_THEME])
            dressed.locked = preferences.locked(WINDOW_THEME)
            spoken.locked = preferences.locked(LOGIN_LANGUAGE)
        houses.append(House(dressed, spoken, qtbot, memory, preferences, passwords, keys))
        return houses[-1]

    yield build
    for house in houses:
        house.end()
    dressed.locked = spoken.locked = False
    dressed.choose("light")
    spoken.choose("en")


@pytest.fixture
def house(new_house: Callable[[Memory], House]) -> House:
    """The window, nobody logged in."""
    made = new_house(Memory(None))
    made.resize(SMALLEST.width(), SMALLEST.height())
    return made


@pytest.fixture
def at_work(house: House) -> House:
    """The window of an agent who is ready."""
    house.show(samples.idle(AgentStatus.READY))
    return house


@pytest.fixture
def tabs(at_work: House) -> InfoTabs:
    """The tabs of a window of the usual size, with something in each; its window is in front."""
    at_work.resize(USUAL.width(), USUAL.height())
    at_work.show(samples.lively())
    at_work.window.activateWindow()
    at_work.settle()
    return at_work.main.tabs
