"""Recent calls: missed, received and dialled, each to be called again (F022, F123)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from agent_desktop.client.day import Day, by_queue
from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.client.view import View
from agent_desktop.domain.messages import OfferEnd
from agent_desktop.ui.columns import NUMBER, Column
from agent_desktop.ui.dial_table import DialTable, stamp
from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.labels import ElidedLabel
from agent_desktop.ui.spans import span
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.words import status_and_reason

ICONS = {Way.MISSED: "missed", Way.RECEIVED: "answer", Way.DIALLED: "transfer"}


class RecentTable(DialTable):
    """Who, for which queue, when, and how long or why not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._theme = theme
        self._offset_ms = 0
        self._summed: tuple[tuple[RecentCall, ...], Day] = ((), Day())
        super().__init__("recent", parent)
        self.today = ElidedLabel(Text.CAPTION, self, "recent_today")
        set_mark(self.today, "tint", "muted")
        self.box.addWidget(self.today)
        theme.changed.connect(self.table.retranslate)
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show the calls at ``now`` (server's clock, ms), and under them the day's sums (F050)."""
        self._offset_ms = view.offset_ms
        self.show_all(view.recents, now)
        shown = (view.recents, view.day)
        if shown != self._summed:
            self._summed = shown
            self._sum()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def columns(self) -> Sequence[Column[Any]]:
        """Who, queue, when, what became of it."""
        return (
            Column(lambda: self.tr("With"), lambda row, now: self._who(row), decoration=self._icon, id="with"),
            Column(lambda: self.tr("Queue"), lambda row, now: row.queue, id="queue"),
            Column(lambda: self.tr("When"), self._when, "88 Mmmm", NUMBER, id="when"),
            Column(lambda: self.tr("Outcome"), lambda row, now: self._outcome(row), id="outcome"),
        )

    def key(self) -> Callable[[Any], Hashable]:
        """One case may be missed more than once."""
        return lambda row: (row.case, row.way, row.at)

    def finds(self, row: RecentCall, wanted: str) -> bool:
        """By name, number, queue or kind."""
        words = (row.name, row.number, row.queue, self._way(row.way))
        return any(wanted in word.casefold() for word in words)

    def called_by(self, row: RecentCall) -> str:
        """A colleague is called by name, a customer by number; one who withheld it not at all."""
        return row.name if row.agent else row.number

    def _who(self, row: RecentCall) -> str:
        who = " ".join(part for part in (row.name, row.number) if part)
        return who or self.tr("Number withheld")

    def _when(self, row: RecentCall, now: int) -> str:
        return stamp(row.at - self._offset_ms, now - self._offset_ms)

    def _outcome(self, row: RecentCall) -> str:
        if row.way is Way.MISSED:
            return self._missed(row.how)
        if row.ended is None:
            return self.tr("In progress")
        if row.talked_ms is None:
            return self.tr("Not reached")
        return f"{self._way(row.way)} {span(row.talked_ms)}"

    def _missed(self, how: OfferEnd | None) -> str:
        """F123: what happened."""
        match how:
            case OfferEnd.REJECTED:
                return self.tr("Rejected by you")
            case OfferEnd.CALLER_LEFT:
                return self.tr("Caller hung up")
            case OfferEnd.UNREACHABLE:
                return self.tr("Your phone did not ring")
            case OfferEnd.SWITCH_RESTART:
                return self.tr("Lost by the server")
            case _:
                return self.tr("Not answered")

    def _way(self, way: Way) -> str:
        match way:
            case Way.MISSED:
                return self.tr("Missed")
            case Way.RECEIVED:
                return self.tr("Received")
            case Way.DIALLED:
                return self.tr("Dialled")

    def _icon(self, row: RecentCall) -> QPixmap:
        colours = self._theme.colours
        colour = colours.bad if row.way is Way.MISSED else colours.muted
        return pixmap(ICONS[row.way], colour, 16, self.devicePixelRatioF())

    def _sum(self) -> None:
        calls, day = self._summed
        queues = by_queue(calls, day.midnight)
        words = self.tr("Today: {received} received, {dialled} dialled, {missed} missed, {time} talked")
        self.today.setText(
            words.format(
                received=sum(row.received for row in queues),
                dialled=sum(row.dialled for row in queues),
                missed=sum(row.missed for row in queues),
                time=span(sum(row.talked_ms for row in queues)),
            )
        )
        lines = [
            f"{row.queue}: {self._way(Way.RECEIVED)} {row.received}, {self._way(Way.DIALLED)} {row.dialled}, "
            f"{self._way(Way.MISSED)} {row.missed}, {span(row.talked_ms)}"
            for row in queues
        ]
        lines += [
            f"{status_and_reason(row.status, row.reason or None)}: {row.times} × {span(row.ms)}"
            for row in day.spells
            if row.since is None
        ]
        self.today.setToolTip("\n".join(lines))
        self.today.setAccessibleName(self.today.text())

    def _retranslate(self) -> None:
        self._sum()
        self.filter.setPlaceholderText(self.tr("Filter by name, number or queue"))
        self.filter.setAccessibleName(self.tr("Filter the recent calls"))
        self.view.setAccessibleName(self.tr("Recent calls"))
        self.view.setToolTip(self.tr("Enter or a double-click puts the number into the dial field"))
        self.retranslate()
