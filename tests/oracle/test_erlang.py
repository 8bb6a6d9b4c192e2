"""The recursion that the core equals (test_waits_exact.py) against theory: Erlang C and A within three standard errors.

A simulated mean spreads widely, so each figure is the mean over independent days, with the standard error that those
days themselves show.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from statistics import fmean, stdev

import pytest

from tests.oracle.core import Core
from tests.oracle.erlang import ErlangA, ErlangC
from tests.oracle.recursion import waits
from tests.oracle.test_waits_exact import everyone, told
from tests.oracle.traffic import poisson

Day = list[tuple[int, bool]]
Figure = Callable[[Day], float]

WITHIN_MS = 20_000
HALF_HOUR = ErlangC(agents=14, load=10.0, service=180_000.0)  # 100 calls in 30 minutes of 180 s
THOUSAND = ErlangC(agents=74, load=1000 * 240 / 3600, service=240_000.0)  # 1,000 calls an hour of 240 s
IMPATIENT = ErlangA(agents=12, load=12.0, service=180_000.0, patience=120_000.0)


def mean_wait(day: Day) -> float:
    return fmean(wait for wait, _ in day)


def must_wait(day: Day) -> float:
    return fmean(wait > 0 for wait, _ in day)


def leave(day: Day) -> float:
    return fmean(not answered for _, answered in day)


def within(day: Day) -> float:
    return fmean(wait <= WITHIN_MS for wait, _ in day)


def days(queue: ErlangC | ErlangA, count: int, callers: int) -> list[Day]:
    """Independent days of a queue, each without its first fifth, in which the line is still building up."""
    patience = queue.patience if isinstance(queue, ErlangA) else None
    made = []
    for seed in range(count):
        traffic = poisson(
            random.Random(seed),
            callers * 5 // 4,
            gap_ms=queue.service / queue.load,
            talk_ms=queue.service,
            patience_ms=patience,
        )
        made.append(waits(traffic, queue.agents)[callers // 4 :])
    return made


def assert_near(seen: list[float], expected: float, sharp: float) -> None:
    """Within three standard errors of the mean over days; and that error small enough to say something."""
    error = stdev(seen) / len(seen) ** 0.5
    assert abs(fmean(seen) - expected) < 3 * error, (fmean(seen), error, expected)
    assert error < sharp * expected, "too few days to say anything"


def agree(made: list[Day], expected: dict[Figure, float], sharp: float = 0.05) -> None:
    for figure, value in expected.items():
        assert_near([figure(day) for day in made], value, sharp)


def test_the_reference_numbers() -> None:
    """Known from elsewhere: 100 calls in 30 minutes of 180 s, and 1,000 an hour of 240 s."""
    assert HALF_HOUR.must_wait == pytest.approx(0.1741, abs=5e-5)
    assert HALF_HOUR.mean_wait / 1000 == pytest.approx(7.84, abs=5e-3)
    assert THOUSAND.answered_within(WITHIN_MS) == pytest.approx(0.8461, abs=5e-5)


def test_erlang_a_is_erlang_c_when_nobody_ever_leaves() -> None:
    endless = ErlangA(agents=14, load=10.0, service=180_000.0, patience=1e12)
    assert endless.must_wait == pytest.approx(HALF_HOUR.must_wait, rel=1e-5)
    assert endless.mean_wait == pytest.approx(HALF_HOUR.mean_wait, rel=1e-5)
    assert endless.leave == pytest.approx(0.0, abs=1e-6)


def test_erlang_a_is_poisson_when_patience_is_as_long_as_service() -> None:
    """Then everybody goes at the same rate, in talk or in the line: the number present is Poisson."""
    alike = ErlangA(agents=2, load=1.5, service=1.0, patience=1.0)
    assert alike.must_wait == pytest.approx(1 - math.exp(-1.5) * (1 + 1.5))


def test_the_recursion_is_erlang_c() -> None:
    made = days(HALF_HOUR, 25, 16_000)
    expected = {must_wait: HALF_HOUR.must_wait, mean_wait: HALF_HOUR.mean_wait}
    agree(made, {**expected, within: HALF_HOUR.answered_within(WITHIN_MS)})


def test_the_recursion_is_erlang_a() -> None:
    made = days(IMPATIENT, 20, 6_000)
    agree(made, {must_wait: IMPATIENT.must_wait, mean_wait: IMPATIENT.mean_wait, leave: IMPATIENT.leave})


@pytest.mark.long
def test_a_thousand_calls_an_hour() -> None:
    made = days(THOUSAND, 60, 60_000)
    expected = {must_wait: THOUSAND.must_wait, mean_wait: THOUSAND.mean_wait}
    agree(made, {**expected, within: THOUSAND.answered_within(WITHIN_MS)})


@pytest.mark.long
@pytest.mark.parametrize("queue", [HALF_HOUR, IMPATIENT])
def test_the_core_itself_is_as_theory_says(queue: ErlangC | ErlangA) -> None:
    """Once without the recursion in between."""
    patience = queue.patience if isinstance(queue, ErlangA) else None
    made: list[Day] = []
    for seed in range(20):
        gap_ms = queue.service / queue.load
        chance = random.Random(seed)
        callers = list(poisson(chance, 4_000, gap_ms=gap_ms, talk_ms=queue.service, patience_ms=patience))
        made.append(told(Core(everyone(queue.agents), {"service": 0}).day(callers))[800:])
    agree(made, {must_wait: queue.must_wait, mean_wait: queue.mean_wait}, sharp=0.1)
