"""The page of the keys on the real widgets, by keyboard and mouse (F061–F063, F132)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.client.action import Group
from agent_desktop.client.actions import ACTIONS
from agent_desktop.desktop.chord import Chord, parse
from agent_desktop.desktop.global_keys import Verdict
from agent_desktop.desktop.keymap import Reach
from agent_desktop.desktop.qt_chord import chord_of
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.platforms import WindowSystem
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.ini import Settings
from agent_desktop.settings.options import HOTKEYS_GLOBAL, HOTKEYS_KEYMAP, WINDOW_THEME
from agent_desktop.ui import samples
from agent_desktop.ui.keys_page import KeysPage
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.still_keys import StillKeys

from .conftest import House

LOCAL, GLOBAL = Reach.LOCAL, Reach.GLOBAL
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Page:
    """The page in its dialog in its window."""

    def __init__(self, house: House, keys: StillKeys) -> None:
        self.house, self.keys = house, keys
        house.show(samples.idle(AgentStatus.READY))
        dialog = house.window.dialogs.open("settings")
        assert isinstance(dialog, SettingsDialog)
        dialog.open_page("keys")
        self.dialog = dialog
        page = dialog.pages["keys"]
        assert isinstance(page, KeysPage)
        self.page = page
        house.settle()

    def choose(self, action: str) -> None:
        """Go to the line of an action, from the first one, with the arrow keys."""
        rows = [row.id for row in ACTIONS if row.group is not Group.CLIP]
        self.page.table.setFocus()
        QTest.keyClick(self.page.table, Qt.Key.Key_Home)
        for _ in range(rows.index(action)):
            QTest.keyClick(self.page.table, Qt.Key.Key_Down)

    def press(self, reach: Reach, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key into a field."""
        field = self.page.fields[reach]
        field.setFocus()
        QTest.keyClick(field, key, held)
        self.house.settle()

    def line(self, action: str) -> list[str]:
        """What the table says of an action, but for its name."""
        rows = [row.id for row in ACTIONS if row.group is not Group.CLIP]
        item = self.page.table.topLevelItem(rows.index(action))
        assert item is not None
        return [item.text(column) for column in (1, 2, 3)]


Made = Callable[..., Page]


@pytest.fixture
def made(new_house: Callable[..., House]) -> Made:
    def make(keys: StillKeys | None = None, preferences: Preferences | None = None) -> Page:
        keys = keys or StillKeys()
        return Page(new_house(Memory(None), preferences or Preferences(), keys=keys), keys)

    return make


def test_every_action_has_a_line_with_its_keys_and_what_became_of_them(made: Made) -> None:
    page = made()
    assert page.page.table.topLevelItemCount() == len([row for row in ACTIONS if row.group is not Group.CLIP])
    assert page.line("answer") == ["F2", "Ctrl+Shift+F2", "OK"]
    assert page.line("hang_up") == ["F3", "Ctrl+Shift+F3", "Taken"]
    assert page.line("mute") == ["F4", "Ctrl+Shift+F4", "Not here"]
    assert page.line("hold") == ["Shift+F2", "", ""]
    page.choose("hang_up")
    assert page.page.message.text() == "Ctrl+Shift+F3 belongs to another program already."
    page.keys.judge("hang_up", Verdict.OK)
    page.house.settle()
    assert page.line("hang_up")[2] == "OK"


def test_a_key_that_is_pressed_holds_at_once_and_is_reset_by_line_and_for_all(made: Made) -> None:  # F061
    page = made()
    page.choose("hold")
    assert not page.page.reset.isEnabled()
    page.press(LOCAL, Qt.Key.Key_F12, CONTROL)
    page.press(GLOBAL, Qt.Key.Key_F12, CONTROL | SHIFT)
    assert page.line("hold")[:2] == ["Ctrl+F12", "Ctrl+Shift+F12"]
    assert page.keys.keymap.chord(LOCAL, "hold") == parse("Ctrl+F12")
    page.press(LOCAL, Qt.Key.Key_F, CONTROL)  # which finds settings, elsewhere in the dialog
    assert page.line("hold")[0] == "Ctrl+F"
    page.press(LOCAL, Qt.Key.Key_F12, CONTROL)
    page.choose("park")
    page.press(LOCAL, Qt.Key.Key_Backspace)
    assert page.line("park")[0] == ""
    QTest.mouseClick(page.page.reset, Qt.MouseButton.LeftButton)
    page.house.settle()
    assert page.line("park")[0] == "Shift+F3"
    assert page.line("hold")[0] == "Ctrl+F12"
    QTest.mouseClick(page.page.reset_all, Qt.MouseButton.LeftButton)
    page.house.settle()
    assert page.keys.keymap.own == {}
    assert page.line("hold")[:2] == ["Shift+F2", ""]
    assert not page.page.reset_all.isEnabled()


def test_a_key_is_taken_away_with_the_mouse(made: Made) -> None:
    page = made()
    page.choose("answer")
    QTest.mouseClick(page.page.none[GLOBAL], Qt.MouseButton.LeftButton)
    page.house.settle()
    assert page.line("answer") == ["F2", "", ""]
    assert not page.page.none[GLOBAL].isEnabled()


@pytest.mark.parametrize(
    ("key", "held", "why"),
    [
        (Qt.Key.Key_F3, NONE, "F3 is the key of Hang up."),
        (Qt.Key.Key_F2, CONTROL | SHIFT, "Ctrl+Shift+F2 is the key of Answer."),
        (Qt.Key.Key_A, NONE, "A is typed with: take another one, as a function key."),
        (Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.AltModifier, "Ctrl+Alt+E is typed with: take another one"),
        (Qt.Key.Key_C, CONTROL, "Ctrl+C has a meaning in every window already."),
        (Qt.Key.Key_F10, NONE, "F10 has a meaning in every window already."),
    ],
)
def test_a_key_that_cannot_be_is_refused_while_it_is_pressed(
    made: Made, key: Qt.Key, held: Qt.KeyboardModifier, why: str
) -> None:  # F132
    page = made()
    page.choose("hold")
    page.press(LOCAL, key, held)
    assert page.page.message.text().startswith(why)
    assert page.keys.keymap.own == {}
    assert page.page.fields[LOCAL].text() == "Shift+F2"
    assert page.house.desk.acted == [], "nothing is done by a key that is to be given"


def test_what_is_held_is_shown_and_tab_leaves_the_field(made: Made) -> None:
    page = made()
    page.choose("hold")
    field = page.page.fields[LOCAL]
    page.dialog.activateWindow()
    field.setFocus()
    assert page.keys.paused
    QTest.keyPress(field, Qt.Key.Key_Control)
    assert field.text() == "Ctrl+…"
    QTest.keyRelease(field, Qt.Key.Key_Control)
    assert field.text() == "Shift+F2"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.page.none[LOCAL]
    assert not page.keys.paused
    assert page.keys.keymap.own == {}
    around: list[str] = []
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        around.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert around == ["keys_local_none", "keys_global"]


def test_locked_lines_are_grey_with_their_reason_and_the_others_are_not(made: Made) -> None:  # F063
    page = made(StillKeys(locked=frozenset({"answer"})))
    page.choose("answer")
    assert page.line("answer")[2] == "Locked"
    assert page.page.message.text() == "Locked by your administrator"
    parts = (*page.page.fields.values(), *page.page.none.values(), page.page.reset)
    assert not any(part.isEnabled() for part in parts)
    page.choose("hold")
    assert page.page.fields[LOCAL].isEnabled()
    everything = made(StillKeys(locked=frozenset({"all"})))
    assert everything.line("hold")[2] == "Locked"


def test_the_keymap_and_the_switch_are_options_and_can_be_locked(made: Made) -> None:
    preferences = Preferences()
    page = made(preferences=preferences)
    page.page.keymap.setFocus()
    QTest.keyClick(page.page.keymap, Qt.Key.Key_Down)
    assert preferences[HOTKEYS_KEYMAP] == "teams"
    QTest.keyClick(page.page.everywhere, Qt.Key.Key_Space)
    assert preferences[HOTKEYS_GLOBAL] == "no"
    assert page.line("answer")[2] == "Off"
    locked = Preferences(Settings({}, locked=frozenset({HOTKEYS_KEYMAP, HOTKEYS_GLOBAL})))
    page = made(preferences=locked)
    assert not page.page.keymap.isEnabled()
    assert page.page.everywhere.toolTip() == "Locked by your administrator"


@pytest.mark.expects_log("hotkeys.ini could not be kept")
def test_a_key_that_could_not_be_kept_is_said(made: Made) -> None:
    page = made()
    page.keys.fails = True
    page.choose("hold")
    page.press(LOCAL, Qt.Key.Key_F12, CONTROL)
    assert page.dialog.bar.text.text() == "This holds until the program ends; it could not be kept: the disk is full"


def test_pages_that_are_gone_with_their_agent_are_told_nothing_more(made: Made) -> None:
    preferences = Preferences()
    page = made(preferences=preferences)
    page.house.window.dialogs.forget()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.keys.judge("answer", Verdict.TAKEN)
    for option, value in ((HOTKEYS_GLOBAL, "no"), (HOTKEYS_KEYMAP, "jabber"), (WINDOW_THEME, "dark")):
        preferences.change(option, value)
    page.house.settle()
    again = page.house.window.dialogs.open("settings")
    assert isinstance(again, SettingsDialog)
    keys = again.pages["keys"]
    assert isinstance(keys, KeysPage)
    assert keys.keymap.currentData() == "jabber"


def test_two_actions_with_one_key_are_said(made: Made) -> None:
    keys = StillKeys()
    keys.keymap.change(LOCAL, "hold", Chord("F2"))
    page = made(keys)
    assert page.line("hold")[2] == "Double"
    assert page.line("answer")[2] == "OK"


CYRILLIC_D, EXCLAMATION = 0x0414, 0x21


def event(key: int, held: Qt.KeyboardModifier, code: int = 0, virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, code, virtual, 0)


@pytest.mark.parametrize(
    ("pressed", "system", "chord"),
    [
        (event(Qt.Key.Key_L, CONTROL, code=46), WindowSystem.X11, "Ctrl+L"),
        (event(CYRILLIC_D, CONTROL, code=46), WindowSystem.X11, "Ctrl+L"),  # where the Ukrainian layout has its own
        (event(CYRILLIC_D, CONTROL, virtual=0x4C), WindowSystem.WINDOWS, "Ctrl+L"),
        (event(EXCLAMATION, CONTROL | SHIFT, code=10), WindowSystem.WAYLAND, "Ctrl+Shift+1"),
        (event(Qt.Key.Key_5, CONTROL | Qt.KeyboardModifier.KeypadModifier), WindowSystem.X11, "Ctrl+5"),
        (event(Qt.Key.Key_Shift, SHIFT), WindowSystem.X11, None),
        (event(Qt.Key.Key_MediaPlay, NONE), WindowSystem.X11, None),
    ],
)
def test_a_chord_is_found_on_every_layout(pressed: QKeyEvent, system: WindowSystem, chord: str | None) -> None:
    assert chord_of(pressed, system) == (None if chord is None else parse(chord))
