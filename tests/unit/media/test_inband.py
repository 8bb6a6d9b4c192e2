"""Digits amid the speech: what ITU-T Q.24 says must be heard is heard, what must not is not, and speech has none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from agent_desktop import resources
from agent_desktop.server.media import link, resample
from agent_desktop.server.media.codecs import WideCoder
from agent_desktop.server.media.g711 import encode
from agent_desktop.server.media.inband import KEYS, InbandEar
from agent_desktop.server.media.leg import Agreed
from tests.fakes.keypad import LEVEL, Samples, key, pause
from tests.fakes.relay_driver import RelayDriver
from tests.fakes.rtp_peer import RtpPeer


def heard(*parts: Samples, codec: str = "PCMA", lost: tuple[int, ...] = (), first: int = 0xFFFFFFFF - 1000) -> str:
    """What the ear tells of these parts, one after the other, in packets of 20 ms."""
    digits: list[str] = []
    ear = InbandEar(digits.append)
    samples = np.clip(np.round(np.concatenate([*parts, pause(200)])), -32768, 32767).astype(np.int16)
    if codec == "G722":
        wide = resample.up(np.concatenate([np.zeros(resample.UP_HISTORY), samples]).astype(np.float32)[None, :])[0]
        coded = WideCoder().encode(np.clip(wide, -32768, 32767).astype(np.int16))
    else:
        coded = encode(codec, samples)
    for number in range(len(coded) // 160):
        if number not in lost:
            timestamp = first + 160 * number & 0xFFFFFFFF
            ear.hear(0.0, 1, timestamp, coded[160 * number : 160 * number + 160], codec)
    return "".join(digits)


@pytest.mark.parametrize("codec", ["PCMA", "PCMU", "G722"])
def test_all_keys_at_the_quickest_pace(codec: str) -> None:  # F073
    keys = "".join(KEYS)
    for shift in (0, 1.7, 3.3):
        parts = [part for each in keys for part in (key(each, 40), pause(40))]
        assert heard(pause(50 + shift), *parts, codec=codec) == keys


@pytest.mark.parametrize("off", [-0.015, -0.008, 0.008, 0.015])
@pytest.mark.parametrize("twist", [-8.0, 0.0, 4.0])
def test_what_must_be_heard(off: float, twist: float) -> None:
    for level in (-9.0, -28.0):
        low, high = level - max(0.0, twist), level + min(0.0, twist)
        parts = [part for each in "159D*0" for part in (key(each, 45, low_db=low, high_db=high, off=off), pause(45))]
        assert heard(*parts) == "159D*0"


@pytest.mark.parametrize("off", [-0.035, 0.035, 0.05])
def test_other_frequencies_are_none(off: float) -> None:
    assert heard(*(key(each, 100, off=off) for each in "1590D")) == ""


@pytest.mark.parametrize("twist", [-14.0, 10.0])
def test_tones_of_too_different_levels_are_none(twist: float) -> None:
    assert heard(key("5", 100, low_db=-12.0 - max(0.0, twist), high_db=-12.0 + min(0.0, twist))) == ""


def test_too_short_and_too_soft() -> None:
    for shift in range(8):
        assert heard(pause(40 + shift / 2), key("5", 22)) == ""
    assert heard(key("5", 100, low_db=-45, high_db=-45)) == ""


def test_a_hole_is_no_pause() -> None:
    assert heard(key("5", 60), pause(8), key("5", 60)) == "5"
    assert heard(key("5", 60), pause(40), key("5", 60)) == "55"
    assert heard(key("5", 400)) == "5"
    assert heard(key("5", 60), key("6", 60)) == "56"


def test_a_lost_packet_costs_no_digit_and_makes_none() -> None:
    for lost in range(2, 8):
        assert heard(pause(40), key("7", 200), lost=(lost,)) == "7"


def test_amid_noise() -> None:
    rng = np.random.default_rng(5)
    for _ in range(5):
        parts = [part for each in "0123456789*#" for part in (key(each, 50), pause(50))]
        clean = np.concatenate(parts)
        noise = rng.normal(0, 32768 * 10 ** ((LEVEL - 15) / 20), len(clean))
        assert heard(clean + noise) == "0123456789*#"


def test_noise_has_no_digits() -> None:
    rng = np.random.default_rng(6)
    assert heard(rng.normal(0, 5000, 8000 * 30)) == ""


def test_ringing_music_and_single_tones_have_no_digits() -> None:
    at = np.arange(8000) / 8000
    for hertz in (425, 697, 941, 1209, 1633, 2100):
        assert heard(8000 * np.sin(2 * np.pi * hertz * at)) == ""


def spoken(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    step = rate // 8000
    mono = samples[:, 0].astype(np.float64)
    return mono[: len(mono) // step * step].reshape(-1, step).mean(axis=1)


def test_speech_has_no_digits() -> None:  # talk-off
    sounds = resources.path("sounds")
    spoken_ones = sorted(path for path in sounds.rglob("*.wav") if path.stat().st_size > 20_000)[::4]
    assert len(spoken_ones) > 20
    assert [(path.name, digits) for path in spoken_ones if (digits := heard(spoken(path)))] == []


def test_they_are_told_where_the_trunk_sends_them_so() -> None:  # F073
    told: list[object] = []
    pressed = [part for each in "4711" for part in (key(each, 60), pause(60))]
    coded = encode("PCMA", np.concatenate([pause(100), *pressed, pause(100)]).astype(np.int16))
    with RelayDriver() as driver, RtpPeer() as caller, RtpPeer() as agent:
        relay, to = driver.relay, driver.leg("caller", caller)
        driver.leg("agent", agent)
        relay.connect("caller", "agent", driver.now)
        relay.tell = told.append

        def press() -> None:
            for start in range(0, len(coded) - 159, 160):
                caller.send(to, coded[start : start + 160])
                driver.take(1)
                agent.hear_what_came()

        press()
        assert told == []
        relay.set_remote("caller", *caller.address, Agreed("PCMA", 8, 101, inband=True), driver.now)
        press()
        lane = relay._leg("caller").lane
        assert lane is not None
        assert lane.is_open, "it costs no long way"
        assert told == [link.Digit(leg="caller", digit=digit, number=n) for n, digit in enumerate("4711", 1)]
        relay.play("caller", (), None, driver.now)  # as in a menu: nobody hears the caller
        press()
        assert len(told) == 8
        caller.digit(to, 5)
        driver.take(5)
        assert told[8:] == [link.Digit(leg="caller", digit="5", number=9)]
        press()
        assert len(told) == 9, "who says them apart needs no ear, and none is told twice"
