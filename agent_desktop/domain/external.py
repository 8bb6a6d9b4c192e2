"""Numbers outside that are asked, or have a call: answered, busy, gone (F020, F023, F025).

Without an agent nobody wraps such a case up: a call transferred outside is over when either side hangs up.
"""

from __future__ import annotations

from agent_desktop.domain import consult, inquiries, progress, transfer, waiting
from agent_desktop.domain.bridge import bridge, customers_leg
from agent_desktop.domain.dialling import CUSTOMER_ENDS, NOTICES
from agent_desktop.domain.distribution import wait
from agent_desktop.domain.messages import Case, CaseKind, CaseOutcome, CaseState, Leg, LegEnd
from agent_desktop.domain.turn import Turn


def is_outside(case: Case) -> bool:
    """Whether a number outside is dialled for somebody who came in, or has answered."""
    return case.state is CaseState.EXTERNAL or (case.state is CaseState.DIALLING and case.kind is CaseKind.INBOUND_CALL)


def answered(turn: Turn, case: Case) -> None:
    """The guest talks to the agent who asks, or to the customer who was transferred."""
    fields = {"dial_until": None, "returns_to": None}
    case = turn.case(case, state=CaseState.EXTERNAL, since=turn.now, answered=turn.now, **fields)
    bridge(turn, case.id)


def guest_gone(turn: Turn, case: Case, leg: Leg, cause: LegEnd) -> None:
    """The guest hung up, or was not reached: the agent who asks is told, and hears it for a while."""
    if case.state is CaseState.DIALLING:
        result = CUSTOMER_ENDS[cause]
        notice = NOTICES.get(result, "dialled_failed")
        heard = progress.not_reached(turn, case, leg, cause, result)
        if heard is None:
            _unreached(turn, case, notice)
        else:
            turn.notice(inquiries.asker(turn, heard).agent, notice, heard.inquiry_of)
    elif case.inquiry_of is not None:
        consult.outside_left(turn, case)
    else:
        lost = cause is LegEnd.LOST
        inquiries.end(turn, case, CaseOutcome.SWITCH_RESTART if lost else CaseOutcome.HANDLED)


def customer_gone(turn: Turn, case: Case, cause: LegEnd) -> None:
    """The customer who was transferred hung up, before or after the guest answered."""
    talked = CaseOutcome.HANDLED if case.state is CaseState.EXTERNAL else CaseOutcome.ABANDONED
    inquiries.end(turn, case, CaseOutcome.SWITCH_RESTART if cause is LegEnd.LOST else talked)


def time_over(turn: Turn, case: Case) -> None:
    """The number has rung long enough, or the tone of why it was not reached was heard."""
    if case.tone is not None:
        return consult.unanswered(turn, case, None)
    for leg in turn.state.case_legs.get(case.id, ()):
        if turn.state.legs[leg].guest:
            turn.hang_up(leg)
    return _unreached(turn, case, "dialled_no_answer")


def _unreached(turn: Turn, case: Case, notice: str) -> None:
    if case.inquiry_of is not None:
        consult.unanswered(turn, case, notice)
        return
    by, leg = case.returns_to, customers_leg(turn.state, case.id)
    if by is None:
        assert leg is not None, "a call that the IVR gave away has its caller"
        waiting.begin(turn, case, leg, dial_until=None)
        return
    case = wait(turn, case, returns_to=None, dial_until=None)
    transfer.come_back(turn, case, by)
