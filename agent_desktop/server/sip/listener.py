"""All that a SIP server listens on, as one transport: UDP and TCP on one port, TLS beside, in IPv4 and IPv6.

RFC 3261 §18.2.1 has UDP and TCP share a port; §19.1.2 gives TLS its own.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Sequence
from dataclasses import dataclass

from agent_desktop.server.sip.limits import Limits
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.tcp import TcpTransport
from agent_desktop.server.sip.tls import Tls
from agent_desktop.server.sip.transport import Flow, Lost, Receiver, family_of
from agent_desktop.server.sip.udp import UdpTransport

_TRIES = 20  # free TCP ports whose UDP twin may be taken


class Listener:
    """Every socket as one; each flow says by its transport and its address which it is of."""

    def __init__(self, transports: Sequence[UdpTransport | TcpTransport]) -> None:
        self._transports = transports
        self._by_kind = {(one.name, family_of(one.address[0])): one for one in transports}

    @classmethod
    async def open(cls, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Listener:
        """UDP and TCP of one address; see ``Listening`` for more."""
        return await Listening().open(host, port, receive, log, lost)

    @property
    def address(self) -> tuple[str, int]:
        """What the first are bound to, UDP and TCP alike."""
        return self._transports[0].address

    @property
    def udp(self) -> UdpTransport:
        """The first UDP socket."""
        return next(one for one in self._transports if isinstance(one, UdpTransport))

    @property
    def tcp(self) -> TcpTransport:
        """The first TCP socket."""
        return next(one for one in self._transports if isinstance(one, TcpTransport))

    @property
    def tls(self) -> TcpTransport | None:
        """The first TLS socket."""
        return next((one for one in self._transports if isinstance(one, TcpTransport) and one.name == "TLS"), None)

    @property
    def behind_ms(self) -> int:
        """See ``Transport``."""
        return max(one.behind_ms for one in self._transports)

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one message; see ``Transport``."""
        found = self._of(flow)
        return found is not None and found.send(data, flow)

    def is_open(self, flow: Flow) -> bool:
        """Whether the flow is there; see ``Transport``."""
        found = self._of(flow)
        return found is not None and found.is_open(flow)

    def local(self, flow: Flow) -> tuple[str, int]:
        """See ``Transport``; for a flow that none of them is of: the first."""
        found = self._of(flow)
        return (self._transports[0] if found is None else found).local(flow)

    def close(self) -> None:
        """Close all."""
        for one in self._transports:
            one.close()

    def _of(self, flow: Flow) -> UdpTransport | TcpTransport | None:
        return self._by_kind.get((flow.transport, family_of(flow.host)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What to listen on besides the one address that ``open`` is given.

    ``second``: an address of the other family, "" for none; it gets the same port. ``tls_port``: of both, 0 for any
    free one; only with ``tls``. ``limits`` None: the usual ones, and nobody is trusted.
    """

    second: str = ""
    tls: Tls | None = None
    tls_port: int = 0
    limits: Limits | None = None

    async def open(self, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Listener:
        """``OpenTransport``: bind all; port 0 takes one that is free for UDP and TCP. OSError passes through."""
        limits = self.limits or Limits(asyncio.get_running_loop().time)
        made: list[UdpTransport | TcpTransport] = []
        try:
            for address in (host, self.second) if self.second else (host,):
                made += await _pair(address, made[0].address[1] if made else port, receive, log, lost, limits)
            if self.tls is not None:
                tls_port = self.tls_port
                for address in (host, self.second) if self.second else (host,):
                    one = await TcpTransport.open(address, tls_port, receive, log, lost, limits, self.tls)
                    made.append(one)
                    tls_port = one.address[1]
        except OSError:
            for one in made:
                one.close()
            raise
        return Listener(made)


async def _pair(
    host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost, limits: Limits
) -> tuple[UdpTransport, TcpTransport]:
    """UDP and TCP on one port."""
    for tries_left in range(_TRIES - 1, -1, -1):
        tcp = await TcpTransport.open(host, port, receive, log, lost, limits)
        try:
            return await UdpTransport.open(host, tcp.address[1], receive, log, limits=limits), tcp
        except OSError as problem:
            tcp.close()
            if port or not tries_left or problem.errno != errno.EADDRINUSE:
                raise
    raise AssertionError("the last try returns or raises")
