"""What every leg's fact means for its call: it arrives, waits, is offered, talks, ends."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import (
    consult,
    cri,
    dialling,
    external,
    ivr,
    listening,
    progress,
    routing,
    talk,
    transfer,
    waiting,
)
from agent_desktop.domain.bridge import customers_leg, joined
from agent_desktop.domain.distribution import after_case, enter, match_case, withdraw
from agent_desktop.domain.legs import next_state
from agent_desktop.domain.messages import (
    AcceptLeg,
    AgentStatus,
    CallArrived,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseState,
    DetailsChanged,
    DialLeg,
    Held,
    Leg,
    LegAnswered,
    LegChanged,
    LegEnd,
    LegEnded,
    LegRinging,
    LegState,
    NextStatus,
    Offer,
    OfferEnd,
    Play,
    Presence,
    Queue,
    RejectLeg,
    RingLeg,
)
from agent_desktop.domain.phones import line_gone
from agent_desktop.domain.turn import ORDER_MS, Turn

NOT_FOUND = 404
"""SIP status for a number that is no queue (RFC 3261 §21.4.5)."""

BUSY_HERE = 486
"""SIP status for a queue that is full (RFC 3261 §21.4.24)."""

TEMPORARILY_UNAVAILABLE = 480
"""SIP status for a queue that is closed (RFC 3261 §21.4.18)."""

MISSED: dict[LegEnd, tuple[OfferEnd, str, str]] = {
    LegEnd.REJECTED: (OfferEnd.REJECTED, "offer_rejected", "missed_call"),
    LegEnd.HUNG_UP: (OfferEnd.REJECTED, "offer_rejected", "missed_call"),
    LegEnd.NO_ANSWER: (OfferEnd.MISSED, "offer_missed", "missed_call"),
    LegEnd.CANCELLED: (OfferEnd.MISSED, "offer_missed", "missed_call"),
    LegEnd.UNREACHABLE: (OfferEnd.UNREACHABLE, "phone_unreachable", "phone_unreachable"),
    LegEnd.FAILED: (OfferEnd.UNREACHABLE, "phone_unreachable", "phone_unreachable"),
}
"""How the agent's leg ended before it was answered → end of the offer, notice, system's reason to be busy (F123)."""

ENDED_BY_AGENT = frozenset({LegEnd.HUNG_UP, LegEnd.REJECTED})
"""In a talk; every other end of the agent's leg is a loss, and the talk waits for the phone."""


# --- facts ---------------------------------------------------------------------------------------


def call_arrived(turn: Turn, fact: CallArrived) -> None:
    """A caller dialled: a new case on the number's queue or its overflow, or a SIP status why not."""
    if fact.leg in turn.state.legs or fact.leg in turn.state.leg_effects:
        return turn.ignore(fact, fact.leg, "known leg")
    queue = turn.state.numbers.get(fact.number)
    until = turn.now + ORDER_MS
    entrance = NOT_FOUND if queue is None else _entrance(turn, turn.state.queues[queue])
    if isinstance(entrance, int):
        return turn.order(RejectLeg(id=turn.new_id(), until=until, leg=fact.leg, status=entrance))
    case = Case(
        id=turn.new_id(),
        queue=entrance.id,
        kind=CaseKind.INBOUND_CALL,
        state=CaseState.ARRIVING,
        created=turn.now,
        since=turn.now,
        priority=entrance.priority,
    )
    turn.case(case)
    details = CaseDetails(case=case.id, number=fact.caller, name=fact.caller_name)
    turn.emit(DetailsChanged(details=cri.with_values(details, filter(cri.may_come, fact.cris))))
    turn.emit(LegChanged(leg=Leg(id=fact.leg, case=case.id, state=LegState.ACCEPTING)))
    return turn.order(AcceptLeg(id=turn.new_id(), until=until, leg=fact.leg))


def _entrance(turn: Turn, queue: Queue) -> Queue | int:
    """The queue that takes a caller who dialled this one, or a SIP status why none does; a flow decides by itself."""
    if queue.flow:
        return queue
    shut = BUSY_HERE if routing.is_open(turn.state, queue, turn.now) else TEMPORARILY_UNAVAILABLE
    return waiting.entrance(turn.state, queue, turn.now) or shut


def leg_ringing(turn: Turn, fact: LegRinging) -> None:
    """The agent's phone alerts, or the number that is dialled."""
    leg = _advance(turn, fact)
    if leg is not None:
        progress.ringing(turn, leg)


def leg_answered(turn: Turn, fact: LegAnswered) -> None:
    """A caller is in, and goes through the queue's flow or waits; or an agent is, and they talk."""
    leg = _advance(turn, fact)
    if leg is None:
        return
    for effect in turn.state.leg_effects.get(leg.id, ()):
        if isinstance(turn.state.effects[effect], AcceptLeg | RingLeg | DialLeg):
            turn.close(effect)
    if leg.case == 0:
        turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg.id))  # it stays, in silence
        return
    case = turn.state.cases[leg.case]
    if leg.guest:
        external.answered(turn, case)
    elif leg.listens:
        listening.begin(turn, leg)
    elif leg.agent is not None:
        agent_answered(turn, case, leg.id)
    elif case.state is CaseState.DIALLING:
        dialling.customer_answered(turn, case)
    else:
        flow = turn.state.queues[case.queue].flow
        if flow:
            ivr.begin(turn, case, flow)
        else:
            waiting.begin(turn, case, leg.id)


def agent_answered(turn: Turn, case: Case, leg: str) -> None:
    """The agent is in the call, on this leg."""
    if case.state is CaseState.DIALLING:
        dialling.agent_joined(turn, case, leg)
    elif case.state is CaseState.OFFERED:
        talk.begin(turn, case)
    else:
        talk.joined(turn, case)


def leg_ended(turn: Turn, fact: LegEnded) -> None:
    """A leg is gone: what that means depends on whose it was and where the case is."""
    leg = turn.state.legs.get(fact.leg)
    if leg is not None:
        end_leg(turn, leg, fact.cause)
    elif fact.leg in turn.state.leg_effects:  # a leg that was refused: its order is answered
        for effect in turn.state.leg_effects[fact.leg]:
            turn.close(effect)
    else:
        turn.ignore(fact, fact.leg, "unknown leg")


def _advance(turn: Turn, fact: LegRinging | LegAnswered) -> Leg | None:
    """Move the leg as its table says; None when the fact is impossible now."""
    leg = turn.state.legs.get(fact.leg)
    if leg is None:
        turn.ignore(fact, fact.leg, "unknown leg")
        return None
    try:
        state = next_state(leg.state, type(fact))
    except KeyError:
        turn.ignore(fact, fact.leg, f"leg is {leg.state.value}")
        return None
    assert state is not None
    row = replace(leg, state=state)
    turn.emit(LegChanged(leg=row))
    return row


# --- the end of legs --------------------------------------------------------------------------


def end_leg(turn: Turn, leg: Leg, cause: LegEnd) -> None:
    """Take a leg out of the state, and its case where that leads."""
    turn.leg_gone(leg.id, leg.case, cause)
    line_gone(turn, leg)
    case = turn.state.cases.get(leg.case)
    if case is None or leg.state is LegState.ENDING:
        return
    if leg.guest:
        external.guest_gone(turn, case, leg, cause)
    elif leg.listens:
        listening.leg_gone(turn, leg, cause)
    elif leg.agent is None:
        _caller_gone(turn, case, leg, cause)
    else:
        agent_leg_gone(turn, case, leg, cause)


def _caller_gone(turn: Turn, case: Case, leg: Leg, cause: LegEnd) -> None:
    lost = cause is LegEnd.LOST
    outcome = CaseOutcome.SWITCH_RESTART if lost else CaseOutcome.ABANDONED
    if case.state in (CaseState.ARRIVING, CaseState.IN_IVR, CaseState.WAITING):
        reached = None if lost else ivr.ended(turn.state, case)
        turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=reached or outcome)
    elif case.state is CaseState.OFFERED:
        how, notice = (OfferEnd.SWITCH_RESTART, "switch_restart") if lost else (OfferEnd.CALLER_LEFT, "caller_left")
        withdraw(turn, turn.state.offers[case.id], how, outcome, notice)
    elif external.is_outside(case):
        external.customer_gone(turn, case, cause)
    elif case.state is CaseState.DIALLING:
        dialling.customer_gone(turn, case, leg, cause)
    elif case.state is CaseState.TALKING:
        talk.begin_wrap_up(turn, case, CaseOutcome.SWITCH_RESTART if lost else CaseOutcome.HANDLED)


def agent_leg_gone(turn: Turn, case: Case, leg: Leg, cause: LegEnd) -> None:
    """The agent's leg has left the call, or is about to."""
    if case.state is CaseState.OFFERED:
        offer = turn.state.offers[case.id]
        if cause is LegEnd.LOST:
            return_offer(turn, offer, OfferEnd.SWITCH_RESTART, None, None)
        else:
            how, notice, reason = MISSED[cause]
            return_offer(turn, offer, how, notice, reason)
    elif case.state is CaseState.TALKING and cause in ENDED_BY_AGENT and case.inquiry_of is not None:
        consult.left(turn, case)
    elif case.state is CaseState.TALKING and cause in ENDED_BY_AGENT and customers_leg(turn.state, case.id) is None:
        consult.over(turn, case)
    elif case.state is CaseState.TALKING and cause in ENDED_BY_AGENT and joined(turn.state, case.id):
        transfer.leave(turn, case)
    elif case.state is CaseState.TALKING and cause in ENDED_BY_AGENT and case.held is Held.PARK:
        talk.put_down(turn, case)
    elif case.state is CaseState.DIALLING:
        if turn.state.presences[leg.agent or ""].leg == leg.id:
            dialling.agent_gone(turn, case, cause, MISSED[cause][1:] if cause in MISSED else None)
    elif case.state is CaseState.TALKING and cause in ENDED_BY_AGENT:
        talk.begin_wrap_up(turn, case, CaseOutcome.HANDLED)
    elif case.state is CaseState.TALKING:
        talk.leg_lost(turn, case, leg.id)


def return_offer(turn: Turn, offer: Offer, how: OfferEnd, notice: str | None, reason: str | None) -> None:
    """F123: the case keeps its place by its age, the agent leaves ready (with ``reason``) and is told.

    A colleague's inquiry ends, and a transfer goes back to who made it. An agent who was not ready when a colleague
    asked, or rejected that, stays in that status.
    """
    turn.end_offer(offer, how)
    case = turn.state.cases[offer.case]
    by = case.returns_to
    dialling.give_back(turn, case)
    if offer.leg is not None:
        turn.hang_up(offer.leg)
    presence = turn.state.presences[offer.agent]
    next_status = after_case(presence)
    stays = by is not None and (next_status.status is not AgentStatus.READY or how is OfferEnd.REJECTED)
    if notice is not None:
        turn.notice(offer.agent, notice if by is None else "colleague_missed", offer.case)
    if reason is not None and presence.then is None and not stays:
        next_status = NextStatus(status=AgentStatus.BUSY, reason=reason)
    case = turn.state.cases[offer.case]
    if by is not None and case.inquiry_of is not None:
        consult.unanswered(turn, case)
    enter(turn, offer.agent, next_status, turn.now)
    if by is not None and case.inquiry_of is None:
        transfer.come_back(turn, case, by)
    else:
        match_case(turn, offer.case)


def give_up(turn: Turn, presence: Presence) -> None:
    """The agent could not be heard for too long: the caller waits again; an inquiry is over, a conference goes on."""
    case = turn.state.cases[presence.case or 0]
    if case.inquiry_of is not None:
        consult.lost(turn, case, talk.not_ready(presence))
    elif customers_leg(turn.state, case.id) is None:
        consult.over(turn, case, talk.not_ready(presence))
    elif joined(turn.state, case.id):
        transfer.leave(turn, case)
    else:
        talk.give_up(turn, presence)


def dialled_too_long(turn: Turn, case: Case) -> None:
    """A number, or before it the agent's own phone, has rung long enough."""
    if external.is_outside(case):
        external.time_over(turn, case)
    else:
        dialling.time_over(turn, case)
