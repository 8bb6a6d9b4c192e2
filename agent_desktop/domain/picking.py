"""Cases that agents take by themselves: the oldest of a queue that offers none."""

from __future__ import annotations

from agent_desktop.domain import routing
from agent_desktop.domain.agents import present
from agent_desktop.domain.desk import no_room, pick_up
from agent_desktop.domain.messages import Presence, Queue, Refusal, TakeOldest
from agent_desktop.domain.turn import Turn


def take_oldest(turn: Turn, by: str, command: TakeOldest) -> Refusal | None:
    """F090: one at a time; what is closed, forwarded, saved for later or put back is dealt with."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    queue = turn.state.queues.get(command.queue)
    if queue is None:
        return Refusal(code="no_such_queue")
    refusal = _not_for(turn, presence, queue)
    if refusal is not None:
        return refusal
    waiting = turn.state.waiting.get(queue.id)
    key = waiting.first() if waiting is not None else None
    if key is None:
        return Refusal(code="queue_empty")
    case = turn.state.cases[key[2]]
    refusal = no_room(turn, presence, case)
    if refusal is None:
        pick_up(turn, presence, case)
    return refusal


def _not_for(turn: Turn, presence: Presence, queue: Queue) -> Refusal | None:
    """Why the agent does not take the queue's oldest case, whatever it is."""
    agent = turn.state.agents[presence.agent]
    if queue.id not in routing.queues_of(agent, presence):
        return Refusal(code="not_your_queue")
    if not queue.pull:
        return Refusal(code="queue_offers")
    if not routing.is_skilled(agent, queue):
        return Refusal(code="not_skilled")
    pulled = (turn.state.queues[turn.state.cases[case].queue].pull for case in presence.desk)
    return Refusal(code="ticket_open") if any(pulled) else None
