"""What a waiting caller is told, as the names of sounds in order: the place in the queue and the expected wait."""

from __future__ import annotations

from agent_desktop.server.ivr.numbers import LANGUAGES

MOST = 60
"""Places, and minutes, that are said by a number; more are many."""

MINUTES = (*range(1, 21), *range(25, MOST + 1, 5))
"""Waits that have a sound of their own: nobody believes in 37 minutes."""

MINUTE_MS = 60_000


def prompt(language: str, name: str) -> str:
    """The sound of a prompt in a language; English for one that has no prompts."""
    return f"prompts/{language if language in LANGUAGES else 'en'}/{name}"


def announcement(language: str, place: int, wait_ms: int | None) -> tuple[str, ...]:
    """The place (1 is the next), and the expected wait, rounded up, when it is known.

    The next one in line is told so, not by a number; a wait below half a minute is less than a minute, one of over
    twenty is said to the next five.
    """
    names = ("next_in_line",) if place <= 1 else ("place", f"number_{place}") if place <= MOST else ("place_many",)
    if wait_ms is not None:
        names = (*names, *_wait(wait_ms))
    return tuple(prompt(language, name) for name in names)


def _wait(wait_ms: int) -> tuple[str, ...]:
    if wait_ms < MINUTE_MS // 2:
        return ("wait", "minutes_few")
    minutes = next((span for span in MINUTES if span * MINUTE_MS >= wait_ms), "many")
    return ("wait", f"minutes_{minutes}")


def digits(language: str, number: str) -> tuple[str, ...]:
    """A telephone number, digit by digit; what is no digit is left out."""
    return tuple(prompt(language, f"number_{digit}") for digit in number if digit in "0123456789")
