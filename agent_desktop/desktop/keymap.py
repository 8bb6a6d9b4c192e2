"""Which key does what: a keymap of the house, over it the administrator's, over that the agent's own (F061–F063).

A keymap file has a section ``[local]`` for keys that work in the window, and one ``[global]`` for keys that work while
another program has the focus; a line is ``action = chord``, and without a chord the action has no key there. Only the
administrator's file may have ``[lock]``: ``all = yes``, or ``action = yes``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from agent_desktop.desktop.chord import Chord, parse
from agent_desktop.settings.ini import SettingsError, entries
from agent_desktop.settings.whole import write_whole

FILE = "hotkeys.ini"
ALL = "all"


class Reach(StrEnum):
    """Where a key is heard."""

    LOCAL = "local"
    GLOBAL = "global"


LOCK = "lock"
Place = tuple[Reach, str]
"""A reach and the id of an action: what a chord stands at."""


class Locked(Exception):
    """The administrator has locked this key."""


@dataclass
class Keymap:
    """All keys of one agent. ``house``: as long as he says nothing; ``own``: what he says, None for "no key".

    ``notes`` says in words what in the files was not heard; ``unheard``: some of it stands in the agent's own.
    """

    house: Mapping[Place, Chord]
    own: dict[Place, Chord | None] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    unheard: bool = False

    def chord(self, reach: Reach, action: str) -> Chord | None:
        """The key of an action, or None."""
        place = (reach, action)
        return self.own[place] if place in self.own else self.house.get(place)

    def chords(self, reach: Reach) -> dict[str, Chord]:
        """Action → its key; of two actions with the same key only the first by name has it."""
        actions = sorted({action for where, action in (*self.house, *self.own) if where is reach})
        found: dict[Chord, str] = {}
        for action in actions:
            chord = self.chord(reach, action)
            if chord is not None:
                found.setdefault(chord, action)
        return {action: chord for chord, action in found.items()}

    def holder(self, action: str, chord: Chord) -> str | None:
        """Another action that has this key, in the window or everywhere: both are heard in the window."""
        return next(
            (other for reach in Reach for other, key in self.chords(reach).items() if key == chord and other != action),
            None,
        )

    def is_locked(self, action: str) -> bool:
        """Whether the agent may not change this action's keys (F063)."""
        return ALL in self.locked or action in self.locked

    def change(self, reach: Reach, action: str, chord: Chord | None) -> None:
        """Give an action another key, or none. Raises ``Locked``."""
        if self.is_locked(action):
            raise Locked(action)
        place = (reach, action)
        if chord == self.house.get(place):
            self.own.pop(place, None)
        else:
            self.own[place] = chord

    def is_own(self, action: str) -> bool:
        """Whether the agent has changed a key of this action."""
        return any((reach, action) in self.own for reach in Reach)

    def reset(self, action: str | None = None) -> None:
        """Let the house's keys hold again, for one action or for all (F061)."""
        self.own = {place: chord for place, chord in self.own.items() if action not in (None, place[1])}

    def text(self) -> str:
        """The agent's own file."""
        lines: list[str] = []
        for reach in Reach:
            said = [f"{name} = {chord or ''}".rstrip() for (at, name), chord in self.own.items() if at is reach]
            lines += [f"[{reach}]", *said, ""]
        return "\n".join(lines)

    def save(self, file: Path) -> None:
        """Write the agent's own file; one with lines that were not heard is kept beside it. Raises OSError."""
        if self.unheard and file.exists():
            file.replace(file.with_name(f"{file.name}.before"))
            self.unheard = False
        write_whole(file, self.text().encode())


def load(keys: Mapping[str, str | None], base: Path, machine: Path | None, user: Path | None) -> Keymap:
    """The three files, the later one over the earlier, and all over ``keys``: every action, with its key in the window.

    A file that is not there says nothing. Raises ``SettingsError`` when the keymap of the house or the administrator's
    file cannot be understood. The agent's own file is his to repair: its mistakes become notes, and the house's keys
    hold.
    """
    reader = _Reader(keys)
    house: dict[Place, Chord | None] = {(Reach.LOCAL, name): parse(key) for name, key in keys.items() if key}
    house |= reader.keys(base)
    if machine is not None:
        house |= reader.keys(machine, may_lock=True)
    if reader.mistakes:
        raise SettingsError("\n".join(reader.mistakes))
    before = len(reader.notes)
    own = reader.keys(user) if user is not None else {}
    keymap = Keymap({place: chord for place, chord in house.items() if chord is not None}, locked=reader.locked)
    notes = [*reader.notes, *reader.mistakes]
    for (reach, action), chord in own.items():
        try:
            keymap.change(reach, action, chord)
        except Locked:
            notes.append(f"{user}: the key of {action} is locked by the administrator")
    keymap.notes = tuple(notes)
    keymap.unheard = len(notes) > before
    return keymap


class _Reader:
    """Reads keymap files one after the other."""

    def __init__(self, actions: Collection[str]) -> None:
        self._actions = actions
        self.locked: frozenset[str] = frozenset()
        self.notes: list[str] = []
        self.mistakes: list[str] = []

    def keys(self, file: Path, *, may_lock: bool = False) -> dict[Place, Chord | None]:
        """What a file says of keys."""
        found: dict[Place, Chord | None] = {}
        try:
            said = entries(file)
        except SettingsError as error:
            self.mistakes.append(str(error))
            return found
        for key, value, line in said:
            section, _, action = key.partition(".")
            where = f"{file}, line {line}"
            if section == LOCK and (action == ALL or action in self._actions):
                self._lock(action, value, where, may_lock=may_lock)
            elif section not in tuple(Reach) or action not in self._actions:
                self.notes.append(f"{where}: there is no [{section}] {action}")
            else:
                try:
                    found[Reach(section), action] = parse(value) if value else None
                except ValueError as problem:
                    self.mistakes.append(f"{where}: {problem}")
        return found

    def _lock(self, action: str, value: str, where: str, *, may_lock: bool) -> None:
        if not may_lock:
            self.notes.append(f"{where}: only the administrator's file locks keys")
        elif value.lower() not in {"yes", "no"}:
            self.mistakes.append(f"{where}: [{LOCK}] {action} is {value!r}, but must be yes or no")
        elif value.lower() == "yes":
            self.locked |= {action}
