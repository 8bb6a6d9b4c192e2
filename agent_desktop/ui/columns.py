"""A read-only table of frozen rows: what the information tables share, and which columns are shown (F044, F049)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from agent_desktop.ui.typography import Text, body_px, font

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CELL_PAD = 14
"""Pixels left and right of a cell's text together."""
NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading (asked again when the language changes), the text of a cell at a moment (server's clock,
    ms), and whether time alone changes it. It is as wide as its heading, and ``widest`` (asked again with the language)
    beside ``symbol`` pixels of decoration; None: it takes what is left.

    ``id`` is what a choice of columns names; where no column has one there is no choice. ``means`` explains it, and
    ``told`` says in a sentence what a short cell means, in its tooltip and to who listens. ``tint`` gives the colour of
    a cell's text (``#rrggbb``), ``checked`` whether its box is ticked, None: it has none.
    """

    heading: Callable[[], str]
    text: Callable[[Row, int], str]
    widest: str | Callable[[], str] | None = None
    align: Qt.AlignmentFlag = WORDS
    counts: bool = False
    decoration: Callable[[Row], Any] | None = None
    id: str = ""
    means: Callable[[], str] | None = None
    tint: Callable[[Row], str | None] | None = None
    checked: Callable[[Row], bool | None] | None = None
    told: Callable[[Row, int], str] | None = None
    symbol: int = 0


class Table(QAbstractTableModel, Generic[Row]):
    """Rows of values under columns. Rows keep their place on the screen (selection, scroll) while their keys stay."""

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._now = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    def key_at(self, index: QModelIndex) -> Hashable:
        """The key of a row; None: there is no such row."""
        return self._key(self._rows[index.row()]) if index.isValid() else None

    def row_of(self, key: Hashable) -> int | None:
        """Where the row with this key stands now."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), None)

    def show_rows(self, rows: tuple[Row, ...], now: int) -> None:
        """Show these rows at ``now``; only what is different is painted again."""
        old, self._now = self._rows, now
        if len(rows) != len(old) or not all(
            after is before or self._key(after) == self._key(before) for after, before in zip(rows, old, strict=True)
        ):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for at, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before is not after and before != after:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))

    def tick(self, now: int) -> None:
        """Show the columns that count at ``now``."""
        self._now = now
        for at, column in enumerate(self._columns):
            if column.counts and self._rows:
                self.dataChanged.emit(self.index(0, at), self.index(len(self._rows) - 1, at))

    @property
    def columns(self) -> Sequence[Column[Row]]:
        """The columns."""
        return self._columns

    def retranslate(self) -> None:
        """Ask for every word anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].heading()
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._columns[section].align | Qt.TextFlag.TextWordWrap.value
            if role == Qt.ItemDataRole.FontRole:
                return font(Text.CAPTION)
            if role == Qt.ItemDataRole.ToolTipRole and (means := self._columns[section].means) is not None:
                return means()
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cells; a cell's accessible text names its column."""
        column, row = self._columns[index.column()], self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row, self._now)
            case Qt.ItemDataRole.ToolTipRole:
                return self._told(column, row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.heading()}: {self._told(column, row)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case Qt.ItemDataRole.DecorationRole if column.decoration:
                return column.decoration(row)
            case Qt.ItemDataRole.ForegroundRole if column.tint and (colour := column.tint(row)):
                return QColor(colour)
            case Qt.ItemDataRole.CheckStateRole if column.checked and (on := column.checked(row)) is not None:
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case _:
                return None

    def _told(self, column: Column[Row], row: Row) -> str:
        return (column.told or column.text)(row, self._now)


class _MenuKey(QObject):
    """The menu key opens the menu of the row that is chosen: Qt's own event says the middle of the table."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for the menu where the row is."""
        if not isinstance(event, QContextMenuEvent) or event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return super().eventFilter(watched, event)
        if isinstance(watched, QTableView) and (index := watched.currentIndex()).isValid():
            watched.customContextMenuRequested.emit(watched.visualRect(index).center())
        return True


class _Chosen(QObject):
    """The row that is chosen stays so wherever it goes, while others come, go or change places. Nobody is told."""

    def __init__(self, view: QTableView, table: Table[Any]) -> None:
        super().__init__(view)
        self._view, self._table = view, table
        self._key: Hashable = None
        table.modelAboutToBeReset.connect(self._keep)
        table.modelReset.connect(self._choose)

    def _keep(self) -> None:
        self._key = self._table.key_at(self._view.currentIndex())

    def _choose(self) -> None:
        row = None if self._key is None else self._table.row_of(self._key)
        if row is not None:
            with QSignalBlocker(self._view.selectionModel()):  # the same row: nothing to read out again
                self._view.selectRow(row)


def dress(view: QTableView) -> None:
    """Make a table view calm: no grid, whole rows, as little that moves as possible, and what is chosen stays so."""
    if isinstance(table := view.model(), Table):
        _Chosen(view, table)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(round(body_px() * 2.3))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setMinimumHeight(1)
    view.installEventFilter(_MenuKey(view))
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setMinimumSectionSize(24)
    head.setFixedHeight(2 * QFontMetrics(font(Text.CAPTION)).lineSpacing() + 8)


def fit(view: QTableView, columns: Sequence[Column[Any]]) -> None:
    """Give each column its width in the language of now: its longest word of heading, or its widest cell."""
    head = view.horizontalHeader()
    words, cells = QFontMetrics(font(Text.CAPTION)), QFontMetrics(font(Text.BODY))
    for at, column in enumerate(columns):
        if column.widest is None:
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            continue
        heading = _width_on_two_lines(column.heading(), words)
        head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
        widest = column.widest if isinstance(column.widest, str) else column.widest()
        head.resizeSection(at, max(heading, cells.horizontalAdvance(widest) + column.symbol) + CELL_PAD)


def choosable(columns: Sequence[Column[Any]]) -> tuple[str, ...]:
    """The columns that a person may leave out or put elsewhere, as they are at first."""
    return tuple(column.id for column in columns if column.id)


def arrange(view: QTableView, columns: Sequence[Column[Any]], chosen: Sequence[str]) -> None:
    """Show these columns, by id, in this order; none: all, as they are. Ids that no column has are passed over."""
    ids = [column.id for column in columns]
    shown = [name for name in chosen if name and name in ids] or [name for name in ids if name]
    head = view.horizontalHeader()
    for at, name in enumerate(ids):
        head.setSectionHidden(at, bool(name) and name not in shown)
    for place, name in enumerate(shown):
        head.moveSection(head.visualIndex(ids.index(name)), place)
    stretches = (column.widest is None and not head.isSectionHidden(at) for at, column in enumerate(columns))
    head.setStretchLastSection(not any(stretches))


def _width_on_two_lines(text: str, metrics: QFontMetrics) -> int:
    """How wide a heading is when it is broken where it is narrowest."""
    words = text.split()
    breaks = range(1, len(words)) if len(words) > 1 else (len(words),)
    return min(
        max(metrics.horizontalAdvance(" ".join(words[:at])), metrics.horizontalAdvance(" ".join(words[at:])))
        for at in breaks
    )
