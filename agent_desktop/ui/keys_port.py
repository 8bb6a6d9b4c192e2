"""What the page of the keys needs of them, as one narrow interface; ``hot_keys.HotKeys`` satisfies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agent_desktop.desktop.chord import Chord
from agent_desktop.desktop.global_keys import Judged
from agent_desktop.desktop.keymap import Keymap, Reach


class KeysPort(Protocol):
    """The agent's keys: what they are, what became of them, and how they are changed."""

    @property
    def keymap(self) -> Keymap:
        """The keys in force; to be read only."""
        ...

    def judged(self, action: str) -> Judged | None:
        """What became of the wish for an action's global key."""
        ...

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener``, in any thread, whenever a key or what became of it changes, until what is returned is."""
        ...

    def change(self, reach: Reach, action: str, chord: Chord | None) -> None:
        """Give an action another key, or none. Raises ``keymap.Locked`` and OSError."""
        ...

    def reset(self, action: str | None = None) -> None:
        """Let the keymap's keys hold again, for one action or for all. Raises OSError."""
        ...

    def pause(self, *, on: bool) -> None:
        """Hear no global key, while a person presses the one that is to be."""
        ...
