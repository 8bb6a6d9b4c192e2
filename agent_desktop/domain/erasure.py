"""What is erased about customers while the server runs is forgotten in its state too (GDPR art. 17).

The store erases first, so what is read from it later says ``erased``. The state must not know more than that: rows say
``erased`` from now on, also on the agents' screens, and customers who were still to be called are not, as after a start
that reads what was erased.
"""

from __future__ import annotations

from agent_desktop.domain import dialer, dialling, personal
from agent_desktop.domain.distribution import to_dial
from agent_desktop.domain.messages import (
    CaseOutcome,
    CaseState,
    ContactState,
    DetailsChanged,
    Erased,
    Lock,
    LockKept,
    RejectDial,
)
from agent_desktop.domain.turn import Turn


def erased(turn: Turn, fact: Erased) -> None:
    """Cases and contacts that the state has not, or has no more, need nothing."""
    for case in fact.cases:
        details, lock = turn.state.details.get(case), turn.state.locks.get(case)
        if details is not None and personal.changed(details, _erased) != details:
            turn.emit(DetailsChanged(details=personal.changed(details, _erased)))
        if lock is not None and lock.contact:
            turn.emit(LockKept(lock=_forgotten(lock)))
        _not_called(turn, case)


def _erased(case: int, text: str) -> str:
    del case, text
    return personal.ERASED


def _forgotten(lock: Lock) -> Lock:
    return personal.changed(lock, _erased)


def _not_called(turn: Turn, number: int) -> None:
    """Who was to be called by this case, or as this contact of a campaign, is not."""
    contact, case = turn.state.campaign_contacts.get(number), turn.state.cases.get(number)
    if contact is not None and contact.state is ContactState.WAITING and contact.case is None:
        dialer.give_up(turn, contact)
    if case is None or not to_dial(turn.state, case):
        return
    offer = turn.state.offers.get(case.id)
    if offer is not None:
        dialling.reject_dial(turn, offer.agent, RejectDial(case=case.id))
        case = turn.state.cases.get(case.id)
    if case is not None and case.state in (CaseState.SCHEDULED, CaseState.WAITING):
        turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=CaseOutcome.FAILED, due_at=None)
