"""The what-if of Erlang A (F134) against days of callers who hang up: the figures for which no table is published."""

from __future__ import annotations

from statistics import fmean

from agent_desktop.domain.staffing import Demand, service
from tests.oracle.test_erlang import IMPATIENT, WITHIN_MS, Day, assert_near, days

DEMAND = Demand(
    calls_per_hour=IMPATIENT.load * 3_600_000 / IMPATIENT.service,
    handling_s=IMPATIENT.service / 1000,
    patience_s=IMPATIENT.patience / 1000,
)


def service_level(day: Day) -> float:
    """As it is measured: who hung up sooner is not counted."""
    counted = [answered and wait <= WITHIN_MS for wait, answered in day if answered or wait > WITHIN_MS]
    return fmean(counted)


def average_wait_s(day: Day) -> float:
    return fmean(wait for wait, answered in day if answered) / 1000


def test_a_day_of_callers_who_hang_up_is_as_foretold() -> None:
    foretold = service(DEMAND, IMPATIENT.agents, WITHIN_MS / 1000)
    assert foretold is not None
    made = days(IMPATIENT, 20, 6_000)
    assert_near([service_level(day) for day in made], foretold.service_level, 0.05)
    assert_near([average_wait_s(day) for day in made], foretold.average_wait_s, 0.05)
