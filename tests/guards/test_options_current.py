"""The example of the settings file is made from the table of options, and is what the program reads."""

from __future__ import annotations

import re
from pathlib import Path

from agent_desktop.settings import example, ini
from agent_desktop.settings.options import LOGIN_LANGUAGE, OPTIONS, WINDOW_THEME
from agent_desktop.ui.variants import LANGUAGES, THEMES
from tests.guards.tree import ROOT

FILE = ROOT / "ect.ini.example"


def is_current(file: Path) -> bool:
    """Whether a file says what the table makes of it."""
    return file.read_text(encoding="utf-8") == example.example()


def test_the_example_is_current() -> None:
    assert is_current(FILE), "type: .venv/bin/python -m agent_desktop.settings.example ect.ini.example"


def test_an_old_example_is_found(tmp_path: Path) -> None:
    old = tmp_path / "ect.ini.example"
    example.main(str(old))
    assert is_current(old)
    old.write_text(FILE.read_text(encoding="utf-8").replace(";theme", ";look"), encoding="utf-8")
    assert not is_current(old)


def test_the_example_sets_nothing_and_without_its_semicolons_every_default(tmp_path: Path) -> None:
    assert ini.read(FILE, None).values == {}
    file = tmp_path / "ect.ini"
    file.write_text(re.sub(r"^;", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    settings = ini.read(file, None)
    assert settings.notes == ()
    assert dict(settings.values) == {option: option.default for option in OPTIONS}


def test_choices_are_what_the_window_offers() -> None:
    assert WINDOW_THEME.kind.allowed == f"one of {', '.join(THEMES)}"
    assert LOGIN_LANGUAGE.kind.allowed == f"one of system, {', '.join(LANGUAGES)}"
