"""What every dialog and page of settings of the window may use, handed around as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from agent_desktop.client.report import Evidence
from agent_desktop.settings.chosen import Preferences
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.keys_port import KeysPort
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme


def _unheard(sound: str) -> None:
    """Where nothing can be played."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """What the program does for its dialogs: ``try_sound`` plays a signal by its name, once."""

    try_sound: Callable[[str], None] = _unheard
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Context:
    """``clock`` gives this PC's time in ms UTC."""

    desk: DeskPort
    theme: Theme
    languages: Languages
    memory: Memory
    preferences: Preferences
    keys: KeysPort
    clock: Callable[[], int]
    services: Services
