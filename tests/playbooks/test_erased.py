"""Customers who are erased (GDPR art. 17) while they wait to be called: they are never dialled, and their cases end.

What is erased reads ``erased`` from the next start on. So each script saves the centre, erases, and starts again from
what the store gives then.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain import personal
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    AttemptRule,
    CallbackOrdered,
    Campaign,
    CampaignMode,
    CaseChanged,
    CaseOutcome,
    CaseState,
    ConfirmDial,
    ContactState,
    Define,
    DialLeg,
    ImportContacts,
    JoinCampaign,
    LegAnswered,
    LegEnd,
    NewContact,
    RejectDial,
)
from agent_desktop.domain.snapshot import rows
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre, code

SPRING = Campaign(
    id="spring", name="Spring offer", queue="service", attempts=AttemptRule(most=2, busy_ms=60_000, ring_ms=30_000)
)
FAST = replace(SPRING, mode=CampaignMode.PROGRESSIVE)
LOOSE = replace(FAST, abandon_percent=100)


def erase(office: Centre, *of: int) -> None:
    """Erase these cases and contacts, and start again."""
    saved = rows(office.state)
    erased = (personal.changed(row, lambda case, text: personal.ERASED if case in of else text) for row in saved)
    office.state = fold(EMPTY, tuple(erased))


def centre(campaign: Campaign = SPRING) -> Centre:
    """A campaign with the contacts +1 and +2, and anna, who is ready for work."""
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(campaign,)))
    people = (NewContact(number="+1"), NewContact(number="+2"))
    assert office.ask(SYSTEM, ImportContacts(campaign="spring", contacts=people)) is None
    office.log_in("anna")
    return office


def ended(office: Centre) -> list[tuple[int, CaseOutcome | None]]:
    rows = [event.case for event in office.events if isinstance(event, CaseChanged)]
    return [(row.id, row.outcome) for row in rows if row.state is CaseState.ENDED]


@pytest.mark.parametrize("campaign", [SPRING, FAST, LOOSE])
def test_the_dialer_skips_a_contact_that_was_erased(campaign: Campaign) -> None:  # F071
    office = centre(campaign)
    first, second = sorted(office.state.campaign_contacts)
    erase(office, first)
    assert office.state.contact_details[first].number == personal.ERASED

    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    if campaign is not LOOSE:
        case = office.presence("anna").case
        assert office.state.details[case or office.offer("anna").case].number == "+2"
    if campaign is SPRING:
        assert office.ask("anna", ConfirmDial(case=office.offer("anna").case)) is None
    if campaign is not LOOSE:
        office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    assert [dial.number for dial in office.ordered(DialLeg)] == ["+2"]

    assert office.state.campaign_contacts[first].state is ContactState.DONE
    assert office.state.campaign_contacts[second].state is ContactState.OPEN
    dialer = office.state.dialers["spring"]
    assert (dialer.contacts, dialer.waiting, dialer.done) == (2, 0, 1)
    assert [(row.outcome, row.count) for row in dialer.results] == [(CaseOutcome.FAILED, 1)]


def test_a_contact_that_is_erased_between_two_attempts_is_not_called_again() -> None:
    office = centre(FAST)
    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    first = office.presence("anna").case or 0
    office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    office.unreached(office.ordered(DialLeg)[-1].leg, LegEnd.REJECTED)
    assert office.state.cases[first].state is CaseState.SCHEDULED
    erase(office, first)

    office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    office.unreached(office.ordered(DialLeg)[-1].leg, LegEnd.REJECTED)
    office.wait(60_000)

    assert first not in office.state.cases
    assert ended(office)[0] == (first, CaseOutcome.FAILED)
    assert office.state.dialers["spring"].done == 1
    office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    assert [dial.number for dial in office.ordered(DialLeg)] == ["+1", "+2", "+2"]


def test_a_callback_of_an_erased_customer_ends_when_it_is_due() -> None:
    office = centre()
    office.give(CallbackOrdered(queue="service", number="+3", at=office.now + 60_000))
    (case,) = office.state.cases
    erase(office, case)
    office.ready("anna")
    office.wait(60_000)
    assert ended(office) == [(case, CaseOutcome.FAILED)]
    assert office.status("anna") is AgentStatus.READY, "nobody is asked to call"
    assert not office.ordered(DialLeg)


def test_an_offer_to_call_whom_was_erased_meanwhile_cannot_be_confirmed_and_ends() -> None:
    office = centre()
    office.ready("anna")
    office.give(CallbackOrdered(queue="service", number="+3"))
    case = office.offer("anna").case
    erase(office, case)
    assert code(office, "anna", ConfirmDial(case=case)) == "bad_number"
    assert office.ask("anna", RejectDial(case=case)) is None
    office.wait(3_600_000)
    assert ended(office) == [(case, CaseOutcome.FAILED)]
    assert not office.ordered(DialLeg)
