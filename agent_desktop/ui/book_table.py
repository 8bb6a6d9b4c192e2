"""The address book with its favourites, and what could not be read of its files (F054)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QWidget

from agent_desktop.client.address_book import AddressBook, Mistake
from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.columns import Column
from agent_desktop.ui.dial_table import DialTable
from agent_desktop.ui.icons import icon, pixmap
from agent_desktop.ui.labels import ElidedLabel
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.words import sentence

KEY = "Ctrl+D"
TOLD = 20
"""So many mistakes are in the tooltip."""


class BookRow(msgspec.Struct, frozen=True):
    """One number of one person."""

    name: str
    number: str
    company: str
    favourite: bool


class BookTable(DialTable):
    """A number a line, favourites first; ``favour(number, on)`` is called by the star's button or its key."""

    def __init__(self, theme: Theme, favour: Callable[[str, bool], None], parent: QWidget | None = None) -> None:
        self._theme, self._favour = theme, favour
        self._shown: tuple[AddressBook, tuple[str, ...]] | None = None
        super().__init__("book", parent)
        self.star = quiet_button("book_favourite", self)
        self.star.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.star.clicked.connect(self._toggle)
        self.head.addWidget(self.star)
        self.mistakes = ElidedLabel(Text.CAPTION, self, "book_mistakes")
        set_mark(self.mistakes, "tint", "caution")
        self.mistakes.hide()
        self.box.addWidget(self.mistakes)
        shortcut = QShortcut(QKeySequence(KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setObjectName("key_favourite")
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._toggle)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def show_book(self, book: AddressBook, favourites: tuple[str, ...]) -> None:
        """Show the book; nothing is drawn again when it is the same."""
        if self._shown is not None and self._shown[0] is book and self._shown[1] == favourites:
            return
        self._shown = (book, favourites)
        rows = [
            BookRow(person.name, number, person.company, number in favourites)
            for person in book.people
            for number in person.numbers
        ]
        self.show_all((*(row for row in rows if row.favourite), *(row for row in rows if not row.favourite)), 0)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def columns(self) -> Sequence[Column[Any]]:
        """Name, number, company."""
        return (
            Column(lambda: self.tr("Name"), lambda row, now: row.name, decoration=self._icon, id="name"),
            Column(lambda: self.tr("Number"), lambda row, now: row.number, id="number"),
            Column(lambda: self.tr("Company"), lambda row, now: row.company, id="company"),
        )

    def key(self) -> Callable[[Any], Hashable]:
        """A name may have several numbers, and a number several names."""
        return lambda row: (row.name, row.number, row.company)

    def finds(self, row: BookRow, wanted: str) -> bool:
        """By name, company or number."""
        return wanted in row.name.casefold() or wanted in row.company.casefold() or wanted in row.number

    def called_by(self, row: BookRow) -> str:
        """The number."""
        return row.number

    def _toggle(self) -> None:
        row = self.current()
        if row is not None:
            self._favour(row.number, not row.favourite)

    def _icon(self, row: BookRow) -> QPixmap | None:
        colours = self._theme.colours
        return pixmap("favourite", colours.text, 14, self.devicePixelRatioF()) if row.favourite else None

    def _tell(self) -> None:
        mistakes: tuple[Mistake, ...] = self._shown[0].mistakes if self._shown is not None else ()
        self.mistakes.setVisible(bool(mistakes))
        if mistakes:
            count = self.tr("Mistakes in the address book: {count}").format(count=len(mistakes))
            self.mistakes.setText(f"{count}. {_said(mistakes[0])}")
            self.mistakes.setToolTip("\n".join(_said(mistake) for mistake in mistakes[:TOLD]))

    def _retranslate(self) -> None:
        words = self.tr("Favourite, or no more ({key})").format(key=KEY)
        self.star.setIcon(icon("favourite", self._theme.colours.muted))
        self.star.setToolTip(words)
        self.star.setAccessibleName(words)
        self.filter.setPlaceholderText(self.tr("Filter by name, company or number"))
        self.filter.setAccessibleName(self.tr("Filter the address book"))
        self.view.setAccessibleName(self.tr("Address book"))
        self._tell()
        self.retranslate()


def _said(mistake: Mistake) -> str:
    return sentence(mistake.code, {"file": mistake.file, "line": str(mistake.line), "text": mistake.text})
