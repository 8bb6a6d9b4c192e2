"""What the desk needs from a server: asked through one narrow interface, heard as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from agent_desktop.client.trusted import Doubted
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import AnyCommand, Refusal
from agent_desktop.protocol.wire import Accepted, Frame, Problem, Session, Snapshot

__all__ = [
    "Alive",
    "FrameCame",
    "Heard",
    "LinkChanged",
    "Outdated",
    "Problem",
    "ServerDoubted",
    "ServerPort",
    "SessionEnded",
    "SnapshotTaken",
]


class HeardValue(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what a connection tells."""


class LinkChanged(HeardValue, frozen=True, kw_only=True):
    """The event stream is being made, or is there."""

    link: Link


class SnapshotTaken(HeardValue, frozen=True, kw_only=True):
    """All rows anew; ``own_ms`` is this PC's clock (ms UTC) half-way through the request.

    ``understood`` is False when the server has kinds of rows that this program does not know.
    """

    snapshot: Snapshot
    own_ms: int
    understood: bool = True


class FrameCame(HeardValue, frozen=True, kw_only=True):
    """The next events."""

    frame: Frame


class Alive(HeardValue, frozen=True, kw_only=True):
    """Nothing that this viewer may see happened up to event ``n`` beyond what was sent."""

    n: int


class ServerDoubted(HeardValue, frozen=True, kw_only=True):
    """The server showed a certificate that does not prove it: nothing was sent to it. It is tried again, as a link is
    that was lost; a certificate that is accepted is asked for by ``hurry``."""

    doubted: Doubted


class Outdated(HeardValue, frozen=True, kw_only=True):
    """An event of an unknown kind came; a fresh snapshot follows."""


class SessionEnded(HeardValue, frozen=True, kw_only=True):
    """The server ended the session, for example because of another log-in; nothing more comes."""

    problem: Problem


Heard = LinkChanged | SnapshotTaken | FrameCame | Alive | ServerDoubted | Outdated | SessionEnded


class ServerPort(Protocol):
    """One session with a server. Every method returns at once; ``done`` is called in another thread, once."""

    def log_in(
        self,
        user: str,
        password: str,
        done: Callable[[Session | Problem], None],
        *,
        device: str = "",
        nailed_up: bool = False,
    ) -> None:
        """Begin the session; once it is begun, snapshot and events are heard until it ends.

        ``device`` and ``nailed_up`` name the phone, as the command ``LogIn`` does (F030, F031).
        """
        ...

    def command(self, command: AnyCommand, done: Callable[[Accepted | Refusal | Problem], None]) -> None:
        """Ask for something. Commands are carried out in the order in which they were asked."""
        ...

    def get(self, path: str, done: Callable[[bytes | Problem], None]) -> None:
        """Fetch what stands at an address of the server's, beside the commands."""
        ...

    def log_out(self, done: Callable[[Refusal | Problem | None], None]) -> None:
        """End the session; None when it is ended."""
        ...

    def hurry(self) -> None:
        """The link of before is dead, said or not: take it up anew, without waiting out any pause."""
        ...

    def close(self) -> None:
        """Stop listening, without ending the session; returns when nothing more is heard, in 5 s at most."""
        ...
