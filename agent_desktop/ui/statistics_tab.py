"""Personal statistics: today beside a chosen day, and the week by day and type of call, drawn too (F050, F057)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDateEdit, QFileDialog, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from agent_desktop.client.statistics import NO_DAY, DayFigures, exported, week_of
from agent_desktop.client.value import Value
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.buttons import push_button
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.labels import label
from agent_desktop.ui.rolling import Rolling
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.week_chart import WeekChart
from agent_desktop.ui.words import status_and_reason

TABLE_LOW = 140
"""Pixels: heading and three rows."""


class Line(Value, frozen=True, kw_only=True):
    """One figure of both days."""

    what: str
    today: str
    chosen: str


class StatisticsTab(QWidget):
    """``statistics_day``, ``statistics_chart``, ``statistics_table``, ``statistics_export``; asks when it is seen."""

    _answered = Signal(object)

    def __init__(self, theme: Theme, desk: DeskPort, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._names: dict[str, str] = {}
        self._seen: tuple[object, ...] = ()  # what the figures that are shown were asked for
        self._online = False
        self._since: object = None
        self.figures: dict[date, DayFigures] = {}
        self._wanted: tuple[date, ...] = ()
        self.day = QDateEdit(self)
        self.day.setObjectName("statistics_day")
        self.day.setCalendarPopup(True)
        yesterday = self._today() - timedelta(days=1)
        self.day.setDate(QDate(yesterday.year, yesterday.month, yesterday.day))
        self.day.dateChanged.connect(lambda _day: self._ask())
        self._caption = label(Text.CAPTION, self)
        self._caption.setBuddy(self.day)
        self.export = push_button("statistics_export", self)
        self.export.clicked.connect(lambda _checked=False: self._choose_file())
        self.chart = WeekChart(theme, self)
        self.told = label(Text.CAPTION, self, tint="muted", name="statistics_told")
        self.told.setWordWrap(True)
        self.view = QTableView(self)
        self.view.setObjectName("statistics_table")
        self.table: Table[Line] = Table(
            (
                Column(lambda: self.tr("Figure"), lambda row, now: row.what),
                Column(lambda: self.tr("Today"), lambda row, now: row.today, "00:00:00", NUMBER),
                Column(lambda: self.tr("Chosen day"), lambda row, now: row.chosen, "00:00:00", NUMBER),
            ),
            key=lambda row: row.what,
            parent=self.view,
        )
        self.view.setModel(self.table)
        dress(self.view)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._caption)
        head.addWidget(self.day)
        head.addStretch(1)
        head.addWidget(self.export)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        self.view.setMinimumHeight(TABLE_LOW)
        figures = QWidget(self)
        below = QVBoxLayout(figures)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self.chart)
        below.addWidget(self.told)
        below.addWidget(self.view, 1)
        box.addWidget(Rolling(figures, self), 1)  # in a small window drawing and table are not seen at once
        self._answered.connect(self._take)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """The figures are asked for anew when the agent's status is another one, if somebody looks."""
        self._names = {row.id: row.name for row in view.queues}
        self._online = view.link is Link.ONLINE and view.agent is not None
        since = (view.agent.id if view.agent else "", view.presence.since if view.presence else None)
        if since != self._since:
            self._since = since
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def save(self, file: Path) -> None:
        """Write the week and today as CSV; a place that cannot be written is said."""
        rows = [(day, self.figures.get(day, NO_DAY)) for day in sorted({*self._week(), self._today()})]
        try:
            file.write_text(
                exported(rows, lambda status, why: status_and_reason(status, why or None)), encoding="utf-8"
            )
        except OSError as error:
            self.told.setText(self.tr("{file} cannot be written: {why}").format(file=file, why=error.strerror))
            return
        self.told.setText(self.tr("Saved: {file}").format(file=file))

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock() / 1000).astimezone().date()

    def _chosen(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def _week(self) -> tuple[date, ...]:
        return week_of(self._chosen())

    def _ask(self) -> None:
        if not (self.isVisible() and self._online):
            return
        for days in (self._week(), (self._today(),)):
            self._desk.figures(days, lambda got, asked=days: self._answered.emit((asked, got)))

    def _take(self, answer: tuple[Sequence[date], tuple[DayFigures, ...] | None]) -> None:
        days, got = answer
        self.told.setText("" if got is not None else self.tr("The server cannot be asked now."))
        if got is not None:
            self.figures.update(zip(days, got, strict=True))
        self._show()

    def _show(self) -> None:
        kinds = (self.tr("Queue calls taken"), self.tr("Other calls taken"), self.tr("Other calls made"))
        self.chart.show_week(tuple((day, self.figures.get(day, NO_DAY)) for day in self._week()), kinds)
        today, chosen = (self.figures.get(day, NO_DAY) for day in (self._today(), self._chosen()))
        rows = [
            Line(what=what, today=str(getattr(today, field)), chosen=str(getattr(chosen, field)))
            for what, field in zip(kinds, ("queue_taken", "other_taken", "made"), strict=True)
        ]
        for status, reason in sorted({(one, why) for figures in (today, chosen) for one, why, _ in figures.statuses}):
            spent = [_spent(figures, status, reason) for figures in (today, chosen)]
            rows.append(Line(what=status_and_reason(status, reason or None), today=spent[0], chosen=spent[1]))
        for queue in sorted({queue for figures in (today, chosen) for queue, _ in figures.queues}):
            counts = [str(dict(figures.queues).get(queue, 0)) for figures in (today, chosen)]
            what = self.tr("Cases of {queue}").format(queue=self._names.get(queue, queue))
            rows.append(Line(what=what, today=counts[0], chosen=counts[1]))
        self.table.show_rows(tuple(rows), 0)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the figures"))
        dialog.setObjectName("statistics_files")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.show()

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("Beside today:"))
        self.day.setAccessibleName(self.tr("The day beside today"))
        self.day.setToolTip(self.tr("The day beside today; its week is drawn"))
        self.export.setText(self.tr("Export …"))
        self.export.setToolTip(self.tr("Save the week as a table (CSV)"))
        self.chart.setAccessibleName(self.tr("The week by day and type of call"))
        self.view.setAccessibleName(self.tr("Personal statistics"))
        self.table.retranslate()
        fit(self.view, self.table.columns)
        self._show()


def _spent(figures: DayFigures, status: AgentStatus, reason: str) -> str:
    return span(sum(ms for one, why, ms in figures.statuses if (one, why) == (status, reason)))
