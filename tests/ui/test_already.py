"""The box that a second window shows instead of itself."""

from __future__ import annotations

from agent_desktop.ui.already import message

from .conftest import House


def test_it_says_in_the_agents_language_that_there_is_a_window(house: House) -> None:
    house.languages.choose("sv")
    box = message()
    assert box.text() == "Agent Desktop är redan igång: leta efter fönstret."
    box.deleteLater()
