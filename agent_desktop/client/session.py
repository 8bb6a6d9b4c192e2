"""What a desk knows of its session: with which server, in reach or not, and what the server said so far."""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.client.port import ServerPort
from agent_desktop.client.projection import Projection
from agent_desktop.client.trusted import Doubted
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import Presence


class DeskSession:
    """Used by the desk's thread only. ``clock`` gives ms UTC of this PC."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self.server: ServerPort | None = None
        self.link = Link.OFFLINE
        self.projection = Projection()
        self.leaving = False  # logging out was asked for
        self.doubted: Doubted | None = None  # the server could not prove itself; outlives a log-in that it stopped

    @property
    def online(self) -> ServerPort | None:
        """The server while it is in reach."""
        return self.server if self.link is Link.ONLINE else None

    @property
    def presence(self) -> Presence | None:
        """The agent's own row."""
        return self.projection.state.presences.get(self.projection.agent)

    def now(self) -> int:
        """What the server's clock says, in ms UTC."""
        return self._clock() + self.projection.offset_ms

    def end(self) -> None:
        """Forget the server."""
        if self.server is not None:
            self.server.close()
        self.server = None
        self.link = Link.OFFLINE
        self.projection = Projection()
        self.leaving = False
