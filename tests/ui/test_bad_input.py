"""What the window does with what it should never get: foreign scripts, endless values, forbidden addresses."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from agent_desktop.client.call_info import CriRow
from agent_desktop.client.reactions import Notice
from agent_desktop.domain.cri import LONGEST
from agent_desktop.ui import samples
from agent_desktop.ui.cri_field import open_page
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.notices import Told
from agent_desktop.ui.window import SMALLEST

from .conftest import House

LONG = "Ä" * 10_000


def test_a_value_of_ten_thousand_letters_breaks_nothing(house: House) -> None:  # F046
    rows = (CriRow(name="note", value=LONG, editable=True), CriRow(name="other", value=LONG))
    house.show(replace(samples.in_call(), cris=rows))
    field = house.main.tabs.info.rows["note"].field
    assert isinstance(field, QLineEdit)
    assert len(field.text()) <= LONGEST
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert house.desk.commanded == []  # what was only cut for the screen is not sent back
    assert house.window.width() == SMALLEST.width()
    assert not list(problems(house.window))


def test_names_from_right_to_left_stand_in_their_place_with_the_number_readable(house: House) -> None:
    view = samples.right_to_left()
    house.show(view)
    assert view.details is not None
    assert house.main.card.number.text() == view.details.number
    assert house.main.card.name.text() == view.details.name
    assert not list(problems(house.window))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "tel:112", "smb://host/x", " http://x"])
def test_an_address_with_a_forbidden_scheme_is_not_opened(url: str) -> None:  # F048
    assert not open_page(url)


def test_ten_minutes_without_the_network_in_a_call_are_borne_calmly(house: House) -> None:  # F118 F119
    house.show(samples.in_call())
    house.main.note.editor.setFocus()
    QTest.keyClicks(house.main.note.editor, "typed ")
    house.show(samples.cut_off())
    for _ in range(10):
        house.pass_time(60_000)
    assert house.main.trouble_bar.isVisible()
    assert "Your call goes on" in house.main.trouble_bar.text.text()
    assert house.main.call.buttons["hang_up"].isEnabled()
    assert house.main.card.time.text() == "12:41"
    house.main.note.save()
    assert [case for case, _ in house.desk.notes] == [7]
    house.show(samples.in_call(761_000))
    assert not house.main.trouble_bar.isVisible()


def test_a_program_that_is_too_old_says_so_and_work_goes_on(at_work: House) -> None:
    at_work.main.tell(Told(notice=Notice(code="update_program"), at=samples.NOW))
    at_work.settle()
    assert "Update the program" in at_work.main.notice_bar.text.text()
    busy = at_work.main.button("busy")
    assert busy is not None
    assert busy.isEnabled()
