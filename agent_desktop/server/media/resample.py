"""Between the sample rates of the line, 8 and 16 kHz, for many streams at once: one filter, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]

Filter = Callable[[Frames], Frames]
"""``up`` or ``down``."""

TAPS: Final = 63
_HALF: Final = TAPS // 2
_KAISER = 6.0  # about 60 dB of stop band


def _half_band() -> Frames:
    """A low-pass at 4 kHz of 16 kHz; every second tap but the middle one is zero."""
    at = np.arange(TAPS) - _HALF
    taps = 0.5 * np.sinc(at / 2) * np.kaiser(TAPS, _KAISER)
    return (taps / taps.sum()).astype(np.float32)


_FILTER: Final = _half_band()
_EVEN: Final = np.ascontiguousarray(2 * _FILTER[0::2][::-1])  # what makes samples 0, 2, … of 16 kHz
_ODD: Final = np.ascontiguousarray(2 * _FILTER[1::2][::-1])  # samples 1, 3, …

UP_HISTORY: Final = len(_EVEN) - 1
"""Samples at 8 kHz that ``up`` has to be given from the frame before."""

DOWN_HISTORY: Final = TAPS - 1
"""Samples at 16 kHz that ``down`` has to be given from the frame before."""


def up(frames: Frames) -> Frames:
    """8 to 16 kHz: shape (streams, UP_HISTORY + n) to (streams, 2 n), 1 ms and 15 samples later."""
    windows = np.lib.stride_tricks.sliding_window_view(frames, len(_EVEN), axis=1)
    wide = np.empty((frames.shape[0], windows.shape[1], 2), np.float32)
    wide[:, :, 0] = windows @ _EVEN
    wide[:, :, 1] = windows[:, :, 1:] @ _ODD
    return wide.reshape(frames.shape[0], -1)


def down(frames: Frames) -> Frames:
    """16 to 8 kHz: shape (streams, DOWN_HISTORY + 2 n) to (streams, n)."""
    return np.lib.stride_tricks.sliding_window_view(frames, TAPS, axis=1)[:, ::2] @ _FILTER[::-1]
