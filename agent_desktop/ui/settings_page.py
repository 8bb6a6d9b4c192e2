"""What a page of the settings is, and the page whose rows are options: each changed row holds at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.client.view import View
from agent_desktop.settings.ini import SettingsError
from agent_desktop.settings.options import Option
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.typography import Text

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

LOCKED = "Locked by your administrator"
HEIGHT = 34
"""Of a number: as high as the lists above and below it."""
SETTINGS = "settings"
"""The context of translation for what stands in tables of pages and rows."""


class SettingsPage(QWidget):
    """One page of the settings; ``failed`` has a sentence when something could not be kept."""

    failed = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def listen(self, option: Option[Any], listener: Callable[[Any], None]) -> None:
        """Call ``listener`` with every new value of an option, as long as this page is there."""
        stop = self.context.preferences.listen(option, listener)
        self.destroyed.connect(lambda: stop())

    def show_view(self, view: View) -> None:
        """Show what of it depends on what happens, now and when the page is turned to; most have nothing of that."""

    def words(self) -> str:
        """All that can be read on it, for the search."""
        texts = [part.text() for kind in (QLabel, QAbstractButton) for part in self.findChildren(kind)]
        return "\n".join(text.replace("&", "") for text in texts)

    def change(self, option: Option[Any], value: Any) -> None:
        """Let a value hold from now on, and keep it."""
        try:
            self.context.preferences.change(option, value)
        except (OSError, SettingsError) as error:
            self.could_not_keep(option.key, error)

    def could_not_keep(self, what: str, error: Exception) -> None:
        """Say that a change holds only until the window is closed."""
        log.warning("%s could not be kept: %s", what, error)
        self.failed.emit(
            translate(SETTINGS, "This holds until the program ends; it could not be kept: {why}").format(why=error)
        )


@dataclass(frozen=True)
class Row:
    """An option on a page. ``caption`` and the texts of ``words`` (value → text) are translated in ``SETTINGS``.

    With ``words`` it is chosen from a list; ``own`` are values whose text is never translated. A number without words
    has ``most``, and ``none``: what 0 is called.
    """

    option: Option[Any]
    caption: str
    words: Mapping[Any, str] = field(default_factory=dict[Any, str])
    own: Mapping[Any, str] = field(default_factory=dict[Any, str])
    most: int = 0
    none: str = ""
    unit: str = ""

    def texts(self) -> tuple[str, ...]:
        """All that is to be translated."""
        return tuple(text for text in (self.caption, *self.words.values(), self.none, self.unit) if text)


class OptionsPage(SettingsPage):
    """Options among each other; the control of one is called ``setting_<key>``."""

    def __init__(self, rows: Sequence[Row], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows = {row.option.key: row for row in rows}
        self._captions = {key: label(Text.BODY, self) for key in self._rows}
        self._hints = {key: label(Text.CAPTION, self, tint="muted") for key in self._rows}
        self.controls = {key: self._control(row) for key, row in self._rows.items()}
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for key, control in self.controls.items():
            control.setObjectName(f"setting_{key}")
            self._captions[key].setBuddy(control)
            self._captions[key].setContentsMargins(0, 7, 0, 0)  # on the line of what stands in the control
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(control)
            box.addWidget(self._hints[key])
            self.form.addRow(self._captions[key], box)
            self.listen(self._rows[key].option, lambda _value, changed=key: self._show(changed))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _control(self, row: Row) -> QWidget:
        option = row.option
        if row.words or row.own:
            choice = Choice(self.context.theme, self)
            for value in (*row.words, *row.own):
                choice.addItem("", value)
            choice.activated.connect(lambda at: self.change(option, choice.itemData(at)))
            return choice
        if row.most:
            number = QSpinBox(self)
            number.setRange(0, row.most)
            number.setMinimumHeight(HEIGHT)
            number.valueChanged.connect(lambda value: self.change(option, value))
            return number
        line = QLineEdit(self)
        line.editingFinished.connect(lambda: self._take(line, option))
        return line

    def _take(self, line: QLineEdit, option: Option[Any]) -> None:
        """What was typed, if it may stand there; else what was there before."""
        try:
            value = option.kind.read(line.text().strip())
        except ValueError:
            self.failed.emit(translate(SETTINGS, "This must be {allowed}.").format(allowed=option.kind.allowed))
            self._show(option.key)
            return
        self.change(option, value)

    def _show(self, key: str) -> None:
        row, control = self._rows[key], self.controls[key]
        value = self.context.preferences[row.option]
        control.blockSignals(True)
        match control:
            case QComboBox():
                control.setCurrentIndex(control.findData(value))
            case QSpinBox():
                control.setValue(value)
            case QLineEdit():
                control.setText(row.option.kind.write(value))
        control.blockSignals(False)
        locked = self.context.preferences.locked(row.option)
        control.setEnabled(not locked)
        self._hints[key].setText(translate(SETTINGS, LOCKED) if locked else "")
        self._hints[key].setVisible(locked)
        control.setAccessibleDescription(self._hints[key].text())
        control.setToolTip(self._hints[key].text() or self._captions[key].text().replace("&", ""))

    def _retranslate(self) -> None:
        for key, row in self._rows.items():
            caption, control = translate(SETTINGS, row.caption), self.controls[key]
            self._captions[key].setText(caption)
            control.setAccessibleName(caption)
            if isinstance(control, QComboBox):
                texts = {**{value: translate(SETTINGS, text) for value, text in row.words.items()}, **row.own}
                for at, text in enumerate(texts.values()):
                    control.setItemText(at, text)
            elif isinstance(control, QSpinBox):
                control.setSpecialValueText(translate(SETTINGS, row.none) if row.none else "")
                control.setSuffix(f" {translate(SETTINGS, row.unit)}" if row.unit else "")
            self._show(key)
