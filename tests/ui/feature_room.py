"""An agent at the real window, over HTTP to the real engine, and everybody outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.client.address_book import AddressBook, Person
from agent_desktop.client.connection import Connection
from agent_desktop.client.desk import Desk
from agent_desktop.client.logbook import Logbook
from agent_desktop.client.reactions import Notice
from agent_desktop.client.report import Evidence
from agent_desktop.client.signals import Signals
from agent_desktop.client.statistics import midnight
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
from agent_desktop.domain.state import State
from agent_desktop.settings.chosen import Preferences
from agent_desktop.ui.context import Services
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.main_page import MainPage
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.window import Window, wall_clock
from tests.fakes.http_house import KeptBooks, MakeRecordings, NoRecordings
from tests.fakes.switch import Switch

ME, COLLEAGUE = "anna", "bertil"
LONGEST_MS = 30_000
TURNS = 100
DAY_MS = 86_400_000
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
    """The agent's window, and everything outside it.

    ``yesterday`` happens before the agent comes, on the day before: the clocks of server and window are ahead of this
    PC's, and stand at noon, so that no day ends meanwhile.
    """

    def __init__(
        self,
        dressed: Theme,
        spoken: Languages,
        folder: Path,
        centre: Define = CENTRE,
        recordings: MakeRecordings = lambda engine: NoRecordings(),
        preferences: Preferences | None = None,
        yesterday: Callable[[Room], None] | None = None,
    ) -> None:
        self.switch = Switch(ME, centre, recordings, lambda state, store: KeptBooks(folder, state, store))
        self.folder = folder
        self.callers: list[str] = []
        self._dialled = 0
        self.qtbot: QtBot | None = None
        self._ahead = 0
        if yesterday is not None:
            self._go_ahead(_to_noon(wall_clock()))
            yesterday(self)
            self._go_ahead(self._ahead + DAY_MS)
        self.preferences = preferences if preferences is not None else Preferences()
        self.log = Logbook()
        signals = Signals(
            self.switch.phone.order,
            lambda sound: folder / f"{sound}.wav",
            self.preferences,
            gone=lambda file: self.desk.tell(Notice(code="sound_gone", params=(("file", str(file)),))),
        )
        self.desk = Desk(
            self.switch.phone,
            connect=lambda url, heard: Connection(url, heard, clock=self.now),
            play=signals.play,
            clock=self.now,
            outbox=folder / "outbox",
            heard=folder / "heard",
        )
        self.desk.use_book(AddressBook([Person(name="Eva Lindqvist", numbers=(CALLER,))]))
        self.memory = Memory(None)
        evidence = Evidence(log=self.log, known=self.desk.personal_texts)
        services = Services(try_sound=signals.try_out, evidence=evidence)
        self.window = Window(self.desk, dressed, spoken, self.memory, self.now, self.preferences, services)
        self.window.resize(1200, 900)
        self.window.show()

    @property
    def main(self) -> MainPage:
        """The page of whoever is logged in; each has a new one."""
        return self.window.main

    def now(self) -> int:
        """The window's clock, ms UTC."""
        return wall_clock() + self._ahead

    def _go_ahead(self, ms: int) -> None:
        self._ahead = self.switch.server.clock.ahead = ms

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

    def happens(self, true: Callable[[State], bool]) -> None:
        """Let the switch work until the core's state is so; before there is a window."""
        for _ in range(TURNS):
            self.switch.turn()
            if true(self.switch.server.engine.state):
                return
        raise AssertionError("it does not happen")

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

    def come_forward(self, widget: QWidget | None = None) -> None:
        """Have the keyboard in the window, or in that of a widget; a menu that closed gives it back a moment later."""
        window = (widget or self.window).window()
        window.activateWindow()
        self.holds(window.isActiveWindow)

    def widget(self, name: str) -> Any:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found


def _to_noon(now: int) -> int:
    """From now until tomorrow's noon at this place, ms."""
    tomorrow = datetime.fromtimestamp(now / 1000).date() + timedelta(days=1)
    return midnight(tomorrow) + DAY_MS // 2 - now


def talks(view: View) -> bool:
    return view.status is AgentStatus.IN_CALL and view.case is not None and view.case.state is CaseState.TALKING
