"""Chats, mails and tasks: offered, taken, finished, given back, put aside, forwarded; and my cases."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    AnyCommand,
    AssignOwner,
    Capacity,
    CaseChanged,
    CaseOutcome,
    CaseState,
    ClientCame,
    ClientGone,
    CloseCase,
    Define,
    ForwardCase,
    KeptAs,
    LockToMe,
    LogOut,
    MarkPartlyAnswered,
    OpenMine,
    PhoneReady,
    PutBack,
    RejectCase,
    Reopen,
    SaveForLater,
    SetPriority,
    SetStatus,
    TakeCase,
)
from tests.fakes.centre import LUNCH, READY, code
from tests.fakes.written import AGENTS, HOUR, at_desk, do, state_of, written

ANNA = AGENTS[0]


# --- offers ----------------------------------------------------------------------------------------


def test_a_chat_is_offered_without_a_leg_and_taken_with_one_click() -> None:  # F088
    office = written()
    office.ready("anna")
    case = office.write("chat")
    offer = office.offer("anna")
    assert (offer.case, offer.leg, office.rung()) == (case, None, [])
    assert office.status("anna") is AgentStatus.OFFERED
    do(office, "anna", TakeCase(case=case))
    row = office.state.cases[case]
    assert (row.state, row.agent, row.owner, row.answered) == (CaseState.HANDLING, "anna", "anna", office.now)
    assert (office.status("anna"), office.presence("anna").desk) == (AgentStatus.READY, (case,))


def test_a_phone_started_anew_has_nothing_to_do_with_a_chat() -> None:  # F122
    office = written()
    office.ready("anna")
    office.write("chat")
    do(office, "anna", PhoneReady())
    assert office.rung() == []
    assert office.offer("anna").leg is None


def test_an_offer_not_taken_goes_to_a_colleague_and_the_agent_is_busy() -> None:  # F123
    office = written()
    office.ready("anna", "bertil")
    case = office.write("chat")
    office.wait(10_000)
    assert office.offer("bertil").case == case
    assert (office.status("anna"), office.presence("anna").reason) == (AgentStatus.BUSY, "missed_case")
    assert office.told("anna") == ["case_missed"]


def test_an_offer_rejected_goes_to_a_colleague_and_the_agent_is_busy() -> None:  # F123
    office = written()
    office.ready("anna", "bertil")
    case = office.write("mail")
    do(office, "anna", RejectCase(case=case))
    assert office.offer("bertil").case == case
    assert (office.status("anna"), office.told("anna")) == (AgentStatus.BUSY, ["case_rejected"])


def test_who_chose_a_break_during_the_offer_has_both() -> None:  # F005 F088
    office = written()
    office.ready("anna")
    case = office.write("mail")
    do(office, "anna", LUNCH)
    do(office, "anna", TakeCase(case=case))
    assert (office.status("anna"), office.presence("anna").desk) == (AgentStatus.BUSY, (case,))


def test_who_chose_to_log_out_during_the_offer_keeps_the_mail() -> None:  # F082
    office = written()
    office.ready("anna")
    case = office.write("mail")
    do(office, "anna", SetStatus(status=AgentStatus.LOGGED_OUT))
    do(office, "anna", TakeCase(case=case))
    assert office.status("anna") is AgentStatus.LOGGED_OUT
    assert office.state.cases[case].kept_for == "anna"


# --- capacity --------------------------------------------------------------------------------------


def test_two_chats_and_a_mail_and_no_call_beside_them() -> None:  # F001 F003
    office = written()
    office.ready("anna")
    cases = [office.write("chat"), office.write("chat"), office.write("mail"), office.write("chat")]
    office.call("1000")
    for case in cases[:3]:
        do(office, "anna", TakeCase(case=case))
    assert set(office.presence("anna").desk) == set(cases[:3])
    assert office.status("anna") is AgentStatus.READY
    assert office.presence("anna").takes == ()
    assert state_of(office, cases[3]) is CaseState.WAITING
    assert office.rung() == []
    do(office, "anna", CloseCase(case=cases[0]))
    office.wait(5_000)
    assert office.offer("anna").case == cases[3]


def test_one_call_and_nothing_beside_it() -> None:  # F003
    office = written()
    office.ready("anna")
    office.call("1000")
    office.pick_up("anna")
    case = office.write("chat")
    assert state_of(office, case) is CaseState.WAITING


def test_the_call_comes_when_the_desk_is_empty() -> None:
    office, case = at_desk("mail")
    office.call("1000")
    assert office.rung() == []
    do(office, "anna", CloseCase(case=case))
    office.wait(0)
    assert office.rung() == ["anna"]


# --- the end ---------------------------------------------------------------------------------------


def test_a_closed_case_is_wrapped_up_beside_the_others_at_hand() -> None:  # F011 F083
    office, first = at_desk("chat")
    second = office.write("chat")
    do(office, "anna", TakeCase(case=second))
    do(office, "anna", CloseCase(case=first))
    anna = office.presence("anna")
    assert (anna.status, anna.case, anna.desk) == (AgentStatus.WRAP_UP, first, (second,))
    assert office.state.cases[first].outcome is CaseOutcome.HANDLED
    office.wait(5_000)
    assert state_of(office, first) is None
    assert (office.status("anna"), office.presence("anna").desk) == (AgentStatus.READY, (second,))


def test_one_wrap_up_at_a_time() -> None:
    office, first = at_desk("chat")
    second = office.write("chat")
    do(office, "anna", TakeCase(case=second))
    do(office, "anna", CloseCase(case=first))
    do(office, "anna", CloseCase(case=second))
    assert state_of(office, second) is None
    assert (office.presence("anna").case, office.presence("anna").desk) == (first, ())
    ends = [e.case.outcome for e in office.events if isinstance(e, CaseChanged) and e.case.state is CaseState.ENDED]
    assert ends == [CaseOutcome.HANDLED]


def test_a_case_closed_in_a_break_ends_in_the_break() -> None:  # F135
    office, case = at_desk("chat")
    do(office, "anna", LUNCH)
    do(office, "anna", CloseCase(case=case))
    assert office.status("anna") is AgentStatus.WRAP_UP
    office.wait(5_000)
    assert (office.status("anna"), office.presence("anna").reason) == (AgentStatus.BUSY, "Busy_Lunch")


def test_closed_too_early_is_reopened() -> None:  # F084
    office, case = at_desk("chat")
    do(office, "anna", LockToMe(case=case))
    do(office, "anna", CloseCase(case=case))
    assert case in office.state.locks
    do(office, "anna", Reopen(case=case))
    row = office.state.cases[case]
    assert (row.state, row.outcome, row.locked, office.state.locks.get(case)) == (CaseState.HANDLING, None, True, None)
    assert (office.status("anna"), office.presence("anna").desk) == (AgentStatus.READY, (case,))


# --- given back, put aside, forwarded --------------------------------------------------------------


def test_a_case_put_back_waits_at_its_place() -> None:  # F078
    office, first = at_desk("mail")
    office.write("mail")
    do(office, "anna", LUNCH)
    do(office, "anna", PutBack(case=first))
    row = office.state.cases[first]
    assert (row.state, row.agent, row.owner) == (CaseState.WAITING, None, "anna")
    office.ready("bertil")
    assert office.offer("bertil").case == first


def test_a_case_saved_for_later_waits_for_nobody_until_its_time() -> None:  # F082 F089
    office, case = at_desk("mail")
    do(office, "anna", SaveForLater(case=case, until=office.now + HOUR))
    row = office.state.cases[case]
    assert (row.state, row.agent, row.kept_for, row.kept_as) == (CaseState.POSTPONED, None, "anna", KeptAs.SAVED)
    assert case in office.view("anna").details
    assert office.status("anna") is AgentStatus.READY
    office.ready("bertil")
    office.wait(HOUR)
    assert office.offer("anna").case == case
    assert office.offer("anna").why.rule == "kept"
    assert "case_due" in office.told("anna")


def test_a_case_saved_without_a_time_is_anybodys_after_the_retention_time() -> None:  # F082
    office, case = at_desk("mail")
    do(office, "anna", SaveForLater(case=case))
    office.ready("bertil")
    office.wait(HOUR - 2)
    assert state_of(office, case) is CaseState.POSTPONED
    do(office, "anna", LUNCH)
    office.wait(2)
    assert office.offer("bertil").case == case
    assert office.state.cases[case].kept_for is None


def test_the_time_of_a_postponed_case_is_in_the_next_year() -> None:  # F089
    office, case = at_desk("mail")
    assert code(office, "anna", SaveForLater(case=case, until=office.now)) == "bad_time"
    assert code(office, "anna", SaveForLater(case=case, until=office.now + 367 * 24 * HOUR)) == "bad_time"


def test_nobody_puts_a_waiting_customer_aside() -> None:  # F086
    office, case = at_desk("chat")
    assert code(office, "anna", SaveForLater(case=case)) == "customer_waits"


def test_my_case_is_opened_in_a_break_as_far_as_there_is_room() -> None:  # F082 F135
    office, first = at_desk("mail")
    do(office, "anna", SaveForLater(case=first))
    second = office.write("mail")
    do(office, "anna", TakeCase(case=second))
    do(office, "anna", LUNCH)
    assert code(office, "anna", OpenMine(case=first)) == "desk_full"
    do(office, "anna", CloseCase(case=second))
    assert code(office, "anna", OpenMine(case=first)) == "in_wrap_up"
    office.wait(0)
    do(office, "anna", OpenMine(case=first))
    assert (office.status("anna"), office.presence("anna").desk) == (AgentStatus.BUSY, (first,))
    assert office.state.cases[first].kept_until is None


def test_nothing_is_opened_beside_a_call() -> None:
    office, case = at_desk("mail")
    do(office, "anna", SaveForLater(case=case))
    office.call("1000")
    assert code(office, "anna", OpenMine(case=case)) == "agent_has_call"


def test_a_case_moves_to_another_queue_as_one_matter() -> None:  # F078 F089
    office, case = at_desk("mail")
    do(office, "anna", SetPriority(case=case))
    do(office, "anna", LUNCH)
    do(office, "anna", ForwardCase(case=case, queue="claims"))
    row = office.state.cases[case]
    assert (row.id, row.queue, row.state, row.priority) == (case, "claims", CaseState.WAITING, 103)
    office.ready("oksana")
    assert office.offer("oksana").case == case


def test_a_case_forwarded_to_a_colleague_is_theirs_for_a_time() -> None:  # F078 F082 F089
    office, case = at_desk("mail")
    do(office, "anna", ForwardCase(case=case, agent="oksana"))
    row = office.state.cases[case]
    assert (row.kept_for, row.kept_as, row.state) == ("oksana", KeptAs.FORWARDED, CaseState.WAITING)
    assert office.told("oksana") == ["case_forwarded"]
    assert case in office.view("oksana").details
    office.ready("oksana")
    assert office.offer("oksana").case == case
    office.wait(20_000)  # missed: still hers, and the time runs on
    assert office.state.cases[case].kept_for == "oksana"
    office.wait(HOUR - 20_000)
    assert office.offer("anna").case == case


def test_a_chat_is_handed_over_to_who_is_there() -> None:  # F078 F086
    office, case = at_desk("chat")
    assert code(office, "anna", ForwardCase(case=case, agent="bertil")) == "agent_absent"
    office.ready("bertil")
    do(office, "anna", ForwardCase(case=case, agent="bertil"))
    assert office.offer("bertil").case == case
    do(office, "bertil", TakeCase(case=case))
    assert (office.presence("anna").desk, office.presence("bertil").desk) == ((), (case,))


def test_a_chat_handed_over_to_who_does_not_come_is_soon_anybodys() -> None:  # F086
    office, case = at_desk("chat")
    office.log_in("bertil")
    do(office, "anna", ForwardCase(case=case, agent="bertil"))
    office.wait(179_000)
    assert state_of(office, case) is CaseState.WAITING
    office.wait(1_000)
    assert office.offer("anna").case == case


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "queue_or_agent"),
        ({"queue": "claims", "agent": "bertil"}, "queue_or_agent"),
        ({"queue": "nowhere"}, "no_such_queue"),
        ({"queue": "chat"}, "wrong_queue"),
        ({"queue": "filing"}, "wrong_queue"),
        ({"agent": "nobody"}, "no_such_agent"),
        ({"agent": "anna"}, "already_theirs"),
    ],
)
def test_what_cannot_be_forwarded(given: dict[str, str], expected: str) -> None:
    office, case = at_desk("mail")
    assert code(office, "anna", ForwardCase(case=case, **given)) == expected


# --- leaving with cases at hand --------------------------------------------------------------------


def test_who_logs_out_keeps_the_mail_and_gives_the_chat_to_a_colleague() -> None:  # F082
    office, chat = at_desk("chat")
    mail = office.write("mail")
    do(office, "anna", TakeCase(case=mail))
    office.ready("bertil")
    do(office, "anna", LogOut())
    assert office.offer("bertil").case == chat
    row = office.state.cases[mail]
    assert (row.kept_for, row.kept_as, row.kept_until) == ("anna", KeptAs.LEFT, office.now + HOUR)
    office.ready("anna")
    assert office.offer("anna").case == mail


def test_a_client_that_stays_away_gives_the_chat_to_a_colleague_and_keeps_the_mail() -> None:  # F122
    office, chat = at_desk("chat")
    mail = office.write("mail")
    do(office, "anna", TakeCase(case=mail))
    office.ready("bertil")
    office.give(ClientGone(agent="anna"))
    office.wait(14_999)
    assert set(office.presence("anna").desk) == {chat, mail}
    office.wait(1)
    assert office.offer("bertil").case == chat
    assert (office.presence("anna").desk, office.presence("anna").reason) == ((mail,), "client_lost")
    office.give(ClientCame(agent="anna"))
    assert office.status("anna") is AgentStatus.READY


def test_room_for_more_is_no_reason_to_offer_cases_to_an_agent_whose_client_is_gone() -> None:  # F122
    office = written()
    do(office, SYSTEM, Define(agents=(replace(ANNA, capacity=Capacity(chats=0, mails=1)),)))
    office.ready("anna")
    do(office, "anna", TakeCase(case=office.write("mail")))
    waiting = office.write("mail", contact="c-2")
    office.give(ClientGone(agent="anna"))
    office.wait(15_000)
    assert office.status("anna") is AgentStatus.READY, "with no room for anything"
    do(office, SYSTEM, Define(agents=(replace(ANNA, capacity=Capacity(chats=0, mails=2)),)))
    assert (office.status("anna"), office.presence("anna").reason) == (AgentStatus.BUSY, "client_lost")
    assert not office.state.offers
    office.give(ClientCame(agent="anna"))
    assert office.offer("anna").case == waiting


def test_a_client_that_comes_back_in_time_has_everything() -> None:  # F122
    office, chat = at_desk("chat")
    office.give(ClientGone(agent="anna"))
    office.wait(10_000)
    office.give(ClientCame(agent="anna"))
    office.wait(60_000)
    assert (office.presence("anna").desk, office.status("anna")) == ((chat,), AgentStatus.READY)


# --- marks -----------------------------------------------------------------------------------------


def test_high_priority_goes_first() -> None:  # F078
    office, first = at_desk("mail")
    second = office.write("mail")
    third = office.write("mail")
    do(office, "vera", SetPriority(case=third))
    do(office, "anna", CloseCase(case=first))
    office.wait(0)
    assert office.offer("anna").case == third
    do(office, "anna", RejectCase(case=third))
    do(office, "vera", SetPriority(case=third, high=False))
    do(office, "anna", READY)
    assert office.offer("anna").case == second


def test_the_owner_is_an_agent_and_sees_the_case_wherever_it_is() -> None:  # F101
    office, case = at_desk("mail")
    assert code(office, "anna", AssignOwner(case=case, agent="vera")) == "no_such_agent"
    assert code(office, "anna", AssignOwner(case=case, agent="nobody")) == "no_such_agent"
    do(office, "anna", AssignOwner(case=case, agent="oksana"))
    assert office.told("oksana") == ["made_owner"]
    assert case in office.view("oksana").details
    assert case not in office.view("bertil").details
    do(office, "anna", AssignOwner(case=case))
    assert case not in office.view("oksana").details


def test_a_supervisor_moves_what_an_agent_left_lying() -> None:  # F093
    office, case = at_desk("mail")
    office.ready("bertil")
    do(office, "vera", ForwardCase(case=case, agent="bertil"))
    assert (office.presence("anna").desk, office.offer("bertil").case) == ((), case)
    assert code(office, "vera", PutBack(case=case)) == "case_not_free"


# --- who may do what -------------------------------------------------------------------------------

DESK_COMMANDS = (CloseCase, SaveForLater, LockToMe, MarkPartlyAnswered)
OTHER_COMMANDS = (TakeCase, RejectCase, OpenMine, Reopen, PutBack, SetPriority, AssignOwner, ForwardCase)


@pytest.mark.parametrize("command", [*DESK_COMMANDS, *OTHER_COMMANDS])
def test_strangers_and_unknown_cases(command: type[AnyCommand]) -> None:
    office, case = at_desk("mail")
    assert code(office, "nobody", command(case=case)) == "unknown_agent"
    assert code(office, "bertil", command(case=case)) == "logged_out"
    assert code(office, "anna", command(case=4711)) == "unknown_case"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        *((command, "not_your_case") for command in (*DESK_COMMANDS, OpenMine, PutBack, SetPriority, AssignOwner)),
        (ForwardCase, "not_your_case"),
        (TakeCase, "not_offered"),
        (RejectCase, "not_offered"),
        (Reopen, "not_in_wrap_up"),
    ],
)
def test_somebody_elses_case(command: type[AnyCommand], expected: str) -> None:
    office, case = at_desk("mail")
    office.ready("bertil")
    assert code(office, "bertil", command(case=case)) == expected


def test_a_call_is_not_taken_by_hand() -> None:
    office = written()
    office.ready("anna")
    office.call("1000")
    case = office.case().id
    assert code(office, "anna", TakeCase(case=case)) == "wrong_kind"
    assert code(office, "anna", RejectCase(case=case)) == "wrong_kind"
    caller = office.state.case_legs[case][0]
    office.pick_up("anna")
    assert code(office, "vera", PutBack(case=case)) == "wrong_kind"
    office.end(caller)
    assert code(office, "anna", Reopen(case=case)) == "wrong_kind"


def test_a_capacity_that_grows_brings_the_next_case_at_once() -> None:  # F110
    office, _ = at_desk("mail")
    waiting = office.write("mail")
    more = replace(ANNA, capacity=replace(ANNA.capacity, mails=2))
    assert office.ask(SYSTEM, Define(agents=(more,))) is None
    assert office.offer("anna").case == waiting
