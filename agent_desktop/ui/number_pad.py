"""The number pad: digits to whoever is at the other end of the call (F029)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from agent_desktop.client.view import View
from agent_desktop.ui.labels import ElidedLabel
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.typography import Text, font

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#")
LETTERS = {
    "2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ",
}  # fmt: skip
SPOKEN = {"*": "star", "#": "hash"}


class NumberPad(QWidget):
    """Twelve keys (``pad_<digit>``); while it has the focus the keyboard's digits do the same."""

    def __init__(self, send: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._leg: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("number_pad")
        self.sent = ElidedLabel(Text.BODY_STRONG, self, "pad_sent")
        self.sent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.keys: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.sent, 0, 0, 1, 3)
        for at, digit in enumerate(KEYS):
            key = QPushButton(f"{digit}  {LETTERS[digit]}" if digit in LETTERS else digit, self)
            key.setObjectName(f"pad_{SPOKEN.get(digit, digit)}")
            key.setAccessibleName(digit)
            set_mark(key, "low", True)
            key.setFont(font(Text.BODY_STRONG))
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            key.clicked.connect(lambda _checked=False, chosen=digit: self.send(chosen))
            self.keys[digit] = key
            grid.addWidget(key, 1 + at // 3, at % 3)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Take the leg that digits go to; a new call begins with none sent."""
        leg = view.phone.active_leg
        if leg != self._leg:
            self._leg = leg
            self.sent.setText("")
        for key in self.keys.values():
            key.setEnabled(leg is not None)

    def send(self, digit: str) -> None:
        """Send one digit, and show it."""
        if self._leg is not None:
            self._send(digit)
            self.sent.setText((self.sent.text() + digit)[-40:])
            self.sent.setAccessibleName(self.sent.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keyboard's digits, star and hash."""
        if event.text() and event.text() in KEYS:
            self.send(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Number pad"))
