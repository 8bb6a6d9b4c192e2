"""Which chord a person has just pressed, on whatever layout: Qt tells the sign that a key writes, not the key."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from agent_desktop.desktop.chord import KEYS, Chord, parse
from agent_desktop.desktop.x11_position import LETTER_AT
from agent_desktop.platforms import WindowSystem

_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
_VIRTUAL = {key.virtual: name for name, key in KEYS.items()}


def chord_of(event: QKeyEvent, system: WindowSystem) -> Chord | None:
    """What was pressed; None while only modifiers are held, and for a key that no chord can have."""
    if event.key() in _MODIFIERS:
        return None
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
    try:
        return parse(sequence.toString(QKeySequence.SequenceFormat.PortableText))
    except ValueError:
        name = _by_place(event, system)
    if name is None:
        return None
    return Chord(
        name,
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
        alt=bool(held & Qt.KeyboardModifier.AltModifier),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
        meta=bool(held & Qt.KeyboardModifier.MetaModifier),
    )


def _by_place(event: QKeyEvent, system: WindowSystem) -> str | None:
    """The key that a layout without Latin letters, or Shift with a digit, hides.

    Windows has names for places; X11 and Wayland count them alike.
    """
    if system is WindowSystem.WINDOWS:
        return _VIRTUAL.get(event.nativeVirtualKey())
    return LETTER_AT.get(event.nativeScanCode())
