"""How the callers of a queue are served today, and how many agents it would take: the live figure of F134."""

from __future__ import annotations

from functools import lru_cache

from agent_desktop.client.value import Value
from agent_desktop.domain.messages import QueuePace
from agent_desktop.domain.service_day import HOUR_MS, counted, day_ends, per_hour
from agent_desktop.domain.staffing import TARGET, Demand, needed


class ServiceToday(Value, frozen=True, kw_only=True):
    """``in_time`` of those ``counted`` were answered within the target: the others waited longer, answered or not."""

    within_ms: int
    in_time: int
    counted: int
    ends: int  # of the day, ms UTC: then it is yesterday's
    per_hour: int = 0  # callers of the last hour
    needed: int | None = None  # agents for the target, by Erlang; None: nothing tells
    needed_until: int = 0  # ms UTC: then that hour is too long ago

    def percent(self, now: int) -> int | None:
        """Answered in time today, as it is at ``now`` (ms); None when nobody is to be counted."""
        return 100 * self.in_time // self.counted if self.counted and now < self.ends else None

    def agents(self, now: int) -> int | None:
        """The agents it takes at ``now`` (ms); None when nothing tells."""
        return self.needed if now < self.needed_until else None


def service_today(pace: QueuePace, zone_minutes: int) -> ServiceToday:
    """Of a queue with these figures; clocks are so far ahead of UTC."""
    today = pace.today
    patience_ms = today.waited_ms // today.abandoned if today.abandoned else 0
    calls = round(per_hour(today))
    return ServiceToday(
        within_ms=today.within_ms,
        in_time=today.answered_within,
        counted=counted(today),
        ends=day_ends(today.day, zone_minutes),
        per_hour=calls,
        needed=_agents(calls, pace.handling_ms, patience_ms, today.within_ms) if calls and pace.handling_ms else None,
        needed_until=today.at + HOUR_MS,
    )


@lru_cache(maxsize=256)
def _agents(calls_per_hour: int, handling_ms: int, patience_ms: int, within_ms: int) -> int | None:
    """The view is computed with every event of the centre, and most leave these as they are."""
    demand = Demand(
        calls_per_hour=calls_per_hour,
        handling_s=handling_ms / 1000,
        patience_s=patience_ms / 1000 if patience_ms else None,
    )
    enough = needed(demand, TARGET, within_ms / 1000)
    return None if enough is None else enough.agents
