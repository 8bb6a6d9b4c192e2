"""RTCP reports: written as RFC 3550 §6 draws them, read whatever comes."""

from __future__ import annotations

import struct
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.server.media.rtcp import Report, ReportBlock, SenderInfo, build, ntp_middle, ntp_time, parse

BLOCK = ReportBlock(
    ssrc=7, fraction_lost=64, lost=-3, highest=0x00012345, jitter=9, last_report=0x11223344, delay=65536
)
SENDER = SenderInfo(ntp=ntp_time(1_700_000_000.5), rtp=160, packets=10, octets=1600)


def test_a_sender_report_survives_being_written_and_read() -> None:
    report = Report(0xCAFE, SENDER, (BLOCK, replace(BLOCK, ssrc=8, lost=5)))
    assert parse(build(report, "me@example.invalid", goodbye=True)) == (report,)


def test_a_receiver_report_survives_being_written_and_read() -> None:
    assert parse(build(Report(1, None, (BLOCK,)), "me@example.invalid")) == (Report(1, None, (BLOCK,)),)


def test_the_compound_is_as_the_standard_draws_it() -> None:
    data = build(Report(0x01020304, SENDER, ()), "abc", goodbye=True)
    # SR: V=2 RC=0, PT=200, length 6; SSRC; NTP, RTP, packets, octets (§6.4.1)
    assert data[:8] == bytes.fromhex("80c8000601020304")
    assert struct.unpack("!III", data[16:28]) == (160, 10, 1600)
    # SDES: V=2 SC=1, PT=202; SSRC; CNAME=1, length 3, text, zero octets to the 32-bit boundary (§6.5)
    assert data[28:44] == bytes.fromhex("81ca0003" + "01020304" + "0103") + b"abc" + bytes(3)
    # BYE: V=2 SC=1, PT=203, length 1; SSRC (§6.6)
    assert data[44:] == bytes.fromhex("81cb000101020304")


def test_every_length_of_cname_ends_with_a_zero_on_a_boundary() -> None:
    for length in range(1, 20):
        data = build(Report(1, None, ()), "x" * length)
        assert len(data) % 4 == 0
        assert data[-1] == 0
        assert parse(data) == (Report(1, None, ()),)


def test_ntp_time_counts_from_1900() -> None:
    assert ntp_time(0.0) >> 32 == 2_208_988_800
    assert ntp_middle(ntp_time(0.5)) == (2_208_988_800 & 0xFFFF) << 16 | 0x8000


def test_what_is_no_rtcp_is_none() -> None:
    good = build(Report(1, SENDER, (BLOCK,)), "abc")
    assert parse(b"") is None
    assert parse(good[:-4]) is None  # the last packet is longer than the datagram
    assert parse(good[28 + 24 :]) is None  # a compound begins with a report (RFC 3550 A.2)
    assert parse(bytes((0x83,)) + good[1:]) is None  # three blocks announced, one there


@given(st.binary(max_size=100), st.sampled_from([b"\x80\xc8", b"\x81\xc9", b""]))
def test_any_datagram_is_taken(data: bytes, start: bytes) -> None:
    parse(start + data)
