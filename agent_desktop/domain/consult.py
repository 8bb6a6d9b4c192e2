"""An inquiry during a call: a colleague or a queue is asked while the customer is parked (F020, F023, F026, F049).

The customer stays parked until retrieved, toggled to, or transferred: also when the inquiry ends by itself, so that
nobody is put through by surprise. The agent's hanging up ends the inquiry and leaves the customer parked (``hold``).
"""

from __future__ import annotations

from agent_desktop.domain import hold, inquiries, routing
from agent_desktop.domain.bridge import AT_HAND, bridge, customers_leg, is_answered, joined, open_inquiry
from agent_desktop.domain.distribution import after_case, enter
from agent_desktop.domain.messages import (
    Case,
    CaseDetails,
    CaseOutcome,
    CaseState,
    Channel,
    Dial,
    EndInquiry,
    Held,
    Inquire,
    NextStatus,
    Refusal,
    Toggle,
    Transfer,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.turn import Turn


def inquire(turn: Turn, by: str, command: Inquire) -> Refusal | None:
    """F020, F023, F026: park the customer and ask."""
    case = own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    if open_inquiry(turn.state, case.id) is not None:
        return Refusal(code="inquiry_open")
    if turn.state.presences[by].leg is None:
        return Refusal(code="retrieve_first")
    refusal = unreachable(turn, by, command)
    if refusal is not None:
        return refusal
    if not joined(turn.state, case.id):
        case = hold.put_aside(turn, case, Held.PARK)
    begin(turn, case, command)
    bridge(turn, case.id)
    return None


def own_talk(turn: Turn, by: str) -> Case | Refusal:
    """The case in whose call the agent is, and not as one who is asked."""
    case = hold.in_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    if case.inquiry_of is not None:
        return Refusal(code="only_asked")
    return case if customers_leg(turn.state, case.id) is not None else Refusal(code="no_customer")


def unreachable(turn: Turn, by: str, target: Inquire | Transfer) -> Refusal | None:
    """Why this colleague, number or queue cannot be asked or transferred to; None when it can."""
    if sum(one is not None for one in (target.agent, target.queue, target.number)) != 1:
        return Refusal(code="no_target")
    return _shut(turn, target.queue) if target.queue is not None else not_callable(turn, by, target)


def not_callable(turn: Turn, by: str, target: Dial | Inquire | Transfer) -> Refusal | None:
    """Why the number cannot be dialled, or the colleague not be called; None when they can."""
    if target.agent is None:
        return None if is_number(target.number or "") else Refusal(code="bad_number")
    if target.agent not in turn.state.agents:
        return Refusal(code="unknown_agent")
    free = target.agent != by and inquiries.is_reachable(turn.state, target.agent)
    return None if free else Refusal(code="colleague_not_free")


def _shut(turn: Turn, wanted: str) -> Refusal | None:
    queue = turn.state.queues.get(wanted)
    if queue is None or routing.CHANNELS.get(queue.kind) is not Channel.VOICE:
        return Refusal(code="no_such_target")
    if not routing.is_shut(turn.state, queue, turn.now):
        return None
    return Refusal(code="queue_full" if routing.is_open(turn.state, queue, turn.now) else "queue_closed")


def begin(turn: Turn, case: Case, target: Inquire | Transfer) -> Case:
    """A case for the target that follows ``case``, offered, dialled or waiting; returns the row."""
    queue, returns_to = (target.queue, None) if target.queue is not None else (case.queue, case.agent)
    child = inquiries.follow(turn, case, queue, returns_to=returns_to)
    inquiries.place(turn, child, agent=target.agent, number=target.number)
    return turn.state.cases[child.id]


def toggle(turn: Turn, by: str, command: Toggle) -> Refusal | None:
    """F020: speak to the one, the other hears music."""
    del command
    case = own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    asked = open_inquiry(turn.state, case.id)
    if asked is None:
        return Refusal(code="no_inquiry")
    if not is_answered(asked):
        return Refusal(code="not_answered_yet")
    alone = not joined(turn.state, case.id)  # else the customer goes on talking with those in the conference
    if asked.held is None:
        turn.case(asked, held=Held.HOLD, held_since=turn.now)
        if alone:
            turn.case(case, **AT_HAND)
    else:
        turn.case(asked, **AT_HAND)
        if alone:
            hold.put_aside(turn, case, Held.PARK)
    bridge(turn, case.id)
    return None


def end_inquiry(turn: Turn, by: str, command: EndInquiry) -> Refusal | None:
    """Who is asked, or joined last, is let go; the customer stays as they are."""
    del command
    case = own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    asked = open_inquiry(turn.state, case.id) or next(reversed(joined(turn.state, case.id)), None)
    if asked is None:
        return Refusal(code="no_inquiry")
    inquiries.close(turn, asked)
    bridge(turn, case.id)
    return None


# --- what becomes of an inquiry by itself ----------------------------------------------------------------------------


def call(turn: Turn, case: Case) -> None:
    """The agent's phone is in: the colleague is called, in an inquiry of a call that has no customer (F049)."""
    assert case.calls is not None
    assert case.agent is not None
    colleague, caller = case.calls, turn.state.agents[case.agent].name
    case = turn.case(case, state=CaseState.TALKING, since=turn.now, dial_until=None, calls=None)
    if not inquiries.is_reachable(turn.state, colleague):
        turn.notice(case.agent or "", "inquiry_unanswered", case.id)
        over(turn, case)
        return
    details = CaseDetails(case=case.id, name=caller)
    child = inquiries.follow(turn, case, case.queue, returns_to=case.agent, details=details)
    inquiries.place(turn, child, agent=colleague)
    bridge(turn, case.id)


def over(turn: Turn, case: Case, chosen: NextStatus | None = None) -> None:
    """A call between colleagues is over; it has no wrap-up."""
    assert case.agent is not None
    presence = turn.state.presences[case.agent]
    inquiries.close_all(turn, case.id)
    inquiries.end(turn, turn.state.cases[case.id], CaseOutcome.CONSULTED)
    enter(turn, presence.agent, chosen or after_case(presence), turn.now)


def unanswered(turn: Turn, child: Case, notice: str | None = "inquiry_unanswered") -> None:
    """Nobody answered in time: the agent is told, unless that was done, and the customer stays parked."""
    inquiries.end(turn, child, CaseOutcome.ABANDONED)
    _tell(turn, child, notice)


def outside_left(turn: Turn, child: Case) -> None:
    """Who was asked outside hung up."""
    inquiries.end(turn, child, CaseOutcome.CONSULTED)
    _tell(turn, child, "inquiry_ended")


def left(turn: Turn, child: Case) -> None:
    """Who was asked hung up."""
    inquiries.release(turn, child)
    _tell(turn, child, "inquiry_ended")


def lost(turn: Turn, child: Case, chosen: NextStatus) -> None:
    """Who was asked could not be heard for too long, and goes on in another status."""
    assert child.agent is not None
    inquiries.end(turn, child, CaseOutcome.CONSULTED)
    enter(turn, child.agent, chosen, turn.now)
    _tell(turn, child, "inquiry_ended")


def _tell(turn: Turn, child: Case, notice: str | None) -> None:
    assert child.inquiry_of is not None
    if notice is not None:
        turn.notice(inquiries.asker(turn, child).agent, notice, child.inquiry_of)
    if customers_leg(turn.state, child.inquiry_of) is None:
        return over(turn, turn.state.cases[child.inquiry_of])
    leave_nobody_alone(turn, child.inquiry_of)
    return bridge(turn, child.inquiry_of)


def leave_nobody_alone(turn: Turn, case: int) -> None:
    """The last other one in a conference left while the agent asks somebody: the customer is parked meanwhile."""
    asked = open_inquiry(turn.state, case)
    if asked is not None and asked.held is None and not joined(turn.state, case):
        hold.put_aside(turn, turn.state.cases[case], Held.PARK)
