"""Calls wait only when more come at once than the stack has places for."""

from __future__ import annotations

from agent_desktop.phone.pace import KEPT_S, MOST_CALLS, Pace

PLACES = 64
"""PJ_IOQUEUE_MAX_HANDLES."""

LIVING = 4
"""Calls that may be there at a time."""


def test_a_busy_day_never_waits() -> None:
    pace = Pace()
    assert all(pace.wait_s(number * 0.1) == 0.0 for number in range(100))


def test_a_flood_finds_places_that_are_free_again() -> None:
    pace, now = Pace(), 10.0
    began: list[float] = []
    for _ in range(200):
        now += pace.wait_s(now)
        began.append(now)
    for moment in began:  # at worst each of them ended just before, and those of before the flood are there too
        taken = sum(moment - KEPT_S < one <= moment for one in began) + 2 * LIVING
        assert 2 * taken <= PLACES
    assert began[MOST_CALLS - 1] == 10.0, "some may come at once"
    assert began[-1] < 10.0 + 10 * KEPT_S, "nobody waits longer than must be"
