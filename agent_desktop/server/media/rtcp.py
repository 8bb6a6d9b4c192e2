"""RTCP (RFC 3550 §6): the reports that two ends of a stream send each other."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_HEADER = struct.Struct("!BBHI")  # version, padding and count; type; length in words - 1; SSRC
_SENDER = struct.Struct("!QIII")  # NTP time, RTP time, packets, octets
_BLOCK = struct.Struct("!IIIIII")

SENDER_REPORT, RECEIVER_REPORT, SOURCE_DESCRIPTION, GOODBYE = 200, 201, 202, 203
_CNAME = 1

_NTP_EPOCH = 2_208_988_800  # seconds from 1900 to 1970


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """What one end says of a stream that it receives (RFC 3550 §6.4.1)."""

    ssrc: int
    fraction_lost: int  # of 256, since the report before
    lost: int  # packets, since the beginning; 24 bits, signed
    highest: int  # extended sequence number
    jitter: int  # timestamp units
    last_report: int  # middle 32 bits of the NTP time of the sender's last report; 0 when there was none
    delay: int  # since that report came, 1/65536 s


@dataclass(frozen=True, slots=True)
class SenderInfo:
    """What a sender says of its own stream."""

    ntp: int  # 32.32 fixed-point seconds since 1900
    rtp: int  # the same moment on the stream's clock
    packets: int
    octets: int


@dataclass(frozen=True, slots=True)
class Report:
    """A sender report, or a receiver report when ``sender`` is None."""

    ssrc: int
    sender: SenderInfo | None
    blocks: tuple[ReportBlock, ...]


def ntp_time(unix_s: float) -> int:
    """Unix time in seconds as a 64-bit NTP timestamp (RFC 3550 §4)."""
    return round((unix_s + _NTP_EPOCH) * 65536) << 16


def ntp_middle(ntp: int) -> int:
    """The middle 32 bits, as LSR carries them."""
    return (ntp >> 16) & 0xFFFFFFFF


def build(report: Report, cname: str, *, goodbye: bool = False) -> bytes:
    """A compound packet: the report, our CNAME, and BYE when the stream ends (RFC 3550 §6.1)."""
    body = b""
    kind = RECEIVER_REPORT
    if report.sender is not None:
        kind = SENDER_REPORT
        sender = report.sender
        body = _SENDER.pack(sender.ntp, sender.rtp, sender.packets & 0xFFFFFFFF, sender.octets & 0xFFFFFFFF)
    body += b"".join(
        _BLOCK.pack(
            block.ssrc,
            block.fraction_lost << 24 | block.lost & 0xFFFFFF,
            block.highest,
            block.jitter & 0xFFFFFFFF,
            block.last_report,
            block.delay,
        )
        for block in report.blocks
    )
    name = cname.encode()[:255]
    item = bytes((_CNAME, len(name))) + name
    item += bytes(4 - len(item) % 4)  # at least one zero octet ends the list of items
    compound = _packet(kind, len(report.blocks), report.ssrc, body) + _packet(SOURCE_DESCRIPTION, 1, report.ssrc, item)
    return compound + _packet(GOODBYE, 1, report.ssrc, b"") if goodbye else compound


def parse(data: bytes) -> tuple[Report, ...] | None:
    """The reports in a compound packet; None when it is no RTCP (validity checks of RFC 3550 A.2)."""
    if len(data) < _HEADER.size or data[0] & 0xE0 != 0x80 or data[1] not in (SENDER_REPORT, RECEIVER_REPORT):
        return None
    reports: list[Report] = []
    start = 0
    while start < len(data):
        if start + 4 > len(data) or data[start] & 0xC0 != 0x80:
            return None
        end = start + 4 * (1 + int.from_bytes(data[start + 2 : start + 4], "big"))
        if end > len(data):
            return None
        if data[start + 1] in (SENDER_REPORT, RECEIVER_REPORT):
            report = _report(data[start:end])
            if report is None:
                return None
            reports.append(report)
        start = end
    return tuple(reports)


def _packet(kind: int, count: int, ssrc: int, body: bytes) -> bytes:
    return _HEADER.pack(0x80 | count, kind, 1 + len(body) // 4, ssrc) + body


def _report(data: bytes) -> Report | None:
    sends = data[1] == SENDER_REPORT
    count = data[0] & 0x1F
    start = _HEADER.size + (_SENDER.size if sends else 0)
    if start + count * _BLOCK.size > len(data):
        return None
    sender = SenderInfo(*_SENDER.unpack_from(data, _HEADER.size)) if sends else None
    blocks = tuple(_block(data, start + index * _BLOCK.size) for index in range(count))
    return Report(int.from_bytes(data[4:8], "big"), sender, blocks)


def _block(data: bytes, start: int) -> ReportBlock:
    ssrc, losses, highest, jitter, last_report, delay = _BLOCK.unpack_from(data, start)
    lost = losses & 0xFFFFFF
    return ReportBlock(
        ssrc, losses >> 24, lost - 0x1000000 if lost & 0x800000 else lost, highest, jitter, last_report, delay
    )
