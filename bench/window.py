"""What the window itself costs: from a click to what shows it was heard, from an event to the screen, and its work.

The real desk and the real window, drawn off-screen, in a centre of 500 agents and 100 queues in which 20 times a second
somebody changes status. The core stands behind them in this process, without a network, so that nothing else is
measured; what the core costs is taken off again. Then a day of 60 calls with a real server, and the whole program: how
soon it is usable, its memory and its idling, beside linphone's, as ``start`` measures them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.client.desk import Desk
from agent_desktop.client.port import FrameCame, Heard, LinkChanged, SnapshotTaken
from agent_desktop.client.view import Link
from agent_desktop.domain import views
from agent_desktop.domain.evolve import EMPTY
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    AnyCommand,
    AnyInput,
    Asked,
    Define,
    LogIn,
    Presence,
    Queue,
    Reason,
    Refusal,
    SetStatus,
)
from agent_desktop.domain.step import step
from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent
from agent_desktop.protocol.wire import VERSION, Accepted, Frame, Problem, Session, SipAccount, Snapshot
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.window import USUAL, Window

AGENTS, QUEUES, RATE = 500, 100, 20
ME = "a0"
STATUSES = (AgentStatus.READY, AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE)
OWN_MS = 400
"""So often the agent's own status changes while those of the others do."""
LATE_MS = 100
PATIENCE_MS = 30_000


def say(figure: str, value: float, unit: str) -> None:
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit}), flush=True)


class NoPhone:
    """A softphone that is not there."""

    def order(self, order: AnyOrder) -> None:
        del order

    def listen(self, listener: Callable[[AnyPhoneEvent], None]) -> None:
        del listener

    def close(self) -> None:
        pass


class Core:
    """The centre, as a ``ServerPort`` of one viewer. ``spent_s`` is what it cost by itself."""

    def __init__(self) -> None:
        self.state, self.n, self.spent_s = EMPTY, 0, 0.0
        self.said: list[tuple[float, bool]] = []  # when a frame was handed over, and whether it is of the agent's own
        self._heard: Callable[[Heard], None] = lambda heard: None
        queues = tuple(Queue(id=f"q{n}", name=f"Queue number {n}", number=str(2000 + n)) for n in range(QUEUES))
        agents = tuple(
            Agent(id=f"a{n}", name=f"Agent number {n}", queues=tuple(f"q{(n + k) % QUEUES}" for k in range(40)))
            for n in range(AGENTS)
        )
        self.give(Asked(by=SYSTEM, command=Define(queues=queues, agents=agents, reasons=(Reason(id="Busy_Lunch"),))))
        for agent in agents:
            self.give(Asked(by=agent.id, command=LogIn()))

    def connect(self, url: str, heard: Callable[[Heard], None]) -> Core:
        del url
        self._heard = heard
        return self

    def give(self, given: AnyInput) -> Refusal | None:
        """One input, and its events on their way to the viewer."""
        begun = time.thread_time()
        outcome = step(self.state, given, time.time_ns() // 1_000_000)
        if isinstance(outcome, Refusal):
            return outcome
        frames = []
        before = self.state
        for event, after in zip(outcome.events, outcome.states, strict=True):
            self.n += 1
            shown = views.for_viewer(views.plan(before, event, after), ME, supervisor=False)
            before = after
            if shown:
                frames.append(Frame(n=self.n, at=time.time_ns() // 1_000_000, events=shown))
        self.state = outcome.state
        self.spent_s += time.thread_time() - begun
        for frame in frames:
            self.said.append((time.perf_counter(), isinstance(given, Asked) and given.by == ME))
            self._heard(FrameCame(frame=frame))
        return None

    def log_in(
        self,
        user: str,
        password: str,
        done: Callable[[Session | Problem], None],
        *,
        device: str = "",
        nailed_up: bool = False,
    ) -> None:
        del password, device, nailed_up
        done(Session(token="t", agent=user, sip=SipAccount(server="", user=user, password=""), version=VERSION))
        now = time.time_ns() // 1_000_000
        rows = views.rows(self.state, ME)
        self._heard(
            SnapshotTaken(snapshot=Snapshot(n=self.n, at=now, agent=ME, events=rows, version=VERSION), own_ms=now)
        )
        self._heard(LinkChanged(link=Link.ONLINE))

    def command(self, command: AnyCommand, done: Callable[[Accepted | Refusal | Problem], None]) -> None:
        refusal = self.give(Asked(by=ME, command=command))
        done(refusal or Accepted(n=self.n))

    def get(self, path: str, done: Callable[[bytes | Problem], None]) -> None:
        done(Problem(code="not_found", message=path))

    def log_out(self, done: Callable[[Refusal | Problem | None], None]) -> None:
        done(None)

    def hurry(self) -> None:
        pass

    def close(self) -> None:
        pass


class Screen:
    """Tells when a view was drawn, and painted if that changed anything: a timer of nothing fires after both."""

    def __init__(self, window: Window, core: Core) -> None:
        self.took_ms: list[tuple[float, bool]] = []
        self._core = core
        window.bridge.view_changed.connect(lambda view: QTimer.singleShot(0, self._painted))

    def _painted(self) -> None:
        now, waiting = time.perf_counter(), self._core.said
        self.took_ms += [((now - said) * 1000, own) for said, own in waiting]
        waiting.clear()


def until(app: QApplication, true: Callable[[], bool]) -> None:
    """Let the window work until it is so."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not true():
        if time.monotonic() > deadline:
            raise SystemExit("the window does not get there")
        app.processEvents()


def clicks(app: QApplication, window: Window, times: int) -> None:
    """From the click to the button that shows it was heard, painted; and to the status on the screen."""
    heard_ms: list[float] = []
    for n in range(times):
        status = STATUSES[2] if n % 2 else STATUSES[0]
        button = window.main.statuses.buttons[status.value]
        until(app, button.isEnabled)
        begun = time.perf_counter()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # it paints the button before it returns
        heard_ms.append((time.perf_counter() - begun) * 1000)
        until(app, lambda wanted=status: window.main.view.status is wanted and not window.main.view.pending)
    say("click_to_heard_p50", float(np.percentile(heard_ms, 50)), "ms")
    say("click_to_heard_p99", float(np.percentile(heard_ms, 99)), "ms")


def load(app: QApplication, core: Core, screen: Screen, seconds: float, tab: str) -> None:
    """20 changes a second while this tab is seen: how late they are on the screen, and the work of it."""
    chance = random.Random(1)

    def change() -> None:
        agent = f"a{chance.randrange(1, AGENTS)}"
        presence = core.state.presences[agent]
        status = chance.choice([one for one in STATUSES if one is not presence.status])
        reason = "Busy_Lunch" if status is AgentStatus.BUSY else None
        core.give(Asked(by=agent, command=SetStatus(status=status, reason=reason)))

    core.said.clear()
    screen.took_ms.clear()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(1000 // RATE)
    timer.timeout.connect(change)
    own = QTimer()
    own.setInterval(OWN_MS)
    own.timeout.connect(lambda: core.give(Asked(by=ME, command=SetStatus(status=other(core.state.presences[ME])))))
    own.start()
    spent, cpu, begun = core.spent_s, time.process_time(), time.monotonic()
    timer.start()
    QTimer.singleShot(round(seconds * 1000), app.quit)
    app.exec()
    timer.stop()
    own.stop()
    used = time.process_time() - cpu - (core.spent_s - spent)
    say(f"load_of_a_core_{tab}", 100 * used / (time.monotonic() - begun), "%")
    for whose, is_own in (("", False), ("own_", True)):  # figures of the centre; the agent's own state
        took = [ms for ms, own_one in screen.took_ms if own_one is is_own]
        say(f"{whose}event_to_screen_p50_{tab}", float(np.percentile(took, 50)), "ms")
        say(f"{whose}event_to_screen_p99_{tab}", float(np.percentile(took, 99)), "ms")
        say(f"{whose}event_to_screen_worst_{tab}", max(took), "ms")
        say(f"{whose}events_later_than_100_ms_{tab}", sum(ms > LATE_MS for ms in took), "events")
        say(f"{whose}events_{tab}", len(took), "events")


def other(presence: Presence) -> AgentStatus:
    """Another status than this one."""
    return STATUSES[2] if presence.status is STATUSES[0] else STATUSES[0]


def whole_program(starts: int, seconds: float) -> None:
    """Start, memory and idling of the program, on an X server: in processes of their own, not in this one."""
    env = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    script = Path(__file__).with_name("start.py")
    subprocess.run(
        [sys.executable, str(script), "--starts", str(starts), "--seconds", str(seconds)], env=env, check=True
    )


def working_day() -> None:
    """A day of 60 calls, as its test has it with a real server over HTTP: how many events were handled late in it."""
    day = Path(__file__).parents[1] / "tests" / "ui" / "test_working_day.py"
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-m", "long", "-k", "sixty", str(day)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if said.returncode:
        raise SystemExit(said.stdout + said.stderr)
    print("\n".join(re.findall(r'{"figure".*}', said.stdout)), flush=True)


def in_process(given: argparse.Namespace) -> None:
    """Clicks and changes on the real window in this process."""
    app = QApplication([])
    core = Core()
    desk = Desk(NoPhone(), connect=core.connect)
    window = Window(desk, Theme(app, "light"), Languages(app, "en"), Memory(None))
    window.resize(USUAL)
    window.show()
    screen = Screen(window, core)
    desk.log_in("bench", ME, "", lambda problem: None)
    until(app, lambda: window.main.view.link is Link.ONLINE)
    if given.only in ("", "clicks"):
        clicks(app, window, given.clicks)
    for name in ("queues", "agents"):
        if given.only in ("", name):
            window.main.tabs.bring(name)
            load(app, core, screen, given.seconds / 2, name)
    desk.close(log_out=False)
    window.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", choices=("clicks", "queues", "agents", "day", "start"), default="", help="one part of it"
    )
    parser.add_argument("--seconds", type=float, default=40.0, help="how long 20 changes a second go on")
    parser.add_argument("--clicks", type=int, default=200)
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--idle", type=float, default=15.0, help="how long idling is measured, in seconds")
    given = parser.parse_args()
    if given.only not in ("day", "start"):
        in_process(given)
    if given.only in ("", "day"):
        working_day()
    if given.only in ("", "start"):
        whole_program(given.starts, given.idle)


if __name__ == "__main__":
    main()
