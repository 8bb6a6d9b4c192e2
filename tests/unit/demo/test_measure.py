from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.demo.measure import find_tone, level_dbfs, read

RATE = 16_000


def tone(hz: float, ms: int, level: float = 0.25) -> np.ndarray:
    return level * np.sin(2 * np.pi * hz * np.arange(RATE * ms // 1000) / RATE)


def silence(ms: int) -> np.ndarray:
    return np.zeros(RATE * ms // 1000)


def test_a_tone_is_found_where_it_is() -> None:
    found = find_tone(np.concatenate([silence(500), tone(440, 2_000), silence(300)]), RATE, 440)
    assert found is not None
    assert found.tone_hz == pytest.approx(440, abs=1)
    assert found.rms_dbfs == pytest.approx(-15.05, abs=0.2)
    assert found.dropouts == 0
    assert found.begin_ms == pytest.approx(500, abs=10)
    assert found.end_ms == pytest.approx(2_500, abs=10)


def test_breaks_are_counted() -> None:
    broken = np.concatenate([tone(440, 400), silence(20), tone(440, 400), silence(60), tone(440, 400)])
    found = find_tone(broken, RATE, 440)
    assert found is not None
    assert found.dropouts == 2


def test_another_tone_music_and_noise_are_not_the_tone() -> None:
    chance = np.random.default_rng(1)
    chord = tone(261, 1_000) + tone(330, 1_000) + tone(392, 1_000)
    for other in (tone(1000, 1_000), chord, 0.2 * chance.standard_normal(RATE), silence(1_000), silence(3)):
        assert find_tone(other, RATE, 440) is None


def test_a_tone_after_music_begins_where_the_music_ends() -> None:
    chord = tone(261, 1_000) + tone(330, 1_000) + tone(392, 1_000)
    found = find_tone(np.concatenate([chord, tone(1000, 1_000)]), RATE, 1000)
    assert found is not None
    assert found.begin_ms == pytest.approx(1_000, abs=15)


def test_wav_files_of_two_channels_are_read_as_one(tmp_path: Path) -> None:
    file = tmp_path / "two.wav"
    with wave.open(str(file), "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(8_000)
        writer.writeframes(np.array([16384, 0] * 100, dtype="<i2").tobytes())
    samples, rate = read(file)
    assert rate == 8_000
    assert samples == pytest.approx(np.full(100, 0.25))
    assert level_dbfs(samples) == pytest.approx(-12.04, abs=0.01)
