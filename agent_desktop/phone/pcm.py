"""The one sound format inside the softphone, 16-bit mono at 16 kHz in frames of 20 ms, and how loud it is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
"""One-dimensional int16 samples at ``RATE``."""

RATE = 16_000
FRAME = 320
"""Samples in a frame of 20 ms."""
FRAME_BYTES = 2 * FRAME
SILENCE = bytes(FRAME_BYTES)
QUIETEST_DBFS = -100.0
LEAST_GAIN_DB, MOST_GAIN_DB = -60.0, 20.0


def samples_of(data: bytes | bytearray | memoryview[Any]) -> Samples:
    """The samples in little-endian 16-bit PCM, without copying."""
    return np.frombuffer(data, dtype="<i2")


def peak(samples: Samples) -> int:
    """The largest absolute sample, 0 to 32768; 0 for no samples."""
    if not samples.size:
        return 0
    return max(int(samples.max()), -int(samples.min()))


def dbfs(value: int) -> float:
    """A peak in decibels below full scale, to a tenth; ``QUIETEST_DBFS`` for digital silence."""
    if value <= 0:
        return QUIETEST_DBFS
    return round(20 * math.log10(value / 32768), 1)


def gained(samples: Samples, gain_db: float) -> Samples:
    """Louder or quieter by so many decibels, -60 to 20; what is too loud is clipped, not wrapped."""
    if not gain_db:
        return samples
    factor = 10 ** (min(max(gain_db, LEAST_GAIN_DB), MOST_GAIN_DB) / 20)
    return np.clip(np.rint(samples * factor), -32768, 32767).astype(np.int16)
