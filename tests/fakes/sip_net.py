"""A network in memory for SIP: datagrams between addresses, with loss, repetition and reordering on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.transport import Flow, Lost, Receiver

Weather = Callable[[int, bytes, Flow, Flow], list[int]]
"""Number of the datagram, its bytes, from, to → after how many ms it arrives, once for each; []: lost."""


def fair(number: int, data: bytes, source: Flow, to: Flow) -> list[int]:
    """Everything arrives once, in order, after 5 ms."""
    return [5]


class SipNet:
    """Nodes by address. ``log`` keeps (ms, source, to, bytes) of all that was sent, lost or not; ``gone`` are
    connections that are over."""

    def __init__(self, weather: Weather = fair) -> None:
        self.weather = weather
        self.gone: set[Flow] = set()
        self.log: list[tuple[int, Flow, Flow, bytes]] = []
        self._nodes: dict[tuple[str, int], NetTransport] = {}

    async def open(
        self, host: str, port: int, receive: Receiver, log: QuietLog | None = None, lost: Lost | None = None
    ) -> NetTransport:
        """For ``SipSwitch(open_transport=net.open)``."""
        node = NetTransport(self, host, port or 5060 + len(self._nodes), receive)
        self._nodes[node.address] = node
        return node

    def close(self) -> None:
        """Nothing is open in memory."""

    def carry(self, data: bytes, source: Flow, to: Flow) -> None:
        loop = asyncio.get_running_loop()
        self.log.append((round(loop.time() * 1000), source, to, data))
        order = len(self.log) * 1e-9  # the loop keeps no order among timers of the same moment
        for delay in self.weather(len(self.log), data, source, to):
            loop.call_later(delay / 1000 + order, self._arrive, data, source, to)

    def _arrive(self, data: bytes, source: Flow, to: Flow) -> None:
        node = self._nodes.get((to.host, to.port))
        if node is not None and not node.is_closed:
            node.receive(data, source)


class NetTransport:
    """One node's socket. ``refusing`` makes every send fail, as a network without a route does."""

    def __init__(self, net: SipNet, host: str, port: int, receive: Receiver) -> None:
        self.address = (host, port)
        self.receive = receive
        self.refusing = False
        self.is_closed = False
        self.transport = "UDP"  # as the others see it
        self.behind_ms = 0
        self._net = net

    def send(self, data: bytes, flow: Flow) -> bool:
        if self.refusing or flow in self._net.gone:
            return False
        self._net.carry(data, Flow(self.transport, *self.address), flow)
        return True

    def is_open(self, flow: Flow) -> bool:
        return not self.is_closed and flow not in self._net.gone

    def local(self, flow: Flow) -> tuple[str, int]:
        return self.address

    def close(self) -> None:
        self.is_closed = True
