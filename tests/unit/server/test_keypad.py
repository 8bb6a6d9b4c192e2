"""Digits are counted per leg and forgotten with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from agent_desktop.domain.messages import AnyFact, DigitPressed, LegEnd, LegEnded
from agent_desktop.server.keypad import MOST, Keypad, SignalledDigits
from tests.fakes.recording_media import RecordingMedia


def test_digits_have_numbers_and_can_be_asked_for_while_the_leg_lives() -> None:
    said: list[AnyFact] = []
    keypad = Keypad(said.append)
    for leg, key in (("i1", "5"), ("i2", "#"), ("i1", "7")):
        keypad.pressed(leg, key)
    assert said == [
        DigitPressed(leg="i1", digit="5", number=1),
        DigitPressed(leg="i2", digit="#", number=1),
        DigitPressed(leg="i1", digit="7", number=2),
    ]
    assert [keypad.digit("i1", number) for number in (0, 1, 2, 3)] == ["", "5", "7", ""]
    ended = LegEnded(leg="i1", cause=LegEnd.HUNG_UP)
    keypad.post(ended)
    assert said[3:] == [ended]
    assert keypad.digit("i1", 1) == ""
    assert keypad.digit("i2", 1) == "#"


def test_digits_of_all_ways_are_counted_together() -> None:
    said: list[AnyFact] = []
    keypad = Keypad(said.append)
    keypad.pressed("i1", "5")
    keypad.post(DigitPressed(leg="i1", digit="7", number=1))
    assert said[1] == DigitPressed(leg="i1", digit="7", number=2)


def test_who_presses_without_end_is_not_kept_without_end() -> None:
    said: list[AnyFact] = []
    keypad = Keypad(said.append)
    for _ in range(MOST + 50):
        keypad.pressed("i1", "1")
    assert len(said) == MOST


def test_digits_by_info_are_given_to_the_media_and_count_when_that_has_no_leg(tmp_path: Path) -> None:
    said: list[AnyFact] = []
    media = RecordingMedia(tmp_path)

    async def press(digit: str) -> None:
        signalled = SignalledDigits(media, Keypad(said.append))
        signalled.pressed("i1", digit)
        await signalled.close()

    asyncio.run(press("5"))
    assert (media.orders, said) == ([("press", "i1", "5")], []), "the media worker tells of it, as of those in RTP"
    media.failing = {"press"}
    asyncio.run(press("7"))
    assert said == [DigitPressed(leg="i1", digit="7", number=1)]
