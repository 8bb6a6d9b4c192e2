"""Loss and jitter are counted as RFC 3550 A.3 and A.8 say."""

from __future__ import annotations

import pytest

from agent_desktop.server.media.reception import Reception
from agent_desktop.server.media.rtp import Packet


def packet(sequence: int, timestamp: int = 0) -> Packet:
    return Packet(False, 8, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, 9, b"")


def received(*sequences: int) -> Reception:
    reception = Reception(packet(sequences[0]))
    for sequence in sequences:
        reception.take(packet(sequence, 160 * sequence), sequence * 0.02, timed=True)
    return reception


def test_loss_is_counted_across_the_wrap() -> None:
    reception = received(65534, 65535, 65537, 65536, 65540)
    assert reception.lost == 2
    block = reception.block(now=0.0)
    assert (block.ssrc, block.lost, block.highest) == (9, 2, 65540)
    assert block.fraction_lost == 2 * 256 // 7


def test_the_fraction_is_since_the_last_report() -> None:
    reception = received(1, 2, 4)
    assert reception.block(0.0).fraction_lost == 64
    for sequence in range(5, 9):
        reception.take(packet(sequence), 0.0, timed=False)
    assert reception.block(0.0).fraction_lost == 0
    assert reception.block(0.0).fraction_lost == 0  # nothing expected since
    assert reception.lost == 1


def test_duplicates_make_the_loss_negative_and_no_fraction() -> None:
    reception = received(1, 2, 2, 2)
    assert reception.lost == -2
    assert reception.block(0.0).fraction_lost == 0


def test_an_even_stream_has_no_jitter() -> None:
    assert received(*range(1, 50)).jitter_ms == pytest.approx(0)


def test_jitter_is_the_running_mean_of_the_difference_in_transit() -> None:
    reception = Reception(packet(0))
    reception.take(packet(0, 0xFFFFFFFF - 79), 0.0, timed=True)
    reception.take(packet(1, 80), 0.030, timed=True)  # 10 ms late, over the wrap of the timestamp
    assert reception.jitter_ms == pytest.approx(10 / 16)
    reception.take(packet(2, 80), 0.050, timed=False)  # an event's start says nothing of transit
    assert reception.jitter_ms == pytest.approx(10 / 16)


def test_the_report_answers_the_senders_last_one() -> None:
    reception = received(1)
    assert (reception.block(5.0).last_report, reception.block(5.0).delay) == (0, 0)
    reception.hear_report(0xABCD, now=5.0)
    block = reception.block(now=5.5)
    assert (block.last_report, block.delay) == (0xABCD, 32768)
