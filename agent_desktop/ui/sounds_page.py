"""The page of the sounds: for each event a file of this PC, how loud it is, and how it sounds (F059)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QPushButton, QSlider, QVBoxLayout, QWidget

from agent_desktop.client.signals import SIGNALS, Signal
from agent_desktop.ui.buttons import push_button
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.settings_page import LOCKED, SETTINGS, SettingsPage, translate
from agent_desktop.ui.typography import Text

ENDINGS = (".wav", ".mp3", ".flac", ".ogg")


class SoundRow(QWidget):
    """One event: ``sound_file_<id>``, ``sound_browse_<id>``, ``sound_volume_<id>``, ``sound_test_<id>``."""

    def __init__(self, signal: Signal, page: SettingsPage, failed: Callable[[str], None]) -> None:
        super().__init__(page)
        self._signal, self._page, self._failed = signal, page, failed
        self.event_name = label(Text.BODY_STRONG, self)
        self.hint = label(Text.CAPTION, self, tint="muted", name=f"sound_hint_{signal.id}")
        self.hint.setWordWrap(True)
        self.file = QLineEdit(self)
        self.file.setObjectName(f"sound_file_{signal.id}")
        self.file.setClearButtonEnabled(True)
        self.file.editingFinished.connect(lambda: self.take(self.file.text()))
        self.browse = self._button("browse", self._choose)
        self.test = self._button("test", lambda: page.context.services.try_sound(signal.id))
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self.volume.setObjectName(f"sound_volume_{signal.id}")
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(5)
        self.volume.setPageStep(20)
        self.volume.valueChanged.connect(self._turn)
        self.loudness = label(Text.CAPTION, self, tint="muted")
        self.loudness.setMinimumWidth(self.loudness.fontMetrics().horizontalAdvance("100 %"))
        page.listen(signal.file, lambda _file: self.show_now())
        page.listen(signal.volume, lambda _percent: self.show_now())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.event_name, 0, 0, 1, 3)
        grid.addWidget(self.file, 1, 0, 1, 2)
        grid.addWidget(self.browse, 1, 2)
        grid.addWidget(self.volume, 2, 0)
        grid.addWidget(self.loudness, 2, 1)
        grid.addWidget(self.test, 2, 2)
        grid.addWidget(self.hint, 3, 0, 1, 3)
        grid.setColumnStretch(0, 1)

    def take(self, text: str) -> None:
        """Let this file be heard, if it is one that can be."""
        path = Path(text.strip()).expanduser() if text.strip() else None
        if path is not None and path != self._page.context.preferences[self._signal.file]:
            if not path.is_absolute() or not path.is_file():
                self._failed(translate(SETTINGS, "There is no such file: {file}").format(file=text))
                return self.show_now()
            if path.suffix.lower() not in ENDINGS:
                self._failed(translate(SETTINGS, "A sound is a WAV, MP3, FLAC or OGG file."))
                return self.show_now()
        return self._page.change(self._signal.file, path)

    def show_now(self) -> None:
        """Show what holds, and what of it is locked or gone."""
        preferences = self._page.context.preferences
        file, percent = preferences[self._signal.file], preferences[self._signal.volume]
        self.file.setText(str(file) if file is not None else "")
        self.volume.setValue(percent)
        self.loudness.setText(f"{percent} %")
        locked = preferences.locked(self._signal.file)
        for part in (self.file, self.browse):
            part.setEnabled(not locked)
        self.volume.setEnabled(not preferences.locked(self._signal.volume))
        gone = file is not None and not file.is_file()
        self.hint.setText(
            translate(SETTINGS, "This file is gone; the usual sound is heard.")
            if gone
            else translate(SETTINGS, LOCKED)
            if locked
            else ""
        )
        self.hint.setVisible(bool(self.hint.text()))
        self.file.setAccessibleDescription(self.hint.text())

    def retranslate(self) -> None:
        """Speak another language."""
        event = translate(SETTINGS, self._signal.event)
        self.event_name.setText(event)
        self.file.setPlaceholderText(self.tr("The usual sound"))
        self.browse.setText(self.tr("Choose …"))
        self.test.setText(self.tr("Listen"))
        names = {
            self.file: self.tr("Sound file"),
            self.browse: self.tr("Choose a sound file"),
            self.volume: self.tr("Volume"),
            self.test: self.tr("Listen to this sound"),
        }
        for part, name in names.items():
            part.setToolTip(name)
            part.setAccessibleName(f"{event}: {name}")
        self.show_now()

    def _button(self, name: str, pressed: Callable[[], None]) -> QPushButton:
        made = push_button(f"sound_{name}_{self._signal.id}", self)
        made.clicked.connect(lambda _checked=False: pressed())
        return made

    def _turn(self, percent: int) -> None:
        self._page.change(self._signal.volume, percent)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a sound file"))
        dialog.setObjectName("sound_files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog.setNameFilter(self.tr("Sounds") + f" ({endings})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take)
        dialog.show()


class SoundsPage(SettingsPage):
    """One row for each event of the signals' table."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rows = {signal.id: SoundRow(signal, self, self.failed.emit) for signal in SIGNALS}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(20)
        for row in self.rows.values():
            box.addWidget(row)
        box.addStretch(1)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """A file may be gone since somebody last looked."""
        super().showEvent(event)
        for row in self.rows.values():
            row.show_now()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for row in self.rows.values():
            row.retranslate()
