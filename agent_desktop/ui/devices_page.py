"""The page of the sound devices: which one for what, how loud, and a test call to oneself (F034)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from agent_desktop.client.sound_choice import SoundKind
from agent_desktop.client.view import PhoneView, View
from agent_desktop.ui.buttons import push_button
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.settings_page import LOCKED, SETTINGS, SettingsPage, translate
from agent_desktop.ui.sound_menu import GAINS_DB, connected, is_free
from agent_desktop.ui.typography import Text


class DevicesPage(SettingsPage):
    """``device_<kind>`` and ``gain_<kind>`` for microphone, speaker and ring; the button ``device_test``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._phone = PhoneView()
        self._captions = {kind: label(Text.BODY, self) for kind in SoundKind}
        self.devices = {kind: self._choice(f"device_{kind}") for kind in SoundKind}
        self.gains = {kind: self._choice(f"gain_{kind}") for kind in SoundKind}
        self.hint = label(Text.CAPTION, self, tint="muted")
        self.test = push_button("device_test", self)
        self.test.setCheckable(True)
        self.test.clicked.connect(context.desk.test_call)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 8, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        for kind in SoundKind:
            self._captions[kind].setBuddy(self.devices[kind])
            self._captions[kind].setContentsMargins(0, 7, 0, 0)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self.devices[kind], 1)
            row.addWidget(self.gains[kind])
            form.addRow(self._captions[kind], row)
            self.devices[kind].activated.connect(lambda _at, changed=kind: self._choose(changed))
            self.gains[kind].activated.connect(lambda _at, changed=kind: self._set_gain(changed))
        form.addRow(self.hint)
        form.addRow(self.test)
        self._fill()

    def show_view(self, view: View) -> None:
        """Show the devices that are connected, and whether the test call runs."""
        if view.phone != self._phone:
            self._phone = view.phone
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._fill()

    def _choice(self, name: str) -> Choice:
        made = Choice(self.context.theme, self)
        made.setObjectName(name)
        return made

    def _fill(self) -> None:
        usual, gains = self.tr("The one of this PC"), (self.tr("Quieter"), self.tr("As it is"), self.tr("Louder"))
        captions = {
            SoundKind.MICROPHONE: (self.tr("Microphone"), usual),
            SoundKind.SPEAKER: (self.tr("Speaker"), usual),
            SoundKind.RING: (self.tr("Ringing"), self.tr("Where the calls are heard")),
        }
        locked = "sound" in self.context.memory.locked
        chosen = self.context.memory.value.sound
        for kind, (caption, default) in captions.items():
            self._captions[kind].setText(caption)
            names = connected(self._phone, kind)
            used = chosen.used(kind, names)
            device, gain = self.devices[kind], self.gains[kind]
            _offer(device, {name: name or default for name in ("", *names)}, used)
            _offer(gain, dict(zip(GAINS_DB, gains, strict=True)), chosen.gain_db(kind, used))
            for part, name in ((device, caption), (gain, f"{caption}: {self.tr('Volume')}")):
                part.setEnabled(not locked)
                part.setAccessibleName(name)
                part.setToolTip(name)
        self.hint.setText(translate(SETTINGS, LOCKED) if locked else "")
        self.hint.setVisible(locked)
        self.test.setText(self.tr("Test call to yourself"))
        self.test.setToolTip(self.tr("You hear what you say, after its whole way through the telephone"))
        self.test.setChecked(self._phone.testing)
        self.test.setEnabled(is_free(self._phone))

    def _choose(self, kind: SoundKind) -> None:
        self._remember(kind, name=self.devices[kind].currentData())

    def _set_gain(self, kind: SoundKind) -> None:
        self._remember(kind, gain=self.gains[kind].currentData())

    def _remember(self, kind: SoundKind, name: str | None = None, gain: float | None = None) -> None:
        choice = self.context.memory.value.sound
        if name is not None:
            choice = choice.chosen(kind, name)
        if gain is not None:
            choice = choice.louder(kind, choice.used(kind, connected(self._phone, kind)), gain)
        self.context.memory.change(sound=choice)
        self.context.desk.use_sound(choice)
        self._fill()


def _offer(choice: Choice, texts: Mapping[Any, str], value: object) -> None:
    """Put these into a list, with one of them chosen; nobody is told."""
    choice.blockSignals(True)
    choice.clear()
    for one, text in texts.items():
        choice.addItem(text, one)
    choice.setCurrentIndex(choice.findData(value))
    choice.blockSignals(False)
