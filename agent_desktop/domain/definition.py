"""The administrator's definition: queues, agents and reasons, taken in whole or not at all (F110)."""

from __future__ import annotations

from agent_desktop.domain.distribution import match_agent
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentDefined,
    AgentStatus,
    Define,
    Presence,
    QueueDefined,
    ReasonDefined,
    Refusal,
)
from agent_desktop.domain.turn import Turn


def define(turn: Turn, by: str, command: Define) -> Refusal | None:
    """Add or replace rows by id; what is the same already says nothing."""
    refusal = Refusal(code="not_allowed") if by != SYSTEM else _problem(turn, command)
    if refusal is not None:
        return refusal
    for queue in command.queues:
        if turn.state.queues.get(queue.id) != queue:
            turn.emit(QueueDefined(queue=queue))
    for reason in command.reasons:
        if turn.state.reasons.get(reason.id) != reason:
            turn.emit(ReasonDefined(reason=reason))
    for agent in command.agents:
        if turn.state.agents.get(agent.id) != agent:
            _define_agent(turn, agent)
    return None


def _define_agent(turn: Turn, agent: Agent) -> None:
    turn.emit(AgentDefined(agent=agent))
    presence = turn.state.presences.get(agent.id)
    if presence is None:
        turn.emit_presence(Presence(agent=agent.id, since=turn.now))
    elif presence.status is AgentStatus.READY:
        match_agent(turn, agent.id)


def _problem(turn: Turn, command: Define) -> Refusal | None:
    queues = {**turn.state.queues, **{queue.id: queue for queue in command.queues}}
    owners: dict[str, str] = {}
    for queue in queues.values():
        if owners.setdefault(queue.number, queue.id) != queue.id:
            return Refusal(code="number_taken", params=(("number", queue.number),))
    for agent in command.agents:
        for queue in agent.queues:
            if queue not in queues:
                return Refusal(code="unknown_queue", params=(("queue", queue),))
    return None
