"""Who gets which case: the disciplines, and the reasons that every offer carries (F117)."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    PassedCount,
    PassedOver,
    Presence,
    Why,
)
from agent_desktop.domain.state import State

LONGEST_WAITING = "longest_waiting"
"""The caller who waits longest gets the agent who has been ready longest."""

NAMED = 5
"""At most so many passed-over colleagues are named; all are counted."""


def agent_for(state: State, case: Case) -> Presence | None:
    """The agent of the case's queue who has been ready longest; None when nobody is ready."""
    ready = state.staff.get((case.queue, AgentStatus.READY))
    key = ready.first() if ready is not None else None
    return state.presences[key[1]] if key is not None else None


def case_for(state: State, agent: str) -> Case | None:
    """The case that waits longest in all the agent's queues; None when nothing waits."""
    heads = [
        key
        for queue in state.agents[agent].queues
        if (index := state.waiting.get(queue)) is not None and (key := index.first()) is not None
    ]
    return state.cases[min(heads)[1]] if heads else None


def anybody_logged_in(state: State, queue: str) -> bool:
    """Whether an agent of the queue is present in any status."""
    return any((queue, status) in state.staff for status in AgentStatus if status is not AgentStatus.LOGGED_OUT)


def why(state: State, case: Case, chosen: Presence, now: int) -> Why:
    """Why ``chosen`` gets the case: its colleagues of the queue are counted by index, five of them named."""
    named: list[PassedOver] = []
    counts: Counter[AgentStatus] = Counter()
    for status in AgentStatus:
        index = state.staff.get((case.queue, status))
        if index is None:
            continue
        counts[status] = len(index) - (status is chosen.status)
        others = (key[1] for key in index if key[1] != chosen.agent)
        for agent in islice(others, NAMED - len(named) if status is not AgentStatus.LOGGED_OUT else 0):
            named.append(PassedOver(agent=agent, status=status, reason=state.presences[agent].reason))
    return Why(
        rule=LONGEST_WAITING,
        score=now - case.created,
        ready_ms=now - chosen.since,
        passed_over=tuple(named),
        passed_counts=tuple(PassedCount(status=status, count=count) for status, count in counts.items() if count),
    )
