"""Where a recorder hears a call: each packet of speech at one leg, from the leg and from those it hears."""

from __future__ import annotations

from typing import Protocol


class Tap(Protocol):
    """Called in the RTP thread, which waits for nobody: a tap puts what it is given into a queue and returns.

    ``now`` is in seconds of the worker's monotonic clock. Payloads have 8000 octets a second, whatever the codec
    (``PCMA``, ``PCMU``, ``G722``), and timestamps count 8000 a second, so one octet is one step. Timestamps belong
    together within one ``source``. Not given are telephone-events, what is played, packets that were
    not let in, and whoever is in the call unrecorded.
    """

    def said(self, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """The leg's own phone sent this."""
        ...

    def heard(self, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """Somebody whom the leg hears sent this; several speak at once in a conference, each a ``source``."""
        ...
