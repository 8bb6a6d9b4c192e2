"""What a mix makes of bad input: loss, jitter, strangers, wrong payload, a phone that starts anew; and digits in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from agent_desktop.server.media import link
from tests.fakes.rtp_peer import RtpPeer, dbfs, level_at
from tests.fakes.scene import LEVEL_DBFS, Scene


class Three:
    """A conference of a, b and c; only a speaks, as its network lets it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        for name, codec in (("a", "PCMA"), ("b", "PCMU"), ("c", "G722")):
            scene.add(name, codec)
        scene.mix({"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")})
        self.told: list[link.AnyNews] = []
        scene.relay.tell = self.told.append

    def speak(self, arrivals: list[int]) -> np.ndarray:
        """Packets of a: for each tick, how many come; returns what b hears."""
        a, b = self.scene.phones["a"], self.scene.phones["b"]
        for count in arrivals:
            a.tone(self.scene.to["a"], 440, packets=count, dbfs=LEVEL_DBFS)
            self.scene.driver.take(count)
            self.scene.driver.ticks(1)
        return b.sound(b.hear_what_came())

    def lose(self, packets: int) -> None:
        """So many packets of a are lost."""
        phone = self.scene.phones["a"]
        phone.sequence += packets
        phone.timestamp += 160 * packets
        phone.skip(packets)


@pytest.fixture
def three() -> Iterator[Three]:
    with Scene() as scene:
        yield Three(scene)


def holes(sound: np.ndarray) -> int:
    """Frames of 20 ms in which next to nothing is heard."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    return sum(dbfs(frame) < LEVEL_DBFS - 12 for frame in frames)


def test_with_30_percent_loss_speech_goes_on(three: Three) -> None:
    rng = random.Random(30)
    heard: list[np.ndarray] = []
    for _ in range(200):
        if rng.random() < 0.3:
            three.lose(1)
            heard.append(three.speak([0]))
        else:
            heard.append(three.speak([1]))
    sound = np.concatenate(heard)[160 * 10 :]
    assert len(sound) == 190 * 160  # one frame each tick, whatever comes
    assert level_at(sound, 8000, 440) > LEVEL_DBFS - 6
    assert holes(sound) < 10


def test_with_500_ms_of_jitter_speech_goes_on(three: Three) -> None:
    rng = random.Random(500)
    arrivals = [0] * 400
    tick = 0
    for number in range(340):  # in order, as each waits for the one before in the same queue
        tick = max(tick, number + rng.randint(0, 25))
        arrivals[tick] += 1
    sound = three.speak(arrivals)[160 * 100 : 160 * 300]
    assert level_at(sound, 8000, 440) > LEVEL_DBFS - 3
    assert holes(sound) < 12


def test_a_stranger_and_a_wrong_payload_are_not_heard(three: Three) -> None:
    three.speak([1] * 10)
    phone = three.scene.phones["a"]
    with RtpPeer() as stranger:
        for _ in range(20):
            stranger.tone(three.scene.to["a"], 3000, packets=1)
            phone.send(three.scene.to["a"], bytes(160), payload_type=96)
            phone.sequence, phone.timestamp = phone.sequence - 1, phone.timestamp - 160
            three.scene.driver.take(2)
            three.speak([1])
    sound = three.speak([1] * 30)
    assert level_at(sound, 8000, 3000) < -60
    assert level_at(sound, 8000, 440) > LEVEL_DBFS - 3
    drops = three.scene.relay.figures()["legs"]["a"]["drops"]
    assert (drops["foreign_address"], drops["wrong_payload"]) == (20, 20)


def test_a_phone_that_starts_anew_is_heard_again(three: Three) -> None:
    three.speak([1] * 20)
    three.speak([0] * 15)
    phone = three.scene.phones["a"]
    phone.ssrc, phone.sequence, phone.timestamp = phone.ssrc ^ 1, 7, 123456
    sound = three.speak([1] * 40)[160 * 8 :]
    assert level_at(sound, 8000, 440) > LEVEL_DBFS - 3
    assert holes(sound) == 0


def test_who_suppresses_silence_is_followed_by_quiet_and_heard_again_at_once(three: Three) -> None:
    three.speak([1] * 30)
    phone = three.scene.phones["a"]
    pause = three.speak([0] * 100)
    assert dbfs(pause[160 * 10 :]) < -45
    phone.timestamp += 160 * 100
    sound = three.speak([1] * 30)[160 * 4 :]
    assert holes(sound) == 0


# --- digits ------------------------------------------------------------------------------------------


def digits(told: list[link.AnyNews]) -> list[tuple[str, str, int]]:
    return [(news.leg, news.digit, news.number) for news in told if isinstance(news, link.Digit)]


def test_each_digit_is_told_once_however_often_it_is_said(three: Three) -> None:
    phone, to = three.scene.phones["a"], three.scene.to["a"]
    three.speak([1] * 5)
    for event in (5, 5, 11):
        phone.digit(to, event)
        three.scene.driver.take(5)
        phone.timestamp += 800
    three.scene.relay.press("b", "0", three.scene.now)
    assert digits(three.told) == [("a", "5", 1), ("a", "5", 2), ("a", "#", 3), ("b", "0", 1)]


def test_who_hears_a_mix_is_said_the_digit_with_one_timestamp_and_three_ends(three: Three) -> None:
    three.speak([1] * 10)
    b = three.scene.phones["b"]
    b.hear_what_came()
    three.scene.phones["a"].digit(three.scene.to["a"], 7)
    three.scene.driver.take(5)
    three.scene.driver.ticks(20)
    heard = b.hear_what_came()
    said = [packet for packet in heard if packet.payload_type == b.dtmf_payload]
    assert {packet.payload[0] for packet in said} == {7}
    assert len({packet.timestamp for packet in said}) == 1
    assert [packet.marker for packet in said] == [True] + [False] * 6
    assert [packet.payload[1] >> 7 for packet in said] == [0, 0, 0, 0, 1, 1, 1]
    lengths = [int.from_bytes(packet.payload[2:4]) for packet in said]
    assert lengths == [160, 320, 480, 640, 800, 800, 800]
    assert {(after.sequence - before.sequence) & 0xFFFF for before, after in pairwise(heard)} == {1}


def test_a_digit_from_signalling_is_said_amid_forwarded_speech() -> None:
    with Scene(a="PCMA", b="PCMA") as scene:
        scene.mix({"a": ("b",), "b": ("a",)})
        scene.talk(5)
        scene.relay.press("a", "9", scene.now)
        heard = scene.talk(30)["b"]
        said = [packet for packet in heard if packet.payload_type == 101]
        assert {packet.payload[0] for packet in said} == {9}
        assert len(said) == 7
        assert {(after.sequence - before.sequence) & 0xFFFF for before, after in pairwise(heard)} == {1}
        assert (
            level_at(scene.phones["b"].sound([p for p in heard if p.payload_type == 8][12:]), 8000, 350)
            > LEVEL_DBFS - 3
        )
