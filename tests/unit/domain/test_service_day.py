"""A queue's day: it begins at the centre's midnight, and the callers of the last hour are estimated (F134)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import SYSTEM, Define, ServiceDay, ZoneOffset
from agent_desktop.domain.service_day import DAY_MS, HOUR_MS, day_ends, day_of, per_hour
from tests.fakes.centre import Centre


def today(office: Centre) -> ServiceDay:
    return office.state.paces["service"].today


def hang_up_after(office: Centre, wait: int) -> None:
    leg = office.call("1000")
    office.wait(wait)
    office.end(leg)


def test_the_last_hour_has_its_part_of_the_clock_hour_before() -> None:
    assert per_hour(ServiceDay(at=10 * HOUR_MS + HOUR_MS // 4, this_hour=5, hour_before=40)) == pytest.approx(35.0)


def test_callers_are_counted_by_the_clock_hour_in_which_they_went() -> None:
    office = Centre()
    office.wait(HOUR_MS - office.now % HOUR_MS)
    for _ in range(3):
        hang_up_after(office, 1_000)
    assert (today(office).this_hour, today(office).hour_before) == (3, 0)
    office.wait(HOUR_MS)
    hang_up_after(office, 1_000)
    assert (today(office).this_hour, today(office).hour_before) == (1, 3)
    office.wait(2 * HOUR_MS)
    hang_up_after(office, 1_000)
    assert (today(office).this_hour, today(office).hour_before) == (1, 0)


def test_the_day_begins_at_the_centres_midnight() -> None:
    office = Centre()
    office.give(ZoneOffset(minutes=120))
    hang_up_after(office, 30_000)
    assert (today(office).abandoned, today(office).abandoned_within) == (1, 0)
    midnight = day_ends(day_of(office.now, 120), 120)
    assert midnight % DAY_MS == DAY_MS - 2 * HOUR_MS
    office.wait(midnight - office.now - 10_000)
    hang_up_after(office, 30_000)  # came yesterday: of yesterday's report
    assert (today(office).day, today(office).abandoned) == (day_of(midnight, 120), 0)
    hang_up_after(office, 30_000)
    assert today(office).abandoned == 1


def test_with_another_target_the_count_begins_anew() -> None:
    office = Centre()
    hang_up_after(office, 30_000)
    queue = replace(office.state.queues["service"], service_level_ms=60_000)
    assert office.ask(SYSTEM, Define(queues=(queue,))) is None
    hang_up_after(office, 30_000)
    assert (today(office).within_ms, today(office).abandoned, today(office).abandoned_within) == (60_000, 1, 1)
