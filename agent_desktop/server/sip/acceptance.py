"""A 2xx to an INVITE, repeated by the user agent until its ACK comes (RFC 3261 §13.3.1.4)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.tables import LONG_MS, T1_MS, T2_MS
from agent_desktop.server.sip.transaction import Key


class Acceptance:
    """Repeats ``response`` after T1, doubling up to T2; ``lost`` is called when 64*T1 have passed without ACK.

    Repeated over reliable transports too: the ACK is end to end, and a hop behind ours may be UDP.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        key: Key,
        response: Response,
        acked: Callable[[Request], None],
        lost: Callable[[], None],
    ) -> None:
        self._endpoint = endpoint
        self._key = key
        self._response = response
        self._acked = acked
        self._lost = lost
        self._waited = 0
        self._span = T1_MS
        self._timer: asyncio.TimerHandle = endpoint.after(self._span, self._again)

    def acknowledged(self, ack: Request) -> None:
        """The ACK came."""
        self.stop()
        self._acked(ack)

    def stop(self) -> None:
        """Repeat no more, without a word."""
        self._timer.cancel()

    def _again(self) -> None:
        self._waited += self._span
        if self._waited >= LONG_MS:
            self._lost()
            return
        self._endpoint.respond(self._key, self._response)
        self._span = min(2 * self._span, T2_MS, LONG_MS - self._waited)
        self._timer = self._endpoint.after(self._span, self._again)
