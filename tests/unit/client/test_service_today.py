"""The live service level: what is in time, until when it is today's, and how many agents it takes (F134)."""

from __future__ import annotations

from agent_desktop.client.service_today import service_today
from agent_desktop.domain.messages import QueuePace, ServiceDay
from agent_desktop.domain.service_day import DAY_MS, HOUR_MS
from agent_desktop.domain.staffing import Demand, needed

NOON = 20_000 * DAY_MS + DAY_MS // 2
PACE = QueuePace(
    queue="service",
    handling_ms=180_000,
    count=16,
    today=ServiceDay(
        day=20_000,
        within_ms=20_000,
        answered=50,
        answered_within=41,
        abandoned=3,
        abandoned_within=3,
        waited_ms=600_000,
        at=NOON,
        this_hour=0,
        hour_before=120,
    ),
)


def test_the_share_is_todays_and_not_yesterdays() -> None:
    shown = service_today(PACE, 0)
    assert (shown.in_time, shown.counted, shown.percent(NOON)) == (41, 50, 82)
    assert shown.percent(20_001 * DAY_MS - 1) == 82
    assert shown.percent(20_001 * DAY_MS) is None


def test_the_agents_it_takes_are_those_of_erlang_a() -> None:
    enough = needed(Demand(calls_per_hour=120, handling_s=180, patience_s=200), 0.8, 20)
    assert enough is not None
    shown = service_today(PACE, 0)
    assert (shown.per_hour, shown.agents(NOON)) == (120, enough.agents)
    assert shown.agents(NOON + HOUR_MS) is None, "nobody came since"


def test_without_a_handling_time_nothing_tells() -> None:
    assert service_today(QueuePace(queue="service", today=PACE.today), 0).agents(NOON) is None
