"""The short way of a call of two: the next packet of plain speech, which nearly all are, at a third of the cost.

While a lane is open it alone keeps count of its stream, in few values that lie together: a worker with hundreds of
legs spends its time fetching memory, not calculating. ``settle`` writes to leg and listener what they would know if
every packet had taken the long way; whoever reads or changes that has the lane settled, or closed, before.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.server.media.g711 import SAMPLE_RATE
from agent_desktop.server.media.leg import Leg
from agent_desktop.server.media.rtp import PLAIN, START, Packet

_SPEECH = PLAIN << 8
"""First two octets of a packet that has neither the rarer parts nor a marker, but for its payload type."""


class Lane:
    """From one leg to the only one that it is passed on to. Closed at first; the long way opens it behind itself."""

    __slots__ = (
        "_codec",
        "_count",
        "_ends",
        "_goes",
        "_head",
        "_heard_at",
        "_jitter",
        "_length",
        "_ours",
        "_send",
        "_sequence",
        "_sequence_shift",
        "_source",
        "_ssrc",
        "_step",
        "_timestamp",
        "_timestamp_shift",
        "_to",
        "leg",
        "listener",
    )

    def __init__(self, leg: Leg, listener: Leg) -> None:
        self.leg = leg
        self.listener = listener
        self._head = -1  # no packet has it: closed
        self._length = 0  # octets of each packet
        self._sequence = self._timestamp = self._ssrc = 0  # of the packet that is next
        self._step = 0  # from one timestamp to the next
        self._goes = self._ours = 0  # head and SSRC of what leaves
        self._sequence_shift = self._timestamp_shift = 0
        self._send: Callable[[bytes], int] | None = None  # of a socket that needs not be told where to
        self._to = ("", 0)
        self._source = leg.source
        self._ends = leg.taps
        self._codec = ""
        self._count = 0  # packets that leg and listener have not been told of
        self._heard_at = 0.0
        self._jitter = 0.0  # as ``Reception`` counts it, in samples

    @property
    def is_open(self) -> bool:
        """Whether there is a packet that it would take."""
        return self._head >= 0

    def open(self, packet: Packet, now: float) -> None:
        """Packets like this one, which went the long way just now, go on here, if nothing is special about them."""
        leg, listener = self.leg, self.listener
        agreed, goes, to = leg.agreed, listener.agreed, listener.latch.destination
        if agreed is None or goes is None or to is None or packet.payload_type != agreed.payload:
            return
        shifts = listener.outgoing.shifts(leg.source, packet.sequence)
        if shifts is None or leg.reception is None or not packet.payload:
            return
        self._head, self._goes = _SPEECH | agreed.payload, _SPEECH | goes.payload
        self._length = START.size + len(packet.payload)
        self._step = len(packet.payload)  # of every codec of the line, one octet is one step of RTP's clock
        self._sequence = packet.sequence + 1 & 0xFFFF
        self._timestamp = packet.timestamp + self._step & 0xFFFFFFFF
        self._ssrc, self._ours = packet.ssrc, listener.outgoing.ssrc
        self._sequence_shift, self._timestamp_shift = shifts
        self._send = None if listener.apart is None or to != listener.latch.source else listener.apart.send
        self._to, self._source, self._ends, self._codec = to, leg.source, leg.taps, agreed.codec
        self._heard_at, self._jitter = now, leg.reception.jitter

    def take(self, data: bytes, now: float) -> bool:
        """Pass a packet, of whom the latch believes, on if it is the next one. False: it is not; nothing happened."""
        if len(data) != self._length:
            return False
        head, sequence, timestamp, ssrc = START.unpack_from(data)
        if sequence != self._sequence or timestamp != self._timestamp or ssrc != self._ssrc or head != self._head:
            return False
        self._sequence = sequence + 1 & 0xFFFF
        self._timestamp = timestamp + self._step & 0xFFFFFFFF
        self._count += 1
        late = (now - self._heard_at) * SAMPLE_RATE - self._step
        self._heard_at = now
        self._jitter += (abs(late) - self._jitter) / 16
        payload = data[START.size :]
        ours = START.pack(
            self._goes,
            sequence + self._sequence_shift & 0xFFFF,
            timestamp + self._timestamp_shift & 0xFFFFFFFF,
            self._ours,
        )
        try:
            if self._send is None:
                self.listener.rtp.sendto(ours + payload, self._to)
            else:
                self._send(ours + payload)
        except OSError:  # see Leg.send
            self.listener.drops["send_failed"] += 1
        for end in self._ends:
            end(now, self._source, timestamp, payload, self._codec)
        return True

    def settle(self) -> None:
        """Tell leg and listener of the packets that they have not been told of."""
        count, self._count = self._count, 0
        if not count:
            return
        leg, now = self.leg, self._heard_at
        sequence, timestamp = self._sequence - 1 & 0xFFFF, self._timestamp - self._step & 0xFFFFFFFF
        leg.packets_in += count
        leg.latch.heard_at = now
        if leg.reception is not None:
            leg.reception.went_on(count, timestamp, self._jitter, now)
        if leg.watch is not None:
            leg.watch.packet(now)
        self.listener.outgoing.went_on(count, sequence, timestamp, count * (self._length - START.size), now)

    def close(self) -> None:
        """The next packet takes the long way."""
        self.settle()
        self._head = -1
