"""As an ordinary user nobody changes what the administrator has locked: by file, flag, memory or window (F064)."""

from __future__ import annotations

import argparse
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_desktop import app
from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.file_watch import FileWatch, stamp_of
from agent_desktop.settings.options import LOGIN_LANGUAGE, SERVER_URL, SOUND_DEVICE, WINDOW_THEME
from agent_desktop.settings.whole import write_whole
from agent_desktop.ui.remembered import Memory

from .conftest import House

PATIENCE_S = 20.0
pytestmark = pytest.mark.expects_log("locked by the administrator")

MACHINE = """
[server]
url = https://desk.example
[window]
theme = dark
[sound]
device = none
[lock]
server.url = yes
window = yes
sound = yes
login = yes
"""
USER = (
    "[server]\nurl = http://127.0.0.1:1\n[window]\ntheme = light\n[sound]\ndevice = default\n[login]\nlanguage = fr\n"
)
FLAGS = ["--server", "http://127.0.0.1:2", "--theme", "light", "--sound", "default", "--language", "fr"]
REMEMBERED = b"""{"server": "http://127.0.0.1:3", "user": "berit", "sound": {"microphones": ["Jabra"]}}"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The machine's file and the user's."""
    machine, user = tmp_path / "machine.ini", tmp_path / "user.ini"
    machine.write_text(MACHINE, encoding="utf-8")
    user.write_text(USER, encoding="utf-8")
    return machine, user


def told(settings: Preferences) -> list[object]:
    return [settings[option] for option in (SERVER_URL, WINDOW_THEME, SOUND_DEVICE, LOGIN_LANGUAGE)]


@pytest.mark.expects_log("must be (one of|yes or no)")
def test_a_changed_file_of_the_machine_is_noticed_with_whether_it_can_be_used(files: tuple[Path, Path]) -> None:
    machine, keys = files[0], files[0].with_name("hotkeys.ini")
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    watch = FileWatch(
        lambda: stamp_of((machine, keys)), lambda: heard.put(app.changed_settings(machine, keys)), every_s=0.01
    )
    try:
        write_whole(machine, b"[window]\ntheme = light\n")
        assert heard.get(timeout=PATIENCE_S) == "settings_changed"
        write_whole(keys, b"[lock]\nall = perhaps\n")
        assert heard.get(timeout=PATIENCE_S) == "settings_mistaken"
        keys.unlink()
        assert heard.get(timeout=PATIENCE_S) == "settings_changed"
        write_whole(machine, b"[window]\ntheme = pink\n")
        assert heard.get(timeout=PATIENCE_S) == "settings_mistaken"
    finally:
        watch.close()


def test_the_window_tells_what_was_noticed_on_this_pc(house: House) -> None:
    house.window.notice("settings_changed")
    assert "Your administrator changed the settings of this PC." in house.main.notice_bar.text.text()


def test_no_file_that_a_user_writes_or_names_changes_what_is_locked(files: tuple[Path, Path]) -> None:
    as_locked = ["https://desk.example", "dark", "none", "system"]
    machine, user = files
    for given in (None, str(user), app.NOWHERE):
        assert told(app.preferences_of(given, machine, user)) == as_locked, given
    machine.write_text(MACHINE.partition("[lock]")[0], encoding="utf-8")
    assert told(app.preferences_of(None, machine, user)) == ["http://127.0.0.1:1", "light", "default", "fr"]


def test_no_flag_and_nothing_remembered_changes_what_is_locked(files: tuple[Path, Path], tmp_path: Path) -> None:
    settings = app.preferences_of(None, *files)
    parser = argparse.ArgumentParser()
    app.add_arguments(parser)
    args = parser.parse_args([*FLAGS, "--user", "berit"])
    locked = app.obey(args, settings)
    assert locked == {"server", "theme", "sound", "language"}  # and no user name, for there is none to lock
    assert [getattr(args, name) for name in sorted(locked)] == [None] * 4
    assert args.user == "berit"
    (tmp_path / "window.json").write_bytes(REMEMBERED)
    memory = Memory(tmp_path / "window.json", locked)
    assert (memory.value.server, memory.value.sound) == ("", SoundChoice())
    assert memory.value.user == "berit"
    memory.change(server="http://127.0.0.1:3", user="carla")
    assert (memory.value.server, memory.value.user) == ("", "carla")


@pytest.fixture
def locked(new_house: Callable[[Memory], House], files: tuple[Path, Path]) -> Iterator[House]:
    """A window in which server, look, language and sound are locked."""
    args = argparse.Namespace(**dict.fromkeys(app.REMEMBERED))
    house = new_house(Memory(None, app.obey(args, app.preferences_of(None, *files))))
    house.theme.locked = house.languages.locked = True
    house.languages.changed.emit()
    house.window.login.fill("https://desk.example", "")
    yield house
    house.theme.locked = house.languages.locked = False


def test_the_window_says_what_is_locked_and_does_not_change_it(locked: House) -> None:
    login = locked.window.login
    locked.settle()
    login.server.setFocus()
    QTest.keyClicks(login.server, "x")
    assert login.server.text() == "https://desk.example"
    assert not login.language.isEnabled()
    assert login.server.toolTip() == login.language.toolTip() == "Locked by your administrator"
    assert not login.user.isReadOnly()
    QTest.keyClicks(login.password, "p")
    QTest.keyClicks(login.user, "anna")
    QTest.keyClick(login.user, Qt.Key.Key_Return)
    assert locked.desk.log_ins == [("https://desk.example", "anna", "p")]


def test_the_menus_say_what_is_locked_and_do_not_open(locked: House) -> None:
    header = locked.main.header
    locked.theme.changed.emit()
    titles = [entry.text() for entry in header.menu.actions() if not entry.isEnabled()]
    assert titles == ["Language (locked by your administrator)", "Look (locked by your administrator)"]
    assert locked.main.sound_menu.title() == "Sound (locked by your administrator)"
    assert all(not menu.isEnabled() for menu in locked.main.sound_menu.findChildren(QMenu))


def test_even_a_program_that_works_the_window_changes_nothing_locked(locked: House) -> None:
    for name in ("theme_light", "theme_system", "language_fr", "language_en"):
        entry = locked.main.header.findChild(QAction, name)
        assert entry is not None
        entry.trigger()
    for menu in locked.main.sound_menu.findChildren(QMenu):
        for entry in menu.actions():
            entry.trigger()
    assert locked.desk.sounds == []
    assert (locked.theme.choice, locked.languages.code) == ("light", "en")
