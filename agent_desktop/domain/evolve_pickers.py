"""Who may take waiting calls by themselves, queue by queue (F056): a look-up; a part of ``domain/evolve.py``."""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from agent_desktop.domain.lookups import without
from agent_desktop.domain.messages import Agent, Queue
from agent_desktop.domain.routing import may_pick
from agent_desktop.domain.state import State

Pickers = Map[str, frozenset[str]]

NOBODY: frozenset[str] = frozenset()


def _set(pickers: Pickers, queue: str, agents: frozenset[str]) -> Pickers:
    return pickers.set(queue, agents) if agents else without(pickers, queue)


def agent_changed(state: State, agent: Agent) -> State:
    """The agent is about to be this; ``state`` has the row from before."""
    old, pickers = state.agents.get(agent.id), state.pickers
    queues = {*agent.queues, *(old.queues if old is not None else ())}
    for name in sorted(queues):
        queue, agents = state.queues.get(name), pickers.get(name, NOBODY)
        may = queue is not None and may_pick(state.centre, queue, agent)
        if may is not (agent.id in agents):
            pickers = _set(pickers, name, agents | {agent.id} if may else agents - {agent.id})
    return replace(state, pickers=pickers) if pickers is not state.pickers else state


def queue_changed(state: State, queue: Queue, old: Queue | None) -> State:
    """The queue is this now; who has the skills may have changed."""
    if old is not None and (old.skills, old.kind) == (queue.skills, queue.kind):
        return state
    return replace(state, pickers=_set(state.pickers, queue.id, _of_queue(state, queue)))


def centre_changed(state: State, before: State) -> State:
    """The rules of the centre are others now."""
    if state.centre.cherry_pick is before.centre.cherry_pick:
        return state
    pickers: Pickers = Map()
    for name, queue in state.queues.items():
        pickers = _set(pickers, name, _of_queue(state, queue))
    return replace(state, pickers=pickers)


def _of_queue(state: State, queue: Queue) -> frozenset[str]:
    if not state.centre.cherry_pick:
        return NOBODY
    return frozenset(agent.id for agent in state.agents.values() if may_pick(state.centre, queue, agent))
