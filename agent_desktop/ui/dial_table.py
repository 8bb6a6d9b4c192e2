"""A list of people and numbers with a filter, from which one is called: recent calls and the address book share it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QDateTime, QEvent, QLocale, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTableView, QVBoxLayout, QWidget

from agent_desktop.ui.columns import ROOT, Column, Table, dress, fit


def stamp(at: int, now: int) -> str:
    """A moment (this PC's clock, ms UTC), short: today's with its time, others with their day."""
    then = QDateTime.fromMSecsSinceEpoch(at)
    if then.date() == QDateTime.fromMSecsSinceEpoch(now).date():
        return then.time().toString("HH:mm")
    return QLocale().toString(then.date(), "d MMM")


class DialTable(QWidget):
    """``dial`` says what the dial field is to have: by a double-click or Enter on a row; the person then calls.

    Subclasses give the columns, what a row is found by, and what it is called by.
    """

    dial = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Any, ...] = ()
        self._now = 0
        self.filter = QLineEdit(self)
        self.filter.setObjectName(f"{name}_filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.view = QTableView(self)
        self.view.setObjectName(f"{name}_table")
        self.table: Table[Any] = Table(self.columns(), key=self.key(), parent=self)
        self.view.setModel(self.table)
        dress(self.view)
        self.view.doubleClicked.connect(self._take)
        self.view.installEventFilter(self)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(self.filter, 1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 4, 0, 0)
        self.box.setSpacing(4)
        self.box.addLayout(self.head)
        self.box.addWidget(self.view, 1)

    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the table."""
        raise NotImplementedError

    def key(self) -> Callable[[Any], Hashable]:
        """What tells one row from another."""
        raise NotImplementedError

    def finds(self, row: Any, wanted: str) -> bool:
        """Whether a row fits what was typed, in small letters."""
        raise NotImplementedError

    def called_by(self, row: Any) -> str:
        """What is put into the dial field; empty when this row cannot be called."""
        raise NotImplementedError

    def show_all(self, rows: tuple[Any, ...], now: int) -> None:
        """Show those of ``rows`` that fit the filter, at ``now`` (server's clock, ms)."""
        if rows is self._all and not self._is_another_day(now):
            self._now = now
            return
        self._all, self._now = rows, now
        self._show()

    def current(self) -> Any | None:
        """The row that is chosen."""
        index = self.view.currentIndex()
        return self.table.rows[index.row()] if index.isValid() and index.row() < len(self.table.rows) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter does what a double-click does; Down goes from the filter into the list."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            index = self.view.currentIndex()
            self._take(index if watched is self.view or index.isValid() else self.table.index(0, 0))
            return True
        if watched is self.filter and event.key() == Qt.Key.Key_Down and self.table.rows:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            self.view.selectRow(0)
            return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Ask for the words of the table anew."""
        self.table.retranslate()
        fit(self.view, self.table.columns)

    def _is_another_day(self, now: int) -> bool:
        return now // 86_400_000 != self._now // 86_400_000

    def _narrow(self) -> None:
        """Another filter: by Enter its first row is meant, and not one that was chosen before."""
        self.view.setCurrentIndex(ROOT)
        self._show()

    def _show(self) -> None:
        wanted = self.filter.text().strip().casefold()
        self.table.show_rows(tuple(row for row in self._all if not wanted or self.finds(row, wanted)), self._now)

    def _take(self, index: QModelIndex) -> None:
        """What Enter and a double-click do."""
        if index.isValid() and (text := self.called_by(self.table.rows[index.row()])):
            self.dial.emit(text)
