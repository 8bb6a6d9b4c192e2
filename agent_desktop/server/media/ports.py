"""UDP socket pairs for RTP and RTCP: an even port and the odd one after it (RFC 3550 §11)."""

from __future__ import annotations

import secrets
import socket

from agent_desktop.server.media.port import MediaFailed

_EXPEDITED = 0xB8  # DSCP EF (RFC 4594 §4.1), in the upper six bits of the TOS octet


class PortPairs:
    """Hands out socket pairs from a range of ports, going round it so that a freed port rests before its next call.

    A port that rests does not bring the late packets of one call into another.
    """

    def __init__(self, host: str, low: int, high: int) -> None:
        """``low`` and ``high`` bound the range, both included. Raises ValueError when no pair fits in."""
        self._host = host
        self._evens = range(low + low % 2, high, 2)
        if not self._evens or low < 1024 or high > 65535:
            raise ValueError(f"no pair of RTP ports in {low}-{high}: give two numbers between 1024 and 65535")
        self._next = secrets.randbelow(len(self._evens))
        self._family = socket.AF_INET6 if ":" in host else socket.AF_INET

    def open(self, wanted: int = 0) -> tuple[socket.socket, socket.socket]:
        """A bound, non-blocking pair (RTP, RTCP), at the wanted port if it is one of the range and free.

        Raises ``MediaFailed`` when every port of the range is in use.
        """
        for tries in range(len(self._evens) + 1):
            if tries == 0:
                port = wanted
                if wanted not in self._evens:
                    continue
            else:
                port = self._evens[self._next]
                self._next = (self._next + 1) % len(self._evens)
            rtp = self._bind(port)
            if rtp is None:
                continue
            rtcp = self._bind(port + 1)
            if rtcp is not None:
                return rtp, rtcp
            rtp.close()
        raise MediaFailed(f"every RTP port of {self._evens[0]}-{self._evens[-1] + 1} on {self._host} is in use")

    def _bind(self, port: int) -> socket.socket | None:
        udp = socket.socket(self._family, socket.SOCK_DGRAM)
        try:
            udp.bind((self._host, port))
        except OSError:  # in use, or reserved by the system: the next one will do
            udp.close()
            return None
        udp.setblocking(False)
        if self._family == socket.AF_INET:
            udp.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, _EXPEDITED)
        return udp
