"""Contacts of campaigns that are done: they leave the state, are counted all the same, and are not called again."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.figures import campaign_figures
from agent_desktop.domain.messages import (
    SYSTEM,
    AttemptRule,
    Campaign,
    CaseOutcome,
    ContactsImported,
    ContactState,
    Define,
    ImportContacts,
    JoinCampaign,
    NewContact,
    RejectDial,
)
from agent_desktop.domain.snapshot import rows
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre

SPRING = Campaign(id="spring", name="Spring offer", queue="service", attempts=AttemptRule(most=1))


def people(office: Centre, *numbers: str) -> None:
    new = tuple(NewContact(number=number, reference=f"r{number}") for number in numbers)
    assert office.ask(SYSTEM, ImportContacts(campaign="spring", contacts=new)) is None


def one_done() -> Centre:
    """The one contact +1 is done with."""
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(SPRING,)))
    people(office, "+1")
    office.log_in("anna")
    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    assert office.ask("anna", RejectDial(case=office.offer("anna").case)) is None
    return office


def test_a_contact_that_is_done_leaves_the_state_but_not_the_figures() -> None:  # F019 F070
    office = one_done()
    assert not office.state.campaign_contacts
    assert not office.state.contact_details
    figures = campaign_figures(office.state, "spring")
    assert (figures.contacts, figures.waiting, figures.open, figures.done) == (1, 0, 0, 1)
    assert figures.by_result == ((CaseOutcome.UNREACHED, None, 1),)


def test_who_was_done_with_is_not_called_again_when_the_list_comes_again() -> None:  # F019
    office = one_done()
    people(office, "+1", "+2")
    assert [office.state.details[row.case or 0].number for row in office.state.campaign_contacts.values()] == ["+2"]
    office.state = fold(EMPTY, rows(office.state))
    people(office, "+1")
    assert len(office.state.campaign_contacts) == 1, "a start knows that too"
    figures = campaign_figures(office.state, "spring")
    assert (figures.contacts, figures.open, figures.done) == (2, 1, 1)


def test_a_snapshot_from_before_may_have_contacts_that_are_done() -> None:
    office = one_done()
    old = next(event for event in office.events if isinstance(event, ContactsImported))
    (contact,) = old.contacts
    done = replace(contact, state=ContactState.DONE)
    assert fold(EMPTY, (ContactsImported(contacts=(done,)),)).references == office.state.references
    assert not fold(EMPTY, (ContactsImported(contacts=(done,)),)).campaign_contacts
