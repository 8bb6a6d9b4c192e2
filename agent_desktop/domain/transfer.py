"""Giving a call away: at once, or after an inquiry, to a colleague or a queue (F020, F023–F026).

The customer's leg moves into the case that follows, and takes over that case's place: the talk with who was asked, the
ringing phone, or the place in the queue. For the agent the call is over, with wrap-up. A call that its colleague does
not answer comes back to who transferred it, in whatever status without a call, wrap-up included; when that agent is
gone or has a call again, it waits in its queue by its age, which puts it before those who came later.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import consult, inquiries, talk
from agent_desktop.domain.bridge import AT_HAND, bridge, customers_leg, joined, open_inquiry
from agent_desktop.domain.cri import with_values
from agent_desktop.domain.distribution import after_case, change, match_case, offer_to
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseDetails,
    CaseOutcome,
    CaseState,
    DetailsChanged,
    LegChanged,
    Refusal,
    Transfer,
)
from agent_desktop.domain.turn import Turn


def transfer(turn: Turn, by: str, command: Transfer) -> Refusal | None:
    """F025 at once to the target named; without one, to whom the inquiry is made, answered or not (F026)."""
    case = consult.own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    asked = open_inquiry(turn.state, case.id)
    if command.agent is None and command.queue is None and command.number is None:
        if asked is not None and asked.tone is not None:
            return Refusal(code="no_inquiry")  # nobody was reached
        if asked is not None:
            hand_over(turn, case, asked)
        elif joined(turn.state, case.id):
            leave(turn, case)
        else:
            return Refusal(code="no_inquiry")
        return None
    if turn.state.inquiries.get(case.id):
        return Refusal(code="inquiry_open")
    refusal = consult.unreachable(turn, by, command)
    if refusal is None:
        hand_over(turn, case, consult.begin(turn, case, command))
    return refusal


def leave(turn: Turn, case: Case) -> None:
    """The agent leaves the conference: it is the first colleague's, with the customer and the other members.

    Without a colleague the customer goes on with who joined first; nobody would be there for more than two.
    """
    members = joined(turn.state, case.id)
    heir = next((member for member in members if member.agent is not None), members[0])
    for member in members:
        if member.id != heir.id and heir.agent is not None:
            turn.case(member, inquiry_of=heir.id)
    hand_over(turn, case, heir)


def hand_over(turn: Turn, case: Case, child: Case) -> None:
    """The customer takes the agent's place in the other case: one that follows, or another call of the same phone.

    In that other call the agent may have put aside who was in the place, or be asking somebody: that stays so.
    """
    leg = customers_leg(turn.state, case.id)
    assert leg is not None
    turn.emit(LegChanged(leg=replace(turn.state.legs[leg], case=child.id)))
    turn.emit(DetailsChanged(details=_joined(turn.state.details[case.id], turn.state.details[child.id])))
    turn.case(child, inquiry_of=None, joined=False, **(AT_HAND if child.inquiry_of is not None else {}))
    talk.begin_wrap_up(turn, turn.state.cases[case.id], CaseOutcome.TRANSFERRED)
    bridge(turn, child.id)


def _joined(ours: CaseDetails, theirs: CaseDetails) -> CaseDetails:
    """What is known in either case; what the agent of the call changed during the inquiry counts (F024)."""
    notes = {note.agent: note for note in sorted((*theirs.notes, *ours.notes), key=lambda note: note.at)}
    return replace(with_values(theirs, ours.cris), notes=tuple(note for _, note in sorted(notes.items())))


def come_back(turn: Turn, case: Case, agent: str) -> None:
    """A call that was not answered, and waits, is offered to who transferred it."""
    if turn.state.cases[case.id].state is not CaseState.WAITING:
        return
    presence = turn.state.presences[agent]
    if presence.status is AgentStatus.WRAP_UP and not inquiries.is_lost(presence):
        chosen = after_case(presence)
        if chosen.status is not AgentStatus.LOGGED_OUT:
            talk.end_case(turn, presence)
            change(turn, agent, chosen.status, reason=chosen.reason, queue=chosen.queue, case=chosen.case)
    if inquiries.is_reachable(turn.state, agent):
        turn.notice(agent, "transfer_returned", case.id)
        offer_to(turn, turn.state.cases[case.id], turn.state.presences[agent], rule=inquiries.RETURNED)
    else:
        match_case(turn, case.id)
