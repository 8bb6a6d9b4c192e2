"""The dialer: at the end of each step it gives contacts that are due to agents of the campaign who are ready (F019).

So callers and callbacks, which are matched during the step, always go first (F137), and no rule has to think of it.

*Preview*: a ready agent is offered the next contact and confirms. *Progressive*: the dialer calls by itself, never more
than one customer per ready agent. It calls *loosely*, for whoever is ready when the customer answers, only when the
ceiling would hold though every such call were answered with nobody there; else it binds an agent first, and nobody can
be left unserved. So a campaign begins bound, and loosens as its answers are counted over a sliding window.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import contacts, dialling, routing
from agent_desktop.domain.distribution import offer_to
from agent_desktop.domain.messages import (
    AttemptMade,
    Campaign,
    CampaignContact,
    CampaignMode,
    Case,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    ContactChanged,
    ContactsImported,
    ContactState,
    DialCount,
    Dialer,
    DialerChanged,
    DialResult,
    NewContact,
    ResultCount,
    ResultType,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

PARTS = 12
"""The window slides by this part of its length."""

ENOUGH = 20
"""With fewer calls in the window their answer rate says nothing: every call may be answered."""


def settle(turn: Turn) -> None:
    """Count what became of contacts in this step, and call the next ones."""
    for before, event in tuple(turn.history):
        if isinstance(event, AttemptMade) and event.attempt.campaign is not None:
            _count_attempt(turn, before, event)
        elif isinstance(event, CaseChanged) and event.case.state is CaseState.ENDED:
            _ended(turn, before, event.case)
        elif isinstance(event, ContactsImported):
            campaign = event.contacts[0].campaign
            _tell(turn, campaign, contacts=_dialer(turn, campaign).contacts + len(event.contacts))
        elif isinstance(event, ContactChanged):
            _tell(turn, event.contact.campaign)
    for campaign in sorted(turn.state.free):
        _run(turn, turn.state.campaigns[campaign])


def wake(turn: Turn, campaign: str) -> None:
    """A contact is due, or the campaign's hours begin; ``settle`` does the rest."""
    _tell(turn, campaign, wake_at=None)


# --- calling ---------------------------------------------------------------------------------------------------------


def _run(turn: Turn, campaign: Campaign) -> None:
    next_one = _next_due(turn, campaign)
    while isinstance(next_one, CampaignContact) and campaign.id in turn.state.free and _call(turn, campaign, next_one):
        next_one = _next_due(turn, campaign)
    _tell(turn, campaign.id, wake_at=next_one if isinstance(next_one, int) and campaign.id in turn.state.free else None)


def _next_due(turn: Turn, campaign: Campaign) -> CampaignContact | int | None:
    """As ``contacts.next_due``; who cannot be called, because what was personal is erased, is done."""
    found = contacts.next_due(turn, campaign)
    while isinstance(found, CampaignContact) and not is_number(contacts.number(turn, found)):
        give_up(turn, found)
        found = contacts.next_due(turn, campaign)
    return found


def give_up(turn: Turn, contact: CampaignContact) -> None:
    """A contact that waits is done: nobody can call it."""
    if contact.case is not None:
        before, case = turn.state, turn.state.cases[contact.case]
        ended = turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=CaseOutcome.FAILED, due_at=None)
        _ended(turn, before, ended)
        return
    turn.emit(ContactChanged(contact=replace(contact, state=ContactState.DONE)))
    _count_done(turn, contact.campaign, CaseOutcome.FAILED, None)


def moved_away(turn: Turn, case: Case) -> None:
    """The contact's case is another campaign's from now on (F099)."""
    assert case.contact is not None
    campaign = turn.state.campaign_contacts[case.contact].campaign
    contacts.close(turn, case)
    _count_done(turn, campaign, CaseOutcome.TRANSFERRED, case.result)


def _call(turn: Turn, campaign: Campaign, contact: CampaignContact) -> bool:
    """Call one contact, or have it confirmed; False when no more calls may be made now."""
    free = turn.state.free[campaign.id]
    first = free.first()
    assert first is not None
    if campaign.mode is CampaignMode.PREVIEW:
        offer_to(turn, contacts.take(turn, contact), turn.state.presences[first[1]], routing.CAMPAIGN)
        return True
    out = len(turn.state.loose.get(campaign.id, ()))
    if out >= len(free):
        return False
    counted = total(turn.state, campaign, turn.now)
    if not may_be_abandoned(campaign, counted, out + 1):
        dialling.begin(turn, contacts.take(turn, contact), first[1])
        return True
    if out >= allowed(campaign, counted, len(free)):
        return False
    dialling.dial_loose(turn, contacts.take(turn, contact))
    return True


def may_be_abandoned(campaign: Campaign, counted: DialCount, calls: int) -> bool:
    """Whether the ceiling would hold though all these calls were answered with nobody there."""
    return 100 * (counted.abandoned + calls) <= campaign.abandon_percent * (counted.answered + calls)


def allowed(campaign: Campaign, counted: DialCount, ready: int) -> int:
    """How many customers may be called at a time for so many ready agents: by the answer rate, one an agent at most."""
    if counted.dialled < ENOUGH or counted.answered == 0:
        expected = ready * campaign.pace // 100
    else:
        expected = ready * campaign.pace * counted.dialled // (100 * counted.answered)
    return min(ready, max(1, expected))


# --- counting --------------------------------------------------------------------------------------------------------


def total(state: State, campaign: Campaign, now: int) -> DialCount:
    """What the calls within the window came to."""
    dialer = state.dialers.get(campaign.id, Dialer(campaign=campaign.id))
    parts = [part for part in dialer.window if part.begun > now - campaign.window_ms]
    return DialCount(
        begun=now - campaign.window_ms,
        dialled=sum(part.dialled for part in parts),
        answered=sum(part.answered for part in parts),
        abandoned=sum(part.abandoned for part in parts),
    )


def _count_attempt(turn: Turn, before: State, event: AttemptMade) -> None:
    attempt = event.attempt
    case = before.cases[attempt.case]
    campaign = routing.campaign_of(turn.state, case)
    if attempt.result is DialResult.REJECTED or campaign is None:
        return
    dialer = _dialer(turn, campaign.id)
    first = case.contact is not None and contacts.dialled(turn, case)
    begun = turn.now - turn.now % max(1, campaign.window_ms // PARTS)
    parts = [part for part in dialer.window if part.begun > turn.now - campaign.window_ms]
    last = parts.pop() if parts and parts[-1].begun == begun else DialCount(begun=begun)
    left = attempt.result is DialResult.ABANDONED
    last = replace(
        last,
        dialled=last.dialled + 1,
        answered=last.answered + (left or attempt.result is DialResult.CONNECTED),
        abandoned=last.abandoned + left,
    )
    _tell(turn, campaign.id, dialled=dialer.dialled + first, window=(*parts, last))


def _ended(turn: Turn, before: State, case: Case) -> None:
    if case.contact is not None:
        assert case.outcome is not None
        campaign = turn.state.campaign_contacts[case.contact].campaign
        contacts.close(turn, case)
        _count_done(turn, campaign, case.outcome, case.result)
    elif case.kind is CaseKind.INBOUND_CALL and case.outcome is CaseOutcome.ABANDONED and case.inquiry_of is None:
        _missed(turn, before, case)


def _count_done(turn: Turn, campaign: str, outcome: CaseOutcome, result: ResultType | None) -> None:
    dialer = _dialer(turn, campaign)
    counts = {(row.outcome, row.result): row.count for row in dialer.results}
    counts[outcome, result] = counts.get((outcome, result), 0) + 1
    rows = [ResultCount(outcome=outcome, result=result, count=count) for (outcome, result), count in counts.items()]
    rows.sort(key=lambda row: (row.outcome.value, row.result.value if row.result else ""))
    _tell(turn, campaign, done=dialer.done + 1, results=tuple(rows))


def _missed(turn: Turn, before: State, case: Case) -> None:
    """F070: a caller who hung up before an answer is called by the campaigns for such calls of the queue."""
    details = before.details[case.id]
    if not is_number(details.number):
        return
    new = (NewContact(number=details.number, name=details.name, cris=details.cris),)
    for campaign in sorted(turn.state.missed.get(case.queue, ())):
        added = contacts.add(turn, campaign, new)
        _tell(turn, campaign, contacts=_dialer(turn, campaign).contacts + added)


def _dialer(turn: Turn, campaign: str) -> Dialer:
    return turn.state.dialers.get(campaign, Dialer(campaign=campaign))


def _tell(turn: Turn, campaign: str, **fields: object) -> None:
    """The campaign's row with these fields, when that says something new."""
    old = _dialer(turn, campaign)
    new = replace(old, waiting=len(turn.state.listed.get(campaign, ())), **fields)
    if new != old:
        turn.emit(DialerChanged(dialer=new))
