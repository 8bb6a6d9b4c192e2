"""Drives a real relay with real sockets and a clock that the test holds: no thread, no waiting for 20 ms to pass."""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.platforms import HERE
from agent_desktop.server.media.leg import Agreed
from agent_desktop.server.media.ports import PortPairs
from agent_desktop.server.media.relay import Relay
from agent_desktop.server.media.ticker import TICK_S
from tests.fakes.rtp_peer import Address, RtpPeer


class RelayDriver:
    """A relay, its poller, and ``now`` in seconds."""

    def __init__(self, ports: PortPairs | None = None) -> None:
        self.poller = HERE.new_poller()
        self.relay = Relay(self.poller, ports or PortPairs("127.0.0.1", 30000, 49998))
        self.now = 100.0

    def __enter__(self) -> RelayDriver:
        return self

    def __exit__(self, *_: object) -> None:
        self.relay.close_all(self.now)
        self.poller.close()

    def leg(self, name: str, peer: RtpPeer, *, dtmf: bool = True) -> Address:
        """Open a leg agreed with a peer; returns where the peer sends its RTP."""
        address = self.relay.open(name)
        self.agree(name, peer, dtmf=dtmf)
        return address

    def agree(self, name: str, peer: RtpPeer, *, dtmf: bool = True) -> None:
        agreed = Agreed(peer.codec, peer.payload, peer.dtmf_payload if dtmf else None)
        self.relay.set_remote(name, *peer.address, agreed, self.now)

    def pump(self, until: Callable[[], bool], *, wait_s: float = 5.0) -> None:
        """Take datagrams as they come until a condition holds; AssertionError when nothing comes any more."""
        while not until():
            acts = self.poller.ready(wait_s)
            assert acts, "no datagram came, and the condition does not hold"
            for act in acts:
                act(self.now)

    def take(self, packets: int) -> None:
        """Take so many more RTP packets, let in or dropped."""
        wanted = self.taken() + packets
        self.pump(lambda: self.taken() >= wanted)

    def taken(self) -> int:
        figures = self.relay.figures()
        drops = {reason: count for reason, count in figures["drops"].items() if reason not in ("late", "send_failed")}
        return figures["packets_in"] + sum(drops.values())

    def ticks(self, count: int) -> None:
        """Let so many ticks of 20 ms pass."""
        for _ in range(count):
            self.relay.run_due(self.now)
            self.now += TICK_S
