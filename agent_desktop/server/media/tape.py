"""What a recorder hears, put in its place in time: packets of several streams become samples of one track a side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media import g711, resample
from agent_desktop.server.media.codecs import SAMPLE_RATES, WideCoder

CLOCK = 8000
"""RTP timestamps a second, in every codec of the line."""

HOLD_S = 0.4
"""How long a moment is waited for before it is written: what comes later than that is lost."""

SLACK_S = 0.5
"""A stream whose timestamps are further from the clock than this has begun anew."""

_GROW_S = 4


class _Stream:
    """One speaker: its decoder, and where its timestamps are on the tape."""

    def __init__(self, codec: str, rate: int) -> None:
        self.codec = codec
        self.first = 0  # timestamp that is at ``start``
        self.start = 0
        self._rate = rate
        self._wide = WideCoder() if SAMPLE_RATES[codec] == 2 * CLOCK else None
        history = resample.DOWN_HISTORY if self._wide is not None else resample.UP_HISTORY
        self._before = np.zeros(history, np.float32)

    def place(self, timestamp: int) -> int:
        """Where a timestamp is, in steps of the clock; they wrap at 32 bits."""
        return self.start + ((timestamp - self.first + 0x80000000) & 0xFFFFFFFF) - 0x80000000

    def move(self, timestamp: int, to: int) -> None:
        """From now on this timestamp is there."""
        self.first, self.start = timestamp, to

    def samples(self, payload: bytes) -> NDArray[np.float32]:
        """The payload as linear samples at the tape's rate."""
        if self._wide is not None:
            came = self._wide.decode(payload[: len(payload)]).astype(np.float32)
            return came if self._rate == 2 * CLOCK else self._filtered(came, resample.down)
        came = g711.decode(self.codec, payload).astype(np.float32)
        return came if self._rate == CLOCK else self._filtered(came, resample.up)

    def _filtered(self, came: NDArray[np.float32], to: resample.Filter) -> NDArray[np.float32]:
        joined = np.concatenate([self._before, came])
        self._before = joined[-len(self._before) :]
        return to(joined[None, :])[0]


class Tape:
    """The sides of a recording from ``now`` on, in seconds of the clock with which packets are stamped.

    ``rate`` is 8000 or 16000 Hz. While it stands still (``stop``) no time passes on it.
    """

    def __init__(self, rate: int, sides: int, now: float) -> None:
        self.rate = rate
        self.late = 0  # packets that came when their moment was written already
        self._steps = rate // CLOCK
        self._origin = now
        self._streams: dict[tuple[int, int], _Stream] = {}
        self._written = 0  # samples given away
        self._sums = np.zeros((sides, _GROW_S * rate), np.float32)

    def put(self, side: int, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """Add a packet of speech to a side; who speaks at the same time there is added up."""
        clock = self._clock(now)
        stream = self._streams.get((side, source))
        if stream is None or stream.codec != codec:
            stream = self._streams[side, source] = _Stream(codec, self.rate)
            stream.move(timestamp, clock)
        place = stream.place(timestamp)
        if abs(place - clock) > SLACK_S * CLOCK:
            stream.move(timestamp, clock)
            place = clock
        self._add(side, place * self._steps - self._written, stream.samples(payload))

    def take(self, until: float) -> NDArray[np.int16]:
        """All samples up to a moment, shape (samples, sides); where nobody said anything there is silence."""
        count = max(0, self._clock(until) * self._steps - self._written)
        if count > self._sums.shape[1]:
            self._grow(count)
        taken = np.clip(np.rint(self._sums[:, :count]), -32768, 32767).astype(np.int16).T
        self._sums = np.concatenate([self._sums[:, count:], np.zeros_like(self._sums[:, :count])], axis=1)
        self._written += count
        return np.ascontiguousarray(taken)

    def stop(self, now: float) -> NDArray[np.int16]:
        """The rest of what was said until now. What came early for later moments is forgotten."""
        rest = self.take(now)
        self._sums[:] = 0
        self._streams.clear()
        return rest

    def go_on(self, now: float) -> None:
        """Time passes again."""
        self._origin = now - self._written / self.rate

    def _clock(self, now: float) -> int:
        return round((now - self._origin) * CLOCK)

    def _add(self, side: int, at: int, samples: NDArray[np.float32]) -> None:
        if at < 0:
            self.late += 1
            samples, at = samples[-at:], 0
        if at + len(samples) > self._sums.shape[1]:
            self._grow(at + len(samples))
        self._sums[side, at : at + len(samples)] += samples

    def _grow(self, least: int) -> None:
        more = np.zeros((self._sums.shape[0], least + _GROW_S * self.rate - self._sums.shape[1]), np.float32)
        self._sums = np.concatenate([self._sums, more], axis=1)
