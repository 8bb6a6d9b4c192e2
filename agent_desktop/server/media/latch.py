"""Whose RTP a leg believes: symmetric RTP (RFC 4961) that cannot be taken over by whoever finds the port."""

from __future__ import annotations

from enum import StrEnum

from agent_desktop.server.media.rtp import Packet

Address = tuple[str, int]

SSRC_SILENCE_S = 0.2
"""A stream that was silent for so long may be followed by another one of the same sender."""


class Drop(StrEnum):
    """Why a packet was not let in."""

    UNEXPECTED = "unexpected"  # no remote party is agreed yet
    PAYLOAD = "wrong_payload"
    FOREIGN = "foreign_address"
    SSRC = "wrong_ssrc"


class Latch:
    """Locks on the first sender of agreed payload, until the next SDP opens it.

    Phones behind a NAT send from another address than their SDP says, so any address may be the first. Only the
    address of the SDP itself may still displace one that was quicker: that undoes a stranger's head start (the
    attack known as RTP bleed) for every phone that is not behind a NAT.
    """

    def __init__(self) -> None:
        self.destination: Address | None = None  # where to send
        self.ssrc: int | None = None  # of the stream that is let in
        self.generation = 0  # raised whenever another stream is let in
        self._expected: Address | None = None
        self._payloads: frozenset[int] = frozenset()
        self.source: Address | None = None  # whose packets are let in
        self.heard_at = 0.0

    def open(self, expected: Address | None, payloads: frozenset[int]) -> None:
        """A new SDP: unlock. ``expected`` is None when nothing may be sent (hold by 0.0.0.0, RFC 3264 §8.4).

        An SDP that repeats the address (a session refresh) goes on sending to where the last one led: the phone may
        be silent behind a NAT.
        """
        if expected != self._expected or self.destination is None:
            self.destination = expected
        self._expected = expected
        self._payloads = payloads
        self.source = None

    def admit(self, packet: Packet, address: Address, now: float) -> Drop | None:
        """Let a packet in (None) or say why not. ``now`` in seconds."""
        if not self._payloads:
            return Drop.UNEXPECTED
        if address != self.source:
            if self.source is not None and (address != self._expected or self.source == self._expected):
                return Drop.FOREIGN
            if packet.payload_type not in self._payloads:
                return Drop.PAYLOAD
            self._lock(address, packet.ssrc)
        elif packet.payload_type not in self._payloads:
            return Drop.PAYLOAD
        elif packet.ssrc != self.ssrc:
            if now - self.heard_at < SSRC_SILENCE_S:
                return Drop.SSRC
            self._lock(address, packet.ssrc)
        self.heard_at = now
        return None

    def _lock(self, address: Address, ssrc: int) -> None:
        if ssrc != self.ssrc:
            self.generation += 1
        self.source, self.ssrc = address, ssrc
        if self._expected is not None:
            self.destination = address

    def speaks(self, packet: Packet, address: Address) -> bool:
        """Whether this packet, let in or not, belongs to the stream that is let in."""
        return address == self.source and packet.ssrc == self.ssrc

    def believes(self, address: Address) -> bool:
        """Whether reports from this address may be this leg's: same host as its RTP."""
        return self.destination is not None and address[0] == self.destination[0]
