"""Who hears whom in a call: read from the rows, and ordered anew whenever they change.

The parties of a case are its customer and the one who serves it: its agent's own phone. In an inquiry the agent who
asks is in the customer's place: no leg of its case is a customer's until the call is transferred. A party alone, or put
aside, hears music. What was heard before stops with the next order, so no order needs to know what was.
"""

from __future__ import annotations

from agent_desktop.domain.messages import AgentStatus, Case, CaseState, Connect, LegState, Mix, Play
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import ORDER_MS, Turn

MUSIC = "music/waiting"

AT_HAND: dict[str, None] = {"held": None, "held_since": None, "remind_at": None}
"""Fields of a case whose customer is not put aside."""


def customers_leg(state: State, case: int) -> str | None:
    """The leg of the case's customer; one that ends is none."""
    return _outside_leg(state, case, guest=False)


def _outside_leg(state: State, case: int, *, guest: bool) -> str | None:
    legs = (state.legs[leg] for leg in state.case_legs.get(case, ()))
    outside = (leg.id for leg in legs if leg.agent is None and leg.guest is guest and leg.state is not LegState.ENDING)
    return next(outside, None)


def servers_leg(state: State, case: Case) -> str | None:
    """The leg of the agent, or of who outside, serves the case; None while nobody can be heard there."""
    if case.state is CaseState.EXTERNAL:
        return _answered(state, _outside_leg(state, case.id, guest=True))
    if case.state is not CaseState.TALKING or case.agent is None:
        return None
    presence = state.presences[case.agent]
    heard = presence.status is AgentStatus.IN_CALL and presence.case == case.id and presence.apart_until is None
    return _answered(state, presence.leg) if heard else None


def is_answered(case: Case) -> bool:
    """Whether who was asked is there to speak to."""
    return case.state in (CaseState.TALKING, CaseState.EXTERNAL)


def open_inquiry(state: State, case: int) -> Case | None:
    """The inquiry that the case's agent makes, until it is joined to the call."""
    return next((row for row in _asked(state, case) if not row.joined), None)


def joined(state: State, case: int) -> list[Case]:
    """The inquiries that were joined to the call: with them it is a conference."""
    return [row for row in _asked(state, case) if row.joined]


def _asked(state: State, case: int) -> list[Case]:
    return [state.cases[row] for row in state.inquiries.get(case, ())]


def bridge(turn: Turn, case: int) -> None:
    """Order what every party of the case is to hear now; of an inquiry, every party of the case it is for."""
    row = turn.state.cases[case]
    if row.inquiry_of is not None:
        row = turn.state.cases[row.inquiry_of]
    state = turn.state
    customer = _answered(state, customers_leg(state, row.id))
    own, asked = servers_leg(state, row), open_inquiry(state, row.id)
    members = [servers_leg(state, member) for member in joined(state, row.id)]
    if customer is not None and row.held is not None:
        _play(turn, customer, MUSIC)
        customer = None
    consults = asked is not None and asked.held is None
    _together(turn, [customer, *members, None if consults else own], own)
    if asked is not None:
        _together(turn, [own if consults else None, servers_leg(state, asked)], None)


def _together(turn: Turn, parties: list[str | None], silent: str | None) -> None:
    """Let those who are there hear each other; one who is alone hears music, and ``silent`` alone nothing."""
    legs = [leg for leg in parties if leg is not None]
    until = turn.now + ORDER_MS
    if len(legs) > 2:
        turn.order(Mix(id=turn.new_id(), until=until, leg=legs[0], peers=tuple(legs[1:])))
    elif len(legs) == 2:
        turn.order(Connect(id=turn.new_id(), until=until, leg=legs[0], peer=legs[1]))
    elif legs:
        _play(turn, legs[0], None if legs[0] == silent else MUSIC)


def _play(turn: Turn, leg: str, sound: str | None) -> None:
    """Let a leg hear a sound without end; None: silence."""
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, loop=sound))


def _answered(state: State, leg: str | None) -> str | None:
    row = state.legs.get(leg or "")
    return leg if row is not None and row.state is LegState.ANSWERED else None
