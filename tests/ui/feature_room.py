"""An agent at the real window, over HTTP to the real engine, who works by mouse or by keyboard, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.client.actions import BY_ID
from agent_desktop.client.address_book import AddressBook, Person
from agent_desktop.client.desk import Desk
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    AnyCommand,
    CallArrived,
    Campaign,
    CaseState,
    CriDefinition,
    CriType,
    Define,
    LegEnd,
    LegEnded,
    LogIn,
    Queue,
    QueueKind,
    Reason,
    ReasonGroup,
    RecordRule,
    Right,
    SetStatus,
)
from agent_desktop.ui.dial_table import DialTable
from agent_desktop.ui.info_parts import PARTS
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.window import Window
from tests.fakes.http_house import KeptHistory, MakeRecordings, NoRecordings
from tests.fakes.switch import Switch

ME, COLLEAGUE = "anna", "bertil"
LONGEST_MS = 30_000
CALLER = "+46701234567"
QUEUES = (
    Queue(
        id="service",
        name="Customer service",
        number="1000",
        wrap_up_ms=600_000,
        caller_number="+4680001000",
        case_limit_ms=1,
        hold_alarm_ms=250,
    ),
    Queue(id="support", name="Technical support", number="2000", wrap_up_ms=None),
    Queue(id="kept", name="Recorded", number="3000", record=RecordRule.ALWAYS, may_cancel=False, wrap_up_ms=600_000),
    Queue(id="pen", name="Filing", kind=QueueKind.ADMINISTRATIVE),
    Queue(id="Busy_Lunch", name="Lunch", kind=QueueKind.BUSY),
)
MINE = ("service", "support", "kept", "pen", "Busy_Lunch")
AGENTS = (
    Agent(id=ME, name="Anna Berg", queues=MINE, rights=(Right.HEAR_OWN,)),
    Agent(id=COLLEAGUE, name="Bertil Ek", queues=("service", "support")),
)
CENTRE = Define(
    queues=QUEUES,
    agents=AGENTS,
    reasons=(Reason(id="Busy_Meeting_Team"), Reason(id="Mail", group=ReasonGroup.WORK)),
    cris=(
        CriDefinition(name="order", queues=("service",), editable=True),
        CriDefinition(
            name="matter", queues=("service",), type=CriType.CHOICE, choices=("Bill", "Other"), editable=True
        ),
        CriDefinition(name="crm", queues=("service",), url="https://127.0.0.1/crm/{number}"),
        CriDefinition(
            name="disposition", queues=("service",), type=CriType.CHOICE, choices=("Solved", "Open"), editable=True
        ),
        CriDefinition(name="tags", queues=("service",), type=CriType.TAGS, choices=("Bill", "VIP"), editable=True),
        CriDefinition(name="hidden", queues=("service",), shown=False, editable=True),
    ),
    campaigns=(Campaign(id="spring", name="Spring", queue="service", wrap_up_ms=600_000),),
)


class Room:
    """The agent's window, and everything outside it."""

    def __init__(
        self, dressed: Theme, spoken: Languages, folder: Path, recordings: MakeRecordings | None = None
    ) -> None:
        self.switch = Switch(
            ME,
            CENTRE,
            recordings or (lambda engine: NoRecordings()),
            lambda state, store: KeptHistory(folder, state, store),
        )
        self.desk = Desk(self.switch.phone, outbox=folder / "outbox", heard=folder / "heard")
        self.desk.use_book(AddressBook([Person(name="Eva Lindqvist", numbers=(CALLER,))]))
        self.memory = Memory(None)
        self.window = Window(self.desk, dressed, spoken, self.memory)
        self.main = self.window.main
        self.window.resize(1200, 900)
        self.window.show()
        self.callers: list[str] = []
        self._dialled = 0
        self.qtbot: QtBot | None = None

    @property
    def view(self) -> View:
        return self.main.view

    def close(self) -> None:
        self.desk.close()
        self.window.close()
        self.window.deleteLater()
        self.switch.close()

    def log_in(self) -> None:
        self.window.log_in.begin(self.switch.server.url, ME, f"secret-{ME}")
        self.until(lambda view: view.link is Link.ONLINE and view.phone.registered)
        self.ask(LogIn(), COLLEAGUE)

    def ask(self, command: AnyCommand, by: str = ME) -> None:
        """Somebody's command, not through the window."""
        self.switch.do(self.switch.server.ask(by, command))

    def define(self, **rows: Any) -> None:
        self.ask(Define(**rows), SYSTEM)

    def holds(self, true: Callable[[], bool]) -> None:
        """Wait until it is so, while the switch works."""

        def shows() -> bool:
            self.switch.turn()
            return true()

        assert self.qtbot is not None
        self.qtbot.waitUntil(shows, timeout=LONGEST_MS)

    def until(self, true: Callable[[View], bool]) -> None:
        self.holds(lambda: true(self.view))

    def status(self, status: AgentStatus) -> None:
        self.until(lambda view: view.status is status and not view.pending)

    def call(self, number: str = "1000", caller: str = CALLER) -> str:
        """A caller dials; returns the caller's leg."""
        self._dialled += 1
        leg = f"i{self._dialled}"
        self.callers.append(leg)
        self.switch.give(CallArrived(leg=leg, number=number, caller=caller))
        return leg

    def hang_up(self, leg: str) -> None:
        """The caller does."""
        if leg in self.callers:
            self.callers.remove(leg)
            self.switch.give(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))

    def ringing(self, number: str = "1000") -> str:
        leg = self.call(number)
        self.until(lambda view: view.offer is not None and view.phone.ringing_leg is not None)
        return leg

    def talking(self, number: str = "1000") -> str:
        """A call that the agent has answered, by no matter what."""
        leg = self.ringing(number)
        self.desk.act("answer")
        self.until(lambda view: talks(view) and not view.pending)
        return leg

    def rest(self) -> None:
        """Everything is over, and the agent ready."""
        for leg in tuple(self.callers):
            self.hang_up(leg)
        if self.view.status is AgentStatus.IN_CALL:
            self.desk.act("hang_up")
        self.until(lambda view: view.status not in (AgentStatus.IN_CALL, AgentStatus.OFFERED))
        if self.switch.server.engine.state.presences[COLLEAGUE].status in (AgentStatus.READY, AgentStatus.WRAP_UP):
            self.ask(SetStatus(status=AgentStatus.ADMINISTRATIVE), COLLEAGUE)  # else calls are the colleague's, too
        if self.view.status is not AgentStatus.READY:
            self.desk.act("ready")
        self.until(lambda view: view.status is AgentStatus.READY and view.case is None and not view.pending)

    def come_forward(self) -> None:
        """Have the keyboard; a menu that closed gives it back a moment later."""
        self.window.activateWindow()
        self.holds(self.window.isActiveWindow)

    def widget(self, name: str) -> Any:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found


class Mouse:
    """Nothing but clicks, and letters where text is asked for."""

    name = "mouse"

    def act(self, room: Room, action: str) -> None:
        button = room.main.button(action)
        assert isinstance(button, QAbstractButton)
        room.holds(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def menu(self, room: Room, widget: QWidget) -> None:
        _context(widget, QContextMenuEvent.Reason.Mouse)

    def pick(self, room: Room, menu: QMenu, entry: str) -> None:
        *menus, action = _path(menu, entry)
        room.holds(menu.isVisible)
        for step in menus:
            at = step.menuAction()
            parent = step.parent()
            assert isinstance(parent, QMenu)
            QTest.mouseClick(parent, Qt.MouseButton.LeftButton, pos=parent.actionGeometry(at).center())
            room.holds(step.isVisible)
        last = menus[-1] if menus else menu
        QTest.mouseClick(last, Qt.MouseButton.LeftButton, pos=last.actionGeometry(action).center())

    def choose(self, room: Room, box: QComboBox, at: int, key: str = "") -> None:
        del key
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        popup = box.view()
        room.holds(popup.isVisible)
        spot = popup.visualRect(popup.model().index(at, 0)).center()

        def chosen() -> bool:
            """A click that comes too soon after the list opened is taken for the second of a double-click."""
            QTest.mouseMove(popup.viewport(), spot)
            QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            return not popup.isVisible()

        room.holds(chosen)

    def focus(self, room: Room, widget: QWidget) -> None:
        room.come_forward()  # as a click does; a field in a window behind hears nothing of a focus that goes
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, room: Room, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def tab(self, room: Room, name: str) -> None:
        tabs = room.main.tabs
        at = tabs.indexOf(tabs.pages[name])
        QTest.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(at).center())
        room.holds(lambda: tabs.currentIndex() == at)

    def row(self, room: Room, part: DialTable, row: int) -> None:
        view: QTableView = part.view
        at = QPoint(view.visualRect(view.model().index(row, 0)).center())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


class Keyboard:
    """Nothing but keys. A widget that is reached with Tab is given the focus as Tab gives it."""

    name = "keyboard"

    def act(self, room: Room, action: str) -> None:
        room.holds(lambda: BY_ID[action].enabled(room.view))
        key = BY_ID[action].key
        assert key is not None, action
        _press(room, key)

    def key(self, room: Room, key: str) -> None:
        _press(room, key)

    def menu(self, room: Room, widget: QWidget) -> None:
        _context(widget, QContextMenuEvent.Reason.Keyboard)

    def pick(self, room: Room, menu: QMenu, entry: str) -> None:
        *menus, action = _path(menu, entry)
        room.holds(menu.isVisible)
        here = menu
        for step in menus:
            self._go(here, step.menuAction())
            QTest.keyClick(here, Qt.Key.Key_Right)
            room.holds(step.isVisible)
            here = step
        self._go(here, action)
        QTest.keyClick(here, Qt.Key.Key_Return)

    def choose(self, room: Room, box: QComboBox, at: int, key: str = "") -> None:
        if key:
            _press(room, key)
        else:
            self.press(room, box)
        popup = box.view()
        room.holds(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Home)
        for _ in range(at):
            QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    def focus(self, room: Room, widget: QWidget) -> None:
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, room: Room, button: QWidget) -> None:
        self.focus(room, button)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def tab(self, room: Room, name: str) -> None:
        _press(room, next(row.key for row in PARTS if row.id == name))
        room.holds(lambda: room.main.tabs.current is room.main.tabs.pages[name])

    def row(self, room: Room, part: DialTable, row: int) -> None:
        part.filter.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(part.filter, Qt.Key.Key_Down)
        for _ in range(row):
            QTest.keyClick(part.view, Qt.Key.Key_Down)
        QTest.keyClick(part.view, Qt.Key.Key_Return)

    @staticmethod
    def _go(menu: QMenu, action: QAction) -> None:
        for _ in menu.actions():
            if menu.activeAction() is action:
                return
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction() is action, action.text()


Hand = Mouse | Keyboard
HANDS: tuple[Hand, ...] = (Mouse(), Keyboard())


Scenario = Callable[[Room, Hand], None]
SHOWN: dict[str, tuple[str, ...]] = {}
"""Scenario → the promises it shows."""
SCENARIOS: list[Scenario] = []


def shows(*features: str) -> Callable[[Scenario], Scenario]:
    """What a scenario shows."""

    def keep(scenario: Scenario) -> Scenario:
        SHOWN[scenario.__name__] = features
        SCENARIOS.append(scenario)
        return scenario

    return keep


def talks(view: View) -> bool:
    return view.status is AgentStatus.IN_CALL and view.case is not None and view.case.state is CaseState.TALKING


def dial(room: Room, hand: Hand, text: str, *, transfer: bool = False) -> None:
    """Type into the dial field, then call or ask, or transfer."""
    field = room.main.line.field
    if isinstance(hand, Keyboard):
        _press(room, BY_ID["call"].key or "")
    else:
        hand.focus(room, field)
    QTest.keyClicks(field, text)
    if isinstance(hand, Keyboard):
        control = Qt.KeyboardModifier.ControlModifier if transfer else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(field, Qt.Key.Key_Return, control)
    else:
        hand.act(room, "transfer" if transfer else "call")


def _press(room: Room, key: str) -> None:
    (combination,) = _combinations(key)
    room.come_forward()
    target = room.window.focusWidget() or room.window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def _combinations(key: str) -> list[Any]:
    sequence: Any = QKeySequence(key)  # its stubs know no index
    return [sequence[at] for at in range(sequence.count())]


def _context(widget: QWidget, reason: QContextMenuEvent.Reason) -> None:
    at = widget.rect().center()
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def _path(menu: QMenu, name: str) -> list[Any]:
    """The menus to go through, then the entry."""
    for action in menu.actions():
        if action.objectName() == name:
            return [action]
        below = action.menu()
        if isinstance(below, QMenu):
            if below.objectName() == name:
                return [below.menuAction()]
            found = _path(below, name)
            if found:
                return [below, *found]
    return []
