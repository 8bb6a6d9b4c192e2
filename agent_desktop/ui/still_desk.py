"""A desk on which nothing happens but what one puts there: for the gallery and the window's tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.client.port import Problem
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.client.statistics import DayFigures
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AnyCommand


class StillDesk:
    """Satisfies ``DeskPort``; keeps what was asked, and tells what it is given."""

    def __init__(self, view: View | None = None) -> None:
        self.view = view or View()
        self.acted: list[tuple[str, Choice]] = []
        self.commanded: list[tuple[str, AnyCommand]] = []
        self.digits = ""
        self.days: dict[date, DayFigures] | None = {}
        self.asked_days: list[tuple[date, ...]] = []
        self.looks = False  # at the list of recordings
        self.played: list[tuple[str, int] | None] = []  # None: paused
        self.trusted: list[str] = []
        self.sounds: list[SoundChoice] = []
        self.test_calls: list[bool] = []
        self.favoured: list[tuple[str, bool]] = []
        self.notes: list[tuple[int, str]] = []
        self.log_ins: list[tuple[str, str, str]] = []
        self._listeners: list[Callable[[View], None]] = []
        self._reactors: list[Callable[[Reaction], None]] = []
        self._done: list[Callable[[Problem | None], None]] = []

    def listen(self, listener: Callable[[View], None]) -> None:
        """Keep the listener."""
        self._listeners.append(listener)

    def on_reaction(self, listener: Callable[[Reaction], None]) -> None:
        """Keep the listener."""
        self._reactors.append(listener)

    def log_in(self, server: str, user: str, password: str, done: Callable[[Problem | None], None]) -> None:
        """Keep who asked."""
        self.log_ins.append((server, user, password))
        self._done.append(done)

    def write_note(self, case: int, text: str) -> None:
        """Keep what was typed."""
        self.notes.append((case, text))

    def act(self, action: str, choice: Choice = NOTHING) -> None:
        """Keep what was asked."""
        self.acted.append((action, choice))

    def command(self, key: str, command: AnyCommand) -> None:
        """Keep what was asked."""
        self.commanded.append((key, command))

    def trust_certificate(self, fingerprint: str) -> None:
        """Keep what was accepted."""
        self.trusted.append(fingerprint)

    def favour(self, number: str, *, on: bool) -> None:
        """Keep what was asked."""
        self.favoured.append((number, on))

    def figures(self, days: Sequence[date], done: Callable[[tuple[DayFigures, ...] | None], None]) -> None:
        """Answer at once with what was put there; days without any are empty."""
        self.asked_days.append(tuple(days))
        done(None if self.days is None else tuple(self.days.get(day, DayFigures()) for day in days))

    def use_sound(self, choice: SoundChoice) -> None:
        """Keep what was chosen."""
        self.sounds.append(choice)

    def test_call(self, on: bool) -> None:
        """Keep what was asked."""
        self.test_calls.append(on)

    def look_for_recordings(self, *, on: bool) -> None:
        """Keep whether somebody looks."""
        self.looks = on

    def play(self, path: str, from_ms: int = 0) -> None:
        """Keep what was asked."""
        self.played.append((path, from_ms))

    def pause(self) -> None:
        """Keep that it was asked."""
        self.played.append(None)

    def dial_digits(self, digits: str) -> None:
        """Keep what was sent."""
        self.digits += digits

    def put(self, view: View) -> None:
        """From now on this is true."""
        self.view = view
        for listener in self._listeners:
            listener(view)

    def tell(self, reaction: Reaction) -> None:
        """Say that something happened."""
        for reactor in self._reactors:
            reactor(reaction)

    def answer_log_in(self, problem: Problem | None) -> None:
        """Answer the last log-in."""
        self._done.pop()(problem)
