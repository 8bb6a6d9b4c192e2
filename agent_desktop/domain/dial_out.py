"""Calls that an agent makes: the own phone joins, then the number or the colleague is called (F020, F022, F028, F049).

The case is an outbound call of a queue, whose wrap-up and caller number hold. A call to a colleague has no customer: it
is nothing but an inquiry, and no wrap-up follows. What is not reached is over, and the agent is as before.
"""

from __future__ import annotations

from agent_desktop.domain import agents, consult, dialling, routing
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseDetails,
    CaseKind,
    CaseState,
    Channel,
    DetailsChanged,
    Dial,
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
    if presence.status in REFUSED:
        return Refusal(code=REFUSED[presence.status])
    if (command.number is None) is (command.agent is None):
        return Refusal(code="no_target")
    queue = _queue(turn, by, command)
    if isinstance(queue, Refusal):
        return queue
    if presence.status is AgentStatus.READY and not turn.state.queues[queue].dial_from_ready:
        return Refusal(code="not_from_ready")
    refusal = consult.not_callable(turn, by, command)
    if refusal is None:
        _begin(turn, by, command, queue)
    return refusal


def _queue(turn: Turn, by: str, command: Dial) -> str | Refusal:
    """The queue that the call is for: as named, else the agent's default, else the first of the agent's for calls."""
    agent = turn.state.agents[by]
    own = [row for row in agent.queues if routing.CHANNELS.get(turn.state.queues[row].kind) is Channel.VOICE]
    if command.queue is not None:
        return command.queue if command.queue in own else Refusal(code="not_your_queue")
    if agent.default_queue is not None:
        return agent.default_queue
    return own[0] if own else Refusal(code="no_queue_to_dial")


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
