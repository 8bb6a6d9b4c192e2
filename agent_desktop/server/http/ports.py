"""What HTTP needs from the rest of the server; ``server/app.py`` wires it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from agent_desktop.domain.messages import AnyInput, Refusal
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import SipAccount
from agent_desktop.server.accounts import SessionRecord, User

AccountFactory = Callable[[str, str], SipAccount]
"""The softphone's account of a user, from the user's id and the session's SIP password."""


class EngineView(Protocol):
    """The part of the engine that clients are shown and speak to."""

    @property
    def state(self) -> State:
        """What is committed."""
        ...

    @property
    def n(self) -> int:
        """Number of the last event in ``state``; the hub has been told of it."""
        ...

    def now(self) -> int:
        """The server's time, ms UTC."""
        ...

    def post(self, given: AnyInput) -> None:
        """Take a fact; returns at once. Call in the event loop."""
        ...

    async def submit(self, given: AnyInput) -> Refusal | int:
        """Take an input and wait until it is durable: the latest number, or why not. Raises ``StoreFailed``."""
        ...


class UserStore(Protocol):
    """Who can log in (server/store/port.py says the same). Blocks; raises ``StoreFailed``."""

    def find(self, user: str) -> User | None:
        """The user of this id, disabled or not."""
        ...

    def all(self) -> tuple[User, ...]:
        """Every user, by id."""
        ...


class SessionStore(Protocol):
    """Who is logged in (server/store/port.py says the same). Blocks; raises ``StoreFailed``."""

    def all(self) -> tuple[SessionRecord, ...]:
        """Every session kept."""
        ...

    def begin(self, session: SessionRecord) -> None:
        """Keep this session in place of every other of its user."""
        ...

    def end(self, session_ids: Iterable[str]) -> None:
        """Forget these sessions."""
        ...


class PasswordCheck(Protocol):
    """Checks passwords (server/passwords.py). Blocks."""

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right; takes as long for a user who does not exist (None)."""
        ...
