"""What SIP signalling needs from the rest of the server; ``server/app.py`` wires it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from agent_desktop.domain.messages import AnyFact
from agent_desktop.server.srtp import SrtpKeys

FactSink = Callable[[AnyFact], None]
"""Takes a fact to the engine. Never blocks, never raises; called in the event loop."""


DigitSink = Callable[[str, str], None]
"""Takes a leg and the key that was pressed on it, one of ``0123456789*#``; called in the event loop."""


class TextSink(Protocol):
    """Takes what an agent's phone wrote."""

    async def __call__(self, author: str, to: str, text: str) -> int:
        """Give the core a text of the user or desk phone ``author``; the SIP status that answers it, when what became
        of it is durable. ``to`` is a user, a desk phone or a queue's number as it was dialled; empty: the colleague
        in the author's call. Raises ``StoreFailed``."""
        ...


async def unread(author: str, to: str, text: str) -> int:
    """A ``TextSink`` where nobody is."""
    del author, to, text
    return 404


class MediaLegs(Protocol):
    """The part of a media engine that offers and answers need (server/media/port.py says the same)."""

    async def open(self, leg: str, near: str = "") -> tuple[str, int]:
        """Allocate RTP for a leg, which is going to talk to ``near``; returns (host, port) for our SDP."""
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
        *,
        inband: bool = False,
    ) -> None:
        """Where the leg's RTP goes, the codec name and payload types agreed on, and the keys if it goes encrypted.

        ``inband``: the peer sends digits as tones.
        """
        ...

    async def close(self, leg: str) -> None:
        """Free the leg."""
        ...


class Credentials(Protocol):
    """Who may register: the softphone accounts that log-in hands out (architecture.md, Secrets)."""

    def password(self, user: str) -> str | None:
        """The plain SIP password that ``user`` (an agent's id) holds now; None when nobody is logged in so."""
        ...


class Secrets(Protocol):
    """Passwords that stand beside the definition (server/secret_file.py). Raises ``StoreFailed``."""

    def trunk_password(self, trunk: str) -> str | None:
        """The password of a trunk's account; None when none is known."""
        ...

    def device_ha1(self, device: str, algorithm: str) -> str | None:
        """A desk phone's HA1 (RFC 7616 §3.4.2); None when it has no password."""
        ...


class NoSecrets:
    """Knows none."""

    def trunk_password(self, trunk: str) -> str | None:
        """None."""
        return None

    def device_ha1(self, device: str, algorithm: str) -> str | None:
        """None."""
        return None


RowId = tuple[str, str]
"""Names a row of ``DialogStore``: its kind, and its id among those of its kind."""


class DialogStore(Protocol):
    """Where what SIP must find again after a crash is written (server/store/port.py says the same)."""

    def all(self) -> dict[RowId, bytes]:
        """Every row."""
        ...

    def write(self, changes: Mapping[RowId, bytes | None]) -> None:
        """Add or replace these rows, remove those that are None; all or none. Blocks; raises ``StoreFailed``."""
        ...
