"""The six agents of the demonstration: five robots, and one at the real window, clicked for when nobody sits there."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from agent_desktop import resources
from agent_desktop.client.view import View
from agent_desktop.demo.child import Child
from agent_desktop.demo.ledger import Ledger
from agent_desktop.demo.robot import Habits, Robot
from agent_desktop.demo.stage import Stage
from agent_desktop.phone.process import SoftphoneProcess
from agent_desktop.protocol.codes import PROBLEMS

WINDOW_ANSWERS_S = 1.5

PICTURE_AFTER_S = 1.2
"""Less than a call rings, and long enough for clocks to count."""

NOTES = ("Asks about the last invoice; wants it by e-mail.", "Line drops in the evening. Router restarted.")
"""What the person at the window writes, by turns."""

Voice = Callable[[str, str], str]
"""(agent, caller's number) → the name of the sound that the agent speaks in this call."""


class Worker(Protocol):
    """An agent at work, however."""

    def hang_up(self) -> None:
        """End the call in hand."""
        ...

    def close(self) -> None:
        """Log out and be gone."""
        ...


def spoken(voice: Voice, agent: str, number: str) -> Path:
    """The file of what the agent says to this caller."""
    return resources.path(f"sounds/{voice(agent, number)}.wav")


class RobotAgent:
    """A robot in a thread of this process, its softphone in a process of its own."""

    def __init__(
        self, user: str, answer_after: float, *, stage: Stage, ledger: Ledger, voice: Voice, recordings: Path
    ) -> None:
        self.user = user
        self._stage, self._ledger, self._voice, self._recordings = stage, ledger, voice, recordings
        self._phone = SoftphoneProcess()
        habits = Habits(answer_after=answer_after, say=self._say, record=self._record)
        self._robot = Robot(self._phone, habits, lambda event, told: stage.post(lambda: self._told(event, told)))
        self._thread: threading.Thread | None = None

    def start(self, url: str, password: str, failed: Callable[[str], None]) -> None:
        """Log in and work; ``failed`` is called on the stage with a sentence when that ends with a problem."""

        def work() -> None:
            problem = self._robot.run(url, self.user, password)
            if problem is not None:
                sentence = f"{self.user}: {PROBLEMS.get(problem.code, problem.code)}"
                self._stage.post(lambda: failed(sentence))

        self._phone.start()
        self._thread = threading.Thread(target=work, name=f"robot {self.user}", daemon=True)
        self._thread.start()

    def hang_up(self) -> None:
        """See ``Worker``."""
        self._robot.hang_up()

    def close(self) -> None:
        """See ``Worker``."""
        self._robot.stop()
        if self._thread is not None:
            self._thread.join()
        self._phone.close()

    def _say(self, view: View) -> str:
        return str(spoken(self._voice, self.user, view.details.number if view.details else ""))

    def _record(self, view: View) -> str:
        return str(self._recordings / f"{view.phone.ringing_leg}.wav")

    def _told(self, event: str, told: dict[str, Any]) -> None:
        if event == "ringing":
            self._ledger.side(told["leg"]).shown_ms = told["at_ms"]
        elif event == "answering":
            self._ledger.side(told["leg"]).answered_ms = told["at_ms"]
        elif event == "recording":
            recorded(self._ledger, Path(told["file"]), told["at_ms"])


def recorded(ledger: Ledger, file: Path, at_ms: int) -> None:
    """A recording named after the agent's leg has begun."""
    side = ledger.side(file.stem)
    side.recording, side.recording_ms = file, at_ms


class WindowAgent:
    """The real window in a process of its own, driven by clicks on its buttons. It makes its own screenshots."""

    def __init__(
        self,
        user: str,
        *,
        stage: Stage,
        ledger: Ledger,
        voice: Voice,
        recordings: Path,
        screenshots: Path | None,
    ) -> None:
        self.user = user
        self._stage, self._ledger, self._voice, self._recordings = stage, ledger, voice, recordings
        self._screenshots = screenshots
        self._child: Child | None = None
        self._shown: dict[str, Any] = {}
        self._pictures_wanted: set[str] = set()
        self._notes = itertools.cycle(NOTES)
        self._answering: str | None = None  # the leg that was clicked for
        self.pictures: list[str] = []

    def start(self, url: str, password: str, log_file: Path, failed: Callable[[str], None]) -> None:
        """Open the window without a screen, logged in; ``failed`` is called with a sentence when it ends by itself."""
        arguments = ["--server", url, "--user", self.user, "--password", password, "--drive", "--sound", "file:,"]
        arguments += ["--theme", "light", "--language", "en"]

        def ended(code: int) -> None:
            sentence = f"the window ended with exit code {code}; see {log_file}"
            self._stage.post(lambda: failed(sentence) if self._child is not None else None)

        self._child = Child(
            arguments,
            log_file,
            told=lambda told: self._stage.post(lambda: self._told(told)),
            ended=ended,
            environment={"QT_QPA_PLATFORM": "offscreen"} if not os.environ.get("AGENT_DESKTOP_SHOW") else {},
        )

    def hang_up(self) -> None:
        """See ``Worker``."""
        self._tell(do="click", name="action_hang_up")

    def close(self) -> None:
        """See ``Worker``."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def _tell(self, **order: object) -> None:
        if self._child is not None:
            self._child.tell(**order)

    def _told(self, told: dict[str, Any]) -> None:
        event = told["event"]
        if event == "painted":
            self._painted(told)
        elif event == "clicked" and told["name"] == "action_answer" and self._answering is not None:
            self._ledger.side(self._answering).answered_ms = told["at_ms"]
        elif event == "recording":
            recorded(self._ledger, Path(told["file"]), told["began_ms"])
        elif event == "screenshot":
            self.pictures.append(told["file"])

    def _painted(self, shown: dict[str, Any]) -> None:
        before, self._shown = self._shown, shown
        if _idle(shown) and not _idle(before):
            self._tell(do="click", name="action_ready")
        leg = shown["offer"]
        if leg is not None and leg != before.get("offer"):
            self._ledger.side(leg).shown_ms = shown["at_ms"]
        ringing = shown["ringing"]
        if ringing is not None and ringing != before.get("ringing"):
            self._stage.after(WINDOW_ANSWERS_S, lambda: self._answer(ringing))
        if shown["status"] == "in_call" and before.get("status") != "in_call":
            self._tell(do="type", name="note_field", text=next(self._notes))
        name = _pictured(shown)
        if self._screenshots is not None and name not in self._pictures_wanted:
            self._pictures_wanted.add(name)
            self._stage.after(PICTURE_AFTER_S, lambda: self._picture(name))

    def _answer(self, leg: str) -> None:
        if self._shown["ringing"] != leg:
            return
        said = spoken(self._voice, self.user, self._shown["number"])
        self._answering = leg
        self._tell(do="sound", device=f"file:{said},{self._recordings / f'{leg}.wav'}")
        self._tell(do="click", name="action_answer")

    def _picture(self, name: str) -> None:
        """Once settled, what the window shows for the first time, light and dark; gone already: at the next time."""
        assert self._screenshots is not None
        if _pictured(self._shown) != name:
            self._pictures_wanted.discard(name)
            return
        for theme in ("dark", "light"):
            self._tell(do="theme", name=theme)
            self._tell(do="screenshot", file=str(self._screenshots / f"window-{name}-{theme}.png"))


def _pictured(shown: dict[str, Any]) -> str:
    """The name of a picture of this."""
    return "offline" if shown["link"] != "online" else shown["status"].replace("_", "-")


def _idle(shown: dict[str, Any]) -> bool:
    """The core made the agent busy, at log-in or after a missed call, and there is a phone to be ready with."""
    return shown.get("status") == "busy" and bool(shown.get("registered"))
