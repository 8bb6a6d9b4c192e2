"""What agents write on the cover of a digital case: priority, owner, a part answered, a lock."""

from __future__ import annotations

from agent_desktop.domain.desk import DIGITAL, at_hand, in_charge
from agent_desktop.domain.messages import (
    AssignOwner,
    Case,
    LockToMe,
    MarkPartlyAnswered,
    Refusal,
    SetPriority,
)
from agent_desktop.domain.turn import Turn

HIGH = 100
"""So much above its queue's priority is a case that shall go first."""


def set_priority(turn: Turn, by: str, command: SetPriority) -> Refusal | None:
    """F078: its place among those that wait, now or when it waits again."""
    case = _digital(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    priority = turn.state.queues[case.queue].priority + (HIGH if command.high else 0)
    if priority != case.priority:
        turn.case(case, priority=priority)
        turn.tell_readers(case.id, by)
    return None


def assign_owner(turn: Turn, by: str, command: AssignOwner) -> Refusal | None:
    """F101: an owner is an agent, never a supervisor, and sees the case's details wherever it is."""
    case = _digital(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    agent = turn.state.agents.get(command.agent) if command.agent is not None else None
    if command.agent is not None and (agent is None or agent.supervisor):
        return Refusal(code="no_such_agent")
    if command.agent != case.owner:
        turn.case(case, owner=command.agent)
        turn.tell_readers(case.id, by)
        if command.agent not in (None, by):
            turn.notice(command.agent, "made_owner", case.id)
    return None


def _digital(turn: Turn, by: str, case: int) -> Case | Refusal:
    row = in_charge(turn, by, case)
    if isinstance(row, Refusal) or row.kind in DIGITAL:
        return row
    return Refusal(code="wrong_kind")


def lock_to_me(turn: Turn, by: str, command: LockToMe) -> Refusal | None:
    """F080: holds while the agent has the case, and after its end as long as the queue says."""
    case = at_hand(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    if case.locked is not command.on:
        turn.case(case, locked=command.on)
    return None


def mark_partly_answered(turn: Turn, by: str, command: MarkPartlyAnswered) -> Refusal | None:
    """F083: it is the customer's turn, though the matter is not done."""
    case = at_hand(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    if not case.partly_answered or case.unanswered_since is not None:
        turn.case(case, partly_answered=True, unanswered_since=None)
        turn.tell_readers(case.id, by)
    return None
