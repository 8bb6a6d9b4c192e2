"""The options in force in a running window: what the agent changes is written to the user's file and told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from agent_desktop.settings import ini
from agent_desktop.settings.ini import Settings, Source
from agent_desktop.settings.options import Option

T = TypeVar("T")

NOTHING = Settings(MappingProxyType({}))


class Preferences:
    """Read in any thread, changed in one. ``file``: the user's, None where nothing is to be written.

    ``kept_aside``: where a file of the user went that could not be understood.
    """

    def __init__(self, told: Settings = NOTHING, file: Path | None = None, kept_aside: Path | None = None) -> None:
        self.told = told
        self.file = file
        self.kept_aside = kept_aside
        self._listeners: dict[Option[Any], list[Callable[[Any], None]]] = {}

    def __getitem__(self, option: Option[T]) -> T:
        """The value in force."""
        return self.told[option]

    def locked(self, option: Option[Any]) -> bool:
        """Whether only the administrator changes it."""
        return self.told.is_locked(option)

    def listen(self, option: Option[T], listener: Callable[[T], None]) -> Callable[[], None]:
        """Call ``listener`` with every new value of an option, until what is returned is called."""
        listeners = self._listeners.setdefault(option, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def change(self, option: Option[T], value: T) -> None:
        """Let this value hold from now on, and in the file; a locked option stays as it is.

        Raises ``OSError`` or ``SettingsError`` when it cannot be written: then it holds until the window is closed.
        """
        if self.locked(option) or value == self[option]:
            return
        values = MappingProxyType({**self.told.values, option: value})
        source = Source(self.file) if self.file is not None else Source()
        self.told = replace(self.told, values=values, sources=MappingProxyType({**self.told.sources, option: source}))
        for listener in tuple(self._listeners.get(option, ())):
            listener(value)
        if self.file is not None:
            ini.write(self.file, {option: value})
            self._find_lines()

    def _find_lines(self) -> None:
        """Where in the file its values stand now."""
        assert self.file is not None
        lines = {key: line for key, _, line in ini.entries(self.file)}
        sources = {
            option: replace(source, line=lines.get(option.key, 0)) if source.file == self.file else source
            for option, source in self.told.sources.items()
        }
        self.told = replace(self.told, sources=MappingProxyType(sources))


def load(machine: Path | None, user: Path | None, now: datetime) -> Preferences:
    """Both files. One of the user that cannot be understood is kept aside, and the others hold.

    Raises ``SettingsError`` for mistakes of the machine's file, and ``OSError`` when the user's cannot be put aside.
    """
    alone = ini.read(machine, None)
    if user is None:
        return Preferences(alone)
    try:
        return Preferences(ini.read(machine, user), user)
    except ini.SettingsError:
        aside = user.with_name(f"{user.name}.broken-{now:%Y%m%d-%H%M%S}")
        user.replace(aside)
        return Preferences(alone, user, aside)
