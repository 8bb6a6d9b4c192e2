"""What is decoded together sounds as if each packet had been decoded when it came, whatever comes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from agent_desktop.server.media.g711 import encode
from agent_desktop.server.media.tape import HOLD_S, Tape

Came = tuple[int, float, int, int, bytes, str]


def arrivals(seed: int, codec: str) -> list[Came]:
    """Ten seconds of two speakers on one side and one on the other: lost, overtaken, twice, late, silent, anew."""
    rng, came = random.Random(seed), list[tuple[float, Came]]()
    for side, source, first in ((0, 1, 0xFFFFFFFF - 160 * 100), (0, 2, 0xFFFFFFFF - 160 * 100), (1, 3, 123_456)):
        shift = 0
        for number in range(500):
            spoken, roll = 10 + number * 0.02, rng.random()
            if roll < 0.05 or 200 < number < 240:
                continue
            if number == 300:
                shift = 1_000_000  # its clock jumps
            delay = 0.05 + rng.random() * 0.01 + (0.3 if 0.05 <= roll < 0.08 else 0) + (0.7 if number >= 420 else 0)
            packet = first + shift + 160 * number & 0xFFFFFFFF
            payload = bytes(rng.randrange(256) for _ in range(160))
            for _ in range(2 if roll > 0.97 else 1):
                came.append((spoken + delay, (side, spoken + delay, source, packet, payload, codec)))
    return [packet for _, packet in sorted(came, key=lambda each: each[0])]


def recorded(packets: list[Came], rate: int, every: int) -> tuple[NDArray[np.int16], int]:
    """The whole tape, and how many came too late, when it is written once in so many packets."""
    tape, parts = Tape(rate, 2, 10.0), list[NDArray[np.int16]]()
    for number, packet in enumerate(packets):
        tape.put(*packet)
        if number % every == 0:
            parts.append(tape.take(packet[1] - HOLD_S))
    return np.concatenate([*parts, tape.stop(packets[-1][1])]), tape.late


@pytest.mark.parametrize(("codec", "rate"), [("PCMA", 8000), ("PCMU", 16000), ("G722", 16000), ("G722", 8000)])
def test_in_pieces_of_any_size(codec: str, rate: int) -> None:  # F038
    packets = arrivals(7, codec)
    one_by_one, late = recorded(packets, rate, 1)
    for every in (20, 50):
        together, _ = recorded(packets, rate, every)
        assert together.shape == one_by_one.shape
        assert late == 0
        assert np.array_equal(together, one_by_one)
    assert one_by_one.max() == 32767, "they add up"


def test_what_comes_after_its_moment_was_written_is_counted() -> None:
    tape, loud = Tape(8000, 1, 0.0), encode("PCMA", np.full(160, 5000, np.int16))
    for number in range(10):
        tape.put(0, 0.02 * number, 1, 160 * number, loud, "PCMA")
    assert len(tape.take(0.2)) == 1600
    for number in (2, 3, 10):
        tape.put(0, 0.21, 1, 160 * number, loud, "PCMA")
    rest = tape.take(0.22)
    assert tape.late == 2
    assert (np.abs(rest[:, 0]) > 4000).all()


def test_two_who_are_loud_do_not_wrap_round() -> None:
    tape, loud = Tape(8000, 2, 0.0), encode("PCMA", np.full(160, 30000, np.int16))
    for source in (1, 2):
        tape.put(1, 0.0, source, 0, loud, "PCMA")
    assert (tape.take(0.02) == [0, 32767]).all()
