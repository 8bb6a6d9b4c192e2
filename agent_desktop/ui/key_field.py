"""A field into which a key is pressed, not typed: it shows the chord, and what is held while one is on its way."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from agent_desktop.desktop.chord import Chord
from agent_desktop.desktop.qt_chord import chord_of
from agent_desktop.platforms import HERE

NONE = Qt.KeyboardModifier.NoModifier
HELD = {
    Qt.KeyboardModifier.MetaModifier: "Meta",
    Qt.KeyboardModifier.ControlModifier: "Ctrl",
    Qt.KeyboardModifier.AltModifier: "Alt",
    Qt.KeyboardModifier.ShiftModifier: "Shift",
}


class KeyField(QLineEdit):
    """``pressed`` has the chord, or None after Backspace or Del: no key. Tab and Esc do what they do elsewhere.

    ``listening`` says whether it has the focus.
    """

    pressed = Signal(object)
    listening = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chord: Chord | None = None
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_chord(self, chord: Chord | None) -> None:
        """Show this key; None for none."""
        self._chord = chord
        self.setText(native(chord))

    def event(self, event: QEvent) -> bool:
        """No action's key is done here: it may be the one to be given."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and not _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chord, or show what is held."""
        if _leaves(event) or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and event.modifiers() == NONE:
            self.pressed.emit(None)
            return
        chord = chord_of(event, HERE.window_system(os.environ))
        if chord is not None:
            self.pressed.emit(chord)
        else:
            held = [name for flag, name in HELD.items() if event.modifiers() & flag]
            self.setText("+".join([*held, "…"]) if held else native(self._chord))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What was begun and not finished is forgotten."""
        super().keyReleaseEvent(event)
        self.setText(native(self._chord))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so: global keys would be heard elsewhere."""
        super().focusInEvent(event)
        self.listening.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusOutEvent(event)
        self.setText(native(self._chord))
        self.listening.emit(False)


def native(chord: Chord | None) -> str:
    """A chord as this desktop writes it; empty without one."""
    return "" if chord is None else QKeySequence(str(chord)).toString(QKeySequence.SequenceFormat.NativeText)


def _leaves(event: QKeyEvent) -> bool:
    bare = event.modifiers() in (NONE, Qt.KeyboardModifier.ShiftModifier)
    return bare and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
