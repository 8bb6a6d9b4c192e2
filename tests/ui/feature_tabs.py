"""Scenarios of queues, agents, cases and the tabs themselves; see test_each_tab.py."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QToolTip

from agent_desktop.domain.flows import Choice, EnqueueNode, Flow, MenuNode
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    Asked,
    CentreRules,
    CriDefinition,
    Define,
    Queue,
    QueueKind,
    Reason,
    Refusal,
    Right,
    SendMessage,
    SetStatus,
)
from agent_desktop.phone.port import PlaySound
from agent_desktop.ui.case_table import MineTable, PickTable
from agent_desktop.ui.columns import Table
from agent_desktop.ui.info_parts import PARTS
from agent_desktop.ui.torn_off import TornOff

from .feature_book import Scenarios
from .feature_hands import Hand, Keyboard
from .feature_room import COLLEAGUE, ME, Room, talks

TABS = Scenarios()
"""Of the window between calls; the rest of them stand in test_each_tab.py."""
shows = TABS.shows

CLAIRE, NINA = "claire", "8090"
MINE = ("service", "support", "menu", "pen", "ready_pen", "Busy_Lunch")
ANNA = Agent(
    id=ME,
    name="Anna Berg",
    queues=MINE,
    rights=(Right.CHOOSE_QUEUES, Right.MESSAGE, Right.CHERRY_PICK),
)
CENTRE = Define(
    queues=(
        Queue(id="service", name="Customer service", number="1000", wrap_up_ms=600_000, hold_alarm_ms=250),
        Queue(id="support", name="Technical support", number="2000"),
        Queue(id="menu", name="With a menu", number="3000", flow="main"),
        Queue(id="pen", name="Filing", kind=QueueKind.ADMINISTRATIVE),
        Queue(id="ready_pen", name="Reading", kind=QueueKind.ADMINISTRATIVE_READY),
        Queue(id="Busy_Lunch", name="Lunch", kind=QueueKind.BUSY),
    ),
    agents=(
        ANNA,
        Agent(id=COLLEAGUE, name="Bertil Ek", queues=("service",), groups=("Evening",)),
        Agent(id=CLAIRE, name="Claire Ny", queues=("service",), supervisor=True),
        Agent(id=NINA, name="Nina Ask", queues=("service",), groups=("Evening",)),
    ),
    reasons=(Reason(id="Busy_Meeting"),),
    flows=(
        Flow(
            id="main",
            start="ask",
            nodes=(
                MenuNode(
                    id="ask",
                    prompts=("prompts/en/welcome",),
                    choices=(Choice(value="1", next="wait"),),
                    otherwise="wait",
                    timeout_ms=600_000,
                ),
                EnqueueNode(id="wait"),
            ),
        ),
    ),
    cris=(CriDefinition(name="order", queues=("service",), editable=True),),
    centre=CentreRules(cherry_pick=True),
)


def aside(room: Room, hand: Hand) -> None:
    """Callers wait: nobody is ready."""
    hand.act(room, "administrative")
    room.status(AgentStatus.ADMINISTRATIVE)


def cell(table: Table[Any], row: int, column: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    at = [one.id for one in table.columns].index(column)
    return str(table.index(row, at).data(role))


def names(table: Table[Any], column: str) -> list[str]:
    return [cell(table, row, column) for row in range(table.rowCount())]


def served(room: Room, hand: Hand, number: str) -> None:
    """A call from its ring to the end of its wrap-up."""
    leg = room.ringing(number)
    hand.act(room, "answer")
    room.until(talks)
    room.hang_up(leg)
    room.status(AgentStatus.WRAP_UP)
    hand.act(room, "ready")
    room.status(AgentStatus.READY)


# --- queues ------------------------------------------------------------------------------------------------------


@shows("F044", "F134")
def queues_in_real_time_with_their_service_level(room: Room, hand: Hand) -> None:
    served(room, hand, "2000")
    aside(room, hand)
    hand.tab(room, "queues")
    view, table = room.main.tabs.queues, room.main.tabs.queues.table
    assert names(table, "queue") == ["Customer service", "Technical support", "With a menu"]
    leg = room.call("2000")
    room.holds(lambda: (cell(table, 1, "waiting"), cell(table, 1, "ready")) == ("1", "0"))
    room.holds(lambda: cell(table, 1, "longest") not in ("–", "0:00"))
    room.hang_up(leg)
    room.holds(lambda: (cell(table, 1, "waiting"), cell(table, 1, "longest")) == ("0", "–"))
    room.holds(lambda: cell(table, 1, "level") == "100 %")
    room.holds(lambda: re.fullmatch(r"1 / \d+", cell(table, 1, "agents")) is not None)
    hand.menu_of(room, view, 1)
    hand.pick(room, view.menu, "queue_figures")
    told = QToolTip.text()
    assert re.search(r"100 % within 20 s today: \d of \d\.", told)
    assert "Who hung up sooner does not count" in told
    assert "Agents who would answer 80 % of them within 20 s" in told
    QToolTip.hideText()


@shows("F044", "F052")
def columns_are_hidden_and_ordered(room: Room, hand: Hand) -> None:
    hand.tab(room, "queues")
    hand.tabs_menu(room, "columns")
    dialog = room.widget("columns_dialog")
    room.holds(dialog.isVisible)
    hand.tick(room, dialog.list, 1)
    assert seen(room.main.tabs.queues) == ["queue", "longest", "agents", "ready", "level"]
    hand.line(room, dialog.list, 3)
    if isinstance(hand, Keyboard):
        QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    else:
        hand.press(room, dialog.up)
    wanted = ["queue", "agents", "longest", "ready", "level"]
    room.holds(lambda: seen(room.main.tabs.queues) == wanted)
    assert list(room.memory.value.people[ME].tabs["queues"].columns) == wanted
    hand.press(room, dialog.reset)
    assert seen(room.main.tabs.queues)[1] == "waiting"
    hand.press(room, dialog.done_)
    room.holds(lambda: not dialog.isVisible())


def seen(view: QTableView) -> list[str]:
    """The columns of a table, from the left."""
    head, table = view.horizontalHeader(), view.model()
    assert isinstance(table, Table)
    order = [head.logicalIndex(at) for at in range(head.count())]
    return [table.columns[at].id for at in order if not head.isSectionHidden(at)]


@shows("F045")
def active_queues_by_right(room: Room, hand: Hand) -> None:
    hand.tab(room, "queues")
    view = room.main.tabs.queues
    hand.tick(room, view, 1)
    room.until(lambda view: view.presence is not None and view.presence.left == ("support",))
    room.holds(lambda: cell(view.table, 1, "queue") == "Technical support – not active")
    room.call("2000")
    room.holds(lambda: cell(view.table, 1, "waiting") == "1")
    assert room.view.offer is None
    hand.tick(room, view, 1)
    room.until(lambda view: view.offer is not None)
    hand.act(room, "hang_up")
    room.until(lambda view: view.offer is None and not view.pending)
    room.define(agents=(_anna_without(Right.CHOOSE_QUEUES),))
    room.holds(lambda: view.table.index(1, 0).data(Qt.ItemDataRole.CheckStateRole) is None)
    hand.tick(room, view, 1)
    assert room.view.presence is not None
    assert not room.view.pending
    room.define(agents=(ANNA,))


def _anna_without(right: Right) -> Agent:
    return replace(ANNA, rights=tuple(one for one in ANNA.rights if one is not right))


@shows("F065", "F059")
def own_alarm_on_an_own_queue(room: Room, hand: Hand) -> None:
    aside(room, hand)
    hand.tab(room, "queues")
    _limit(room, hand, "1")
    room.until(lambda view: any(row.alarm is not None for row in view.queues))
    before = len(room.switch.phone.told(PlaySound))
    leg = room.call("2000")
    view = room.main.tabs.queues
    room.holds(lambda: cell(view.table, 1, "queue") == "⚠ Technical support – alarm")
    for column in ("queue", "waiting"):
        at = [one.id for one in view.table.columns].index(column)
        colour = view.table.index(1, at).data(Qt.ItemDataRole.ForegroundRole)
        assert colour.name() == room.main.tabs._theme.colours.bad
    assert "⚠ Technical support" in room.window.windowTitle()
    room.holds(lambda: len(room.switch.phone.told(PlaySound)) == before + 1)
    assert room.switch.phone.told(PlaySound)[-1].file.endswith("queue_alarm.wav")
    room.hang_up(leg)
    room.holds(lambda: cell(view.table, 1, "queue") == "Technical support")
    _limit(room, hand, "0")
    room.until(lambda view: all(row.alarm is None for row in view.queues))


def _limit(room: Room, hand: Hand, waiting: str) -> None:
    """Set the alarm of support: so many wait."""
    hand.take(room, room.main.tabs.queues, 1)
    room.holds(room.widget("alarm_dialog").isVisible)
    hand.enter(room, room.widget("alarm_waiting"), waiting, room.widget("alarm_keep"))


# --- agents ------------------------------------------------------------------------------------------------------


@shows("F049")
def agents_with_filter_and_groups(room: Room, hand: Hand) -> None:
    hand.tab(room, "agents")
    part = room.main.tabs.agents
    everybody = ["Bertil Ek", "Claire Ny", "Nina Ask"]
    room.holds(lambda: names(part.table, "name") == everybody)
    room.ask(SetStatus(status=AgentStatus.ADMINISTRATIVE), CLAIRE)
    room.holds(lambda: cell(part.table, 1, "status") == "Administrative")
    room.ask(SetStatus(status=AgentStatus.BUSY, reason="Busy_Meeting"), CLAIRE)
    room.holds(lambda: cell(part.table, 1, "status") == "Busy – Meeting")
    hand.focus(room, part.filter)
    for pattern, found in (("80*, cla", ["Claire Ny", "Nina Ask"]), ("evening", ["Bertil Ek", "Nina Ask"]), ("zz", [])):
        QTest.keyClick(part.filter, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(part.filter, pattern)
        assert names(part.table, "name") == found
    assert part.empty.isVisible()
    assert "fits the filter" in room.widget("agents_empty").text()
    QTest.keyClick(part.filter, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(part.filter, Qt.Key.Key_Delete)
    hand.choose(room, part.group, part.group.findData("Evening"))
    room.holds(lambda: names(part.table, "name") == ["Bertil Ek", "Nina Ask"])
    hand.choose(room, part.group, 0)
    room.holds(lambda: names(part.table, "name") == everybody)


@shows("F049")
def a_double_click_asks_a_colleague(room: Room, hand: Hand) -> None:
    room.talking()
    room.ask(SetStatus(status=AgentStatus.READY), COLLEAGUE)
    hand.tab(room, "agents")
    part = room.main.tabs.agents
    room.holds(lambda: cell(part.table, 0, "available") == "Yes")
    hand.take(room, part.view, 0)
    room.until(lambda view: view.talk.asked is not None and view.talk.asked.answered and not view.pending)
    hand.act(room, "end_inquiry")
    room.until(lambda view: view.talk.asked is None and not view.pending)
    if room.view.talk.held is not None:
        hand.act(room, "park")
    room.until(lambda view: talks(view) and not view.pending)


@shows("F055")
def a_message_by_right_click(room: Room, hand: Hand) -> None:
    hand.tab(room, "agents")
    part = room.main.tabs.agents
    hand.menu_of(room, part.view, 2)
    hand.pick(room, part.menu, "agents_write")
    text, send = room.widget("mail_text"), room.widget("mail_send")
    room.holds(text.isVisible)
    assert room.window.focusWidget() is text
    said = f"Lunch at <b>12</b>? {hand.name}"
    QTest.keyClicks(text, said)
    if isinstance(hand, Keyboard):
        QTest.keyClick(text, Qt.Key.Key_Return)
    else:
        hand.press(room, send)
    room.until(lambda view: bool(view.mail) and (view.mail[-1].text, view.mail[-1].receivers) == (said, ("Nina Ask",)))
    room.holds(lambda: text.toPlainText() == "")
    room.define(agents=(_anna_without(Right.MESSAGE),))
    room.until(lambda view: view.agent is not None and Right.MESSAGE not in view.agent.rights)
    refused = room.switch.do(
        room.switch.server.engine.submit(Asked(by=ME, command=SendMessage(text="Psst", agent=NINA)))
    )
    assert isinstance(refused, Refusal)
    hand.tab(room, "agents")
    hand.menu_of(room, part.view, 2)
    room.holds(part.menu.isVisible)
    assert [entry.isEnabled() for entry in part.menu.actions() if entry.objectName() == "agents_write"] == [False]
    part.menu.close()
    room.define(agents=(ANNA,))


# --- cases that are taken ----------------------------------------------------------------------------------------


@shows("F056", "F044")
def cherry_pick_and_my_cases(room: Room, hand: Hand) -> None:
    aside(room, hand)
    waits = room.call("2000")
    in_menu = room.call("3000")
    hand.tab(room, "pick")
    part = room.main.tabs.part(PickTable)
    room.holds(lambda: names(part.table, "where") == ["In the queue", "In the menu"])
    hand.take(room, part.view, 1)
    room.until(lambda view: view.offer is not None and view.phone.ringing_leg is not None)
    hand.act(room, "answer")
    room.until(lambda view: talks(view) and not view.pending)
    assert names(part.table, "where") == ["In the queue"]
    hand.tab(room, "pick")
    hand.take(room, part.view, 0)
    room.until(lambda view: len(view.mine) == 1 and not view.pending)  # reserved: there is a case at hand
    hand.tab(room, "queues")
    queues = room.main.tabs.queues
    assert names(queues.table, "queue")[-1] == "My cases"
    hand.take(room, queues, queues.table.rowCount() - 1)
    room.holds(lambda: room.main.tabs.current.row.id == "mine")
    mine = room.main.tabs.part(MineTable)
    assert names(mine.table, "why") == ["Picked by you"]
    room.hang_up(in_menu)
    room.status(AgentStatus.WRAP_UP)
    aside(room, hand)
    hand.tab(room, "mine")
    hand.take(room, mine.view, 0)
    room.until(lambda view: view.offer is not None and view.phone.ringing_leg is not None)
    hand.act(room, "answer")
    room.until(talks)
    assert room.view.queue is not None
    assert room.view.queue.id == "support"
    room.hang_up(waits)


# --- the tabs themselves -----------------------------------------------------------------------------------------


@shows("F052")
def every_information_window_is_a_tab(room: Room, hand: Hand) -> None:
    tabs = room.main.tabs
    for row in PARTS:
        hand.tab(room, row.id)
        assert tabs.tabText(tabs.currentIndex()) == row.title()


@shows("F052", "F060")
def a_tab_stands_alone_and_comes_forward(room: Room, hand: Hand) -> None:
    hand.tab(room, "history")
    hand.tabs_menu(room, "move_left")
    order = room.memory.value.people[ME].order
    assert order.index("history") < order.index("agents")
    hand.tabs_menu(room, "tear_off")
    window = _window(room, "history")
    assert window.isVisible()
    hand.press(room, window.pin)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    hand.press(room, window.alarm)
    field = room.main.line.field
    hand.focus(room, field)
    window.showMinimized()
    room.come_forward()
    room.ask(SendMessage(text="The lift is repaired", queue="service"), SYSTEM)
    room.holds(lambda: not window.isMinimized())
    room.holds(lambda: room.main.tabs.notices.item(0).text().endswith("The system: The lift is repaired"))
    assert room.window.focusWidget() is field  # F132
    hand.act(room, "log_out")
    room.until(lambda view: view.agent is None)
    room.log_in()
    room.rest()
    again = _window(room, "history")
    assert again is not window
    assert again.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert room.main.tabs.pages["history"].pops_up
    room.ask(SendMessage(text="It is stuck again", queue="service"), SYSTEM)
    room.holds(lambda: again.isVisible() and room.main.tabs.notices.item(0).text().endswith("It is stuck again"))
    hand.press(room, again.pin)
    assert not again.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    hand.press(room, again.back)
    tabs = room.main.tabs
    room.holds(lambda: tabs.pages["history"].window_ is None and tabs.isAncestorOf(tabs.notices))
    hand.tabs_menu(room, "move_right")
    hand.tabs_menu(room, "pops_up")
    assert not tabs.pages["history"].pops_up


def _window(room: Room, name: str) -> TornOff:
    page = room.main.tabs.pages[name]
    room.holds(lambda: page.window_ is not None)
    assert page.window_ is not None
    return page.window_


@shows("F053")
def a_case_brings_its_information(room: Room, hand: Hand) -> None:
    tabs = room.main.tabs
    hand.tab(room, "queues")
    hand.line(room, tabs.queues, 0)
    leg = room.talking()
    room.holds(lambda: tabs.current.row.id == "info")
    assert room.window.focusWidget() is tabs.tabBar()  # F132: no key lands in what came by itself
    room.hang_up(leg)
    room.rest()
    room.holds(lambda: tabs.current.row.id == "queues")
    assert room.window.focusWidget() is tabs.queues
    hand.tab(room, "info")
    hand.tabs_menu(room, "pops_up")  # not any more
    hand.tab(room, "queues")
    leg = room.talking()
    room.holds(lambda: tabs.pages["info"].unseen)
    assert tabs.current.row.id == "queues"
    room.hang_up(leg)
    room.rest()
    hand.tab(room, "info")
    hand.tabs_menu(room, "pops_up")


def leave_alone(window: Any) -> None:
    """No mouse stands over a window, wherever an earlier test left it."""
    QApplication.sendEvent(window, QEvent(QEvent.Type.Leave))
