"""The buffer between two clocks that run apart: the call's and the sound device's.

A plain queue either grows (delay creeps up) or runs dry (clicks). This one holds its depth by giving 20 ms of sound
as 319 or 321 samples' worth instead of 320: the pitch moves by less than can be heard and no speech is dropped.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from agent_desktop.phone.pcm import RATE, Samples

_MS = RATE // 1000
MARGIN = 10 * _MS
"""What is held on top of one portion written and one portion read, in samples; grows when the ring ran dry."""
MAX_MARGIN = 50 * _MS
CAPACITY = 250 * _MS
"""Only after a stall of the reading side for longer than this is the oldest sound dropped."""
_DEAD_BAND = 1 * _MS
_FAR = 30 * _MS
_SMOOTHING_S = 0.5
_CALM_S = 20.0
_PAUSE_S = 0.5
"""A reader that was away for longer begins anew, with what is fresh."""


class DriftRing:
    """Sound written by one thread at its pace and read by another at its own. Times are seconds of one clock.

    The depth that is held counts what the writing side has taken but not yet delivered as well, so that it does not
    jump when a write slips from just before a read to just after it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._data = np.zeros(2 * CAPACITY, dtype=np.int16)
        self.dry = 0
        self.dropped = 0
        self._margin = MARGIN
        self._clear()

    def _clear(self) -> None:
        self._start = self._end = 0
        self._primed = False
        self._written_at = self._calm_since = self._read_at = 0.0
        self._write_size = self._read_size = 0
        self._depth = 0.0
        self._owed = 0.0

    def clear(self) -> None:
        """Forget the sound and the pace; one of the sides was stopped or begins anew."""
        with self._lock:
            self._clear()

    @property
    def fill(self) -> int:
        """Samples that wait to be read."""
        return self._end - self._start

    @property
    def target(self) -> int:
        """The depth that is held, in samples."""
        return self._write_size + self._read_size + self._margin

    def write(self, samples: Samples, now: float) -> None:
        """Add sound at the end."""
        with self._lock:
            size = min(samples.size, CAPACITY)
            if self._end + size > self._data.size:
                waiting = self.fill
                self._data[:waiting] = self._data[self._start : self._end].copy()
                self._start, self._end = 0, waiting
            self._data[self._end : self._end + size] = samples[samples.size - size :]
            self._end += size
            self._written_at = now
            self._write_size = max(size, self._write_size - 1)
            surplus = self.fill - CAPACITY
            if surplus > 0:
                keep = min(self.target, CAPACITY)
                self.dropped += self.fill - keep if self._primed else 0
                self._start = self._end - keep

    def read(self, count: int, now: float) -> Samples:
        """Take 20 ms or whatever the reader's portion is: ``count`` samples, silence until enough are held."""
        with self._lock:
            self._read_size = max(count, self._read_size - 1)
            if now - self._read_at > _PAUSE_S:
                self._primed = False
            depth = self.fill + min((now - self._written_at) * RATE, self._write_size)
            if not self._primed:
                if self.fill < count or depth < self.target:
                    self._read_at = now
                    return np.zeros(count, dtype=np.int16)
                # nothing was heard until now, so to begin at the target cuts nobody short
                stale = max(0, min(int(depth) - self.target, self.fill - count))
                self._start += stale
                self._primed, self._depth, self._calm_since = True, depth - stale, now
            elapsed = now - self._read_at
            self._read_at = now
            self._depth += (depth - self._depth) * min(1.0, elapsed / _SMOOTHING_S)
            if self._margin > MARGIN and now - self._calm_since > _CALM_S:
                self._margin, self._calm_since = self._margin - _MS, now
            take = count + self._correction(count)
            if take > self.fill:
                return self._run_dry(count)
            piece = self._data[self._start : self._start + take]
            self._start += take
            return piece.copy() if take == count else _stretched(piece, count)

    def _correction(self, count: int) -> int:
        """Samples to take more (or fewer, negative) than are given, so that the depth comes back to the target."""
        error = self._depth - self.target
        if abs(error) <= _DEAD_BAND:
            return 0
        per_160 = 0.5 if abs(error) < 4 * _DEAD_BAND else 1.0 if abs(error) < _FAR else 3.0
        self._owed += per_160 * count / 160
        step = int(self._owed)
        self._owed -= step
        # what this correction moves is known at once; without it the smoothed depth would overshoot
        moved = step if error > 0 else -step
        self._depth -= moved
        return moved

    def _run_dry(self, count: int) -> Samples:
        out = np.zeros(count, dtype=np.int16)
        left = min(self.fill, count)
        out[:left] = self._data[self._start : self._start + left]
        self._start = self._end
        self._primed = False
        self.dry += 1
        self._margin = min(self._margin + 5 * _MS, MAX_MARGIN)
        return out


@lru_cache(maxsize=64)
def _grid(length: int, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.linspace(0, length - 1, count), np.arange(length, dtype=np.float64)


def _stretched(piece: Samples, count: int) -> Samples:
    """``piece`` in ``count`` samples, interpolated."""
    at, known = _grid(piece.size, count)
    return np.rint(np.interp(at, known, piece)).astype(np.int16)
