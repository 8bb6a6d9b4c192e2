"""The tests' network over real UDP sockets: scenes written for the network in memory are played on the wire.

Every address of a scene gets a socket of 127.0.0.1 of its own; what a node is told of the others is the scene's
addresses, what travels between the sockets are the bytes that were sent. Time stays virtual, so that 32 seconds of
repetitions take none: it jumps only when no socket has anything to read.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator

from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.transport import Flow, Lost, Receiver
from agent_desktop.server.sip.udp import UdpTransport
from tests.fakes import sip_house
from tests.fakes.sip_net import NetTransport, SipNet, Weather, fair
from tests.fakes.sip_time import VirtualLoop

GRACE_S = 0.002
"""Real time that a datagram may take before virtual time jumps."""


class SocketNet(SipNet):
    """As ``SipNet``; ``opened`` counts the sockets of all networks, ``carried`` the datagrams that came through one."""

    opened = 0
    carried = 0

    def __init__(self, weather: Weather = fair) -> None:
        assert weather is fair, "a socket on the loopback loses nothing"
        super().__init__()
        self._sockets: dict[tuple[str, int], UdpTransport] = {}  # by the scene's address
        self._scene: dict[tuple[str, int], tuple[str, int]] = {}  # a socket's address → the scene's

    async def open(
        self, host: str, port: int, receive: Receiver, log: QuietLog | None = None, lost: Lost | None = None
    ) -> NetTransport:
        node = await super().open(host, port, receive, log, lost)

        def arrived(data: bytes, flow: Flow) -> None:
            SocketNet.carried += 1
            known = self._nodes.get(self._scene.get((flow.host, flow.port), ("", 0)))
            if known is not None and not node.is_closed:
                node.receive(data, Flow(known.transport, *known.address))

        quiet = log or QuietLog(logging.getLogger(__name__), lambda: 0)
        bound = await UdpTransport.open("127.0.0.1", 0, arrived, quiet)
        SocketNet.opened += 1
        if (before := self._sockets.get(node.address)) is not None:  # of one that was killed
            before.close()
        self._sockets[node.address], self._scene[bound.address] = bound, node.address
        return node

    def carry(self, data: bytes, source: Flow, to: Flow) -> None:
        now = asyncio.get_running_loop().time()
        self.log.append((round(now * 1000), source, to, data))
        there = self._sockets.get((to.host, to.port))
        if there is not None:
            self._sockets[source.host, source.port].send(data, Flow("UDP", *there.address))

    def close(self) -> None:
        """Close every socket."""
        for bound in self._sockets.values():
            bound.close()


@contextlib.contextmanager
def over_sockets() -> Iterator[None]:
    """Within this, scenes are played on sockets."""
    sip_house.NETWORKS.append(SocketNet)
    VirtualLoop.graces.append(GRACE_S)
    try:
        yield
    finally:
        sip_house.NETWORKS.pop()
        VirtualLoop.graces.pop()
