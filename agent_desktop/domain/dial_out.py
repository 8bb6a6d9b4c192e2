"""Calls that an agent makes: the own phone joins, then the number or the colleague is called (F020, F022, F028, F049).

The case is an outbound call of a queue, whose wrap-up and caller number hold. A call to a colleague has no customer: it
is nothing but an inquiry, and no wrap-up follows. What is not reached is over, and the agent is as before. Calls to an
emergency number are never refused to who has no call: not from ready, not in wrap-up, not for want of a queue.
"""

from __future__ import annotations

from agent_desktop.domain import agents, consult, dialling, routing, talk, telephony
from agent_desktop.domain.distribution import after_case, change
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseDetails,
    CaseKind,
    CaseState,
    Channel,
    DetailsChanged,
    Dial,
    Presence,
    Refusal,
)
from agent_desktop.domain.turn import Turn

REFUSED: dict[AgentStatus, str] = {
    AgentStatus.OFFERED: "agent_has_call",
    AgentStatus.IN_CALL: "agent_has_call",
    AgentStatus.WRAP_UP: "in_wrap_up",
}
"""Statuses with a case of their own, and why nobody dials in them."""


def dial(turn: Turn, by: str, command: Dial) -> Refusal | None:
    """F020, F022: from a status without a call; from ready where the queue allows it (F028)."""
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    urgent = command.agent is None and telephony.is_emergency(turn.state, command.number or "")
    if presence.status in REFUSED and not (urgent and presence.status is AgentStatus.WRAP_UP):
        return Refusal(code=REFUSED[presence.status])
    if by in turn.state.listening and not urgent:
        return Refusal(code="you_listen")
    if (command.number is None) is (command.agent is None):
        return Refusal(code="no_target")
    queue = queue_for(turn, by, command)
    if urgent and isinstance(queue, Refusal):
        queue = any_queue(turn) or queue
    if isinstance(queue, Refusal):
        return queue
    if presence.status is AgentStatus.READY and not (turn.state.queues[queue].dial_from_ready or urgent):
        return Refusal(code="not_from_ready")
    refusal = consult.not_callable(turn, by, command)
    if refusal is None:
        if presence.status is AgentStatus.WRAP_UP:
            _leave_wrap_up(turn, presence)
        _begin(turn, by, command, queue)
    return refusal


def queue_for(turn: Turn, by: str, command: Dial) -> str | Refusal:
    """The queue that the call is for: as named, else the agent's default, else the first of the agent's for calls."""
    agent = turn.state.agents[by]
    own = [row for row in agent.queues if routing.CHANNELS.get(turn.state.queues[row].kind) is Channel.VOICE]
    if command.queue is not None:
        return command.queue if command.queue in own else Refusal(code="not_your_queue")
    if agent.default_queue is not None:
        return agent.default_queue
    return own[0] if own else Refusal(code="no_queue_to_dial")


def any_queue(turn: Turn) -> str | None:
    """A queue for a call that an agent who has none for calls must be able to make: to an emergency number."""
    queues = (row.id for _, row in sorted(turn.state.queues.items()))
    return next((id_ for id_ in queues if routing.CHANNELS.get(turn.state.queues[id_].kind) is Channel.VOICE), None)


def _leave_wrap_up(turn: Turn, presence: Presence) -> None:
    """An emergency does not wait for wrap-up: its case is over, and after the call the agent is where it led to."""
    chosen = after_case(presence)
    talk.end_case(turn, presence)
    if chosen.status is AgentStatus.LOGGED_OUT:
        change(turn, presence.agent, AgentStatus.BUSY, reason=agents.JUST_LOGGED_IN)
    else:
        change(turn, presence.agent, chosen.status, reason=chosen.reason, queue=chosen.queue, case=chosen.case)


def _begin(turn: Turn, by: str, command: Dial, queue: str) -> None:
    case = Case(
        id=turn.new_id(),
        queue=queue,
        kind=CaseKind.OUTBOUND_CALL,
        state=CaseState.DIALLING,
        created=turn.now,
        since=turn.now,
        agent=by,
        priority=turn.state.queues[queue].priority,
        calls=command.agent,
    )
    turn.case(case)
    name = turn.state.agents[command.agent].name if command.agent is not None else ""
    turn.emit(DetailsChanged(details=CaseDetails(case=case.id, number=command.number or "", name=name)))
    dialling.begin(turn, case, by)
