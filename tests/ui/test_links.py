"""A link brings the window forward with its number, and nobody is called before a person says so (F129, F132)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.client.action import Choice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples

from .conftest import House

LINK = "tel:%2B46-70-123-45-67"


def test_a_link_fills_the_field_and_the_person_calls(house: House) -> None:
    house.show(samples.idle(AgentStatus.BUSY))
    house.window.showMinimized()
    house.window.come_forward(LINK)
    house.settle()
    assert not house.window.isMinimized()
    assert house.main.line.field.text() == "+46701234567"
    assert house.desk.acted == []
    QTest.keyClick(house.main.line.field, Qt.Key.Key_Return)
    assert house.desk.acted == [("call", Choice(number="+46701234567"))]


def test_a_link_that_comes_before_the_log_in_waits_for_it(house: House) -> None:
    house.show(View())
    house.window.come_forward(LINK)
    house.show(samples.idle(AgentStatus.BUSY))
    assert house.main.line.field.text() == "+46701234567"
    house.main.line.field.clear()
    house.show(samples.idle(AgentStatus.READY))
    assert house.main.line.field.text() == "", "once"


def test_a_link_that_comes_while_nobody_can_be_called_waits(house: House) -> None:
    house.show(samples.offered())
    assert not house.main.line.field.isEnabled()
    house.window.come_forward(LINK)
    house.show(samples.idle(AgentStatus.BUSY))
    assert house.main.line.field.text() == "+46701234567"


def test_in_a_call_the_number_can_be_transferred_to_and_nothing_is_asked_in_front_of_it(house: House) -> None:
    house.show(samples.in_call())
    house.window.come_forward(LINK)
    house.settle()
    assert house.main.line.field.text() == "+46701234567"
    assert house.app.activeModalWidget() is None
    assert house.desk.acted == []


def test_a_link_without_a_number_is_said_and_a_plain_start_only_comes_forward(house: House) -> None:
    house.show(samples.idle(AgentStatus.BUSY))
    house.window.come_forward("sip:anna@desk.example")
    assert "This link has no number that can be called." in house.main.notice_bar.text.text()
    assert house.main.line.field.text() == ""
    house.window.showMinimized()
    house.window.come_forward()
    assert not house.window.isMinimized()
