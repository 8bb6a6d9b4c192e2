"""An information window that stands alone, torn off from its tab (F052, F060)."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.icons import app_icon, icon
from agent_desktop.ui.remembered_tabs import Choices
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme

USUAL = (460, 360)


class TornOff(QWidget):
    """Comes and goes without taking the focus; closing it puts its content back. Keys it does not know it passes on."""

    closed = Signal()
    on_top = Signal(bool)
    pops_up = Signal(bool)
    pressed = Signal(QKeySequence)

    def __init__(self, name: str, choices: Choices, *, pops_up: bool, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"window_{name}")
        self._theme, self._stays = theme, True
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowIcon(app_icon())
        self.pin, self.alarm, self.back = (
            quiet_button(f"{part}_{name}", self) for part in ("on_top", "pops_up", "back")
        )
        for button, on in ((self.pin, choices.on_top), (self.alarm, pops_up)):
            button.setCheckable(True)
            button.setChecked(on)
        self.pin.toggled.connect(self._stay_on_top)
        self.alarm.toggled.connect(self._mark)
        self.alarm.toggled.connect(self.pops_up)
        self.back.clicked.connect(self.close)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(4)
        self.bar.addStretch(1)
        for button in (self.alarm, self.pin, self.back):
            self.bar.addWidget(button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 4, 8, 8)
        self._box.setSpacing(4)
        self._box.addLayout(self.bar)
        self.resize(*USUAL)
        if choices.geometry:
            self.restoreGeometry(QByteArray.fromBase64(choices.geometry))
        self._stay_on_top(choices.on_top)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def take(self, content: QWidget) -> None:
        """Have this to show."""
        self._box.addWidget(content, 1)
        content.show()

    def come_forward(self) -> None:
        """Be seen, above the others, and leave the focus where it is (F060, F132)."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        QApplication.alert(self)  # where a program may not raise its windows, as on Wayland

    def place(self) -> bytes:
        """Where it is, to be remembered."""
        return bytes(self.saveGeometry().toBase64().data())

    def leave(self) -> None:
        """Go without putting anything back: nobody is logged in any more."""
        self._stays = False
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its content goes back to the tabs."""
        event.accept()
        if self._stays:
            self._stays = False
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the main window work here, too."""
        self.pressed.emit(QKeySequence(event.keyCombination()))
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _stay_on_top(self, on: bool) -> None:
        """A window whose flags change is hidden by Qt, and shown again where it was."""
        seen, place = self.isVisible(), self.geometry()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        if seen:
            self.setGeometry(place)
            self.show()
            self.on_top.emit(on)
        self._mark()

    def _mark(self) -> None:
        colours = self._theme.colours
        for button, name in ((self.pin, "pin"), (self.alarm, "alarm")):
            set_mark(button, "lit", button.isChecked())
            button.setIcon(icon(name, colours.accent.ink if button.isChecked() else colours.muted))
        self.back.setIcon(icon("in", colours.muted))

    def _retranslate(self) -> None:
        for button, words in (
            (self.pin, self.tr("Always on top of other windows")),
            (self.alarm, self.tr("Come forward by itself when there is something new")),
            (self.back, self.tr("Back to the tabs")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._mark()
