"""Scenarios of features, each worked twice in one room, by either hand, and the promises that they show."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from pytestqt.qtbot import QtBot

from .feature_hands import Hand
from .feature_room import Room

Scenario = Callable[[Room, Hand], None]
TESTS = Path(__file__).parents[2]


class Scenarios:
    """Those of one module, in the order in which they stand there."""

    def __init__(self) -> None:
        self.all: list[Scenario] = []
        self._shown: set[str] = set()

    def shows(self, *features: str) -> Callable[[Scenario], Scenario]:
        """What a scenario shows."""

        def keep(scenario: Scenario) -> Scenario:
            self._shown.update(features)
            self.all.append(scenario)
            return scenario

        return keep

    def check(self, promised: Collection[str], elsewhere: Mapping[str, str]) -> None:
        """Every promise has a scenario here, or a test in the file that ``elsewhere`` names for it."""
        assert sorted(set(promised) - self._shown - elsewhere.keys()) == []
        assert sorted(self._shown - set(promised)) == []
        for feature, file in elsewhere.items():
            text = (TESTS / file).read_text(encoding="utf-8")
            assert re.search(rf"def test_.*# .*{feature}\b", text), f"{file} shows no {feature}"


class Rooms:
    """A window and its server for all scenarios of a module; one that failed leaves a room that is not used again."""

    def __init__(self, make: Callable[[], Room]) -> None:
        self._make = make
        self._room: Room | None = None
        self._used = False

    def work(self, qtbot: QtBot, scenario: Scenario, hand: Hand) -> None:
        """One scenario by one hand, from a ready agent to a ready agent."""
        room = self._enter(qtbot)
        scenario(room, hand)
        room.rest()
        self._used = False

    def close(self) -> None:
        """Leave for good."""
        if self._room is not None:
            self._room.close()
        self._room, self._used = None, False

    def _enter(self, qtbot: QtBot) -> Room:
        if self._used:
            self.close()
        if self._room is None:
            self._room = self._make()
            self._room.qtbot = qtbot
            self._room.log_in()
        self._room.qtbot = qtbot
        self._used = True
        self._room.rest()
        return self._room
