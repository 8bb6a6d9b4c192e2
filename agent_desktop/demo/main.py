"""One command shows a whole contact centre at work (F128): server, callers, robots, and the window."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent_desktop import resources
from agent_desktop.demo.agents import RobotAgent, WindowAgent, Worker
from agent_desktop.demo.callers import Call, Callers
from agent_desktop.demo.child import Child
from agent_desktop.demo.ledger import Entry, Ledger
from agent_desktop.demo.play import PATIENCE_S, Part, parts
from agent_desktop.demo.stage import Stage
from agent_desktop.demo.watch import Offered, Over, Seen, Talking, Watch
from agent_desktop.server.failures import CannotStart

log = logging.getLogger(__name__)

ROBOTS = {"anna": 1.0, "bertil": 1.5, "oksana": 2.0, "marek": 1.2, "claire": 2.5}
"""Agents of resources/demo-centre.toml, and how many seconds they let it ring."""

YOU = "you"
SUPERVISOR = "vera"
START_S = 60.0
LAST_ARRIVAL_S = 14.0
"""Nobody calls so shortly before the end, so that the last talks are whole."""

DRAIN_S = 5.0
PROGRESS_S = 5.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of ``agent-desktop demo``."""
    parser.add_argument("--headless", action="store_true", help="no screen: the window is clicked for")
    parser.add_argument("--seconds", type=float, metavar="N", help="end after so long; else with the window or Ctrl-C")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what was measured, as JSON")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="save what the window shows (with --headless)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep data, logs and recordings here")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which callers come when (default 1)")


def run(args: argparse.Namespace) -> int:
    """Show it; 0 when it ended as wanted. Raises ``CannotStart`` with a sentence."""
    with contextlib.ExitStack() as stack:
        if args.data is None:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="agent-desktop-demo-")))
        else:
            data = args.data.absolute()
            data.mkdir(parents=True, exist_ok=True)
        if args.screenshots is not None:
            args.screenshots.mkdir(parents=True, exist_ok=True)
        return Demo(args, data).run()


def password(user: str) -> str:
    """Of the agents in resources/demo-centre.toml, which exist nowhere else."""
    return f"demo-{user}"


def say(sentence: str) -> None:
    """Progress for whoever watches."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


class Demo:
    """A centre at work, from start to report."""

    def __init__(self, args: argparse.Namespace, data: Path) -> None:
        self._args = args
        self._data = data
        self._stage = Stage()
        self._ledger = Ledger()
        self._workers: dict[str, Worker] = {}
        self._window: WindowAgent | None = None
        self._callers: Callers | None = None
        self._watch: Watch | None = None
        self._play: Iterator[Part] = parts(args.seed)
        self._closing = False
        self._began = 0.0
        self._problem = ""
        self._recordings = data / "recordings"
        self._logs = data / "logs"
        for folder in (self._recordings, self._logs):
            folder.mkdir(parents=True, exist_ok=True)

    def run(self) -> int:
        """Everything, in order."""
        with contextlib.ExitStack() as stack:
            addresses = self._start_server(stack)
            self._start_watch(stack, addresses["http"])
            self._start_agents(stack, addresses["http"])
            self._callers = Callers(self._stage, addresses["sip"], self._recordings, self._call_over)
            stack.callback(self._callers.close)
            say(f"The centre is open: {addresses['http']}, calls to sip:1000@{addresses['sip'].removeprefix('sip:')}")
            if not self._problem:
                with contextlib.suppress(KeyboardInterrupt):
                    self._show()
            self._drain()
        self._report()
        if self._problem:
            say(self._problem)
            return 1
        return 0

    # --- opening ----------------------------------------------------------------------------------

    def _start_server(self, stack: contextlib.ExitStack) -> dict[str, str]:
        say("Starting the server …")
        listening: dict[str, Any] = {}
        answered = threading.Event()

        def told(line: dict[str, Any]) -> None:
            listening.update(line)
            answered.set()

        def ended(code: int) -> None:
            answered.set()
            self._stage.post(lambda: self._fail(f"the server ended with exit code {code}"))

        arguments = ["server", "--data", str(self._data / "server"), "--until-eof", "--log-level", "info"]
        arguments += ["--http", "127.0.0.1:0", "--sip", "127.0.0.1:0"]
        arguments += ["--import", str(resources.path("resources/demo-centre.toml"))]
        server = Child(arguments, self._logs / "server.log", told=told, ended=ended)
        stack.callback(server.close)
        if not answered.wait(START_S) or "http" not in listening:
            raise CannotStart(f"The server did not start: {_last_line(server.log_file)}")
        return {"http": listening["http"], "sip": listening["sip"]}

    def _start_watch(self, stack: contextlib.ExitStack, url: str) -> None:
        self._watch = Watch(url, self._stage, self._seen)
        stack.callback(self._watch.close)
        self._watch.start(SUPERVISOR, password(SUPERVISOR), self._stage.stop)
        self._stage.run()
        if self._watch.problem:
            raise CannotStart(f"The demonstration's supervisor cannot log in: {self._watch.problem}")

    def _start_agents(self, stack: contextlib.ExitStack, url: str) -> None:
        """The window first: whoever is ready longest gets the first call."""
        say("The agents log in …")
        if self._args.headless:
            self._window = self._work_window(stack, url)
            self._wait_for_agents()
        else:
            self._open_window(stack, url)
        for user, answer_after in ROBOTS.items():
            robot = RobotAgent(
                user,
                answer_after,
                stage=self._stage,
                ledger=self._ledger,
                voice=self._voice,
                recordings=self._recordings,
            )
            robot.start(url, password(user), self._fail)
            stack.callback(robot.close)
            self._workers[user] = robot
        self._wait_for_agents()

    def _work_window(self, stack: contextlib.ExitStack, url: str) -> WindowAgent:
        """The window that is clicked for."""
        window = WindowAgent(
            YOU,
            stage=self._stage,
            ledger=self._ledger,
            voice=self._voice,
            recordings=self._recordings,
            screenshots=self._args.screenshots.absolute() if self._args.screenshots else None,
        )
        window.start(url, password(YOU), self._logs / "window.log", self._fail)
        stack.callback(window.close)
        self._workers[YOU] = window
        return window

    def _open_window(self, stack: contextlib.ExitStack, url: str) -> None:
        """For the person at this screen: closing it ends the demonstration."""
        arguments = ["--server", url, "--user", YOU, "--password", password(YOU)]
        window = Child(
            arguments,
            self._logs / "window.log",
            told=lambda told: None,
            ended=lambda code: self._stage.post(lambda: self._window_closed(code)),
        )
        stack.callback(window.close)

    def _wait_for_agents(self) -> None:
        """Doors open when all who work here are ready; the person at the window may take their time."""
        assert self._watch is not None
        watch, deadline = self._watch, time.monotonic() + START_S

        def look() -> None:
            if watch.ready() >= self._workers.keys():
                self._stage.stop()
            elif time.monotonic() > deadline:
                missing = ", ".join(sorted(self._workers.keys() - watch.ready()))
                self._fail(f"not ready in {START_S:.0f} s: {missing}; see {self._logs}")
            else:
                self._stage.after(0.1, look)

        self._stage.after(0.0, look)
        with contextlib.suppress(KeyboardInterrupt):
            self._stage.run()

    def _window_closed(self, code: int) -> None:
        if code:
            self._fail(f"the window ended with exit code {code}; see {self._logs / 'window.log'}")
        self._stage.stop()

    # --- at work ----------------------------------------------------------------------------------

    def _show(self) -> None:
        self._began = time.monotonic()
        if self._args.seconds is not None:
            self._stage.after(max(0.0, self._args.seconds - LAST_ARRIVAL_S), self._close_doors)
            self._stage.after(self._args.seconds, self._stage.stop)
        self._stage.after(PROGRESS_S, self._progress)
        self._next_caller()
        self._stage.run()

    def _next_caller(self) -> None:
        part = next(self._play)
        self._stage.after(part.after_s, lambda: self._enter(part))

    def _enter(self, part: Part) -> None:
        assert self._callers is not None
        if self._closing:
            return
        self._callers.enter(part, self._begun)
        self._next_caller()

    def _begun(self, call: Call) -> None:
        entry = Entry(call=call)
        self._ledger.entries[call.part.number] = entry
        self._stage.after(PATIENCE_S, lambda: None if entry.answered else self._give_up(call))

    def _give_up(self, call: Call) -> None:
        assert self._callers is not None
        self._callers.hang_up(call)

    def _seen(self, seen: Seen) -> None:
        entry = self._ledger.entries.get(seen.number)
        if entry is None:
            return  # somebody else's call: the centre is open to any phone of this machine
        if isinstance(seen, Offered):
            entry.offers[seen.leg] = seen.at_ms
            entry.agent_leg = entry.agent_leg if entry.answered else seen.leg
        elif isinstance(seen, Talking) and not entry.answered:
            entry.answered, entry.agent = True, seen.agent
            part = entry.call.part
            self._stage.after(part.talk_s, lambda: self._hang_up(entry.call, seen.agent))
        elif isinstance(seen, Over):
            entry.outcome = seen.outcome

    def _hang_up(self, call: Call, agent: str) -> None:
        assert self._callers is not None
        worker = self._workers.get(agent)
        if call.ended_ms is not None:
            return
        if call.part.ends == "agent" and worker is not None:
            worker.hang_up()
        else:
            self._callers.hang_up(call)

    def _call_over(self, call: Call) -> None:
        if call.end_status >= 400 and not call.hung_up:
            log.warning("caller %s was refused: %d", call.part.number, call.end_status)

    def _voice(self, agent: str, number: str) -> str:
        """In whatever thread: what an agent says to this caller."""
        entry = self._ledger.entries.get(number)
        if entry is not None and entry.call.part.probe:
            return "demo/tone_agent"
        order = [*ROBOTS, YOU]
        return f"demo/agent_{order.index(agent) % len(ROBOTS) + 1}"

    def _progress(self) -> None:
        entries = self._ledger.entries.values()
        over = sum(entry.call.ended_ms is not None for entry in entries)
        say(
            f"{time.monotonic() - self._began:4.0f} s  {len(entries)} calls, "
            f"{sum(entry.answered for entry in entries)} answered, {over} over"
        )
        self._stage.after(PROGRESS_S, self._progress)

    def _fail(self, sentence: str) -> None:
        if not self._closing:
            self._problem = self._problem or sentence
            self._stage.stop()

    # --- closing ----------------------------------------------------------------------------------

    def _close_doors(self) -> None:
        self._closing = True

    def _drain(self) -> None:
        """Let the callers hang up and the server say what became of them."""
        assert self._callers is not None
        self._closing = True
        deadline = time.monotonic() + DRAIN_S
        for call in self._callers.talking():
            self._callers.hang_up(call)

        def look() -> None:
            pending = [entry for entry in self._ledger.entries.values() if entry.outcome is None]
            if not pending or time.monotonic() > deadline:
                self._stage.stop()
            else:
                self._stage.after(0.1, look)

        self._stage.after(0.0, look)
        self._stage.run()

    def _report(self) -> None:
        assert self._watch is not None
        pictures = self._window.pictures if self._window is not None else []
        if self._args.screenshots is not None:
            pictures = [*pictures, *_every_state(self._args.screenshots.absolute() / "states")]
        report = {
            "seconds": round(time.monotonic() - self._began, 1),
            **self._ledger.report(window=YOU),
            "events": self._watch.events,
            "screenshots": pictures,
        }
        if self._args.report is not None:
            self._args.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        say(f"{report['calls']} calls, {report['answered']} answered, {report['lost']} lost")


def _every_state(folder: Path) -> list[str]:
    """Pictures of every state of the window, light and dark, at 100 and at 200 %; what is cut off in them is said."""
    gallery = [sys.executable, "-m", "agent_desktop.ui.gallery", "--out", str(folder), "--size", "usual"]
    drawing = [
        subprocess.Popen([*gallery, "--scale", scale], stderr=subprocess.PIPE, encoding="utf-8")
        for scale in ("100", "200")
    ]
    for process in drawing:
        said = process.communicate()[1]
        if process.returncode:
            say(said.strip())
    return sorted(str(file) for file in folder.glob("*.png"))


def _last_line(file: Path) -> str:
    lines = file.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else f"see {file}"
