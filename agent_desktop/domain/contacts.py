"""The contacts of campaigns: listed by when they are due, taken to be called, put back, and done with.

A contact is in exactly one of three states. While it waits it stands in its campaign's list; from its first attempt on
it has a case, which stays the same through all attempts, with its notes and CRIs; when that ends the contact is done.
Then it leaves the state, but for its reference: the same one is imported once.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import routing
from agent_desktop.domain.distribution import ANYBODYS
from agent_desktop.domain.messages import (
    Campaign,
    CampaignContact,
    Case,
    CaseDetails,
    CaseKind,
    CaseState,
    ContactChanged,
    ContactDetails,
    ContactsImported,
    ContactState,
    DetailsChanged,
    NewContact,
)
from agent_desktop.domain.turn import Turn


def add(turn: Turn, campaign: str, new: tuple[NewContact, ...]) -> int:
    """Contacts of a campaign in the order named; one whose reference is known stays as it is. Returns how many."""
    rows: list[CampaignContact] = []
    details: list[ContactDetails] = []
    taken: set[str] = set()
    for one in new:
        if one.reference in taken or (campaign, one.reference) in turn.state.references:
            continue
        if one.reference:
            taken.add(one.reference)
        row = CampaignContact(
            id=turn.new_id(),
            campaign=campaign,
            state=ContactState.WAITING,
            due=turn.now if one.at is None else max(one.at, turn.now),
            reference=one.reference,
        )
        rows.append(row)
        details.append(ContactDetails(contact=row.id, number=one.number, name=one.name, cris=one.cris))
    if rows:
        turn.emit(ContactsImported(contacts=tuple(rows), details=tuple(details)))
    return len(rows)


def next_due(turn: Turn, campaign: Campaign) -> CampaignContact | int | None:
    """The contact to call now; else when there will be one (ms UTC); None when none is waiting."""
    key = turn.state.listed[campaign.id].first() if campaign.id in turn.state.listed else None
    if key is None:
        return None
    at = routing.opening(turn.state, campaign.hours, max(key[0], turn.now))
    return at if at > turn.now else turn.state.campaign_contacts[key[1]]


def take(turn: Turn, contact: CampaignContact) -> Case:
    """Take a waiting contact off the list; returns its case, a new one for the first attempt."""
    case = turn.state.cases[contact.case] if contact.case is not None else _made(turn, contact)
    turn.emit(ContactChanged(contact=replace(contact, state=ContactState.OPEN, case=case.id)))
    return case


def _made(turn: Turn, contact: CampaignContact) -> Case:
    queue = turn.state.queues[turn.state.campaigns[contact.campaign].queue]
    known = turn.state.contact_details[contact.id]
    case = Case(
        id=turn.new_id(),
        queue=queue.id,
        kind=CaseKind.OUTBOUND_CALL,
        state=CaseState.SCHEDULED,
        created=turn.now,
        since=turn.now,
        priority=queue.priority,
        campaign=contact.campaign,
        contact=contact.id,
    )
    turn.case(case)
    turn.emit(DetailsChanged(details=CaseDetails(case=case.id, number=known.number, name=known.name, cris=known.cris)))
    return case


NOTHING_YET: dict[str, None] = {
    "agent": None,
    "answered": None,
    "outcome": None,
    "result": None,
    "dial_until": None,
}
"""Fields of a case whose customer is to be called again, as if nobody had been."""


def put_back(turn: Turn, case: Case, at: int) -> None:
    """The contact waits to be called again, not before ``at``; its case waits with it."""
    turn.case(
        case,
        state=CaseState.SCHEDULED,
        since=turn.now,
        due_at=None,
        overflow_at=None,
        **NOTHING_YET,
        **ANYBODYS,
    )
    turn.emit(ContactChanged(contact=replace(_contact(turn, case), state=ContactState.WAITING, due=at)))


def number(turn: Turn, contact: CampaignContact) -> str:
    """Whom to call."""
    if contact.case is not None:
        return turn.state.details[contact.case].number
    return turn.state.contact_details[contact.id].number


def close(turn: Turn, case: Case) -> None:
    """The contact's case ended, or is another campaign's: the contact is done."""
    turn.emit(ContactChanged(contact=replace(_contact(turn, case), state=ContactState.DONE)))


def dialled(turn: Turn, case: Case) -> bool:
    """Note that the contact was called; whether it is the first time."""
    contact = _contact(turn, case)
    if not contact.dialled:
        turn.emit(ContactChanged(contact=replace(contact, dialled=True)))
    return not contact.dialled


def _contact(turn: Turn, case: Case) -> CampaignContact:
    assert case.contact is not None
    return turn.state.campaign_contacts[case.contact]
