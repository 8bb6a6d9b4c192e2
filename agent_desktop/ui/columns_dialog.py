"""Which columns of an information table are shown, and in which order: chosen in a small dialog (F044, F052)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.ui.columns import Column, choosable

UP, DOWN = "Alt+Up", "Alt+Down"
ID = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """A list with a tick for each column. Every change has effect at once; one column is always left."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        chosen: Sequence[str],
        choose: Callable[[tuple[str, ...]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._columns, self._choose = {column.id: column for column in columns if column.id}, choose
        self._usual = choosable(columns)
        self.list = QListWidget(self)
        self.list.setObjectName("columns_list")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up, self.down, self.reset, self.done_ = (QPushButton(self) for _ in range(4))
        for name, button, act in (
            ("up", self.up, lambda: self._move(-1)),
            ("down", self.down, lambda: self._move(1)),
            ("reset", self.reset, self._reset),
            ("done", self.done_, self.accept),
        ):
            button.setObjectName(f"columns_{name}")
            button.setAutoDefault(name == "done")
            button.clicked.connect(act)
        for key, by in ((UP, -1), (DOWN, 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda chosen=by: self._move(chosen))
        beside = QVBoxLayout()
        for button in (self.up, self.down, self.reset):
            beside.addWidget(button)
        beside.addStretch(1)
        beside.addWidget(self.done_)
        row = QHBoxLayout(self)
        row.addWidget(self.list, 1)
        row.addLayout(beside)
        self._fill(tuple(name for name in chosen if name in self._columns) or self._usual)
        self.list.itemChanged.connect(self._ticked)
        self.list.model().rowsMoved.connect(self._tell)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def shown(self) -> tuple[str, ...]:
        """The columns that are ticked, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(ID) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name in (*shown, *(other for other in self._usual if other not in shown)):
            item = QListWidgetItem(_one_line(self._columns[name].heading()))
            item.setData(ID, name)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        if not self.shown():
            item.setCheckState(Qt.CheckState.Checked)
            return
        self._tell()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)
            self._tell()

    def _reset(self) -> None:
        self._fill(self._usual)
        self._tell()

    def _tell(self) -> None:
        shown = self.shown()
        self._choose(() if shown == self._usual else shown)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Columns"))
        self.list.setAccessibleName(self.tr("Columns that are shown"))
        self.list.setToolTip(self.tr("Space shows or hides a column"))
        for button, words, key in (
            (self.up, self.tr("Up"), UP),
            (self.down, self.tr("Down"), DOWN),
            (self.reset, self.tr("As at first"), ""),
            (self.done_, self.tr("Close"), ""),
        ):
            button.setText(words)
            native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{words} ({native})" if key else words)
        for row in range(self.list.count()):
            item = self.list.item(row)
            self.list.blockSignals(True)
            item.setText(_one_line(self._columns[item.data(ID)].heading()))
            self.list.blockSignals(False)


def _one_line(heading: str) -> str:
    return " ".join(heading.split())
