"""An agent's own alarms on queues: told once when one is too long or its first waits too long, until it is better.

They follow the person, so they stand in the state (F065). Whether an alarm is due is looked at whenever cases of its
queue changed (``settle``), and at the moment when the first in line will have waited long enough. An alarm ends only
when it is clearly better than its limits, so that it does not come and go with every caller.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import Alarm, AlarmChanged, AlarmRemoved, CaseChanged, Refusal, SetAlarm
from agent_desktop.domain.turn import Turn


def set_alarm(turn: Turn, by: str, command: SetAlarm) -> Refusal | None:
    """F065: on one of the agent's own queues; without a limit there is none."""
    agent = turn.state.agents.get(by)
    if agent is None:
        return Refusal(code="unknown_agent")
    if command.queue not in agent.queues:
        return Refusal(code="not_your_queue")
    if any(limit is not None and limit < 1 for limit in (command.waiting, command.longest_ms)):
        return Refusal(code="bad_limit")
    old = turn.state.alarms.get(by, {}).get(command.queue)
    if command.waiting is None and command.longest_ms is None:
        if old is not None:
            turn.emit(AlarmRemoved(agent=by, queue=command.queue))
        return None
    new = Alarm(agent=by, queue=command.queue, waiting=command.waiting, longest_ms=command.longest_ms)
    if old is None or (old.waiting, old.longest_ms) != (new.waiting, new.longest_ms):
        turn.emit(AlarmChanged(alarm=new))
        _look(turn, new)
    return None


def settle(turn: Turn) -> None:
    """After a step: look at the alarms of every queue whose cases changed."""
    queues: dict[str, None] = {}
    for before, event in turn.history:
        if isinstance(event, CaseChanged):
            old = before.cases.get(event.case.id)
            queues |= dict.fromkeys((event.case.queue, old.queue if old is not None else event.case.queue))
    for queue in queues:
        for agent in turn.state.watchers.get(queue, ()):
            _look(turn, turn.state.alarms[agent][queue])


def due(turn: Turn, subject: str) -> None:
    """The first in line of a queue has waited long enough for an alarm."""
    agent, _, queue = subject.partition(" ")
    _look(turn, turn.state.alarms[agent][queue])


def _look(turn: Turn, alarm: Alarm) -> None:
    waiting = turn.state.waiting.get(alarm.queue)
    first = waiting.first() if waiting is not None else None
    length = len(waiting) if waiting is not None else 0
    too_long_at = None if first is None or alarm.longest_ms is None else first[1] + alarm.longest_ms
    raised = (alarm.waiting is not None and length >= alarm.waiting) or (
        too_long_at is not None and too_long_at <= turn.now
    )
    if alarm.raised and not raised:
        raised = _hardly_better(alarm, length, turn.now - first[1] if first is not None else 0)
    look_at = None if raised else too_long_at
    if (raised, look_at) != (alarm.raised, alarm.look_at):
        turn.emit(AlarmChanged(alarm=replace(alarm, raised=raised, look_at=look_at)))
    if raised and not alarm.raised:
        turn.notice(alarm.agent, "queue_alarm", first[2] if first is not None else None)


def _hardly_better(alarm: Alarm, length: int, waited: int) -> bool:
    """Whether a queue with so many, whose first waits so long (ms), is within a fifth of what raised the alarm."""
    many = alarm.waiting is not None and length > alarm.waiting - 1 - alarm.waiting // 5
    return many or (alarm.longest_ms is not None and waited > alarm.longest_ms * 4 // 5)
