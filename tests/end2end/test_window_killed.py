"""kill -9 of an agent's window, talking, wrapping up and ready: the next one is where the first was (F118, F121, F122).

The real window with its real softphone, drawn off-screen, a real server, and a caller who speaks a tone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.client.desk import Desk
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone.port import Recording
from tests.fakes.phone import FakePhone
from tests.fakes.phone_rig import tone, tone_file, until_heard
from tests.fakes.program import Program, server
from tests.fakes.watch import Watch
from tests.fakes.work import CALLER_HZ, SLOWLY, Customer, something_but

AGENT_HZ = 1000
GRACE_S = 15.0


class Place:
    """Bertil's place: its windows, one after the other, and the customer who calls him."""

    def __init__(self, running: Program, folder: Path, stack: ExitStack) -> None:
        self._url: str = running.said[0]["http"]
        self._folder = folder
        self._stack = stack
        self._says = tone_file(folder / "says.wav", AGENT_HZ)
        self._opened = 0
        self.customer = Customer(running, folder, stack)
        self.window = self.open()

    def open(self) -> Program:
        """A window that logs in by itself; it is registered and shows what the server knows."""
        self._opened += 1
        self._heard = self._folder / f"heard-{self._opened}.wav"
        arguments = ["--server", self._url, "--user", "bertil", "--password", "secret-bertil", "--language", "en"]
        arguments += ["--sound", f"file:{self._says},{self._heard}", "--remember", "none", "--drive"]
        self.window = Program(*arguments, "--outbox", str(self._folder / "outbox"))
        self._stack.callback(self.window.kill)
        return self.window

    def kill(self) -> None:
        """Without a warning."""
        self.window.kill()

    def until(self, **such: object) -> dict[str, Any]:
        """It is painted."""
        return self.window.until("painted", link="online", **such)

    def click(self, action: str) -> None:
        self.window.hear(do="click", name=f"action_{action}")
        self.window.until("clicked", name=f"action_{action}")

    def be_ready(self) -> None:
        self.until(registered=True)
        self.click("ready")
        self.until(status="ready")

    def talk(self) -> None:
        """The customer calls, and Bertil answers."""
        self.be_ready()
        self.customer.call()
        rings = self.until(status="offered")
        self.window.until("painted", ringing=rings["offer"])
        self.click("answer")
        self.in_talk()

    def in_talk(self) -> None:
        """They are together, as far as the server knows."""
        self.until(status="in_call", apart=False)

    def hear_each_other(self) -> None:
        """Both hear the other's tone, as loud as it was said."""
        told = self.window.until("recording")
        recording = Recording(file=told["file"], at_ms=told["began_ms"])
        until_heard(self._heard, recording, tone(CALLER_HZ))
        self.customer.hears(tone(AGENT_HZ))

    def music(self) -> None:
        """The customer hears something, and not Bertil."""
        self.customer.hears(something_but(AGENT_HZ))

    def wrap_up(self) -> None:
        """The customer hangs up."""
        self.customer.hang_up()
        self.until(status="wrap_up")

    def go_home(self) -> None:
        """Out of wrap-up, and out of the program, which logs out."""
        self.click("end_wrap_up")
        assert self.window.close() == 0


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    running = server(tmp_path_factory.mktemp("data"), centre=SLOWLY)
    yield running
    running.close()


@pytest.fixture
def place(running: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with ExitStack() as stack:
        yield Place(running, tmp_path, stack)


def killed_and_back_in_the_call(place: Place) -> None:
    """The customer has music until the next window is there, and then Bertil, who clicked on nothing."""
    place.talk()
    place.hear_each_other()
    place.kill()
    place.music()
    place.open()
    place.in_talk()
    place.hear_each_other()
    assert not [line for line in place.window.said if line["event"] == "clicked"]
    place.wrap_up()
    place.go_home()


def test_a_killed_window_comes_back_to_its_call(place: Place) -> None:
    killed_and_back_in_the_call(place)


@pytest.mark.long
@pytest.mark.parametrize("_time", range(20))
def test_a_killed_window_comes_back_to_its_call_twenty_times(place: Place, _time: int) -> None:
    killed_and_back_in_the_call(place)


def test_a_window_killed_in_wrap_up_comes_back_to_it_with_what_was_typed(place: Place) -> None:
    place.talk()
    place.window.hear(do="type", name="note_field", text="Wants an invoice")
    place.until(note="Wants an invoice")  # as the desk has it: on the disk
    place.wrap_up()
    place.kill()
    place.open()
    place.until(status="wrap_up", note="Wants an invoice", note_state="saved")
    place.go_home()


def test_a_ready_agent_whose_window_is_killed_is_ready_again(place: Place) -> None:
    place.be_ready()
    place.kill()
    place.open()
    place.until(status="ready")
    assert place.window.close() == 0


@pytest.mark.long
def test_after_the_grace_the_status_from_before_is_given_back(place: Place, running: Program) -> None:
    with ExitStack() as stack:
        desk = Desk(FakePhone())
        stack.callback(desk.close)
        colleague = Watch(desk)
        assert colleague.log_in("marek", "secret-marek", running.said[0]["http"]) is None
        place.be_ready()
        place.kill()
        colleague.until(lambda view: status_of_bertil(view) is AgentStatus.BUSY, 2 * GRACE_S)
        place.open()
        colleague.until(lambda view: status_of_bertil(view) is AgentStatus.READY)
        place.until(status="ready")
        assert place.window.close() == 0


def status_of_bertil(view: View) -> AgentStatus | None:
    return next((row.presence.status for row in view.colleagues if row.agent.id == "bertil"), None)
