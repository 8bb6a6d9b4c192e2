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

    ``notes`` says in words what in the files was not heard.
    """

    house: Mapping[Place, Chord]
    own: dict[Place, Chord | None] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

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
    own = reader.keys(user) if user is not None else {}
    keymap = Keymap({place: chord for place, chord in house.items() if chord is not None}, locked=reader.locked)
    notes = [*reader.notes, *reader.mistakes]
    for (reach, action), chord in own.items():
        try:
            keymap.change(reach, action, chord)
        except Locked:
            notes.append(f"{user}: the key of {action} is locked by the administrator")
    keymap.notes = tuple(notes)
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
