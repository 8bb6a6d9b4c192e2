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
    Button,
    Ended,
    HangUp,
    Mute,
    Muted,
    Pressed,
    Register,
    Unregister,
)
from tests.fakes.bertil import BertilsDesk


class Talk(BertilsDesk):
    """Bertil talks, and then the server is out of reach."""

    def __init__(self) -> None:
        super().__init__()
        self.leg = self.offered()

    def lose_the_server(self) -> None:
        self.server.say(LinkChanged(link=Link.CONNECTING))
        self.watch.until(lambda view: view.link is Link.CONNECTING)
        self.asked = list(self.server.commands)


@pytest.fixture
def talk() -> Iterator[Talk]:
    talk = Talk()
    yield talk
    talk.close()


def test_the_talk_survives_and_mute_and_hang_up_work(talk: Talk) -> None:
    talk.answer(talk.leg)
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
    talk.answer(talk.leg)
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
    talk.answer(talk.leg)
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
