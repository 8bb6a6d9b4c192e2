"""The robot in front of the real core, with a phone that says what the test wants."""

from __future__ import annotations

import argparse
import queue
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from agent_desktop.client.desk import Desk
from agent_desktop.client.port import SessionEnded
from agent_desktop.client.view import View
from agent_desktop.demo.robot import LOG_IN_TRIES, Habits, Robot, add_arguments
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone.port import Answer, Answered, Ended, HangUp, Incoming, Registration, UseSound
from agent_desktop.protocol.wire import Problem
from tests.fakes.centre import Centre
from tests.fakes.phone import FakePhone
from tests.fakes.server import PASSWORD, FakeServer


class Shift:
    """A robot at work as Bertil."""

    def __init__(self, *, stop_s: float = 0.05, pause_s: float = 1.0, **habits: Any) -> None:
        self.centre = Centre()
        self.server = FakeServer(self.centre)
        self.phone = FakePhone()
        self.said: queue.Queue[tuple[str, dict[str, object]]] = queue.Queue()
        self.robot = Robot(
            self.phone,
            Habits(**{"answer_after": 0.0, **habits}),
            lambda event, fields: self.said.put((event, fields)),
            make_desk=lambda phone: Desk(phone, connect=self.server.connect, clock=lambda: self.centre.now),
            stop_s=stop_s,
            pause_s=pause_s,
        )
        self.problem: Problem | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def begin(self, password: str = PASSWORD) -> None:
        self.password = password
        self.thread.start()

    def _run(self) -> None:
        self.problem = self.robot.run("http://127.0.0.1:1", "bertil", self.password)

    def until(self, event: str) -> dict[str, object]:
        """The fields of the next such event."""
        while True:
            said, fields = self.said.get(timeout=10)
            if said == event:
                return fields

    def ready(self) -> None:
        self.begin()
        self.until("logged_in")
        self.phone.say(Registration(registered=True, status=200))
        self.until("ready")

    def ring(self) -> str:
        """A call is offered, and the phone rings."""
        self.centre.call("1000")
        self.server.deliver()
        self.until("offered")
        leg = self.centre.offer("bertil").leg
        self.phone.say(Incoming(leg=leg))
        return leg

    def settled(self) -> None:
        """Wait until the robot, and then its desk, worked off all that was due or said."""
        robots, desks = threading.Event(), threading.Event()
        self.robot._post(lambda: self.robot._at(0.0, robots.set))
        assert robots.wait(10)
        self.robot._desk._post(desks.set)
        assert desks.wait(10)

    def end(self) -> None:
        self.robot.stop()
        self.thread.join(10)
        assert not self.thread.is_alive()


@pytest.fixture
def shift() -> Iterator[Shift]:
    shift = Shift()
    yield shift
    shift.end()


def test_it_is_ready_only_when_its_phone_is_registered(shift: Shift) -> None:
    shift.begin()
    shift.until("busy")
    shift.settled()
    assert shift.server.commands == []
    shift.phone.say(Registration(registered=True, status=200))
    shift.until("registered")
    shift.until("ready")


def test_it_answers_and_waits_for_the_end_of_wrap_up(shift: Shift) -> None:
    shift.ready()
    leg = shift.ring()
    assert shift.until("ringing")["leg"] == leg
    answering = shift.until("answering")
    assert (answering["leg"], answering["queue"], answering["number"]) == (leg, "service", "+46701234567")
    shift.phone.hears(Answer)
    shift.phone.say(Answered(leg=leg, at_ms=77))
    assert shift.until("answered")["at_ms"] == 77
    assert shift.phone.told(Answer) == [Answer(leg=leg)]
    shift.centre.pick_up("bertil")
    shift.centre.end(leg)
    shift.phone.say(Ended(leg=leg, at_ms=99))
    shift.server.deliver()
    assert shift.until("ended")["at_ms"] == 99
    shift.until("wrap_up")
    shift.centre.wait(8_000)
    shift.server.deliver()
    shift.until("ready")
    assert len(shift.server.commands) == 1  # the first ready; wrap-up ended by itself


def test_after_a_missed_call_it_is_ready_again() -> None:  # F123
    shift = Shift(answer_after=3600.0)
    shift.ready()
    leg = shift.ring()
    shift.until("ringing")
    shift.centre.wait(20_000)
    shift.phone.say(Ended(leg=leg, status=487))
    shift.server.deliver()
    assert shift.until("busy")["reason"] == "missed_call"
    shift.until("offered")  # ready again, so the waiting caller is offered once more
    assert len(shift.server.commands) == 2
    shift.end()


def test_a_caller_who_leaves_is_not_answered() -> None:
    shift = Shift(answer_after=0.05)
    shift.ready()
    first = shift.ring()
    shift.until("ringing")
    shift.phone.say(Ended(leg=first, status=487))
    shift.until("ended")
    shift.centre.end("i1")
    shift.server.deliver()
    shift.until("ready")
    second = shift.ring()
    assert shift.until("answering")["leg"] == second
    shift.phone.hears(Answer)
    assert shift.phone.told(Answer) == [Answer(leg=second)]
    shift.end()


def test_it_hangs_up_after_a_while() -> None:
    shift = Shift(hang_up_after=0.01)
    shift.ready()
    leg = shift.ring()
    shift.phone.hears(Answer)
    shift.phone.say(Answered(leg=leg))
    shift.phone.hears(HangUp)
    assert shift.phone.told(HangUp) == [HangUp(leg=leg)]
    shift.end()


def test_a_call_that_ended_early_does_not_cost_the_next_one() -> None:
    shift = Shift(hang_up_after=0.0)
    shift.ready()
    leg = shift.ring()
    shift.phone.hears(Answer)
    shift.phone.say(Answered(leg=leg), Ended(leg=leg), Answered(leg="next"), Ended(leg="next"), Incoming(leg="third"))
    shift.settled()
    assert shift.phone.told(HangUp) == []
    shift.end()


def test_files_are_chosen_per_call() -> None:
    def say(view: View) -> str:
        return f"{view.details.number if view.details else 'nobody'}.wav"

    shift = Shift(say=say, record=lambda view: f"case-{view.case.id if view.case else 0}.wav")
    shift.ready()
    shift.ring()
    shift.until("answering")
    shift.phone.hears(Answer)
    orders = [order for order in shift.phone.orders if isinstance(order, UseSound | Answer)]
    assert isinstance(orders[0], UseSound)  # before the microphone opens
    assert orders[0].device == f"file:+46701234567.wav,case-{shift.centre.case().id}.wav"
    shift.end()


def test_stopping_ends_the_call_and_logs_out() -> None:
    shift = Shift(stop_s=10.0)
    shift.ready()
    leg = shift.ring()
    shift.until("answering")
    shift.phone.hears(Answer)
    shift.phone.say(Answered(leg=leg))
    shift.until("answered")
    shift.centre.pick_up("bertil")
    shift.server.deliver()
    shift.until("in_call")
    shift.robot.stop()
    shift.phone.hears(HangUp)
    shift.centre.end(leg)
    shift.phone.say(Ended(leg=leg))
    shift.server.deliver()
    shift.until("stopped")
    shift.thread.join(10)
    assert shift.centre.status("bertil") is AgentStatus.LOGGED_OUT
    assert shift.problem is None


def test_a_wrong_password_ends_the_day() -> None:
    shift = Shift()
    shift.begin("wrong")
    shift.thread.join(10)
    assert shift.problem == Problem(code="bad_credentials")


def test_a_server_out_of_reach_is_asked_again() -> None:
    shift = Shift(pause_s=0.01)
    shift.server.out_of_reach = 2
    shift.ready()


def test_a_server_that_stays_out_of_reach_ends_the_day() -> None:
    shift = Shift(pause_s=0.01)
    shift.server.out_of_reach = 1_000
    shift.begin()
    shift.thread.join(10)
    assert shift.problem == Problem(code="unreachable")
    assert shift.server.out_of_reach == 1_000 - LOG_IN_TRIES


def test_another_log_in_ends_the_day() -> None:
    shift = Shift()
    shift.ready()
    shift.server.say(SessionEnded(problem=Problem(code="session_over")))
    shift.thread.join(10)
    assert shift.problem == Problem(code="session_over")


def test_the_day_ends_after_its_seconds() -> None:
    shift = Shift(seconds=0.01)
    shift.begin()
    shift.thread.join(10)
    assert not shift.thread.is_alive()
    assert shift.problem is None


@pytest.mark.parametrize("text", ["-1", "soon", "nan"])
def test_a_span_that_is_none_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--user", "u", "--password", "p", f"--answer-after={text}"])
    assert "not a number of seconds" in capsys.readouterr().err
