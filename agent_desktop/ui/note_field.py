"""The agent's note on the case in hand: saved as it is typed, and never lost with the case (F109, F118)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from agent_desktop.client.view import Link, NoteState, NoteView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.buttons import give_focus_up
from agent_desktop.ui.labels import label
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.typography import Text, font

KEY = "F10"
PAUSE_MS = 500
"""After so long without a letter it is saved."""
LOW, HIGH = 28, 84
"""Its heights, by the window's: never by what happens."""
STATE_WIDTH = 132
_WRITES = frozenset({AgentStatus.IN_CALL, AgentStatus.WRAP_UP})


class _Editor(QPlainTextEdit):
    """Tells when the focus leaves it."""

    def __init__(self, left: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._left = left

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody else has the keyboard: what stands here is said."""
        super().focusOutEvent(event)
        self._left()


class NoteField(QWidget):
    """``write(case, text)`` is called half a second after the last letter, and when focus, case or window go."""

    def __init__(self, write: Callable[[int, str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._case: int | None = None  # whose note stands here
        self._note: NoteView | None = None  # as the desk has it
        self._online = False
        self._typed = False  # something stands here that was not written yet
        self._written: set[str] = set()  # of this case: when they come back as news they are none
        self._moved = False  # the last case ended with a text
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.editor = _Editor(self.save, self)
        self.editor.setObjectName("note_field")
        self.editor.setFont(font(Text.BODY))
        self.editor.setTabChangesFocus(True)
        self.editor.setEnabled(False)
        self.editor.textChanged.connect(self._changed)
        self.state = label(Text.CAPTION, self, tint="muted", name="note_state")
        self.state.setWordWrap(True)
        self.state.setFixedWidth(STATE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.editor, 1)
        row.addWidget(self.state)
        shortcut = QShortcut(QKeySequence(KEY), self)
        shortcut.setObjectName("key_note")
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.set_tall(tall=False)
        self._retranslate()

    def set_tall(self, *, tall: bool) -> None:
        """Take the height that the window has for it."""
        self.setFixedHeight(HIGH if tall else LOW)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if tall else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.editor.setVerticalScrollBarPolicy(bar)

    def show_view(self, view: View) -> None:
        """Show the note of the case in hand; what stands here for another case is written first."""
        note = view.note if view.status in _WRITES else None
        self._online = view.link is Link.ONLINE
        case = note.case if note else None
        if case != self._case:
            self._take(case, note)
        elif note and self._note and note.text != self._note.text and self._is_news(note.text):
            self._put(note.text)
        self._note = note
        self._show_state()

    def save(self) -> None:
        """Write what was typed since the last time."""
        self._pause.stop()
        if self._typed and self._case is not None:
            self._typed = False
            text = self.editor.toPlainText()
            self._written.add(text)
            self._write(self._case, text)
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _take(self, case: int | None, note: NoteView | None) -> None:
        self.save()
        self._moved = case is None and (self._moved or bool(self.editor.toPlainText().strip()))
        self._case = case
        self._written.clear()
        self._put(note.text if note else "")
        if case is None:
            give_focus_up(self.editor)
        self.editor.setEnabled(case is not None)

    def _is_news(self, text: str) -> bool:
        """Whether a text of the desk's came from elsewhere, and nobody is typing here."""
        return not self._typed and not self.editor.hasFocus() and text not in self._written

    def _put(self, text: str) -> None:
        if text != self.editor.toPlainText():
            self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.blockSignals(False)

    def _changed(self) -> None:
        self._typed = True
        self._pause.start()
        self._show_state()

    def _show_state(self) -> None:
        text = self._state()
        self.state.setText(text)
        bad = self._note is not None and self._note.state is NoteState.REJECTED and not self._typed
        set_mark(self.state, "tint", "bad" if bad else "muted")
        self.editor.setAccessibleDescription(text)

    def _state(self) -> str:
        if self._case is None:
            return self.tr("Kept with the last call") if self._moved else ""
        if self._typed or self._note is None or self._note.text != self.editor.toPlainText():
            return ""
        match self._note.state:
            case NoteState.EMPTY:
                return ""
            case NoteState.WAITING:
                return self.tr("Being sent") if self._online else self.tr("Will be sent when the server is back")
            case NoteState.SAVED:
                return self.tr("Saved")
            case NoteState.REJECTED:
                return self.tr("Not taken by the server")

    def _retranslate(self) -> None:
        self.editor.setAccessibleName(self.tr("Note on this call"))
        self.editor.setPlaceholderText(self.tr("Note on this call") + f" ({KEY})")
        self.editor.setToolTip(self.tr("Saved as you type") + f" ({KEY})")
        self._show_state()
