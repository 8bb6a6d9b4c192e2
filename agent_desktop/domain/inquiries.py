"""The cases that follow another one: an inquiry during its call, or where the call is transferred to (F020, F024).

An inquiry is a case of its own, offered and answered like any other, in which the agent who asks takes the customer's
place. ``inquiry_of`` names the case it is for. A transfer moves the customer's leg into it, and it is an ordinary case
from then on; ``follows`` still says where it came from. A colleague who is only asked has no wrap-up afterwards.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import routing, telephony
from agent_desktop.domain.bridge import open_inquiry
from agent_desktop.domain.cri import carried
from agent_desktop.domain.distribution import (
    after_case,
    enter,
    match_case,
    offer_to,
    wait,
    withdraw,
)
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseState,
    DetailsChanged,
    DialLeg,
    Leg,
    LegChanged,
    LegState,
    OfferEnd,
    Presence,
)
from agent_desktop.domain.phones import RING_GRACE_MS, leg_of
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

REACHABLE = frozenset({AgentStatus.READY, AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE})
"""In these a colleague can be asked, a break included: it stops offers of queues only (F135)."""


def is_reachable(state: State, agent: str) -> bool:
    """Whether a colleague is here, has no call and no wrap-up, and does not listen to a call."""
    presence = state.presences.get(agent)
    if presence is None or is_lost(presence):
        return False
    return presence.status in REACHABLE and agent not in state.listening


def is_lost(presence: Presence) -> bool:
    """Whether the agent's client is gone for so long that nothing is offered (F122)."""
    return presence.away and presence.leave_at is None


def follow(
    turn: Turn, case: Case, queue: str, *, returns_to: str | None = None, details: CaseDetails | None = None
) -> Case:
    """A new case that knows what is known of ``case``, or ``details``; returns the row, which is still to be placed.

    With ``returns_to`` it is for one party and goes back to this agent when unanswered, so it keeps the case's age, by
    which it would wait again; without, it is entirely new in the queue (F024).
    """
    child = Case(
        id=turn.new_id(),
        queue=queue,
        kind=CaseKind.INBOUND_CALL,
        state=CaseState.ARRIVING,
        created=turn.now if returns_to is None else case.created,
        since=turn.now,
        priority=turn.state.queues[queue].priority,
        follows=case.id,
        inquiry_of=case.id,
        returns_to=returns_to,
    )
    turn.case(child)
    turn.emit(DetailsChanged(details=carried(details or turn.state.details[case.id], child.id)))
    return child


def place(turn: Turn, child: Case, *, agent: str | None = None, number: str | None = None) -> None:
    """Offer the new case to a colleague, dial a number outside, or let it wait in its queue."""
    if agent is not None:
        offer_to(turn, child, turn.state.presences[agent], rule=ASKED)
    elif number is not None:
        dial_outside(turn, child, number)
    else:
        wait(turn, child)
        match_case(turn, child.id)


def dial_outside(turn: Turn, child: Case, number: str) -> None:
    """Dial a number outside, which is a guest in the call when it answers."""
    order, ring_ms = turn.new_id(), routing.attempt_rule(turn.state, child).ring_ms
    turn.emit(DetailsChanged(details=replace(turn.state.details[child.id], outside=number)))
    turn.case(child, state=CaseState.DIALLING, since=turn.now, dial_until=turn.now + ring_ms)
    turn.emit(LegChanged(leg=Leg(id=leg_of(order), case=child.id, state=LegState.CALLING, guest=True)))
    turn.order(
        DialLeg(
            id=order,
            until=turn.now + ring_ms + RING_GRACE_MS,
            leg=leg_of(order),
            number=number,
            caller=routing.caller_number(turn.state, child),
            case=child.id,
            emergency=telephony.is_emergency(turn.state, number),
        )
    )


ASKED = "asked"
"""The rule of an offer that a colleague makes, not a queue."""

RETURNED = "returned"
"""The rule of an offer that comes back to who transferred the call."""


def close(turn: Turn, child: Case) -> None:
    """The agent who asks leaves the inquiry: whoever was asked is free again."""
    if child.state is CaseState.OFFERED:
        withdraw(turn, turn.state.offers[child.id], OfferEnd.CALLER_LEFT, CaseOutcome.ABANDONED, "caller_left")
    elif child.state is CaseState.TALKING:
        release(turn, child)
    elif child.state is CaseState.EXTERNAL:
        end(turn, child, CaseOutcome.CONSULTED)
    else:
        end(turn, child, CaseOutcome.ABANDONED)


def end(turn: Turn, child: Case, outcome: CaseOutcome) -> None:
    """The inquiry's case is over, with its legs."""
    nothing = {"agent": None, "dial_until": None, "tone": None}
    turn.case(child, state=CaseState.ENDED, since=turn.now, outcome=outcome, **nothing)
    turn.hang_up_all(child.id)


def release(turn: Turn, child: Case) -> None:
    """The talk with the colleague is over: no wrap-up, as the customer is somebody else's."""
    assert child.agent is not None
    presence = turn.state.presences[child.agent]
    end(turn, child, CaseOutcome.CONSULTED)
    enter(turn, presence.agent, after_case(presence), turn.now)


def close_all(turn: Turn, case: int) -> None:
    """Whatever the agent of a case has asked is over."""
    for child in turn.state.inquiries.get(case, ()):
        close(turn, turn.state.cases[child])


def asker(turn: Turn, child: Case) -> Presence:
    """The agent who makes the inquiry."""
    assert child.inquiry_of is not None
    agent = turn.state.cases[child.inquiry_of].agent
    assert agent is not None
    return turn.state.presences[agent]


def colleague(state: State, agent: str) -> str | None:
    """Who is asked, or asks, in the call that the agent has; None: nobody, or it is no colleague."""
    presence = state.presences.get(agent)
    case = None if presence is None or presence.case is None else state.cases.get(presence.case)
    if case is None:
        return None
    other = open_inquiry(state, case.id) if case.inquiry_of is None else state.cases[case.inquiry_of]
    return None if other is None else other.agent
