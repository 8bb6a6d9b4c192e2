"""Chords: a key with its modifiers, as text in a file and as X11 and Windows name it; and whether it writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Key(NamedTuple):
    """What systems call a key: X11's keysym, and Windows' virtual-key code."""

    keysym: int
    virtual: int


KEYS: dict[str, Key] = {
    **{f"F{number}": Key(0xFFBD + number, 0x6F + number) for number in range(1, 25)},
    **{letter: Key(ord(letter.lower()), ord(letter)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{digit: Key(ord(digit), ord(digit)) for digit in "0123456789"},
    "Esc": Key(0xFF1B, 0x1B),
    "Tab": Key(0xFF09, 0x09),
    "Backspace": Key(0xFF08, 0x08),
    "Return": Key(0xFF0D, 0x0D),
    "Space": Key(0x20, 0x20),
    "Ins": Key(0xFF63, 0x2D),
    "Del": Key(0xFFFF, 0x2E),
    "Pause": Key(0xFF13, 0x13),
    "Print": Key(0xFF61, 0x2C),
    "ScrollLock": Key(0xFF14, 0x91),
    "Home": Key(0xFF50, 0x24),
    "End": Key(0xFF57, 0x23),
    "Left": Key(0xFF51, 0x25),
    "Up": Key(0xFF52, 0x26),
    "Right": Key(0xFF53, 0x27),
    "Down": Key(0xFF54, 0x28),
    "PgUp": Key(0xFF55, 0x21),
    "PgDown": Key(0xFF56, 0x22),
}
"""Name in QKeySequence's portable text → what systems call it."""

_NAMES = {name.lower(): name for name in KEYS}
_MODIFIERS = {"ctrl": "ctrl", "alt": "alt", "shift": "shift", "meta": "meta"}
_ALONG = ("Tab", "Return", "Backspace", "Del", "Ins", "Home", "End", "Left", "Right")
_NEEDED = frozenset(
    (
        *(f"{held}{key}" for held in ("", "Shift+", "Ctrl+", "Ctrl+Shift+") for key in _ALONG),
        *("Esc", "Up", "Down", "Shift+Up", "Shift+Down", "PgUp", "PgDown", "Alt+F4", "Alt+Tab", "Ctrl+F4"),
        *(f"Ctrl+{letter}" for letter in "ACVXYZ"),
    )
)
_WRITES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") | {"Space"}


@dataclass(frozen=True)
class Chord:
    """One of ``KEYS`` with modifiers; ``meta`` is the key with the system's sign."""

    key: str
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False

    def __str__(self) -> str:
        """QKeySequence's portable text, as "Ctrl+Shift+F2"."""
        held = [name.capitalize() for name in ("meta", "ctrl", "alt", "shift") if getattr(self, name)]
        return "+".join([*held, self.key])

    @property
    def is_typed(self) -> bool:
        """Whether somebody writes with it, or opens a menu by it (F132).

        A letter alone or with Shift is written; Alt with a letter opens a menu; AltGr reaches Windows as Ctrl+Alt, and
        writes on most keyboards of Europe.
        """
        return self.key in _WRITES and not self.meta and (self.alt or not self.ctrl)

    @property
    def is_needed(self) -> bool:
        """Whether every window needs it for itself: to edit, to go from part to part, to be closed."""
        return str(self) in _NEEDED


def parse(text: str) -> Chord:
    """The chord that a text names, in any case and order. Raises ValueError, with words for whoever wrote it."""
    *held, last = (part.strip() for part in text.split("+"))
    key = _NAMES.get(last.lower())
    if key is None:
        raise ValueError(f"{last!r} is no key: it is a letter, a digit, F1 to F24, or one of {', '.join(_NAMED)}")
    strange = [name for name in held if name.lower() not in _MODIFIERS]
    if strange:
        raise ValueError(f"{strange[0]!r} is held by nobody: Ctrl, Alt, Shift and Meta are")
    return Chord(key, **{_MODIFIERS[name.lower()]: True for name in held})


_NAMED = [name for name in KEYS if len(name) > 1 and not name[1:].isdigit()]
