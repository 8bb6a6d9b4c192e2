"""What customers write: taken once, joined by its number, kept for who asked for it; and cases made by hand."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AgentStatus,
    AnswerSent,
    AnyCommand,
    CaseKind,
    CaseOutcome,
    CaseSource,
    CaseState,
    CloseCase,
    Cri,
    CustomerLeft,
    CustomerWrote,
    FactIgnored,
    ItemArrived,
    KeptAs,
    LockToMe,
    MakeTask,
    MarkPartlyAnswered,
    OfferEnd,
    OfferEnded,
    SaveForLater,
    TakeCase,
)
from tests.fakes.centre import LUNCH, Centre, code
from tests.fakes.written import HOUR, at_desk, do, state_of, written


def ignored(office: Centre) -> list[str]:
    """Why facts were ignored so far."""
    return [event.why for event in office.events if isinstance(event, FactIgnored)]


# --- a new case ------------------------------------------------------------------------------------


def test_a_mail_is_a_case_with_its_source_number_and_details() -> None:  # F004 F076 F077 F097 F098
    office = written()
    office.give(
        ItemArrived(
            reference="m1",
            queue="mail",
            kind=CaseKind.EMAIL,
            source=CaseSource.EMAIL,
            contact="c-7",
            address="carl@example.org",
            name="Carl",
            subject="My invoice",
            cris=(Cri(name="order", value="88"),),
        )
    )
    case = office.case()
    assert (case.kind, case.state, case.source, case.queue) == (CaseKind.EMAIL, "waiting", CaseSource.EMAIL, "mail")
    details = office.state.details[case.id]
    assert (details.contact, details.address, details.name) == ("c-7", "carl@example.org", "Carl")
    assert (details.subject, details.cris) == ("My invoice", (Cri(name="order", value="88"),))
    assert case.id in office.view("vera").details
    assert case.id not in office.view("anna").details


def test_an_item_said_again_is_taken_once_even_when_its_case_is_over() -> None:
    office, case = at_desk("mail")
    again = ItemArrived(
        reference=office.reference(case), queue="mail", kind=CaseKind.EMAIL, source=CaseSource.EMAIL, contact="c-1"
    )
    office.give(again)
    do(office, "anna", CloseCase(case=case))
    office.wait(0)
    office.give(again)
    assert len(office.state.cases) == 0
    assert ignored(office) == ["known item", "known item"]


def test_references_are_not_kept_for_ever() -> None:
    office, _ = at_desk("mail")
    assert len(office.state.items) == 1
    office.wait(7 * 24 * HOUR)
    assert len(office.state.items) == 0


@pytest.mark.parametrize("queue", ["nowhere", "chat", "service"])
def test_an_item_for_a_queue_of_another_kind_is_a_fault_of_the_channel(queue: str) -> None:
    office = written()
    office.give(ItemArrived(reference="m1", queue=queue, kind=CaseKind.EMAIL, source=CaseSource.EMAIL))
    assert ignored(office) == [f"no queue {queue} for email"]
    assert len(office.state.cases) == 0


# --- the same matter -------------------------------------------------------------------------------


def test_a_mail_with_the_number_of_an_open_case_joins_it() -> None:  # F083 F089 F098
    office, case = at_desk("mail")
    do(office, "anna", MarkPartlyAnswered(case=case))
    assert office.state.cases[case].unanswered_since is None
    assert office.write("mail", mentions=case) == case
    assert office.state.cases[case].unanswered_since is not None
    assert office.told("anna") == ["customer_wrote"]


def test_a_number_alone_proves_nothing() -> None:  # F098
    office, case = at_desk("mail")
    other = office.write("mail", contact="c-2", mentions=case)
    assert other != case
    assert office.state.cases[other].follows is None
    unknown = office.write("mail", contact="", mentions=case)
    assert unknown not in (case, other)


def test_a_mail_about_a_closed_case_is_a_new_one_that_follows_it() -> None:  # F083 F098
    office, case = at_desk("mail")
    do(office, "anna", CloseCase(case=case))
    office.wait(0)
    new = office.write("mail", mentions=case)
    assert new != case
    assert office.state.cases[new].follows == case
    invented = office.write("mail", mentions=999_999)
    assert office.state.cases[invented].follows is None


def test_a_second_case_of_a_customer_who_was_answered_in_part_is_told() -> None:  # F083
    office, first = at_desk("mail")
    do(office, "anna", MarkPartlyAnswered(case=first))
    do(office, "anna", SaveForLater(case=first))
    assert office.state.cases[first].kept_as is KeptAs.PARTLY_ANSWERED
    second = office.write("mail")
    assert office.told("anna") == ["second_case"]
    do(office, "anna", TakeCase(case=second))
    assert office.told("anna") == ["second_case", "second_case"]


def test_the_other_cases_of_a_customer_are_known_while_they_are_open() -> None:  # F081
    office, first = at_desk("mail")
    second = office.write("chat")
    assert office.state.contacts["c-1"] == (first, second)
    assert office.view("anna").contacts["c-1"] == (first, second)  # both are hers: at hand and offered
    assert office.view("vera").contacts["c-1"] == (first, second)
    do(office, "anna", CloseCase(case=first))
    do(office, "anna", TakeCase(case=second))
    assert office.state.contacts["c-1"] == (second,)
    assert "c-1" not in office.view("bertil").contacts


def test_a_postponed_case_comes_back_when_the_customer_writes() -> None:  # F082
    office, case = at_desk("mail")
    office.give(AnswerSent(case=case))
    do(office, "anna", SaveForLater(case=case))
    office.ready("bertil")
    assert office.write("mail", mentions=case) == case
    assert office.offer("anna").case == case


def test_more_words_in_a_chat() -> None:  # F086 F115
    office, case = at_desk("chat")
    assert office.state.cases[case].unanswered_since is not None
    office.give(AnswerSent(case=case))
    assert office.state.cases[case].unanswered_since is None
    office.now += 5
    office.give(CustomerWrote(reference=office.reference(case)))
    office.now += 5
    office.give(CustomerWrote(reference=office.reference(case)))
    assert office.state.cases[case].unanswered_since == office.now - 5
    assert office.told("anna") == ["customer_wrote"]


def test_words_in_no_case_are_faults_of_the_channel() -> None:
    office, case = at_desk("chat")
    office.give(CustomerWrote(reference="x"))
    office.give(AnswerSent(case=4711))
    do(office, "anna", CloseCase(case=case))
    office.give(CustomerWrote(reference=office.reference(case)))
    office.give(CustomerLeft(reference=office.reference(case)))
    assert ignored(office) == ["unknown item", "no such open case", "case is over", "case is over"]


# --- locked to an agent ----------------------------------------------------------------------------


def test_the_next_words_on_a_locked_case_go_to_the_same_agent_for_the_retention_time() -> None:  # F080
    office, case = at_desk("mail")
    do(office, "anna", LockToMe(case=case))
    do(office, "anna", CloseCase(case=case))
    office.wait(0)
    do(office, "anna", LUNCH)
    office.ready("bertil")
    new = office.write("mail", mentions=case)
    row = office.state.cases[new]
    assert (row.kept_for, row.kept_as, row.follows) == ("anna", KeptAs.LOCKED, case)
    assert case not in office.state.locks
    office.wait(HOUR)
    assert office.offer("bertil").case == new


def test_a_lock_ends_when_the_customer_does_not_write() -> None:  # F080
    office, case = at_desk("mail")
    do(office, "anna", LockToMe(case=case))
    do(office, "anna", LockToMe(case=case, on=False))
    do(office, "anna", LockToMe(case=case))
    do(office, "anna", CloseCase(case=case))
    office.wait(2 * HOUR)
    assert len(office.state.locks) == 0
    new = office.write("mail", mentions=case)
    assert (office.state.cases[new].follows, office.state.cases[new].kept_for) == (case, None)


def test_a_lock_is_for_the_same_customer_only() -> None:  # F080
    office, case = at_desk("mail")
    do(office, "anna", LockToMe(case=case))
    do(office, "anna", CloseCase(case=case))
    office.wait(0)
    new = office.write("mail", contact="c-2", mentions=case)
    assert office.state.cases[new].kept_for is None
    assert case in office.state.locks


# --- the customer leaves ---------------------------------------------------------------------------


def test_a_chat_that_nobody_took_is_abandoned() -> None:  # F086
    office = written()
    case = office.write("chat")
    office.give(CustomerLeft(reference=office.reference(case)))
    assert state_of(office, case) is None
    assert office.events[-1].case.outcome is CaseOutcome.ABANDONED


def test_a_chat_that_ends_while_it_is_offered_leaves_the_agent_as_before() -> None:  # F088
    office = written()
    office.ready("anna")
    since = office.presence("anna").since
    case = office.write("chat")
    office.now += 3_000
    office.give(CustomerLeft(reference=office.reference(case)))
    assert state_of(office, case) is None
    assert [e.how for e in office.events if isinstance(e, OfferEnded)] == [OfferEnd.CALLER_LEFT]
    assert (office.status("anna"), office.presence("anna").since) == (AgentStatus.READY, since)
    assert office.told("anna") == ["customer_left"]


def test_a_chat_whose_customer_left_is_the_agents_to_finish() -> None:  # F086
    office, case = at_desk("chat")
    office.give(CustomerLeft(reference=office.reference(case)))
    office.give(CustomerLeft(reference=office.reference(case)))
    assert (state_of(office, case), office.told("anna")) == (CaseState.HANDLING, ["customer_left"])
    assert ignored(office) == ["nobody was there"]
    do(office, "anna", SaveForLater(case=case))
    assert state_of(office, case) is CaseState.POSTPONED


# --- by hand ---------------------------------------------------------------------------------------


def test_a_colleague_makes_a_task_for_anybody() -> None:  # F085 F092
    office = written()
    office.ready("bertil")
    office.log_in("anna")
    do(office, "anna", MakeTask(queue="orders", contact="c-3", subject="Send the spare part"))
    case = office.case()
    assert (case.kind, case.source, case.agent) == (CaseKind.TASK, CaseSource.AGENT, "bertil")
    assert office.view("bertil").details[case.id].subject == "Send the spare part"


def test_a_colleague_makes_a_task_for_one_agent_and_begins_a_mail() -> None:  # F085 F092
    office = written()
    office.log_in("anna")
    do(office, "anna", MakeTask(queue="orders", agent="bertil"))
    assert (office.case().kept_for, office.told("bertil")) == ("bertil", ["case_forwarded"])
    do(office, "anna", MakeTask(queue="mail", agent="anna", follows=office.case().id))
    mail = max(office.state.cases.values(), key=lambda case: case.id)
    assert (mail.kind, mail.kept_for, mail.follows) == (CaseKind.EMAIL, "anna", office.state.cases[mail.follows].id)


@pytest.mark.parametrize(
    ("by", "command", "expected"),
    [
        ("nobody", MakeTask(queue="orders"), "unknown_agent"),
        ("bertil", MakeTask(queue="orders"), "logged_out"),
        ("anna", MakeTask(queue="nowhere"), "no_such_queue"),
        ("anna", MakeTask(queue="chat"), "wrong_queue"),
        ("anna", MakeTask(queue="service"), "wrong_queue"),
        ("anna", MakeTask(queue="orders", agent="nobody"), "no_such_agent"),
        ("anna", MakeTask(queue="orders", follows=4711), "unknown_case"),
    ],
)
def test_tasks_that_cannot_be_made(by: str, command: AnyCommand, expected: str) -> None:
    office = written()
    office.log_in("anna")
    assert code(office, by, command) == expected


def test_what_is_reopened_from_the_archive_is_among_my_own() -> None:  # F084
    office = written()
    office.ready("bertil")
    office.ready("anna")
    case = office.write("mail", agent="anna")
    assert office.offer("anna").case == case
    assert office.state.cases[case].kept_as is KeptAs.REOPENED
