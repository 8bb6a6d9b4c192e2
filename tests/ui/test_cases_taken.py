"""Cherry pick and my cases, and the agents' groups and filter: by mouse and by keyboard (F049, F056, F082)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.client.action import Choice
from agent_desktop.domain.messages import AgentStatus, CherryPick, OpenMine, PutBack
from agent_desktop.ui import samples
from agent_desktop.ui.case_table import MineTable, PickTable
from agent_desktop.ui.info_tabs import InfoTabs

from .conftest import House
from .test_tables import cells


def test_a_call_that_waits_is_picked_by_keyboard_and_by_mouse(at_work: House, tabs: InfoTabs) -> None:  # F056
    part = tabs.part(PickTable)
    QTest.keyClick(at_work.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current.row.id == "pick"
    assert cells(part.table) == [
        ["Eva Lindqvist +46701234567", "Support Svenska", "In the queue", "1:35"],
        ["Number withheld", "VIP", "In the menu", "1:35"],
    ]
    QTest.keyClick(part.view, Qt.Key.Key_Return)  # with the focus the first is chosen
    QTest.keyClick(part.view, Qt.Key.Key_Down)
    at_work.show(samples.lively())  # the same rows: the one that is chosen stays so
    QTest.mouseClick(part.take, Qt.MouseButton.LeftButton)
    assert [command for _, command in at_work.desk.commanded] == [CherryPick(case=51), CherryPick(case=52)]


def test_without_the_right_there_is_no_such_tab(at_work: House, tabs: InfoTabs) -> None:  # F056
    tabs.bring("pick")
    at_work.show(samples.idle(AgentStatus.READY))
    assert tabs.current.row.id == "queues"
    QTest.keyClick(at_work.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current.row.id == "queues"


def test_my_cases_say_why_they_are_kept_and_how_long(at_work: House, tabs: InfoTabs) -> None:  # F082
    part = tabs.part(MineTable)
    tabs.bring("mine")
    assert cells(part.table) == [
        ["Inbound call, Eva Lindqvist +46701234567", "Support Svenska", "Picked by you", "2:20"],
        ["E-mail, eva@lindqvist.example, Faktura 100482", "Order och leverans", "Forwarded to you", "23:53:20"],
    ]
    at_work.pass_time(1_000)
    assert cells(part.table)[0][3] == "2:19"
    QTest.keyClick(part.view, Qt.Key.Key_Return)
    QTest.keyClick(part.view, Qt.Key.Key_Down)
    QTest.mouseClick(part.put_back, Qt.MouseButton.LeftButton)
    assert [command for _, command in at_work.desk.commanded] == [OpenMine(case=53), PutBack(case=54)]
    at_work.show(samples.idle(AgentStatus.READY))
    assert part.empty.sentence.isVisible()
    assert not part.take.isEnabled()


def names(tabs: InfoTabs) -> list[str]:
    return [row[0] for row in cells(tabs.agents.table)]


def test_the_agents_are_filtered_by_pattern_and_by_group(at_work: House, tabs: InfoTabs) -> None:  # F049
    agents = tabs.agents
    tabs.bring("agents")
    QTest.keyClicks(agents.filter, "car*, 8090, da")
    assert names(tabs) == ["Carla Fernández", "Daryna Kovalenko"]
    agents.group.setFocus()
    QTest.keyClick(agents.group, Qt.Key.Key_Down)  # the first group
    agents.group.activated.emit(agents.group.currentIndex())
    assert names(tabs) == ["Carla Fernández"]
    agents.filter.setText("team north")  # a group is a filter, too
    assert names(tabs) == ["Bo Lindqvist", "Carla Fernández", "Erik Åkesson"]
    at_work.show(samples.idle(AgentStatus.READY))  # nobody is in a group any more
    assert not agents.group.isVisible()
    agents.filter.clear()
    assert len(names(tabs)) == 6


def test_a_filter_that_matches_nothing_says_so(at_work: House, tabs: InfoTabs) -> None:  # F049
    tabs.bring("agents")
    QTest.keyClicks(tabs.agents.filter, "78*, 8090")
    assert tabs.agents.empty.sentence.isVisible()
    assert tabs.agents.empty.sentence.text() == "No agent who is logged in fits the filter."
    tabs.agents.filter.clear()
    assert not tabs.agents.empty.sentence.isVisible()
    at_work.show(replace(samples.lively(), colleagues=()))
    assert tabs.agents.empty.sentence.text() == "No colleague is logged in."


def test_the_filter_is_remembered_for_each_person(at_work: House, tabs: InfoTabs) -> None:
    QTest.keyClicks(tabs.agents.filter, "car*")
    bo = replace(samples.lively(), agent=replace(samples.ME, id="bo"))
    at_work.show(bo)
    assert tabs.agents.filter.text() == ""
    at_work.show(samples.lively())
    assert tabs.agents.filter.text() == "car*"


def test_a_double_click_calls_and_who_is_available_is_said(at_work: House, tabs: InfoTabs) -> None:  # F049
    tabs.bring("agents")
    assert [row[4] for row in cells(tabs.agents.table)][:2] == ["Yes", "–"]
    view = tabs.agents.view
    place = view.visualRect(tabs.agents.table.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert at_work.desk.acted == [("call", Choice(agent="carla"))]
