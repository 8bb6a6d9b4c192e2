"""How a queue's callers of today were served, counted as they go, so that every window shows the live figure (F134).

The definition is the one of the reports: callers who came today, by the centre's clock, and are gone again; who hung up
within the target counts neither way. The callers of the last hour are estimated from those of two clock hours.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    Case,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    PaceChanged,
    QueuePace,
    ServiceDay,
)
from agent_desktop.domain.turn import Turn

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000


def settle(turn: Turn) -> None:
    """After a step: count every caller who is gone with it."""
    for before, event in tuple(turn.history):
        if isinstance(event, CaseChanged) and _is_gone(before.cases.get(event.case.id), event.case):
            _count(turn, event.case)


def day_of(at: int, zone_minutes: int) -> int:
    """The day of a moment (ms UTC) where clocks are so far ahead of UTC: days since 1 January 1970."""
    return (at + zone_minutes * MINUTE_MS) // DAY_MS


def day_ends(day: int, zone_minutes: int) -> int:
    """When such a day is over (ms UTC)."""
    return (day + 1) * DAY_MS - zone_minutes * MINUTE_MS


def counted(today: ServiceDay) -> int:
    """The callers that the service level is about."""
    return today.answered + today.abandoned - today.abandoned_within


def per_hour(today: ServiceDay) -> float:
    """The callers of the hour before the last of them: of the clock hour before only the part that is within it."""
    part = today.at % HOUR_MS / HOUR_MS
    return today.this_hour + today.hour_before * (1 - part)


def _is_gone(old: Case | None, case: Case) -> bool:
    ended = case.state is CaseState.ENDED and case.kind is CaseKind.INBOUND_CALL
    return ended and old is not None and old.state is not CaseState.ENDED


def _count(turn: Turn, case: Case) -> None:
    queue = turn.state.queues.get(case.queue)
    if queue is None:  # defined anew without it, meanwhile
        return
    pace = turn.state.paces.get(queue.id, QueuePace(queue=queue.id))
    day = day_of(turn.now, turn.state.zone_minutes)
    today = pace.today
    if (today.day, today.within_ms) != (day, queue.service_level_ms):
        today = ServiceDay(
            day=day,
            within_ms=queue.service_level_ms,
            at=today.at,
            this_hour=today.this_hour,
            hour_before=today.hour_before,
        )
    today = _arrived(today, turn.now)
    if day_of(case.created, turn.state.zone_minutes) == day:
        today = _served(today, case, turn.now)
    turn.emit(PaceChanged(pace=replace(pace, today=today)))


def _arrived(today: ServiceDay, now: int) -> ServiceDay:
    hours = now // HOUR_MS - today.at // HOUR_MS
    if hours == 0:
        return replace(today, at=now, this_hour=today.this_hour + 1)
    return replace(today, at=now, this_hour=1, hour_before=today.this_hour if hours == 1 else 0)


def _served(today: ServiceDay, case: Case, now: int) -> ServiceDay:
    if case.answered is not None:
        wait = case.answered - case.created
        return replace(
            today,
            answered=today.answered + 1,
            answered_within=today.answered_within + (wait <= today.within_ms),
            waited_ms=today.waited_ms + wait,
        )
    if case.outcome is CaseOutcome.ABANDONED:
        wait = now - case.created
        return replace(
            today,
            abandoned=today.abandoned + 1,
            abandoned_within=today.abandoned_within + (wait <= today.within_ms),
            waited_ms=today.waited_ms + wait,
        )
    return today
