"""Putting the customer aside and taking them back: hold, park, retrieve, and an alarm for who is forgotten (F034 F133).

On *hold* the agent's phone stays in the call, in silence, and hanging it up ends the call. A *parked* customer is put
down: the agent's phone may be hung up without ending anything; it is rung, and answers by itself, when the customer is
retrieved. In both the customer hears music. A parked customer whose agent hung up is kept for ``talk.PARKED_MS``, then
goes back to the front of the queue; so does, sooner, one whose agent's client is gone (``domain/clients.py``).
"""

from __future__ import annotations

from agent_desktop.domain import inquiries, talk
from agent_desktop.domain.agents import present
from agent_desktop.domain.bridge import AT_HAND, bridge, customers_leg, open_inquiry
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseState,
    Held,
    Hold,
    Park,
    Refusal,
    Retrieve,
)
from agent_desktop.domain.turn import Turn


def in_talk(turn: Turn, by: str) -> Case | Refusal:
    """The case in whose call the agent is, or why there is none."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(presence.case or 0)
    if presence.status is not AgentStatus.IN_CALL or case is None or case.state is not CaseState.TALKING:
        return Refusal(code="no_call")
    return case


def hold(turn: Turn, by: str, command: Hold) -> Refusal | None:
    """F034: the customer hears music, the agent nothing."""
    del command
    return _put_aside(turn, by, Held.HOLD)


def park(turn: Turn, by: str, command: Park) -> Refusal | None:
    """F020, F034: as hold, and the agent's phone is free."""
    del command
    return _put_aside(turn, by, Held.PARK)


def _put_aside(turn: Turn, by: str, how: Held) -> Refusal | None:
    case = in_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    if case.inquiry_of is not None:
        return Refusal(code="only_asked")
    if customers_leg(turn.state, case.id) is None:
        return Refusal(code="no_customer")
    if case.held is how:
        return None
    if open_inquiry(turn.state, case.id) is not None:
        return Refusal(code="inquiry_open")
    if case.held is Held.PARK and turn.state.presences[by].leg is None:
        return Refusal(code="retrieve_first")
    put_aside(turn, case, how)
    bridge(turn, case.id)
    return None


def put_aside(turn: Turn, case: Case, how: Held) -> Case:
    """The customer is no longer spoken to; returns the row. The time runs from the first moment aside."""
    span = turn.state.queues[case.queue].hold_alarm_ms
    if case.held is not None:
        return turn.case(case, held=how)
    remind_at = None if span is None else turn.now + span
    return turn.case(case, held=how, held_since=turn.now, remind_at=remind_at)


def retrieve(turn: Turn, by: str, command: Retrieve) -> Refusal | None:
    """The customer is spoken to again, and an inquiry is over (F026).

    A phone that was hung up meanwhile is rung, and answers by itself.
    """
    del command
    case = in_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    if case.held is None or case.inquiry_of is not None:
        return Refusal(code="nobody_held")
    asked = open_inquiry(turn.state, case.id)
    if asked is not None:
        inquiries.close(turn, asked)
    case = turn.case(case, **AT_HAND)
    presence = turn.state.presences[by]
    if presence.leg is None:
        talk.ring_back(turn, presence, case)
    else:
        bridge(turn, case.id)
    return None


def remind(turn: Turn, case: Case) -> None:
    """F133: the agent is told of the customer who is aside, and again after as long."""
    assert case.agent is not None
    span = turn.state.queues[case.queue].hold_alarm_ms
    turn.case(case, remind_at=None if span is None else turn.now + span)
    turn.notice(case.agent, "hold_alarm", case.id)
