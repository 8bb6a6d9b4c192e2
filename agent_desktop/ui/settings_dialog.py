"""The settings: pages in a list, found by a search, each with effect at once (F058–F061, F064)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.client.view import View
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.notices import Bar, Urgency
from agent_desktop.ui.place import has_room
from agent_desktop.ui.settings_page import SETTINGS, SettingsPage, translate
from agent_desktop.ui.settings_pages import PAGES, Page
from agent_desktop.ui.typography import Text

USUAL = QSize(820, 600)
LIST_WIDTH = 190


class SettingsDialog(QDialog):
    """The page is called ``settings_<id>``; the list is ``settings_list``, the search ``settings_search``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self.search = QLineEdit(self)
        self.search.setObjectName("settings_search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.list = QListWidget(self)
        self.list.setObjectName("settings_list")
        self.list.setFixedWidth(LIST_WIDTH)
        self.search.setFixedWidth(LIST_WIDTH)
        self.nothing = label(Text.BODY, self, tint="muted", name="settings_nothing")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.title = label(Text.LEAD, self, name="settings_title")
        self.stack = QStackedWidget(self)
        self.bar = Bar("settings_bar", context.theme, self)
        self.bar.changed.connect(lambda: self.bar.setVisible(self.bar.speaking))
        self.pages: dict[str, SettingsPage] = {}
        for page in PAGES:
            self._add(page, context)
        self.list.currentRowChanged.connect(self._turn)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)
        self._build()
        self._retranslate()
        self.list.setCurrentRow(0)
        self.resize(has_room(self, self.sizeHint()))
        self.list.setFocus()

    def open_page(self, name: str) -> None:
        """Turn to a page by its id."""
        self.search.clear()
        self.list.setCurrentRow(list(self.pages).index(name))

    def show_view(self, view: View) -> None:
        """Draw what depends on what happens."""
        self._view = view
        for page in self.pages.values():
            page.show_view(view)

    def sizeHint(self) -> QSize:
        """Where the screen has room for it."""
        return USUAL

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _add(self, page: Page, context: Context) -> None:
        made = self.pages[page.id] = page.make(context)
        made.setObjectName(f"settings_{page.id}")
        made.failed.connect(lambda text: self.bar.say(text, Urgency.PROBLEM))
        scroll = QScrollArea(self.stack)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(made)
        self.stack.addWidget(scroll)
        self.list.addItem(QListWidgetItem())

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.nothing)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.title)
        right.addWidget(self.stack, 1)
        right.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _turn(self, row: int) -> None:
        if row >= 0:
            self.bar.be_silent()
            self.stack.setCurrentIndex(row)
            self.title.setText(self.list.item(row).text())
            list(self.pages.values())[row].show_view(self._view)

    def _find(self, text: str) -> None:
        """Only the pages on which all of this can be read."""
        wanted = text.casefold().split()
        found: list[int] = []
        for row, (page, made) in enumerate(zip(PAGES, self.pages.values(), strict=True)):
            read = f"{translate(SETTINGS, page.title)}\n{made.words()}".casefold()
            there = all(word in read for word in wanted)
            self.list.item(row).setHidden(not there)
            if there:
                found.append(row)
        self.nothing.setVisible(not found)
        if found and self.list.currentRow() not in found:
            self.list.setCurrentRow(found[0])

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setToolTip(self.tr("Search the settings"))
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.nothing.setText(self.tr("Nothing found."))
        for row, page in enumerate(PAGES):
            self.list.item(row).setText(translate(SETTINGS, page.title))
        self._turn(self.list.currentRow())
