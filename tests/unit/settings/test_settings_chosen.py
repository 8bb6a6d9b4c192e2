"""The options in force: their sources, what is locked, what is changed while the window runs, and a broken file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.settings import chosen, ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.ini import SettingsError, Source
from agent_desktop.settings.options import (
    LOGIN_LANGUAGE,
    LOGIN_USER,
    OPTIONS,
    PHONE_ICE,
    SERVER_URL,
    WINDOW_THEME,
    Option,
)

NOW = datetime(2026, 11, 22, 14, 15, 7, tzinfo=UTC)
BROKEN = "ect.ini.broken-20261122-141507"


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_every_value_has_the_place_where_it_was_said(tmp_path: Path) -> None:  # F064
    machine = written(tmp_path / "m.ini", "[server]\nurl = https://desk.example\n[window]\ntheme = dark\n")
    user = written(tmp_path / "u.ini", "[login]\n\nuser = anna\n[window]\ntheme = light\n")
    told = ini.read(machine, user).with_flags({LOGIN_LANGUAGE: "sv"})
    assert told.sources == {
        SERVER_URL: Source(machine, 2),
        LOGIN_USER: Source(user, 3),
        WINDOW_THEME: Source(user, 5),
        LOGIN_LANGUAGE: Source(flag=True),
    }
    assert told[LOGIN_LANGUAGE] == "sv"


@pytest.mark.parametrize(
    ("lock", "locked"),
    [("window.theme = yes", {WINDOW_THEME}), ("window = Yes", {row for row in OPTIONS if row.section == "window"})],
)
def test_what_is_locked_is_heard_from_the_machine_only(  # F064
    tmp_path: Path, lock: str, locked: set[Option[Any]]
) -> None:
    machine = written(tmp_path / "m.ini", f"[lock]\n{lock}\n")
    user = written(tmp_path / "u.ini", "[window]\ntheme = dark\n[login]\nuser = anna\n[lock]\nlogin = no\n")
    told = ini.read(machine, user)
    assert (told[WINDOW_THEME], told[LOGIN_USER]) == ("system", "anna")
    assert told.locked == locked
    assert told.notes == (
        f"{user}, line 2: window.theme is locked by the administrator",
        f"{user}, line 6: only the administrator's file locks options",
    )
    preferences = Preferences(told, user)
    assert preferences.locked(WINDOW_THEME)
    assert preferences.locked(PHONE_ICE), "no option of the user's"
    assert not preferences.locked(LOGIN_USER)
    preferences.change(WINDOW_THEME, "dark")
    assert preferences[WINDOW_THEME] == "system"


def test_a_change_is_told_and_stands_in_the_file_with_its_line(tmp_path: Path) -> None:
    user = written(tmp_path / "u.ini", "[login]\nuser = anna\n")
    preferences = chosen.load(None, user, NOW)
    heard: list[str] = []
    preferences.listen(WINDOW_THEME, heard.append)
    preferences.change(WINDOW_THEME, "dark")
    preferences.change(WINDOW_THEME, "dark")
    assert heard == ["dark"]
    assert preferences.told.sources[WINDOW_THEME] == Source(user, 5)
    assert ini.read(None, user)[WINDOW_THEME] == "dark"


def test_a_change_that_cannot_be_written_holds_all_the_same(tmp_path: Path) -> None:
    preferences = Preferences(file=written(tmp_path / "plain", "") / "ect.ini")
    heard: list[str] = []
    preferences.listen(WINDOW_THEME, heard.append)
    with pytest.raises((OSError, SettingsError), match="plain"):
        preferences.change(WINDOW_THEME, "dark")
    assert (preferences[WINDOW_THEME], heard) == ("dark", ["dark"])


@pytest.mark.parametrize("text", ["no section", "[window]\ntheme = pink\n", "[a]\n[a]\n"])
def test_a_broken_file_of_the_user_is_kept_aside_and_the_rest_holds(tmp_path: Path, text: str) -> None:
    machine = written(tmp_path / "m.ini", "[login]\nuser = anna\n")
    user = written(tmp_path / "ect.ini", text)
    preferences = chosen.load(machine, user, NOW)
    assert preferences.kept_aside == tmp_path / BROKEN
    assert (tmp_path / BROKEN).read_text(encoding="utf-8") == text
    assert not user.exists()
    assert preferences[LOGIN_USER] == "anna"
    assert chosen.load(machine, user, NOW).kept_aside is None


def test_a_broken_file_of_the_machine_stops_the_program_and_leaves_the_users(tmp_path: Path) -> None:
    machine = written(tmp_path / "m.ini", "[window]\ntheme = pink\n")
    user = written(tmp_path / "ect.ini", "no section")
    with pytest.raises(SettingsError, match="pink"):
        chosen.load(machine, user, NOW)
    assert user.exists()
