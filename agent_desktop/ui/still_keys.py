"""Keys that are changed but heard nowhere else: for the gallery and the window's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent_desktop.client.actions import ACTIONS
from agent_desktop.desktop.chord import Chord, parse
from agent_desktop.desktop.global_keys import Judged, Verdict
from agent_desktop.desktop.keymap import Keymap, Place, Reach

EVERYWHERE = {"answer": "Ctrl+Shift+F2", "hang_up": "Ctrl+Shift+F3", "mute": "Ctrl+Shift+F4", "ready": "Ctrl+Shift+F5"}
JUDGED = {
    "answer": Judged(Verdict.OK),
    "hang_up": Judged(Verdict.TAKEN),
    "mute": Judged(Verdict.NOT_AVAILABLE),
    "ready": Judged(Verdict.OK, "Ctrl+Shift+F5"),
}


class StillKeys:
    """Satisfies ``KeysPort``: the keys of the action table, and a few that are heard everywhere."""

    def __init__(self, locked: frozenset[str] = frozenset(), judged: Mapping[str, Judged] | None = None) -> None:
        house: dict[Place, Chord] = {(Reach.LOCAL, row.id): parse(row.key) for row in ACTIONS if row.key}
        house |= {(Reach.GLOBAL, action): parse(key) for action, key in EVERYWHERE.items()}
        self.keymap = Keymap(house, locked=locked)
        self.paused = False
        self.fails = False
        self._judged = dict(JUDGED if judged is None else judged)
        self._listeners: list[Callable[[], None]] = []

    def judged(self, action: str) -> Judged | None:
        """As it was made."""
        return self._judged.get(action)

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Keep the listener."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def judge(self, action: str, verdict: Verdict) -> None:
        """From now on this became of an action's key."""
        self._judged[action] = Judged(verdict)
        self._tell()

    def change(self, reach: Reach, action: str, chord: Chord | None) -> None:
        """Change the keymap. Raises as the real ones do, OSError when ``fails``."""
        self.keymap.change(reach, action, chord)
        self._tell()

    def reset(self, action: str | None = None) -> None:
        """Change it back."""
        self.keymap.reset(action)
        self._tell()

    def pause(self, *, on: bool) -> None:
        """Keep whether."""
        self.paused = on

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
        if self.fails:
            raise OSError("the disk is full")
