"""What the window needs of the agent's desk, as one narrow interface; ``client.desk.Desk`` satisfies it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.client.port import Problem
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.client.statistics import DayFigures
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AnyCommand


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

    def act(self, action: str, choice: Choice = NOTHING) -> None:
        """Do what a row of the action table says, with what it asks for."""
        ...

    def command(self, key: str, command: AnyCommand) -> None:
        """Ask the server for what has no row in the action table; ``key`` is pending meanwhile."""
        ...

    def favour(self, number: str, *, on: bool) -> None:
        """Make a number of the address book a favourite, or no more."""
        ...

    def figures(self, days: Sequence[date], done: Callable[[tuple[DayFigures, ...] | None], None]) -> None:
        """Ask for the agent's own figures of days that follow each other; None: there are none now."""
        ...

    def use_sound(self, choice: SoundChoice) -> None:
        """Take the sound devices that the agent chose."""
        ...

    def test_call(self, on: bool) -> None:
        """Begin or end a call to oneself."""
        ...

    def look_for_recordings(self, *, on: bool) -> None:
        """Keep the list of what the agent may listen to up to date, or no more."""
        ...

    def play(self, path: str, from_ms: int = 0) -> None:
        """Let the agent hear what stands at an address of the server's."""
        ...

    def pause(self) -> None:
        """Be silent; ``play`` goes on."""
        ...

    def trust_certificate(self, fingerprint: str) -> None:
        """The server is who shows this certificate."""
        ...

    def dial_digits(self, digits: str) -> None:
        """Send DTMF into the call."""
        ...
