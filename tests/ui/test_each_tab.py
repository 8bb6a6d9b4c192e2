"""Every promise about the window between calls, on the real widgets against a real server, by mouse and by keyboard.

As test_each_feature.py; the centre and the tabs' scenarios are in feature_tabs.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.domain.messages import LogIn
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.theme import Theme

from .feature_book import Rooms, Scenario
from .feature_hands import HANDS, Hand
from .feature_room import Room
from .feature_tabs import CENTRE, CLAIRE, NINA, TABS


@pytest.fixture(scope="module")
def rooms(dressed: Theme, spoken: Languages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    spoken.choose("en")

    def make() -> Room:
        room = Room(dressed, spoken, tmp_path_factory.mktemp("room"), CENTRE, yesterday=yesterday)
        for agent in (CLAIRE, NINA):
            room.ask(LogIn(), agent)
        return room

    made = Rooms(make)
    yield made
    made.close()


def yesterday(room: Room) -> None:
    """One call."""


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.name)
@pytest.mark.parametrize("scenario", TABS.all, ids=lambda scenario: scenario.__name__)
def test_each_tab(rooms: Rooms, qtbot: QtBot, scenario: Scenario, hand: Hand) -> None:
    rooms.work(qtbot, scenario, hand)
