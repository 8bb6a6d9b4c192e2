"""Who sees what is personal about a case: its agent, its owner, who may pick it, and every supervisor."""

from __future__ import annotations

from collections.abc import Iterator

from agent_desktop.domain.messages import Case, CaseKind, CaseState
from agent_desktop.domain.state import State

PICKABLE = frozenset({CaseState.WAITING, CaseState.IN_IVR})
"""States in which a call may be taken by who has the right (F056)."""

NOBODY: frozenset[str] = frozenset()


def is_supervisor(state: State, viewer: str) -> bool:
    """Whether the viewer sees every case's details."""
    agent = state.agents.get(viewer)
    return agent is not None and agent.supervisor


def holders(case: Case | None) -> frozenset[str | None]:
    """Whose the case is, in one way or another."""
    return frozenset() if case is None else frozenset((case.agent, case.kept_for, case.owner))


def pickers(state: State, case: Case | None) -> frozenset[str]:
    """Who may take the case by themselves, and so has to know whose it is."""
    if case is None or not state.pickers or not is_pickable(case):
        return NOBODY
    return state.pickers.get(case.queue, NOBODY)


def is_pickable(case: Case) -> bool:
    """Whether a caller waits, or is in the IVR, and nobody has the call."""
    calls = case.kind is CaseKind.INBOUND_CALL and case.inquiry_of is None
    return calls and case.state in PICKABLE and case.kept_for is None


def pickable(state: State, queue: str) -> Iterator[Case]:
    """The calls of a queue that may be taken, by id."""
    waiting = (key[2] for key in state.waiting.get(queue, ()))
    rows = (state.cases[case] for case in sorted({*waiting, *state.positions}) if case in state.cases)
    return (row for row in rows if row.queue == queue and is_pickable(row))


def sees(state: State, case: Case, viewer: str) -> bool:
    """Whether the viewer may see what is personal about a case."""
    return is_supervisor(state, viewer) or viewer in holders(case) or viewer in pickers(state, case)
