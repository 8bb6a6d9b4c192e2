"""The worker's legs: opened, pointed at their phones, joined, and their RTP passed on.

Owned by one thread. Time comes in as seconds of one monotonic clock, so that a test can say what time it is.
"""

from __future__ import annotations

import heapq
import random
import socket
import time
from collections import Counter
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from itertools import count
from typing import Any

from agent_desktop.platforms import HERE, Poller
from agent_desktop.server.media import hearing, link, rtcp, rtp
from agent_desktop.server.media.codecs import CODECS
from agent_desktop.server.media.digits import KNOWN
from agent_desktop.server.media.g711 import TRANSLATE
from agent_desktop.server.media.inband import InbandEar
from agent_desktop.server.media.latch import Address, Drop
from agent_desktop.server.media.leg import Agreed, Leg
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.ports import PortPairs
from agent_desktop.server.media.reception import Reception
from agent_desktop.server.media.sounds import Sound
from agent_desktop.server.media.tap import Tap
from agent_desktop.server.media.ticker import Ticker
from agent_desktop.server.media.watch import Watch

REPORT_S = 5.0
"""Mean interval of RTCP reports (RFC 3550 §6.2)."""

_DATAGRAM = 2048  # octets; more than an Ethernet frame carries


class Relay:
    """The worker's legs. Methods of the same names as ``MediaPort``'s do what that says, at once."""

    def __init__(self, poller: Poller, ports: PortPairs, *, report_s: float = REPORT_S) -> None:
        self._poller = poller
        self._ports = ports
        self._report_s = report_s
        self._legs: dict[str, Leg] = {}
        self._sources = count(1)
        self._ticker = Ticker(self._sources, lambda news: self.tell(news))
        self._reports: list[tuple[float, int, Leg]] = []  # a heap: when each leg's next report is due
        self._watch_due: float | None = None
        self.tell: Callable[[link.AnyNews], None] = _to_nobody
        """Hears what a server has to know; called in the relay's thread, must not wait."""
        self._closed: Counter[str] = Counter()  # packets of legs that are no more

    # --- orders ----------------------------------------------------------------------------------

    def open(self, name: str, wanted_port: int = 0) -> tuple[str, int]:
        """The leg's host and RTP port, the wanted one if it is free; raises ``MediaFailed`` when none is."""
        leg = self._legs.get(name)
        if leg is None:
            leg = self._legs[name] = Leg(name, self._ports.open(wanted_port))
            self._listen(leg.rtp, leg, self._hear_rtp)
            self._listen(leg.rtcp, leg, self._hear_rtcp)
        return leg.host, leg.port

    def set_remote(self, name: str, host: str, port: int, agreed: Agreed, now: float) -> None:
        """Take what SDP agreed; raises ``MediaFailed`` for an unknown leg, codec, or impossible address."""
        leg = self._leg(name)
        if agreed.codec not in CODECS:
            raise MediaFailed(f"codec {agreed.codec!r} is none of {', '.join(sorted(CODECS))}")
        if not all(0 <= payload <= 127 for payload in (agreed.payload, agreed.dtmf_payload or 0)):
            raise MediaFailed(f"payload types go from 0 to 127, not {agreed.payload} and {agreed.dtmf_payload}")
        expected = _destination(leg, host, port)
        leg.settle(close=True)
        leg.encrypt(agreed.srtp)
        payloads = {agreed.payload} if agreed.dtmf_payload is None else {agreed.payload, agreed.dtmf_payload}
        before = leg.agreed
        leg.agreed, leg.remote = agreed, (host, port)
        leg.latch.open(expected, frozenset(payloads))
        self._rejoin(leg)
        if before is None or agreed.inband != before.inband:
            leg.tones = InbandEar(lambda digit: self._hear_digit(leg, digit)).hear if agreed.inband else None
        if agreed != before:
            hearing.rewire((leg, *leg.heard_by), self._ticker, now)
        if not leg.reports:
            # The first report comes early, and never at the same moment for all (RFC 3550 §6.2, §6.3.1).
            self._report_at(leg, now + self._report_s * random.uniform(0.25, 0.75))

    def connect(self, name: str, peer_name: str, now: float) -> None:
        """Let two legs hear each other, and watch over both until they are played to or closed."""
        self.mix({name: (peer_name,), peer_name: (name,)}, now)

    def mix(self, hears: Mapping[str, tuple[str, ...]], now: float, unrecorded: frozenset[str] = frozenset()) -> None:
        """Let legs hear sums of others, and watch over all who are heard. Raises ``MediaFailed`` for an unknown one."""
        wanted: dict[Leg, tuple[Leg, ...]] = {}
        for name, others in hears.items():
            if name in others:
                raise MediaFailed(f"leg {name!r} cannot be connected to itself")
            wanted[self._leg(name)] = tuple(self._leg(other) for other in dict.fromkeys(others))
        for leg in wanted:
            if leg.unrecorded != (leg.name in unrecorded):
                leg.unrecorded = leg.name in unrecorded
                hearing.rewire((leg, *leg.heard_by), self._ticker, now)
        if hearing.holds(wanted):
            return
        self._let_hear(wanted, now)
        for leg in dict.fromkeys(other for others in wanted.values() for other in others):
            if leg in wanted or leg.watch is None:
                leg.watch = Watch(now)
                self._watch_at(leg.watch.due)

    def play(
        self,
        name: str,
        once: tuple[Sound, ...],
        loop: Sound | None,
        now: float,
        report: int | None = None,
        *,
        after: bool = False,
    ) -> None:
        """Let a leg hear sounds; nobody hears it any more. ``after``: when the sounds that it hears once are over."""
        leg = self._leg(name)
        if after and leg.playback is not None:
            leg.playback.add(once, loop)
            return
        if report is not None and leg.played == report:  # ordered again by a server that was not there to be told
            self.tell(link.Played(leg=name, report=report))
            return
        if leg.playback is not None and leg.playback.plays(tuple(s.name for s in once), loop and loop.name):
            leg.playback.report = report
            return
        self._let_hear({leg: ()}, now)
        if once or loop is not None or report is not None:
            self._ticker.play(leg, once, loop, report, now)

    def press(self, name: str, digit: str, now: float) -> None:
        """A digit came from a leg's phone, but not in its RTP. Raises ``MediaFailed`` when it is none."""
        leg = self._leg(name)
        if digit not in KNOWN:
            raise MediaFailed(f"{digit!r} is no digit")
        self._hear_digit(leg, digit)
        for listener in leg.heard_by:
            self._ticker.say(listener, digit, now)

    def codec(self, name: str) -> str:
        """What was agreed with a leg's phone. Raises ``MediaFailed`` when nothing was."""
        agreed = self._leg(name).agreed
        if agreed is None:
            raise MediaFailed(f"nothing is agreed with leg {name!r} yet")
        return agreed.codec

    def tap(self, name: str, tap: Tap | None, now: float) -> None:
        """Let a recorder hear what is said at a leg from now on, in the place of another one; None: nobody."""
        leg = self._leg(name)
        leg.tap = tap
        hearing.rewire((leg,), self._ticker, now)

    def untap(self, name: str, now: float) -> None:
        """No recorder hears a leg any more, which may be gone."""
        if name in self._legs:
            self.tap(name, None, now)

    def close(self, name: str, now: float) -> dict[str, Any]:
        """Free a leg, saying goodbye to its phone (RTCP BYE); returns its figures, none when there is no such leg."""
        leg = self._legs.pop(name, None)
        if leg is None:
            return {}
        figures = leg.figures()
        self._let_hear({leg: ()}, now)
        self._ticker.forget((leg,))
        leg.report(now, time.time(), goodbye=True)
        self._closed += _totals(leg)
        self._rejoin(leg)
        self._poller.remove(leg.rtp)
        self._poller.remove(leg.rtcp)
        leg.close()
        return figures

    def close_all(self, now: float) -> None:
        """Free every leg."""
        for name in tuple(self._legs):
            self.close(name, now)

    def names(self) -> tuple[str, ...]:
        """The open legs."""
        return tuple(self._legs)

    def states(self) -> tuple[link.LegState, ...]:
        """The open legs with all that was ordered for them."""
        return tuple(leg.state() for leg in self._legs.values())

    def news(self) -> tuple[link.AnyNews, ...]:
        """How it stands with every leg that is watched, for a server that was not there."""
        watched = ((name, leg.watch) for name, leg in self._legs.items() if leg.watch is not None)
        return tuple(link.Silent(leg=name) if watch.silent else link.Heard(leg=name) for name, watch in watched)

    def figures(self) -> dict[str, Any]:
        """Packets in, out and dropped (by reason) since the worker started, and the same per open leg."""
        total = self._closed.copy()
        for leg in self._legs.values():
            total += _totals(leg)
        return {
            "packets_in": total.pop("packets_in", 0),
            "packets_out": total.pop("packets_out", 0),
            "drops": dict(total),
            "legs": {name: leg.figures() for name, leg in self._legs.items()},
        }

    # --- time ------------------------------------------------------------------------------------

    def next_deadline(self) -> float | None:
        """When ``run_due`` wants to be called; None when nothing is due."""
        due, watch_due = self._ticker.due, self._watch_due
        if self._reports and (due is None or self._reports[0][0] < due):
            due = self._reports[0][0]
        return watch_due if due is None or (watch_due is not None and watch_due < due) else due

    def run_due(self, now: float) -> None:
        """Do what is due: frames of what is played, reports, and the search for silent legs."""
        if self._ticker.due is not None and now >= self._ticker.due:
            self._ticker.run(now)
        if self._reports and now >= self._reports[0][0]:
            self._report(now)
        if self._watch_due is not None and now >= self._watch_due:
            self._look_for_silent(now)

    def _report(self, now: float) -> None:
        unix_s = time.time()
        while self._reports and self._reports[0][0] <= now:
            _, _, leg = heapq.heappop(self._reports)
            if self._legs.get(leg.name) is leg:  # else it was closed meanwhile
                leg.report(now, unix_s)
                self._report_at(leg, now + self._report_s * random.uniform(0.5, 1.5))

    def _report_at(self, leg: Leg, due: float) -> None:
        leg.reports = True
        heapq.heappush(self._reports, (due, next(self._sources), leg))

    def _look_for_silent(self, now: float) -> None:
        # A packet moves only its own leg's time: this runs about once in 1.5 s, not once a packet.
        self._watch_due = None
        for name, leg in self._legs.items():
            if leg.watch is None:
                continue
            if leg.lane is not None:
                leg.lane.settle()
            if leg.watch.fell_silent(now):
                leg.settle(close=True)
                self.tell(link.Silent(leg=name))
            elif not leg.watch.silent:
                self._watch_at(leg.watch.due)

    def _watch_at(self, due: float) -> None:
        self._watch_due = due if self._watch_due is None else min(due, self._watch_due)

    # --- packets ---------------------------------------------------------------------------------

    def _hear_rtp(self, leg: Leg, data: bytes, address: Address, now: float) -> None:
        lane, believed = leg.lane, leg.latch.source
        if lane is not None and address == believed:
            if lane.take(data, now):
                return
            lane.close()
        clear = leg.opened(data)
        if clear is None:
            return
        packet = rtp.parse(clear)
        if packet is None:
            leg.drops["garbage"] += 1
            return
        drop = leg.latch.admit(packet, address, now)
        if leg.latch.source != believed:
            leg.settle(close=True)
            self._rejoin(leg)
        if drop is not None:
            leg.drops[drop] += 1
            if drop is Drop.PAYLOAD and leg.forwards and leg.latch.speaks(packet, address):
                for listener in leg.forwards:
                    listener.outgoing.skip(leg.source, packet)
            return
        if leg.latch.generation != leg.generation:
            leg.generation, leg.source = leg.latch.generation, next(self._sources)
            leg.reception = Reception(packet)
        agreed = leg.agreed
        assert agreed is not None
        assert leg.reception is not None
        leg.packets_in += 1
        is_speech = packet.payload_type == agreed.payload
        leg.reception.take(packet, now, timed=is_speech)
        if leg.watch is not None and leg.watch.packet(now):
            self._watch_at(leg.watch.due)
            self.tell(link.Heard(leg=leg.name))
        for listener in leg.forwards:
            self._pass_on(packet, leg.source, agreed, listener, now)
        if not is_speech:
            self._hear_event(leg, packet, now)
            return
        if leg.speaker is not None:
            leg.speaker.buffer.put(leg.source, packet)
        for end in leg.taps:
            end(now, leg.source, packet.timestamp, packet.payload, agreed.codec)
        if lane is not None and data[0] == rtp.PLAIN and not self._ticker.says(lane.listener):
            if leg.apart is None:
                self._part(leg, address)
            lane.open(packet, now)

    def _pass_on(self, packet: rtp.Packet, source: int, came: Agreed, listener: Leg, now: float) -> None:
        goes = listener.agreed
        if goes is None:
            return
        payload_type, payload = goes.payload, packet.payload
        if self._ticker.says(listener):
            listener.outgoing.skip(source, packet)
            return
        if packet.payload_type != came.payload:
            if goes.dtmf_payload is None:
                listener.outgoing.skip(source, packet)
                return
            payload_type = goes.dtmf_payload
        elif came.codec != goes.codec:
            payload = payload.translate(TRANSLATE[came.codec, goes.codec])
        datagram = listener.outgoing.carry(source, packet, payload_type, payload, now)
        if datagram is not None:
            listener.send(datagram)

    def _hear_event(self, leg: Leg, packet: rtp.Packet, now: float) -> None:
        digit = leg.ear.take(leg.source, packet)
        if digit is None:
            return
        self._hear_digit(leg, digit)
        if leg.tones is not None:  # who says digits apart from the speech needs no ear in it, and none is told twice
            leg.tones = None
            hearing.rewire((leg,), self._ticker, now)
        for listener in leg.heard_by:
            if listener.listener is not None:
                self._ticker.say(listener, digit, now)

    def _hear_digit(self, leg: Leg, digit: str) -> None:
        if digit in KNOWN:
            leg.digits += 1
            self.tell(link.Digit(leg=leg.name, digit=digit, number=leg.digits))

    def _hear_rtcp(self, leg: Leg, data: bytes, address: Address, now: float) -> None:
        if not leg.latch.believes(address):
            leg.drops["rtcp_foreign_address"] += 1
            return
        clear = leg.opened(data, report=True)
        if clear is None:
            return
        reports = rtcp.parse(clear)
        if reports is None:
            leg.drops["rtcp_garbage"] += 1
        else:
            leg.hear_reports(reports, now, time.time())

    def _listen(self, udp: socket.socket, leg: Leg, hear: Callable[[Leg, bytes, Address, float], None]) -> None:
        def receive(now: float) -> None:
            try:
                data, address = udp.recvfrom(_DATAGRAM)
            except BlockingIOError:  # a datagram with a wrong checksum is announced, then dropped by the system
                return
            except OSError:  # Windows tells of an ICMP refusal, or of a datagram that is too long, here
                leg.drops["receive_failed"] += 1
                return
            hear(leg, data, address[:2], now)

        self._poller.add(udp, receive)

    def _part(self, leg: Leg, address: Address) -> None:
        """Let what comes to a leg from here have a socket of its own, which need not ask each packet whose it is."""
        apart = HERE.apart(leg.rtp, address)
        if apart is None:
            return

        def receive(now: float) -> None:
            if leg.apart is not apart:  # closed by the packet before this one
                return
            try:
                data = apart.recv(_DATAGRAM)
            except BlockingIOError:
                return
            except OSError:  # the phone's system says that nobody is there
                leg.drops["receive_failed"] += 1
                return
            lane = leg.lane
            if lane is None or not lane.take(data, now):
                self._hear_rtp(leg, data, address, now)

        leg.settle(close=True)
        leg.apart = apart
        self._poller.add(apart, receive)

    def _rejoin(self, leg: Leg) -> None:
        """The latch may believe somebody else."""
        if leg.apart is not None:
            self._poller.remove(leg.apart)
            leg.apart.close()
            leg.apart = None

    # --- who hears whom --------------------------------------------------------------------------

    def _leg(self, name: str) -> Leg:
        try:
            return self._legs[name]
        except KeyError:
            raise MediaFailed(f"no leg {name!r} is open") from None

    def _let_hear(self, hears: Mapping[Leg, tuple[Leg, ...]], now: float) -> None:
        unheard = hearing.let_hear(hears, self._ticker, now)
        for leg in hears:
            leg.watch = None
        for leg in unheard:
            if leg.watch is not None and not leg.watch.silent:
                leg.watch = None  # nobody should hear it now; a silent one is left for a while, to be heard again


def _to_nobody(news: link.AnyNews) -> None:
    """For a relay whose owner does not ask."""


def _destination(leg: Leg, host: str, port: int) -> Address | None:
    try:
        address = ip_address(host)
    except ValueError as error:
        raise MediaFailed(f"{host!r} is no IP address") from error
    if not 1 <= port <= 65534:  # the port after it is RTCP's
        raise MediaFailed(f"{port} is no RTP port")
    if address.version != ip_address(leg.host).version:
        raise MediaFailed(f"{host} cannot be reached from {leg.host}")
    if address.is_multicast:
        raise MediaFailed(f"{host} is a multicast address")
    return None if address.is_unspecified else (str(address), port)


def _totals(leg: Leg) -> Counter[str]:
    leg.settle()
    total = Counter({"packets_in": leg.packets_in, "packets_out": leg.outgoing.packets, "late": leg.outgoing.late})
    total += leg.drops
    return total
