"""The menu of the sound devices, on the real widgets: what is connected is offered, a choice is told and remembered."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.client.view import PhoneView
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.remembered import Memory

from .conftest import House

PHONE = PhoneView(registered=True, microphones=("Built-in", "Jabra & Co"), speakers=("Built-in", "Jabra & Co"))


def idle(house: House, phone: PhoneView) -> None:
    house.desk.put(replace(samples.idle(AgentStatus.READY), phone=phone))
    house.settle()


def menu(house: House, kind: str) -> QMenu:
    found = house.window.findChild(QMenu, f"sound_{kind}")
    assert found is not None
    return found


def entries(house: House, kind: str) -> dict[str, bool]:
    return {entry.text(): entry.isChecked() for entry in menu(house, kind).actions() if not entry.isSeparator()}


def entry(house: House, kind: str, text: str) -> QAction:
    return next(one for one in menu(house, kind).actions() if one.text() == text)


def test_a_device_is_chosen_told_and_remembered(new_house: Callable[[Memory], House]) -> None:  # F034
    memory = Memory(None)
    house = new_house(memory)
    idle(house, PHONE)
    assert entries(house, "microphone") == {
        "The one of this PC": True,
        "Built-in": False,
        "Jabra && Co": False,
        "Quieter": False,
        "As it is": True,
        "Louder": False,
    }
    entry(house, "microphone", "Jabra && Co").trigger()
    house.settle()
    chosen = SoundChoice(microphones=("Jabra & Co",))
    assert house.desk.sounds == [chosen]
    entry(house, "microphone", "Louder").trigger()
    house.settle()
    louder = SoundChoice(microphones=("Jabra & Co",), gains=(("microphone/Jabra & Co", 10.0),))
    assert house.desk.sounds == [chosen, louder]
    assert memory.value.sound == louder
    assert entries(house, "microphone")["Louder"]
    idle(house, replace(PHONE, microphones=("Built-in",)))
    assert entries(house, "microphone")["The one of this PC"], "it is used as long as the headset is away"
    idle(house, PHONE)
    assert entries(house, "microphone")["Jabra && Co"]


def test_it_may_ring_elsewhere(house: House) -> None:
    idle(house, PHONE)
    assert entries(house, "ring")["Where the calls are heard"]
    entry(house, "ring", "Built-in").trigger()
    assert house.desk.sounds[-1].rings == ("Built-in",)


def test_the_test_call_is_made_without_a_call_only_and_says_what_it_measured(house: House) -> None:
    idle(house, PHONE)
    test = house.window.findChild(QAction, "sound_test")
    assert test is not None
    test.trigger()
    assert house.desk.test_calls == [True]
    idle(house, replace(PHONE, testing=True, echo_ms=123))
    assert "you hear yourself after 123 ms" in house.window.main.foot.phone.text()
    test = house.window.findChild(QAction, "sound_test")
    assert test is not None
    assert test.isChecked()
    test.trigger()
    assert house.desk.test_calls == [True, False]
    idle(house, replace(PHONE, active_leg="o1"))
    test = house.window.findChild(QAction, "sound_test")
    assert test is not None
    assert not test.isEnabled()


def test_the_menu_speaks_the_agents_language(house: House) -> None:
    idle(house, PHONE)
    house.languages.choose("fr")
    house.settle()
    assert menu(house, "ring").title() == "Sonnerie"
