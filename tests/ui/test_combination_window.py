"""The combination window: tabs that are torn off, come back, come forward, and are remembered (F052, F053, F060)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.client.reactions import Notice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import Agent, AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.columns_dialog import ColumnsDialog
from agent_desktop.ui.info_parts import PARTS
from agent_desktop.ui.info_tabs import InfoTabs
from agent_desktop.ui.notices import Told
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.torn_off import TornOff
from agent_desktop.ui.window import USUAL

from .conftest import House

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tabs(at_work: House) -> InfoTabs:
    at_work.resize(USUAL.width(), USUAL.height())
    at_work.window.activateWindow()
    at_work.settle()
    return at_work.main.tabs


def press(house: House, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(house.window.focusWidget() or house.window, key, modifiers)
    house.settle()


def choose(house: House, name: str) -> None:
    """An entry of the menu, as it is now."""
    menu = house.main.tabs.menu
    menu.aboutToShow.emit()
    entry = menu.findChild(QAction, name)
    assert isinstance(entry, QAction)
    entry.trigger()
    house.settle()


def apart(tabs: InfoTabs, name: str) -> TornOff:
    window = tabs.pages[name].window_
    assert window is not None
    return window


def places(tabs: InfoTabs) -> list[str]:
    """The names of the tabs, from the left."""
    return [page.objectName() for at in range(tabs.count()) if (page := tabs.widget(at)) is not None]


def someone(user: str) -> View:
    return replace(samples.idle(AgentStatus.READY), agent=Agent(id=user, name=user.title()))


def test_every_window_of_the_table_is_a_tab_with_a_key_and_stands_in_the_menu(at_work: House, tabs: InfoTabs) -> None:
    for row in PARTS:
        if not row.offered(at_work.main.view):
            continue
        if row.key:
            press(at_work, Qt.Key(ord(row.key[-1])))
        else:
            choose(at_work, f"show_{row.id}")
        assert tabs.current.row is row
        assert tabs.tabText(tabs.currentIndex()) == row.title()
        focus = at_work.window.focusWidget()
        assert focus is not None
        assert tabs.isAncestorOf(focus) or row.id == "info"  # which has nothing to type in without a case


def test_a_tab_is_torn_off_by_key_and_comes_back_when_its_window_is_closed(at_work: House, tabs: InfoTabs) -> None:
    press(at_work, Qt.Key.Key_2)
    press(at_work, Qt.Key.Key_W, CTRL | SHIFT)
    window = apart(tabs, "agents")
    assert window.isVisible()
    assert window.windowTitle() == "Agents"
    assert window.isAncestorOf(tabs.agents)
    assert not tabs.isTabVisible(tabs.indexOf(tabs.pages["agents"]))
    at_work.show(samples.offered())  # it goes on showing what is
    assert tabs.agents.table.rowCount() == 6
    window.close()
    at_work.settle()
    assert tabs.isAncestorOf(tabs.agents)
    assert tabs.current.row.id == "agents"


def test_a_tab_is_torn_off_by_the_menu_and_put_back_by_the_windows_button(at_work: House, tabs: InfoTabs) -> None:
    choose(at_work, "tear_off")
    window = apart(tabs, "queues")
    QTest.mouseClick(window.back, Qt.MouseButton.LeftButton)
    at_work.settle()
    assert tabs.pages["queues"].window_ is None
    assert tabs.isAncestorOf(tabs.queues)


def test_the_keys_of_the_main_window_work_in_a_window_that_stands_alone(at_work: House, tabs: InfoTabs) -> None:
    tabs.tear_off("agents")
    QTest.keyClick(tabs.agents.view, Qt.Key.Key_F6)
    at_work.settle()
    assert at_work.main.busy_menu.isVisible()
    at_work.main.busy_menu.hide()


def test_order_and_windows_are_remembered_for_each_person(
    new_house: Callable[[Memory], House], tmp_path: Path
) -> None:  # F052
    file = tmp_path / "window.json"
    first = new_house(Memory(file))
    first.resize(USUAL.width(), USUAL.height())
    first.show(someone("anna"))
    first.main.tabs.bring("book")
    choose(first, "move_left")
    first.main.tabs.tear_off("agents")
    apart(first.main.tabs, "agents").resize(333, 222)
    apart(first.main.tabs, "agents").pin.click()
    first.settle()
    first.show(View())  # logged out: nothing of hers is left on the screen
    assert first.main.tabs.pages["agents"].window_ is None
    first.show(someone("bo"))
    assert first.main.tabs.pages["agents"].window_ is None
    assert places(first.main.tabs)[5:7] == ["tab_recent", "tab_book"]
    second = new_house(Memory(file))
    second.show(someone("anna"))
    window = apart(second.main.tabs, "agents")
    assert (window.width(), window.height()) == (333, 222)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint  # F060
    assert places(second.main.tabs)[5:7] == ["tab_book", "tab_recent"]
    second.main.tabs.put_back("agents")
    second.show(View())
    second.show(someone("anna"))
    assert second.main.tabs.pages["agents"].window_ is None


def test_a_window_comes_forward_by_itself_if_it_is_chosen_and_takes_no_focus(
    at_work: House, tabs: InfoTabs
) -> None:  # F060 F132
    tabs.tear_off("history")
    window = apart(tabs, "history")
    at_work.window.activateWindow()
    at_work.main.line.field.setFocus()
    at_work.settle()
    window.showMinimized()
    at_work.settle()
    at_work.main.tell(Told(notice=Notice(code="offer_missed"), at=samples.NOW))
    assert window.isMinimized()
    QTest.mouseClick(window.alarm, Qt.MouseButton.LeftButton)
    window.showMinimized()
    at_work.window.activateWindow()
    at_work.settle()
    at_work.main.tell(Told(notice=Notice(code="offer_missed"), at=samples.NOW))
    at_work.settle()
    assert not window.isMinimized()
    assert QApplication.activeWindow() is at_work.window
    assert at_work.window.focusWidget() is at_work.main.line.field


def test_something_new_in_a_tab_that_is_not_seen_is_marked_until_it_is(at_work: House, tabs: InfoTabs) -> None:
    at_work.main.tell(Told(notice=Notice(code="offer_missed"), at=samples.NOW))
    at = tabs.indexOf(tabs.pages["history"])
    assert tabs.tabBar().accessibleTabName(at) == "Message history: something new"
    press(at_work, Qt.Key.Key_3)
    assert tabs.tabBar().accessibleTabName(at) == "Message history"


def test_that_a_case_brings_its_information_can_be_switched_off(at_work: House, tabs: InfoTabs) -> None:  # F053
    at_work.show(samples.in_call())
    assert tabs.current.row.id == "info"
    choose(at_work, "pops_up")
    at_work.show(samples.idle(AgentStatus.READY))
    assert tabs.current.row.id == "queues"
    at_work.show(samples.in_call())
    assert tabs.current.row.id == "queues"
    assert tabs.pages["info"].unseen


def test_tabs_without_room_stand_in_the_menu(at_work: House, tabs: InfoTabs) -> None:
    at_work.resize(440, 880)
    bar = tabs.tabBar()
    seen = [at for at in range(bar.count()) if bar.isTabVisible(at)]
    assert bar.tabRect(seen[-1]).right() <= tabs.width() - tabs.menu_button.width()
    tabs.menu.aboutToShow.emit()
    offered = {row.id for row in PARTS if row.offered(at_work.main.view)}
    assert {f"show_{name}" for name in offered} <= {entry.objectName() for entry in tabs.menu.actions()}
    tabs.bring(PARTS[-1].id)
    assert tabs.isTabVisible(tabs.currentIndex())


def columns(tabs: InfoTabs) -> list[str]:
    head, model = tabs.queues.horizontalHeader(), tabs.queues.table
    order = [head.logicalIndex(at) for at in range(head.count())]
    return [model.columns[at].id for at in order if not head.isSectionHidden(at)]


def test_columns_are_hidden_and_moved_by_keyboard(at_work: House, tabs: InfoTabs) -> None:  # F044 F052
    usual = columns(tabs)
    choose(at_work, "columns")
    dialog = tabs.findChild(ColumnsDialog)
    assert dialog is not None
    listed = dialog.list
    listed.setFocus()
    listed.setCurrentRow(1)
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert columns(tabs) == [usual[0], *usual[2:]]
    listed.setCurrentRow(2)
    dialog.activateWindow()
    QTest.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert columns(tabs) == [usual[2], usual[0], *usual[3:]]
    kept = at_work.window._memory.value.people["anna"].tabs["queues"].columns
    assert kept == (usual[2], usual[0], *usual[3:])
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert columns(tabs) == usual
    for row in range(listed.count()):
        listed.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert len(columns(tabs)) == 1  # one is always left
    dialog.close()
