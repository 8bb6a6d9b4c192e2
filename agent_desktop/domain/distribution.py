"""Brings waiting cases and ready agents together, and puts agents in a status without a case."""

from __future__ import annotations

from agent_desktop.domain import routing
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseState,
    Leg,
    LegChanged,
    LegState,
    NextStatus,
    Offer,
    OfferMade,
    Presence,
    RingLeg,
)
from agent_desktop.domain.turn import Turn

RING_GRACE_MS = 45_000
"""How long after its time the order to ring may stay open: cancelling takes SIP up to 32 s."""

CLIENT_LOST = "client_lost"
"""The system's reason to be busy while no client of a ready agent is there."""


def match_case(turn: Turn, case: int) -> None:
    """Offer a waiting case to whoever is due for it."""
    row = turn.state.cases[case]
    presence = routing.agent_for(turn.state, row)
    if presence is not None:
        _offer(turn, row, presence)


def match_agent(turn: Turn, agent: str) -> None:
    """Offer a ready agent the case that is due."""
    case = routing.case_for(turn.state, agent)
    if case is not None:
        _offer(turn, case, turn.state.presences[agent])


def _offer(turn: Turn, case: Case, presence: Presence) -> None:
    queue, agent = turn.state.queues[case.queue], presence.agent
    why = routing.why(turn.state, case, presence, turn.now)
    ring = turn.new_id()
    leg, until = leg_of(ring), turn.now + queue.offer_ms
    turn.case(case, state=CaseState.OFFERED, since=turn.now, agent=agent)
    change(turn, agent, AgentStatus.OFFERED, case=case.id, leg=leg)
    turn.emit(OfferMade(offer=Offer(case=case.id, agent=agent, leg=leg, since=turn.now, until=until, why=why)))
    ring_agent(turn, turn.state.cases[case.id], ring, until)


def leg_of(ring: int) -> str:
    """The leg that the order to ring with this id makes."""
    return f"o{ring}"


def ring_agent(turn: Turn, case: Case, ring: int, until: int, *, join: bool = False) -> None:
    """Ring the phone of the case's agent on a new leg, with order ``ring``; ``join``: back into a talk."""
    assert case.agent is not None
    leg, details = leg_of(ring), turn.state.details[case.id]
    turn.emit(LegChanged(leg=Leg(id=leg, case=case.id, state=LegState.CALLING, agent=case.agent)))
    turn.order(
        RingLeg(
            id=ring,
            until=until + RING_GRACE_MS,
            leg=leg,
            agent=case.agent,
            peer=callers_leg(turn, case.id),
            queue_name=turn.state.queues[case.queue].name,
            caller=details.number,
            caller_name=details.name,
            join=join,
        )
    )


def callers_leg(turn: Turn, case: int) -> str:
    """The leg of the case's caller."""
    return next(leg for leg in turn.state.case_legs[case] if turn.state.legs[leg].agent is None)


def after_case(presence: Presence) -> NextStatus:
    """Where the agent goes after the case: as chosen meanwhile, else ready as before it."""
    return presence.then or NextStatus(status=AgentStatus.READY)


def change(turn: Turn, agent: str, status: AgentStatus, since: int | None = None, **fields: object) -> Presence:
    """A new status, with nothing left of the old one but whether a client is there."""
    old = turn.state.presences[agent]
    since = turn.now if since is None else since
    kept = Presence(agent=agent, status=status, since=since, away=old.away, leave_at=old.leave_at)
    return turn.presence(kept, **fields)


def enter(turn: Turn, agent: str, chosen: NextStatus, since: int) -> None:
    """Put an agent in a status without a case, and offer the next case when that is ready.

    Without a client for too long nobody becomes ready; ready waits for the client then (F122).
    """
    presence = turn.state.presences[agent]
    if chosen.status is AgentStatus.READY and presence.away and presence.leave_at is None:
        change(turn, agent, AgentStatus.BUSY, since, reason=CLIENT_LOST, before=chosen)
        return
    change(turn, agent, chosen.status, since, reason=chosen.reason)
    if chosen.status is AgentStatus.READY:
        match_agent(turn, agent)
