"""Lets nothing in the window move or blink where the person, or the PC, is set so (F125; WCAG 2.2, 2.2.2 and 2.3.3)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from agent_desktop.desktop.telling import Telling
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import WINDOW_MOTION
from agent_desktop.ui.theme import Theme

SYSTEM, REDUCED = "system", "reduced"
"""The values of the option that matter here."""
EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Motion(QObject):
    """Follows the option; where that leaves it to the system, ``ask`` tells in a thread of its own what is set there.

    It is asked at the start, and whenever the person comes back to the window: to change it, one has to leave.
    """

    _told = Signal(bool)

    def __init__(self, app: QApplication, theme: Theme, preferences: Preferences, ask: Callable[[], bool]) -> None:
        super().__init__(app)
        self._theme, self._preferences, self._ask = theme, preferences, ask
        self._system = False
        self._waits = self._again = False  # for an answer; and to ask once more, since something may have changed
        self._telling = Telling()
        self.asking: threading.Thread | None = None
        self._flash_ms = QApplication.cursorFlashTime()
        self._effects = [effect for effect in EFFECTS if QApplication.isEffectEnabled(effect)]
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        app.applicationStateChanged.connect(self._came_back)
        preferences.listen(WINDOW_MOTION, lambda _value: self._follow())
        self._follow()

    def close(self) -> None:
        """Hear nothing more of what was asked."""
        self._telling.close()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._follow()

    def _follow(self) -> None:
        wish = self._preferences[WINDOW_MOTION]
        if wish == SYSTEM and self._waits:
            self._again = True
        elif wish == SYSTEM:
            self._waits = True
            self.asking = threading.Thread(target=self._look, name="motion", daemon=True)
            self.asking.start()
        self._stand_still(on=wish == REDUCED or (wish == SYSTEM and self._system))

    def _look(self) -> None:
        less = self._ask()
        self._telling.tell(lambda: self._told.emit(less))

    def _hear(self, less: bool) -> None:
        self._system = less
        again, self._waits, self._again = self._again, False, False
        if again:
            self._follow()
        if self._preferences[WINDOW_MOTION] == SYSTEM:
            self._stand_still(on=less)

    def _stand_still(self, *, on: bool) -> None:
        if on == self._theme.still:
            return
        QApplication.setCursorFlashTime(0 if on else self._flash_ms)
        for effect in self._effects:
            QApplication.setEffectEnabled(effect, not on)
        self._theme.stand_still(on=on)
