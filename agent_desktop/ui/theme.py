"""The look in force: follows the system, or the person's choice, and tells widgets that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from agent_desktop.ui.style import palette, style_sheet
from agent_desktop.ui.tokens import COLOURS, Colours, Scheme
from agent_desktop.ui.typography import Text, font


class Theme(QObject):
    """Dresses the application; ``changed`` comes after everything has its new colours, ``chosen`` when the
    person chose another theme, even if it looks the same now. ``locked``: the choice is the administrator's (F064).
    ``still``: nothing moves (F125); widgets that do, ask for it."""

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, app: QApplication, choice: str = "system", *, locked: bool = False) -> None:
        super().__init__(app)
        self.locked = False
        self.still = False
        self._app = app
        self._choice = choice
        self._dressed: Scheme | None = None
        self.scheme = Scheme.LIGHT
        self.colours: Colours = COLOURS[self.scheme]
        app.setStyle("Fusion")
        app.setFont(font(Text.BODY))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self.choose(choice)
        self.locked = locked

    @property
    def choice(self) -> str:
        """What the person chose: one of ``THEMES``."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take ``system``, ``light`` or ``dark``; the window's frame follows where the system can."""
        if self.locked:
            return
        changed = choice != self._choice
        self._choice = choice
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice, Qt.ColorScheme.Unknown)
        QGuiApplication.styleHints().setColorScheme(wanted)
        self._dress()
        if changed:
            self.chosen.emit(choice)

    def stand_still(self, *, on: bool) -> None:
        """Let nothing move or blink, or all as usual."""
        if on != self.still:
            self.still = on
            self._dressed = None
            self._dress()

    def _dress(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self.scheme = Scheme(self._choice) if self._choice != "system" else Scheme.DARK if dark else Scheme.LIGHT
        if self.scheme is self._dressed:
            return
        self._dressed = self.scheme
        self.colours = COLOURS[self.scheme]
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, still=self.still))
        self.changed.emit()
