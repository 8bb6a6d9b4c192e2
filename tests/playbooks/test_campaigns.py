"""Campaigns: joined and left, contacts called in preview and progressively, missed calls, and the figures of it all."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain import dialer
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.figures import campaign_figures
from agent_desktop.domain.messages import (
    SYSTEM,
    AdapterStarted,
    AgentStatus,
    AttemptMade,
    AttemptRule,
    Campaign,
    CampaignMode,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    ClientCame,
    ClientGone,
    ConfirmDial,
    Connect,
    ContactChanged,
    ContactsImported,
    ContactState,
    Cri,
    Define,
    DialCount,
    DialLeg,
    DialResult,
    EndInquiry,
    ImportContacts,
    Inquire,
    JoinCampaign,
    LeaveCampaign,
    LegAnswered,
    LegEnd,
    LegEnded,
    NewContact,
    Opening,
    Play,
    RejectDial,
    ReportResult,
    ResultType,
    RingLeg,
    SetStatus,
    WriteNote,
)
from agent_desktop.domain.snapshot import rows
from agent_desktop.domain.state import next_deadline
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code

SPRING = Campaign(
    id="spring",
    name="Spring offer",
    queue="service",
    caller_number="5000",
    wrap_up_ms=3_000,
    attempts=AttemptRule(most=2, busy_ms=60_000, no_answer_ms=60_000, ring_ms=30_000),
)
FAST = replace(SPRING, mode=CampaignMode.PROGRESSIVE)
HOUR = 3_600_000
MONDAY_0700 = 4 * 86_400_000 + 7 * HOUR  # 5 January 1970


def centre(campaign: Campaign = SPRING, contacts: int = 3) -> Centre:
    """The usual centre with a campaign and contacts +1, +2, +3…"""
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(campaign,)))
    if contacts:
        people(office, *(f"+{place}" for place in range(1, contacts + 1)))
    return office


def people(office: Centre, *numbers: str) -> None:
    new = tuple(NewContact(number=number, name=f"N{number}", reference=f"r{number}") for number in numbers)
    assert office.ask(SYSTEM, ImportContacts(campaign="spring", contacts=new)) is None


def join(office: Centre, *agents: str) -> None:
    for agent in agents:
        office.log_in(agent)
        assert office.ask(agent, JoinCampaign(campaign="spring")) is None
        office.now += 1


def number(office: Centre, agent: str) -> str:
    """The number of the customer in the agent's case."""
    return office.state.details[office.presence(agent).case or 0].number


def joined(office: Centre, agent: str) -> str:
    """The agent's phone joins; returns the customer's leg."""
    office.give(LegAnswered(leg=office.presence(agent).leg or ""))
    return office.ordered(DialLeg)[-1].leg


def attempts(office: Centre) -> list[DialResult]:
    return [event.attempt.result for event in office.events if isinstance(event, AttemptMade)]


def outcomes(office: Centre) -> list[CaseOutcome | None]:
    cases = [event.case for event in office.events if isinstance(event, CaseChanged)]
    return [case.outcome for case in cases if case.state is CaseState.ENDED]


def states(office: Centre) -> list[ContactState]:
    """Of every contact, as the log says last: those that are done have left the state."""
    rows: dict[int, ContactState] = {}
    for event in office.events:
        if isinstance(event, ContactsImported):
            rows.update((row.id, row.state) for row in event.contacts)
        elif isinstance(event, ContactChanged):
            rows[event.contact.id] = event.contact.state
    return [state for _, state in sorted(rows.items())]


# --- logging in and out ----------------------------------------------------------------------------------------------


def test_joining_means_work_and_starts_the_dialer_for_this_agent() -> None:  # F019
    office = centre()
    office.log_in("anna", "bertil")
    assert not office.state.offers, "nobody is called before an agent joins"
    assert code(office, "anna", JoinCampaign(campaign="spring")) is None
    assert office.status("anna") is AgentStatus.OFFERED
    assert office.presence("anna").campaign == "spring"
    assert office.ask("bertil", READY) is None
    assert office.status("bertil") is AgentStatus.READY, "ready, but not for the campaign"


def test_leaving_means_break() -> None:  # F019
    office = centre(contacts=0)
    join(office, "anna")
    assert code(office, "anna", LeaveCampaign()) == "reason_missing"
    assert office.presence("anna").campaign == "spring"
    assert code(office, "anna", LeaveCampaign(reason="Busy_Lunch")) is None
    presence = office.presence("anna")
    assert (presence.status, presence.reason, presence.campaign) == (AgentStatus.BUSY, "Busy_Lunch", None)


def test_a_break_logs_out() -> None:  # F019 F135
    office = centre(contacts=0)
    join(office, "anna")
    assert office.ask("anna", LUNCH) is None
    assert office.presence("anna").campaign is None
    people(office, "+1")
    assert office.ask("anna", READY) is None
    assert office.status("anna") is AgentStatus.READY


def test_during_a_call_both_wait_for_its_end() -> None:
    office = centre()
    office.ready("anna")
    caller = office.call()
    office.pick_up("anna")
    assert code(office, "anna", JoinCampaign(campaign="spring")) is None
    assert office.status("anna") is AgentStatus.IN_CALL
    office.end(caller)
    assert office.status("anna") is AgentStatus.WRAP_UP
    office.wait(8_000)
    assert office.status("anna") is AgentStatus.OFFERED
    assert code(office, "anna", LeaveCampaign(reason="Busy_Coffee")) is None
    assert office.ask("anna", RejectDial(case=office.offer("anna").case)) is None
    assert office.presence("anna").reason == "Busy_Coffee"


def test_joining_in_wrap_up_does_not_end_it() -> None:
    office = centre()
    office.ready("anna")
    caller = office.call()
    office.pick_up("anna")
    office.end(caller)
    assert code(office, "anna", JoinCampaign(campaign="spring")) is None
    assert office.status("anna") is AgentStatus.WRAP_UP
    office.wait(8_000)
    assert office.status("anna") is AgentStatus.OFFERED


def test_what_is_refused() -> None:
    office = centre()
    assert code(office, "anna", JoinCampaign(campaign="spring")) == "logged_out"
    assert code(office, "anna", LeaveCampaign()) == "logged_out"
    assert code(office, "nobody", JoinCampaign(campaign="spring")) == "unknown_agent"
    assert code(office, "nobody", ImportContacts(campaign="spring", contacts=())) == "unknown_agent"
    office.log_in("anna", "oksana")
    assert code(office, "anna", JoinCampaign(campaign="autumn")) == "unknown_campaign"
    assert code(office, "oksana", JoinCampaign(campaign="spring")) == "not_your_queue"
    assert code(office, "anna", LeaveCampaign()) == "no_campaign"
    assert code(office, "anna", ImportContacts(campaign="spring", contacts=())) == "not_allowed"
    assert code(office, "vera", ImportContacts(campaign="autumn", contacts=())) == "unknown_campaign"
    wrong = (NewContact(number="+1"), NewContact(number="mother"))
    assert code(office, "vera", ImportContacts(campaign="spring", contacts=wrong)) == "contact_number"
    many = (NewContact(number="+1"),) * 10_001
    assert code(office, "vera", ImportContacts(campaign="spring", contacts=many)) == "too_many_contacts"
    assert len(office.state.campaign_contacts) == 3
    for bad, word in (
        (replace(SPRING, queue="none"), "unknown_queue"),
        (replace(SPRING, queue="filing"), "not_for_calls"),
    ):
        assert code(office, SYSTEM, Define(campaigns=(bad,))) == word
    assert code(office, SYSTEM, Define(campaigns=(replace(SPRING, missed_of=("none",)),))) == "unknown_queue"


# --- preview ---------------------------------------------------------------------------------------------------------


def test_in_preview_the_next_contact_is_offered_confirmed_and_called() -> None:  # F035 F036 F068
    office = centre()
    join(office, "anna")
    offer = office.offer("anna")
    case = office.state.cases[offer.case]
    assert (case.kind, case.campaign, case.queue) == (CaseKind.OUTBOUND_CALL, "spring", "service")
    assert (offer.leg, offer.why.rule) == (None, "campaign")
    assert office.view("anna").details[case.id].number == "+1"
    assert office.ask("anna", ConfirmDial(case=case.id)) is None
    (ring,) = office.ordered(RingLeg)
    assert (ring.queue_name, ring.join) == ("Spring offer", True)
    customer = joined(office, "anna")
    assert office.ordered(DialLeg)[-1].caller == "5000"
    office.give(LegAnswered(leg=customer))
    assert isinstance(office.ordered(Connect)[-1], Connect)
    office.end(customer)
    assert office.ask("anna", ReportResult(case=case.id, result=ResultType.SUCCESS)) is None
    office.wait(2_999)
    assert office.status("anna") is AgentStatus.WRAP_UP  # F015: the campaign's 3 s, not the queue's 8
    office.wait(1)
    assert states(office) == [ContactState.DONE, ContactState.OPEN, ContactState.WAITING]
    assert number(office, "anna") == "+2"


def test_callers_and_callbacks_go_before_contacts() -> None:  # F137
    office = centre()
    office.log_in("anna")
    office.call(caller="+900")
    join(office, "anna")
    assert number(office, "anna") == "+900"


def test_a_contact_who_is_not_reached_keeps_its_case_and_notes_and_is_tried_as_often_as_the_rule_says() -> None:
    office = centre(contacts=1)
    join(office, "anna")
    case = office.offer("anna").case
    assert office.ask("anna", ConfirmDial(case=case)) is None
    assert office.ask("anna", WriteNote(case=case, text="rings twice", device="d", number=1)) is None
    office.unreached(joined(office, "anna"), LegEnd.REJECTED)
    assert states(office) == [ContactState.WAITING]
    assert office.state.cases[case].state is CaseState.SCHEDULED
    assert next_deadline(office.state) == office.now + 60_000
    office.wait(60_000)
    assert office.offer("anna").case == case
    assert [note.text for note in office.state.details[case].notes] == ["rings twice"]
    assert office.ask("anna", ConfirmDial(case=case)) is None
    office.end(joined(office, "anna"), LegEnd.NO_ANSWER)
    assert (states(office), outcomes(office)) == ([ContactState.DONE], [CaseOutcome.UNREACHED])


def test_a_missed_offer_puts_the_contact_back_and_the_agent_out() -> None:  # F123
    office = centre(contacts=1)
    join(office, "anna", "bertil")
    office.wait(20_000)
    assert (office.presence("anna").reason, office.presence("anna").campaign) == ("missed_call", None)
    assert number(office, "bertil") == "+1"


def test_contacts_are_called_within_the_hours_of_the_campaign() -> None:
    office = centre(replace(SPRING, hours=(Opening(day=0, begin=540, end=600),)), contacts=1)
    office.now = MONDAY_0700
    join(office, "anna")
    assert office.status("anna") is AgentStatus.READY
    office.wait(2 * HOUR - 2)
    assert office.status("anna") is AgentStatus.READY
    office.wait(2)
    assert office.status("anna") is AgentStatus.OFFERED


def test_a_contact_may_be_due_later() -> None:
    office = centre(contacts=0)
    join(office, "anna")
    later = NewContact(number="+1", at=office.now + 5_000)
    assert office.ask("vera", ImportContacts(campaign="spring", contacts=(later, NewContact(number="+2")))) is None
    assert number(office, "anna") == "+2"
    assert office.ask("anna", RejectDial(case=office.offer("anna").case)) is None
    office.wait(5_000)
    assert number(office, "anna") == "+1"


def test_a_list_that_is_sent_again_is_imported_once() -> None:
    office = centre(contacts=2)
    people(office, "+1", "+2", "+3", "+3")
    assert len(office.state.campaign_contacts) == 3
    assert campaign_figures(office.state, "spring").contacts == 3


def test_contacts_are_seen_by_nobody_before_they_are_called() -> None:
    office = centre()
    for viewer in ("anna", "vera"):
        held = office.view(viewer)
        assert not held.campaign_contacts
        assert not held.contact_details
        assert campaign_figures(held, "spring") == campaign_figures(office.state, "spring")


def test_a_result_that_asks_for_a_callback_ends_the_contact() -> None:  # F069 F100
    office = centre(contacts=1)
    join(office, "anna")
    case = office.offer("anna").case
    assert office.ask("anna", ConfirmDial(case=case)) is None
    customer = joined(office, "anna")
    office.give(LegAnswered(leg=customer))
    report = ReportResult(case=case, result=ResultType.PRIVATE_CALLBACK, after_ms=HOUR)
    assert office.ask("anna", report) is None
    office.end(customer)
    office.wait(3_000)
    made = office.case()
    assert (made.kind, made.kept_for, made.campaign, made.contact) == (CaseKind.CALLBACK, "anna", "spring", None)
    assert states(office) == [ContactState.DONE]


def test_waiting_puts_the_contact_back() -> None:  # F100
    office = centre(contacts=1)
    join(office, "anna")
    case = office.offer("anna").case
    assert office.ask("anna", ConfirmDial(case=case)) is None
    customer = joined(office, "anna")
    office.give(LegAnswered(leg=customer))
    assert office.ask("anna", ReportResult(case=case, result=ResultType.WAITING, after_ms=HOUR)) is None
    office.end(customer)
    office.wait(3_000)
    assert states(office) == [ContactState.WAITING]
    office.wait(HOUR)
    assert office.offer("anna").case == case


def test_a_skill_lost_or_a_queue_left_stops_the_campaign_for_the_agent() -> None:  # F110
    office = centre(contacts=0)
    join(office, "anna")
    changed = replace(AGENTS[0], queues=("support",))
    assert office.ask(SYSTEM, Define(agents=(changed,))) is None
    people(office, "+1")
    assert office.status("anna") is AgentStatus.READY
    assert office.ask(SYSTEM, Define(agents=(AGENTS[0],))) is None
    assert office.status("anna") is AgentStatus.OFFERED


def test_a_campaign_that_moves_to_another_queue_takes_its_agents_from_there() -> None:  # F110
    office = centre(contacts=0)
    join(office, "anna", "bertil")
    assert office.ask(SYSTEM, Define(campaigns=(replace(SPRING, queue="support"),))) is None
    people(office, "+1", "+2")
    assert (office.status("anna"), office.status("bertil")) == (AgentStatus.OFFERED, AgentStatus.READY)


# --- progressive -----------------------------------------------------------------------------------------------------


def test_without_a_record_the_dialer_binds_an_agent_to_each_call() -> None:
    office = centre(FAST)
    join(office, "anna", "bertil")
    assert [office.status(agent) for agent in ("anna", "bertil")] == [AgentStatus.IN_CALL] * 2
    assert not office.state.offers, "nobody is asked"
    assert (number(office, "anna"), number(office, "bertil")) == ("+1", "+2")
    customer = joined(office, "anna")
    office.give(LegAnswered(leg=customer))
    assert office.state.cases[office.presence("anna").case or 0].state is CaseState.TALKING
    assert states(office)[2] is ContactState.WAITING, "no more calls than agents"


def loosened(contacts: int = 3, percent: int = 100) -> Centre:
    """A centre whose ceiling lets the dialer call loosely from the beginning."""
    return centre(replace(FAST, abandon_percent=percent), contacts)


def test_a_loose_call_is_for_whoever_is_ready_when_the_customer_answers() -> None:
    office = loosened(1)
    join(office, "anna", "bertil")
    (dial,) = office.ordered(DialLeg)
    assert [office.status(agent) for agent in ("anna", "bertil")] == [AgentStatus.READY] * 2
    office.call()  # anna, the longest ready, is offered a caller
    office.give(LegAnswered(leg=dial.leg))
    offer = office.offer("bertil")
    assert (offer.why.rule, office.state.details[offer.case].number) == ("campaign", "+1")
    ring = office.ordered(RingLeg)[-1]
    assert (ring.agent, ring.join, ring.peer) == ("bertil", True, dial.leg), "it answers by itself"
    assert office.ordered(Play)[-1].leg == dial.leg, "the customer hears music until then"
    office.give(LegAnswered(leg=ring.leg))
    assert office.state.cases[offer.case].state is CaseState.TALKING


def test_never_more_loose_calls_than_ready_agents() -> None:
    office = loosened(5)
    join(office, "anna")
    assert len(office.ordered(DialLeg)) == 1
    join(office, "bertil")
    assert len(office.ordered(DialLeg)) == 2
    office.end(office.ordered(DialLeg)[0].leg, LegEnd.REJECTED)
    assert len(office.ordered(DialLeg)) == 3, "one is over: the next one"


def test_an_agent_for_whom_a_loose_call_is_out_is_bound_to_no_other() -> None:
    office = loosened(2)
    join(office, "anna")
    assert len(office.ordered(DialLeg)) == 1
    assert office.ask(SYSTEM, Define(campaigns=(replace(FAST, abandon_percent=0),))) is None
    assert office.status("anna") is AgentStatus.READY
    office.give(LegAnswered(leg=office.ordered(DialLeg)[0].leg))
    assert number(office, "anna") == "+1"


def test_a_customer_who_loses_the_agent_waits_by_the_time_of_the_answer() -> None:  # F121
    office = centre(contacts=1)
    join(office, "anna")
    case = office.offer("anna").case
    office.wait(5_000)
    assert office.ask("anna", ConfirmDial(case=case)) is None
    customer = joined(office, "anna")
    office.give(LegAnswered(leg=customer))
    answered = office.now
    office.give(LegEnded(leg=office.presence("anna").leg or "", cause=LegEnd.LOST))
    office.wait(60_000)
    row = office.case()
    assert (row.state, row.created, row.queue) == (CaseState.WAITING, answered, "service")
    assert states(office) == [ContactState.OPEN]


def test_a_client_that_is_waited_for_stays_in_the_campaign() -> None:  # F122
    office = centre(contacts=0)
    join(office, "anna")
    office.give(ClientGone(agent="anna"))
    office.wait(15_000)
    assert (office.presence("anna").reason, office.presence("anna").campaign) == ("client_lost", "spring")
    people(office, "+1")
    assert not office.state.offers
    office.give(ClientCame(agent="anna"))
    assert number(office, "anna") == "+1"


def test_who_answers_with_nobody_free_is_told_so_and_counted() -> None:
    office = loosened(1)
    join(office, "anna")
    (dial,) = office.ordered(DialLeg)
    assert office.ask("anna", LUNCH) is None
    office.give(LegAnswered(leg=dial.leg))
    play = office.ordered(Play)[-1]
    assert (play.leg, play.once) == (dial.leg, ("prompts/en/nobody_free",))
    assert attempts(office) == [DialResult.ABANDONED]
    office.wait(8_000)
    office.end(dial.leg)
    assert outcomes(office) == [CaseOutcome.ABANDONED]
    assert states(office) == [ContactState.DONE], "and is not bothered again"
    (part,) = office.state.dialers["spring"].window
    assert (part.dialled, part.answered, part.abandoned) == (1, 1, 1)
    assert not office.state.cases
    assert not office.state.legs


def test_who_hangs_up_while_told_so_is_abandoned_all_the_same() -> None:
    office = loosened(1)
    join(office, "anna")
    (dial,) = office.ordered(DialLeg)
    assert office.ask("anna", LUNCH) is None
    office.give(LegAnswered(leg=dial.leg))
    office.give(LegEnded(leg=dial.leg, cause=LegEnd.HUNG_UP))
    assert outcomes(office) == [CaseOutcome.ABANDONED]
    assert not office.state.cases


def test_above_the_ceiling_the_dialer_binds_again() -> None:
    office = loosened(4, percent=50)
    counts = DialCount(begun=0, dialled=4, answered=4, abandoned=0)
    assert dialer.may_be_abandoned(replace(FAST, abandon_percent=50), counts, 4)
    assert not dialer.may_be_abandoned(replace(FAST, abandon_percent=50), counts, 5)
    join(office, "anna")
    assert office.status("anna") is AgentStatus.IN_CALL, "one of one would be above a half"


@pytest.mark.parametrize(
    ("pace", "dialled", "answered", "ready", "calls"),
    [
        (100, 100, 50, 10, 10),  # half answer: twenty calls would be right, but one an agent is the limit
        (50, 100, 100, 10, 5),  # all answer: half of the agents stay for callers
        (50, 100, 50, 10, 10),
        (50, 5, 1, 10, 5),  # too few calls say nothing
        (10, 100, 100, 3, 1),  # at least one
        (100, 100, 100, 0, 0),
    ],
)
def test_the_pace_goes_by_the_answer_rate(pace: int, dialled: int, answered: int, ready: int, calls: int) -> None:
    counted = DialCount(begun=0, dialled=dialled, answered=answered)
    assert dialer.allowed(replace(FAST, pace=pace), counted, ready) == calls


def test_the_window_slides() -> None:
    office = loosened(2)
    join(office, "anna")
    office.end(office.ordered(DialLeg)[0].leg, LegEnd.REJECTED)
    assert dialer.total(office.state, FAST, office.now).dialled == 1
    assert office.ask("anna", LUNCH) is None
    office.wait(30_000)
    assert dialer.total(office.state, FAST, office.now).dialled == 2, "the second one was not answered"
    office.wait(HOUR)
    assert dialer.total(office.state, FAST, office.now).dialled == 0


def test_a_restart_while_dialling_loses_no_contact() -> None:  # F120
    bound, loose = centre(FAST, 1), loosened(1)
    for office in (bound, loose):
        join(office, "anna")
        office.give(AdapterStarted())
        office.give(ClientCame(agent="anna"))
        assert fold(EMPTY, rows(office.state)) == office.state
    assert states(bound) == [ContactState.OPEN], "nobody was dialled yet: it begins anew"
    assert states(loose) == [ContactState.WAITING]
    loose.wait(60_000)
    assert states(loose) == [ContactState.OPEN]


# --- missed calls and figures ----------------------------------------------------------------------------------------


def test_callers_who_hang_up_become_contacts_where_so_defined() -> None:  # F070
    office = centre(replace(SPRING, missed_of=("service",)), contacts=0)
    office.end(office.call("1000", caller="+5"))
    office.end(office.call("1000", caller=""))
    office.end(office.call("2000", caller="+6"))
    (contact,) = office.state.campaign_contacts.values()
    assert office.state.contact_details[contact.id].number == "+5"
    figures = campaign_figures(office.state, "spring")
    assert (figures.contacts, figures.not_dialled, figures.dialled_percent, figures.waiting) == (1, 1, 0, 1)
    assert office.ask(SYSTEM, Define(campaigns=(SPRING,))) is None
    office.end(office.call("1000", caller="+7"))
    assert len(office.state.campaign_contacts) == 1


def test_an_inquiry_that_is_given_up_is_no_missed_call() -> None:  # F070
    office = centre(replace(SPRING, missed_of=("support",)), contacts=0)
    office.ready("anna")
    office.call("1000", caller="+5")
    office.pick_up("anna")
    assert office.ask("anna", Inquire(queue="support")) is None
    assert office.ask("anna", EndInquiry()) is None
    assert not office.state.campaign_contacts


def test_a_contact_whom_the_agent_did_not_want_to_call_is_not_dialled() -> None:
    office = centre(contacts=1)
    join(office, "anna")
    assert office.ask("anna", RejectDial(case=office.offer("anna").case)) is None
    assert campaign_figures(office.state, "spring").not_dialled == 1
    assert not office.state.dialers["spring"].window


def test_a_caller_who_was_answered_is_no_missed_call() -> None:  # F070
    office = centre(replace(SPRING, missed_of=("service",)), contacts=0)
    office.ready("anna")
    caller = office.call("1000", caller="+5")
    office.pick_up("anna")
    office.end(caller)
    office.wait(8_000)
    assert not office.state.campaign_contacts


def test_the_figures_come_from_the_rows() -> None:  # F070 F115
    office = centre(contacts=4)
    join(office, "anna", "bertil")
    case = office.offer("anna").case
    assert office.ask("anna", ConfirmDial(case=case)) is None
    customer = joined(office, "anna")
    office.give(LegAnswered(leg=customer))
    office.end(customer)
    assert office.ask("anna", ReportResult(case=case, result=ResultType.CLOSING)) is None
    assert office.ask("anna", LUNCH) is None
    figures = campaign_figures(office.state, "spring")
    assert (figures.contacts, figures.not_dialled, figures.dialled_percent) == (4, 3, 25)
    assert (figures.waiting, figures.open, figures.done) == (2, 1, 1)
    assert figures.by_result == ((CaseOutcome.HANDLED, ResultType.CLOSING, 1),)
    assert (figures.agents, figures.ready) == (1, 0)
    assert campaign_figures(EMPTY, "none").dialled_percent == 0


def test_what_is_known_of_a_contact_goes_along() -> None:
    office = centre(contacts=0)
    join(office, "anna")
    one = NewContact(number="+1", name="Dana", cris=(Cri(name="contract", value="77"),))
    assert office.ask("vera", ImportContacts(campaign="spring", contacts=(one,))) is None
    details = office.state.details[office.offer("anna").case]
    assert (details.name, details.cris) == ("Dana", one.cris)
    assert not office.state.contact_details, "it stands in one place"


def test_work_without_the_phone_is_not_called_for() -> None:  # F016
    office = centre()
    join(office, "bertil")
    office.log_in("anna")
    assert office.ask("anna", SetStatus(status=AgentStatus.READY, reason="Mail")) is None
    assert code(office, "anna", JoinCampaign(campaign="spring")) is None
    assert office.presence("anna").reason is None, "joining is plain work"
