"""What an agent may listen to, and what is listened to now, as values for the screen (F037, F042)."""

from __future__ import annotations

from enum import StrEnum

from agent_desktop.client.value import Value
from agent_desktop.domain.messages import Clip
from agent_desktop.protocol.wire import CLIPS


def clip_path(clip: Clip) -> str:
    """Where an audio clip stands at the server (F072)."""
    return f"{CLIPS}/{clip.id}"


class Heardable(Value, frozen=True, kw_only=True):
    """A voice message, or a recording of a call. Moments are ms UTC on the server's clock."""

    path: str  # where it stands at the server
    message: bool  # of a caller; else of a call
    case: int
    queue: str  # its name
    begun: int
    ms: int  # how long; 0: not known
    new: bool  # a message that nobody listened to
    number: str = ""
    name: str = ""
    incomplete: bool = False


class PlayerState(StrEnum):
    """What the player does."""

    IDLE = "idle"
    FETCHING = "fetching"
    PLAYING = "playing"
    PAUSED = "paused"


class PlayerView(Value, frozen=True, kw_only=True):
    """What is listened to, by its address at the server, and how far: ``from_ms`` was heard at ``since`` (ms UTC on the
    server's clock)."""

    path: str = ""
    state: PlayerState = PlayerState.IDLE
    from_ms: int = 0
    since: int = 0

    def position_ms(self, now: int) -> int:
        """How much of it was heard at ``now``."""
        return self.from_ms + (max(0, now - self.since) if self.state is PlayerState.PLAYING else 0)
