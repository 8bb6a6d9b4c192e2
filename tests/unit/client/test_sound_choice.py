"""The agent's choice of sound devices: remembered for every headset, and as the softphone is told it (F034)."""

from __future__ import annotations

import msgspec

from agent_desktop.client.phone_state import PhoneState, after, show
from agent_desktop.client.sound_choice import KEPT, SoundChoice, SoundKind
from agent_desktop.phone.port import Devices, Died, Echo, UseDevices, Wanted


def test_nothing_chosen_is_the_default_devices() -> None:
    default = (Wanted(),)
    assert SoundChoice().order() == UseDevices(microphones=default, speakers=default, rings=default)


def test_the_latest_choice_comes_first_and_the_others_stay() -> None:
    choice = SoundChoice()
    for name in ("Office", "Home", "Office"):
        choice = choice.chosen(SoundKind.MICROPHONE, name).chosen(SoundKind.SPEAKER, name)
    assert choice.microphones == ("Office", "Home")
    assert choice.order().rings == (Wanted(name="Office"), Wanted(name="Home")), "it rings where the calls are heard"
    assert choice.chosen(SoundKind.RING, "Built-in").order().rings == (Wanted(name="Built-in"),)
    assert choice.chosen(SoundKind.SPEAKER, "").speakers == ()
    for number in range(20):
        choice = choice.chosen(SoundKind.RING, f"R{number}")
    assert len(choice.rings) == KEPT


def test_each_headset_keeps_its_own_loudness() -> None:
    choice = SoundChoice().chosen(SoundKind.MICROPHONE, "Home").chosen(SoundKind.MICROPHONE, "Office")
    choice = choice.louder(SoundKind.MICROPHONE, "Office", 10.0).louder(SoundKind.RING, "", -10.0)
    assert choice.order().microphones == (Wanted(name="Office", gain_db=10.0), Wanted(name="Home"))
    assert choice.order().rings == (Wanted(gain_db=-10.0),)
    assert choice.louder(SoundKind.RING, "", 0.0).gains == (("microphone/Office", 10.0),)
    assert msgspec.json.decode(msgspec.json.encode(choice), type=SoundChoice) == choice


def test_the_screen_sees_what_is_connected_and_what_the_test_call_measured() -> None:
    state = after(PhoneState(), Devices(microphones=("Jabra",), speakers=("Jabra", "Built-in")))
    for event in (Echo(running=True), Echo(running=True, delay_ms=120), Echo(running=True)):
        state = after(state, event)
    view = show(state, None)
    assert (view.microphones, view.speakers) == (("Jabra",), ("Jabra", "Built-in"))
    assert (view.testing, view.echo_ms) == (True, 120)
    over = show(after(state, Echo(running=False)), None)
    assert (over.testing, over.echo_ms) == (False, None)
    died = show(after(state, Died(exit_code=1)), None)
    assert (died.testing, died.speakers) == (False, ("Jabra", "Built-in"))
