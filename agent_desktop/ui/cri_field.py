"""One CRI as a line: its name, its value to read or to change, and the way to its web page (F046, F048)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from agent_desktop.client.call_info import SCHEMES, CriRow
from agent_desktop.domain.cri import LONGEST
from agent_desktop.domain.messages import CriType
from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.icons import icon
from agent_desktop.ui.labels import ElidedLabel, label
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.tags_button import TagsButton
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text

NAME_WIDTH = 128
STATE_WIDTH = 20
SENT, KEPT = "…", "✓"


def open_page(url: str) -> bool:
    """Show a web page in the person's browser; nothing but a web page is opened (F048)."""
    return url.lower().startswith(SCHEMES) and QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


class CriField(QWidget):
    """``change(name, value)`` is called when an editable value was changed and left; what is typed stays until then."""

    def __init__(
        self,
        row: CriRow,
        theme: Theme,
        change: Callable[[str, str], None],
        browse: Callable[[str], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._change, self._browse = theme, change, browse
        self._row = row
        self._asked: str | None = None  # a value that is on its way to the server
        self.setObjectName(f"cri_{row.name}")
        self.caption = ElidedLabel(Text.CAPTION, self, f"cri_caption_{row.name}")
        self.caption.setText(row.name)
        self.caption.setFixedWidth(NAME_WIDTH)
        set_mark(self.caption, "tint", "muted")
        self.field = self._editor(row)
        self.field.setObjectName(f"cri_value_{row.name}")
        self.field.setAccessibleName(row.name)
        self.state = label(Text.CAPTION, self, tint="muted", name=f"cri_state_{row.name}")
        self.state.setFixedWidth(STATE_WIDTH)
        self.page = quiet_button(f"cri_page_{row.name}", self)
        self.page.clicked.connect(lambda: self._browse(self._row.url))
        self.page.setVisible(bool(row.url))
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 2, 4, 2)
        line.setSpacing(8)
        for part in (self.caption, self.field, self.state, self.page):
            line.addWidget(part, 1 if part is self.field else 0)
        theme.changed.connect(self._retranslate)
        self.show_row(row, pending=False)
        self._retranslate()

    @property
    def kind(self) -> tuple[object, ...]:
        """What of the row decides which parts this is made of."""
        return _kind(self._row)

    def fits(self, row: CriRow) -> bool:
        """Whether this can show the row."""
        return _kind(row) == self.kind

    def show_row(self, row: CriRow, *, pending: bool) -> None:
        """Show the value, but never over what is being typed here."""
        self._row = row
        if pending:
            self._asked = row.value  # perhaps from before a restart
            self.state.setText(SENT)
        elif self._asked is not None:
            self.state.setText(KEPT if row.value == self._asked else "")
            self._asked = None
        if isinstance(self.field, QLineEdit):
            if not self.field.hasFocus() or not self.field.isModified():
                self._write(self.field, row.value if self._asked is None else self._asked)
        elif isinstance(self.field, QComboBox):
            if not self.field.view().isVisible():
                self.field.setCurrentIndex(self.field.findText(row.value if self._asked is None else self._asked))
        elif isinstance(self.field, TagsButton):
            self.field.show_value(row.value if self._asked is None else self._asked)
        else:
            self.field.setText(row.value)
        self.page.setEnabled(bool(row.url))

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _editor(self, row: CriRow) -> QLineEdit | QComboBox | TagsButton | ElidedLabel:
        if not row.editable:
            return ElidedLabel(Text.BODY, self)
        if row.type is CriType.TAGS:
            return TagsButton(row.choices, self._save, self)
        if row.type is CriType.CHOICE:
            made = QComboBox(self)
            made.addItems(["", *row.choices])
            made.activated.connect(lambda at: self._save(made.itemText(at)))
            return made
        line = QLineEdit(self)
        line.setMaxLength(LONGEST)
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if row.type is CriType.DATE:
            line.setPlaceholderText("2026-11-22")
        line.editingFinished.connect(lambda: self._save(line.text()) if line.isModified() else None)
        return line

    def _save(self, text: str) -> None:
        if isinstance(self.field, QLineEdit):
            self.field.setModified(False)
        if text != self._row.value:
            self._asked = text
            self.state.setText(SENT)
            self._change(self._row.name, text)

    @staticmethod
    def _write(line: QLineEdit, text: str) -> None:
        if line.text() != text:
            line.setText(text)
            line.setCursorPosition(0)
        line.setModified(False)

    def _retranslate(self) -> None:
        words = self.tr("Open the web page of {name}").format(name=self._row.name)
        self.page.setIcon(icon("globe", self._theme.colours.muted))
        self.page.setToolTip(words)
        self.page.setAccessibleName(words)


def _kind(row: CriRow) -> tuple[object, ...]:
    return (row.name, row.editable, row.type, row.choices, bool(row.url))
