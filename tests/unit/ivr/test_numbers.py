"""Numbers and spans in words: what each language does differently, checked against its grammar."""

from __future__ import annotations

import pytest

from agent_desktop import resources
from agent_desktop.server.ivr.numbers import LANGUAGES, cardinal, minutes, plural
from agent_desktop.server.ivr.spoken import announcement, digits

SAID = {
    "en": {1: "one minute", 2: "two minutes", 13: "thirteen minutes", 21: "twenty-one minutes", 60: "sixty minutes"},
    "sv": {1: "en minut", 2: "två minuter", 8: "åtta minuter", 21: "tjugoen minuter", 42: "fyrtiotvå minuter"},
    "uk": {
        1: "одна хвилина",
        2: "дві хвилини",
        4: "чотири хвилини",
        5: "п'ять хвилин",
        11: "одинадцять хвилин",
        12: "дванадцять хвилин",
        21: "двадцять одна хвилина",
        22: "двадцять дві хвилини",
        25: "двадцять п'ять хвилин",
        40: "сорок хвилин",
        51: "п'ятдесят одна хвилина",
    },
    "pl": {
        1: "jedna minuta",
        2: "dwie minuty",
        4: "cztery minuty",
        5: "pięć minut",
        12: "dwanaście minut",
        14: "czternaście minut",
        21: "dwadzieścia jeden minut",
        22: "dwadzieścia dwie minuty",
        33: "trzydzieści trzy minuty",
        40: "czterdzieści minut",
    },
    "fr": {
        1: "une minute",
        2: "deux minutes",
        17: "dix-sept minutes",
        21: "vingt et une minutes",
        22: "vingt-deux minutes",
        60: "soixante minutes",
        71: "soixante et onze minutes",
        80: "quatre-vingts minutes",
        81: "quatre-vingt-une minutes",
        99: "quatre-vingt-dix-neuf minutes",
    },
}

COUNTED = {
    "en": {0: "zero", 7: "seven", 40: "forty", 99: "ninety-nine"},
    "sv": {1: "ett", 18: "arton", 20: "tjugo", 21: "tjugoett", 60: "sextio"},
    "uk": {1: "один", 2: "два", 19: "дев'ятнадцять", 22: "двадцять два", 90: "дев'яносто"},
    "pl": {1: "jeden", 2: "dwa", 15: "piętnaście", 21: "dwadzieścia jeden", 22: "dwadzieścia dwa"},
    "fr": {
        1: "un",
        16: "seize",
        21: "vingt et un",
        70: "soixante-dix",
        71: "soixante et onze",
        77: "soixante-dix-sept",
        80: "quatre-vingts",
        81: "quatre-vingt-un",
        90: "quatre-vingt-dix",
        91: "quatre-vingt-onze",
        97: "quatre-vingt-dix-sept",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_span_agrees_with_its_number(language: str) -> None:  # F073
    assert {number: minutes(language, number) for number in SAID[language]} == SAID[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_counted(language: str) -> None:
    assert {number: cardinal(language, number) for number in COUNTED[language]} == COUNTED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_are_said_alike(language: str) -> None:
    assert len({cardinal(language, number) for number in range(100)}) == 100
    assert len({minutes(language, number) for number in range(100)}) == 100


@pytest.mark.parametrize("number", [-1, 100])
def test_a_number_without_words_is_a_mistake(number: int) -> None:
    with pytest.raises(ValueError, match="not said"):
        cardinal("en", number)


def test_the_three_forms_of_polish_and_ukrainian_part_at_twenty_one() -> None:
    assert [plural("pl", number) for number in (1, 3, 5, 13, 21, 23)] == [0, 1, 2, 2, 2, 1]
    assert [plural("uk", number) for number in (1, 3, 5, 13, 21, 23, 11)] == [0, 1, 2, 2, 0, 1, 2]


# --- what is told to who waits ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "wait_ms", "said"),
    [
        (1, None, ["next_in_line"]),
        (2, None, ["place", "number_2"]),
        (60, 0, ["place", "number_60", "wait", "minutes_few"]),
        (61, 29_999, ["place_many", "wait", "minutes_few"]),
        (3, 30_000, ["place", "number_3", "wait", "minutes_1"]),
        (3, 60_001, ["place", "number_3", "wait", "minutes_2"]),
        (3, 1_200_000, ["place", "number_3", "wait", "minutes_20"]),
        (3, 1_200_001, ["place", "number_3", "wait", "minutes_25"]),
        (3, 3_600_000, ["place", "number_3", "wait", "minutes_60"]),
        (3, 3_600_001, ["place", "number_3", "wait", "minutes_many"]),
    ],
)
def test_place_and_wait_are_told(place: int, wait_ms: int | None, said: list[str]) -> None:  # F073
    assert announcement("pl", place, wait_ms) == tuple(f"prompts/pl/{name}" for name in said)


def test_an_unknown_language_is_english_and_a_number_is_told_by_digits() -> None:
    assert announcement("de", 1, None) == ("prompts/en/next_in_line",)
    assert digits("sv", "+46 70-1") == tuple(f"prompts/sv/number_{digit}" for digit in (4, 6, 7, 0, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_told_has_its_sound(language: str) -> None:
    names = {name for place in range(1, 70) for name in announcement(language, place, None)}
    names |= {name for wait in range(0, 4_000_000, 20_000) for name in announcement(language, 1, wait)}
    names |= set(digits(language, "0123456789"))
    missing = [name for name in sorted(names) if not resources.path(f"sounds/{name}.wav").is_file()]
    assert missing == []
