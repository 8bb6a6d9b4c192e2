"""How well a leg's RTP arrives: the figures that receiver reports carry (RFC 3550 §6.4.1, A.3, A.8)."""

from __future__ import annotations

from agent_desktop.server.media.g711 import SAMPLE_RATE
from agent_desktop.server.media.rtcp import ReportBlock
from agent_desktop.server.media.rtp import Packet


class Reception:
    """Counts one incoming stream, from its first packet on. ``now`` is in seconds of a monotonic clock."""

    def __init__(self, first: Packet) -> None:
        self.received = 0
        self._ssrc = first.ssrc
        self._base = first.sequence
        self._highest = first.sequence  # extended: not cut to 16 bits
        self._transit: float | None = None
        self.jitter = 0.0  # samples (RFC 3550 A.8)
        self._reported = (0, 0)  # expected and received at the last report
        self._last_report: tuple[int, float] | None = None  # the peer's: middle of its NTP time, when it came

    @property
    def jitter_ms(self) -> float:
        """Interarrival jitter (RFC 3550 §6.4.1)."""
        return self.jitter * 1000 / SAMPLE_RATE

    @property
    def lost(self) -> int:
        """Packets expected and not received; negative when there were duplicates."""
        return self._expected - self.received

    @property
    def loss(self) -> float:
        """The share of packets that did not come, from 0 to 1."""
        return max(0, self.lost) / self._expected

    @property
    def _expected(self) -> int:
        return self._highest - self._base + 1

    def take(self, packet: Packet, now: float, *, timed: bool) -> None:
        """Count a packet; ``timed`` says that its timestamp is of the moment (not of a telephone-event's start)."""
        self.received += 1
        ahead = (packet.sequence - self._highest) & 0xFFFF
        if ahead < 0x8000:
            self._highest += ahead
        if not timed:
            return
        transit = now * SAMPLE_RATE - packet.timestamp
        if self._transit is not None:
            # Differences are taken around the 32-bit circle, as timestamps wrap.
            difference = (transit - self._transit + 0x80000000) % 0x100000000 - 0x80000000
            self.jitter += (abs(difference) - self.jitter) / 16
        self._transit = transit

    def went_on(self, count: int, timestamp: int, jitter: float, now: float) -> None:
        """So many packets came one after the other, until this one; the jitter was counted by somebody else."""
        self.received += count
        self._highest += count
        self.jitter = jitter
        self._transit = now * SAMPLE_RATE - timestamp

    def hear_report(self, ntp_middle: int, now: float) -> None:
        """The sender's report came: its time is what ours answers to (LSR)."""
        self._last_report = (ntp_middle, now)

    def block(self, now: float) -> ReportBlock:
        """The report block of this moment; the fraction lost is since the block before."""
        expected, received = self._expected, self.received
        expected_now, received_now = expected - self._reported[0], received - self._reported[1]
        self._reported = (expected, received)
        lost_now = max(0, expected_now - received_now)
        last, since = (0, 0) if self._last_report is None else (self._last_report[0], now - self._last_report[1])
        return ReportBlock(
            ssrc=self._ssrc,
            fraction_lost=min(255, lost_now * 256 // expected_now) if expected_now > 0 else 0,
            lost=max(-0x800000, min(0x7FFFFF, self.lost)),
            highest=self._highest & 0xFFFFFFFF,
            jitter=round(self.jitter),
            last_report=last,
            delay=round(since * 65536) & 0xFFFFFFFF,
        )
