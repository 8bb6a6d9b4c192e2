"""A number that is dialled rings, speaks before it answers, or is not reached: who waits for it hears so (F028, F036).

An agent who called hears the tone of what it came to, then the case goes on. A customer who was given to a number that
is not reached hears no such tone, and goes on at once.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import tones
from agent_desktop.domain.bridge import bridge, servers_leg
from agent_desktop.domain.messages import (
    Case,
    CaseKind,
    CaseState,
    Connect,
    DialResult,
    Leg,
    LegChanged,
    LegEarlyMedia,
    LegEnd,
    LegState,
    Play,
)
from agent_desktop.domain.turn import ORDER_MS, Turn


def ringing(turn: Turn, leg: Leg) -> None:
    """The leg gives an alert: whoever waits for a number hears it ring."""
    case = turn.state.cases.get(leg.case)
    if case is not None and leg.agent is None and case.state is CaseState.DIALLING and not leg.early:
        hear(turn, case)


def early_media(turn: Turn, fact: LegEarlyMedia) -> None:
    """A number that is dialled can be heard before it answers: by the one who waits for it."""
    leg = turn.state.legs.get(fact.leg)
    if leg is None or leg.state not in tones.UNANSWERED:
        return turn.ignore(fact, fact.leg, "unknown leg" if leg is None else f"leg is {leg.state.value}")
    case = turn.state.cases.get(leg.case)
    if leg.agent is not None or case is None or case.state is not CaseState.DIALLING:
        return None  # an agent's own phone, maybe one that is rung for no case: it is nailed up
    turn.emit(LegChanged(leg=replace(leg, early=True)))
    return hear(turn, case)


def not_reached(turn: Turn, case: Case, leg: Leg, cause: LegEnd, result: DialResult) -> Case | None:
    """The number's leg ended so: the agent who waits for it hears the tone of that for a while; returns the row. None
    where nobody does, where the network has said it by itself, and after a restart, when every moment counts."""
    waits = _own_leg(turn, case) if case.kind is not CaseKind.INBOUND_CALL else _asks(turn, case)
    if waits is None or leg.early or cause is LegEnd.LOST or result not in tones.FAILURES:
        return None
    case = turn.case(case, tone=result, dial_until=turn.now + tones.TONE_MS)
    hear(turn, case)
    return case


def hear(turn: Turn, case: Case) -> None:
    """Order what is heard now of the number that is dialled in this case."""
    if case.kind is CaseKind.INBOUND_CALL:
        return bridge(turn, case.id)
    own = _own_leg(turn, case)
    if own is None:
        return None
    order, until, early = turn.new_id(), turn.now + ORDER_MS, tones.heard_early(turn.state, case)
    if early is not None:
        return turn.order(Connect(id=order, until=until, leg=own, peer=early))
    return turn.order(Play(id=order, until=until, leg=own, loop=tones.waits_for(turn.state, case)))


def _own_leg(turn: Turn, case: Case) -> str | None:
    """The leg of the agent for whom a number is dialled, once it has joined."""
    presence = turn.state.presences.get(case.agent or "")
    own = turn.state.legs.get(presence.leg or "") if presence is not None else None
    return own.id if own is not None and own.state is LegState.ANSWERED else None


def _asks(turn: Turn, case: Case) -> str | None:
    """The leg of the agent who asks somebody outside."""
    asked_for = turn.state.cases.get(case.inquiry_of or 0)
    return servers_leg(turn.state, asked_for) if asked_for is not None else None
