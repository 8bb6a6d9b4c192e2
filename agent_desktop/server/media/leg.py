"""One leg of the media worker: two sockets, what was agreed with its phone, and whom it hears."""

from __future__ import annotations

import secrets
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from agent_desktop.quality import emodel
from agent_desktop.server.media import link, rtcp
from agent_desktop.server.media.digits import DigitEar, DigitMouth
from agent_desktop.server.media.latch import Latch
from agent_desktop.server.media.outgoing import OutgoingStream
from agent_desktop.server.media.reception import Reception
from agent_desktop.server.media.rtp import Packet
from agent_desktop.server.media.shield import NotGenuine, Shield
from agent_desktop.server.media.sounds import Playback
from agent_desktop.server.media.speech import Listener, Speaker
from agent_desktop.server.media.tap import Tap
from agent_desktop.server.media.watch import Watch
from agent_desktop.server.srtp import SrtpKeys

TapEnd = Callable[[float, int, int, bytes, str], None]
"""A method of a ``Tap``."""


class ShortWay(Protocol):
    """A ``Lane``, as a leg knows it."""

    @property
    def listener(self) -> Leg:
        """Who is at its end."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether there is a packet that it would take."""
        ...

    def open(self, packet: Packet, now: float) -> None:
        """Packets that follow this one, which went the long way just now, may go the short one."""
        ...

    def take(self, data: bytes, now: float) -> bool:
        """Pass a datagram on; False: it has to go the long way, and nothing has happened."""
        ...

    def settle(self) -> None:
        """Tell both legs of the packets that they have not been told of."""
        ...

    def close(self) -> None:
        """Settle; the next packet takes the long way."""
        ...


@dataclass(frozen=True, slots=True)
class Agreed:
    """What SDP agreed with the leg's phone."""

    codec: str
    payload: int
    dtmf_payload: int | None
    srtp: SrtpKeys | None = None
    inband: bool = False  # digits come as tones


class Leg:
    """A leg's sockets and streams. It hears others or a ``playback``, never both."""

    def __init__(self, name: str, sockets: tuple[socket.socket, socket.socket]) -> None:
        self.name = name
        self.rtp, self.rtcp = sockets
        self.apart: socket.socket | None = None  # gets what comes from whom the latch believes, while there is one
        self.host, self.port = self.rtp.getsockname()[:2]
        self.agreed: Agreed | None = None
        self.remote: tuple[str, int] = ("", 0)  # host and port of the SDP
        self.shield: Shield | None = None  # while RTP goes encrypted
        self.latch = Latch()
        self.outgoing = OutgoingStream(
            ssrc=secrets.randbits(32), sequence=secrets.randbits(16), timestamp=secrets.randbits(32)
        )
        self.reception: Reception | None = None
        self.source = 0  # number of the stream that comes in, drawn anew when the latch lets another one in
        self.generation = 0  # of the latch, when the number was drawn
        self.hears: tuple[Leg, ...] = ()
        self.heard_by: dict[Leg, None] = {}  # in the order in which they began to
        self.forwards: tuple[Leg, ...] = ()  # those of them to whom packets pass undecoded
        self.lane: ShortWay | None = None  # to the one of them, if what the leg says is heard nowhere else, but on tape
        self.speaker: Speaker | None = None  # while it is heard by others
        self.listener: Listener | None = None  # while it hears a mix
        self.playback: Playback | None = None
        self.played: int | None = None  # number of the order whose sounds were heard to their end
        self.tap: Tap | None = None
        self.taps: tuple[TapEnd, ...] = ()  # what is said here goes there
        self.unrecorded = False
        self.ear = DigitEar()
        self.tones: TapEnd | None = None  # hears digits in what is said here
        self.mouth = DigitMouth()
        self.digits = 0  # that came
        self.watch: Watch | None = None  # while somebody should hear it
        self.reports = False  # whether RTCP reports are sent
        self.heard_as: rtcp.ReportBlock | None = None  # the phone's last report on what we send
        self.round_trip_s: float | None = None
        self.packets_in = 0
        self.drops: Counter[str] = Counter()

    def settle(self, *, close: bool = False) -> None:
        """Bring the figures of what comes here and what leaves here up to date; ``close`` the lanes both come by."""
        for leg in (self, *self.hears):
            if leg.lane is None:
                continue
            if close:
                leg.lane.close()
            else:
                leg.lane.settle()

    def state(self) -> link.LegState:
        """All that was ordered for the leg."""
        agreed, playback, remote = self.agreed, self.playback, None
        if agreed is not None:
            remote = link.Remote(
                host=self.remote[0],
                port=self.remote[1],
                codec=agreed.codec,
                payload=agreed.payload,
                dtmf_payload=agreed.dtmf_payload,
                srtp=agreed.srtp,
                inband=agreed.inband,
            )
        return link.LegState(
            leg=self.name,
            host=self.host,
            port=self.port,
            remote=remote,
            hears=tuple(other.name for other in self.hears),
            unrecorded=self.unrecorded,
            sounds=None if playback is None else playback.ordered(),
        )

    def encrypt(self, keys: SrtpKeys | None) -> None:
        """Send and take RTP and RTCP with these keys from now on; the same again change nothing.

        Raises ``MediaFailed`` for keys that cannot be used.
        """
        if keys is None:
            self.shield = None
        elif self.shield is None or self.shield.keys != keys:
            self.shield = Shield(keys)

    def opened(self, data: bytes, *, report: bool = False) -> bytes | None:
        """RTP or RTCP as it came, decrypted; None when it is not genuine, which is counted."""
        if self.shield is None:
            return data
        try:
            return self.shield.open_report(data) if report else self.shield.open(data)
        except NotGenuine as refusal:
            self.drops[refusal.why] += 1
            return None

    def send(self, datagram: bytes) -> None:
        """Send RTP to where the latch leads; a network that refuses it is counted."""
        destination = self.latch.destination
        if destination is None:
            return
        if self.shield is not None:
            try:
                datagram = self.shield.seal(datagram)
            except NotGenuine:
                self.drops["srtp_unsent"] += 1
                return
        if self.apart is None or destination != self.latch.source:
            self._send(self.rtp, datagram, destination)
            return
        try:
            self.apart.send(datagram)
        except OSError:
            self.drops["send_failed"] += 1

    def report(self, now: float, unix_s: float, *, goodbye: bool = False) -> None:
        """Send the RTCP report of this moment: SR when we have sent RTP, else RR (RFC 3550 §6.4)."""
        self.settle()
        destination = self.latch.destination
        if destination is None:
            return
        out = self.outgoing
        sender = None
        if out.packets:
            sender = rtcp.SenderInfo(rtcp.ntp_time(unix_s), out.timestamp_at(now), out.packets, out.octets)
        blocks = () if self.reception is None else (self.reception.block(now),)
        report = rtcp.Report(out.ssrc, sender, blocks)
        # The name must be the same for the whole call and tell nothing of the machine (RFC 7022 §4.2).
        cname = f"{out.ssrc:08x}@agent-desktop.invalid"
        host, port = destination
        compound = rtcp.build(report, cname, goodbye=goodbye)
        if self.shield is not None:
            compound = self.shield.seal_report(compound)
        self._send(self.rtcp, compound, (host, port + 1))

    def hear_reports(self, reports: tuple[rtcp.Report, ...], now: float, unix_s: float) -> None:
        """Take in what the phone reports: its sender's time, and how our stream arrives there."""
        for report in reports:
            if report.sender is not None and self.reception is not None:
                self.reception.hear_report(rtcp.ntp_middle(report.sender.ntp), now)
            for block in report.blocks:
                if block.ssrc != self.outgoing.ssrc:
                    continue
                self.heard_as = block
                if block.last_report:
                    middle = rtcp.ntp_middle(rtcp.ntp_time(unix_s))
                    trip = (middle - block.last_report - block.delay) & 0xFFFFFFFF
                    # A clock that was set back meanwhile gives nonsense, which is no round trip.
                    self.round_trip_s = trip / 65536 if trip < 0x80000000 else None

    def figures(self) -> dict[str, Any]:
        """What there is to know of the leg's packets; ``heard_*`` is what its phone reports of our stream."""
        self.settle()
        figures: dict[str, Any] = {
            "port": self.port,
            "packets_in": self.packets_in,
            "packets_out": self.outgoing.packets,
            "drops": dict(self.drops),
        }
        if self.outgoing.late:
            figures["drops"]["late"] = self.outgoing.late
        if self.reception is not None:
            figures |= {"lost": self.reception.lost, "jitter_ms": round(self.reception.jitter_ms, 2)}
        if self.heard_as is not None:
            figures |= {
                "heard_lost": self.heard_as.lost,
                "heard_fraction_lost": self.heard_as.fraction_lost / 256,
                "heard_jitter_ms": self.heard_as.jitter / 8,
            }
        if self.round_trip_s is not None:
            figures["round_trip_ms"] = round(self.round_trip_s * 1000, 1)
        return figures | self._opinions(figures)

    def _opinions(self, figures: dict[str, Any]) -> dict[str, float]:
        """How the phone sounds to others (``mos``), and others to the phone (``heard_mos``), by the E-model."""
        if self.agreed is None:
            return {}
        codec, trip, opinions = self.agreed.codec, figures.get("round_trip_ms"), dict[str, float]()
        if self.reception is not None:
            loss, jitter = self.reception.loss, self.reception.jitter_ms
            opinions["mos"] = emodel.opinion(codec, loss=loss, jitter_ms=jitter, round_trip_ms=trip)
        if self.heard_as is not None and self.outgoing.packets:
            loss, jitter = max(0, self.heard_as.lost) / self.outgoing.packets, self.heard_as.jitter / 8
            opinions["heard_mos"] = emodel.opinion(codec, loss=min(1.0, loss), jitter_ms=jitter, round_trip_ms=trip)
        return opinions

    def close(self) -> None:
        """Free the ports."""
        self.rtp.close()
        self.rtcp.close()

    def _send(self, udp: socket.socket, datagram: bytes, destination: tuple[str, int]) -> None:
        try:
            udp.sendto(datagram, destination)
        except OSError:  # no route, refused, or a full buffer: RTP is lost, not repeated
            self.drops["send_failed"] += 1
