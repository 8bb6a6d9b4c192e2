"""When an agent plans to be back from a break: in some minutes, or at a time of the next 24 hours (F017)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.client.actions import is_busy_with
from agent_desktop.client.view import View
from agent_desktop.ui.time_popup import TimePopup
from agent_desktop.ui.when_menu import HOUR, MINUTE, moment
from agent_desktop.ui.words import translate

SPANS = (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR)
AT_FIRST = HOUR
"""Ahead of now is the time that is proposed, on the minute."""


class ReturnMenu(QMenu):
    """One entry a span and one for a time; ``chosen(at)`` hears the moment (ms UTC, server's clock), 0 for none.

    ObjectNames of the entries: ``back_<ms>``, ``back_at`` for a time, ``back_0`` for none.
    """

    def __init__(
        self,
        chosen: Callable[[int], None],
        clock: Callable[[], int],
        beside: Callable[[], QWidget],
        parent: QMenu,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._clock, self._beside = chosen, clock, beside
        self.time: ReturnPopup | None = None
        self._entries: dict[str, QAction] = {}
        for ms in SPANS:
            entry = self._entries[str(ms)] = self.addAction("")
            entry.triggered.connect(lambda _checked=False, after=ms: chosen(clock() + after))
        self._entries["at"] = self.addAction("")
        self._entries["at"].triggered.connect(self._ask_time)
        self.addSeparator()
        self._entries["0"] = self.addAction("")
        self._entries["0"].triggered.connect(lambda: chosen(0))
        for name, entry in self._entries.items():
            entry.setObjectName(f"back_{name}")
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _ask_time(self) -> None:
        if self.time is None:
            self.time = ReturnPopup(lambda time: self._chosen(next_at(time, self._clock())), self._beside())
        self.time.choose_from(self._clock())
        self.time.open(self._beside(), self.time.time)

    def _retranslate(self) -> None:
        words = {
            str(5 * MINUTE): self.tr("In &5 minutes"),
            str(15 * MINUTE): self.tr("In &15 minutes"),
            str(30 * MINUTE): self.tr("In &30 minutes"),
            str(HOUR): self.tr("In one &hour"),
            "at": self.tr("At a &time …"),
            "0": self.tr("&Not said"),
        }
        for name, text in words.items():
            self._entries[name].setText(text)


class ReturnPopup(TimePopup):
    """The time of day at which one is back."""

    def __init__(self, take: Callable[[QTime], None], parent: QWidget) -> None:
        super().__init__("return", take, parent)
        self.retranslate()

    def choose_from(self, now: int) -> None:
        """Begin with a time that is likely."""
        self.time.setTime(QDateTime.fromMSecsSinceEpoch(now + AT_FIRST).time())
        self.time.setSelectedSection(self.time.Section.HourSection)

    def retranslate(self) -> None:
        """Speak the language of now."""
        super().retranslate()
        self.ok.setText(self.tr("Back then"))


def next_at(time: QTime, now: int) -> int:
    """The next moment (ms UTC) after ``now`` at which a clock here shows this time, to the minute."""
    today = QDateTime.fromMSecsSinceEpoch(now).date()
    at = QDateTime(today, QTime(time.hour(), time.minute()))
    return (at if at.toMSecsSinceEpoch() > now else at.addDays(1)).toMSecsSinceEpoch()


def on_break(view: View) -> str | None:
    """The reason of the break in force, or chosen for after the case; None when it is still to be chosen."""
    return next((reason.id for reason in view.reasons if is_busy_with(view, reason.id)), None)


def planned(view: View) -> int:
    """The return that is planned from that break (ms UTC, server's clock); 0: none."""
    row = view.then or view.presence
    return row.back_at if row is not None else 0


def return_words(back_at: int, now: int) -> str:
    """A planned return as colleagues and the agent read it, and that it is past; empty when none is planned."""
    if not back_at:
        return ""
    text = translate("status", "Back at {time}") if now < back_at else translate("status", "Overdue: back at {time}")
    return text.format(time=moment(back_at, now))
