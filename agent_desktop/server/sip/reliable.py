"""A provisional response that must arrive: repeated until its PRACK comes (RFC 3262 §3)."""

from __future__ import annotations

import asyncio
import random

from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.message import Request
from agent_desktop.server.sip.tables import T1_MS
from agent_desktop.server.sip.transaction import Key

TAG = "100rel"

Headers = list[tuple[str, str]]


def is_asked_for(invite: Request) -> bool:
    """Whether the caller can do, or insists on, reliable provisional responses."""
    return TAG in [item.lower() for name in ("Supported", "Require") for item in invite.items(name)]


class Reliable:
    """Sends a provisional response to ``invite`` after T1, doubling, until it is acknowledged.

    Who sends it must have a final response before 64*T1 have passed: a caller that cannot be reached then gets none.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        key: Key,
        invite: Request,
        code: int,
        tag: str,
        headers: Headers,
    ) -> None:
        self._endpoint = endpoint
        self._key = key
        self._rseq = random.randint(1, 2**31 - 1)
        self._rack = [str(self._rseq), str(invite.cseq), "INVITE"]
        extra = [("Require", TAG), ("RSeq", str(self._rseq)), *headers]
        self._response = respond_to(invite, code, to_tag=tag, headers=extra)
        self._span = T1_MS
        endpoint.respond(key, self._response)
        self._timer: asyncio.TimerHandle = endpoint.after(self._span, self._again)

    def acknowledged(self, prack: Request) -> bool:
        """Whether the PRACK is for this response, which then is repeated no more."""
        if prack.text("RAck").split() != self._rack:
            return False
        self.stop()
        return True

    def stop(self) -> None:
        """Repeat no more: it arrived, or a final response says more."""
        self._timer.cancel()

    def _again(self) -> None:
        self._endpoint.respond(self._key, self._response)
        self._span *= 2
        self._timer = self._endpoint.after(self._span, self._again)
