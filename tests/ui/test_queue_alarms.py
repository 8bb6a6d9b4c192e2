"""Queue information: active queues, own alarms by colour, word and sound, a row for my cases (F044, F045, F065)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from agent_desktop.client.reactions import Reaction, react
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, Alarm, AlarmLimit, ChooseQueues, Noticed, SetAlarm
from agent_desktop.ui import samples
from agent_desktop.ui.alarm_dialog import AlarmDialog
from agent_desktop.ui.alarms_page import AlarmsPage
from agent_desktop.ui.announcer import Announcer
from agent_desktop.ui.queue_table import QueueTable
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.window import USUAL

from .conftest import House
from .test_tables import cells

SUPPORT = 1
"""The row of it."""


@pytest.fixture
def queues(at_work: House) -> QueueTable:
    at_work.resize(USUAL.width(), USUAL.height())
    at_work.show(samples.lively())
    at_work.window.activateWindow()
    at_work.main.tabs.bring("queues")
    at_work.settle()
    return at_work.main.tabs.queues


def watched(raised: bool = True) -> View:
    view = samples.lively()
    reached = (AlarmLimit.WAITING, AlarmLimit.LEVEL) if raised else ()
    alarm = Alarm(
        agent="anna", queue="support", waiting=10, longest_ms=120_000, level=85, raised=raised, reached=reached
    )
    rows = tuple(replace(row, alarm=alarm) if row.id == "support" else row for row in view.queues)
    return replace(view, queues=rows)


def open_dialog(queues: QueueTable) -> AlarmDialog:
    dialogs = [one for one in queues.findChildren(AlarmDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def test_an_alarm_is_set_by_keyboard_alone(at_work: House, queues: QueueTable) -> None:  # F065
    queues.selectRow(SUPPORT)
    QTest.keyClick(queues, Qt.Key.Key_Return)
    dialog = open_dialog(queues)
    dialog.activateWindow()
    assert dialog.windowTitle() == "Alarm: Support Svenska"
    typed = {AlarmLimit.WAITING: "5", AlarmLimit.LONGEST: "90", AlarmLimit.READY: "2", AlarmLimit.LEVEL: "80"}
    for limit, text in typed.items():
        number = dialog.numbers[limit]
        assert number.text() == "No alarm"
        number.setFocus()
        number.selectAll()
        QTest.keyClicks(number, text)
    QTest.keyClick(dialog.numbers[AlarmLimit.LEVEL], Qt.Key.Key_Return)
    at_work.settle()
    wanted = SetAlarm(queue="support", waiting=5, longest_ms=90_000, ready=2, level=80)
    assert at_work.desk.commanded == [("alarm_support", wanted)]


def test_an_alarm_is_taken_back_by_mouse(at_work: House, queues: QueueTable) -> None:  # F065
    at_work.show(watched())
    place = queues.visualRect(queues.table.index(SUPPORT, 1)).center()
    QTest.mouseClick(queues.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(queues.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog = open_dialog(queues)
    assert [number.value() for number in dialog.numbers.values()] == [10, 120, 0, 85]
    for number in dialog.numbers.values():
        number.setValue(0)
    QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert at_work.desk.commanded == [("alarm_support", SetAlarm(queue="support"))]


def test_an_alarm_is_seen_by_colour_word_and_title(at_work: House, queues: QueueTable) -> None:  # F065
    at_work.show(watched(raised=False))
    assert cells(queues.table)[SUPPORT][0] == "Support Svenska"
    at_work.main.tabs.bring("agents")
    at_work.show(watched())
    assert cells(queues.table)[SUPPORT][0] == "⚠ Support Svenska – alarm"
    colours = [queues.table.index(SUPPORT, at).data(Qt.ItemDataRole.ForegroundRole) for at in range(6)]
    bad = at_work.theme.colours.bad
    assert [colour and colour.name() for colour in colours] == [bad, bad, None, None, None, bad]
    told = queues.table.index(SUPPORT, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Queue: Support Svenska – alarm: Waiting 12, Service level 82 %"
    assert "⚠ Support Svenska" in at_work.window.windowTitle()
    assert at_work.main.tabs.pages["queues"].unseen
    at_work.show(watched(raised=False))
    assert "⚠" not in at_work.window.windowTitle()


def test_an_alarm_is_heard(at_work: House) -> None:  # F059 F065
    spoken: list[str] = []
    at_work.window.announcer = Announcer(lambda text, at_once: spoken.append(text))
    for code in ("queue_alarm", "queue_alarm_ready", "queue_alarm_level"):
        reaction = react("anna", Noticed(agent="anna", code=code, params=(("queue", "Support Svenska"),)))
        assert isinstance(reaction, Reaction)
        assert reaction.beep == "queue_alarm"
        at_work.desk.tell(reaction)
    at_work.settle()
    assert spoken == [
        "Support Svenska: as many wait as your alarm allows, or for as long.",
        "Support Svenska: fewer agents are ready than your alarm allows.",
        "Support Svenska: the service level is below the limit of your alarm.",
    ]
    assert at_work.main.notice_bar.text.text().endswith(spoken[-1])


def test_alarms_are_set_in_the_settings_too(at_work: House) -> None:  # F065
    at_work.show(watched())
    dialog = at_work.window.dialogs.open("settings")
    assert isinstance(dialog, SettingsDialog)
    dialog.open_page("alarms")
    page = dialog.pages["alarms"]
    assert isinstance(page, AlarmsPage)
    assert cells(page.table) == [
        ["Order och leverans", "–", "–", "–", "–"],
        ["Support Svenska", "10", "2:00", "–", "85 %"],
        ["VIP", "–", "–", "–", "–"],
    ]
    at_work.settle()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    at_work.settle()
    asked = page.findChild(AlarmDialog)
    assert asked is not None
    asked.numbers[AlarmLimit.READY].setValue(3)
    QTest.mouseClick(asked.keep, Qt.MouseButton.LeftButton)
    wanted = SetAlarm(queue="support", waiting=10, longest_ms=120_000, ready=3, level=85)
    assert at_work.desk.commanded == [("alarm_support", wanted)]
    assert page.button.isEnabled()
    dialog.search.setText("longest wait")
    assert not dialog.list.item(list(dialog.pages).index("alarms")).isHidden()
    dialog.search.clear()
    at_work.show(replace(samples.idle(AgentStatus.READY), queues=()))
    assert (page.empty.sentence.text(), page.button.isEnabled()) == ("You have no queue.", False)


def test_queues_are_chosen_by_the_space_bar_and_by_their_box(at_work: House, queues: QueueTable) -> None:  # F045
    queues.selectRow(SUPPORT)
    QTest.keyClick(queues, Qt.Key.Key_Space)
    box = queues.visualRect(queues.table.index(SUPPORT, 0))
    QTest.mouseClick(queues.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(10, box.height() // 2))
    assert at_work.desk.commanded == [("choose_queues", ChooseQueues(queues=("orders", "vip")))] * 2
    view = samples.lively()
    assert view.presence is not None
    rows = tuple(replace(row, active=row.id != "support") for row in view.queues)
    at_work.show(replace(view, queues=rows, presence=replace(view.presence, left=("support",))))
    assert cells(queues.table)[SUPPORT][0] == "Support Svenska – not active"
    at_work.desk.commanded.clear()
    QTest.keyClick(queues, Qt.Key.Key_Space)
    assert at_work.desk.commanded == [("choose_queues", ChooseQueues(queues=("support", "orders", "vip")))]


def test_without_the_right_queues_have_no_box(at_work: House, queues: QueueTable) -> None:  # F045
    at_work.show(samples.idle(AgentStatus.READY))
    assert queues.table.index(SUPPORT, 0).data(Qt.ItemDataRole.CheckStateRole) is None
    queues.selectRow(SUPPORT)
    QTest.keyClick(queues, Qt.Key.Key_Space)
    queues.customContextMenuRequested.emit(queues.visualRect(queues.table.index(SUPPORT, 0)).center())
    entry = queues.menu.findChild(QAction, "queue_active")
    assert isinstance(entry, QAction)
    assert not entry.isEnabled()
    assert at_work.desk.commanded == []


def test_my_cases_are_a_row_that_leads_to_them(at_work: House, queues: QueueTable) -> None:  # F044
    assert cells(queues.table)[-1] == ["My cases", "2", "1:35", "–", "–", "–"]
    queues.selectRow(queues.table.rowCount() - 1)
    QTest.keyClick(queues, Qt.Key.Key_Return)
    at_work.settle()
    assert at_work.main.tabs.current.row.id == "mine"
    at_work.show(samples.idle(AgentStatus.READY))
    assert queues.table.rowCount() == 3
