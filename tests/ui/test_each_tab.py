"""Every promise about the window between calls, on the real widgets against a real server, by mouse and by keyboard.

As test_each_feature.py: the scenarios stand in feature_tabs.py and feature_settings.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.domain.messages import AgentStatus, LogIn, LogOut, SetStatus
from agent_desktop.settings import chosen
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.theme import Theme

from . import feature_settings
from .feature_book import Rooms, Scenario
from .feature_hands import HANDS, Hand
from .feature_room import ME, Room
from .feature_tabs import CENTRE, CLAIRE, NINA, TABS

assert feature_settings.shows == TABS.shows  # its scenarios are among them


@pytest.fixture(scope="module")
def rooms(dressed: Theme, spoken: Languages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    spoken.choose("en")

    def make() -> Room:
        folder = tmp_path_factory.mktemp("room")
        machine = folder / "machine.ini"
        machine.write_text(f"[report]\nfolder = {folder / 'share'}\n", encoding="utf-8")
        preferences = chosen.load(machine, folder / "ect.ini", datetime.now(UTC))
        room = Room(dressed, spoken, folder, CENTRE, preferences=preferences, yesterday=yesterday)
        for agent in (CLAIRE, NINA):
            room.ask(LogIn(), agent)
        return room

    made = Rooms(make)
    yield made
    made.close()


def yesterday(room: Room) -> None:
    """The agent took one call, at another place."""
    room.switch.me = ""
    room.ask(LogIn())
    room.ask(SetStatus(status=AgentStatus.READY))
    leg = room.call("1000")
    room.happens(lambda state: state.presences[ME].status is AgentStatus.IN_CALL)
    room.hang_up(leg)
    room.happens(lambda state: state.presences[ME].status is AgentStatus.WRAP_UP)
    room.ask(SetStatus(status=AgentStatus.BUSY, reason="Busy_Meeting"))
    room.ask(LogOut())
    room.switch.me = ME


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.name)
@pytest.mark.parametrize("scenario", TABS.all, ids=lambda scenario: scenario.__name__)
def test_each_tab(rooms: Rooms, qtbot: QtBot, scenario: Scenario, hand: Hand) -> None:
    rooms.work(qtbot, scenario, hand)


PROMISED = frozenset(
    {f"F{number:03d}" for number in (44, 45, *range(49, 54), *range(55, 61), *range(64, 68), 133, 134)}
)
"""What the issue about the window between calls covers."""


def test_no_promise_is_without_its_scenario() -> None:
    TABS.check(PROMISED, {})
