"""What is clicked is shown as heard at once, and the focus never slides on to a button nobody chose."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples

from .conftest import House


def test_a_click_looks_pending_before_anything_else_happens(at_work: House) -> None:
    button = at_work.main.statuses.buttons["administrative"]
    idle_look = button.grab().toImage()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.pending
    assert button.grab().toImage() != idle_look
    assert at_work.desk.acted == [("administrative", NOTHING)]


def test_it_stays_pending_as_long_as_the_desk_says_and_no_longer(at_work: House) -> None:
    button = at_work.main.statuses.buttons["administrative"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    at_work.show(replace(samples.idle(AgentStatus.READY), pending=frozenset({"administrative"})))
    assert button.pending
    at_work.show(samples.idle(AgentStatus.ADMINISTRATIVE))
    assert not button.pending
    assert button.lit


def test_a_click_of_which_nothing_comes_is_forgotten(at_work: House, qtbot: QtBot) -> None:
    button = at_work.main.statuses.buttons["administrative"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not button.pending, timeout=5000)


def test_what_is_not_possible_is_not_asked(at_work: House) -> None:
    at_work.main.trigger("answer")
    QTest.mouseClick(at_work.main.call.buttons["answer"], Qt.MouseButton.LeftButton)
    assert at_work.desk.acted == []


def test_the_reasons_to_be_busy_are_a_tree(at_work: House) -> None:
    menu = at_work.main.busy_menu
    reasons = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    assert reasons == ["Coffee", "Lunch", "Meeting", "Training", "Planned &return"]  # F009 F017
    below = menu.actions()[2].menu()
    assert below is not None
    assert [entry.text() for entry in below.actions()] == ["Coaching", "Team"]  # type: ignore[attr-defined]


def test_busy_asks_for_a_reason_and_the_choice_is_acted_on(at_work: House) -> None:
    QTest.mouseClick(at_work.main.statuses.buttons["busy"], Qt.MouseButton.LeftButton)
    assert at_work.main.busy_menu.isVisible()
    assert at_work.desk.acted == []
    at_work.main.busy_menu.hide()
    entry = at_work.window.findChild(QAction, "reason_Busy_Meeting_Team")
    assert isinstance(entry, QAction)
    entry.trigger()
    assert at_work.desk.acted == [("busy", Choice(reason="Busy_Meeting_Team"))]
    assert at_work.main.statuses.buttons["busy"].pending


def test_the_reason_in_force_is_checked(at_work: House) -> None:
    at_work.show(samples.idle(AgentStatus.BUSY, reason="Busy_Lunch"))
    checked = [entry.objectName() for entry in at_work.main.busy_menu.actions() if entry.isChecked()]
    assert checked == ["reason_Busy_Lunch"]


def test_without_reasons_busy_is_one_click(at_work: House) -> None:
    at_work.show(replace(samples.idle(AgentStatus.READY), reasons=()))
    QTest.mouseClick(at_work.main.statuses.buttons["busy"], Qt.MouseButton.LeftButton)
    assert at_work.desk.acted == [("busy", NOTHING)]


def test_a_second_enter_after_answer_does_not_hang_up(house: House) -> None:
    house.show(samples.offered())
    answer = house.main.call.buttons["answer"]
    answer.setFocus()
    QTest.keyClick(answer, Qt.Key.Key_Space)
    house.show(samples.in_call())
    focus = house.window.focusWidget()
    assert focus is house.main.band
    QTest.keyClick(focus, Qt.Key.Key_Space)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert house.desk.acted == [("answer", NOTHING)]
