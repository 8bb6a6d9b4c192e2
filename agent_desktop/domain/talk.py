"""A talk between caller and agent: it begins, survives the loss of the agent's leg, and ends in wrap-up.

An agent who cannot be heard is *apart*: the caller hears music, and the agent's phone is rung as soon as it is there
again, and answers by itself. One who stays apart too long loses the caller to the front of the queue (F031, F121).
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import callbacks, inquiries, routing, waiting
from agent_desktop.domain.bridge import AT_HAND, bridge, open_inquiry, stop_clip
from agent_desktop.domain.distribution import ANYBODYS, after_case, enter, match_case, wait
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseOutcome,
    CaseState,
    Held,
    LegHeard,
    LegSilent,
    LegState,
    NextStatus,
    OfferEnd,
    OfferMade,
    PhoneReady,
    Presence,
    Refusal,
)
from agent_desktop.domain.phones import bring, leg_of, ring_agent, way_to
from agent_desktop.domain.turn import Turn

APART_MS = 60_000
"""How long a caller is kept for an agent who cannot be heard."""

PARKED_MS = 300_000
"""How long a parked customer is kept for an agent who hung up the phone."""


def begin(turn: Turn, case: Case) -> None:
    """The agent answered the offer: they talk."""
    offer = turn.state.offers[case.id]
    turn.end_offer(offer, OfferEnd.ANSWERED)
    turn.case(case, state=CaseState.TALKING, since=turn.now, answered=turn.now, returns_to=None, **ANYBODYS)
    turn.presence(turn.state.presences[offer.agent], status=AgentStatus.IN_CALL, since=turn.now)
    bridge(turn, case.id)


def joined(turn: Turn, case: Case) -> None:
    """The agent's phone is back: they talk on, unless the customer is put aside."""
    assert case.agent is not None
    turn.presence(turn.state.presences[case.agent], apart_until=None)
    bridge(turn, case.id)


# --- apart ---------------------------------------------------------------------------------------


def leg_silent(turn: Turn, fact: LegSilent) -> None:
    """Nothing comes from an agent's phone: the caller need not listen to that. Callers may be silent as they like."""
    presence = _in_talk(turn, fact.leg)
    if presence is not None and presence.apart_until is None:
        part(turn, presence)


def leg_heard(turn: Turn, fact: LegHeard) -> None:
    """The phone was only out of reach: they talk on."""
    presence = _in_talk(turn, fact.leg)
    if presence is not None and presence.apart_until is not None and presence.case is not None:
        joined(turn, turn.state.cases[presence.case])


def _in_talk(turn: Turn, leg: str) -> Presence | None:
    """The agent in whose call this answered leg is the agent's own."""
    row = turn.state.legs.get(leg)
    if row is None or row.agent is None or row.state is not LegState.ANSWERED:
        return None
    presence = turn.state.presences[row.agent]
    case = turn.state.cases.get(row.case)
    talks = presence.status is AgentStatus.IN_CALL and case is not None and case.state is CaseState.TALKING
    return presence if talks and presence.leg == leg else None


def part(turn: Turn, presence: Presence, span: int = APART_MS) -> None:
    """The agent cannot be heard: after ``span`` (ms) the customer is somebody else's."""
    assert presence.case is not None
    turn.presence(presence, apart_until=turn.now + span)
    bridge(turn, presence.case)


def put_down(turn: Turn, case: Case) -> None:
    """The agent hung up while the customer is parked: the phone is rung again when the customer is retrieved."""
    assert case.agent is not None
    inquiries.close_all(turn, case.id)
    part(turn, turn.presence(turn.state.presences[case.agent], leg=None), PARKED_MS)


def leg_lost(turn: Turn, case: Case, leg: str) -> None:
    """The agent's leg went without a word of the agent's."""
    assert case.agent is not None
    presence = turn.state.presences[case.agent]
    if presence.leg != leg:
        return
    presence = turn.presence(presence, leg=None)
    if presence.apart_until is None:
        part(turn, presence)


def phone_ready(turn: Turn, by: str, command: PhoneReady) -> Refusal | None:
    """A phone that does not have its leg any more was started anew: it is rung, into the talk or for the offer."""
    presence = turn.state.presences.get(by)
    if presence is None or presence.status is AgentStatus.LOGGED_OUT:
        return Refusal(code="logged_out")
    if presence.status not in (AgentStatus.OFFERED, AgentStatus.IN_CALL) or presence.leg in command.legs:
        return None
    assert presence.case is not None
    case = turn.state.cases[presence.case]
    if presence.status is AgentStatus.OFFERED:
        offer = turn.state.offers[case.id]
        if offer.leg is None:
            return None  # nothing rings for this offer
        ring = turn.new_id()
        turn.presence(presence, leg=leg_of(ring))
        turn.emit(OfferMade(offer=replace(offer, leg=leg_of(ring))))
        turn.hang_up(offer.leg)
        ring_agent(turn, case, ring, offer.until)
    elif case.held is not Held.PARK or open_inquiry(turn.state, case.id) is not None:
        ring_back(turn, presence, case)
    return None


def ring_back(turn: Turn, presence: Presence, case: Case) -> None:
    """Ring the agent's phone into the call on a new leg, and it answers by itself; or take the leg that stays."""
    old, way = presence.leg, way_to(turn, presence.agent)
    presence = turn.presence(presence, leg=way.leg)
    if old is not None:
        turn.hang_up(old)
    if presence.apart_until is None:
        part(turn, turn.state.presences[presence.agent])
    bring(turn, case, way, turn.now + APART_MS, join=True)


def give_up(turn: Turn, presence: Presence) -> None:
    """The agent was apart too long: the caller goes to the front of the queue by age."""
    assert presence.case is not None
    case = turn.state.cases[presence.case]
    inquiries.close_all(turn, case.id)
    wait(turn, case, answered=None, **AT_HAND)
    for leg in turn.state.case_legs.get(case.id, ()):
        if turn.state.legs[leg].agent is not None:
            turn.hang_up(leg)
    bridge(turn, case.id)
    turn.notice(presence.agent, "call_returned", case.id)
    enter(turn, presence.agent, not_ready(presence), turn.now)
    match_case(turn, case.id)


def not_ready(presence: Presence) -> NextStatus:
    """Where an agent goes whose phone could not be reached: as chosen meanwhile, else no new call (F123)."""
    chosen = after_case(presence)
    if presence.then is None and not presence.away:
        return NextStatus(status=AgentStatus.BUSY, reason="phone_unreachable")
    return chosen


# --- wrap-up -------------------------------------------------------------------------------------


def begin_wrap_up(turn: Turn, case: Case, outcome: CaseOutcome) -> None:
    """The talk is over: the last state of the case (F011)."""
    assert case.agent is not None
    span = routing.wrap_up_ms(turn.state, case)
    inquiries.close_all(turn, case.id)
    turn.case(stop_clip(turn, case), state=CaseState.WRAP_UP, since=turn.now, outcome=outcome, **AT_HAND)
    if outcome is CaseOutcome.SWITCH_RESTART:
        turn.notice(case.agent, "switch_restart", case.id)
    turn.hang_up_all(case.id)
    turn.presence(
        turn.state.presences[case.agent],
        status=AgentStatus.WRAP_UP,
        since=turn.now,
        leg=None,
        apart_until=None,
        wrap_until=None if span is None else turn.now + span,
    )


def end_wrap_up(turn: Turn, presence: Presence) -> None:
    """The case is over; the agent goes where the case left them to go."""
    end_case(turn, presence)
    enter(turn, presence.agent, after_case(presence), turn.now)


def end_case(turn: Turn, presence: Presence) -> None:
    """End the case an agent wraps up."""
    assert presence.case is not None
    case = turn.state.cases[presence.case]
    callbacks.finish(turn, case)
    waiting.learn(turn, case)
