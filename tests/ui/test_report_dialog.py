"""The error report on the real widgets: previewed file by file, saved where ect.ini says, or elsewhere (F066)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from agent_desktop.settings import ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.ui import samples
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.masked_picture import OVER, masked_picture
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.report_dialog import PICTURE, ReportDialog
from agent_desktop.ui.variants import LANGUAGES

from .conftest import House
from .test_keyboard_only import press


def reporting(
    new_house: Callable[..., House], tmp_path: Path, folder: Path | None = None
) -> tuple[House, ReportDialog]:
    """The dialog, opened by its key in a call."""
    machine = tmp_path / "machine.ini"
    machine.write_text(f"[report]\nfolder = {folder or tmp_path / 'share'}\n", encoding="utf-8")
    house = new_house(Memory(None), Preferences(ini.read(machine, None)))
    view = samples.in_call()
    assert view.details is not None
    house.personal |= {view.details.number, view.details.name}
    house.show(view)
    house.window.activateWindow()
    house.settle()
    press(house, "Ctrl+Shift+E")
    house.settle()
    dialog = house.window.dialogs.made["report"]
    assert isinstance(dialog, ReportDialog)
    assert QApplication.activeModalWidget() is None
    return house, dialog


def test_what_is_seen_is_what_is_saved_by_the_keyboard(new_house: Callable[..., House], tmp_path: Path) -> None:
    house, dialog = reporting(new_house, tmp_path)
    assert dialog.words.hasFocus()
    QTest.keyClicks(dialog.words, "No sound from +46 70 123 45 67")
    assert "No sound from [removed]" in dialog.text.toPlainText()
    seen: dict[str, str] = {}
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        seen[dialog.list.item(row).text()] = dialog.text.toPlainText()
    dialog.list.setCurrentRow(list(seen).index("log.txt"))
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)  # this file is left out
    dialog.save_button.setFocus()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    (path,) = (tmp_path / "share").iterdir()
    assert str(path) in dialog.bar.text.text()
    with zipfile.ZipFile(path) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}
    del seen["log.txt"]
    assert saved == seen
    house.settle()


def test_a_place_out_of_reach_is_said_and_another_is_taken(new_house: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("", encoding="utf-8")
    house, dialog = reporting(new_house, tmp_path, tmp_path / "plain" / "reports")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "cannot be reached" in dialog.bar.text.text()
    QTest.mouseClick(dialog.elsewhere, Qt.MouseButton.LeftButton)
    folders = dialog.findChild(QFileDialog, "report_folders")
    assert folders is not None
    folders.fileSelected.emit(str(tmp_path / "here"))
    folders.close()
    house.settle()
    assert len(list((tmp_path / "here").iterdir())) == 1


def test_the_picture_is_by_choice_and_grey_where_the_customer_stands(
    new_house: Callable[..., House], tmp_path: Path
) -> None:
    house, dialog = reporting(new_house, tmp_path)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert PICTURE not in names
    QTest.mouseClick(dialog.picture, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.picture.height() // 2))
    assert dialog.list.item(dialog.list.count() - 1).text() == PICTURE
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    assert not dialog.image.pixmap().isNull()
    number = house.main.card.findChild(type(dialog.image), "field_number") or house.main.findChild(
        type(dialog.image), "field_number"
    )
    assert number is not None
    assert number.text()
    shown = masked_picture(house.window, lambda text: "" if number.text() in text else text).toImage()
    at = number.mapTo(house.window, number.rect().center())
    assert shown.pixelColor(at) == OVER
    assert house.window.grab().toImage().pixelColor(number.mapTo(house.window, QPoint(1, 1))) != OVER


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_is_cut(new_house: Callable[..., House], tmp_path: Path, language: str) -> None:
    house, dialog = reporting(new_house, tmp_path)
    house.languages.choose(language)
    for look in ("light", "dark"):
        house.theme.choose(look)
        house.settle()
        assert not list(problems(dialog))
    entry = house.window.findChild(QAction, "menu_report")
    assert entry is not None
