"""The administrator's definition: queues, agents and reasons, taken in whole or not at all (F110)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import campaigns, cri, flow_check, routing, telephony
from agent_desktop.domain.distribution import match_agent, match_queue, mind_client
from agent_desktop.domain.flows import Flow
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentDefined,
    CentreDefined,
    CriDefined,
    Define,
    FlowDefined,
    Presence,
    Queue,
    QueueDefined,
    Reason,
    ReasonDefined,
    Refusal,
)
from agent_desktop.domain.turn import Turn


def define(turn: Turn, by: str, command: Define) -> Refusal | None:
    """Add or replace rows by id; what is the same already says nothing."""
    refusal = Refusal(code="not_allowed") if by != SYSTEM else _problem(turn, command)
    if refusal is not None:
        return refusal
    queues = [queue for queue in command.queues if turn.state.queues.get(queue.id) != queue]
    reasons = [reason for reason in command.reasons if turn.state.reasons.get(reason.id) != reason]
    agents = [agent for agent in command.agents if turn.state.agents.get(agent.id) != agent]
    if command.centre is not None and command.centre != turn.state.centre:
        turn.emit(CentreDefined(centre=command.centre))
    for queue in queues:
        turn.emit(QueueDefined(queue=queue))
    for reason in reasons:
        turn.emit(ReasonDefined(reason=reason))
    for agent in agents:
        turn.emit(AgentDefined(agent=agent))
        if agent.id not in turn.state.presences:
            turn.emit_presence(Presence(agent=agent.id, since=turn.now))
    for row in command.cris:
        if turn.state.cris.get(row.name) != row:
            turn.emit(CriDefined(cri=row))
    campaigns.define(turn, command.campaigns)
    for flow in command.flows:
        _define_flow(turn, flow)
    telephony.define(turn, command)
    _take_effect(turn, queues, reasons, agents)
    return None


def _define_flow(turn: Turn, flow: Flow) -> None:
    """A flow that changed gets the next revision: calls go on in theirs."""
    old = turn.state.flows.get(flow.id)
    revision = 1 if old is None else old.revision + 1
    if old is None or replace(old, revision=flow.revision) != flow:
        turn.emit(FlowDefined(flow=replace(flow, revision=revision)))


def _take_effect(turn: Turn, queues: list[Queue], reasons: list[Reason], agents: list[Agent]) -> None:
    """Who may be offered what now, and the offers that come of it."""
    concerned = {agent.id for agent in agents}
    if queues or reasons:
        words = {row.id for row in (*queues, *reasons)}
        concerned |= {row.agent for row in turn.state.presences.values() if words & {row.reason, row.queue}}
    for agent in sorted(concerned):
        presence = turn.state.presences[agent]
        if routing.takes(turn.state, presence) != presence.takes:
            turn.emit_presence(presence)
            mind_client(turn, agent)
        match_agent(turn, agent)
    for queue in queues:
        match_queue(turn, queue.id)


def _problem(turn: Turn, command: Define) -> Refusal | None:
    queues = {**turn.state.queues, **{queue.id: queue for queue in command.queues}}
    owners: dict[str, str] = {}
    for queue in queues.values():
        if queue.discipline not in routing.DISCIPLINES:
            return Refusal(code="unknown_discipline", params=(("discipline", queue.discipline),))
        there = queues.get(queue.overflow.queue) if queue.overflow is not None else None
        if queue.overflow is not None and there is None:
            return Refusal(code="unknown_queue", params=(("queue", queue.overflow.queue),))
        if there is not None and routing.CHANNELS.get(there.kind) is not routing.CHANNELS.get(queue.kind):
            return Refusal(code="overflow_differs", params=(("queue", there.id),))  # nobody there would be offered it
        if queue.caller_number_cri and not cri.settable(queue.caller_number_cri):
            return Refusal(code="bad_cri_name", params=(("name", queue.caller_number_cri),))
        if queue.number and owners.setdefault(queue.number, queue.id) != queue.id:
            return Refusal(code="number_taken", params=(("number", queue.number),))
    for agent in command.agents:
        for queue in (*agent.queues, *((agent.default_queue,) if agent.default_queue is not None else ())):
            if queue not in queues:
                return Refusal(code="unknown_queue", params=(("queue", queue),))
    return (
        telephony.problem(turn.state, command)
        or campaigns.problem(command, queues)
        or cri.problem(turn.state, command)
        or flow_check.problem(turn.state, command)
    )
