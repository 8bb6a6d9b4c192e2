"""RTP packets are read defensively: whatever comes is a packet or None, never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.server.media.rtp import Packet, build, parse

PACKET = Packet(True, 8, 65535, 0xFFFFFFFF, 0xDEADBEEF, b"\xd5" * 160)


def test_a_packet_survives_being_written_and_read() -> None:
    data = build(*PACKET)
    assert data[:2] == bytes((0x80, 0x88))
    assert parse(data) == PACKET


def test_contributors_extension_and_padding_are_left_out() -> None:
    plain = build(*PACKET)
    padding = b"\0\0\0\4"
    extension = b"\xbe\xde\0\1abcd"
    data = bytes((0x80 | 0x20 | 0x10 | 2,)) + plain[1:12] + b"csr1csr2" + extension + plain[12:] + padding
    assert parse(data) == PACKET


def test_what_is_no_rtp_is_none() -> None:
    plain = build(*PACKET)
    assert parse(b"") is None
    assert parse(plain[:11]) is None
    assert parse(bytes((0x40,)) + plain[1:]) is None  # version 1
    assert parse(bytes((0x8F,)) + plain[1:20]) is None  # 15 contributors, no room for them
    assert parse(bytes((0x90,)) + plain[1:12] + b"\0\0\xff\xff") is None  # an extension longer than the packet
    assert parse(bytes((0xA0,)) + plain[1:12] + b"\xff") is None  # more padding than packet
    assert parse(bytes((0xA0,)) + plain[1:12] + b"\0") is None  # padding of nothing


@given(st.binary(max_size=80))
def test_any_datagram_is_taken(data: bytes) -> None:
    packet = parse(data)
    assert packet is None or len(packet.payload) <= len(data) - 12


@given(st.binary(max_size=60))
def test_any_datagram_that_claims_to_be_rtp_is_taken(data: bytes) -> None:
    parse(bytes((0x80 | (data[0] & 0x3F) if data else 0x80,)) + data[1:])
