"""A leg's RTP cannot be taken over by whoever finds its port."""

from __future__ import annotations

from agent_desktop.server.media.latch import Drop, Latch
from agent_desktop.server.media.rtp import Packet

SDP = ("192.0.2.1", 4000)
NAT = ("198.51.100.9", 61000)
STRANGER = ("203.0.113.66", 5555)
PAYLOADS = frozenset({8, 101})


def voice(ssrc: int = 1, payload_type: int = 8) -> Packet:
    return Packet(False, payload_type, 1, 160, ssrc, b"x" * 160)


def opened() -> Latch:
    latch = Latch()
    latch.open(SDP, PAYLOADS)
    return latch


def test_nothing_is_let_in_before_sdp() -> None:
    assert Latch().admit(voice(), SDP, 0.0) is Drop.UNEXPECTED


def test_sends_to_the_sdp_address_until_a_packet_comes() -> None:
    latch = opened()
    assert latch.destination == SDP
    assert latch.admit(voice(), NAT, 0.0) is None
    assert latch.destination == NAT


def test_a_stranger_after_the_first_packet_is_dropped() -> None:
    latch = opened()
    latch.admit(voice(), SDP, 0.0)
    assert latch.admit(voice(), STRANGER, 0.02) is Drop.FOREIGN
    assert latch.destination == SDP


def test_behind_a_nat_the_first_address_stays_locked_too() -> None:
    latch = opened()
    latch.admit(voice(), NAT, 0.0)
    assert latch.admit(voice(), STRANGER, 60.0) is Drop.FOREIGN
    assert latch.destination == NAT


def test_the_phone_itself_displaces_a_quicker_stranger() -> None:
    latch = opened()
    latch.admit(voice(ssrc=666), STRANGER, 0.0)
    before = latch.generation
    assert latch.admit(voice(), SDP, 0.02) is None
    assert latch.generation == before + 1
    assert latch.destination == SDP
    assert latch.admit(voice(ssrc=666), STRANGER, 0.04) is Drop.FOREIGN


def test_payload_that_was_not_agreed_does_not_latch() -> None:
    latch = opened()
    assert latch.admit(voice(payload_type=0), STRANGER, 0.0) is Drop.PAYLOAD
    assert latch.destination == SDP
    latch.admit(voice(), SDP, 0.0)
    assert latch.admit(voice(payload_type=13), SDP, 0.0) is Drop.PAYLOAD
    assert latch.speaks(voice(payload_type=13), SDP)


def test_another_ssrc_is_dropped_while_the_stream_speaks() -> None:
    latch = opened()
    latch.admit(voice(), SDP, 0.0)
    assert latch.admit(voice(ssrc=666), SDP, 0.1) is Drop.SSRC
    assert latch.admit(voice(), SDP, 0.12) is None


def test_a_phone_that_starts_a_new_stream_is_heard_after_its_silence() -> None:
    latch = opened()
    latch.admit(voice(), SDP, 0.0)
    before = latch.generation
    assert latch.admit(voice(ssrc=2), SDP, 0.5) is None
    assert latch.generation == before + 1
    assert latch.admit(voice(), SDP, 0.52) is Drop.SSRC


def test_a_new_sdp_unlocks() -> None:
    latch = opened()
    latch.admit(voice(), SDP, 0.0)
    moved = ("192.0.2.7", 7000)
    latch.open(moved, PAYLOADS)
    assert latch.destination == moved
    assert latch.admit(voice(ssrc=3), moved, 0.02) is None
    assert latch.admit(voice(), SDP, 0.04) is Drop.FOREIGN


def test_the_same_sdp_again_unlocks_but_keeps_the_way_through_the_nat() -> None:
    latch = opened()
    latch.admit(voice(), NAT, 0.0)
    latch.open(SDP, PAYLOADS)
    assert latch.destination == NAT
    elsewhere = ("198.51.100.9", 61001)
    assert latch.admit(voice(), elsewhere, 0.02) is None
    assert latch.destination == elsewhere


def test_on_hold_nothing_is_sent_anywhere() -> None:
    latch = opened()
    latch.admit(voice(), SDP, 0.0)
    latch.open(None, PAYLOADS)
    assert latch.destination is None
    assert latch.admit(voice(), SDP, 0.02) is None
    assert latch.destination is None


def test_reports_are_believed_from_the_host_of_the_rtp() -> None:
    latch = opened()
    assert latch.believes((SDP[0], 4001))
    assert not latch.believes((STRANGER[0], 4001))
