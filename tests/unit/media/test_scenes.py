"""Who hears whom in every scene of a call, from the agent's command to the tone that a phone receives.

The core decides, a real worker's relay carries it out, and each party speaks a frequency of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_desktop.domain.messages import Confer, EndInquiry, Hold, Inquire, Listen, ListenMode, Park, Retrieve, Toggle
from tests.fakes.audible import MUSIC, Audible
from tests.fakes.centre import Centre
from tests.fakes.scene import Scene


@pytest.fixture
def scene() -> Iterator[Scene]:
    with Scene() as scene:
        yield scene


class Talk:
    """Bertil talks to a caller; ``ask`` is a command that must be taken."""

    def __init__(self, scene: Scene, *, mixed: bool = True) -> None:
        self.centre = Centre()
        self.centre.ready("bertil")
        self.caller = self.centre.call("1000")
        self.agent = self.centre.pick_up("bertil")
        self.audible = Audible(self.centre, scene, mixed=mixed)

    def ask(self, command: object, by: str = "bertil") -> None:
        refusal = self.centre.ask(by, command)  # type: ignore[arg-type]
        assert refusal is None, refusal

    def consult(self, agent: str) -> str:
        self.centre.ready(agent)
        self.ask(Inquire(agent=agent))
        return self.centre.pick_up(agent)


@pytest.mark.parametrize("mixed", [False, True])
def test_talk_hold_park_and_back(scene: Scene, *, mixed: bool) -> None:  # F020
    talk = Talk(scene, mixed=mixed)
    both = {talk.caller: {talk.agent}, talk.agent: {talk.caller}}
    assert talk.audible.hears() == both
    for put_aside in (Hold(), Park()):
        talk.ask(put_aside)
        assert talk.audible.hears() == {talk.caller: {MUSIC}, talk.agent: set()}
        talk.ask(Retrieve())
        assert talk.audible.hears() == both


@pytest.mark.parametrize("mixed", [False, True])
def test_consult_toggle_and_back(scene: Scene, *, mixed: bool) -> None:  # F020
    talk = Talk(scene, mixed=mixed)
    other = talk.consult("anna")
    # The parked customer hears music, the consulted colleague does not.
    consulted = {talk.caller: {MUSIC}, talk.agent: {other}, other: {talk.agent}}
    assert talk.audible.hears() == consulted
    talk.ask(Toggle())
    assert talk.audible.hears() == {talk.caller: {talk.agent}, talk.agent: {talk.caller}, other: {MUSIC}}
    talk.ask(Toggle())
    assert talk.audible.hears() == consulted
    talk.ask(EndInquiry())
    talk.centre.end(other)
    talk.ask(Retrieve())
    assert talk.audible.hears() == {talk.caller: {talk.agent}, talk.agent: {talk.caller}}


def test_consult_into_a_queue(scene: Scene) -> None:  # F049
    talk = Talk(scene)
    talk.ask(Inquire(queue="support"))
    assert talk.audible.hears() == {talk.caller: {MUSIC}, talk.agent: {MUSIC}}  # nobody is there yet
    talk.centre.ready("oksana")
    other = talk.centre.pick_up("oksana")
    assert talk.audible.hears() == {talk.caller: {MUSIC}, talk.agent: {other}, other: {talk.agent}}


def test_a_conference_grows_to_five_and_one_leaves(scene: Scene) -> None:  # F020 F034
    talk = Talk(scene)
    legs = [talk.caller, talk.agent]
    for agent in ("anna", "oksana", "vera"):
        legs.append(talk.consult(agent))
        talk.ask(Confer())
        assert talk.audible.hears() == {leg: set(legs) - {leg} for leg in legs}
    talk.centre.end(legs.pop(2))
    assert talk.audible.hears() == {leg: set(legs) - {leg} for leg in legs}
    talk.centre.end(talk.agent)  # whose call it was
    legs.remove(talk.agent)
    assert talk.audible.hears() == {leg: set(legs) - {leg} for leg in legs}


@pytest.mark.parametrize("mixed", [False, True])
def test_listen_whisper_and_barge(scene: Scene, *, mixed: bool) -> None:
    talk = Talk(scene, mixed=mixed)
    talk.centre.ready("vera")
    talk.ask(Listen(agent="bertil", mode=ListenMode.LISTEN), by="vera")
    ear = talk.centre.pick_up_listener("vera")
    caller, agent = talk.caller, talk.agent
    assert talk.audible.hears() == {caller: {agent}, agent: {caller}, ear: {caller, agent}}
    talk.ask(Listen(agent="bertil", mode=ListenMode.WHISPER), by="vera")
    assert talk.audible.hears() == {caller: {agent}, agent: {caller, ear}, ear: {caller, agent}}
    talk.ask(Listen(agent="bertil", mode=ListenMode.BARGE), by="vera")
    assert talk.audible.hears() == {caller: {agent, ear}, agent: {caller, ear}, ear: {caller, agent}}
    talk.ask(Hold())
    heard = talk.audible.hears()
    assert heard[caller] == {MUSIC}
    assert heard[ear] == {agent}
