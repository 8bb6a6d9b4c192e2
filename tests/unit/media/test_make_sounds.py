"""The WAV files in the checkout are what their script makes, and what the line and the ear need."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from agent_desktop.server.ivr.numbers import LANGUAGES
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
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        assert (file.channels, file.subtype) in ((1, "PCM_16"), (1, "ALAW"))
        return file.read(dtype="int16"), file.samplerate


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


@pytest.mark.parametrize("name", sorted(SCRIPT.TONES))
def test_the_committed_tone_is_the_one_the_script_makes(name: str) -> None:
    assert np.mean(committed(name)[0] != samples_of(SCRIPT.a_law(SCRIPT.TONES[name]()))[0]) < 0.001  # rounding


PROMPTS = SCRIPT.make_prompts.texts()


def test_every_spoken_sound_is_there_and_long_enough() -> None:
    spoken = {name: (rate, text) for name, (_, _, rate, text) in SCRIPT.SPOKEN.items()}
    for name, (rate, text) in (spoken | {name: (8000, text) for name, (_, text) in PROMPTS.items()}).items():
        samples, there_rate = committed(name)
        assert there_rate == rate
        seconds = len(samples) / rate
        assert len(text) / 30 < seconds < 15, f"{name} lasts {seconds:.1f} s"
        assert -26 < dbfs(samples) < -16, name


def test_every_prompt_is_said_in_every_language() -> None:
    by_language = {lang: {name.split("/")[2] for name, (of, _) in PROMPTS.items() if of == lang} for lang in LANGUAGES}
    assert all(names == by_language["en"] for names in by_language.values())
    assert {"menu", "number_0", "number_60", "minutes_1", "minutes_60"} <= by_language["en"]


def test_no_sound_is_without_a_source_and_all_are_small() -> None:
    files = {path.relative_to(SOUNDS).with_suffix("").as_posix() for path in SOUNDS.rglob("*.wav")}
    assert files == set(SCRIPT.COMPUTED) | set(SCRIPT.SPOKEN) | set(SCRIPT.TONES) | set(PROMPTS)
    assert sum(path.stat().st_size for path in SOUNDS.rglob("*.wav")) < 13_000_000


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
