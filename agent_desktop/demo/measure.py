"""What was really heard: finds a probe's tone in a recording, when it began, how loud it was and where it broke."""

from __future__ import annotations

import wave
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
"""Mono, full scale = 1.0."""

WINDOW_MS = 20
"""A dropout is at least this long: one packet of speech."""

HOP_MS = 5
"""Resolution of the beginning."""

PURE = 0.8
"""Share of a window's energy that must lie at the tone for the tone to be heard there."""

QUIET_DBFS = -50.0
"""Below this a window is silence."""

SETTLED_MS = 100
"""A tone has begun when it is heard for so long without a break."""


class Tone(msgspec.Struct, frozen=True, kw_only=True):
    """A tone found in a recording; times in ms from the recording's first sample."""

    tone_hz: float  # of the strongest line of the spectrum while the tone lasted, wherever it was looked for
    rms_dbfs: float
    dropouts: int  # breaks of a window or more between its beginning and its end
    begin_ms: int
    end_ms: int


def read(file: Path) -> tuple[Samples, int]:
    """A 16-bit WAV as mono samples, and its rate in Hz."""
    with wave.open(str(file), "rb") as reader:
        channels, rate = reader.getnchannels(), reader.getframerate()
        if reader.getsampwidth() != 2:
            raise ValueError(f"{file} is not a 16-bit WAV file")
        data = np.frombuffer(reader.readframes(reader.getnframes()), dtype="<i2")
    return data.reshape(-1, channels).mean(axis=1) / 32768.0, rate


def find_tone(samples: Samples, rate: int, hz: float) -> Tone | None:
    """The stretch from the first to the last window in which ``hz`` is heard; None when it never settles."""
    hop = rate * HOP_MS // 1000
    heard = _heard(samples, rate, hz, hop)
    settled = _first_run(heard, SETTLED_MS // HOP_MS)
    if settled is None:
        return None
    last = int(np.flatnonzero(heard)[-1])
    stretch = samples[settled * hop : last * hop + rate * WINDOW_MS // 1000]
    return Tone(
        tone_hz=_strongest(stretch, rate),
        rms_dbfs=level_dbfs(stretch),
        dropouts=_breaks(heard[settled : last + 1]),
        begin_ms=settled * HOP_MS,
        end_ms=last * HOP_MS + WINDOW_MS,
    )


def level_dbfs(samples: Samples) -> float:
    """RMS level, -100.0 for silence."""
    power = float(np.mean(samples**2)) if len(samples) else 0.0
    return max(-100.0, 10 * float(np.log10(power))) if power > 0 else -100.0


def _heard(samples: Samples, rate: int, hz: float, hop: int) -> NDArray[np.bool_]:
    """Per hop: whether the window that begins there is mostly the tone (its energy against all energy)."""
    size = rate * WINDOW_MS // 1000
    if len(samples) < size:
        return np.zeros(0, dtype=np.bool_)
    windows = np.lib.stride_tricks.sliding_window_view(samples, size)[::hop]
    turn = np.exp(-2j * np.pi * hz * np.arange(size) / rate)
    at_tone = 2 * np.abs(windows @ turn) ** 2 / size
    total = np.sum(windows**2, axis=1)
    loud = total > size * 10 ** (QUIET_DBFS / 10)
    return loud & (at_tone > PURE * total)


def _first_run(heard: NDArray[np.bool_], length: int) -> int | None:
    if len(heard) < length:
        return None
    runs = np.flatnonzero(np.convolve(heard.astype(np.int64), np.ones(length, dtype=np.int64), "valid") == length)
    return int(runs[0]) if len(runs) else None


def _breaks(heard: NDArray[np.bool_]) -> int:
    """How often the tone stops being heard."""
    return int(np.count_nonzero(heard[:-1] & ~heard[1:]))


def _strongest(samples: Samples, rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * rate / len(samples)
