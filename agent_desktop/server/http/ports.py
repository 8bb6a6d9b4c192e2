"""What HTTP needs from the rest of the server; ``server/app.py`` wires it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from agent_desktop.domain.messages import AnyInput, Refusal
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import CaseHistory, PeriodFigures, SipAccount
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


class Note(Protocol):
    """What is known of a recording (server/archive.py)."""

    @property
    def recording(self) -> int:
        """Its number."""
        ...

    @property
    def kind(self) -> str:
        """``call`` or ``message``."""
        ...

    @property
    def case(self) -> int:
        """Whose it is."""
        ...

    @property
    def queue(self) -> str:
        """Of the case, when it was made."""
        ...

    @property
    def agent(self) -> str | None:
        """Of the case, when it was made."""
        ...

    @property
    def begun(self) -> int:
        """When (ms UTC)."""
        ...

    @property
    def incomplete(self) -> str:
        """Why something of it is missing; empty when nothing is."""
        ...

    @property
    def ms(self) -> int:
        """How long it is; 0: not known."""
        ...

    @property
    def heard(self) -> int:
        """Of a message: when it was first given to somebody (ms UTC); 0: it is new."""
        ...


class Sound(Protocol):
    """A recording to be listened to, in the clear (server/archive.py)."""

    @property
    def media_type(self) -> str:
        """``audio/wav`` or ``audio/flac``."""
        ...

    @property
    def length(self) -> int:
        """Octets."""
        ...

    @property
    def pieces(self) -> Iterator[bytes]:
        """The octets; each blocks for a disk. Raises OSError."""
        ...


class RecordingStore(Protocol):
    """What was recorded, and who may hear it (server/recordings.py says the same)."""

    async def listing(self, viewer: str) -> Sequence[Note]:
        """What this viewer may hear, the oldest first."""
        ...

    async def find(self, recording: int, viewer: str) -> Note | None:
        """What is known of a recording that this viewer may hear."""
        ...

    async def open(self, recording: int) -> Sound | None:
        """The recording; None when it is deleted."""
        ...

    async def heard(self, recording: int) -> None:
        """A message is not new any more."""
        ...

    def customer(self, case: int) -> tuple[str, str]:
        """Number and name of the customer of a case, as long as it is open."""
        ...


class ClipStore(Protocol):
    """The sounds of audio clips, and who may hear them (server/clips.py)."""

    async def open(self, clip: int, viewer: str) -> Sound | None:
        """The sound of a clip that this viewer may hear."""
        ...


class FiguresStore(Protocol):
    """Agents' figures (server/own_figures.py)."""

    async def own(self, agent: str, moments: Sequence[int]) -> tuple[PeriodFigures, ...]:
        """The agent's figures from each moment (ms UTC, rising) to the next. Raises ``StoreFailed``."""
        ...


class HistoryStore(Protocol):
    """What came before the cases at hand (server/contact_history.py)."""

    async def of(self, case: int, viewer: str) -> CaseHistory | None:
        """Earlier cases of this case's customer; None when the viewer has no business there. Raises ``StoreFailed``."""
        ...


class PasswordCheck(Protocol):
    """Checks passwords (server/passwords.py). Blocks."""

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right; takes as long for a user who does not exist (None)."""
        ...
