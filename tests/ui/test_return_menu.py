"""The planned return from a break: chosen in the menu of Busy, said by the band and the list of agents (F016, F017)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QDateTime, Qt, QTime
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.client.action import Choice
from agent_desktop.domain.messages import AgentStatus, NextStatus
from agent_desktop.ui import samples
from agent_desktop.ui.return_menu import next_at

from .conftest import House

MINUTE = 60_000
LUNCH = "Busy_Lunch"


def entry(house: House, name: str) -> QAction:
    found = house.main.busy_menu.findChild(QAction, name)
    assert found is not None, name
    return found


def clock_at(ms: int) -> str:
    return QDateTime.fromMSecsSinceEpoch(ms).time().toString("HH:mm")


def detail(house: House) -> str:
    return house.main.band.detail.text()


def test_a_return_chosen_first_holds_for_the_reason_chosen_next(house: House, qtbot: QtBot) -> None:
    house.show(replace(samples.idle(AgentStatus.READY), offset_ms=5_000))
    menu = house.main.busy_menu
    house.main.trigger("busy")
    assert menu.returns.title() == "Planned &return"
    menu.hide()
    entry(house, f"back_{15 * MINUTE}").trigger()
    qtbot.waitUntil(menu.isVisible)
    at = samples.NOW + 5_000 + 15 * MINUTE  # the server's clock is ahead
    assert menu.returns.title() == f"Back at {clock_at(at)}"
    assert house.desk.acted == []
    menu.hide()
    entry(house, f"reason_{LUNCH}").trigger()
    assert house.desk.acted == [("busy", Choice(reason=LUNCH, back_at=at))]


def test_a_return_without_a_reason_is_forgotten(house: House, qtbot: QtBot) -> None:
    house.show(samples.idle(AgentStatus.READY))
    menu = house.main.busy_menu
    entry(house, f"back_{5 * MINUTE}").trigger()
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    house.main.trigger("busy")
    menu.hide()
    entry(house, f"reason_{LUNCH}").trigger()
    assert house.desk.acted == [("busy", Choice(reason=LUNCH))]


def test_on_a_break_it_holds_at_once_and_can_be_taken_back(house: House) -> None:
    house.show(samples.on_break())
    house.main.trigger("busy")
    assert house.main.busy_menu.returns.title().startswith("Back at ")
    house.main.busy_menu.hide()
    entry(house, f"back_{60 * MINUTE}").trigger()
    entry(house, "back_0").trigger()
    hour = Choice(reason=LUNCH, back_at=samples.NOW + 60 * MINUTE)
    assert house.desk.acted == [("busy", hour), ("busy", Choice(reason=LUNCH))]


def test_just_logged_in_is_no_break_that_one_comes_back_from(house: House, qtbot: QtBot) -> None:  # F008
    house.show(samples.idle(AgentStatus.BUSY, reason="logged_in"))
    entry(house, f"back_{5 * MINUTE}").trigger()
    assert house.desk.acted == []
    qtbot.waitUntil(house.main.busy_menu.isVisible)
    house.main.busy_menu.hide()


def test_a_time_is_chosen_by_keyboard(house: House) -> None:
    house.show(samples.on_break())
    entry(house, "back_at").trigger()
    asked = house.main.busy_menu.returns.time
    assert asked is not None
    assert asked.isVisible()
    assert asked.time.time().toString("HH:mm") == clock_at(samples.NOW + 60 * MINUTE)
    asked.time.setTime(QTime(14, 30))
    QTest.keyClick(asked.ok, Qt.Key.Key_Space)
    assert not asked.isVisible()
    at = next_at(QTime(14, 30), samples.NOW)
    assert house.desk.acted == [("busy", Choice(reason=LUNCH, back_at=at))]
    assert clock_at(at) == "14:30"


def test_a_time_is_the_next_one_within_a_day() -> None:
    noon = QDateTime(QDateTime.fromMSecsSinceEpoch(samples.NOW).date(), QTime(12, 0)).toMSecsSinceEpoch()
    assert next_at(QTime(12, 1), noon) == noon + MINUTE
    tomorrow = QDateTime.fromMSecsSinceEpoch(noon).addDays(1).toMSecsSinceEpoch()
    assert next_at(QTime(12, 0), noon) == tomorrow
    assert next_at(QTime(11, 59), noon) == tomorrow - MINUTE


def test_the_band_says_it_and_that_it_is_past(house: House) -> None:
    house.show(samples.on_break(2 * MINUTE))
    back = clock_at(samples.NOW + 2 * MINUTE)
    assert detail(house) == f"Back at {back} · Lunch"
    house.pass_time(2 * MINUTE)
    assert detail(house) == f"Overdue: back at {back} · Lunch"
    assert f"Overdue: back at {back}" in house.main.band.accessibleName()
    then = NextStatus(status=AgentStatus.BUSY, reason=LUNCH, back_at=house.clock.now + MINUTE)
    house.show(samples.in_call(then=then))
    assert detail(house) == f"Then: Busy – Lunch · Back at {clock_at(then.back_at)}"


def test_colleagues_read_it_and_that_it_is_past(house: House) -> None:  # F016 F049
    view = samples.on_break()
    at = samples.NOW + MINUTE
    rows = tuple(
        replace(row, presence=replace(row.presence, back_at=at)) if row.agent.id == "daryna" else row
        for row in view.colleagues
    )
    house.show(replace(view, colleagues=rows))
    house.main.tabs.bring("agents")
    table = house.main.tabs.agents.table
    place = next(n for n, row in enumerate(table.rows) if row.agent.id == "daryna")
    assert table.index(place, 1).data() == f"Back at {clock_at(at)} – Busy – Lunch"
    painted: list[int] = []
    table.dataChanged.connect(lambda first, last: painted.append(first.column()))
    house.pass_time(MINUTE)
    assert 1 in painted
    assert table.index(place, 1).data() == f"Overdue: back at {clock_at(at)} – Busy – Lunch"
