"""The RTP packet (RFC 3550 §5.1): read defensively, written plainly."""

from __future__ import annotations

import struct
from typing import NamedTuple

HEADER = struct.Struct("!BBHII")
"""First octet, marker and payload type, sequence number, timestamp, SSRC; all of a packet without the rarer parts."""

START = struct.Struct("!HHII")
"""The same, with the first two octets as one number."""

_EXTENSION = struct.Struct("!HH")
PLAIN = _VERSION_2 = 0x80
"""First octet of such a packet."""


class Packet(NamedTuple):
    """What an RTP packet says; header extension, contributing sources and padding are left out."""

    marker: bool
    payload_type: int
    sequence: int  # 16 bits
    timestamp: int  # 32 bits, samples
    ssrc: int  # 32 bits
    payload: bytes


def parse(data: bytes) -> Packet | None:
    """The packet in a datagram, or None when it is none of RTP version 2."""
    end = len(data)
    if end < HEADER.size:
        return None
    first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
    if first & 0xC0 != _VERSION_2:
        return None
    start = HEADER.size + 4 * (first & 0x0F)
    if first & 0x10:
        if start + _EXTENSION.size > end:
            return None
        start += _EXTENSION.size + 4 * _EXTENSION.unpack_from(data, start)[1]
    if first & 0x20:
        padding = data[-1]
        if padding == 0:
            return None
        end -= padding
    if start > end:
        return None
    return Packet(second >= 0x80, second & 0x7F, sequence, timestamp, ssrc, data[start:end])


def build(marker: bool, payload_type: int, sequence: int, timestamp: int, ssrc: int, payload: bytes) -> bytes:
    """The datagram of a packet, without extension and padding; arguments as in ``Packet``."""
    second = payload_type | 0x80 if marker else payload_type
    return HEADER.pack(_VERSION_2, second, sequence, timestamp, ssrc) + payload
