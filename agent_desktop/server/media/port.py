"""What a media engine can do for the switch, whoever does it (our worker, later rtpengine)."""

from __future__ import annotations

from collections.abc import Mapping
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

        ``codec`` is the SDP encoding name, ``PCMA``, ``PCMU`` or ``G722`` (RTP clock 8000 Hz, 20 ms); ``payload`` its
        RTP payload type; ``dtmf_payload`` that of telephone-event/8000 (RFC 4733), or None. Unlocks the latch on the
        remote address. With ``srtp`` RTP and RTCP go encrypted both ways, and what comes in the clear is dropped.
        """
        ...

    async def connect(self, leg: str, peer: str) -> None:
        """Let the two hear each other; whatever they heard before stops."""
        ...

    async def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: tuple[str, ...] = ()) -> None:
        """Let each leg hear the sum of the legs it is given, and nothing else.

        A leg that is named is heard by none but those that are given it here. So a conference names every party with
        all the others; one who only listens is named alone: ``{"listener": ("caller", "agent")}`` changes nothing for
        those two. What the legs of ``unrecorded`` say is in no recording of those who hear them.
        """
        ...

    async def play(self, leg: str, once: tuple[str, ...], loop: str | None, report: int | None = None) -> None:
        """Let the leg hear the sounds ``once`` in order, then ``loop`` for ever (None: silence).

        With ``report``, which is a number of the caller's own, it is told when ``once`` was heard to its end; never
        when something else was ordered for the leg before.
        """
        ...

    async def press(self, leg: str, digit: str) -> None:
        """A digit that the leg's phone sent by other means than RTP (SIP INFO): counted and told like those in RTP, and
        passed on to who hears the leg."""
        ...

    async def close(self, leg: str) -> None:
        """Free the leg; who heard it hears it no more."""
        ...
