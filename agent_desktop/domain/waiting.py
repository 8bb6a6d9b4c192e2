"""What a caller in a queue hears, and how long the wait is going to be (F073)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from agent_desktop.domain import cri, routing
from agent_desktop.domain.bridge import MUSIC, customers_leg
from agent_desktop.domain.distribution import match_case, wait
from agent_desktop.domain.messages import AgentStatus, Announce, Case, PaceChanged, Play, Queue, QueuePace
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import ORDER_MS, Turn

LANGUAGE = "language"
"""The CRI that says in which language a caller is spoken to, before the queue's own; and what stands for it in the
names of prompts, as in ``prompts/{language}/welcome``."""

NOBODY_LOGGED_IN = "prompts/{language}/nobody_logged_in"

SERVING = (AgentStatus.READY, AgentStatus.OFFERED, AgentStatus.IN_CALL, AgentStatus.WRAP_UP)
"""In these an agent takes callers, now or when the present one is done."""

SHORTEST_MS = 1_000
"""Nobody is told the place more often, whatever the queue says."""

REMEMBERED = 16
"""The mean handling time is one over this many cases: it follows the day, and no single case."""


def begin(turn: Turn, case: Case, leg: str, **fields: Any) -> None:
    """A caller begins to wait, with music, and is offered to whoever may be."""
    case = wait(turn, case, **fields)
    once = (
        () if routing.anybody_logged_in(turn.state, case.queue) else in_language(turn.state, case, (NOBODY_LOGGED_IN,))
    )
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, once=once, loop=MUSIC))
    match_case(turn, case.id)


def entrance(state: State, queue: Queue, now: int) -> Queue | None:
    """The queue that takes a new case of this one: itself, when it is full or closed its overflow, else none."""
    if not routing.is_shut(state, queue, now):
        return queue
    there = state.queues[queue.overflow.queue] if queue.overflow is not None else None
    return None if there is None or routing.is_shut(state, there, now) else there


# --- languages ---------------------------------------------------------------------------------


def language(state: State, case: Case) -> str:
    """In which language the caller is spoken to: what the call says of it, else the queue's."""
    return cri.value(state, case, LANGUAGE) or state.queues[case.queue].language


def in_language(state: State, case: Case, prompts: tuple[str, ...]) -> tuple[str, ...]:
    """The prompts, those that there are in several languages in the caller's."""
    return _in(language(state, case), prompts)


@lru_cache(256)
def _in(said: str, prompts: tuple[str, ...]) -> tuple[str, ...]:
    """All who wait in a queue are told the same: it is kept once."""
    return tuple(name.replace(f"{{{LANGUAGE}}}", said) for name in prompts)


# --- announcements -------------------------------------------------------------------------------


def announce(turn: Turn, case: Case) -> None:
    """Tell a waiting caller the place and the expected wait, and so again after a while."""
    queue, leg = turn.state.queues[case.queue], customers_leg(turn.state, case.id)
    if queue.announce_ms is None or leg is None:
        turn.case(case, announce_at=None)
        return
    turn.case(case, announce_at=turn.now + max(queue.announce_ms, SHORTEST_MS))
    turn.order(
        Announce(
            id=turn.new_id(),
            until=turn.now + ORDER_MS,
            leg=leg,
            place=place(turn.state, case),
            wait_ms=expected_wait(turn.state, case),
            language=language(turn.state, case),
            once=in_language(turn.state, case, queue.announcement),
            loop=MUSIC,
        )
    )


def place(state: State, case: Case) -> int:
    """The place of a waiting case among those of its queue, or of its agent when it is kept for one; 1 is the next."""
    index = state.waiting.get(case.queue) if case.kept_for is None else state.kept.get(case.kept_for)
    return 1 if index is None else index.rank(routing.waiting_key(case)) + 1


def expected_wait(state: State, case: Case) -> int | None:
    """How long a waiting case is going to wait yet (ms), None when nothing tells.

    An agent is free every mean handling time over the number of agents who serve the queue. Agents who serve other
    queues as well make it longer.
    """
    pace = state.paces.get(case.queue)
    serving = sum(len(state.staff.get((case.queue, status), ())) for status in SERVING)
    if pace is None or pace.count == 0 or serving == 0:
        return None
    return place(state, case) * pace.handling_ms // serving


def learn(turn: Turn, case: Case) -> None:
    """An agent is done with a case: its handling time is one of the queue's."""
    if case.answered is None:
        return
    handled, old = turn.now - case.answered, turn.state.paces.get(case.queue, QueuePace(queue=case.queue))
    count = min(old.count + 1, REMEMBERED)
    mean = old.handling_ms + (handled - old.handling_ms) // count
    turn.emit(PaceChanged(pace=replace(old, handling_ms=mean, count=count)))
