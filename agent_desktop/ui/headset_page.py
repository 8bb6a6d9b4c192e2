"""After the first log-in on a PC: is this the right headset, is it heard, and does it hear (F034)? Done in a minute."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.client.sound_choice import SoundKind
from agent_desktop.client.view import PhoneView, View
from agent_desktop.ui.buttons import push_button
from agent_desktop.ui.card_page import card_on
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.icons import icon
from agent_desktop.ui.labels import label
from agent_desktop.ui.meters import Meter
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.sound_menu import connected
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.words import phone_sentence

WIDTH = 400
SOUNDS = {SoundKind.SPEAKER: "joined", SoundKind.RING: "ring"}
"""What one hears where: a signal that the shift will bring anyway."""
HEARD_DBFS = -45.0
"""A microphone that gives this is spoken into."""


class HeadsetPage(QWidget):
    """Devices, a sound at each place, and a test call with the level of the microphone; ``done`` ends it."""

    done = Signal()

    def __init__(self, desk: DeskPort, theme: Theme, memory: Memory, try_sound: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._theme, self._memory = desk, theme, memory
        self._phone = PhoneView()
        self._heard = False  # the microphone gave something in this test call
        self._title = label(Text.TITLE, self, name="headset_title")
        self._text = label(Text.BODY, self, tint="muted", name="headset_text")
        self._text.setWordWrap(True)
        self._captions = {kind: label(Text.CAPTION, self) for kind in SoundKind}
        self.devices = {kind: Choice(theme, self) for kind in SoundKind}
        for kind, choice in self.devices.items():
            choice.setObjectName(f"headset_{kind}")
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.activated.connect(lambda at, of=kind: self._choose(of, at))
        self.sounds = {kind: push_button(f"headset_hear_{kind}", self) for kind in SOUNDS}
        for kind, button in self.sounds.items():
            button.clicked.connect(lambda _checked=False, of=kind: try_sound(SOUNDS[of]))
        self.test = push_button("headset_test", self)
        self.test.setCheckable(True)
        self.test.clicked.connect(desk.test_call)
        self.level = Meter(theme, "headset_level", self, large=True)
        self.verdict = label(Text.BODY, self, name="headset_verdict")
        self.verdict.setWordWrap(True)
        self.button = push_button("headset_done", self)
        self.button.setFont(font(Text.BODY_STRONG))
        set_mark(self.button, "primary", True)
        self.button.clicked.connect(self.done)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.done)
        theme.changed.connect(self._retranslate)
        self._build()
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Show the devices that are connected, and how the test goes."""
        before, self._phone = self._phone, view.phone
        self._heard = view.phone.testing and (self._heard or view.phone.spoken_dbfs > HEARD_DBFS)
        self.level.show_level(view.phone.spoken_dbfs if view.phone.testing else -100.0)
        if (before.microphones, before.speakers) != (view.phone.microphones, view.phone.speakers):
            self._fill()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def stop(self) -> None:
        """Another page is shown: nothing is tried any more."""
        if self._phone.testing:
            self._desk.test_call(False)

    def _choose(self, kind: SoundKind, at: int) -> None:
        choice = self._memory.value.sound.chosen(kind, self.devices[kind].itemData(at))
        self._memory.change(sound=choice)
        self._desk.use_sound(choice)

    def _build(self) -> None:
        box = card_on(self, WIDTH)
        box.addWidget(self._title)
        box.addWidget(self._text)
        box.addSpacing(8)
        for kind, choice in self.devices.items():
            self._captions[kind].setBuddy(choice)
            box.addWidget(self._captions[kind])
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(choice, 1)
            if kind in self.sounds:
                row.addWidget(self.sounds[kind])
            box.addLayout(row)
            box.addSpacing(8)
        box.addSpacing(4)
        box.addWidget(self.test)
        box.addSpacing(8)
        box.addWidget(self.level, 0, Qt.AlignmentFlag.AlignHCenter)
        self.verdict.setMinimumHeight(3 * self.verdict.fontMetrics().lineSpacing())
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.verdict)
        box.addSpacing(4)
        box.addWidget(self.button)

    def _fill(self) -> None:
        usual = self.tr("The one of this PC")
        for kind, choice in self.devices.items():
            names = connected(self._phone, kind)
            choice.clear()
            choice.addItem(self.tr("Where the calls are heard") if kind is SoundKind.RING else usual, "")
            for name in names:
                choice.addItem(name, name)
            choice.setCurrentIndex(max(0, choice.findData(self._memory.value.sound.used(kind, names))))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Your headset"))
        self._text.setText(self.tr("Choose what you speak into and what you hear, then try it."))
        words = {
            SoundKind.MICROPHONE: self.tr("Microphone"),
            SoundKind.SPEAKER: self.tr("Speaker"),
            SoundKind.RING: self.tr("Ringing"),
        }
        for kind, text in words.items():
            self._captions[kind].setText(text)
            self.devices[kind].setAccessibleName(text)
        for kind, button in self.sounds.items():
            button.setIcon(icon("speaker", self._theme.colours.text))
            name = self.tr("Hear a sound") if kind is SoundKind.SPEAKER else self.tr("Hear it ring")
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.level.setAccessibleName(self.tr("Level of the microphone"))
        self.button.setText(self.tr("Go to work"))
        self.button.setToolTip(self.tr("The sound devices can be changed at any time: the sliders, Sound (Esc)"))
        self.button.setAccessibleName(self.button.text())
        self._fill()
        self._say()

    def _say(self) -> None:
        testing = self._phone.testing
        self.test.setChecked(testing)
        self.test.setText(self.tr("End the test call") if testing else self.tr("Test call to yourself"))
        self.test.setAccessibleName(self.test.text())
        self.test.setToolTip(self.tr("Speak, and hear yourself as callers hear you"))
        words, tint = self._verdict()
        self.verdict.setText(words)
        set_mark(self.verdict, "tint", tint)

    def _verdict(self) -> tuple[str, str]:
        """What is to be said of the devices, and in which tint."""
        if self._phone.problem:
            return phone_sentence(self._phone.problem), "bad"
        if not self._phone.testing:
            return "", "muted"
        if self._heard:
            return self.tr("Your microphone works. Do you hear yourself?"), "good"
        return self.tr("Speak: the bar must move, and you must hear yourself."), "muted"
