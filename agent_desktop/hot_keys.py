"""Puts the agent's keymap, the desktop's global keys and the desk together, and changes them (F061–F063)."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from agent_desktop import resources
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.view import KeyView
from agent_desktop.desktop.choose_keys import open_keys
from agent_desktop.desktop.chord import Chord
from agent_desktop.desktop.global_keys import GlobalKeys, Judged, Pressed, Told, Verdict, Wanted
from agent_desktop.desktop.keymap import FILE, Keymap, Reach, load
from agent_desktop.platforms import HERE
from agent_desktop.settings import ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import HOTKEYS_GLOBAL, HOTKEYS_KEYMAP

log = logging.getLogger(__name__)

Open = Callable[[Pressed, Told], GlobalKeys]
"""The way of global keys on this desktop."""


def of_this_desktop(pressed: Pressed, told: Told) -> GlobalKeys:
    """The usual ``Open``."""
    return open_keys(HERE.window_system(os.environ), pressed, told)


@dataclass(frozen=True)
class Files:
    """Where the administrator's keys and the agent's own stand; ``user`` None: nothing is kept."""

    machine: Path
    user: Path | None

    @classmethod
    def beside_settings(cls, *, alone: bool) -> Files:
        """Beside the two ``ect.ini``; ``alone``: without the agent's own file."""
        return cls(ini.machine_file().with_name(FILE), None if alone else ini.user_file().with_name(FILE))

    def read(self, house: str) -> Keymap:
        """All keys, over the keymap of that name. Raises ``ini.SettingsError``."""
        base = resources.path(f"hotkeys/{house}.ini")
        keymap = load({action.id: action.key for action in ACTIONS}, base, self.machine, self.user)
        for note in keymap.notes:
            log.warning("%s", note)
        return keymap


class HotKeys:
    """Every key of the agent, from the first view on; satisfies ``ui.keys_port.KeysPort``.

    ``show`` is given the keys by action whenever they change, in any thread. The rest belongs to the window's.
    """

    def __init__(
        self,
        files: Files,
        keymap: Keymap,
        preferences: Preferences,
        show: Callable[[Mapping[str, KeyView]], None],
        way: Open = of_this_desktop,
    ) -> None:
        self.keymap = keymap
        self._files, self._preferences, self._show, self._way = files, preferences, show, way
        self._judged: Mapping[str, Judged] = {}
        self._listeners: list[Callable[[], None]] = []
        self._keys: GlobalKeys | None = None
        self._pressed: Pressed | None = None
        self._bound: Wanted = {}
        self._paused = False
        self._tried = ""  # the action whose key was given in the pause
        preferences.listen(HOTKEYS_KEYMAP, self._choose)
        preferences.listen(HOTKEYS_GLOBAL, lambda _value: self._hold())
        self._tell({})

    def start(self, pressed: Pressed) -> None:
        """Hear global keys from now on: ``pressed`` is called in any thread with the action of each."""
        self._pressed = pressed
        self._hold()

    def judged(self, action: str) -> Judged | None:
        """What became of the wish for an action's global key; None while that is not known, or there is none."""
        return self._judged.get(action)

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener``, in any thread, whenever a key or what became of it changes; see ``KeysPort``."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def change(self, reach: Reach, action: str, chord: Chord | None) -> None:
        """Give an action another key, or none, from now on and in the agent's file.

        Raises ``keymap.Locked``, and OSError when it cannot be kept: then it holds until the window is closed.
        """
        self.keymap.change(reach, action, chord)
        if reach is Reach.GLOBAL:
            self._tried = action
        self._changed()

    def reset(self, action: str | None = None) -> None:
        """Let the keymap's keys hold again, for one action or for all. Raises OSError as ``change`` does."""
        self.keymap.reset(action)
        self._changed()

    def pause(self, *, on: bool) -> None:
        """Leave global keys alone, but for trying a new one, while a person presses the one that is to be."""
        self._paused, self._tried = on, ""
        self._hold()

    def close(self) -> None:
        """Give the global ones back."""
        if self._keys is not None:
            self._keys.close()

    def _choose(self, house: str) -> None:
        self.keymap = self._files.read(house)
        self._tell({})
        self._hold()

    def _changed(self) -> None:
        self._tell(self._judged)
        self._hold()
        if self._files.user is not None:
            self.keymap.save(self._files.user)

    def _hold(self) -> None:
        """Have the global keys that are wanted now; nobody is asked for the same ones again."""
        wanted = self.keymap.chords(Reach.GLOBAL) if self._preferences[HOTKEYS_GLOBAL] == "yes" else {}
        if self._keys is None and wanted and self._pressed is not None:
            self._keys = self._way(self._heard, self._told)
        if self._keys is None or (self._paused and self._keys.asks):
            return
        if self._paused:
            wanted = {action: chord for action, chord in wanted.items() if action == self._tried}
        if wanted != self._bound:
            self._bound = wanted
            self._keys.bind(wanted)

    def _heard(self, action: str) -> None:
        if self._pressed is not None and not self._paused:
            self._pressed(action)

    def _told(self, judged: Mapping[str, Judged]) -> None:
        """Runs in the keys' thread."""
        self._tell({**self._judged, **judged} if self._paused else judged)

    def _tell(self, judged: Mapping[str, Judged]) -> None:
        """A key that cannot be had at all is not shown; one that another program has is, with that."""
        self._judged = judged
        local = self.keymap.chords(Reach.LOCAL)
        everywhere = {
            action: chord
            for action, chord in self.keymap.chords(Reach.GLOBAL).items()
            if action in judged and judged[action].verdict is not Verdict.NOT_AVAILABLE
        }
        self._show(
            {
                action.id: KeyView(
                    local=str(local.get(action.id, "")),
                    everywhere=str(everywhere.get(action.id, "")),
                    lost=action.id in everywhere and judged[action.id].verdict is Verdict.TAKEN,
                )
                for action in ACTIONS
            }
        )
        for listener in tuple(self._listeners):
            listener()
