"""What-if by Erlang C and A (F134): published figures, the oracle's own formulas, and the laws that both must keep."""

from __future__ import annotations

import math

import pytest

from agent_desktop.domain.staffing import MOST, Demand, Service, needed, service
from tests.oracle.erlang import ErlangA, ErlangC

HALF_HOUR = Demand(calls_per_hour=200, handling_s=180)  # 100 calls in 30 minutes of 3 minutes: 10 erlang
THOUSAND = Demand(calls_per_hour=1_000, handling_s=240)
PALM = Demand(calls_per_hour=48 * 60, handling_s=60)  # Mandelbaum and Zeltyn: 48 calls a minute of a minute


def made(demand: Demand, agents: int, within_s: float = 20) -> Service:
    found = service(demand, agents, within_s)
    assert found is not None
    return found


def test_figures_that_are_published_for_erlang_c() -> None:  # F134
    fourteen = made(HALF_HOUR, 14)
    assert fourteen.must_wait == pytest.approx(0.1741, abs=5e-5)
    assert fourteen.average_wait_s == pytest.approx(7.84, abs=5e-3)
    assert fourteen.service_level == pytest.approx(0.8884, abs=1e-4)
    assert fourteen.occupancy == pytest.approx(10 / 14)
    assert made(THOUSAND, 74).service_level == pytest.approx(0.8461, abs=5e-5)
    fifty = made(PALM, 50, within_s=58.1)  # Mandelbaum and Zeltyn, "The Palm/Erlang-A queue", 2005
    assert fifty.average_wait_s == pytest.approx(20.8, abs=0.05)
    assert fifty.service_level == pytest.approx(0.90, abs=1e-3), "58.1 s is the 90th percentile"
    assert fifty.occupancy == pytest.approx(0.96)


@pytest.mark.parametrize(("agents", "load", "must_wait"), [(2, 1, 1 / 3), (5, 4, 0.5541), (10, 8, 0.4092)])
def test_the_probability_to_wait_is_that_of_the_tables(agents: int, load: int, must_wait: float) -> None:
    found = made(Demand(calls_per_hour=3600 * load / 100, handling_s=100), agents)
    assert found.must_wait == pytest.approx(must_wait, abs=5e-5)


def test_figures_that_are_published_for_erlang_a() -> None:  # F134
    fifty = made(Demand(calls_per_hour=48 * 60, handling_s=60, patience_s=120), 50)
    assert fifty.hung_up == pytest.approx(0.031, abs=5e-4)
    assert fifty.hung_up * 120 == pytest.approx(3.7, abs=0.05), "the mean wait of all, in s"
    assert fifty.occupancy == pytest.approx(0.93, abs=5e-3)


@pytest.mark.parametrize("agents", [12, 14, 20])
@pytest.mark.parametrize("load", [0.01, 3.0, 11.9])
def test_erlang_c_is_the_oracles(agents: int, load: float) -> None:
    found, theory = made(Demand(calls_per_hour=load * 3600 / 180, handling_s=180), agents), ErlangC(agents, load, 180)
    assert found.must_wait == pytest.approx(theory.must_wait, rel=1e-9)
    assert found.average_wait_s == pytest.approx(theory.mean_wait, rel=1e-9)
    assert found.service_level == pytest.approx(theory.answered_within(20), rel=1e-9)


@pytest.mark.parametrize("patience_s", [5.0, 120.0, 3_600.0])
@pytest.mark.parametrize(("agents", "load"), [(1, 0.5), (12, 12.0), (10, 30.0), (200, 150.0)])
def test_erlang_a_is_the_oracles(agents: int, load: float, patience_s: float) -> None:
    demand = Demand(calls_per_hour=load * 3600 / 180, handling_s=180, patience_s=patience_s)
    found, theory = made(demand, agents), ErlangA(agents, load, 180, patience_s)
    assert found.must_wait == pytest.approx(theory.must_wait, rel=1e-9)
    assert found.hung_up == pytest.approx(theory.leave, rel=1e-6, abs=1e-12)


def test_endless_patience_is_erlang_c() -> None:
    patient = Demand(calls_per_hour=200, handling_s=180, patience_s=1e7)
    both = made(patient, 14), made(HALF_HOUR, 14)
    for one, other in zip(*(vars_of(row) for row in both), strict=True):
        assert one == pytest.approx(other, rel=1e-4, abs=1e-5)


def vars_of(row: Service) -> tuple[float, ...]:
    return row.service_level, row.average_wait_s, row.occupancy, row.must_wait, row.hung_up


@pytest.mark.parametrize("patience_s", [30.0, 600.0])
def test_nobody_waited_yet_at_once_and_everybody_is_served_or_gone_in_the_end(patience_s: float) -> None:
    demand = Demand(calls_per_hour=240, handling_s=180, patience_s=patience_s)
    at_once, late = made(demand, 10, within_s=0), made(demand, 10, within_s=1e6)
    assert at_once.service_level == pytest.approx(1 - at_once.must_wait)
    assert late.service_level == pytest.approx(1.0)
    levels = [made(demand, 10, within_s=span).service_level for span in range(0, 200, 10)]
    assert levels == sorted(levels)


@pytest.mark.parametrize("patience_s", [None, 5.0, 120.0])
@pytest.mark.parametrize("calls", [1.0, 37.0, 1_000.0, 20_000.0])
@pytest.mark.parametrize("share", [0.5, 0.8, 0.99])
def test_what_is_needed_is_enough_and_one_less_is_not(calls: float, patience_s: float | None, share: float) -> None:
    demand = Demand(calls_per_hour=calls, handling_s=240, patience_s=patience_s)
    enough = needed(demand, share, 20)
    assert enough is not None
    assert enough.service_level >= share
    fewer = service(demand, enough.agents - 1, 20) if enough.agents > 1 else None
    assert fewer is None or fewer.service_level < share


def test_how_many_agents_the_examples_need() -> None:  # F134
    agents = [needed(HALF_HOUR, 0.8, 20), needed(THOUSAND, 0.8, 20)]
    assert [row.agents for row in agents if row is not None] == [14, 74]


def test_a_line_that_grows_for_ever_has_no_figures() -> None:
    assert service(HALF_HOUR, 10, 20) is None
    assert service(HALF_HOUR, 11, 20) is not None


def test_there_is_an_end_to_agents() -> None:
    assert needed(Demand(calls_per_hour=MOST * 60, handling_s=240), 0.8, 20) is None
    assert needed(Demand(calls_per_hour=MOST * 60, handling_s=240, patience_s=20), 0.8, 20) is None


def test_great_numbers_stay_numbers() -> None:
    for demand in (
        Demand(calls_per_hour=0.001, handling_s=1),
        Demand(calls_per_hour=0.001, handling_s=1, patience_s=1),
        Demand(calls_per_hour=1e5, handling_s=600, patience_s=1e-3),
        Demand(calls_per_hour=1e6, handling_s=30, patience_s=60),
    ):
        for agents in (1, MOST):
            for within_s in (0, 20, 1e7):
                found = service(demand, agents, within_s)
                assert found is None or all(math.isfinite(figure) for figure in vars_of(found))
