"""UDP and TCP on one port: what a SIP server listens on (RFC 3261 §18.2.1)."""

from __future__ import annotations

import errno

from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.tcp import TcpTransport
from agent_desktop.server.sip.transport import Flow, Lost, Receiver
from agent_desktop.server.sip.udp import UdpTransport

_TRIES = 20  # free TCP ports whose UDP twin may be taken


class Listener:
    """Both transports as one; each flow says which it is of."""

    def __init__(self, udp: UdpTransport, tcp: TcpTransport) -> None:
        self.udp = udp
        self.tcp = tcp

    @classmethod
    async def open(cls, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Listener:
        """Bind both; port 0 takes one that is free for both. OSError passes through."""
        for tries_left in range(_TRIES - 1, -1, -1):
            tcp = await TcpTransport.open(host, port, receive, log, lost)
            try:
                return cls(await UdpTransport.open(host, tcp.address[1], receive, log), tcp)
            except OSError as problem:
                tcp.close()
                if port or not tries_left or problem.errno != errno.EADDRINUSE:
                    raise
        raise AssertionError("the last try returns or raises")

    @property
    def address(self) -> tuple[str, int]:
        """What both are bound to."""
        return self.udp.address

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one message; see ``Transport``."""
        return self._of(flow).send(data, flow)

    def is_open(self, flow: Flow) -> bool:
        """Whether the flow is there; see ``Transport``."""
        return self._of(flow).is_open(flow)

    def local_host(self, flow: Flow) -> str:
        """Our numeric address as that peer can reach it."""
        return self._of(flow).local_host(flow)

    def close(self) -> None:
        """Close both."""
        self.udp.close()
        self.tcp.close()

    def _of(self, flow: Flow) -> UdpTransport | TcpTransport:
        return self.tcp if flow.transport == "TCP" else self.udp
