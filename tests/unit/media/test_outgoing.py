"""A leg hears one continuous stream: whatever feeds it, sequence numbers and timestamps go on."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.server.media.outgoing import OutgoingStream
from agent_desktop.server.media.rtp import Packet, parse


class Listener:
    """Feeds a stream and keeps the packets that come out, with a clock of its own."""

    def __init__(self, sequence: int = 65530, timestamp: int = 0xFFFFFF00) -> None:
        self.stream = OutgoingStream(ssrc=42, sequence=sequence, timestamp=timestamp)
        self.now = 1000.0
        self.out: list[Packet] = []

    def feed(self, source: int, sequence: int, timestamp: int, *, after: float = 0.02, marker: bool = False) -> bool:
        self.now += after
        packet = Packet(marker, 8, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, 7, b"x" * 160)
        data = self.stream.carry(source, packet, 8, packet.payload, self.now)
        if data is not None:
            out = parse(data)
            assert out is not None
            self.out.append(out)
        return data is not None

    def steps(self) -> list[tuple[int, int]]:
        """Differences of sequence number and timestamp between packets that came out one after the other."""
        return [
            ((b.sequence - a.sequence) & 0xFFFF, (b.timestamp - a.timestamp) & 0xFFFFFFFF)
            for a, b in pairwise(self.out)
        ]


def test_sources_follow_each_other_without_a_jump() -> None:
    leg = Listener()
    for index in range(10):
        leg.feed(1, 100 + index, 5000 + 160 * index)
    for index in range(10):
        leg.feed(2, 65533 + index, 0xFFFFFFF0 + 160 * index)  # both wrap
    for index in range(10):
        leg.feed(3, index, 160 * index)
    assert set(leg.steps()) == {(1, 160)}
    assert {packet.ssrc for packet in leg.out} == {42}
    assert [index for index, packet in enumerate(leg.out) if packet.marker] == [0, 10, 20]


def test_the_first_packet_has_the_numbers_the_stream_was_made_with() -> None:
    leg = Listener(sequence=7, timestamp=99)
    leg.feed(1, 5000, 12345)
    assert (leg.out[0].sequence, leg.out[0].timestamp) == (7, 99)


def test_silence_between_sources_shows_in_the_timestamp_only() -> None:
    leg = Listener()
    leg.feed(1, 1, 0)
    leg.feed(2, 500, 77, after=3.0)
    assert leg.steps() == [(1, 24000)]


def test_loss_and_disorder_of_a_source_stay_visible() -> None:
    leg = Listener()
    for sequence in (10, 11, 14, 13, 15):
        assert leg.feed(1, sequence, 160 * sequence)
    assert leg.steps() == [(1, 160), (3, 480), (0xFFFF, 0xFFFFFFFF - 159), (2, 320)]


def test_a_packet_from_before_the_switch_is_left_out() -> None:
    leg = Listener()
    leg.feed(1, 10, 1600)
    leg.feed(2, 200, 32000)
    assert not leg.feed(2, 199, 31840)  # its number would be that of source 1's packet
    assert leg.stream.late == 1
    assert leg.feed(2, 201, 32160)
    assert leg.steps() == [(1, 160), (1, 160)]


def test_a_packet_that_cannot_be_taken_leaves_no_gap() -> None:
    leg = Listener()
    leg.feed(1, 10, 1600)
    leg.stream.skip(1, Packet(False, 101, 11, 1760, 7, b"dtmf"))
    leg.feed(1, 12, 1920)
    assert leg.steps() == [(1, 320)]


def test_a_source_that_starts_its_numbers_anew_does_not_break_the_stream() -> None:
    leg = Listener()
    leg.feed(1, 10, 1600)
    leg.feed(1, 30000, 1760)
    leg.feed(1, 30001, 4_000_000_000)
    assert leg.steps() == [(1, 160), (1, 160)]
    assert all(packet.marker for packet in leg.out)


def test_a_long_digit_is_no_restart() -> None:
    # RFC 4733 §2.5.1.3: the timestamp of an event stands still, for 65,535 at most.
    leg = Listener()
    leg.feed(1, 1, 0)
    for index in range(400):
        leg.feed(1, 2 + index, 160)
    leg.feed(1, 402, 160 * 402)
    assert leg.steps()[-1] == (1, 160 * 401)
    assert [packet.marker for packet in leg.out].count(True) == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF), st.floats(0, 30)), max_size=60
    )
)
def test_whatever_comes_numbers_go_forward_at_switches(fed: list[tuple[int, int, int, float]]) -> None:
    leg = Listener()
    for source, sequence, timestamp, after in fed:
        leg.feed(source, sequence, timestamp, after=after)
    newest = None
    for packet in leg.out:
        if newest is not None and packet.marker:
            assert (packet.sequence - newest.sequence) & 0xFFFF == 1
            assert 160 <= (packet.timestamp - newest.timestamp) & 0xFFFFFFFF < 0x80000000
        if newest is None or (packet.sequence - newest.sequence) & 0xFFFF < 0x8000:
            newest = packet


def test_counts_what_it_sends_for_reports() -> None:
    leg = Listener(timestamp=0)
    leg.feed(1, 1, 0)
    leg.feed(1, 2, 160)
    assert (leg.stream.packets, leg.stream.octets) == (2, 320)
    assert leg.stream.timestamp_at(leg.now + 0.01) == 240
