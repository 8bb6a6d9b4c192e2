"""What agents ask for: log in and out, statuses, wrap-up; and what becomes of a status after a case.

The statuses of ``SELECTABLE`` are chosen by people; the others follow the case and are made by
``domain/distribution.py`` and ``domain/talk.py``.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import talk, telephony
from agent_desktop.domain.distribution import after_case, change, end_made, enter, match_agent
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseDetails,
    CaseKind,
    CaseState,
    ChooseQueues,
    DetailsChanged,
    EndWrapUp,
    ExtendWrapUp,
    LogIn,
    LogOut,
    MakeWrapUp,
    NextStatus,
    Presence,
    Queue,
    QueueKind,
    ReasonGroup,
    Refusal,
    Right,
    SetStatus,
    StopWrapUpTimer,
)
from agent_desktop.domain.phones import ring_line
from agent_desktop.domain.turn import Turn

SELECTABLE = frozenset({AgentStatus.READY, AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE})
"""Statuses a person can choose (F005)."""

WITH_CALLER = frozenset({AgentStatus.OFFERED, AgentStatus.IN_CALL})
"""In these a chosen status waits until the case is over, and logging out at once is refused."""

LONGEST_BREAK_MS = 24 * 3_600_000
"""How far ahead a return may be planned."""

JUST_LOGGED_IN = "logged_in"
"""The system's reason to be busy before the first choice."""


def present(turn: Turn, by: str) -> Presence | Refusal:
    """The presence of an agent who is logged in, or why there is none."""
    if by not in turn.state.agents:
        return Refusal(code="unknown_agent")
    presence = turn.state.presences.get(by)
    if presence is None or presence.status is AgentStatus.LOGGED_OUT:
        return Refusal(code="logged_out")
    return presence


def may(turn: Turn, by: str, right: Right) -> bool:
    """Whether the agent has the right; supervisors have all."""
    agent = turn.state.agents[by]
    return agent.supervisor or right in agent.rights


def log_in(turn: Turn, by: str, command: LogIn) -> Refusal | None:
    """F002: present, busy until a status is chosen; one who is present stays as they are, at another desk perhaps."""
    presence = present(turn, by)
    if isinstance(presence, Refusal) and presence.code != "logged_out":
        return presence
    if command.device and (refusal := telephony.not_usable(turn.state, by, command.device)) is not None:
        return refusal
    if isinstance(presence, Refusal):
        nailed_up = command.nailed_up or turn.state.agents[by].nailed_up
        device = command.device
        presence = change(turn, by, AgentStatus.BUSY, reason=JUST_LOGGED_IN, device=device, nailed_up=nailed_up)
        if nailed_up and telephony.sits_elsewhere(turn.state, presence):
            ring_line(turn, presence)  # the window's phone says when it is there
    elif command.device != presence.device:
        turn.presence(presence, device=command.device)
    return None


def log_out(turn: Turn, by: str, command: LogOut) -> Refusal | None:
    """Absent; a case in wrap-up ends with it, digital cases are kept for the agent."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return None if presence.code == "logged_out" else presence
    if presence.status in WITH_CALLER:
        return Refusal(code="agent_has_call")
    _leave(turn, presence, NextStatus(status=AgentStatus.LOGGED_OUT))
    return None


def set_status(turn: Turn, by: str, command: SetStatus) -> Refusal | None:
    """F005–F007: at once, or after the case when there is a caller; ends wrap-up."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    refusal = _unselectable(turn, presence, command) or _not_a_return(turn, command)
    if refusal is not None:
        return refusal
    chosen = NextStatus(status=command.status, reason=command.reason, queue=command.queue, back_at=command.back_at)
    if presence.status in WITH_CALLER:
        if after_case(presence) != chosen:
            turn.presence(presence, then=chosen)
    elif presence.case is not None or _current(presence) != replace(chosen, back_at=presence.back_at):
        _leave(turn, presence, chosen)
    elif presence.back_at != chosen.back_at:
        turn.presence(presence, back_at=chosen.back_at)  # the same break goes on, and its time
    return None


def _current(presence: Presence) -> NextStatus:
    return NextStatus(status=presence.status, reason=presence.reason, queue=presence.queue, back_at=presence.back_at)


def _not_a_return(turn: Turn, command: SetStatus) -> Refusal | None:
    """F017: who is ready, or gone, plans no return; a mode of work has one as a break has."""
    if not command.back_at:
        return None
    returns = command.status in (AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE) or command.reason is not None
    in_time = turn.now < command.back_at <= turn.now + LONGEST_BREAK_MS
    return None if returns and in_time else Refusal(code="bad_return")


def _leave(turn: Turn, presence: Presence, chosen: NextStatus) -> None:
    """Go where the agent said, and end the case that keeps the agent without a caller."""
    if presence.status is AgentStatus.WRAP_UP:
        talk.end_wrap_up(turn, turn.presence(presence, then=chosen))
        return
    if presence.case is not None:
        end_made(turn, presence.case)
    enter(turn, presence.agent, chosen, turn.now)


def _unselectable(turn: Turn, presence: Presence, command: SetStatus) -> Refusal | None:
    if command.status is AgentStatus.LOGGED_OUT and presence.status in WITH_CALLER:
        return None
    if command.status not in SELECTABLE:
        return Refusal(code="status_not_selectable")
    if command.queue is not None:
        if command.status is not AgentStatus.ADMINISTRATIVE:
            return Refusal(code="status_not_selectable")
        return _not_for_administration(turn, presence, command.queue)
    if command.status is AgentStatus.BUSY:
        return _not_a_break(turn, presence, command.reason)
    mode = turn.state.reasons.get(command.reason) if command.reason is not None else None
    is_work = mode is not None and mode.group is ReasonGroup.WORK and command.status is AgentStatus.READY
    return None if command.reason is None or is_work else Refusal(code="unknown_reason")


def _not_a_break(turn: Turn, presence: Presence, reason: str | None) -> Refusal | None:
    """F007: busy is on a reason, or on a busy queue the agent is connected to; none defined = plain busy."""
    breaks = {row.id for row in turn.state.reasons.values() if row.group is ReasonGroup.BREAK}
    breaks |= {queue.id for queue in _queues(turn, presence) if queue.kind is QueueKind.BUSY}
    if reason is None:
        return Refusal(code="reason_missing") if breaks else None
    return None if reason in breaks else Refusal(code="unknown_reason")


def _not_for_administration(turn: Turn, presence: Presence, queue: str) -> Refusal | None:
    """F010: any queue the agent is connected to, but no busy one."""
    connected = next((row for row in _queues(turn, presence) if row.id == queue), None)
    if connected is None:
        return Refusal(code="not_your_queue")
    return Refusal(code="busy_queue") if connected.kind is QueueKind.BUSY else None


def _queues(turn: Turn, presence: Presence) -> list[Queue]:
    return [turn.state.queues[queue] for queue in turn.state.agents[presence.agent].queues]


def choose_queues(turn: Turn, by: str, command: ChooseQueues) -> Refusal | None:
    """F018, F136: log in and out by queue; a status never changes this choice."""
    whose = command.agent or by
    if by not in turn.state.agents or whose not in turn.state.agents:
        return Refusal(code="unknown_agent")
    allowed = may(turn, by, Right.CHOOSE_QUEUES) if whose == by else turn.state.agents[by].supervisor
    if not allowed:
        return Refusal(code="not_allowed")
    assigned = turn.state.agents[whose].queues
    if not set(command.queues) <= set(assigned):
        return Refusal(code="not_your_queue")
    left = tuple(queue for queue in assigned if queue not in command.queues)
    presence = turn.state.presences[whose]
    if presence.left != left:
        turn.presence(presence, left=left)
        match_agent(turn, whose)
    return None


def make_wrap_up(turn: Turn, by: str, command: MakeWrapUp) -> Refusal | None:
    """F010: the yellow pen makes a case of administrative work, at which the agent is from now on."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status in WITH_CALLER:
        return Refusal(code="agent_has_call")
    refusal = _not_for_administration(turn, presence, command.queue)
    if refusal is not None:
        return refusal
    case = Case(
        id=turn.new_id(),
        queue=command.queue,
        kind=CaseKind.WRAP_UP,
        state=CaseState.WRAP_UP,
        created=turn.now,
        since=turn.now,
        agent=by,
    )
    turn.case(case)
    turn.emit(DetailsChanged(details=CaseDetails(case=case.id)))
    _leave(turn, presence, NextStatus(status=AgentStatus.ADMINISTRATIVE, queue=command.queue, case=case.id))
    return None


def extend_wrap_up(turn: Turn, by: str, command: ExtendWrapUp) -> Refusal | None:
    """F014: more time; a timer that was stopped stays stopped."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status is not AgentStatus.WRAP_UP or presence.case is None:
        return Refusal(code="not_in_wrap_up")
    if presence.wrap_until is not None:
        queue = turn.state.queues[turn.state.cases[presence.case].queue]
        turn.presence(presence, wrap_until=presence.wrap_until + queue.extend_ms)
    return None


def stop_wrap_up_timer(turn: Turn, by: str, command: StopWrapUpTimer) -> Refusal | None:
    """F012: wrap-up lasts until a status is chosen."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status is not AgentStatus.WRAP_UP:
        return Refusal(code="not_in_wrap_up")
    if presence.wrap_until is not None:
        turn.presence(presence, wrap_until=None)
    return None


def end_wrap_up(turn: Turn, by: str, command: EndWrapUp) -> Refusal | None:
    """F013: over now, into the status chosen during the call, else the one from before."""
    if command.agent not in (None, by) and not (by in turn.state.agents and turn.state.agents[by].supervisor):
        return Refusal(code="not_allowed")
    presence = present(turn, command.agent or by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status is not AgentStatus.WRAP_UP:
        return Refusal(code="not_in_wrap_up")
    talk.end_wrap_up(turn, presence)
    return None
