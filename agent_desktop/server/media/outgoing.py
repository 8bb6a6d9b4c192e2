"""What a leg hears is one RTP stream, whatever feeds it: music, then a colleague, then music again.

Phones reset their jitter buffer, or fall silent, when sequence numbers or timestamps jump. So the stream keeps one
SSRC, and every source's numbers are shifted to go on where the one before ended (RFC 3550 §5.1, §7.1).
"""

from __future__ import annotations

from agent_desktop.server.media.g711 import SAMPLE_RATE
from agent_desktop.server.media.rtp import Packet, build

FRAME_SAMPLES = 160
"""Samples in 20 ms."""

MAX_DROPOUT = 3000
MAX_MISORDER = 100
"""How far sequence numbers may run ahead and fall behind before a source counts as restarted (RFC 3550 A.1)."""

MAX_CLOCK_ERROR = 10 * SAMPLE_RATE
"""Samples that a source's timestamp may be away from the wall clock; an RFC 4733 event lags by 65,535 at most."""


class OutgoingStream:
    """Numbers the packets that a leg hears. ``now`` is in seconds, of any clock that never runs backwards."""

    def __init__(self, *, ssrc: int, sequence: int, timestamp: int) -> None:
        self.ssrc = ssrc
        self.packets = 0
        self.octets = 0  # of payload, as sender reports count them (RFC 3550 §6.4.1)
        self.late = 0
        self._source: int | None = None
        self._source_sequence = 0  # the newest one that came from the source
        self._room = 0  # how many numbers before the newest one are this source's
        self._sequence_shift = 0
        self._timestamp_shift = 0
        self._base = (0, 0.0)  # the source's first timestamp, and when it came
        self._sequence = (sequence - 1) & 0xFFFF  # the newest one sent
        self._timestamp = timestamp
        self._sent_at: float | None = None

    def carry(self, source: int, packet: Packet, payload_type: int, payload: bytes, now: float) -> bytes | None:
        """The datagram that carries on the stream with a source's packet; None when it comes too late to.

        ``source`` is a number that no other source of this stream has had.
        """
        starts = source != self._source or self._restarted(packet, now)
        if starts:
            self._begin(source, packet, now)
        ahead = (packet.sequence - self._source_sequence) & 0xFFFF
        sequence = (packet.sequence + self._sequence_shift) & 0xFFFF
        timestamp = (packet.timestamp + self._timestamp_shift) & 0xFFFFFFFF
        if ahead < 0x8000:
            self._source_sequence = packet.sequence
            self._room += ahead
            self._sequence, self._timestamp, self._sent_at = sequence, timestamp, now
        elif 0x10000 - ahead > self._room:
            self.late += 1
            return None
        self.packets += 1
        self.octets += len(payload)
        return build(starts or packet.marker, payload_type, sequence, timestamp, self.ssrc, payload)

    def shifts(self, source: int, sequence: int) -> tuple[int, int] | None:
        """What ours differ by from a source's sequence numbers and timestamps; None unless this is its newest one."""
        if source != self._source or sequence != self._source_sequence:
            return None
        return self._sequence_shift, self._timestamp_shift

    def went_on(self, count: int, sequence: int, timestamp: int, octets: int, now: float) -> None:
        """So many packets of the source followed each other, shifted and sent by somebody else, until this one."""
        self._source_sequence = sequence
        self._sequence = (sequence + self._sequence_shift) & 0xFFFF
        self._timestamp = (timestamp + self._timestamp_shift) & 0xFFFFFFFF
        self._room += count
        self._sent_at = now
        self.packets += count
        self.octets += octets

    def skip(self, source: int, packet: Packet) -> None:
        """A source's packet that this leg cannot take is left out, so that no loss is seen in its place."""
        ahead = (packet.sequence - self._source_sequence) & 0xFFFF
        if source == self._source and 0 < ahead < 0x8000:
            self._source_sequence = packet.sequence
            self._sequence_shift -= 1
            self._room = 0

    def timestamp_at(self, now: float) -> int:
        """The timestamp that belongs to this moment, for sender reports (RFC 3550 §6.4.1)."""
        elapsed = 0.0 if self._sent_at is None else now - self._sent_at
        return (self._timestamp + round(elapsed * SAMPLE_RATE)) & 0xFFFFFFFF

    def _restarted(self, packet: Packet, now: float) -> bool:
        ahead = (packet.sequence - self._source_sequence) & 0xFFFF
        if MAX_DROPOUT < ahead < 0x10000 - MAX_MISORDER:
            return True
        first, at = self._base
        error = (packet.timestamp - first - round((now - at) * SAMPLE_RATE)) & 0xFFFFFFFF
        return MAX_CLOCK_ERROR < error < 0x100000000 - MAX_CLOCK_ERROR

    def _begin(self, source: int, packet: Packet, now: float) -> None:
        if self._sent_at is None:
            timestamp = self._timestamp
        else:
            timestamp = self._timestamp + max(FRAME_SAMPLES, round((now - self._sent_at) * SAMPLE_RATE))
        self._source, self._source_sequence, self._room = source, packet.sequence, 0
        self._sequence_shift = self._sequence + 1 - packet.sequence
        self._timestamp_shift = timestamp - packet.timestamp
        self._base = (packet.timestamp, now)


class OwnSource:
    """Packets that the worker makes itself, one each 20 ms, as one source of a leg's stream."""

    def __init__(self, source: int) -> None:
        self.source = source
        self.timestamp = 0
        self._sequence = 0

    def packet(self, payload_type: int, payload: bytes, *, marker: bool = False, began: int | None = None) -> Packet:
        """The next packet; ``began`` is the timestamp of what goes on (RFC 4733), else it is that of this moment."""
        timestamp = self.timestamp if began is None else began
        packet = Packet(marker, payload_type, self._sequence, timestamp, 0, payload)
        self._sequence = (self._sequence + 1) & 0xFFFF
        return packet

    def go_on(self, frames: int = 1) -> None:
        """So many times 20 ms pass."""
        self.timestamp = (self.timestamp + frames * FRAME_SAMPLES) & 0xFFFFFFFF
