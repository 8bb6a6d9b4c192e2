"""The jitter buffer, tick by tick: what comes late, twice, not at all, in another order, or after a pause."""

from __future__ import annotations

import random

import pytest

from agent_desktop.server.media.jitter import MOST_FRAMES, START_FRAMES, WINDOW, JitterBuffer
from agent_desktop.server.media.rtp import Packet


def packet(number: int, octets: int = 160, at: int | None = None) -> Packet:
    """Packet ``number`` of a stream, filled with its number; ``at`` is its timestamp."""
    timestamp = (160 * number if at is None else at) & 0xFFFFFFFF
    return Packet(False, 8, number & 0xFFFF, timestamp, 1, number.to_bytes(2) * (octets // 2))


def numbers(frames: tuple[bytes, ...]) -> list[int]:
    return [int.from_bytes(frame[:2]) for frame in frames]


def run(buffer: JitterBuffer, arrivals: dict[int, list[int]], ticks: int) -> list[list[int]]:
    """Put packets in before the ticks that they are given, and take a frame each tick."""
    taken: list[list[int]] = []
    for tick in range(ticks):
        for number in arrivals.get(tick, []):
            buffer.put(1, packet(number))
        taken.append(numbers(buffer.take()))
    return taken


def test_a_steady_stream_goes_out_whole_and_in_order_after_a_short_delay() -> None:
    buffer = JitterBuffer()
    taken = run(buffer, {tick: [tick] for tick in range(60)}, 60)
    assert taken == [[]] * START_FRAMES + [[number] for number in range(60 - START_FRAMES)]
    assert (buffer.late, buffer.lost) == (0, 0)


def test_other_order_and_duplicates_are_put_right() -> None:
    buffer = JitterBuffer()
    taken = run(buffer, {0: [0], 1: [2, 2], 2: [1, 1], 3: [3], 4: [4]}, 7)
    assert taken == [[], [], [0], [1], [2], [3], [4]]


def test_a_lost_packet_is_a_frame_to_be_made_up() -> None:
    buffer = JitterBuffer()
    taken = run(buffer, {tick: [tick] for tick in range(20) if tick not in (5, 9, 10)}, 20)
    missing = [tick - START_FRAMES for tick, frames in enumerate(taken) if not frames]
    assert missing[START_FRAMES:] == [5, 9, 10]
    assert buffer.lost == 3


def test_a_stall_loses_nothing_and_delays_what_follows() -> None:
    buffer = JitterBuffer()
    arrivals = (
        {tick: [tick] for tick in range(10)} | {16: list(range(10, 17))} | {tick: [tick] for tick in range(17, 40)}
    )
    taken = run(buffer, arrivals, 40)
    heard = [number for frames in taken for number in frames]
    assert heard == list(range(len(heard)))


def test_a_stream_whose_packets_come_late_is_waited_for_and_later_no_more() -> None:
    rng = random.Random(6)
    buffer, arrivals = JitterBuffer(), dict[int, list[int]]()
    for number in range(400):
        arrivals.setdefault(number + rng.randint(0, 25), []).append(number)  # 500 ms of jitter
    taken = run(buffer, arrivals, 420)
    late = [number for frames in taken[120:] for number in frames]
    assert len(late) > 290  # once it knows, next to nothing is missed
    assert late == sorted(late)
    assert buffer.delay <= MOST_FRAMES
    run(buffer, {tick: [420 + tick] for tick in range(40 * WINDOW)}, 40 * WINDOW)
    assert buffer.delay <= START_FRAMES + 1  # frame by frame it has become a short delay again


def test_two_frames_become_one_when_there_is_too_much_in_store() -> None:
    buffer = JitterBuffer()
    arrivals = {0: list(range(12))} | {tick: [tick + 11] for tick in range(1, 3 * WINDOW)}
    taken = run(buffer, arrivals, 3 * WINDOW)
    assert [frames for frames in taken if len(frames) == 2]
    heard = [number for frames in taken for number in frames]
    assert heard == list(range(len(heard)))  # none is dropped


def test_after_a_pause_a_word_begins_with_the_usual_delay() -> None:
    buffer = JitterBuffer()
    run(buffer, {tick: [tick] for tick in range(10)}, 30)
    assert buffer.pauses
    taken = run(buffer, {0: [29], 1: [30], 2: [31]}, 6)
    assert taken[:START_FRAMES] == [[]] * START_FRAMES
    assert taken[START_FRAMES:] == [[29], [30], [31], []]


@pytest.mark.parametrize("octets", [80, 240, 320])
def test_packets_of_any_length_make_frames_of_20_ms(octets: int) -> None:
    buffer, taken, at = JitterBuffer(), list[bytes](), 0
    line = bytes(index & 0xFF for index in range(9600))
    for tick in range(60):
        while at < min(len(line), (tick + 1) * 160):
            buffer.put(1, Packet(False, 8, at, at, 1, line[at : at + octets]))
            at += octets
        taken += buffer.take()
    assert b"".join(taken) == line[: len(b"".join(taken))]
    assert len(taken) >= 55


def test_timestamps_that_wrap_and_a_source_that_starts_anew_are_no_gap() -> None:
    buffer = JitterBuffer()
    taken: list[int] = []
    for tick in range(10):
        buffer.put(1, packet(tick, at=0xFFFFFFFF - 500 + 160 * tick))
        taken += numbers(buffer.take())
    assert taken == list(range(8))
    for tick in range(5):
        buffer.put(2, packet(100 + tick, at=12345 + 160 * tick))
        taken += numbers(buffer.take())
    assert taken[-3:] == [100, 101, 102]
    for tick in range(4):  # the same source, an hour on
        buffer.put(2, packet(200 + tick, at=12345 + 8000 * 3600 + 160 * tick))
        taken += numbers(buffer.take())
    assert taken[-2:] == [200, 201]
