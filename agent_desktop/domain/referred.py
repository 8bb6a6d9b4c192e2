"""What an agent's phone asks for by itself: to give its call away (REFER), blind or into another call it has (F025).

A desk phone has a transfer key of its own. What it asks is judged as if the agent had asked for it in the window; the
phone is told whether it is done. It names its target as it would dial it: a queue's number, a colleague, a number
outside, or the leg of another call of the same phone, whose place the customer then takes.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import consult, transfer
from agent_desktop.domain.bridge import open_inquiry
from agent_desktop.domain.messages import (
    AnswerTransfer,
    CaseState,
    DetailsChanged,
    LegState,
    LegTransferAsked,
    Refusal,
    Transfer,
)
from agent_desktop.domain.turn import ORDER_MS, Turn

JOINABLE = frozenset({CaseState.WAITING, CaseState.OFFERED, CaseState.TALKING})
"""States of the other call in which a customer can take the place of the phone that made it."""


def transfer_asked(turn: Turn, fact: LegTransferAsked) -> None:
    """The phone is answered before it is hung up on."""
    leg = turn.state.legs.get(fact.leg)
    if leg is None or leg.agent is None:
        return turn.ignore(fact, fact.leg, "unknown leg" if leg is None else "no agent's leg")
    refusal = Refusal(code="no_call")
    answer = turn.new_id()
    at = len(turn.orders)
    if turn.state.presences[leg.agent].leg == leg.id:
        refusal = _join(turn, leg.agent, fact.replaces) if fact.replaces else _blind(turn, leg.agent, fact.number)
    order = AnswerTransfer(id=answer, until=turn.now + ORDER_MS, leg=leg.id, accepted=refusal is None)
    return turn.order(order, before=at)


def _blind(turn: Turn, agent: str, number: str) -> Refusal | None:
    queue = turn.state.numbers.get(number)
    if queue is not None:
        target = Transfer(queue=queue)
    elif number in turn.state.agents:
        target = Transfer(agent=number)
    else:
        target = Transfer(number=number)
    return transfer.transfer(turn, agent, target)


def _join(turn: Turn, agent: str, replaces: str) -> Refusal | None:
    """The customer takes the phone's place in the other call; what was known of the phone as its caller is nothing."""
    case = consult.own_talk(turn, agent)
    if isinstance(case, Refusal):
        return case
    if open_inquiry(turn.state, case.id) is not None:
        return Refusal(code="inquiry_open")
    place = turn.state.legs.get(replaces)
    other = None if place is None else turn.state.cases.get(place.case)
    if place is None or other is None or place.agent is not None or place.guest or other.id == case.id:
        return Refusal(code="no_such_target")
    if other.state not in JOINABLE or place.state is not LegState.ANSWERED:
        return Refusal(code="no_such_target")
    turn.hang_up(place.id)
    ours, theirs = turn.state.details[case.id], turn.state.details[other.id]
    turn.emit(DetailsChanged(details=replace(theirs, number=ours.number, name=ours.name)))
    transfer.hand_over(turn, case, turn.state.cases[other.id])
    return None
