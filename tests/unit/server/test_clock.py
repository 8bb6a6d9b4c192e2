"""The server's clock while others set the wall clock and the machine sleeps, and the alarm that must ring even so."""

from __future__ import annotations

import asyncio

import pytest

from agent_desktop.server.clock import Alarm, Clock

NS = 1_000_000
HOUR = 3_600_000
DEADLINE_S = 5.0


class Machine:
    """A wall clock and a steady one, both in the test's hand; ms."""

    def __init__(self) -> None:
        self.wall = 1_700_000_000_000
        self.steady = 5_000

    def clock(self, not_before: int = 0) -> Clock:
        return Clock(not_before, wall_ns=lambda: self.wall * NS, steady_ns=lambda: self.steady * NS)

    def spend(self, ms: int) -> None:
        self.wall += ms
        self.steady += ms


def test_the_clock_begins_with_the_wall_and_counts_on() -> None:
    machine = Machine()
    clock = machine.clock()
    assert clock.now() == machine.wall
    machine.spend(1_234)
    assert clock.now() == machine.wall


@pytest.mark.parametrize("step", [-HOUR, -1, 1, HOUR])
def test_a_step_of_the_wall_clock_moves_nothing(step: int) -> None:  # NTP, an administrator, summer time
    machine = Machine()
    clock = machine.clock()
    machine.spend(1_000)
    before = clock.now()
    machine.wall += step
    assert clock.now() == before
    machine.spend(500)
    assert clock.now() == before + 500


def test_time_spent_asleep_is_counted() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.spend(8 * HOUR)
    assert clock.now() == machine.wall


def test_after_a_restart_with_a_wall_clock_set_back_time_goes_on_from_the_log() -> None:
    machine = Machine()
    last = machine.clock().now()
    machine.wall -= HOUR
    clock = machine.clock(not_before=last)
    assert clock.now() == last
    machine.spend(10)
    assert clock.now() == last + 10


def test_the_alarm_rings_although_the_loops_timers_slept() -> None:
    """The server's time has gone on by an hour, which the event loop has not noticed."""

    async def play() -> None:
        machine, rung = Machine(), asyncio.Event()
        clock = machine.clock()
        alarm = Alarm(clock.now, rung.set, look_s=0.01)
        alarm.set(clock.now() + HOUR)
        machine.spend(HOUR)
        await asyncio.wait_for(rung.wait(), DEADLINE_S)

    asyncio.run(play())


def test_the_alarm_only_looks_before_its_time() -> None:
    async def play() -> None:
        machine, rung, looks = Machine(), asyncio.Event(), 0
        clock = machine.clock()
        due = clock.now() + HOUR

        def now() -> int:
            nonlocal looks
            looks += 1
            if looks == 20:
                machine.spend(HOUR)
            return clock.now()

        alarm = Alarm(now, rung.set, look_s=0.001)
        alarm.set(due)
        await asyncio.wait_for(rung.wait(), DEADLINE_S)
        assert looks >= 20
        assert clock.now() == due

    asyncio.run(play())


def test_a_new_time_replaces_the_old_one_and_none_silences_the_alarm() -> None:
    async def play() -> None:
        machine, rung = Machine(), []
        clock = machine.clock()
        alarm, other = Alarm(clock.now, lambda: rung.append("alarm")), asyncio.Event()
        alarm.set(clock.now())
        alarm.set(None)
        Alarm(clock.now, other.set).set(clock.now())
        await asyncio.wait_for(other.wait(), DEADLINE_S)
        assert rung == []

    asyncio.run(play())
