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

_GROW_S = 2


class _Stream:
    """One speaker: its decoder, where its timestamps are on the tape, and what followed each other without a gap."""

    def __init__(self, source: int, codec: str, rate: int) -> None:
        self.source = source
        self.codec = codec
        self.first = 0  # timestamp that is at ``start``
        self.start = 0
        self.run: list[bytes] = []  # payloads that are not decoded yet
        self.ends = -1  # timestamp after them
        self.due = 0.0  # when that would come, if it came as it is spoken
        self._began = 0
        self._rate = rate
        self._wide = WideCoder() if SAMPLE_RATES[codec] == 2 * CLOCK else None
        history = resample.DOWN_HISTORY if self._wide is not None else resample.UP_HISTORY
        self._before = np.zeros(history, np.float32)

    def begin(self, timestamp: int, due: float, payload: bytes) -> None:
        """A new run, after the one before was taken; its timestamp would come at ``due``."""
        self.run = [payload]
        self._began = timestamp
        self.ends = timestamp + len(payload)  # where timestamps wrap, a run ends
        self.due = due + len(payload) / CLOCK

    def take_run(self) -> tuple[int, NDArray[np.int16]]:
        """The place of the run, and its samples: decoded together, which costs little more than one payload alone."""
        run, self.run, self.ends = self.run, [], -1
        return self.place(self._began), self._samples(b"".join(run))

    def place(self, timestamp: int) -> int:
        """Where a timestamp is, in steps of the clock; they wrap at 32 bits."""
        return self.start + ((timestamp - self.first + 0x80000000) & 0xFFFFFFFF) - 0x80000000

    def move(self, timestamp: int, to: int) -> None:
        """From now on this timestamp is there."""
        self.first, self.start = timestamp, to

    def _samples(self, payload: bytes) -> NDArray[np.int16]:
        """The payload as linear samples at the tape's rate."""
        if self._wide is not None:
            came = self._wide.decode(payload)
            return came if self._rate == 2 * CLOCK else self._filtered(came, resample.down)
        came = g711.decode(self.codec, payload)
        return came if self._rate == CLOCK else self._filtered(came, resample.up)

    def _filtered(self, came: NDArray[np.int16], to: resample.Filter) -> NDArray[np.int16]:
        joined = np.concatenate([self._before, came.astype(np.float32)])
        self._before = joined[-len(self._before) :]
        return np.clip(np.rint(to(joined[None, :])[0]), -32768, 32767).astype(np.int16)


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
        self._latest: list[_Stream | None] = [None] * sides  # who spoke last
        self._written = 0  # samples given away
        self._used = 0  # columns, of those below, in which something was said
        self._sums = np.zeros((_GROW_S * rate, sides), np.int32)

    def put(self, side: int, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """Add a packet of speech to a side; who speaks at the same time there is added up."""
        stream = self._latest[side]
        if (
            stream is not None
            and timestamp == stream.ends
            and source == stream.source
            and codec == stream.codec
            and -SLACK_S < stream.due - now < SLACK_S
        ):  # as nearly all
            stream.run.append(payload)
            stream.ends += len(payload)
            stream.due += len(payload) / CLOCK
            return
        clock = self._clock(now)
        stream = self._streams.get((side, source))
        if stream is None or stream.codec != codec:
            self._take_run(side, stream)
            stream = self._streams[side, source] = _Stream(source, codec, self.rate)
            stream.move(timestamp, clock)
        self._take_run(side, stream)
        if abs(stream.place(timestamp) - clock) > SLACK_S * CLOCK:
            stream.move(timestamp, clock)
        stream.begin(timestamp, now + (stream.place(timestamp) - clock) / CLOCK, payload)
        self._latest[side] = stream

    def take(self, until: float) -> NDArray[np.int16]:
        """All samples up to a moment, shape (samples, sides); where nobody said anything there is silence."""
        for (side, _), stream in self._streams.items():
            self._take_run(side, stream)
        count = max(0, self._clock(until) * self._steps - self._written)
        if count > len(self._sums):
            self._grow(count)
        sums, used = self._sums, max(self._used, count)
        taken = sums[:count]
        if count and (taken.max() > 32767 or taken.min() < -32768):  # several spoke at the same time, and loudly
            taken = taken.clip(-32768, 32767)
        samples = taken.astype(np.int16)
        sums[: used - count] = sums[count:used].copy()  # only what is in use: most of the room is silent
        sums[used - count : used] = 0
        self._used = used - count
        self._written += count
        return samples

    def stop(self, now: float) -> NDArray[np.int16]:
        """The rest of what was said until now. What came early for later moments is forgotten."""
        rest = self.take(now)
        self._sums[:] = 0
        self._used = 0
        self._streams.clear()
        self._latest = [None] * len(self._latest)
        return rest

    def go_on(self, now: float) -> None:
        """Time passes again."""
        self._origin = now - self._written / self.rate

    def _clock(self, now: float) -> int:
        return round((now - self._origin) * CLOCK)

    def _take_run(self, side: int, stream: _Stream | None) -> None:
        if stream is None or not stream.run:
            return
        packets = len(stream.run)
        place, samples = stream.take_run()
        at = place * self._steps - self._written
        if at < 0:
            self.late += min(packets, -(at * packets // max(1, len(samples))))
            samples, at = samples[-at:], 0
        end = at + len(samples)
        if end > len(self._sums):
            self._grow(end)
        self._sums[at:end, side] += samples
        self._used = max(self._used, end)

    def _grow(self, least: int) -> None:
        more = np.zeros((least + _GROW_S * self.rate - len(self._sums), self._sums.shape[1]), np.int32)
        self._sums = np.concatenate([self._sums, more])
