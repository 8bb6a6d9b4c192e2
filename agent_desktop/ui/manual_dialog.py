"""The manual in the window, with its headings and a search; it opens where the person is (F067)."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from agent_desktop import resources
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.typography import Text

USUAL = QSize(860, 680)
LIST_WIDTH = 230
PAGE = "resources/manual/agents.md"
AT = Qt.ItemDataRole.UserRole
SECTIONS = {
    AgentStatus.LOGGED_OUT: "Log in",
    AgentStatus.OFFERED: "A call arrives",
    AgentStatus.IN_CALL: "In a call",
    AgentStatus.WRAP_UP: "Wrap-up",
}
"""Where the manual opens; in another status where it was left."""


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
        self.search.setFixedWidth(LIST_WIDTH)
        self.headings.currentItemChanged.connect(self._go)
        self.text = QTextBrowser(self)
        self.text.setObjectName("manual_text")
        self.text.setOpenLinks(False)
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
        context.theme.changed.connect(self._mark)
        self._hits: list[QTextCursor] = []
        self._at = -1
        self._load()
        self._retranslate()
        self.resize(USUAL)
        self.search.setFocus()

    def open_for(self, view: View) -> None:
        """Turn to the section on what the agent is doing."""
        for item in self.headings.findItems(SECTIONS.get(view.status, ""), Qt.MatchFlag.MatchFixedString):
            self.headings.setCurrentItem(item)

    def look_for(self, words: str) -> None:
        """Mark every place that has these words, and go to the first."""
        self._hits = []
        cursor = QTextCursor(self.text.document())
        while words.strip() and not (cursor := self.text.document().find(words.strip(), cursor)).isNull():
            self._hits.append(QTextCursor(cursor))
        self._at = -1
        self._mark()
        self._next()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _load(self) -> None:
        file = resources.path(PAGE)
        document = self.text.document()
        document.setBaseUrl(QUrl.fromLocalFile(str(file)))
        text = re.sub(r"<!--.*?-->\n?", "", file.read_text(encoding="utf-8"))
        self.text.setMarkdown(text)
        block = document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2:
                item = QListWidgetItem(block.text())
                item.setData(AT, block.position())
                self.headings.addItem(item)
            block = block.next()

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(item.data(AT))

    def _show(self, position: int) -> None:
        """Have a place at the top of what is seen."""
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)  # from below, so that the place comes to the top
        cursor.setPosition(position)
        self.text.setTextCursor(cursor)

    def _follow(self, url: QUrl) -> None:
        """Links within the page lead to its headings; other pages are the administrator's."""
        wanted = url.fragment().replace("-", " ")
        for row in range(self.headings.count()):
            item = self.headings.item(row)
            if re.sub(r"[^\w ]", "", item.text().casefold()) == re.sub(r"[^\w ]", "", wanted.casefold()):
                self.headings.setCurrentItem(item)

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
        self._mark()
        self._tell()
