"""The settings on the real widgets: what is chosen holds at once and stands in the file; what is locked says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from agent_desktop.client.actions import ACTIONS
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.settings import chosen, ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import LOGIN_LANGUAGE, WINDOW_THEME
from agent_desktop.ui import samples
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.settings_pages import PAGES
from agent_desktop.ui.variants import LANGUAGES

from .conftest import House
from .test_keyboard_only import press

NOW = datetime(2026, 11, 22, 14, 15, tzinfo=UTC)
Settle = Callable[[Preferences], House]


@pytest.fixture
def settled(new_house: Callable[..., House]) -> Settle:
    """A window whose settings are these."""

    def build(preferences: Preferences) -> House:
        house = new_house(Memory(None), preferences)
        house.show(samples.idle(AgentStatus.READY))
        house.window.activateWindow()
        house.settle()
        return house

    return build


def opened(house: House) -> SettingsDialog:
    """The dialog, opened by its key."""
    press(house, next(row.key or "" for row in ACTIONS if row.id == "settings"))
    house.settle()
    dialog = house.window.dialogs.made["settings"]
    assert isinstance(dialog, SettingsDialog)
    assert dialog.isVisible()
    return dialog


def control(dialog: QDialog, option: str) -> QComboBox:
    found = dialog.findChild(QComboBox, f"setting_{option}")
    assert found is not None
    return found


def test_a_choice_by_the_keyboard_holds_at_once_and_stands_in_the_file(settled: Settle, tmp_path: Path) -> None:
    file = tmp_path / "user" / "ect.ini"
    house = settled(chosen.load(None, file, NOW))
    dialog = opened(house)
    assert QApplication.activeModalWidget() is None  # F132
    look = control(dialog, "window.theme")
    look.setFocus()
    QTest.keyClick(look, Qt.Key.Key_End)
    assert house.theme.choice == "dark"
    assert ini.read(None, file)[WINDOW_THEME] == "dark"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_choice_by_the_mouse_in_the_menu_shows_in_the_dialog_too(settled: Settle, tmp_path: Path) -> None:
    file = tmp_path / "ect.ini"
    file.write_text("[login]\nuser = anna\n", encoding="utf-8")
    house = settled(chosen.load(None, file, NOW))
    entry = house.window.findChild(QAction, "menu_settings")
    assert entry is not None
    assert entry.text().startswith("Settings")
    entry.trigger()
    dialog = house.window.dialogs.made["settings"]
    polish = house.window.findChild(QAction, "language_pl")
    assert polish is not None
    polish.trigger()
    house.settle()
    assert control(dialog, "login.language").currentData() == "pl"
    assert dialog.windowTitle() == "Ustawienia"
    told = ini.read(None, file)
    assert (told[LOGIN_LANGUAGE], told.sources[LOGIN_LANGUAGE].line) == ("pl", 3)
    control(dialog, "login.language").setCurrentIndex(0)
    control(dialog, "login.language").activated.emit(0)
    assert ini.read(None, file)[LOGIN_LANGUAGE] == "system"


def test_what_is_locked_is_grey_and_says_why(settled: Settle, tmp_path: Path) -> None:  # F064
    machine, user = tmp_path / "machine.ini", tmp_path / "ect.ini"
    machine.write_text("[window]\ntheme = light\n[lock]\nwindow.theme = yes\n", encoding="utf-8")
    user.write_text("[window]\ntheme = dark\n", encoding="utf-8")
    house = settled(chosen.load(machine, user, NOW))
    dialog = opened(house)
    look = control(dialog, "window.theme")
    assert not look.isEnabled()
    assert look.toolTip() == look.accessibleDescription() == "Locked by your administrator"
    assert look.currentText() == "Light"
    assert control(dialog, "login.language").isEnabled()
    dialog.pages["window"].change(WINDOW_THEME, "dark")  # whoever finds another way finds it closed
    assert house.theme.choice == "light"
    assert user.read_text(encoding="utf-8") == "[window]\ntheme = dark\n"


def test_a_broken_file_is_kept_aside_and_said(settled: Settle, tmp_path: Path) -> None:
    file = tmp_path / "ect.ini"
    file.write_bytes(b"\xff\xfe theme")
    house = settled(chosen.load(None, file, NOW))
    kept = tmp_path / "ect.ini.broken-20261122-141500"
    assert kept.read_bytes() == b"\xff\xfe theme"
    assert "ect.ini.broken-20261122-141500" in house.main.notice_bar.text.text()
    house.theme.choose("dark")
    assert ini.read(None, file)[WINDOW_THEME] == "dark"


@pytest.mark.expects_log("could not be kept")
def test_what_cannot_be_written_holds_and_is_said(settled: Settle, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("", encoding="utf-8")
    house = settled(Preferences(file=tmp_path / "plain" / "ect.ini"))
    dialog = opened(house)
    dialog.pages["window"].change(WINDOW_THEME, "dark")
    assert house.theme.choice == "dark"
    assert dialog.bar.isVisible()
    assert "it could not be kept" in dialog.bar.text.text()


def test_the_search_leaves_only_pages_with_the_words(settled: Settle) -> None:
    house = settled(Preferences())
    dialog = opened(house)
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()
    QTest.keyClicks(dialog.search, "LANG")
    shown = [page.id for row, page in enumerate(PAGES) if not dialog.list.item(row).isHidden()]
    assert "window" in shown
    QTest.keyClicks(dialog.search, "uage of nowhere")
    assert all(dialog.list.item(row).isHidden() for row in range(len(PAGES)))
    assert dialog.nothing.isVisible()
    dialog.open_page("window")
    assert not dialog.list.item(0).isHidden()


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_on_any_page_is_cut_or_overlaps(settled: Settle, language: str) -> None:
    house = settled(Preferences())
    house.languages.choose(language)
    dialog = opened(house)
    wrong: list[str] = []
    for look in ("light", "dark"):
        house.theme.choose(look)
        for page in PAGES:
            dialog.open_page(page.id)
            house.settle()
            wrong += [f"{page.id}: {problem}" for problem in problems(dialog)]
    assert not wrong, "\n".join(wrong)
