"""The chirp of a test call is found where it is, through noise, a voice and the telephone's band, and nowhere else."""

from __future__ import annotations

import random

import numpy as np
import pytest

from agent_desktop.phone.echo import EVERY_FRAMES, LISTEN_FRAMES, Probe, delay_ms
from agent_desktop.phone.pcm import FRAME, RATE, SILENCE, Samples, samples_of


def voice(size: int, level: float) -> Samples:
    """Something that hums and hisses like speech."""
    noise = np.random.default_rng(7).normal(0, level / 3, size)
    return (noise + level * np.sin(2 * np.pi * 180 * np.arange(size) / RATE)).astype(np.int16)


@pytest.mark.parametrize("delay", [0, 1, 8, 31, 50])
@pytest.mark.parametrize("loss", [1.0, 0.1])
def test_the_delay_is_that_of_the_way(delay: int, loss: float) -> None:
    probe = Probe()
    line = [np.zeros(FRAME)] * delay
    for _ in range(3 * EVERY_FRAMES):
        line.append(samples_of(probe.spoken(SILENCE)) * loss)
        came = line.pop(0) + voice(FRAME, 200 * loss)
        probe.heard(came.astype("<i2").tobytes())
    found = probe.take()
    assert len(found) == 3
    assert all(one == pytest.approx(20 * delay, abs=1) for one in found)
    assert probe.take() == []


def test_a_chirp_that_does_not_come_back_is_not_found_in_noise_and_voices() -> None:
    chance = random.Random(3)
    for _ in range(20):
        sound = voice(LISTEN_FRAMES * FRAME, chance.choice([0, 10, 8000]))
        assert delay_ms(sound) is None
    assert delay_ms(np.zeros(5, dtype=np.int16)) is None


def test_the_voice_goes_along() -> None:
    said = np.full(FRAME, 9000, dtype="<i2").tobytes()
    probe = Probe()
    out = [samples_of(probe.spoken(said)) for _ in range(EVERY_FRAMES)]
    assert all((frame == 9000).all() for frame in out[4:])
    assert not (out[1] == 9000).all()
