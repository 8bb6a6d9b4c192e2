"""When a customer is called again: at once, after a while, or on a day and at a time chosen in a calendar (F069)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, QLocale, QSize, Qt, QTime
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget

from agent_desktop.ui.time_popup import TimePopup

MINUTE = 60_000
HOUR = 60 * MINUTE
SPANS = (15 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR)
LATEST_DAYS = 365
MORNING = QTime(9, 0)

Chosen = Callable[[int | None, int | None], None]


class WhenMenu(QMenu):
    """``chosen(at, after_ms)``: a moment (ms UTC, this PC's clock), a span from now, or neither for at once.

    ObjectNames of the entries: ``when_now``, ``when_<ms>``, ``when_calendar``.
    """

    def __init__(self, chosen: Chosen, clock: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen, self._clock, self._button = chosen, clock, parent
        self.calendar: CalendarPopup | None = None
        self._entries = {"now": self.addAction("")}
        self._entries["now"].triggered.connect(lambda: chosen(None, None))
        for ms in SPANS:
            entry = self._entries[str(ms)] = self.addAction("")
            entry.triggered.connect(lambda _checked=False, after=ms: chosen(None, after))
        self.addSeparator()
        self._entries["calendar"] = self.addAction("")
        self._entries["calendar"].triggered.connect(self.open_calendar)
        for name, entry in self._entries.items():
            entry.setObjectName(f"when_{name}")
        self._retranslate()

    def open_calendar(self) -> None:
        """Let the person choose day and time, beside the button that opened this."""
        if self.calendar is None:
            self.calendar = CalendarPopup(lambda at: self._chosen(at, None), self._button)
        self.calendar.choose_from(self._clock())
        self.calendar.open(self._button, self.calendar.days)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        words = {
            "now": self.tr("As soon as possible"),
            str(15 * MINUTE): self.tr("In 15 minutes"),
            str(HOUR): self.tr("In one hour"),
            str(4 * HOUR): self.tr("In four hours"),
            str(24 * HOUR): self.tr("Tomorrow at this time"),
            "calendar": self.tr("Day and time …"),
        }
        for name, text in words.items():
            self._entries[name].setText(text)


DAYS = QSize(400, 250)
"""Short names of days have room in every language, and so have six weeks."""


class CalendarPopup(TimePopup):
    """A calendar and a time of day over the window; Escape or a click beside it closes it."""

    def __init__(self, take: Callable[[int], None], parent: QWidget) -> None:
        super().__init__("calendar", self._with_day, parent)
        self._take_moment = take
        self.days = QCalendarWidget(self)
        self.days.setObjectName("calendar_days")
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setMinimumSize(DAYS)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, QTextCharFormat())  # Qt's red cannot be read on dark
        self.days.activated.connect(lambda _day: self.time.setFocus())
        self.box.insertWidget(0, self.days)
        QWidget.setTabOrder(self.days, self.time)
        self.retranslate()

    def choose_from(self, now: int) -> None:
        """Begin with tomorrow morning; the past and what is too far cannot be chosen."""
        today = QDateTime.fromMSecsSinceEpoch(now).date()
        self.days.setDateRange(today, today.addDays(LATEST_DAYS))
        self.days.setSelectedDate(today.addDays(1))
        self.time.setTime(MORNING)

    def retranslate(self) -> None:
        """Speak the language of now."""
        super().retranslate()
        self.days.setLocale(QLocale())
        self.days.setAccessibleName(self.tr("Day"))
        self.ok.setText(self.tr("Call again then"))

    def _with_day(self, time: QTime) -> None:
        self._take_moment(QDateTime(self.days.selectedDate(), time).toMSecsSinceEpoch())


def moment(at: int, now: int) -> str:
    """A moment as people say it: the time today, else with the day, of another year with the year (both ms UTC, this
    PC's clock)."""
    then, today = QDateTime.fromMSecsSinceEpoch(at), QDateTime.fromMSecsSinceEpoch(now).date()
    time = then.time().toString("HH:mm")
    if then.date() == today:
        return time
    day = "ddd d MMM" if then.date().year() == today.year() else "d MMM yyyy"
    return f"{QLocale().toString(then.date(), day)} {time}"
