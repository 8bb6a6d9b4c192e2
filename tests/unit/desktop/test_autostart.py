"""The program starts with the session, or does not, by the desktop's own list of what does (issue 10)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desktop import autostart
from agent_desktop.desktop.windows_autostart import NAME, RUN, WindowsAutostart
from agent_desktop.desktop.xdg_autostart import XdgAutostart
from agent_desktop.platforms import WindowSystem
from agent_desktop.settings import ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import WINDOW_AUTOSTART

PROGRAM = ("/opt/agent desktop/100%/agent-desktop",)


@pytest.fixture
def way(tmp_path: Path) -> XdgAutostart:
    return XdgAutostart(tmp_path / "autostart", PROGRAM)


def lines(way: XdgAutostart) -> dict[str, str]:
    text = way.file.read_text(encoding="utf-8")
    head, *rest = text.splitlines()
    assert head == "[Desktop Entry]"
    return dict(line.split("=", 1) for line in rest)


def test_a_file_of_the_person_names_the_program_and_goes_by_the_same_tick(way: XdgAutostart) -> None:
    way.turn(on=True, by_person=True)
    said = lines(way)
    assert said["Exec"] == '"/opt/agent desktop/100%%/agent-desktop"'
    assert said["TryExec"] == PROGRAM[0]  # a program that was taken away is passed over
    assert (said["Type"], said["Terminal"]) == ("Application", "false")
    assert "Path" not in said
    way.turn(on=False, by_person=True)
    assert not way.file.exists()
    way.turn(on=False, by_person=True)  # as before


def test_a_checkout_says_where_its_package_is_and_signs_of_a_shell_mean_nothing(tmp_path: Path) -> None:
    way = XdgAutostart(tmp_path, ("/py$(id)", "-m", 'agent"desktop\\'), Path("/home/a b"))
    way.turn(on=True, by_person=True)
    assert lines(way)["Exec"] == r'''"/py\\$(id)" "-m" "agent\\"desktop\\\\"'''
    assert lines(way)["Path"] == "/home/a b"


@pytest.mark.parametrize("off", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_was_switched_off_in_the_desktop_stays_off_until_the_person_says_else(way: XdgAutostart, off: str) -> None:
    way.turn(on=True, by_person=False)
    switched = way.file.read_text(encoding="utf-8").replace("X-GNOME-Autostart-enabled=true", off)
    way.file.write_text(switched, encoding="utf-8")
    way.turn(on=True, by_person=False)  # the next start
    assert way.file.read_text(encoding="utf-8") == switched
    way.turn(on=True, by_person=True)
    assert off not in way.file.read_text(encoding="utf-8")


def test_a_program_that_stands_elsewhere_now_is_found_again(way: XdgAutostart) -> None:
    XdgAutostart(way.file.parent, ("/opt/old/agent-desktop",)).turn(on=True, by_person=True)
    way.turn(on=True, by_person=False)
    assert lines(way)["TryExec"] == PROGRAM[0]


class FakeWinreg:
    """What of the registry is used: values of keys of the user."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = 0x80000001, 0x0002, 1

    def __init__(self) -> None:
        self.values: dict[str, dict[str, str]] = {}

    @contextmanager
    def CreateKeyEx(self, root: int, name: str, reserved: int, access: int) -> Iterator[dict[str, str]]:  # noqa: N802
        assert (root, reserved, access) == (self.HKEY_CURRENT_USER, 0, self.KEY_SET_VALUE)
        yield self.values.setdefault(name, {})

    def SetValueEx(self, key: dict[str, str], name: str, reserved: int, kind: int, value: str) -> None:  # noqa: N802
        assert (reserved, kind) == (0, self.REG_SZ)
        key[name] = value

    def DeleteValue(self, key: dict[str, str], name: str) -> None:  # noqa: N802
        if name not in key:
            raise FileNotFoundError(2, name)
        del key[name]


def test_on_windows_it_is_a_value_of_the_user_s_key_run() -> None:
    winreg: Any = FakeWinreg()
    way = WindowsAutostart((r"C:\Program Files\Agent Desktop\agent-desktop.exe",), winreg)
    way.turn(on=False, by_person=False)
    way.turn(on=True, by_person=True)
    assert winreg.values == {RUN: {NAME: r'"C:\Program Files\Agent Desktop\agent-desktop.exe"'}}
    way.turn(on=False, by_person=True)
    assert winreg.values == {RUN: {}}


def test_it_is_off_until_it_is_chosen_and_the_option_is_followed_at_once(way: XdgAutostart) -> None:
    preferences = Preferences()
    autostart.follow(preferences, way)
    assert not way.file.exists()
    preferences.change(WINDOW_AUTOSTART, "yes")
    assert way.file.exists()
    preferences.change(WINDOW_AUTOSTART, "no")
    assert not way.file.exists()


def test_an_administrator_has_it_started_and_nobody_changes_that(way: XdgAutostart, tmp_path: Path) -> None:  # F064
    (tmp_path / "ect.ini").write_text("[window]\nautostart = yes\n[lock]\nwindow.autostart = yes\n", encoding="utf-8")
    preferences = Preferences(ini.read(tmp_path / "ect.ini", None))
    autostart.follow(preferences, way)
    preferences.change(WINDOW_AUTOSTART, "no")
    assert way.file.exists()


@pytest.mark.expects_log("could not be set")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_bytes(b"no folder")
    way = XdgAutostart(tmp_path / "autostart", PROGRAM)
    preferences = Preferences(ini.read(None, None))
    with pytest.raises(OSError, match="autostart"):
        way.turn(on=True, by_person=True)
    autostart.follow(preferences, way)
    with pytest.raises(OSError, match="autostart"):  # the settings page says it
        preferences.change(WINDOW_AUTOSTART, "yes")


def test_the_program_is_the_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert autostart.this_program() == (sys.executable, "-m", "agent_desktop")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert autostart.this_program() == (sys.executable,)
    assert autostart.of_this_desktop(WindowSystem.NONE) is None
