"""Cases that an agent takes by themselves: my cases (F082), and calls that may be picked (F056)."""

from __future__ import annotations

from collections.abc import Iterator

from agent_desktop.client.value import Value
from agent_desktop.domain import sight
from agent_desktop.domain.desk import ASIDE
from agent_desktop.domain.messages import Case, CaseDetails
from agent_desktop.domain.state import State


class OwnCase(Value, frozen=True, kw_only=True):
    """One row of my cases, or of the calls that may be picked."""

    case: Case
    queue: str  # name
    details: CaseDetails | None = None  # None while nothing personal of it is known here


def my_cases(state: State, me: str) -> tuple[OwnCase, ...]:
    """What is kept for agent ``me`` and not at hand, the oldest first."""
    kept = (case for case in state.cases.values() if case.kept_for == me and case.state in ASIDE)
    return _rows(state, kept)


def pickable(state: State, me: str) -> tuple[OwnCase, ...]:
    """The calls that agent ``me`` may take now, the oldest first; none without the right."""
    queues = {queue for queue, agents in state.pickers.items() if me in agents}
    if not queues:
        return ()
    return _rows(state, (case for case in state.cases.values() if case.queue in queues and sight.is_pickable(case)))


def may_pick(state: State, me: str) -> bool:
    """Whether there is a queue whose calls agent ``me`` may pick."""
    return any(me in agents for agents in state.pickers.values())


def _rows(state: State, cases: Iterator[Case]) -> tuple[OwnCase, ...]:
    ordered = sorted(cases, key=lambda case: (case.created, case.id))
    return tuple(
        OwnCase(
            case=case,
            queue=queue.name if (queue := state.queues.get(case.queue)) is not None else case.queue,
            details=state.details.get(case.id),
        )
        for case in ordered
    )
