"""The agents' phones: rung for each call, or once, on a leg that stays between calls (F031, F032).

A leg that stays (``Presence.line``) has no case (``Leg.case`` is 0) while its agent has no call. Taken to a call it
only changes its case: one re-bridging, and no SIP. When it is gone the next call rings the phone again.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from agent_desktop.domain import routing, telephony
from agent_desktop.domain.bridge import customers_leg
from agent_desktop.domain.messages import Case, DialLeg, Leg, LegChanged, LegState, Presence, RingLeg
from agent_desktop.domain.turn import Turn

RING_GRACE_MS = 45_000
"""How long after its time the order to ring may stay open: cancelling takes SIP up to 32 s."""

LINE_MS = 45_000
"""How long a phone rings for a leg that stays, before there is a call."""


class Way(NamedTuple):
    """How an agent gets into a call: on this leg, which the order ``ring`` makes; None: it is there already."""

    leg: str
    ring: int | None


def way_to(turn: Turn, agent: str) -> Way:
    """The leg that stays, when it is there and free, else a new one."""
    line = turn.state.legs.get(turn.state.presences[agent].line or "")
    if line is not None and line.case == 0:
        return Way(line.id, None)
    ring = turn.new_id()
    return Way(leg_of(ring), ring)


def bring(turn: Turn, case: Case, way: Way, until: int, *, join: bool = False) -> None:
    """Take the agent of the case into its call; who has to pick up a phone for that is told so."""
    assert case.agent is not None
    if way.ring is None:
        turn.emit(LegChanged(leg=replace(turn.state.legs[way.leg], case=case.id)))
    else:
        ring_agent(turn, case, way.ring, until, join=join)
    presence = turn.state.presences[case.agent]
    by_itself = join and not telephony.sits_elsewhere(turn.state, presence)
    if presence.nailed_up and turn.state.legs[way.leg].state is not LegState.ANSWERED and not by_itself:
        turn.notice(case.agent, "pick_up_phone", case.id)


def leg_of(ring: int) -> str:
    """The leg that the order to ring with this id makes."""
    return f"o{ring}"


def ring_agent(turn: Turn, case: Case, ring: int, until: int, *, join: bool = False) -> None:
    """Ring the phone of the case's agent on a new leg, with order ``ring``; ``join``: back into a talk.

    An agent whose phone is a number outside is dialled: the leg lives as long as the call (F032), unless it stays.
    """
    assert case.agent is not None
    leg, details, agent = leg_of(ring), turn.state.details[case.id], turn.state.agents[case.agent]
    presence = turn.state.presences[agent.id]
    turn.emit(LegChanged(leg=Leg(id=leg, case=case.id, state=LegState.CALLING, agent=case.agent)))
    if presence.nailed_up:
        turn.presence(presence, line=leg)
    until += RING_GRACE_MS
    if agent.phone_number:
        caller = routing.caller_number(turn.state, case)
        number = agent.phone_number
        turn.order(DialLeg(id=ring, until=until, leg=leg, number=number, caller=caller, case=case.id))
        return
    turn.order(
        RingLeg(
            id=ring,
            until=until,
            leg=leg,
            agent=case.agent,
            peer=_peer(turn, case),
            queue_name=routing.label(turn.state, case),
            case=case.id,
            caller=details.number,
            caller_name=details.name,
            join=join or agent.auto_answer,
            device=telephony.device_of(turn.state, presence),
        )
    )


def _peer(turn: Turn, case: Case) -> str:
    """The leg that the agent's phone will be connected to: the caller's, of an inquiry that of the agent who asks.

    None yet when the customer is dialled after the agent's phone has joined.
    """
    if case.inquiry_of is None:
        return customers_leg(turn.state, case.id) or ""
    return turn.state.presences[turn.state.cases[case.inquiry_of].agent or ""].leg or ""


def ring_line(turn: Turn, presence: Presence) -> None:
    """Ring an agent's phone for a leg that stays, without a call; nobody is connected when it is picked up."""
    ring, agent = turn.new_id(), turn.state.agents[presence.agent]
    leg, until = leg_of(ring), turn.now + LINE_MS
    turn.emit(LegChanged(leg=Leg(id=leg, case=0, state=LegState.CALLING, agent=agent.id)))
    turn.presence(presence, line=leg)
    if agent.phone_number:
        queue = turn.state.queues.get(agent.default_queue or next(iter(agent.queues), ""))
        caller = "" if queue is None else queue.caller_number or queue.number
        turn.order(DialLeg(id=ring, until=until, leg=leg, number=agent.phone_number, caller=caller, case=0))
        return
    device, join = telephony.device_of(turn.state, presence), agent.auto_answer
    turn.order(RingLeg(id=ring, until=until, leg=leg, agent=agent.id, peer="", queue_name="", join=join, device=device))


def line_gone(turn: Turn, leg: Leg) -> None:
    """A leg is gone: if it was one that stays, the next call rings."""
    presence = turn.state.presences.get(leg.agent or "")
    if presence is not None and presence.line == leg.id:
        turn.presence(presence, line=None)
