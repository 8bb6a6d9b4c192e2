"""The menu of the sound devices: which one for what, how loud, and a test call to oneself."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.client.sound_choice import SoundChoice, SoundKind
from agent_desktop.client.view import PhoneView, View
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.remembered import Memory

T = TypeVar("T")
GAINS_DB = (-10.0, 0.0, 10.0)


class SoundMenu(QMenu):
    """Made anew whenever a device comes or goes or another one is chosen; ``try_all``: the headset is to be tried."""

    try_all = Signal()

    def __init__(self, desk: DeskPort, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sound_menu")
        self._desk, self._memory = desk, memory
        self._phone = PhoneView()
        self._menus = {kind: self.addMenu("") for kind in SoundKind}
        for kind, menu in self._menus.items():
            menu.setObjectName(f"sound_{kind}")
        self._groups: list[QActionGroup] = []
        self.addSeparator()
        self._test = self.addAction("")
        self._test.setObjectName("sound_test")
        self._test.setCheckable(True)
        self._test.triggered.connect(desk.test_call)
        self._try = self.addAction("")
        self._try.setObjectName("sound_try")
        self._try.triggered.connect(self.try_all)
        self._again = QTimer(self)  # an entry must not be deleted while it says that it was chosen
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._fill)
        self._fill()

    def show_view(self, view: View) -> None:
        """Show the devices that are connected, and whether the test call runs."""
        before, self._phone = self._phone, view.phone
        if _shown(before) != _shown(view.phone):
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        locked = "sound" in self._memory.locked
        self.setTitle(self.tr("Sound (locked by your administrator)") if locked else self.tr("Sound"))
        for group in self._groups:
            group.deleteLater()
        self._groups.clear()
        phone, usual = self._phone, self.tr("The one of this PC")
        self._fill_kind(SoundKind.MICROPHONE, self.tr("Microphone"), usual)
        self._fill_kind(SoundKind.SPEAKER, self.tr("Speaker"), usual)
        self._fill_kind(SoundKind.RING, self.tr("Ringing"), self.tr("Where the calls are heard"))
        for menu in self._menus.values():
            menu.setEnabled(not locked)
        self._test.setText(self.tr("Test call to yourself"))
        self._test.setChecked(phone.testing)
        self._test.setEnabled(is_free(phone))
        self._try.setText(self.tr("Try the headset …"))
        self._try.setEnabled(is_free(phone))

    def _fill_kind(self, kind: SoundKind, title: str, default: str) -> None:
        menu = self._menus[kind]
        menu.clear()
        menu.setTitle(title)
        choice = self._memory.value.sound
        there = connected(self._phone, kind)
        used = choice.used(kind, there)
        names = {name: name.replace("&", "&&") or default for name in ("", *there)}
        for name, entry in self._entries(menu, names, used).items():
            entry.triggered.connect(lambda _checked, chosen=name: self._choose(kind, chosen))
        menu.addSeparator()
        gains = dict(zip(GAINS_DB, (self.tr("Quieter"), self.tr("As it is"), self.tr("Louder")), strict=True))
        for gain, entry in self._entries(menu, gains, choice.gain_db(kind, used)).items():
            entry.triggered.connect(lambda _checked, chosen=gain: self._set_gain(kind, used, chosen))

    def _entries(self, menu: QMenu, words: dict[T, str], chosen: T) -> dict[T, QAction]:
        """One entry for each value, of which one is chosen."""
        group = QActionGroup(self)
        self._groups.append(group)
        made: dict[T, QAction] = {}
        for value, text in words.items():
            entry = made[value] = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(value == chosen)
            group.addAction(entry)
        return made

    def _choose(self, kind: SoundKind, name: str) -> None:
        self._remember(self._memory.value.sound.chosen(kind, name))

    def _set_gain(self, kind: SoundKind, name: str, gain_db: float) -> None:
        self._remember(self._memory.value.sound.louder(kind, name, gain_db))

    def _remember(self, choice: SoundChoice) -> None:
        if "sound" in self._memory.locked:
            return
        self._memory.change(sound=choice)
        self._desk.use_sound(choice)
        self._again.start()


def connected(phone: PhoneView, kind: SoundKind) -> tuple[str, ...]:
    """The names of the devices that can be used for this now."""
    return phone.microphones if kind is SoundKind.MICROPHONE else phone.speakers


def is_free(phone: PhoneView) -> bool:
    """Whether there is no call: then a test call can be made."""
    return phone.active_leg is None and phone.ringing_leg is None


def _shown(phone: PhoneView) -> tuple[object, ...]:
    return phone.microphones, phone.speakers, phone.testing, is_free(phone)
