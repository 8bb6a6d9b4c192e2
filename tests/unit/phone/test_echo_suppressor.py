"""Echo control: a caller does not hear himself from an agent's loudspeaker, and hears the agent who speaks over him."""

from __future__ import annotations

import numpy as np
import pytest

from agent_desktop.phone.cards import CardDevice
from agent_desktop.phone.pcm import FRAME, RATE, Samples, samples_of
from agent_desktop.phone.port import UseDevices
from agent_desktop.phone.suppressor import LOWERED_DB, TAIL_S, EchoSuppressor
from tests.unit.phone.test_cards import FakeCards

FRAME_S = FRAME / RATE


def tone(frames: int, hertz: float, dbfs: float) -> Samples:
    amplitude = 32768 * 10 ** (dbfs / 20) * np.sqrt(2)
    return np.rint(amplitude * np.sin(2 * np.pi * hertz * np.arange(frames * FRAME) / RATE)).astype(np.int16)


def quiet(frames: int) -> Samples:
    return np.zeros(frames * FRAME, dtype=np.int16)


def level(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) / 32768 + 1e-9))


def in_a_room(caller: Samples, agent: Samples, delay: int, coupling_db: float) -> Samples:
    """What goes to the caller, when the microphone hears the speaker so many frames later and so much fainter."""
    suppressor, sent = EchoSuppressor(), []
    echo = np.concatenate([quiet(delay), caller])[: caller.size] * 10 ** (coupling_db / 20)
    microphone = np.rint(echo + agent).astype(np.int16)
    for number in range(caller.size // FRAME):
        piece, now = slice(number * FRAME, (number + 1) * FRAME), number * FRAME_S
        suppressor.played(caller[piece], now)
        sent.append(suppressor.spoken(microphone[piece], now))
    return np.concatenate(sent)


WORDS = np.concatenate([quiet(5), tone(25, 500, -15), quiet(40), tone(25, 500, -20), quiet(40)])


@pytest.mark.parametrize("delay", [1, 3, 8, 15])
@pytest.mark.parametrize("coupling_db", [-8.0, -10.0, -30.0])
def test_the_caller_does_not_hear_himself(delay: int, coupling_db: float) -> None:
    heard = in_a_room(WORDS, quiet(WORDS.size // FRAME), delay, coupling_db)
    assert level(heard) < level(WORDS) + coupling_db - LOWERED_DB + 6
    assert np.abs(heard).max() < 200, "not even as a word begins or ends"


def test_who_speaks_while_the_caller_is_silent_is_heard_as_he_is() -> None:
    caller = np.concatenate([tone(20, 500, -15), quiet(80)])
    agent = np.concatenate([quiet(20), tone(80, 300, -35)])
    heard = in_a_room(caller, agent, 5, -10)
    assert (heard[60 * FRAME :] == agent[60 * FRAME :]).all()


def test_a_line_that_only_hisses_lowers_nothing() -> None:
    hiss = np.random.default_rng(7).normal(0, 20, 50 * FRAME).astype(np.int16)
    agent = tone(50, 300, -80)
    suppressor = EchoSuppressor()
    suppressor.played(hiss, 0.0)
    assert suppressor.spoken(agent, 0.02) is agent


def test_who_speaks_over_the_caller_is_heard_with_the_ends_of_his_words() -> None:
    caller = tone(100, 500, -25)
    agent = np.concatenate([quiet(20), tone(30, 300, -20), tone(8, 300, -35), quiet(42)])
    heard = in_a_room(caller, agent, 5, -10)
    assert level(heard[21 * FRAME : 50 * FRAME]) == pytest.approx(-20, abs=1)
    assert level(heard[51 * FRAME : 58 * FRAME]) > -36
    assert level(heard[70 * FRAME :]) < -70, "and then the caller does not hear himself any more"


def test_it_becomes_soft_and_loud_again_without_a_click() -> None:
    suppressor = EchoSuppressor()
    steady = np.full(FRAME, 1000, dtype=np.int16)
    before = suppressor.spoken(steady, 0.0)
    suppressor.played(tone(1, 500, -10), 0.02)
    down = suppressor.spoken(steady, 0.3)
    low = suppressor.spoken(steady, 0.32)
    up = suppressor.spoken(steady, 0.02 + TAIL_S)
    joined = np.concatenate([before, down, low, up]).astype(np.int32)
    assert np.abs(np.diff(joined)).max() <= 5
    assert (low < 10).all()
    assert suppressor.spoken(up[:0], 1.0).size == 0


@pytest.mark.parametrize("where", ["ring", "speaker", "call"])
def test_whatever_the_speaker_plays_is_kept_from_callers_while_it_is_ordered(where: str) -> None:
    pc = FakeCards()
    device = CardDevice(pc, lambda: pc.now)
    device.choose(UseDevices())
    device.settle(speaker=True, microphone=True)
    sound = tone(50, 700, -15)

    def spoken() -> float:
        pc.live(0.5, sample=300)
        out = b""
        for number in range(25):
            if where == "call":
                device.heard(sound[number * FRAME : (number + 1) * FRAME].tobytes())
            pc.live(0.02, sample=300)
            out = device.spoken()
        return level(samples_of(out))

    if where != "call":
        device.play("ring" if where == "ring" else "speaker", sound, loop=True)
    assert spoken() > -45
    device.suppress_echo(True)
    assert spoken() < -80
    device.suppress_echo(False)
    assert spoken() > -45
