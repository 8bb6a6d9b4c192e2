"""What a media engine can do for the switch, whoever does it (our worker, later rtpengine)."""

from __future__ import annotations

from typing import Protocol

from agent_desktop.server.srtp import SrtpKeys


class MediaFailed(Exception):
    """The media engine could not carry an order out; the message says why, for the log."""


class MediaPort(Protocol):
    """Media legs by leg id. Every method is idempotent and raises ``MediaFailed`` when it cannot."""

    async def open(self, leg: str) -> tuple[str, int]:
        """Allocate RTP and RTCP sockets for a leg; returns (host, RTP port) for our SDP."""
        ...

    async def set_remote(
        self,
        leg: str,
        host: str,
        port: int,
        codec: str,
        payload: int,
        dtmf_payload: int | None,
        srtp: SrtpKeys | None = None,
    ) -> None:
        """Where the leg's RTP goes and what it carries.

        ``codec`` is the SDP encoding name, ``PCMA`` or ``PCMU`` (8000 Hz, 20 ms); ``payload`` its RTP payload type;
        ``dtmf_payload`` that of telephone-event/8000 (RFC 4733), or None. Unlocks the latch on the remote address.
        With ``srtp`` RTP and RTCP go encrypted both ways, and what comes in the clear is dropped.
        """
        ...

    async def connect(self, leg: str, peer: str) -> None:
        """Let the two hear each other; whatever they heard before stops."""
        ...

    async def play(self, leg: str, once: tuple[str, ...], loop: str | None) -> None:
        """Let the leg hear the sounds ``once`` in order, then ``loop`` for ever (None: silence)."""
        ...

    async def close(self, leg: str) -> None:
        """Free the leg; a peer connected to it hears silence."""
        ...
