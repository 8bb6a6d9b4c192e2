"""A working day at speed: a scripted agent on the real window, over HTTP to the real engine, a phone that obeys (F050).

What the window says of the day must be what the log says, nothing may be left over, and memory must stay. How many
events were handled late is counted and printed: ``bench window`` reads it.
"""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from agent_desktop.client.action import Choice
from agent_desktop.client.day import by_queue
from agent_desktop.client.recents import Way
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import (
    Agent,
    AgentStatus,
    CallArrived,
    CaseState,
    Define,
    LegEnd,
    LegEnded,
    LogIn,
    NoteWritten,
    OfferEnd,
    OfferEnded,
    Presence,
    PresenceChanged,
    Queue,
    SetStatus,
)
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.window import Window
from tests.fakes.far_switch import FarSwitch
from tests.fakes.timed_desk import TimedDesk

ME, COLLEAGUE = "anna", "bertil"
LONGEST_MS = 30_000
GROWTH_MB = 10
LATE_MS = 100
QUEUES = (
    Queue(id="service", name="Customer service", number="1000", wrap_up_ms=600_000),
    Queue(id="support", name="Technical support", number="2000"),
)
AGENTS = tuple(Agent(id=user, name=user.title(), queues=("service", "support")) for user in (ME, COLLEAGUE))


class Day:
    """The agent at the window."""

    def __init__(self, switch: FarSwitch, window: Window, desk: TimedDesk, qtbot: QtBot) -> None:
        self.switch, self.window, self.main, self.desk, self.qtbot = switch, window, window.main, desk, qtbot
        self.notes: list[str] = []
        self.drawn = 0
        window.bridge.view_changed.connect(self._count)

    def until(self, true: Callable[[View], bool]) -> None:
        """Wait until the window shows it, while the switch works."""

        def shows() -> bool:
            self.switch.turn()
            return true(self.main.view)

        self.qtbot.waitUntil(shows, timeout=LONGEST_MS)

    def click(self, action: str) -> None:
        button = self.main.button(action)
        assert isinstance(button, QAbstractButton)
        self.qtbot.waitUntil(button.isEnabled, timeout=LONGEST_MS)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def log_in(self) -> None:
        self.window.log_in.begin(self.switch.url, ME, f"secret-{ME}")
        self.until(lambda view: view.link is Link.ONLINE and view.phone.registered)
        self.switch.ask(COLLEAGUE, LogIn())
        self.click("ready")
        self.until(lambda view: view.status is AgentStatus.READY)

    def call(self, n: int) -> None:
        """One call, from the ring to ready again."""
        caller = f"i{n}"
        self.switch.give(CallArrived(leg=caller, number="1000" if n % 2 else "2000", caller=f"+4670{n:07d}"))
        self.until(lambda view: view.offer is not None and view.phone.ringing_leg is not None)
        if n % 10 == 7:  # the caller gives up
            self.switch.give(LegEnded(leg=caller, cause=LegEnd.CANCELLED))
            self.until(lambda view: view.status is AgentStatus.READY)
            return
        self.click("answer")
        self.until(lambda view: view.case is not None and view.case.state is CaseState.TALKING)
        if n % 10 == 3:
            self._note(f"note on call {n}")
        if n % 5 == 0:
            self._transfer()
        elif n % 2:
            self.switch.give(LegEnded(leg=caller, cause=LegEnd.HUNG_UP))
        else:
            self.click("hang_up")
        self.until(lambda view: view.status is AgentStatus.WRAP_UP and view.unsent == 0)
        self.click("end_wrap_up")
        self.until(lambda view: view.status is AgentStatus.READY and not view.pending)
        if n % 5 == 0:
            self.switch.give(LegEnded(leg=caller, cause=LegEnd.HUNG_UP))
            self.switch.ask(COLLEAGUE, SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch"))

    def pause(self) -> None:
        """Lunch, from the menu."""
        self.main.act("busy", Choice(reason="Busy_Lunch"))
        self.until(lambda view: view.status is AgentStatus.BUSY)
        self.click("ready")
        self.until(lambda view: view.status is AgentStatus.READY)

    def _note(self, text: str) -> None:
        self.main.note.editor.setFocus()
        QTest.keyClicks(self.main.note.editor, text)
        self.notes.append(text)

    def _transfer(self) -> None:
        field = self.main.line.field
        field.setFocus()
        QTest.keyClicks(field, COLLEAGUE)
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def _count(self, _view: View) -> None:
        self.drawn += 1


@pytest.fixture
def day(dressed: Theme, spoken: Languages, qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    spoken.choose("en")
    switch = FarSwitch(ME, Define(queues=QUEUES, agents=AGENTS))
    desk = TimedDesk(switch.phone, outbox=tmp_path / "outbox", remembered=tmp_path / "calls")
    window = Window(desk, dressed, spoken, Memory(None))
    window.show()
    qtbot.waitExposed(window)
    yield Day(switch, window, desk, qtbot)
    desk.close()
    window.close()
    window.deleteLater()
    switch.close()


def memory_mb() -> float | None:
    """This process's proportional share of memory, without garbage; None where the system does not tell."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return None
    gc.collect()
    line = next(line for line in rollup.read_text(encoding="ascii").splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def work(day: Day, calls: int) -> None:
    day.log_in()
    begun: float | None = None
    for n in range(1, calls + 1):
        day.call(n)
        if n % 10 == 0:
            day.pause()
        if n == 10:
            begun = memory_mb()  # everything that is made once is there
    day.until(lambda view: view.unsent == 0 and len(view.recents) == calls)
    judge(day)
    late = sum(ms > LATE_MS for ms in day.desk.took_ms)
    for figure, value in (("events_handled", len(day.desk.took_ms)), ("events_handled_late", late)):
        sys.stdout.write(json.dumps({"figure": f"{figure}_day_of_{calls}", "value": value, "unit": "events"}) + "\n")
    assert day.desk.took_ms, "nothing was measured"
    ended = memory_mb()
    if begun is not None and ended is not None:
        assert ended - begun <= GROWTH_MB


def judge(day: Day) -> None:
    """Every figure of the window against the log."""
    log = day.switch.log()
    view = day.main.view
    midnight = view.day.midnight
    offers = [row for row in log if isinstance(row, OfferEnded) and row.agent == ME]
    ways = Counter(row.way for row in view.recents)
    answered = [row for row in offers if row.how is OfferEnd.ANSWERED]
    assert ways == Counter({Way.RECEIVED: len(answered), Way.MISSED: len(offers) - len(answered)})
    assert len({row.case for row in view.recents}) == len(view.recents)
    if all(row.at >= midnight for row in view.recents):
        rows = by_queue(view.recents, midnight)
        assert sum(row.received + row.missed for row in rows) == len(offers)
        assert {row.queue for row in rows} == {row.name for row in QUEUES}
    presences = [row.presence for row in log if isinstance(row, PresenceChanged)]
    now = max(row.since for row in presences)
    assert spells(view, now) == logged([row for row in presences if row.agent == ME], midnight, now)
    written = [row.note.text for row in log if isinstance(row, NoteWritten)]
    assert [text for text in day.notes if text not in written] == []
    assert view.presence == day.switch.presence(ME)
    assert 0 < day.drawn <= len(log)  # news that come together are drawn once


def spells(view: View, now: int) -> dict[tuple[AgentStatus, str], int]:
    return {(row.status, row.reason): row.total(now) for row in view.day.spells if row.total(now)}


def logged(presences: list[Presence], midnight: int, now: int) -> dict[tuple[AgentStatus, str], int]:
    """How long in each status since midnight, as the log has it."""
    sums: Counter[tuple[AgentStatus, str]] = Counter()
    ends = [row.since for row in presences[1:]] + [now]
    for row, end in zip(presences, ends, strict=True):
        if row.status is not AgentStatus.LOGGED_OUT:
            reason = (row.reason or "") if row.status is AgentStatus.BUSY else ""
            sums[row.status, reason] += max(0, end - max(row.since, midnight))
    return {key: ms for key, ms in sums.items() if ms}


def test_a_short_day_is_as_the_log_says(day: Day) -> None:  # F050
    work(day, 10)


@pytest.mark.long
def test_sixty_calls_are_as_the_log_says(day: Day) -> None:  # F050
    work(day, 60)


@pytest.mark.long
def test_three_hundred_calls_are_as_the_log_says(day: Day) -> None:  # F050
    work(day, 300)
