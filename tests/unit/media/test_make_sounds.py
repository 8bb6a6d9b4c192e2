"""The WAV files in the checkout are what their script makes, and what the line and the ear need."""

from __future__ import annotations

import importlib.util
import io
import wave
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.fakes.rtp_peer import dbfs

SOUNDS = Path(__file__).resolve().parents[3] / "sounds"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sounds", SOUNDS / "make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = load_script()


def samples_of(data: bytes) -> tuple[NDArray[np.int16], int]:
    with wave.open(io.BytesIO(data), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()


def committed(name: str) -> tuple[NDArray[np.int16], int]:
    return samples_of((SOUNDS / f"{name}.wav").read_bytes())


@pytest.mark.parametrize("name", sorted(SCRIPT.COMPUTED))
def test_the_committed_sound_is_the_one_the_script_makes(name: str) -> None:
    make, rate = SCRIPT.COMPUTED[name]
    made, _ = samples_of(SCRIPT.wav(make(), rate))
    there, there_rate = committed(name)
    assert there_rate == rate
    assert len(there) == len(made)
    assert np.abs(there.astype(int) - made).max() <= 2  # the last bits of an FFT differ between processors


def test_every_spoken_sound_is_there_and_long_enough() -> None:
    for name, (_, _, rate, text) in SCRIPT.SPOKEN.items():
        samples, there_rate = committed(name)
        assert there_rate == rate
        seconds = len(samples) / rate
        assert len(text) / 25 < seconds < 15, f"{name} lasts {seconds:.1f} s"
        assert -26 < dbfs(samples) < -18


def test_no_sound_is_without_a_source_and_all_are_small() -> None:
    files = {path.relative_to(SOUNDS).with_suffix("").as_posix() for path in SOUNDS.rglob("*.wav")}
    assert files == set(SCRIPT.COMPUTED) | set(SCRIPT.SPOKEN)
    assert sum(path.stat().st_size for path in SOUNDS.rglob("*.wav")) < 6_000_000


def test_the_waiting_music_suits_the_line() -> None:
    samples, rate = committed("music/waiting")
    assert 40 <= len(samples) / rate <= 60
    assert dbfs(samples) == pytest.approx(-24, abs=0.1)
    power = np.abs(np.fft.rfft(samples / 32768)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    outside = power[(hertz < 220) | (hertz > 3500)].sum() / power.sum()
    assert 10 * np.log10(outside) < -60
    # Never a beep, never nothing: no frequency holds a fifth of the power, and no second is silent.
    assert power.max() / power.sum() < 0.2
    seconds = samples[: len(samples) // rate * rate].reshape(-1, rate)
    assert min(dbfs(second) for second in seconds) > -40


@pytest.mark.parametrize("name", ["music/waiting", "demo/tone_caller", "demo/tone_agent"])
def test_a_loop_has_no_seam(name: str) -> None:
    samples, _ = committed(name)
    steps = np.abs(np.diff(np.concatenate([samples, samples[:1]]).astype(int)))
    assert steps[-1] <= np.percentile(steps[:-1], 99)


@pytest.mark.parametrize(("name", "hertz"), [("demo/tone_caller", 440), ("demo/tone_agent", 1000)])
def test_a_tone_is_pure_and_of_its_level(name: str, hertz: int) -> None:
    samples, rate = committed(name)
    assert len(samples) == rate == 16000
    power = np.abs(np.fft.rfft(samples / 32768)) ** 2
    assert int(np.argmax(power)) == hertz  # one second: the bin is the frequency
    assert power[hertz] / power.sum() > 0.99999
    assert 20 * np.log10(np.abs(samples).max() / 32768) == pytest.approx(-12, abs=0.01)
