"""Puts the agent's keymap, the desktop's global keys and the desk together (F061–F063)."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from agent_desktop import resources
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.desk import Desk
from agent_desktop.client.view import KeyView
from agent_desktop.desktop.choose_keys import open_keys
from agent_desktop.desktop.global_keys import Judged, Verdict
from agent_desktop.desktop.keymap import FILE, Keymap, Reach, load
from agent_desktop.platforms import HERE
from agent_desktop.settings import ini
from agent_desktop.settings.options import HOTKEYS_GLOBAL, HOTKEYS_KEYMAP

log = logging.getLogger(__name__)


def read(told: ini.Settings, *, alone: bool) -> Keymap:
    """The keys of this agent; ``alone``: not those of the agent's own file. Raises ``ini.SettingsError``."""
    house = resources.path(f"hotkeys/{told[HOTKEYS_KEYMAP]}.ini")
    user = None if alone else _beside(ini.user_file())
    keymap = load({action.id: action.key for action in ACTIONS}, house, _beside(ini.machine_file()), user)
    for note in keymap.notes:
        log.warning("%s", note)
    return keymap


def _beside(file: Path) -> Path:
    return file.with_name(FILE)


class HotKeys:
    """Every key of the agent, from the first view on; ``pressed`` hears those that are heard everywhere."""

    def __init__(self, keymap: Keymap, told: ini.Settings, desk: Desk, pressed: Callable[[str], None]) -> None:
        self._keymap = keymap
        self._desk = desk
        wanted = keymap.chords(Reach.GLOBAL) if told[HOTKEYS_GLOBAL] == "yes" else {}
        self._show({})
        self._keys = open_keys(HERE.window_system(os.environ), pressed, self._show) if wanted else None
        if self._keys is not None:
            self._keys.bind(wanted)

    def close(self) -> None:
        """Give the global ones back."""
        if self._keys is not None:
            self._keys.close()

    def _show(self, judged: Mapping[str, Judged]) -> None:
        """A key that cannot be had at all is not shown; one that another program has is, with that."""
        local = self._keymap.chords(Reach.LOCAL)
        everywhere = {
            action: chord
            for action, chord in self._keymap.chords(Reach.GLOBAL).items()
            if action in judged and judged[action].verdict is not Verdict.NOT_AVAILABLE
        }
        keys = {
            action.id: KeyView(
                local=str(local.get(action.id, "")),
                everywhere=str(everywhere.get(action.id, "")),
                lost=action.id in everywhere and judged[action.id].verdict is Verdict.TAKEN,
            )
            for action in ACTIONS
        }
        self._desk.use_keys(keys)
