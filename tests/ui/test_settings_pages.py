"""The pages of the settings on the real widgets: sounds (F059), devices (F034), parameters (F064)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QSlider

from agent_desktop.client.sound_choice import SoundChoice, SoundKind
from agent_desktop.client.view import PhoneView
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.settings import chosen, ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import OPTIONS, SOUNDS_RING, SOUNDS_RING_VOLUME
from agent_desktop.ui import samples
from agent_desktop.ui.devices_page import DevicesPage
from agent_desktop.ui.parameters_page import ParametersPage
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.sounds_page import SoundsPage

from .conftest import House

NOW = datetime(2026, 11, 22, 14, 15, tzinfo=UTC)
PHONE = PhoneView(registered=True, microphones=("Built-in", "Jabra"), speakers=("Built-in", "Jabra"))


def on_page(new_house: Callable[..., House], page: str, preferences: Preferences) -> tuple[House, SettingsDialog]:
    house = new_house(Memory(None), preferences)
    house.show(replace(samples.idle(AgentStatus.READY), phone=PHONE))
    dialog = house.window.dialogs.open("settings")
    assert isinstance(dialog, SettingsDialog)
    dialog.open_page(page)
    house.settle()
    return house, dialog


def test_a_sound_is_typed_turned_down_and_listened_to(new_house: Callable[..., House], tmp_path: Path) -> None:
    user = tmp_path / "ect.ini"
    bell = tmp_path / "bell.ogg"
    bell.write_bytes(b"")
    house, dialog = on_page(new_house, "sounds", chosen.load(None, user, NOW))
    page = dialog.pages["sounds"]
    field, volume = page.findChild(QLineEdit, "sound_file_ring"), page.findChild(QSlider, "sound_volume_ring")
    assert field is not None
    assert volume is not None
    field.setFocus()
    QTest.keyClicks(field, str(bell))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter takes the file and closes nothing"
    volume.setFocus()
    QTest.keyClick(volume, Qt.Key.Key_PageDown)
    told = ini.read(None, user)
    assert (told[SOUNDS_RING], told[SOUNDS_RING_VOLUME]) == (bell, 80)
    test = page.findChild(QPushButton, "sound_test_ring")
    assert test is not None
    QTest.mouseClick(test, Qt.MouseButton.LeftButton)
    assert house.sounds == ["ring"]


def test_what_is_no_sound_is_refused_and_said(new_house: Callable[..., House], tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir", encoding="utf-8")
    preferences = Preferences()
    _, dialog = on_page(new_house, "sounds", preferences)
    page = dialog.pages["sounds"]
    assert isinstance(page, SoundsPage)
    row = page.rows["ring"]
    for text, said in (
        (str(letter), "WAV, MP3, FLAC or OGG"),
        ("bell.wav", "no such file"),
        ("/no/b.wav", "/no/b.wav"),
    ):
        row.take(text)
        assert said in dialog.bar.text.text()
        assert (preferences[SOUNDS_RING], row.file.text()) == (None, "")


def test_a_file_that_is_gone_is_said_and_can_be_taken_away(new_house: Callable[..., House], tmp_path: Path) -> None:
    user = tmp_path / "ect.ini"
    user.write_text(f"[sounds]\nring = {tmp_path / 'gone.wav'}\n", encoding="utf-8")
    _, dialog = on_page(new_house, "sounds", chosen.load(None, user, NOW))
    page = dialog.pages["sounds"]
    assert isinstance(page, SoundsPage)
    row = page.rows["ring"]
    assert row.hint.text() == row.file.accessibleDescription() == "This file is gone; the usual sound is heard."
    row.file.clear()
    QTest.keyClick(row.file, Qt.Key.Key_Return)
    assert not row.hint.isVisible()
    assert ini.read(None, user)[SOUNDS_RING] is None


def test_a_sound_is_chosen_among_files(new_house: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "bell.flac").write_bytes(b"")
    preferences = Preferences()
    house, dialog = on_page(new_house, "sounds", preferences)
    browse = dialog.findChild(QPushButton, "sound_browse_ring")
    assert browse is not None
    browse.click()
    files = dialog.findChild(QFileDialog, "sound_files")
    assert files is not None
    assert not files.isModal()
    files.fileSelected.emit(str(tmp_path / "bell.flac"))
    files.close()
    house.settle()
    assert preferences[SOUNDS_RING] == tmp_path / "bell.flac"


def test_a_device_and_its_loudness_are_chosen_by_the_keyboard(new_house: Callable[..., House]) -> None:
    house, dialog = on_page(new_house, "devices", Preferences())
    page = dialog.pages["devices"]
    assert isinstance(page, DevicesPage)
    microphone, gain = page.devices[SoundKind.MICROPHONE], page.gains[SoundKind.MICROPHONE]
    assert [microphone.itemText(at) for at in range(3)] == ["The one of this PC", "Built-in", "Jabra"]
    QTest.keyClick(microphone, Qt.Key.Key_End)
    QTest.keyClick(gain, Qt.Key.Key_End)
    chosen_now = SoundChoice(microphones=("Jabra",), gains=(("microphone/Jabra", 10.0),))
    assert house.desk.sounds[-1] == chosen_now
    QTest.mouseClick(page.test, Qt.MouseButton.LeftButton)
    assert house.desk.test_calls == [True]
    house.show(replace(samples.in_call(), phone=replace(PHONE, active_leg="o1")))
    assert not page.test.isEnabled()
    assert microphone.currentText() == "Jabra"


@pytest.fixture
def told(tmp_path: Path) -> tuple[Preferences, Path]:
    """Settings of a machine, with one that is locked, and of a user."""
    machine, user = tmp_path / "machine.ini", tmp_path / "user.ini"
    machine.write_text("[server]\nurl = https://desk.example\n[lock]\nserver = yes\n", encoding="utf-8")
    user.write_text("[sounds]\nring_volume = 70\n", encoding="utf-8")
    preferences = chosen.load(machine, user, NOW)
    preferences.told = preferences.told.with_flags({next(o for o in OPTIONS if o.key == "login.language"): "en"})
    return preferences, tmp_path


def rows(page: ParametersPage) -> list[tuple[str, ...]]:
    table = page.table
    return [tuple(str(table.index(r, c).data()) for c in range(4)) for r in range(table.rowCount())]


def test_every_parameter_is_shown_with_its_source(
    new_house: Callable[..., House], told: tuple[Preferences, Path]
) -> None:  # F064
    preferences, folder = told
    _, dialog = on_page(new_house, "parameters", preferences)
    page = dialog.pages["parameters"]
    assert isinstance(page, ParametersPage)
    shown = {row[0]: row[1:] for row in rows(page)}
    assert list(shown) == [option.key for option in OPTIONS]
    assert shown["server.url"] == ("https://desk.example", f"{folder / 'machine.ini'}:2", "yes")
    assert shown["sounds.ring_volume"] == ("70", f"{folder / 'user.ini'}:2", "")
    assert shown["login.language"] == ("en", "the command line", "")
    assert shown["routing.sip"][1:] == ("usual value", "yes")
    preferences.change(SOUNDS_RING_VOLUME, 30)
    dialog.open_page("sounds")
    dialog.open_page("parameters")
    assert {row[0]: row[1] for row in rows(page)}["sounds.ring_volume"] == "30"


def test_the_parameters_are_searched_by_keyboard_and_read_to_the_blind(
    new_house: Callable[..., House], told: tuple[Preferences, Path]
) -> None:
    house, dialog = on_page(new_house, "parameters", told[0])
    page = dialog.pages["parameters"]
    assert isinstance(page, ParametersPage)
    page.filter.setFocus()
    QTest.keyClicks(page.filter, "RING vol")
    assert [row[0] for row in rows(page)] == ["sounds.ring_volume"]
    cell = QAccessible.queryAccessibleInterface(page.view).child(0)
    assert cell is not None
    assert page.table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Value: 70"
    QTest.keyClicks(page.filter, "xyz")
    house.settle()
    assert rows(page) == []
    assert page.none.isVisible()
