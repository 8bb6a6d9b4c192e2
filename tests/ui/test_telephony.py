"""The telephony buttons and the dial field on the real window (F010, F014, F020, F022–F027, F034, F038–F040)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples

from .conftest import House


def click(house: House, action: str) -> None:
    button = house.main.button(action)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(house: House) -> dict[str, str]:
    buttons = {**house.main.call.buttons, **house.main.talk.buttons, **house.main.line.row.buttons}
    return {name: button.text() for name, button in buttons.items() if button.isEnabled()}


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (samples.idle(AgentStatus.BUSY), {"call": "Call"}),
        (
            samples.in_call(),
            {
                "hang_up": "Hang up",
                "mute": "Mute",
                "hold": "Hold",
                "park": "Park",
                "record": "Record",
                "call": "Ask",
                "transfer": "Transfer",
            },
        ),
        (
            samples.asked(),
            {
                "hang_up": "Hang up",
                "mute": "Mute",
                "park": "Retrieve",
                "toggle": "Toggle",
                "confer": "Conference",
                "end_inquiry": "End inquiry",
                "record": "Pause recording",
                "transfer": "Transfer",
            },
        ),
        (samples.callback(), {"answer": "Call the customer", "hang_up": "Reject"}),
    ],
    ids=["busy", "call", "inquiry", "callback"],
)
def test_the_buttons_say_what_they_do_now(house: House, view: View, expected: dict[str, str]) -> None:  # F020
    house.show(view)
    assert texts(house) == expected


def test_who_is_put_aside_is_shown_and_taken_back_by_the_same_button(house: House) -> None:  # F034
    house.show(samples.held())
    assert house.main.card.talk.text() == "On hold for 0:34: the customer hears music"
    hold = house.main.talk.buttons["hold"]
    assert (hold.text(), hold.lit) == ("Retrieve", True)
    click(house, "hold")
    assert house.desk.acted == [("hold", NOTHING)]
    assert hold.pending
    house.pass_time(26_000)
    assert house.main.card.talk.text() == "On hold for 1:00: the customer hears music"


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (samples.asking(), "Asking Bo Lindqvist … 0:07"),
        (samples.asked(), "Speaking with Bo Lindqvist; the customer hears music"),
        (samples.conference(), "Conference with Bo Lindqvist"),
        (samples.in_call(), ""),
    ],
)
def test_the_card_says_who_hears_whom(house: House, view: View, said: str) -> None:  # F023 F034
    house.show(view)
    assert house.main.card.talk.text() == said


def test_a_visible_sign_says_that_somebody_listens(house: House) -> None:
    house.show(samples.listened())
    assert house.main.band.detail.text() == "Maria Ek speaks to you alone"
    assert "Maria Ek" in house.main.band.accessibleName()
    house.show(samples.in_call())
    assert house.main.band.detail.text() == ""


def test_the_recording_is_shown_by_word_colour_and_time(house: House) -> None:  # F038
    house.show(samples.asked())
    assert house.main.card.recording.text() == "● Recording 0:42"
    assert house.main.talk.buttons["record"].lit
    house.show(samples.conference())
    assert house.main.card.recording.text() == "● Recording paused"
    assert house.main.talk.buttons["record"].text() == "Resume recording"
    house.show(samples.in_call())
    assert house.main.card.recording.text() == ""


def entries(menu: QMenu) -> dict[str, bool]:
    return {entry.text(): entry.isEnabled() for entry in menu.actions()}


def test_a_right_click_on_record_says_how_it_ends(house: House) -> None:  # F039 F040
    house.show(samples.asked())
    record = house.main.talk.buttons["record"]
    record.customContextMenuRequested.emit(QPoint(1, 1))
    menu = house.main.record_menu
    assert menu.isVisible()
    assert entries(menu) == {
        "Pause recording": True,
        "Save the recording": True,
        "Cancel and delete the recording": True,
        "Customer declines recording": True,
    }
    menu.actions()[1].trigger()
    assert house.desk.acted == [("save_recording", NOTHING)]
    menu.hide()
    house.show(samples.in_call())
    assert entries(menu) == {
        "Record": True,
        "Save the recording": False,
        "Cancel and delete the recording": False,
        "Customer declines recording": True,
    }


def type_in(house: House, text: str) -> None:
    field = house.main.line.field
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    house.settle()


def test_a_number_is_dialled_with_enter(house: House) -> None:  # F022
    house.show(samples.idle(AgentStatus.BUSY))
    type_in(house, "070-123 45 67")
    assert house.main.line.found.isVisible()
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Return)
    assert house.desk.acted == [("call", Choice(number="0701234567"))]
    assert house.main.line.field.text() == "070-123 45 67"  # until a call comes of it
    assert not house.main.line.found.isVisible()


def test_a_colleague_is_found_by_name_and_asked(house: House) -> None:  # F023 F027
    house.show(samples.in_call())
    type_in(house, "an")
    assert house.main.line.found.topLevelItemCount() > 1
    type_in(house, "lev")
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Return)
    assert house.desk.acted == [("call", Choice(queue="orders"))]


def test_arrows_choose_and_ctrl_enter_transfers_at_once(house: House) -> None:  # F025
    house.show(samples.in_call())
    type_in(house, "")
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Down)  # the list of all
    found = house.main.line.found
    assert found.isVisible()
    chosen = found.chosen
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Down)
    assert found.chosen is not None
    assert found.chosen != chosen
    expected = found.chosen.choice
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert house.desk.acted == [("transfer", expected)]


def test_a_click_names_the_target_and_the_button_does_it(house: House) -> None:
    house.show(samples.in_call())
    type_in(house, "vip")
    found = house.main.line.found
    item = found.topLevelItem(0)
    assert item is not None
    assert item.text(1) == "1 waiting  0:09"  # F027
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=found.visualItemRect(item).center())
    assert house.main.line.field.text() == "VIP"
    click(house, "transfer")
    assert house.desk.acted == [("transfer", Choice(queue="vip"))]


def test_after_an_inquiry_transfer_needs_no_target(house: House) -> None:  # F026
    house.show(samples.asked())
    click(house, "transfer")
    assert house.desk.acted == [("transfer", NOTHING)]


def test_the_field_is_empty_for_the_next_call_and_escape_gives_up(house: House) -> None:
    house.show(samples.idle(AgentStatus.BUSY))
    type_in(house, "112")
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Escape)
    assert house.main.line.field.text() == ""
    type_in(house, "112")
    house.main.band.setFocus()
    house.show(samples.in_call())
    assert house.main.line.field.text() == ""


def test_the_key_asks_for_a_target_where_none_is_said(house: House) -> None:  # F061
    house.show(samples.idle(AgentStatus.BUSY))
    house.window.activateWindow()
    combination = QKeySequence("Ctrl+F2")[0]
    QTest.keyClick(house.main.band, combination.key(), combination.keyboardModifiers())
    assert house.main.line.field.hasFocus()
    assert house.main.line.found.isVisible()
    assert house.desk.acted == []


def test_the_pen_asks_for_a_queue(house: House) -> None:  # F010
    house.show(samples.idle(AgentStatus.BUSY))
    house.main.trigger("make_wrap_up")
    menu = house.main.pen_menu
    assert menu.isVisible()
    assert [entry.text() for entry in menu.actions()] == ["Order och leverans", "Support Svenska"]
    menu.actions()[1].trigger()
    assert house.desk.acted == [("make_wrap_up", Choice(queue="support"))]
    menu.hide()


def test_the_clock_button_gives_more_time(house: House) -> None:  # F014
    house.show(samples.wrap_up())
    button = house.main.findChild(QPushButton, "action_extend_wrap_up")
    assert button is not None
    assert "More time" in button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert house.desk.acted == [("extend_wrap_up", NOTHING)]
