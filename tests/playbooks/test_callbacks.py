"""Callbacks: ordered, confirmed or rejected, dialled, tried again by rule, and what results make of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    Attempt,
    AttemptMade,
    AttemptRule,
    CallbackOrdered,
    Case,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    ConfirmDial,
    Connect,
    Cri,
    Define,
    DialLeg,
    DialResult,
    EffectFailed,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegRinging,
    LogOut,
    Noticed,
    Opening,
    OrderCallback,
    OrderedAs,
    PhoneReady,
    Play,
    Queue,
    RejectDial,
    ReportResult,
    ResultType,
    RingLeg,
    Tick,
    WriteNote,
)
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code

NUMBER = "+46707654321"
ORDER = CallbackOrdered(queue="service", number=NUMBER, name="Dana", cris=(Cri(name="contract", value="77"),))
HOUR = 3_600_000


def centre(*queues: Queue) -> Centre:
    """The usual centre with these queues in place of those of the same id."""
    rows = {queue.id: queue for queue in (*QUEUES, *queues)}
    return Centre(Define(queues=tuple(rows.values()), agents=AGENTS, reasons=REASONS))


def confirm(office: Centre, agent: str) -> str:
    """The agent confirms, the phone joins, the customer is dialled; returns the customer's leg."""
    assert office.ask(agent, ConfirmDial(case=office.offer(agent).case)) is None
    office.give(LegAnswered(leg=office.presence(agent).leg or ""))
    return office.ordered(DialLeg)[-1].leg


def attempts(office: Centre) -> list[tuple[int, DialResult]]:
    rows = [event.attempt for event in office.events if isinstance(event, AttemptMade)]
    return [(row.number, row.result) for row in rows]


def ended(office: Centre) -> list[Case]:
    return [e.case for e in office.events if isinstance(e, CaseChanged) and e.case.state is CaseState.ENDED]


def test_a_callback_is_offered_confirmed_dialled_talked_and_wrapped_up() -> None:  # F003 F035 F036 F068
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    case, offer = office.case(), office.offer("anna")
    assert (case.kind, case.state, case.queue, case.ordered_as) == (
        CaseKind.CALLBACK,
        CaseState.OFFERED,
        "service",
        OrderedAs.WEB,
    )
    assert offer.leg is None, "nothing rings before the agent says so"
    seen = office.view("anna").details[case.id]
    assert (seen.number, seen.name, seen.cris) == (NUMBER, "Dana", (Cri(name="contract", value="77"),))
    assert case.id not in office.view("bertil").details

    assert office.ask("anna", ConfirmDial(case=case.id)) is None
    (ring,) = office.ordered(RingLeg)
    assert (ring.agent, ring.join, ring.queue_name, ring.caller) == ("anna", True, "Customer service", NUMBER)
    assert (office.status("anna"), office.case().state) == (AgentStatus.IN_CALL, CaseState.DIALLING)
    assert office.ordered(DialLeg) == [], "not before the agent's phone is there"

    office.give(LegAnswered(leg=ring.leg))
    (dial,) = office.ordered(DialLeg)
    assert (dial.number, dial.caller, dial.case) == (NUMBER, "1000", case.id)
    (music,) = office.ordered(Play)
    assert (music.leg, music.loop) == (ring.leg, "music/waiting")  # F036

    office.give(LegRinging(leg=dial.leg))
    office.give(LegAnswered(leg=dial.leg))
    (connect,) = office.ordered(Connect)
    assert (connect.leg, connect.peer) == (dial.leg, ring.leg)
    assert office.case().state is CaseState.TALKING
    assert attempts(office) == [(1, DialResult.CONNECTED)]

    office.media_done()
    office.end(dial.leg)
    assert office.status("anna") is AgentStatus.WRAP_UP
    assert code(office, "anna", ReportResult(case=case.id, result=ResultType.SUCCESS)) is None
    office.wait(8_000)
    (over,) = ended(office)
    assert (over.outcome, over.result, over.attempts) == (CaseOutcome.HANDLED, ResultType.SUCCESS, 1)
    assert office.status("anna") is AgentStatus.READY
    assert not office.state.effects
    assert not office.state.legs


@pytest.mark.parametrize(
    ("cause", "result", "notice", "after"),
    [
        (LegEnd.REJECTED, DialResult.BUSY, "dialled_busy", 900_000),
        (LegEnd.NO_ANSWER, DialResult.NO_ANSWER, "dialled_no_answer", HOUR),
        (LegEnd.UNREACHABLE, DialResult.UNREACHABLE, "dialled_unreachable", 4 * HOUR),
        (LegEnd.FAILED, DialResult.FAILED, "dialled_failed", 900_000),
    ],
)
def test_a_customer_who_is_not_reached_is_called_again_by_rule(  # F068
    cause: LegEnd, result: DialResult, notice: str, after: int
) -> None:
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    office.end(confirm(office, "anna"), cause)
    assert attempts(office) == [(1, result)]
    while office.case().state is CaseState.DIALLING:
        office.wait(1_000)  # the tone of why is heard
    office.hung_up()
    case = office.case()
    assert (case.state, case.due_at, case.attempts) == (CaseState.SCHEDULED, office.now + after, 1)
    assert [event.code for event in office.events if isinstance(event, Noticed)] == [notice]
    assert office.status("anna") is AgentStatus.READY
    assert not office.state.legs
    office.wait(after - 1)
    assert not office.state.offers
    office.wait(1)
    assert office.offer("anna").case == case.id
    assert office.case().created == office.now, "its place is that of one who comes now"


def test_the_last_attempt_ends_the_case() -> None:
    office = centre(replace(QUEUES[0], attempts=AttemptRule(most=2, busy_ms=1_000)))
    office.ready("anna")
    office.give(ORDER)
    office.unreached(confirm(office, "anna"), LegEnd.REJECTED)
    office.wait(1_000)
    office.unreached(confirm(office, "anna"), LegEnd.REJECTED)
    assert attempts(office) == [(1, DialResult.BUSY), (2, DialResult.BUSY)]
    assert [case.outcome for case in ended(office)] == [CaseOutcome.UNREACHED]
    assert not office.state.cases


def test_a_customer_whose_phone_rings_too_long_has_not_answered() -> None:
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    customer = confirm(office, "anna")
    office.wait(44_999)
    assert office.case().state is CaseState.DIALLING
    office.wait(1)
    assert attempts(office) == [(1, DialResult.NO_ANSWER)]
    assert customer in [effect.leg for effect in office.effects if type(effect).__name__ == "HangUpLeg"]
    office.end(customer, LegEnd.CANCELLED)
    assert office.case().state is CaseState.SCHEDULED


def test_an_agent_who_rejects_goes_on_and_the_rule_says_when_it_is_tried_again() -> None:  # F068
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    case = office.case().id
    assert code(office, "anna", RejectDial(case=case)) is None
    assert (office.case().state, office.case().due_at) == (CaseState.SCHEDULED, office.now + 600_000)
    assert office.status("anna") is AgentStatus.READY
    assert attempts(office) == [(1, DialResult.REJECTED)]
    assert office.ordered(RingLeg) == []


def test_an_offer_that_is_not_confirmed_is_missed_and_waits_at_its_place() -> None:  # F123
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    office.wait(20_000)
    assert (office.case().state, office.status("anna")) == (CaseState.WAITING, AgentStatus.BUSY)
    assert office.case().attempts == 0
    office.ready("bertil")
    assert office.offer("bertil").case == office.case().id


def test_an_agents_phone_that_does_not_join_gives_the_case_back() -> None:
    for cause, reason in ((LegEnd.UNREACHABLE, "phone_unreachable"), (LegEnd.NO_ANSWER, "missed_call")):
        office = centre()
        office.ready("anna")
        office.give(ORDER)
        assert office.ask("anna", ConfirmDial(case=office.case().id)) is None
        office.give(LegEnded(leg=office.presence("anna").leg or "", cause=cause))
        assert (office.case().state, office.case().attempts) == (CaseState.WAITING, 0)
        assert office.presence("anna").reason == reason
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    assert office.ask("anna", ConfirmDial(case=office.case().id)) is None
    office.wait(20_000)
    assert (office.case().state, office.presence("anna").reason) == (CaseState.WAITING, "missed_call")


def test_an_agent_who_hangs_up_while_it_rings_has_cancelled_the_attempt() -> None:
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    confirm(office, "anna")
    office.end(office.presence("anna").leg or "")
    assert attempts(office) == [(1, DialResult.CANCELLED)]
    assert (office.case().state, office.status("anna")) == (CaseState.SCHEDULED, AgentStatus.READY)


def test_a_phone_that_is_started_anew_ends_the_attempt() -> None:  # F121
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    confirm(office, "anna")
    leg = office.presence("anna").leg
    assert office.ask("anna", PhoneReady(legs=(leg or "",))) is None
    assert office.case().state is CaseState.DIALLING
    assert office.ask("anna", PhoneReady()) is None
    assert attempts(office) == [(1, DialResult.FAILED)]
    assert office.case().state is CaseState.SCHEDULED


def test_a_restart_while_dialling_loses_no_callback() -> None:  # F120
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    confirm(office, "anna")
    office.give(AdapterStarted())
    assert office.case().state is CaseState.SCHEDULED
    assert not office.state.legs
    assert office.presence("anna").case is None
    office.give(Tick())


def test_an_order_to_dial_that_fails_is_a_failed_attempt() -> None:
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    confirm(office, "anna")
    office.give(EffectFailed(effect=office.ordered(DialLeg)[0].id, why="no trunk"))
    assert attempts(office) == [(1, DialResult.FAILED)]


def test_a_private_callback_is_for_its_agent_until_the_retention_time_is_over() -> None:  # F069 F101
    office = centre(replace(QUEUES[0], retention_ms=60_000))
    office.ready("bertil")
    office.log_in("anna")
    office.give(replace(ORDER, agent="anna", ordered_as=OrderedAs.WEB))
    assert (office.case().state, office.case().kept_for) == (CaseState.WAITING, "anna")
    assert office.case().owner == "anna"
    assert office.case().id in office.view("anna").details, "it is hers before it is offered"
    assert office.case().id not in office.view("bertil").details
    office.wait(59_999)
    assert not office.state.offers
    office.wait(1)
    assert office.offer("bertil").case == office.case().id


def test_a_private_callback_stays_private_when_it_is_tried_again() -> None:
    office = centre()
    office.ready("anna", "bertil")
    office.give(replace(ORDER, agent="bertil"))
    office.unreached(confirm(office, "bertil"), LegEnd.REJECTED)
    assert office.case().kept_for == "bertil"
    office.wait(900_000)
    assert office.offer("bertil")
    assert office.status("anna") is AgentStatus.READY


MONDAY_0700 = 4 * 86_400_000 + 7 * HOUR  # 5 January 1970


def test_a_callback_is_due_at_its_time_and_when_the_queue_is_open() -> None:  # F069
    office = centre(replace(QUEUES[0], hours=tuple(Opening(day=day, begin=480, end=1020) for day in range(5))))
    office.ready("anna")
    office.now = MONDAY_0700
    office.give(ORDER)
    assert office.case().due_at == MONDAY_0700 + HOUR, "closed: it is due at eight"
    office.give(replace(ORDER, at=MONDAY_0700 + 4 * 86_400_000 + 11 * HOUR))  # Friday at six in the evening
    assert sorted(case.due_at or 0 for case in office.state.cases.values())[-1] == MONDAY_0700 + 7 * 86_400_000 + HOUR
    office.wait(HOUR)
    assert office.offer("anna")


def test_hours_that_change_meanwhile_are_kept() -> None:
    office = centre()
    office.now = MONDAY_0700
    office.give(replace(ORDER, at=MONDAY_0700 + 60_000))
    late = replace(QUEUES[0], hours=(Opening(day=0, begin=540, end=1020),))
    assert office.ask("", Define(queues=(late,))) is None
    office.wait(60_000)
    assert office.case().due_at == MONDAY_0700 + 2 * HOUR


def test_an_agent_orders_a_callback_from_the_call_at_hand() -> None:  # F068 F069
    office = centre()
    office.ready("anna")
    office.call(caller=NUMBER)
    office.pick_up("anna")
    call = office.case().id
    assert office.ask("anna", WriteNote(case=call, text="wants a quote", device="d", number=1)) is None
    ask = OrderCallback(queue="support", case=call, agent="oksana", after_ms=HOUR)
    assert code(office, "anna", ask) is None
    made = office.state.cases[max(office.state.cases)]
    assert (made.kept_for, made.ordered_as, made.due_at) == ("oksana", OrderedAs.COLLEAGUE, office.now + HOUR)
    details = office.state.details[made.id]
    assert (details.number, [note.text for note in details.notes]) == (NUMBER, ["wants a quote"])


def talk_then(office: Centre, report: ReportResult) -> None:
    """The call of anna ends, the result is reported, the wrap-up is ended."""
    caller = next(leg.id for leg in office.state.legs.values() if leg.agent is None)
    office.end(caller)
    assert office.ask("anna", report) is None
    assert office.ask("anna", LUNCH) is None


@pytest.mark.parametrize(
    ("result", "ordered_as", "kept_for"),
    [
        (ResultType.PRIVATE_CALLBACK, OrderedAs.AGENT, "anna"),
        (ResultType.PUBLIC_CALLBACK, OrderedAs.AGENT, None),
        (ResultType.SUCCESS_TO_CONFIRM, OrderedAs.CONFIRMATION, None),
    ],
)
def test_results_that_ask_for_a_callback(  # F069 F100 F101
    result: ResultType, ordered_as: OrderedAs, kept_for: str | None
) -> None:
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    first = office.case().id
    office.give(LegAnswered(leg=confirm(office, "anna")))
    talk_then(office, ReportResult(case=first, result=result, at=office.now + HOUR))
    made = office.case()
    assert (made.ordered_as, made.kept_for, made.due_at) == (ordered_as, kept_for, office.now + HOUR)
    assert (made.follows, made.attempts, made.state) == (first, 0, CaseState.SCHEDULED)
    assert office.state.details[made.id].cris == ORDER.cris
    assert [case.id for case in ended(office)] == [first]


@pytest.mark.parametrize(
    "result",
    [ResultType.NO_QUALIFIER, ResultType.CLOSING, ResultType.SUCCESS, ResultType.CANCEL_SUCCESS],
)
def test_results_that_end_the_case(result: ResultType) -> None:  # F100
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    case = office.case().id
    office.give(LegAnswered(leg=confirm(office, "anna")))
    talk_then(office, ReportResult(case=case, result=result))
    assert [(row.outcome, row.result) for row in ended(office)] == [(CaseOutcome.HANDLED, result)]
    assert not office.state.cases


def test_waiting_calls_again_by_the_same_agent_but_never_above_the_rule() -> None:  # F100
    office = centre(replace(QUEUES[0], attempts=AttemptRule(most=2)))
    office.ready("anna")
    office.give(ORDER)
    case = office.case().id
    office.give(LegAnswered(leg=confirm(office, "anna")))
    talk_then(office, ReportResult(case=case, result=ResultType.WAITING, after_ms=HOUR))
    row = office.case()
    assert (row.state, row.kept_for, row.due_at) == (CaseState.SCHEDULED, "anna", office.now + HOUR)
    assert (row.outcome, row.result, row.agent) == (None, None, None)
    assert office.ask("anna", READY) is None
    office.wait(HOUR)
    office.give(LegAnswered(leg=confirm(office, "anna")))
    talk_then(office, ReportResult(case=case, result=ResultType.WAITING))
    assert [row.attempts for row in ended(office)] == [2]


def test_a_customer_whose_agent_is_lost_is_a_caller_who_waits() -> None:  # F121
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    customer = confirm(office, "anna")
    office.give(LegAnswered(leg=customer))
    office.give(LegEnded(leg=office.presence("anna").leg or "", cause=LegEnd.LOST))
    office.wait(60_000)
    assert office.case().state is CaseState.WAITING
    office.ready("bertil")
    assert office.offer("bertil").leg is not None, "the customer is on the line: this is rung, not dialled"
    office.pick_up("bertil")
    assert office.case().state is CaseState.TALKING
    office.end(customer)
    office.wait(8_000)
    assert [case.outcome for case in ended(office)] == [CaseOutcome.HANDLED]


def test_what_is_refused() -> None:
    office = centre()
    office.ready("anna")
    office.log_in("bertil")
    assert code(office, "nobody", OrderCallback(queue="service", number=NUMBER)) == "unknown_agent"
    assert code(office, "oksana", OrderCallback(queue="service", number=NUMBER)) == "logged_out"
    assert code(office, "anna", OrderCallback(queue="none", number=NUMBER)) == "unknown_queue"
    assert code(office, "anna", OrderCallback(queue="filing", number=NUMBER)) == "not_for_calls"
    assert code(office, "anna", OrderCallback(queue="service", number=NUMBER, agent="oksana")) == "not_agents_queue"
    assert code(office, "anna", OrderCallback(queue="service", number="mother")) == "bad_number"
    assert code(office, "anna", OrderCallback(queue="service")) == "bad_number"
    assert code(office, "anna", OrderCallback(queue="service", case=99)) == "unknown_case"
    late = OrderCallback(queue="service", number=NUMBER, after_ms=400 * 86_400_000)
    assert code(office, "anna", late) == "time_too_far"
    for command in (ConfirmDial(case=99), RejectDial(case=99), ReportResult(case=99, result=ResultType.SUCCESS)):
        assert code(office, "anna", command) == "unknown_case"
        assert code(office, "oksana", command) == "logged_out"
        assert code(office, "nobody", command) == "unknown_agent"
    office.call()
    case = office.case().id
    assert code(office, "anna", ConfirmDial(case=case)) == "nothing_to_dial"
    assert code(office, "bertil", RejectDial(case=case)) == "not_offered"
    assert code(office, "bertil", ReportResult(case=case, result=ResultType.SUCCESS)) == "not_your_case"
    assert code(office, "anna", ReportResult(case=case, result=ResultType.SUCCESS)) == "no_result_now"
    assert code(office, "bertil", OrderCallback(queue="service", case=case)) == "not_your_case"
    office.pick_up("anna")
    far = ReportResult(case=case, result=ResultType.PUBLIC_CALLBACK, at=office.now + 400 * 86_400_000)
    assert code(office, "anna", far) == "time_too_far"
    assert code(office, "anna", LogOut()) == "agent_has_call"


def test_a_withheld_number_cannot_be_called_back() -> None:
    office = centre()
    office.ready("anna")
    office.call(caller="")
    office.pick_up("anna")
    ask = ReportResult(case=office.case().id, result=ResultType.PUBLIC_CALLBACK)
    assert code(office, "anna", ask) == "bad_number"


@pytest.mark.parametrize(
    "fact",
    [
        replace(ORDER, queue="none"),
        replace(ORDER, queue="filing"),
        replace(ORDER, number=""),
        replace(ORDER, agent="vera"),
    ],
)
def test_an_order_that_cannot_be_is_ignored(fact: CallbackOrdered) -> None:
    office = centre()
    office.give(fact)
    assert not office.state.cases
    assert type(office.events[-1]).__name__ == "FactIgnored"


def test_attempts_are_rows_for_every_colleague() -> None:
    office = centre()
    office.ready("anna")
    office.give(ORDER)
    office.end(confirm(office, "anna"), LegEnd.REJECTED)
    row = next(event.attempt for event in office.events if isinstance(event, AttemptMade))
    assert row == Attempt(case=row.case, number=1, at=office.now, result=DialResult.BUSY, agent="anna")
