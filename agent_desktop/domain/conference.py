"""A talk of three or more: whoever was asked is joined to the call (F020, F034).

A member keeps the case of the inquiry, with ``joined``. Who hangs up leaves, and the others go on. When the agent whose
call it is leaves, the member who joined first takes it over with all the others (``transfer.leave``). When
the customer leaves, the conference is over: it was held for the customer.
"""

from __future__ import annotations

from agent_desktop.domain import consult, hold, inquiries
from agent_desktop.domain.bridge import AT_HAND, bridge, is_answered, joined, open_inquiry
from agent_desktop.domain.messages import Case, Confer, Held, Refusal
from agent_desktop.domain.turn import Turn


def confer(turn: Turn, by: str, command: Confer) -> Refusal | None:
    """Customer, agent and the one who is asked hear each other, and so do those who joined before."""
    del command
    case = consult.own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    asked = open_inquiry(turn.state, case.id)
    if asked is None:
        return Refusal(code="no_inquiry")
    if not is_answered(asked):
        return Refusal(code="not_answered_yet")
    turn.case(asked, joined=True, **AT_HAND)
    turn.case(case, **AT_HAND)
    bridge(turn, case.id)
    return None


def cannot_mix(turn: Turn, case: Case) -> None:
    """The media failed to mix: who joined last is asked again, as before, and the agent is told."""
    if case.inquiry_of is not None:
        case = turn.state.cases[case.inquiry_of]
    members = joined(turn.state, case.id)
    if case.agent is None or not members:
        return
    turn.notice(case.agent, "conference_failed", case.id)
    last = members[-1]
    if open_inquiry(turn.state, case.id) is not None:
        inquiries.close(turn, last)
        consult.leave_nobody_alone(turn, case.id)
    else:
        turn.case(last, joined=False)
        if len(members) == 1:
            hold.put_aside(turn, case, Held.PARK)
    bridge(turn, case.id)
