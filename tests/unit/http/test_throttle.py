"""Waits after wrong passwords: they double, they end, and they hold back nobody else."""

from __future__ import annotations

import pytest

from agent_desktop.server.http.throttle import (
    FORGET_MS,
    FREE_OF_ADDRESS,
    FREE_OF_PAIR,
    KEPT,
    LONGEST_MS,
    Throttle,
)


class Time:
    def __init__(self) -> None:
        self.now = 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def throttle(time: Time) -> Throttle:
    return Throttle(time)


def wrong(throttle: Throttle, address: str, user: str) -> int:
    """A wrong attempt; returns the wait when it was held back."""
    wait = throttle.wait_ms(address, user)
    if not wait:
        throttle.failed(address)
    return wait


def test_waits_double_up_to_the_longest(throttle: Throttle, time: Time) -> None:
    waits = []
    for _ in range(12):
        wait = wrong(throttle, "10.0.0.1", "anna")
        waits.append(wait)
        time.now += wait
        if wait:
            assert wrong(throttle, "10.0.0.1", "anna") == 0
    assert waits == [0] * FREE_OF_PAIR + [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, *[LONGEST_MS] * 3]


def test_asking_while_held_back_does_not_make_the_wait_longer(throttle: Throttle, time: Time) -> None:
    for _ in range(FREE_OF_PAIR):
        wrong(throttle, "10.0.0.1", "anna")
    assert {throttle.wait_ms("10.0.0.1", "anna") for _ in range(100)} == {1_000}
    time.now += 999
    assert throttle.wait_ms("10.0.0.1", "anna") == 1


def test_nobody_is_locked_out_by_what_happens_elsewhere(throttle: Throttle) -> None:
    for _ in range(100):
        wrong(throttle, "10.0.0.1", "anna")
    assert throttle.wait_ms("10.0.0.2", "anna") == 0
    assert throttle.wait_ms("10.0.0.1", "bertil") == 0


def test_an_address_that_tries_many_names_waits_for_all_of_them(throttle: Throttle) -> None:
    waits = [wrong(throttle, "10.0.0.1", f"user{n}") for n in range(FREE_OF_ADDRESS + 1)]
    assert waits == [0] * FREE_OF_ADDRESS + [1_000]


def test_a_site_where_everyone_logs_in_at_once_is_not_held_back(throttle: Throttle) -> None:
    users = [f"user{n}" for n in range(300)]
    assert {throttle.wait_ms("10.0.0.1", user) for user in users} == {0}
    for user in users:
        throttle.succeeded("10.0.0.1", user)
    assert {throttle.wait_ms("10.0.0.1", user) for user in users} == {0}


def test_many_attempts_at_the_same_time_gain_nothing(throttle: Throttle) -> None:
    """None of them is known to be wrong yet."""
    admitted = [throttle.wait_ms("10.0.0.1", "anna") == 0 for _ in range(50)]
    assert sum(admitted) == FREE_OF_PAIR


def test_a_success_gives_a_clean_slate(throttle: Throttle) -> None:
    for _ in range(FREE_OF_PAIR - 1):
        wrong(throttle, "10.0.0.1", "anna")
    throttle.wait_ms("10.0.0.1", "anna")
    throttle.succeeded("10.0.0.1", "anna")
    assert [wrong(throttle, "10.0.0.1", "anna") for _ in range(FREE_OF_PAIR)] == [0] * FREE_OF_PAIR


def test_old_failures_are_forgotten(throttle: Throttle, time: Time) -> None:
    for _ in range(FREE_OF_PAIR):
        wrong(throttle, "10.0.0.1", "anna")
    time.now += FORGET_MS + 1
    assert [wrong(throttle, "10.0.0.1", "anna") for _ in range(FREE_OF_PAIR)] == [0] * FREE_OF_PAIR


def test_an_ipv6_network_counts_as_one_address(throttle: Throttle) -> None:
    for n in range(FREE_OF_PAIR):
        wrong(throttle, f"2001:db8::{n}", "anna")
    assert throttle.wait_ms("2001:db8::ffff", "anna") > 0
    assert throttle.wait_ms("2001:db8:0:1::1", "anna") == 0


def test_its_memory_is_bounded(throttle: Throttle) -> None:
    for n in range(KEPT):
        throttle.wait_ms("10.0.0.1", f"{n}" + "x" * 60_000)
    assert len(throttle._records) <= KEPT
    assert max(len(user or "") for _, user in throttle._records) <= 64


def test_the_oldest_are_forgotten_first(throttle: Throttle) -> None:
    for _ in range(FREE_OF_PAIR):
        throttle.wait_ms("10.0.0.1", "anna")
    for n in range(KEPT):
        throttle.wait_ms("10.0.0.2", f"user{n}")
    assert len(throttle._records) == KEPT
    assert throttle.wait_ms("10.0.0.1", "anna") == 0
