"""The calendar's arithmetic against the standard library's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from agent_desktop.domain.civil import is_date, local_time


def test_every_day_of_eight_centuries_has_its_date() -> None:
    day = date(1600, 1, 1)
    epoch = date(1970, 1, 1)
    while day < date(2400, 3, 2):
        assert local_time((day - epoch).days * 86_400_000, 0) == f"{day} 00:00:00"
        assert is_date(str(day))
        day += timedelta(days=1)


@pytest.mark.parametrize("minutes", [0, 60, -210, 765])
def test_a_moment_is_shown_as_the_zones_clocks_do(minutes: int) -> None:
    moment = datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
    shown = (moment + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S")
    assert local_time(round(moment.timestamp() * 1000), minutes) == shown


@pytest.mark.parametrize(
    "text", ["", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "20260101", "x"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert not is_date(text)


def test_the_day_that_comes_every_four_hundred_years_is_one() -> None:
    assert is_date("2000-02-29")
