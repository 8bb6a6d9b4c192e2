"""The ring between two clocks: depth is held at any drift, speech is never cut, and a stall is survived."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from agent_desktop.phone.pcm import FRAME, RATE, Samples
from agent_desktop.phone.rings import CAPACITY, DriftRing

MS = RATE // 1000


def tone(samples: int, frequency: float = 400.0) -> Samples:
    return (8000 * np.sin(2 * np.pi * frequency * np.arange(samples) / RATE)).astype(np.int16)


class PlainQueue(DriftRing):
    """The ring without its controller."""

    def _correction(self, count: int) -> int:
        return 0


class Rig:
    """Two simulated clocks around a ring: the writer's is ``drift`` parts faster, both come up to ``jitter`` s late."""

    def __init__(
        self,
        drift: float,
        ring: DriftRing | None = None,
        jitter: float = 0.002,
        write: int = FRAME,
        read: int = FRAME,
    ) -> None:
        self.ring = ring or DriftRing()
        self.heard: list[Samples] = []
        self.fills: list[int] = []
        self._random = random.Random(7)
        self._jitter = jitter
        self._write, self._read = write, read
        self._write_period = write / RATE / (1 + drift)
        self._read_period = read / RATE
        self._writes = self._reads = 0
        self._source_at = 0
        self._source = tone(RATE)

    def run(self, seconds: float) -> None:
        next_write = self._late(self._writes * self._write_period)
        next_read = self._late(self._reads * self._read_period + 0.003)
        end = max(next_write, next_read) + seconds
        while min(next_write, next_read) < end:
            if next_write <= next_read:
                piece = self._source.take(range(self._source_at, self._source_at + self._write), mode="wrap")
                self._source_at += self._write
                self.ring.write(piece, next_write)
                self._writes += 1
                next_write = self._late(self._writes * self._write_period)
            else:
                self.fills.append(self.ring.fill)
                self.heard.append(self.ring.read(self._read, next_read))
                self._reads += 1
                next_read = self._late(self._reads * self._read_period + 0.003)

    def _late(self, moment: float) -> float:
        return moment + self._random.random() * self._jitter


@pytest.mark.parametrize("drift", [-0.002, -0.0001, 0.0, 0.0001, 0.002])
def test_depth_is_held_at_any_drift_and_nothing_is_lost(drift: float) -> None:
    rig = Rig(drift)
    rig.run(120)
    settled = np.array(rig.fills[500:]) / MS
    # 50 ms are held with what the writer has not delivered yet, of which there are 0 to 20 ms when a read comes
    assert 28 <= settled.mean() <= 52
    assert settled.max() <= 56
    assert (rig.ring.dry, rig.ring.dropped) == (0, 0)


@pytest.mark.parametrize("drift", [-0.0002, 0.0002])
@pytest.mark.parametrize("seconds", [120, pytest.param(3600, marks=pytest.mark.long)])
def test_clocks_of_real_headsets_lose_and_click_nothing(drift: float, seconds: float) -> None:
    """200 ppm are more than two crystals differ; in an hour that is 720 ms."""
    rig = Rig(drift)
    rig.run(seconds)
    assert (rig.ring.dry, rig.ring.dropped) == (0, 0)
    heard = np.concatenate(rig.heard[100:])
    largest = 8000 * 2 * math.pi * 400 / RATE
    steps = (int(np.abs(np.diff(part.astype(np.int32))).max()) for part in np.array_split(heard, 60))
    assert max(steps) < largest * 1.3
    settled = np.array(rig.fills[500:]) / MS
    assert settled.max() - settled.min() <= 40


def test_a_plain_queue_would_have_failed_the_same_rig() -> None:
    """Two minutes at 2000 ppm are 240 ms: without the controller one of the two must have happened."""
    for drift in (-0.002, 0.002):
        rig = Rig(drift, PlainQueue())
        rig.run(120)
        assert rig.ring.dry > 0 or rig.ring.dropped > 0 or rig.fills[-1] > 200 * MS


@pytest.mark.parametrize("drift", [-0.001, 0.001])
def test_stretching_keeps_the_tone_whole(drift: float) -> None:
    """A dropped or doubled frame would be a jump; a sine's largest step between samples is known."""
    rig = Rig(drift)
    rig.run(30)
    heard = np.concatenate(rig.heard[100:]).astype(np.int32)
    largest = 8000 * 2 * math.pi * 400 / RATE
    assert np.abs(np.diff(heard)).max() < largest * 1.3
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(heard.size)))
    assert spectrum.argmax() * RATE / heard.size == pytest.approx(400 * (1 + drift), abs=1)


def test_portions_of_another_size_are_taken_as_they_come() -> None:
    rig = Rig(0.0005, write=160, read=FRAME)
    rig.run(60)
    assert (rig.ring.dry, rig.ring.dropped) == (0, 0)
    assert np.mean(rig.fills[500:]) / MS <= 40
    rig = Rig(-0.0005, write=FRAME, read=441)
    rig.run(60)
    assert (rig.ring.dry, rig.ring.dropped) == (0, 0)


def test_silence_until_enough_is_held_then_the_first_sample() -> None:
    ring = DriftRing()
    sound = tone(4 * FRAME) + np.int16(1)
    assert not ring.read(FRAME, 0.0).any()
    ring.write(sound[:FRAME], 0.001)
    assert not ring.read(FRAME, 0.02).any()
    ring.write(sound[FRAME : 2 * FRAME], 0.021)
    first = ring.read(FRAME, 0.03104)  # the moment at which enough is held
    assert first[0] == sound[0]
    assert first.any()


def test_a_writer_that_stalls_leaves_silence_and_a_deeper_ring() -> None:
    rig = Rig(0.0)
    rig.run(5)
    before = rig.ring.target
    now = 100.0
    played = [rig.ring.read(FRAME, now + i * 0.02) for i in range(10)]
    assert not played[-1].any()
    assert rig.ring.dry == 1
    assert rig.ring.target > before


def test_a_reader_that_stalls_costs_the_oldest_sound_only() -> None:
    ring = DriftRing()
    sound = tone(2 * CAPACITY)
    for i in range(sound.size // FRAME):
        ring.write(sound[i * FRAME : (i + 1) * FRAME], i * 0.02)
        if i < 5:
            ring.read(FRAME, i * 0.02 + 0.01)
    assert ring.dropped > 0
    assert ring.fill <= CAPACITY
    whole = sound.size // FRAME * FRAME
    out = ring.read(FRAME, whole / RATE)
    assert np.abs(np.diff(out.astype(np.int32))).max() < 8000


def test_a_reader_that_comes_late_hears_what_is_fresh() -> None:
    """A sound service may ask for its first frames seconds late; a quarter of a second of delay must not stay."""
    ring = DriftRing()
    ring.read(FRAME, 0.0)
    sound = (np.arange(100 * FRAME) // FRAME).astype(np.int16)
    for i in range(100):
        ring.write(sound[i * FRAME : (i + 1) * FRAME], i * 0.02)
    first = ring.read(FRAME, 2.0)
    assert first[0] >= 96
    assert ring.fill <= 2 * FRAME


def test_forgetting_begins_anew() -> None:
    ring = DriftRing()
    ring.write(tone(2000), 0.0)
    ring.clear()
    assert ring.fill == 0
    assert not ring.read(FRAME, 0.02).any()
