"""An agent's own day, against what the real core logged: status, reasons, calls by queue, midnight (F017, F050)."""

from __future__ import annotations

from pathlib import Path

from agent_desktop.client.day import Day, QueueDay, Spell, after, by_queue
from agent_desktop.client.personal import DAY_MS, Personal, midnight_before
from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.domain.messages import AgentStatus, LogOut, Presence, PresenceChanged
from tests.fakes.centre import LUNCH, READY, Centre


def followed(centre: Centre, agent: str, midnight: int = 0) -> Day:
    day = Day()
    for event, at in zip(centre.events, centre.times, strict=True):
        if isinstance(event, PresenceChanged) and event.presence.agent == agent:
            day = after(day, event.presence, at, midnight)
    return day


def test_every_status_and_reason_is_summed_and_counted() -> None:  # F050
    centre = Centre()
    centre.ready("bertil")
    centre.wait(10_000)
    for _ in range(2):
        assert centre.ask("bertil", LUNCH) is None
        centre.wait(60_000)
        assert centre.ask("bertil", READY) is None
        centre.wait(5_000)
    caller = centre.call("1000")
    centre.pick_up("bertil")
    centre.wait(30_000)
    centre.end(caller)
    centre.wait(3_000)
    day, now = followed(centre, "bertil"), centre.now
    lunch = day.spell(AgentStatus.BUSY, "Busy_Lunch")
    assert (lunch.total(now), lunch.times) == (120_000, 2)
    assert day.spell(AgentStatus.IN_CALL).total(now) == 30_000
    assert day.spell(AgentStatus.READY).times == 3
    assert day.spell(AgentStatus.WRAP_UP).total(now) == 3_000  # lasts
    assert day.spell(AgentStatus.WRAP_UP).total(now + 1_000) == 4_000


def test_who_logs_out_is_in_no_status() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.wait(10_000)
    assert centre.ask("bertil", LogOut()) is None
    centre.wait(50_000)
    day = followed(centre, "bertil")
    assert all(row.since is None for row in day.spells)
    assert day.spell(AgentStatus.READY).total(centre.now) < 11_000


def test_midnight_begins_the_day_anew_and_cuts_what_lasts() -> None:
    ready = Presence(agent="a", status=AgentStatus.READY, since=500)
    day = after(Day(), ready, 500, 0)
    busy = Presence(agent="a", status=AgentStatus.BUSY, reason="Busy_Lunch", since=1_400)
    day = after(day, busy, 1_400, 1_000)
    assert day.midnight == 1_000
    assert day.spell(AgentStatus.READY) == Spell(status=AgentStatus.READY, ms=400, times=1)
    assert day.spell(AgentStatus.BUSY, "Busy_Lunch").total(1_500) == 100


def test_the_calls_of_the_day_by_queue_leave_yesterdays_and_the_one_in_hand_out() -> None:  # F050
    calls = (
        RecentCall(case=5, way=Way.RECEIVED, at=900, queue="B"),
        RecentCall(case=4, way=Way.RECEIVED, at=800, queue="B", answered=810, ended=850),
        RecentCall(case=3, way=Way.MISSED, at=700, queue="A", ended=720),
        RecentCall(case=2, way=Way.DIALLED, at=600, queue="B", ended=650),
        RecentCall(case=1, way=Way.RECEIVED, at=100, queue="B", answered=110, ended=200),
    )
    assert by_queue(calls, 500) == (
        QueueDay(queue="A", missed=1),
        QueueDay(queue="B", received=1, dialled=1, talked_ms=40),
    )


def test_the_day_goes_on_after_a_restart(tmp_path: Path) -> None:
    now = 400 * DAY_MS

    def opened() -> Personal:
        personal = Personal(tmp_path, 0, lambda: now)
        personal.open("http://127.0.0.1:1", "bertil")
        return personal

    centre = Centre()
    centre.now = midnight_before(now) + 1_000
    centre.ready("bertil")
    opened().begin(centre.view("bertil"), "bertil", centre.now)
    assert opened().day.spell(AgentStatus.READY).times == 1
    again = opened()
    again.begin(centre.view("bertil"), "bertil", centre.now + 60_000)
    spell = again.day.spell(AgentStatus.READY)
    assert spell.times == 1
    assert spell.since == centre.presence("bertil").since
