"""What the softphone says of the sound devices is in the window's table, so that it is translated."""

from __future__ import annotations

from agent_desktop.phone import cards
from agent_desktop.ui.words import PHONE


def test_every_sentence_of_the_sound_devices_is_the_windows_too() -> None:
    said = {value for value in vars(cards).values() if isinstance(value, str) and value.endswith(".") and " " in value}
    said -= {cards.__doc__, *(getattr(value, "__doc__", None) for value in vars(cards).values())}
    assert said == set(PHONE)
