"""The form of a case's campaign: filled in, and lost, after a warning, when the case moves to another campaign."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import personal
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.forms import MOST
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    AttemptRule,
    Campaign,
    CaseKind,
    CaseOutcome,
    CaseState,
    ConfirmDial,
    ContactChanged,
    ContactState,
    Cri,
    Define,
    DetailsChanged,
    Dial,
    DialLeg,
    FillForm,
    ImportContacts,
    Inquire,
    JoinCampaign,
    LegAnswered,
    MoveToCampaign,
    NewContact,
    ReportResult,
    ResultCount,
    ResultType,
)
from agent_desktop.domain.snapshot import rows
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre, code

SPRING = Campaign(id="spring", name="Spring offer", queue="service", wrap_up_ms=3_000)
AUTUMN = Campaign(
    id="autumn",
    name="Autumn offer",
    queue="support",
    wrap_up_ms=5_000,
    initial=ResultType.WAITING,
    attempts=AttemptRule(most=2, no_answer_ms=60_000),
)
ERASE = MoveToCampaign(case=0, campaign="autumn", erase=True)
FORM = (Cri(name="Plan", value="gold"), Cri(name="Months", value="24"))


def talking(agent: str = "anna") -> tuple[Centre, int, str]:
    """The agent, of both campaigns' queues, talks to a contact of spring; also the case, and the customer's leg."""
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(SPRING, AUTUMN)))
    new = (NewContact(number="+1", name="Dana", cris=(Cri(name="Contract", value="77"),)),)
    assert office.ask(SYSTEM, ImportContacts(campaign="spring", contacts=new)) is None
    office.log_in(agent)
    assert office.ask(agent, JoinCampaign(campaign="spring")) is None
    case = office.offer(agent).case
    assert office.ask(agent, ConfirmDial(case=case)) is None
    office.give(LegAnswered(leg=office.presence(agent).leg or ""))
    customer = office.ordered(DialLeg)[-1].leg
    office.give(LegAnswered(leg=customer))
    return office, case, customer


def test_a_form_is_filled_in_field_by_field() -> None:
    office, case, customer = talking()
    assert code(office, "anna", FillForm(case=case, values=FORM)) is None
    assert code(office, "anna", FillForm(case=case, values=(Cri(name="Plan", value="basic"),))) is None
    assert office.view("anna").details[case].form == (Cri(name="Plan", value="basic"), FORM[1])
    office.end(customer)
    assert code(office, "anna", FillForm(case=case, values=(Cri(name="Months", value=""),))) is None  # in wrap-up
    assert office.view("vera").details[case].form == (Cri(name="Plan", value="basic"),)
    assert case not in office.view("bertil").details

    said = len(office.events)
    assert code(office, "anna", FillForm(case=case, values=(Cri(name="Plan", value="basic"),))) is None
    assert len(office.events) == said, "what is the same already says nothing"


def test_moving_a_case_with_a_form_is_refused_first_and_done_when_confirmed() -> None:  # F099
    office, case, customer = talking()
    assert office.ask("anna", FillForm(case=case, values=FORM)) is None
    assert office.ask("anna", ReportResult(case=case, result=ResultType.PRIVATE_CALLBACK, after_ms=60_000)) is None
    before = office.state
    assert code(office, "anna", MoveToCampaign(case=case, campaign="autumn")) == "form_data_lost"
    assert office.state == before, "a refusal changes nothing"

    assert code(office, "anna", replace(ERASE, case=case)) is None
    row, details = office.state.cases[case], office.state.details[case]
    assert (row.campaign, row.queue, row.result) == ("autumn", "support", ResultType.WAITING)
    assert (row.due_at, row.attempts, row.contact, row.state) == (None, 0, None, CaseState.TALKING)
    assert details.form == ()
    assert (details.number, details.name, details.cris) == ("+1", "Dana", (Cri(name="Contract", value="77"),))
    assert fold(EMPTY, rows(office.state)) == office.state

    office.end(customer)
    office.wait(4_999)
    assert office.status("anna") is AgentStatus.WRAP_UP, "as long as the new campaign says"
    office.wait(1)
    assert office.case().state is CaseState.SCHEDULED  # its first result, waiting, has it called again
    office.wait(60_000)
    assert (office.offer("anna").case, office.case().kind) == (case, CaseKind.OUTBOUND_CALL)


def test_the_old_campaign_is_done_with_its_contact() -> None:  # F070 F099
    office, case, _ = talking()
    assert code(office, "anna", MoveToCampaign(case=case, campaign="autumn")) is None  # nothing to lose: no warning
    (contact,) = [event.contact for event in office.events if isinstance(event, ContactChanged)][-1:]
    assert contact.state is ContactState.DONE
    assert not office.state.campaign_contacts, "and leaves the state"
    old = office.state.dialers["spring"]
    assert (old.contacts, old.waiting, old.done) == (1, 0, 1)
    assert old.results == (ResultCount(outcome=CaseOutcome.TRANSFERRED, result=None, count=1),)


def test_moving_to_the_campaign_it_is_in_changes_nothing() -> None:  # F099
    office, case, _ = talking()
    assert office.ask("anna", FillForm(case=case, values=FORM)) is None
    said = len(office.events)
    assert code(office, "anna", MoveToCampaign(case=case, campaign="spring", erase=True)) is None
    assert len(office.events) == said


def test_an_agent_moves_a_case_only_among_campaigns_of_the_own_queues() -> None:  # F099
    office, case, customer = talking("bertil")  # of service alone
    assert code(office, "bertil", MoveToCampaign(case=case, campaign="autumn")) == "not_your_queue"
    office.end(customer)
    assert code(office, "bertil", replace(ERASE, case=case)) == "not_your_queue"
    assert office.state.cases[case].campaign == "spring"


def test_a_call_of_no_campaign_may_be_moved_to_one() -> None:  # F099
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(SPRING, AUTUMN)))
    office.ready("anna")
    assert office.ask("anna", Dial(number="+46707654321")) is None
    case = office.case().id
    office.give(LegAnswered(leg=office.presence("anna").leg or ""))
    assert code(office, "anna", MoveToCampaign(case=case, campaign="autumn")) == "no_move_now", "nobody answered yet"
    customer = office.ordered(DialLeg)[-1].leg
    office.give(LegAnswered(leg=customer))
    office.end(customer)
    assert code(office, "anna", MoveToCampaign(case=case, campaign="autumn")) is None
    assert (office.case().campaign, office.case().queue) == ("autumn", "support")


def test_a_case_asked_about_takes_no_form_along() -> None:
    office, case, _ = talking()
    office.log_in("bertil")
    assert office.ask("anna", FillForm(case=case, values=FORM)) is None
    assert office.ask("anna", Inquire(queue="service")) is None
    (inquiry,) = set(office.state.cases) - {case}
    assert (office.state.details[inquiry].number, office.state.details[inquiry].form) == ("+1", ())
    assert code(office, "anna", MoveToCampaign(case=inquiry, campaign="autumn")) == "not_your_case", "nobody's yet"


def test_a_form_is_erased_with_its_case() -> None:
    office, case, _ = talking()
    assert office.ask("anna", FillForm(case=case, values=FORM)) is None
    event = DetailsChanged(details=office.state.details[case])
    erased = personal.changed(event, lambda of, text: personal.ERASED if of == case else text).details
    assert {row.value for row in erased.form} == {personal.ERASED}


def test_what_is_refused() -> None:  # F099
    office, case, customer = talking()
    office.log_in("bertil")
    move, fill = MoveToCampaign(case=case, campaign="autumn"), FillForm(case=case, values=FORM)
    for command in (move, fill):
        assert code(office, "nobody", command) == "unknown_agent"
        assert code(office, "oksana", command) == "logged_out"
        assert code(office, "anna", replace(command, case=4711)) == "unknown_case"
        assert code(office, "bertil", command) == "not_your_case"
    assert code(office, "anna", replace(move, campaign="winter")) == "unknown_campaign"
    for bad in (Cri(name="number", value="+2"), Cri(name="", value="x"), Cri(name="Plan", value="x" * 10_000)):
        assert code(office, "anna", FillForm(case=case, values=(bad,))) == "bad_cri_value"
    many = tuple(Cri(name=f"Field{place}", value="x") for place in range(MOST + 1))
    assert code(office, "anna", FillForm(case=case, values=many)) == "form_too_long"
    assert code(office, "anna", FillForm(case=case, values=many[1:])) is None
    office.end(customer)
    office.wait(3_000)
    assert code(office, "anna", move) == "unknown_case", "it is over"


def test_a_caller_is_no_case_of_a_campaign() -> None:  # F099
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(SPRING, AUTUMN)))
    office.ready("anna")
    caller = office.call()
    move = MoveToCampaign(case=office.case().id, campaign="autumn")
    assert code(office, "anna", move) == "not_your_case", "offered"
    office.pick_up("anna")
    assert code(office, "anna", move) == "wrong_kind"
    office.end(caller)
    assert code(office, "anna", move) == "wrong_kind"
