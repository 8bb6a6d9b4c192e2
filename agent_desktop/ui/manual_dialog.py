"""The manual in the window, with its headings and a search; it opens where the person is (F067)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from agent_desktop import resources
from agent_desktop.client.manual import Findable, sections, to_read
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.manual_page import ManualPage, blocks, dress
from agent_desktop.ui.place import has_room
from agent_desktop.ui.typography import Text

USUAL = QSize(920, 720)
LIST_WIDTH = 230
MANUAL = "resources/manual"
AT = Qt.ItemDataRole.UserRole
ANCHOR = AT + 1
SECTIONS = {
    AgentStatus.LOGGED_OUT: "log-in",
    AgentStatus.OFFERED: "a-call-arrives",
    AgentStatus.IN_CALL: "in-a-call",
    AgentStatus.WRAP_UP: "wrap-up",
}
"""The section at which the manual opens, by its anchor; in another status where it was left."""


def page_of(language: str) -> Path:
    """The manual in a language; the English one where there is none."""
    page = resources.path(f"{MANUAL}/agents.{language}.md")
    return page if page.is_file() else resources.path(f"{MANUAL}/agents.md")


class ManualDialog(QDialog):
    """``manual_search``, ``manual_headings`` and ``manual_text``; Enter goes to the next place that was found."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.search = QLineEdit(self)
        self.search.setObjectName("manual_search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.look_for)
        self.search.returnPressed.connect(self._next)
        self.found = label(Text.CAPTION, self, tint="muted", name="manual_found")
        self.headings = QListWidget(self)
        self.headings.setObjectName("manual_headings")
        self.headings.setFixedWidth(LIST_WIDTH)
        self.headings.setWordWrap(True)
        self.headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search.setFixedWidth(LIST_WIDTH)
        self.headings.currentItemChanged.connect(self._go)
        self.text = ManualPage(self)
        self.text.setObjectName("manual_text")
        self.text.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)
        left = QVBoxLayout()
        left.setSpacing(8)
        for part in (self.search, self.found):
            left.addWidget(part)
        left.addWidget(self.headings, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        context.theme.changed.connect(self._recolour)
        self._hits: list[QTextCursor] = []
        self._at = -1
        self._language = ""
        self._findable = Findable("")
        self._load()
        self._retranslate()
        self.resize(has_room(self, self.sizeHint()))
        self.search.setFocus()

    def open_for(self, view: View) -> None:
        """Turn to the section on what the agent is doing."""
        self.turn_to(SECTIONS.get(view.status, ""))

    def look_for(self, words: str) -> None:
        """Mark every place that has these words, and go to the first."""
        self._hits = []
        for start, end in self._findable.places(words):
            hit = QTextCursor(self.text.document())
            hit.setPosition(start)
            hit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._hits.append(hit)
        self._at = -1
        self._mark()
        self._next()

    def sizeHint(self) -> QSize:
        """Where the screen has room for it."""
        return USUAL

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody saw it is made good."""
        super().showEvent(event)
        if self._language != self._context.languages.code:
            self._load()

    def _load(self) -> None:
        """Read the manual of the language that is spoken now, and open it at the same section."""
        section = self.headings.currentRow()
        self._language = self._context.languages.code
        file = page_of(self._language)
        text = file.read_text(encoding="utf-8")
        document = self.text.document()
        document.setBaseUrl(QUrl.fromLocalFile(str(file)))
        self.text.setMarkdown(to_read(text))
        self._dress()
        self._findable = Findable(self.text.toPlainText())
        self.headings.clear()
        places = [block.position() for block in blocks(document) if block.blockFormat().headingLevel() == 2]
        for part, position in zip(sections(text), places, strict=True):
            item = QListWidgetItem(part.title)
            item.setData(AT, position)
            item.setData(ANCHOR, part.anchor)
            self.headings.addItem(item)
        self.headings.setCurrentRow(section)
        self.look_for(self.search.text())

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.show_at(item.data(AT))

    def turn_to(self, anchor: str) -> None:
        """Show a section, by its anchor."""
        for row in range(self.headings.count()):
            if self.headings.item(row).data(ANCHOR) == anchor:
                self.headings.setCurrentRow(row)

    def _follow(self, url: QUrl) -> None:
        """Links within the page lead to its sections; other pages are the administrator's."""
        self.turn_to(url.fragment())

    def _recolour(self) -> None:
        """Other colours; half a second for whoever looks, and later for who does not."""
        if self.isVisible():
            self._dress()
        else:
            self._language = ""

    def _dress(self) -> None:
        dress(self.text.document(), self._context.theme.colours)
        self._mark()

    def _next(self) -> None:
        if self._hits:
            self._at = (self._at + 1) % len(self._hits)
            self.text.setTextCursor(self._hits[self._at])
        self._tell()

    def _mark(self) -> None:
        colours = self._context.theme.colours
        look = QTextCharFormat()
        look.setBackground(self.palette().highlight())
        look.setForeground(self.palette().highlightedText())
        selections: list[QTextEdit.ExtraSelection] = []
        for hit in self._hits:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = hit, look  # pyright: ignore[reportAttributeAccessIssue]
            selections.append(selection)
        self.text.setExtraSelections(selections)
        self.text.setStyleSheet(f"QTextBrowser {{ background: {colours.surface}; color: {colours.text}; }}")

    def _tell(self) -> None:
        if not self.search.text().strip():
            self.found.setText("")
        elif not self._hits:
            self.found.setText(self.tr("Nothing found."))
        else:
            self.found.setText(self.tr("{at} of {all}").format(at=self._at + 1, all=len(self._hits)))

    def _retranslate(self) -> None:
        if self.isVisible() and self._language != self._context.languages.code:
            self._load()
        self.setWindowTitle(self.tr("Manual"))
        self.search.setPlaceholderText(self.tr("Search the manual"))
        names = {
            self.search: self.tr("Search the manual"),
            self.headings: self.tr("Sections of the manual"),
            self.text: self.tr("Text of the manual"),
        }
        for part, name in names.items():
            part.setAccessibleName(name)
            part.setToolTip(name)
        self._tell()
