"""The phone is shown to the server whenever it is there anew, and legs that belong to nothing are ended (F121)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from agent_desktop.client.port import LinkChanged
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    Define,
    LegAnswered,
    LegEnd,
    LegEnded,
    PhoneReady,
)
from agent_desktop.phone.port import (
    Answer,
    Answered,
    Died,
    Ended,
    HangUp,
    Incoming,
    Register,
    Registration,
)
from agent_desktop.protocol.wire import Problem
from tests.fakes.bertil import REGISTERED, BertilsDesk

AWAY, BACK = LinkChanged(link=Link.CONNECTING), LinkChanged(link=Link.ONLINE)


class Room(BertilsDesk):
    """Wants to know what the phone was shown with."""

    def presented(self, *legs: str) -> None:
        """Wait until the phone was shown with these legs, as the latest."""
        self.watch.holds(lambda: self.server.presented[-1:] == [PhoneReady(legs=legs)])


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    room.close()


def test_the_phone_is_presented_once_it_is_registered_and_not_again_without_need(room: Room) -> None:
    room.come()
    room.watch.settled()
    assert room.server.presented == []
    room.phone.say(REGISTERED)
    room.watch.settled()
    room.phone.say(REGISTERED)
    room.server.alive()
    room.watch.settled()
    assert room.server.presented == [PhoneReady()]


def test_a_phone_that_could_not_register_is_not_presented(room: Room) -> None:
    room.come()
    room.phone.say(Registration(registered=False, status=503, reason="Unavailable"))
    room.watch.settled()
    assert room.server.presented == []


def test_a_phone_that_died_is_presented_when_it_is_registered_again(room: Room) -> None:
    room.in_call()
    room.phone.say(Died(exit_code=134))
    room.watch.settled()
    assert len(room.server.presented) == 1
    room.phone.say(REGISTERED)
    room.watch.settled()
    assert room.server.presented == [PhoneReady(), PhoneReady()]


def test_a_new_phone_is_rung_into_the_talk_and_answers_without_a_click(room: Room) -> None:  # F121
    room.in_call()
    room.phone.say(Died(exit_code=134), REGISTERED)
    room.watch.until(lambda view: view.presence is not None and view.presence.apart_until is not None)
    leg = room.centre.presence("bertil").leg
    assert leg is not None
    room.phone.say(Incoming(leg=leg, join=True))
    room.phone.hears(Answer)
    room.watch.settled()
    assert room.desk.view.phone.ringing_leg is None  # nothing to click
    room.phone.say(Incoming(leg=leg, join=True))  # the INVITE again
    room.watch.settled()
    assert room.phone.told(Answer)[1:] == [Answer(leg=leg)]
    room.phone.say(Answered(leg=leg))
    room.centre.pick_up_again("bertil")
    room.server.deliver()
    view = room.watch.until(lambda view: view.presence is not None and view.presence.apart_until is None)
    assert view.status is AgentStatus.IN_CALL
    assert view.phone.active_leg == leg


def test_an_ordinary_call_waits_for_the_click(room: Room) -> None:
    room.come()
    room.phone.say(REGISTERED, Incoming(leg="o77"))
    room.watch.until(lambda view: view.phone.ringing_leg == "o77")
    room.watch.settled()
    assert room.phone.told(Answer) == []


def test_a_server_that_is_back_is_told_of_the_leg_that_is_still_there(room: Room) -> None:
    leg = room.in_call()
    room.server.say(AWAY, BACK)
    room.presented(leg)
    room.watch.settled()
    assert room.phone.told(HangUp) == []
    assert room.centre.presence("bertil").leg == leg


def test_without_a_talk_the_phone_registers_first(room: Room) -> None:
    room.come()
    room.phone.say(REGISTERED)
    room.presented()
    room.server.say(AWAY, BACK)
    room.watch.settled()
    assert len(room.phone.told(Register)) == 2
    assert len(room.server.presented) == 1  # the server may have forgotten where the phone is
    room.phone.say(REGISTERED)
    room.watch.settled()
    assert len(room.server.presented) == 2


def test_a_command_that_did_not_arrive_is_sent_again(room: Room) -> None:
    room.come()
    room.server.answer = Problem(code="store_failed")
    room.phone.say(REGISTERED)
    room.watch.settled()
    assert len(room.server.presented) == 1
    room.server.answer = None
    room.server.alive()
    room.watch.settled()
    room.server.alive()
    room.watch.settled()
    assert len(room.server.presented) == 2


def test_a_leg_that_the_server_lost_is_ended(room: Room) -> None:
    leg = room.in_call()
    room.server.say(AWAY)
    room.centre.end("i1")  # while nobody could tell the phone: its BYE went nowhere
    room.server.snapshot()
    room.server.say(BACK)
    room.server.alive()
    room.phone.hears(HangUp)
    assert room.phone.told(HangUp) == [HangUp(leg=leg)]
    room.phone.say(Ended(leg=leg))
    room.server.alive()
    room.watch.settled()
    assert room.phone.told(HangUp) == [HangUp(leg=leg)]


def test_a_leg_the_server_gave_up_is_ended_and_the_new_one_is_answered(room: Room) -> None:
    leg = room.in_call()
    room.server.say(AWAY)
    room.centre.give(LegEnded(leg=leg, cause=LegEnd.LOST))
    room.server.deliver()
    room.server.say(BACK)
    room.presented(leg)
    room.server.alive()
    room.phone.hears(HangUp)
    again = room.centre.presence("bertil").leg
    assert again not in (None, leg)
    room.phone.say(Incoming(leg=str(again), join=True))
    room.watch.settled()
    assert room.phone.told(HangUp) == [HangUp(leg=leg)]
    assert room.phone.told(Answer)[1:] == [Answer(leg=str(again))]


def test_a_leg_that_rings_before_its_event_is_not_stray(room: Room) -> None:
    room.come()
    room.phone.say(REGISTERED)
    room.desk.act("ready")
    room.watch.until(lambda view: view.status is AgentStatus.READY)
    room.server.say(AWAY, BACK)
    room.phone.say(REGISTERED)
    room.watch.settled()
    room.centre.call("1000")
    room.phone.say(Incoming(leg=room.centre.offer("bertil").leg))
    room.watch.settled()
    room.server.deliver()
    room.watch.until(lambda view: view.offer is not None)
    room.server.alive()
    room.watch.settled()
    assert room.phone.told(HangUp) == []


def test_a_new_session_presents_the_phone_anew(room: Room) -> None:
    room.come()
    room.phone.say(REGISTERED)
    room.presented()
    room.desk.act("log_out")
    room.watch.until(lambda view: view.link is Link.OFFLINE)
    room.come()
    room.phone.say(REGISTERED)
    room.watch.settled()
    assert room.server.presented == [PhoneReady(), PhoneReady()]


def test_a_leg_that_stays_between_calls_is_not_stray(room: Room) -> None:  # F031
    nailed_up = replace(room.centre.state.agents["bertil"], nailed_up=True)
    assert room.centre.ask(SYSTEM, Define(agents=(nailed_up,))) is None
    room.come()
    room.phone.say(REGISTERED)
    room.watch.until(lambda view: view.presence is not None and view.presence.line is not None)
    line = room.centre.presence("bertil").line or ""
    room.centre.give(LegAnswered(leg=line))
    room.phone.say(Incoming(leg=line), Answered(leg=line))
    room.server.deliver()
    room.server.say(AWAY, BACK)
    room.presented(line)
    room.server.alive()
    room.watch.settled()
    assert room.phone.told(HangUp) == []
