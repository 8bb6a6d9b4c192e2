"""What is heard in place of speech that was lost: the last pitch period over and over, fading (G.711 Appendix I).

Where a phone suppresses its silence it sends nothing at all; then the fading ends in noise as quiet as that phone's
quietest 20 ms, because a line that goes dead sounds like a call that ended (RFC 3389 §1).
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

LOWEST_PITCH_HZ, HIGHEST_PITCH_HZ = 66, 200
FADE_S = 0.06
"""After so long without a packet nothing is left of the speech (Appendix I.2.7)."""

LOUDEST_NOISE = 100.0
"""RMS of the noise at most, about -50 dBFS: what was loud all the time was no background."""

_NOISE_SEED = 1
_HISTORY_FRAMES = 3
_QUIET_FRAMES = 100


class Concealer:
    """One incoming stream at ``rate`` Hz, in frames of 20 ms, shape (rate / 50,)."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._frame = rate // 50
        self._past: deque[NDArray[np.int16]] = deque(maxlen=_HISTORY_FRAMES)
        self._made_up = 0  # samples since the last packet
        self._period: Samples = np.zeros(1, np.float32)
        self._levels: deque[float] = deque(maxlen=_QUIET_FRAMES)
        self._random = np.random.default_rng(_NOISE_SEED)

    @property
    def needs_joining(self) -> bool:
        """Whether the frame before was made up, so that the next has to be joined to it."""
        return self._made_up > 0

    def keep(self, frame: NDArray[np.int16]) -> None:
        """A frame that came."""
        self._past.append(frame)

    def measure(self, frame: NDArray[np.int16]) -> None:
        """Let a frame count for how quiet the stream can be; one in a while is enough."""
        self._levels.append(float(np.sqrt(np.mean(np.square(frame, dtype=np.float32)))))

    def make_up(self) -> NDArray[np.int16]:
        """A frame in place of one that did not come."""
        if self._made_up == 0:
            self._period = self._last_period()
        speech = self._speech(self._made_up, self._frame)
        self._made_up += self._frame
        if self._made_up > FADE_S * self._rate:
            speech = speech + self._noise()
        frame = np.clip(np.round(speech), -32768, 32767).astype(np.int16)
        self._past.append(frame)
        return frame

    def join(self, frame: NDArray[np.int16]) -> NDArray[np.int16]:
        """The first frame that came again, blended with what would have been made up in its place."""
        length = min(self._frame, self._rate // 200 + self._made_up // 10)
        rise = np.arange(1, length + 1, dtype=np.float32) / (length + 1)
        speech = self._speech(self._made_up, length)
        self._made_up = 0
        joined = frame.astype(np.float32)
        joined[:length] = joined[:length] * rise + speech * (1 - rise)
        return np.clip(np.round(joined), -32768, 32767).astype(np.int16)

    def _speech(self, start: int, count: int) -> Samples:
        """The period repeated, from ``start`` samples after the last packet on, 20 % less each 10 ms but the first."""
        if start >= FADE_S * self._rate:
            return np.zeros(count, np.float32)
        at = np.arange(start, start + count)
        gain = np.clip(1.2 - 20.0 * at / self._rate, 0, 1).astype(np.float32)
        return self._period[at % len(self._period)] * gain

    def _last_period(self) -> Samples:
        """One pitch period of the end of what came, its edges blended so that it can be repeated."""
        past = np.concatenate(self._past).astype(np.float32) if self._past else np.zeros(0, np.float32)
        longest = self._rate // LOWEST_PITCH_HZ
        if len(past) < self._frame + longest:
            return np.zeros(1, np.float32)
        lag = self._pitch(past, longest)
        blend = lag // 4
        period = past[-lag:].copy()
        rise = np.arange(1, blend + 1, dtype=np.float32) / (blend + 1)
        # The end goes over into what stood before the beginning, which it then follows.
        period[-blend:] = period[-blend:] * (1 - rise) + past[-lag - blend : -lag] * rise
        return period

    def _pitch(self, past: Samples, longest: int) -> int:
        """The lag in samples at which the last 20 ms are most like what was before (normalised cross-correlation)."""
        shortest = self._rate // HIGHEST_PITCH_HZ
        tail, before = past[-self._frame :], past[-self._frame - longest : -1]
        windows = np.lib.stride_tricks.sliding_window_view(before, self._frame)[: longest - shortest + 1]
        likeness = windows @ tail / np.sqrt(np.sum(np.square(windows), axis=1) + 1.0)
        return longest - int(np.argmax(likeness))

    def _noise(self) -> Samples:
        level = min(min(self._levels, default=0.0), LOUDEST_NOISE)
        return self._random.standard_normal(self._frame, np.float32) * np.float32(level)
