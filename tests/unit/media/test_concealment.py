"""What is heard in place of lost speech, and the way between 8 and 16 kHz."""

from __future__ import annotations

import numpy as np
import pytest

from agent_desktop.server.media import resample
from agent_desktop.server.media.conceal import Concealer
from tests.fakes.rtp_peer import dbfs, level_at

PERIOD = 64  # samples at 8 kHz: 125 Hz, as a voice


def voice(rate: int, frames: int) -> np.ndarray:
    at = np.arange(frames * rate // 50)
    pitch = rate / 8000 * PERIOD
    sound = sum(np.sin(2 * np.pi * harmonic * at / pitch) / harmonic for harmonic in range(1, 6))
    return np.round(4000 * sound).astype(np.int16).reshape(frames, -1)


@pytest.mark.parametrize("rate", [8000, 16000])
def test_a_lost_frame_of_a_voice_is_hardly_missed(rate: int) -> None:
    frames = voice(rate, 8)
    concealer = Concealer(rate)
    for frame in frames[:5]:
        concealer.keep(frame)
    made_up = concealer.make_up()
    error = dbfs((made_up[: rate // 100] - frames[5][: rate // 100]).astype(np.int16))
    assert error < dbfs(frames[5]) - 15  # in its first 10 ms, before it fades
    joined = concealer.join(frames[6])
    assert not concealer.needs_joining
    edge = np.concatenate([made_up, joined]).astype(np.int64)
    assert np.abs(np.diff(edge)).max() < 2 * np.abs(np.diff(frames.ravel().astype(np.int64))).max()  # no click


def test_what_stays_away_fades_to_the_quiet_of_that_line() -> None:
    rng = np.random.default_rng(3)
    concealer = Concealer(8000)
    for frame in voice(8000, 5):
        concealer.keep(frame)
        concealer.measure(frame)
    quiet = np.round(rng.standard_normal(160) * 20).astype(np.int16)
    concealer.measure(quiet)
    levels = [dbfs(concealer.make_up()) for _ in range(10)]
    assert levels[:3] == sorted(levels[:3], reverse=True)
    assert levels[5:] == pytest.approx([dbfs(quiet)] * 5, abs=2)


def test_a_line_that_was_silent_stays_silent() -> None:
    concealer = Concealer(8000)
    concealer.measure(np.zeros(160, np.int16))
    for _ in range(5):
        assert not concealer.make_up().any()


@pytest.mark.parametrize("hertz", [300, 1000, 3400])
def test_resampling_up_and_down_keeps_the_telephone_band_and_makes_no_image(hertz: float) -> None:
    narrow = (8000 * np.sin(2 * np.pi * hertz * np.arange(8000) / 8000)).astype(np.float32).reshape(50, 160)
    tail, wide = np.zeros(resample.UP_HISTORY, np.float32), list[np.ndarray]()
    for frame in narrow:
        joined = np.concatenate([tail, frame])
        wide.append(resample.up(joined[np.newaxis])[0])
        tail = joined[-resample.UP_HISTORY :]
    high = np.concatenate(wide)[1600:]
    assert level_at(high, 16000, hertz) == pytest.approx(20 * np.log10(8000 / 32768) - 3.01, abs=0.1)
    assert level_at(high, 16000, 8000 - hertz) < level_at(high, 16000, hertz) - 40
    tail, back = np.zeros(resample.DOWN_HISTORY, np.float32), list[np.ndarray]()
    for frame in wide:
        joined = np.concatenate([tail, frame])
        back.append(resample.down(joined[np.newaxis])[0])
        tail = joined[-resample.DOWN_HISTORY :]
    low = np.concatenate(back)[1600:]
    assert level_at(low, 8000, hertz) == pytest.approx(20 * np.log10(8000 / 32768) - 3.01, abs=0.1)


def test_what_8_khz_cannot_hold_does_not_come_back_as_something_else() -> None:
    high = (8000 * np.sin(2 * np.pi * 5000 * np.arange(16000) / 16000)).astype(np.float32)
    low = resample.down(high[np.newaxis])[0]
    assert level_at(low, 8000, 3000) < -60
