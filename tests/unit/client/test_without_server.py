"""Without the server the talk goes on: its leg survives, and hang up and mute work, on this PC alone (F118, F121)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_desktop.client.desk import Desk
from agent_desktop.client.port import LinkChanged
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone.port import (
    Answer,
    Answered,
    Button,
    Ended,
    HangUp,
    Incoming,
    Mute,
    Muted,
    Pressed,
    Register,
    Registration,
    Unregister,
)
from tests.fakes.centre import Centre
from tests.fakes.phone import FakePhone
from tests.fakes.server import PASSWORD, FakeServer
from tests.fakes.watch import Watch


class Talk:
    """Bertil talks, and then the server is out of reach."""

    def __init__(self) -> None:
        self.centre = Centre()
        self.server = FakeServer(self.centre)
        self.phone = FakePhone()
        self.desk = Desk(self.phone, connect=self.server.connect, clock=lambda: self.centre.now)
        self.watch = Watch(self.desk)
        assert self.watch.log_in("bertil", PASSWORD) is None
        self.phone.say(Registration(registered=True, status=200))
        self.watch.until(lambda view: view.link is Link.ONLINE and view.phone.registered)
        self.desk.act("ready")
        self.watch.until(lambda view: view.status is AgentStatus.READY and not view.pending)
        self.centre.call("1000")
        self.server.deliver()
        self.leg = self.centre.offer("bertil").leg or ""
        self.phone.say(Incoming(leg=self.leg))
        self.watch.until(lambda view: view.phone.ringing_leg == self.leg and view.offer is not None)

    def answered(self) -> None:
        self.desk.act("answer")
        self.phone.hears(Answer)
        self.phone.say(Answered(leg=self.leg))
        self.centre.pick_up("bertil")
        self.server.deliver()
        self.watch.until(lambda view: view.status is AgentStatus.IN_CALL and view.phone.active_leg == self.leg)

    def lose_the_server(self) -> None:
        self.server.say(LinkChanged(link=Link.CONNECTING))
        self.watch.until(lambda view: view.link is Link.CONNECTING)
        self.asked = list(self.server.commands)


@pytest.fixture
def talk() -> Iterator[Talk]:
    talk = Talk()
    yield talk
    talk.desk.close(log_out=False)


def test_the_talk_survives_and_mute_and_hang_up_work(talk: Talk) -> None:
    talk.answered()
    talk.lose_the_server()
    talk.watch.settled()
    assert talk.desk.view.phone.active_leg == talk.leg
    assert not talk.phone.told(HangUp)
    assert not talk.phone.told(Unregister)
    for on in (True, False):
        talk.desk.act("mute")
        talk.watch.until(lambda view: "mute" in view.pending)
        assert talk.phone.told(Mute)[-1] == Mute(on=on)
        talk.phone.say(Muted(on=on))
        talk.watch.until(lambda view, on=on: view.phone.muted is on and "mute" not in view.pending)
    talk.desk.act("hang_up")
    talk.phone.hears(HangUp)
    assert talk.phone.told(HangUp) == [HangUp(leg=talk.leg)]
    talk.phone.say(Ended(leg=talk.leg))
    talk.watch.until(lambda view: view.phone.active_leg is None and not view.pending)
    assert talk.server.commands == talk.asked, "nothing was asked of a server that is not there"
    assert len(talk.phone.told(Register)) == 1, "registering anew would have cut the talk"


def test_the_headset_does_the_same(talk: Talk) -> None:  # F124
    talk.answered()
    talk.lose_the_server()
    talk.phone.say(Pressed(button=Button.MUTE))
    talk.phone.hears(Mute)
    talk.phone.say(Muted(on=True), Pressed(button=Button.HANG_UP))
    talk.phone.hears(HangUp)
    assert talk.phone.told(HangUp) == [HangUp(leg=talk.leg)]


def test_what_rings_can_still_be_answered_and_rejected(talk: Talk) -> None:
    talk.lose_the_server()
    talk.desk.act("answer")
    talk.phone.hears(Answer)
    talk.desk.act("hang_up")
    talk.phone.hears(HangUp)
    assert talk.phone.told(HangUp) == [HangUp(leg=talk.leg)]


def test_a_pc_that_woke_is_in_reach_again_in_the_status_from_before_and_registers(talk: Talk) -> None:  # F122
    talk.answered()
    registered = len(talk.phone.told(Register))
    talk.desk.woke_up()
    talk.watch.settled()
    assert talk.desk.view.link is Link.ONLINE
    assert talk.desk.view.status is AgentStatus.IN_CALL
    assert len(talk.phone.told(Register)) == registered, "registering anew would have cut the talk"
    talk.desk.act("hang_up")
    talk.phone.hears(HangUp)
    talk.phone.say(Ended(leg=talk.leg))
    talk.watch.until(lambda view: view.phone.active_leg is None)
    talk.watch.settled()
    assert len(talk.phone.told(Register)) == registered + 1


def test_waking_without_a_session_does_nothing(talk: Talk) -> None:
    desk = Desk(talk.phone, connect=talk.server.connect)
    desk.woke_up()
    desk.close()
    assert desk.view.link is Link.OFFLINE
