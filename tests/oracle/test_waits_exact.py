"""The core against oracles that know nothing of it, caller by caller, to the millisecond (F018, F134).

Each oracle is told the same arrivals, talks and patience as the core. One queue: the recursion of Kiefer and Wolfowitz.
Several queues: the rule's text, played with lists.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from tests.oracle.core import Core
from tests.oracle.naive import Floor
from tests.oracle.recursion import waits
from tests.oracle.traffic import Caller, Fate, poisson

SKILLED = {
    "anna": ("service", "support", "sales"),
    "bertil": ("service",),
    "cilla": ("support", "service"),
    "david": ("sales",),
    "eva": ("sales", "support"),
    "farid": ("service", "sales"),
    "greta": ("support",),
}
WRAP_UP = {"service": 8_000, "support": 1, "sales": 30_000}
PROPORTIONS = {"service": 5.0, "support": 3.0, "sales": 2.0}


def everyone(agents: int) -> dict[str, tuple[str, ...]]:
    """So many agents who all serve one queue."""
    return {f"agent{number:03}": ("service",) for number in range(agents)}


def told(fates: list[Fate]) -> list[tuple[int, bool]]:
    return [(fate.waited, fate.agent is not None) for fate in fates]


def one_queue(seed: int, count: int, agents: int, load: float, wrap_up: int, patience_ms: float | None) -> None:
    """``load`` is of each agent: above 1 the line grows, unless callers leave."""
    talk_ms = 60_000.0
    gap_ms = (talk_ms + wrap_up) / (agents * load)
    callers = list(poisson(random.Random(seed), count, gap_ms=gap_ms, talk_ms=talk_ms, patience_ms=patience_ms))
    expected = waits(callers, agents, wrap_up)
    assert told(Core(everyone(agents), {"service": wrap_up}).day(callers)) == expected
    assert any(wait for wait, _ in expected), "nobody waited, so nothing was shown"
    assert (patience_ms is None) == all(answered for _, answered in expected)


def many_queues(seed: int, count: int, gap_ms: float, patience_ms: float | None) -> None:
    """Who gets whom is compared as well: there is one right agent."""
    chance = random.Random(seed)
    callers = list(poisson(chance, count, gap_ms=gap_ms, talk_ms=60_000, patience_ms=patience_ms, queues=PROPORTIONS))
    expected = Floor(SKILLED, WRAP_UP, callers).day()
    assert Core(SKILLED, WRAP_UP).day(callers) == expected
    assert len({fate.agent for fate in expected}) == len(SKILLED) + (patience_ms is not None)
    assert any(fate.waited for fate in expected)


@pytest.mark.parametrize(
    ("agents", "load", "wrap_up", "patience_ms"),
    [
        (1, 0.7, 0, None),
        (3, 0.9, 8_000, None),
        (14, 0.95, 20_000, None),
        (14, 1.3, 0, None),  # the line only grows
        (5, 1.2, 8_000, 45_000.0),
        (14, 0.95, 1, 20_000.0),
    ],
)
def test_one_queue_is_the_recursion_to_the_millisecond(
    agents: int, load: float, wrap_up: int, patience_ms: float | None
) -> None:
    one_queue(agents, 400, agents, load, wrap_up, patience_ms)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("gap_ms", "patience_ms"), [(16_000.0, None), (9_000.0, 60_000.0), (7_000.0, None)])
def test_many_queues_are_the_rule_played_with_lists(seed: int, gap_ms: float, patience_ms: float | None) -> None:
    many_queues(seed, 250, gap_ms, patience_ms)


def test_ties_in_one_millisecond() -> None:
    """Coarse times, so that arrivals, ends of wrap-up and lost patience fall together often."""
    chance, second = random.Random(4), 1_000
    for _ in range(8):
        times = sorted(chance.randrange(0, 200) * second for _ in range(120))
        callers = [
            Caller(at, chance.randrange(1, 12) * second, chance.choice(list(WRAP_UP)), chance.randrange(1, 9) * second)
            for at in times
        ]
        wrap_up = {"service": 1_000, "support": 2_000, "sales": 3_000}
        assert Core(SKILLED, wrap_up).day(callers) == Floor(SKILLED, wrap_up, callers).day()


@pytest.mark.parametrize("patience_ms", [None, 30_000.0])
def test_the_oracles_agree_where_both_apply(patience_ms: float | None) -> None:
    """One queue, agents all alike: the lists and the recursion are the same."""
    callers = list(poisson(random.Random(9), 2_000, gap_ms=9_000, talk_ms=60_000, patience_ms=patience_ms))
    agents: Mapping[str, tuple[str, ...]] = everyone(8)
    assert told(Floor(agents, {"service": 5_000}, callers).day()) == waits(callers, 8, 5_000)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    ("agents", "load", "wrap_up", "patience_ms"), [(74, 0.9, 0, None), (14, 0.95, 8_000, None), (20, 1.1, 1, 60_000.0)]
)
def test_many_callers_of_one_queue(
    seed: int, agents: int, load: float, wrap_up: int, patience_ms: float | None
) -> None:
    one_queue(seed, 4_000, agents, load, wrap_up, patience_ms)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 130))
@pytest.mark.parametrize(("gap_ms", "patience_ms"), [(16_000.0, None), (9_000.0, 60_000.0)])
def test_many_callers_of_many_queues(seed: int, gap_ms: float, patience_ms: float | None) -> None:
    many_queues(seed, 2_000, gap_ms, patience_ms)
