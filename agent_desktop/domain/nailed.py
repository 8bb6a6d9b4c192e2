"""Agents whose leg stays between calls answer and hang up by commands, and the server re-bridges (F031, F032).

What waits for a leg to be answered goes on at once when the leg is there already: ``settle`` sees to that at the end of
each step, so that no rule that brings an agent into a call needs to know which of the two it is.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import calls, dialling, listening, routing, telephony
from agent_desktop.domain.agents import present
from agent_desktop.domain.bridge import customers_leg
from agent_desktop.domain.distribution import has_somebody
from agent_desktop.domain.messages import (
    AgentStatus,
    AnswerCall,
    HangUpCall,
    LegChanged,
    LegEnd,
    LegState,
    Offer,
    OfferEnd,
    OfferMade,
    PhoneReady,
    Presence,
    Refusal,
)
from agent_desktop.domain.phones import bring, ring_line, way_to
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

PICK_UP_MS = 20_000
"""Who answers and has to pick up the phone for that has at least so long."""


# --- what agents ask for -----------------------------------------------------------------------------


def answer_call(turn: Turn, by: str, command: AnswerCall) -> Refusal | None:
    """F031: they talk at once, or the phone rings and is to be picked up."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    offer = _call_offered(turn.state, presence)
    if offer is None:
        return Refusal(code="nothing_to_answer")
    if offer.leg is not None:
        return Refusal(code="answer_on_phone")
    _answer(turn, offer, join=False)
    return None


def hang_up_call(turn: Turn, by: str, command: HangUpCall) -> Refusal | None:
    """F031: as hanging up the phone, but a leg that stays is there for the next call; an offer is rejected."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    offer = _call_offered(turn.state, presence)
    if offer is not None:
        calls.return_offer(turn, offer, OfferEnd.REJECTED, "offer_rejected", "missed_call")
        return None
    leg = turn.state.legs.get(presence.leg or "")
    if presence.status is not AgentStatus.IN_CALL or presence.case is None or leg is None:
        return Refusal(code="no_call")
    if not turn.let_go(leg.id):
        turn.hang_up(leg.id)
    calls.agent_leg_gone(turn, turn.state.cases[presence.case], leg, LegEnd.HUNG_UP)
    return None


def _call_offered(state: State, presence: Presence) -> Offer | None:
    """The offer of a call with somebody on the line."""
    offer = state.offers.get(presence.case or 0) if presence.status is AgentStatus.OFFERED else None
    return offer if offer is not None and has_somebody(state, state.cases[offer.case]) else None


def _answer(turn: Turn, offer: Offer, *, join: bool) -> None:
    way = way_to(turn, offer.agent)
    turn.presence(turn.state.presences[offer.agent], leg=way.leg)
    leg = turn.state.legs.get(way.leg)
    until = max(offer.until, turn.now + PICK_UP_MS)
    if leg is None or leg.state is not LegState.ANSWERED:
        turn.emit(OfferMade(offer=replace(offer, leg=way.leg, until=until)))
    bring(turn, turn.state.cases[offer.case], way, until, join=join)


def phone_ready(turn: Turn, by: str, command: PhoneReady) -> Refusal | None:
    """As ``dialling.phone_ready``; a window's phone that does not have the leg that stays is rung for it."""
    refusal = dialling.phone_ready(turn, by, command)
    presence = turn.state.presences.get(by)
    if refusal is not None or presence is None or not presence.nailed_up:
        return refusal
    line = turn.state.legs.get(presence.line or "")
    if telephony.sits_elsewhere(turn.state, presence) or (line is not None and line.case != 0):
        return None
    if line is not None and line.id in command.legs:
        return None
    if line is not None:
        turn.hang_up(line.id)
    ring_line(turn, turn.state.presences[by])
    return None


# --- at the end of a step ----------------------------------------------------------------------------


def settle(turn: Turn, done: int = 0) -> int:
    """Go on with calls to which a leg that is up was taken, and answer what is to be answered without a click.

    ``done``: how many events of the turn were looked at before. Returns how many are now.
    """
    while new := turn.history_from(done):
        done += len(new)
        for before, event in new:
            if isinstance(event, LegChanged):
                _taken(turn, before, event)
            elif isinstance(event, OfferMade) and event.offer.leg is None:
                _answers_itself(turn, event.offer)
    return done


def _taken(turn: Turn, before: State, event: LegChanged) -> None:
    leg, old = event.leg, before.legs.get(event.leg.id)
    if old is None or old.case != 0 or leg.case == 0 or turn.state.legs.get(leg.id) != leg:
        return
    if leg.listens and leg.state is LegState.ANSWERED:
        listening.begin(turn, leg)
    elif leg.state is LegState.ANSWERED:
        calls.agent_answered(turn, turn.state.cases[leg.case], leg.id)


def _answers_itself(turn: Turn, offer: Offer) -> None:
    """F030, and the campaign's customer who is on the line already."""
    presence = turn.state.presences[offer.agent]
    if not presence.nailed_up or turn.state.offers.get(offer.case) != offer:
        return
    if _call_offered(turn.state, presence) is None:
        return
    dialled = offer.why.rule == routing.CAMPAIGN and customers_leg(turn.state, offer.case) is not None
    if dialled or turn.state.agents[offer.agent].auto_answer:
        _answer(turn, offer, join=True)
