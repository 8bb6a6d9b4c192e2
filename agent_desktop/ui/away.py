"""Tells by the desktop's own notices what the window tells, while the person cannot see the window (F132)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from agent_desktop.client.actions import BY_ID
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.view import View
from agent_desktop.desktop.system_notices import OPEN, Chosen, SystemNotice, SystemNotices
from agent_desktop.desktop.telling import Telling
from agent_desktop.domain.messages import Offer
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import NOTICES_CUSTOMER, NOTICES_SYSTEM
from agent_desktop.ui.announcer import whom
from agent_desktop.ui.sight import Sight
from agent_desktop.ui.window import Window, wall_clock
from agent_desktop.ui.words import action_label, status_name, translate

OFFER, TOLD = "offer", "told"
"""The keys of the two notices there may be at a time."""
ANSWER = "answer"
NO, HIDDEN, BEHIND = "no", "hidden", "behind"
"""The values of the option."""

Way = Callable[[Chosen], SystemNotices | None]


def in_front() -> bool:
    """Whether a window of this program has the keyboard."""
    return QGuiApplication.focusWindow() is not None


class Away(QObject):
    """``way`` opens the desktop's notices when there is the first to be shown; it may find none.

    The window's own notice comes first: one of the system is shown only when that one is not seen, says no more than
    it, and goes as soon as the window is seen. It never names the customer unless the option says so, as a locked
    screen shows notices too.
    """

    _chosen = Signal(str, str)

    def __init__(
        self,
        window: Window,
        preferences: Preferences,
        way: Way,
        clock: Callable[[], int] = wall_clock,
        in_front: Callable[[], bool] = in_front,
    ) -> None:
        super().__init__(window)
        self._window, self._preferences, self._way, self._clock = window, preferences, way, clock
        self._in_front = in_front
        self._telling = Telling()
        self._notices: SystemNotices | None = None
        self._is_open = False
        self._offer: Offer | None = None  # the one that is shown
        self._is_told = False  # a notice is shown
        self.sight = Sight(window)
        self.sight.changed.connect(self._look)
        window.bridge.view_changed.connect(self._follow)
        window.bridge.reacted.connect(self._react)  # after the window's own reaction: it may have come into sight
        window.told.connect(self._tell)
        self._chosen.connect(self._act, Qt.ConnectionType.QueuedConnection)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._look)
        preferences.listen(NOTICES_SYSTEM, lambda _value: self._look())

    def close(self) -> None:
        """Take back what is shown, hear no click any more, and end."""
        self._telling.close()
        if self._notices is not None:
            self._notices.close()

    @property
    def _is_wanted(self) -> bool:
        wish = self._preferences[NOTICES_SYSTEM]
        return wish != NO and not (self.sight.seen and (wish != BEHIND or self._in_front()))

    def _react(self, reaction: Reaction) -> None:
        view = self._window.main.view
        if reaction.show is None or view.offer is None or view.offer == self._offer or not self._is_wanted:
            return
        self._offer = view.offer
        left = view.offer.until - view.server_time(self._clock())
        self._show(
            OFFER,
            SystemNotice(
                title=status_name(view.status),
                text=whom(view, customer=self._preferences[NOTICES_CUSTOMER] == "yes"),
                buttons=((OPEN, translate("Tray", "Show the window")), (ANSWER, action_label(BY_ID[ANSWER], view))),
                urgent=True,
                lasts_ms=max(1, left),
            ),
        )

    def _tell(self, text: str) -> None:
        """No sentence of ``protocol/codes.py`` has a gap for the customer."""
        if self._is_wanted:
            self._is_told = True
            buttons = ((OPEN, translate("Tray", "Show the window")),)
            self._show(TOLD, SystemNotice(title=translate("Window", "Agent Desktop"), text=text, buttons=buttons))

    def _follow(self, view: View) -> None:
        """The offer was answered here or elsewhere, or is over."""
        if self._offer is not None and (view.offer is None or view.offer.case != self._offer.case):
            self._end_offer()

    def _look(self) -> None:
        """What is seen in the window again needs no other notice."""
        if (self._offer is not None or self._is_told) and not self._is_wanted:
            self._end_offer()
            self._is_told = False
            self._take_back(TOLD)

    def _end_offer(self) -> None:
        self._offer = None
        self._take_back(OFFER)

    def _hear(self, key: str, button: str) -> None:
        """In any thread."""
        self._telling.tell(lambda: self._chosen.emit(key, button))

    def _act(self, key: str, button: str) -> None:
        """A button of a notice: an offer that is over meanwhile is not answered by it, whatever rings now."""
        if button == OPEN:
            self._window.come_forward()
        elif key == OFFER and button == ANSWER and self._offer is not None:
            self._window.press(ANSWER)

    def _show(self, key: str, notice: SystemNotice) -> None:
        if not self._is_open:
            self._is_open = True
            self._notices = self._way(self._hear)
        if self._notices is not None:
            self._notices.show(key, notice)

    def _take_back(self, key: str) -> None:
        if self._notices is not None:
            self._notices.take_back(key)
