"""The error report: the agent's words, every file to be looked at, then saved where ect.ini says (F066)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import platformdirs
from PySide6.QtCore import QEvent, QSize, Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.client.report import ReportFile, build, save
from agent_desktop.client.scrub import Scrubber
from agent_desktop.settings.options import REPORT_FOLDER
from agent_desktop.ui.buttons import push_button
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.masked_picture import masked_picture, png
from agent_desktop.ui.notices import Bar, Urgency
from agent_desktop.ui.place import has_room
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.typography import Text

USUAL = QSize(820, 620)
LIST_WIDTH = 220
PICTURE = "window.png"


class ReportDialog(QDialog):
    """Its parts are called ``report_words``, ``_picture``, ``_files``, ``_text``, ``_save`` and ``_elsewhere``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._files: dict[str, ReportFile] = {}
        self._left_out: set[str] = set()
        self._words_caption = label(Text.BODY_STRONG, self)
        self.words = QPlainTextEdit(self)
        self.words.setObjectName("report_words")
        self.words.setFixedHeight(72)
        self.words.setTabChangesFocus(True)
        self._words_caption.setBuddy(self.words)
        self.picture = QCheckBox(self)
        self.picture.setObjectName("report_picture")
        self._files_caption = label(Text.BODY_STRONG, self)
        self.list = QListWidget(self)
        self.list.setObjectName("report_files")
        self.list.setFixedWidth(LIST_WIDTH)
        self._files_caption.setBuddy(self.list)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("report_text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.image = QLabel(self)
        self.image.setObjectName("report_image")
        self.place = label(Text.CAPTION, self, tint="muted", name="report_place")
        self.place.setWordWrap(True)
        self.bar = Bar("report_bar", context.theme, self)
        self.bar.changed.connect(lambda: self.bar.setVisible(self.bar.speaking))
        self.save_button = self._button("report_save", lambda: self.save(self.folder()))
        set_mark(self.save_button, "primary", True)
        self.elsewhere = self._button("report_elsewhere", self._choose)
        self._build()
        self.words.textChanged.connect(self._make)
        self.picture.toggled.connect(lambda _on: self._make())
        self.list.currentTextChanged.connect(self._preview)
        self.list.itemChanged.connect(self._ticked)
        self._retranslate()
        self.resize(has_room(self, self.sizeHint()))

    def folder(self) -> Path:
        """Where the administrator wants reports, else in the user's data."""
        told = self._context.preferences[REPORT_FOLDER]
        return told or platformdirs.user_data_path("agent-desktop", appauthor=False) / "reports"

    def open_anew(self) -> None:
        """A report is of the moment in which it is asked for."""
        self._left_out.clear()
        self.bar.be_silent()
        self._make()
        self.list.setCurrentRow(0)
        self.words.setFocus()

    def save(self, folder: Path) -> None:
        """Write what is ticked, and say where; or that the place cannot be reached."""
        chosen = [file for name, file in self._files.items() if name not in self._left_out]
        try:
            path = save(folder, chosen, self._now())
        except OSError as error:
            why = error.strerror or str(error)
            text = self.tr("{folder} cannot be reached: {why}. Choose another place.").format(folder=folder, why=why)
            self.bar.say(text, Urgency.PROBLEM)
            return
        self.bar.say(self.tr("Saved: {file}").format(file=path))

    def sizeHint(self) -> QSize:
        """Where the screen has room for it."""
        return USUAL

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _button(self, name: str, pressed: object) -> QPushButton:
        made = push_button(name, self)
        made.clicked.connect(pressed)
        return made

    def _build(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidget(self.image)
        scroll.setWidgetResizable(True)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.text)
        self.stack.addWidget(scroll)
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.list)
        files.addWidget(self.stack, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.place, 1)
        buttons.addWidget(self.elsewhere)
        buttons.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        for part in (self._words_caption, self.words, self.picture, self._files_caption):
            box.addWidget(part)
        box.addLayout(files, 1)
        box.addWidget(self.bar)
        box.addLayout(buttons)

    def _make(self) -> None:
        """The files as they are to be written; what is seen is what is saved."""
        evidence, words = self._context.services.evidence, self.words.toPlainText()
        made = build(evidence, self._context.preferences, words, qVersion() or "", self._now())
        self._files = {file.name: file for file in made}
        window = self.parentWidget()
        if self.picture.isChecked() and window is not None:
            shown = png(masked_picture(window, Scrubber(evidence.known())))
            self._files[PICTURE] = ReportFile(PICTURE, shown)
        current = self.list.currentItem()
        name = current.text() if current is not None else ""
        self.list.blockSignals(True)
        self.list.clear()
        for file in self._files:
            item = QListWidgetItem(file)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if file in self._left_out else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(list(self._files).index(name) if name in self._files else 0)
        self._preview(self.list.item(self.list.currentRow()).text())

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() is Qt.CheckState.Checked:
            self._left_out.discard(item.text())
        else:
            self._left_out.add(item.text())

    def _preview(self, name: str) -> None:
        file = self._files.get(name)
        if file is None:
            return
        if file.text is not None:
            self.text.setPlainText(file.text)
            self.stack.setCurrentIndex(0)
        else:
            shown = QPixmap()
            shown.loadFromData(file.content)
            self.image.setPixmap(shown)
            self.stack.setCurrentIndex(1)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the report"))
        dialog.setObjectName("report_folders")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.show()

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._context.clock() / 1000, UTC)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Error report"))
        self._words_caption.setText(self.tr("What happened?"))
        self.words.setPlaceholderText(self.tr("What you did, what you expected, and what came instead"))
        self.picture.setText(self.tr("With a picture of the window; what is a customer's is grey in it"))
        self._files_caption.setText(self.tr("What is saved, without secrets and without anything about customers"))
        self.save_button.setText(self.tr("Save"))
        self.save_button.setToolTip(self.tr("Save the files that are ticked"))
        self.elsewhere.setText(self.tr("Elsewhere …"))
        self.elsewhere.setToolTip(self.tr("Choose where to save the report"))
        self.place.setText(self.tr("Is saved in {folder}").format(folder=self.folder()))
        names = {
            self.words: self._words_caption.text(),
            self.list: self.tr("Files of the report"),
            self.text: self.tr("What the file says"),
            self.image: self.tr("Picture of the window"),
        }
        for part, name in names.items():
            part.setAccessibleName(name)
            part.setToolTip(name)
        self.picture.setToolTip(self.picture.text())
