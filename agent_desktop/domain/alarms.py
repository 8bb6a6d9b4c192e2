"""An agent's own alarms on queues: told once when a limit is reached, until it is clearly better.

They follow the person, so they stand in the state (F065). A queue is looked at whenever its cases, its agents or its
service level changed (``settle``), when its first in line will have waited long enough, and at the end of the day,
whose service level is over then. A limit that was reached stays so until it is clearly better, so that an alarm does
not come and go with every caller.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AgentDefined,
    AgentStatus,
    Alarm,
    AlarmChanged,
    AlarmLimit,
    AlarmRemoved,
    CaseChanged,
    PaceChanged,
    PresenceChanged,
    Refusal,
    SetAlarm,
    ZoneChanged,
)
from agent_desktop.domain.service_day import counted, day_ends, day_of
from agent_desktop.domain.state import State, WaitingKey
from agent_desktop.domain.turn import Turn

FEWEST_CALLERS = 10
"""Before so many callers were counted on a day, its service level says nothing: one late answer would be 0 %."""
NOTICES = {
    AlarmLimit.WAITING: "queue_alarm",
    AlarmLimit.LONGEST: "queue_alarm",
    AlarmLimit.READY: "queue_alarm_ready",
    AlarmLimit.LEVEL: "queue_alarm_level",
}
"""What is told when a limit is reached."""


def set_alarm(turn: Turn, by: str, command: SetAlarm) -> Refusal | None:
    """F065: on one of the agent's own queues; without a limit there is none."""
    agent = turn.state.agents.get(by)
    if agent is None:
        return Refusal(code="unknown_agent")
    if command.queue not in agent.queues:
        return Refusal(code="not_your_queue")
    limits = (command.waiting, command.longest_ms, command.ready, command.level)
    if any(limit is not None and limit < 1 for limit in limits) or (command.level or 0) > 100:
        return Refusal(code="bad_limit")
    old = turn.state.alarms.get(by, {}).get(command.queue)
    if limits == (None, None, None, None):
        if old is not None:
            turn.emit(AlarmRemoved(agent=by, queue=command.queue))
        return None
    if old is None or (old.waiting, old.longest_ms, old.ready, old.level) != limits:
        waiting, longest_ms, ready, level = limits
        new = Alarm(agent=by, queue=command.queue, waiting=waiting, longest_ms=longest_ms, ready=ready, level=level)
        turn.emit(AlarmChanged(alarm=new))
        _look(turn, new, seen(turn.state, new.queue, turn.now))
    return None


def settle(turn: Turn) -> None:
    """After a step: look at the alarms of every queue of which something changed that they are about."""
    if not turn.state.watchers:
        return
    queues: dict[str, None] = {}
    for before, event in turn.history:
        match event:
            case CaseChanged(case=case):
                old = before.cases.get(case.id)
                queues |= dict.fromkeys((case.queue, old.queue if old is not None else case.queue))
            case PresenceChanged(presence=presence):
                agent = turn.state.agents.get(presence.agent)
                queues |= dict.fromkeys(agent.queues if agent is not None else ())
            case AgentDefined(agent=agent):
                old = before.agents.get(agent.id)
                queues |= dict.fromkeys((*agent.queues, *(old.queues if old is not None else ())))
            case PaceChanged(pace=pace):
                queues[pace.queue] = None
            case ZoneChanged():  # it may be another day
                queues |= dict.fromkeys(turn.state.watchers)
            case _:
                pass
    for queue in queues:
        if watchers := turn.state.watchers.get(queue):
            now = seen(turn.state, queue, turn.now)
            for agent in watchers:
                _look(turn, turn.state.alarms[agent][queue], now)


def due(turn: Turn, subject: str) -> None:
    """The first in line of a queue has waited long enough for an alarm, or the day is over."""
    agent, _, queue = subject.partition(" ")
    _look(turn, turn.state.alarms[agent][queue], seen(turn.state, queue, turn.now))


@dataclass(frozen=True)
class Seen:
    """A queue at a moment: how many wait, how long the first one has (ms), how many agents are ready of how many
    present, and today's service level (percent; None: it says nothing yet)."""

    length: int
    waited: int
    ready: int
    present: int
    level: int | None


def seen(state: State, queue: str, now: int) -> Seen:
    """The queue as its alarms see it."""
    waiting, first = state.waiting.get(queue), _first(state, queue)
    staff = {status: state.staff.get((queue, status)) for status in AgentStatus if status is not AgentStatus.LOGGED_OUT}
    present = {status: len(rows) for status, rows in staff.items() if rows is not None}
    return Seen(
        length=len(waiting) if waiting is not None else 0,
        waited=now - first[1] if first is not None else 0,
        ready=present.get(AgentStatus.READY, 0),
        present=sum(present.values()),
        level=_level(state, queue, now),
    )


def is_reached(alarm: Alarm, limit: AlarmLimit, queue: Seen) -> bool:
    """Whether a limit is reached; one that was stays so within a fifth of it, or of what is left to 100 %. Of agents it
    is over, too, when all who are present are ready: there may be no more of them."""
    kept = limit in alarm.reached
    match limit:
        case AlarmLimit.WAITING if alarm.waiting is not None:
            return queue.length >= alarm.waiting - kept * (alarm.waiting // 5)
        case AlarmLimit.LONGEST if alarm.longest_ms is not None:
            better = kept and queue.waited <= alarm.longest_ms * 4 // 5
            return not better and (kept or queue.waited >= alarm.longest_ms)
        case AlarmLimit.READY if alarm.ready is not None:
            hardly = kept and queue.ready <= alarm.ready + alarm.ready // 5 and queue.ready < queue.present
            return queue.ready < alarm.ready or hardly
        case AlarmLimit.LEVEL if alarm.level is not None and queue.level is not None:
            return queue.level < alarm.level + kept * ((100 - alarm.level) // 5)
        case _:
            return False


def _first(state: State, queue: str) -> WaitingKey | None:
    waiting = state.waiting.get(queue)
    return waiting.first() if waiting is not None else None


def _level(state: State, queue: str, now: int) -> int | None:
    pace = state.paces.get(queue)
    if pace is None or pace.today.day != day_of(now, state.zone_minutes) or counted(pace.today) < FEWEST_CALLERS:
        return None
    return 100 * pace.today.answered_within // counted(pace.today)


def _look(turn: Turn, alarm: Alarm, queue: Seen) -> None:
    reached = tuple(limit for limit in AlarmLimit if is_reached(alarm, limit, queue))
    look_at = _look_at(turn, alarm, reached)
    if (reached, look_at) != (alarm.reached, alarm.look_at):
        turn.emit(AlarmChanged(alarm=replace(alarm, raised=bool(reached), reached=reached, look_at=look_at)))
    first = _first(turn.state, alarm.queue)
    name = (("queue", turn.state.queues[alarm.queue].name),)
    for code in dict.fromkeys(NOTICES[limit] for limit in reached if limit not in alarm.reached):
        about = first[2] if first is not None and code == "queue_alarm" else None
        turn.notice(alarm.agent, code, about, name)


def _look_at(turn: Turn, alarm: Alarm, reached: tuple[AlarmLimit, ...]) -> int | None:
    """When time alone may reach a limit, or end it."""
    moments: list[int] = []
    first = _first(turn.state, alarm.queue)
    if first is not None and alarm.longest_ms is not None and AlarmLimit.LONGEST not in reached:
        moments.append(first[1] + alarm.longest_ms)
    if AlarmLimit.LEVEL in reached:
        zone = turn.state.zone_minutes
        moments.append(day_ends(day_of(turn.now, zone), zone))
    return min(moments, default=None)
