"""Customers who are erased (GDPR art. 17) while they wait to be called: they are never dialled, and their cases end.

What is erased reads ``erased`` from the next start on. So the first scripts save the centre, erase, and start again
from what the store gives then. The others are of a server that runs, and is told.
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
    EndWrapUp,
    Erased,
    ImportContacts,
    JoinCampaign,
    LegAnswered,
    LegEnd,
    Lock,
    LockKept,
    NewContact,
    RejectDial,
    ReportResult,
    ResultType,
    WriteNote,
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

    assert {row.id: row.state for row in office.state.campaign_contacts.values()} == {second: ContactState.OPEN}
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


# --- a server that runs is told --------------------------------------------------------------------------------------


def test_a_running_server_forgets_who_is_erased() -> None:
    office = centre()
    office.ready("anna")
    caller = office.call("1000", caller="+46701", name="Carl")
    office.pick_up("anna")
    case = office.case().id
    assert office.ask("anna", WriteNote(case=case, text="said this", device="pc", number=1)) is None
    office.give(Erased(cases=(case, case + 1_000)))
    for details in (office.state.details[case], office.view("anna").details[case]):
        assert (details.number, details.name) == (personal.ERASED, personal.ERASED)
        assert [note.text for note in details.notes] == [personal.ERASED]
    assert office.status("anna") is AgentStatus.IN_CALL, "the call goes on"
    said = len(office.events)
    office.give(Erased(cases=(case, 4_711)))
    assert len(office.events) == said, "what is forgotten is so already"
    office.end(caller)
    office.wait(8_000)
    assert not office.state.cases


@pytest.mark.parametrize("campaign", [SPRING, FAST, LOOSE])
def test_a_running_dialer_calls_nobody_who_is_erased(campaign: Campaign) -> None:  # F019 F071
    office = centre(campaign)
    first, second = sorted(office.state.campaign_contacts)
    office.give(Erased(cases=(first,)))
    assert sorted(office.state.campaign_contacts) == [second]
    assert sorted(office.state.contact_details) == [second]
    dialer = office.state.dialers["spring"]
    assert (dialer.contacts, dialer.waiting, dialer.done) == (2, 1, 1)

    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    if campaign is SPRING:
        assert office.ask("anna", ConfirmDial(case=office.offer("anna").case)) is None
    if campaign is not LOOSE:
        office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    assert [dial.number for dial in office.ordered(DialLeg)] == ["+2"]


def test_an_offer_to_call_ends_when_the_customer_is_erased() -> None:  # F068
    office = centre()
    office.log_in("anna")
    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    first = office.offer("anna").case
    office.give(Erased(cases=(first,)))
    assert office.state.details[office.offer("anna").case].number == "+2", "the agent goes on to the next one"
    assert ended(office) == [(first, CaseOutcome.FAILED)]
    assert office.state.dialers["spring"].done == 1


def test_a_callback_ends_when_its_customer_is_erased() -> None:  # F068
    office = centre()
    office.give(CallbackOrdered(queue="service", number="+3", at=office.now + 60_000))
    office.give(CallbackOrdered(queue="service", number="+4"))
    later, now = sorted(office.state.cases)
    office.give(Erased(cases=(later, now)))
    assert sorted(ended(office)) == [(later, CaseOutcome.FAILED), (now, CaseOutcome.FAILED)]
    office.ready("anna")
    assert office.status("anna") is AgentStatus.READY
    assert not office.state.due.first()


def test_who_is_erased_while_the_agents_phone_rings_is_not_dialled() -> None:  # F068
    office = centre(FAST)
    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    first = office.presence("anna").case or 0
    office.give(Erased(cases=(first,)))
    office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    assert not office.ordered(DialLeg)
    assert ended(office) == [(first, CaseOutcome.FAILED)]
    assert office.state.dialers["spring"].done == 1


@pytest.mark.parametrize("result", [ResultType.WAITING, ResultType.PRIVATE_CALLBACK])
def test_who_is_erased_in_the_wrap_up_is_not_called_again(result: ResultType) -> None:  # F068 F101
    office = centre(FAST)
    assert office.ask("anna", JoinCampaign(campaign="spring")) is None
    first = office.presence("anna").case or 0
    office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    customer = office.ordered(DialLeg)[-1].leg
    office.give(LegAnswered(leg=customer))
    assert office.ask("anna", ReportResult(case=first, result=result)) is None
    office.end(customer)
    office.give(Erased(cases=(first,)))
    assert office.ask("anna", EndWrapUp()) is None
    assert ended(office) == [(first, CaseOutcome.HANDLED)]
    assert sorted(office.state.cases) == [office.presence("anna").case], "the next contact's, and no other"


def test_words_to_an_ended_case_of_who_is_erased_are_nobodys() -> None:  # F080
    office = Centre()
    office.state = fold(office.state, (LockKept(lock=Lock(case=7, agent="anna", contact="c-1", until=office.now + 1)),))
    office.give(Erased(cases=(7,)))
    assert office.state.locks[7].contact == ""
