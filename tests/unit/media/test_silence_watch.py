"""Silence on the wire (F121): who is told of it, when, and of whom nothing is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from agent_desktop.server.media import link
from agent_desktop.server.media.watch import FIRST_S, SILENT_S
from tests.fakes.relay_driver import RelayDriver
from tests.fakes.rtp_peer import RtpPeer


class Talk:
    """Caller and agent, connected; ``told`` is what the relay said of them."""

    def __init__(self, driver: RelayDriver, caller: RtpPeer, agent: RtpPeer) -> None:
        self.driver = driver
        self.phones = {"caller": caller, "agent": agent}
        self.to = {name: driver.leg(name, phone) for name, phone in self.phones.items()}
        self.told: list[link.AnyNews] = []
        driver.relay.tell = self.told.append
        self.connect()

    def connect(self) -> None:
        self.driver.relay.connect("caller", "agent", self.driver.now)

    def music(self, leg: str) -> None:
        """What the core orders for the caller of a silent agent, but silent: no tick is needed for it."""
        self.driver.relay.play(leg, (), None, self.driver.now)

    def speak(self, *legs: str) -> None:
        """One packet of each leg comes, now."""
        for leg in legs:
            self.phones[leg].tone(self.to[leg], 440, packets=1)
        self.driver.take(len(legs))

    def passes(self, seconds: float, *legs: str) -> None:
        """Time passes as the worker's loop lets it: woken when something is due, while these legs go on to speak."""
        end = self.driver.now + seconds
        while self.driver.now < end:
            self.speak(*legs)
            step = min(self.driver.now + 1.0, end)
            due = self.driver.relay.next_deadline()
            self.driver.now = step if due is None else min(step, max(due, self.driver.now))
            self.driver.relay.run_due(self.driver.now)


@pytest.fixture
def talk() -> Iterator[Talk]:
    with ExitStack() as stack:
        driver = stack.enter_context(RelayDriver())
        yield Talk(driver, stack.enter_context(RtpPeer()), stack.enter_context(RtpPeer()))


def test_legs_that_go_on_are_not_spoken_of(talk: Talk) -> None:
    talk.passes(10, "caller", "agent")
    assert talk.told == []


def test_a_leg_that_stops_is_told_once_and_once_when_it_is_heard_again(talk: Talk) -> None:
    talk.passes(5, "caller", "agent")
    talk.speak("caller", "agent")
    talk.passes(SILENT_S - 0.1, "caller")
    assert talk.told == []
    talk.passes(0.2, "caller")
    assert talk.told == [link.Silent(leg="agent")]
    talk.passes(10, "caller")
    assert talk.told == [link.Silent(leg="agent")]
    talk.passes(10, "caller", "agent")
    assert talk.told == [link.Silent(leg="agent"), link.Heard(leg="agent")]
    talk.passes(SILENT_S + 1, "caller")
    assert talk.told[2:] == [link.Silent(leg="agent")]


def test_a_leg_that_was_never_heard_is_given_time_to_begin(talk: Talk) -> None:
    talk.passes(FIRST_S - 0.1, "caller")
    assert talk.told == []
    talk.passes(0.2, "caller")
    assert talk.told == [link.Silent(leg="agent")]


def test_a_silent_leg_is_heard_again_although_its_caller_was_given_music(talk: Talk) -> None:
    talk.passes(FIRST_S + 0.1, "caller")
    talk.music("caller")
    talk.speak("agent")
    assert talk.told == [link.Silent(leg="agent"), link.Heard(leg="agent")]
    talk.connect()
    talk.passes(5, "caller", "agent")
    assert len(talk.told) == 2


@pytest.mark.parametrize("end", ["play", "close"])
def test_nothing_is_said_of_a_leg_that_nobody_should_hear(talk: Talk, end: str) -> None:
    talk.passes(2, "caller", "agent")
    if end == "play":
        talk.music("agent")
    else:
        talk.driver.relay.close("agent", talk.driver.now)
    talk.passes(10)
    assert talk.told == []
    assert talk.driver.relay.news() == ()


def test_a_silent_leg_that_is_played_to_is_heard_without_a_word(talk: Talk) -> None:
    talk.passes(FIRST_S + 0.1, "caller")
    talk.music("agent")
    talk.speak("agent")
    assert talk.told == [link.Silent(leg="agent")]


def test_a_stranger_is_not_taken_for_the_leg(talk: Talk) -> None:
    talk.passes(2, "caller", "agent")
    with RtpPeer() as stranger:
        for _ in range(5):
            stranger.tone(talk.to["agent"], 440, packets=1)
            talk.driver.take(1)
            talk.passes(1, "caller")
    assert talk.told == [link.Silent(leg="agent")]


def test_the_same_order_again_does_not_begin_the_watch_anew(talk: Talk) -> None:
    talk.passes(FIRST_S + 0.1, "caller")
    talk.connect()
    talk.passes(FIRST_S + 1, "caller")
    assert talk.told == [link.Silent(leg="agent")]


def test_how_it_stands_with_each_leg(talk: Talk) -> None:
    talk.passes(FIRST_S + 0.1, "caller")
    assert set(talk.driver.relay.news()) == {link.Silent(leg="agent"), link.Heard(leg="caller")}


def test_nothing_wakes_a_relay_that_watches_nobody(talk: Talk) -> None:
    talk.driver.relay.close("caller", talk.driver.now)
    talk.driver.relay.close("agent", talk.driver.now)
    talk.passes(10)
    assert talk.driver.relay.next_deadline() is None
