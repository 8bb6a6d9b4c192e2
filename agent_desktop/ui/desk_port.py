"""What the window needs of the agent's desk, as one narrow interface; ``client.desk.Desk`` satisfies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agent_desktop.client.port import Problem
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.view import View


class DeskPort(Protocol):
    """Every method returns at once; listeners are called in the desk's thread."""

    @property
    def view(self) -> View:
        """What is true now."""
        ...

    def listen(self, listener: Callable[[View], None]) -> None:
        """Hear every new view."""
        ...

    def on_reaction(self, listener: Callable[[Reaction], None]) -> None:
        """Hear notices and what comes forward."""
        ...

    def log_in(self, server: str, user: str, password: str, done: Callable[[Problem | None], None]) -> None:
        """Begin a session; ``done`` hears None or what was wrong."""
        ...

    def write_note(self, case: int, text: str) -> None:
        """Keep ``text`` as the agent's note on a case."""
        ...

    def act(self, action: str, reason: str | None = None) -> None:
        """Do what a row of the action table says."""
        ...
