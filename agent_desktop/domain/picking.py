"""Cases that agents take by themselves: the oldest of a queue that offers none, and by right a call that waits.

A call that is picked while another case is at hand is reserved: one of the agent's own cases, hearing music, for
``desk.LIVE_KEPT_MS`` at most; then it is at the front of its queue again, by its age.
"""

from __future__ import annotations

from agent_desktop.domain import routing, sight
from agent_desktop.domain.agents import may, present
from agent_desktop.domain.bridge import MUSIC, customers_leg
from agent_desktop.domain.desk import keeping, no_room, pick_up
from agent_desktop.domain.distribution import offer_to, wait
from agent_desktop.domain.messages import (
    Case,
    CaseKind,
    CaseOutcome,
    CaseState,
    CherryPick,
    KeptAs,
    Play,
    Presence,
    Queue,
    Refusal,
    Right,
    TakeOldest,
)
from agent_desktop.domain.turn import ORDER_MS, Turn

PICKED = "cherry_pick"
"""The rule of an offer that an agent makes to themselves."""

SERVED = frozenset({CaseOutcome.CALLBACK, CaseOutcome.VOICE_MESSAGE})
"""What callers in the IVR came for: who has one of these is about to hang up."""


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


# --- cherry pick -----------------------------------------------------------------------------------


def cherry_pick(turn: Turn, by: str, command: CherryPick) -> Refusal | None:
    """F056: rings at once, or is reserved while another case is at hand. Reserved already: it is taken up."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(command.case)
    refusal = _unpickable(turn, presence, case)
    if refusal is not None:
        return refusal
    assert case is not None
    busy = no_room(turn, presence, case) is not None
    position = turn.state.positions.get(case.id)
    if position is not None:
        _out_of_ivr(turn, case, position.order)
    if busy and case.kept_for is None:
        wait(turn, turn.state.cases[case.id], **keeping(turn, case, by, KeptAs.CHERRY_PICKED))
    elif not busy:
        offer_to(turn, turn.state.cases[case.id], presence, rule=PICKED)
    return None


def _unpickable(turn: Turn, presence: Presence, case: Case | None) -> Refusal | None:
    agent = turn.state.agents[presence.agent]
    if not turn.state.centre.cherry_pick:
        return Refusal(code="cherry_pick_off")
    if not may(turn, agent.id, Right.CHERRY_PICK):
        return Refusal(code="not_allowed")
    if case is None:
        return Refusal(code="unknown_case")
    if case.kind is not CaseKind.INBOUND_CALL or case.inquiry_of is not None:
        return Refusal(code="wrong_kind")
    if case.queue not in agent.queues:
        return Refusal(code="not_your_queue")
    if not routing.is_skilled(agent, turn.state.queues[case.queue]):
        return Refusal(code="not_skilled")
    position = turn.state.positions.get(case.id)
    if position is not None and position.outcome in SERVED:
        return Refusal(code="caller_served")
    mine = case.kept_for == agent.id and case.state is CaseState.WAITING
    return None if mine or sight.is_pickable(case) else Refusal(code="case_not_free")


def _out_of_ivr(turn: Turn, case: Case, order: int | None) -> None:
    """The caller waits from now on: what the flow waited for is answered by that, and music takes its place."""
    if order is not None:
        turn.close(order)
    wait(turn, case)
    leg = customers_leg(turn.state, case.id)
    assert leg is not None, "a case in the IVR has its caller"
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, loop=MUSIC))
