"""A leg that rings, as it is written down: the next process sends the same INVITEs again, which repeats them (F120)."""

from __future__ import annotations

from dataclasses import dataclass

from agent_desktop.domain.messages import RingLeg
from agent_desktop.server.sip.offer import Stream
from agent_desktop.server.sip.transport import Flow


@dataclass(slots=True)
class Ringing:
    """The core's order, what we offered, and the INVITE to each phone with the way it went.

    A phone takes the same branch for a retransmission (RFC 3261 §17.2.3): it goes on ringing and says again how far
    it is, or that it was answered meanwhile.
    """

    order: RingLeg
    codec: str | None
    stream: Stream
    invites: list[tuple[bytes, Flow]]
