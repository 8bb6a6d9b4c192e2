"""A keypad that sends its digits as tones (ITU-T Q.23), as exact or as badly as a test wants."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media.inband import HIGH, KEYS, LOW

Samples = NDArray[np.float64]
LEVEL = -10.0  # dBFS of each tone


def key(digit: str, ms: float, *, low_db: float = LEVEL, high_db: float = LEVEL, off: float = 0.0) -> Samples:
    """A key that is pressed so long; both tones off by a share of their frequency."""
    row = next(number for number, keys in enumerate(KEYS) if digit in keys)
    at = np.arange(round(8 * ms)) / 8000
    low, high = LOW[row] * (1 + off), HIGH[KEYS[row].index(digit)] * (1 + off)
    tones = ((low, low_db), (high, high_db))
    return sum((32768 * 2**0.5 * 10 ** (db / 20) * np.sin(2 * np.pi * hertz * at) for hertz, db in tones), np.zeros(1))


def pause(ms: float) -> Samples:
    return np.zeros(round(8 * ms))
