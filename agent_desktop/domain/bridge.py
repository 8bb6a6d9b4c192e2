"""Who hears whom in a call: read from the rows, and ordered anew whenever they change.

The parties of a case are its customer and the one who serves it: its agent's own phone. A party alone, or put aside,
hears music. What was heard before stops with the next order, so the orders need no memory of what was.
"""

from __future__ import annotations

from agent_desktop.domain.messages import AgentStatus, Case, CaseState, Connect, LegState, Play
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import ORDER_MS, Turn

MUSIC = "music/waiting"

AT_HAND: dict[str, None] = {"held": None, "held_since": None, "remind_at": None}
"""Fields of a case whose customer is not put aside."""


def customers_leg(state: State, case: int) -> str | None:
    """The leg of the case's customer."""
    return next((leg for leg in state.case_legs.get(case, ()) if state.legs[leg].agent is None), None)


def servers_leg(state: State, case: Case) -> str | None:
    """The leg of the agent who serves the case; None while nobody can be heard there."""
    if case.state is not CaseState.TALKING or case.agent is None:
        return None
    presence = state.presences[case.agent]
    leg = state.legs.get(presence.leg or "")
    heard = leg is not None and leg.state is LegState.ANSWERED and presence.apart_until is None
    return presence.leg if heard and presence.status is AgentStatus.IN_CALL else None


def bridge(turn: Turn, case: int) -> None:
    """Order what every party of the case is to hear now."""
    row = turn.state.cases[case]
    customer, own = customers_leg(turn.state, case), servers_leg(turn.state, row)
    if customer is not None and row.held is not None:
        _play(turn, customer, MUSIC)
        customer = None
    together = [leg for leg in (customer, own) if leg is not None]
    if len(together) > 1:
        turn.order(Connect(id=turn.new_id(), until=turn.now + ORDER_MS, leg=together[0], peer=together[1]))
    elif customer is not None:
        _play(turn, customer, MUSIC)
    elif own is not None:
        _play(turn, own, None)


def _play(turn: Turn, leg: str, sound: str | None) -> None:
    """Let a leg hear a sound without end; None: silence."""
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, loop=sound))
