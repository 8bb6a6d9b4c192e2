"""Who is offered what: priority, skills, kept cases, overflow, hours, and the queues an agent chose."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    CaseState,
    ChooseQueues,
    Define,
    Opening,
    Overflow,
    Queue,
    QueueKind,
    Right,
    SetStatus,
    Skill,
    ZoneOffset,
)
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code

SERVICE, SUPPORT, *OTHERS = QUEUES
ANNA, BERTIL, OKSANA, VERA = AGENTS


def centre(*queues: Queue, agents: tuple[Agent, ...] = AGENTS) -> Centre:
    """The usual centre with these queues in place of those of the same id."""
    rows = {queue.id: queue for queue in (*QUEUES, *queues)}
    return Centre(Define(queues=tuple(rows.values()), agents=agents, reasons=REASONS))


def numbers_in_order(office: Centre, agent: str, count: int) -> list[str]:
    """Whom the agent is offered, one after the other; each is answered, hangs up, and is wrapped up."""
    numbers: list[str] = []
    for _ in range(count):
        case = office.offer(agent).case
        numbers.append(office.state.details[case].number)
        caller = next(leg for leg in office.state.case_legs[case] if office.state.legs[leg].agent is None)
        office.pick_up(agent)
        office.end(caller)
        assert office.ask(agent, READY) is None
    return numbers


def test_the_higher_priority_goes_first_whatever_the_wait() -> None:  # F001
    office = centre(replace(SUPPORT, priority=5))
    office.log_in("anna")
    for number, caller in (("1000", "+1"), ("2000", "+2"), ("1000", "+3"), ("2000", "+4")):
        office.call(number, caller=caller)
    assert office.ask("anna", READY) is None
    assert numbers_in_order(office, "anna", 4) == ["+2", "+4", "+1", "+3"]


def test_only_who_can_what_the_queue_needs_is_offered_its_cases() -> None:
    agents = (
        replace(ANNA, skills=(Skill(name="ukrainian", level=3), Skill(name="billing", level=2))),
        replace(BERTIL, skills=(Skill(name="ukrainian", level=9),)),
        OKSANA,
        VERA,
    )
    needs = (Skill(name="ukrainian", level=3), Skill(name="billing"))
    office = centre(replace(SERVICE, skills=needs), agents=agents)
    office.ready("bertil")
    office.call("1000")
    assert office.case().state is CaseState.WAITING
    office.ready("anna")
    assert office.offer("anna").why.rule == "longest_ready"


def test_the_best_skilled_goes_before_the_longest_ready_where_the_queue_says_so() -> None:
    agents = (
        replace(ANNA, skills=(Skill(name="polish", level=2),)),
        replace(BERTIL, skills=(Skill(name="polish", level=7),)),
    )
    office = centre(
        replace(SERVICE, skills=(Skill(name="polish"),), discipline="best_skilled"), agents=(*agents, OKSANA, VERA)
    )
    office.ready("anna", "bertil")
    office.call("1000")
    assert office.offer("bertil").why.rule == "best_skilled"


def test_a_skill_that_is_taught_while_a_caller_waits_brings_the_offer_at_once() -> None:  # F110
    office = centre(replace(SERVICE, skills=(Skill(name="polish"),)))
    office.ready("anna")
    office.call("1000")
    assert office.case().state is CaseState.WAITING
    taught = replace(ANNA, skills=(Skill(name="polish"),))
    assert office.ask(SYSTEM, Define(agents=(taught,))) is None
    assert office.status("anna") is AgentStatus.OFFERED


def test_a_queue_that_asks_less_gives_its_callers_at_once() -> None:  # F110
    office = centre(replace(SERVICE, skills=(Skill(name="polish"),)))
    office.ready("anna", "bertil")
    office.call("1000")
    office.call("1000")
    assert office.rung() == []
    assert office.ask(SYSTEM, Define(queues=(SERVICE,))) is None
    assert office.rung() == ["anna", "bertil"]


def test_who_waits_too_long_goes_on_waiting_in_the_overflow_by_age() -> None:
    office = centre(replace(SERVICE, overflow=Overflow(after_ms=30_000, queue="support")))
    office.call("1000", caller="+1")
    office.wait(20_000)
    office.call("2000", caller="+2")
    office.wait(9_000)
    office.log_in("oksana")
    assert [case.queue for case in office.state.cases.values()] == ["service", "support"]
    office.wait(2_000)
    assert {case.queue for case in office.state.cases.values()} == {"support"}
    assert office.ask("oksana", READY) is None
    assert numbers_in_order(office, "oksana", 2) == ["+1", "+2"]


def test_an_overflow_finds_the_agent_who_is_ready_there() -> None:
    office = centre(replace(SERVICE, overflow=Overflow(after_ms=30_000, queue="support")))
    office.ready("oksana")
    office.call("1000")
    office.wait(29_000)
    assert office.rung() == []
    office.wait(1_000)
    assert office.rung() == ["oksana"]


@pytest.mark.parametrize("kind", [QueueKind.CHAT, QueueKind.ADMINISTRATIVE_READY])
def test_an_overflow_takes_the_same_kind_of_cases(kind: QueueKind) -> None:
    """Else a call would wait where nobody is offered calls."""
    office = Centre()
    other = Queue(id="other", name="Other", kind=kind)
    sends = replace(SERVICE, overflow=Overflow(after_ms=30_000, queue="other"))
    refusal = office.ask(SYSTEM, Define(queues=(other, sends)))
    assert refusal is not None
    assert (refusal.code, refusal.params) == ("overflow_differs", (("queue", "other"),))


def test_a_full_queue_is_busy_or_sends_to_its_overflow() -> None:
    office = centre(replace(SERVICE, max_waiting=1))
    office.call("1000")
    office.call("1000")
    assert [effect.status for effect in office.ordered_rejects()] == [486]
    office = centre(replace(SERVICE, max_waiting=1, overflow=Overflow(after_ms=60_000, queue="support")))
    office.call("1000")
    office.call("1000")
    assert [case.queue for case in office.state.cases.values()] == ["service", "support"]


MONDAY_0659_UTC = 4 * 86_400_000 + (6 * 60 + 59) * 60_000  # 5 January 1970


def test_a_queue_is_open_by_the_local_clock() -> None:
    hours = tuple(Opening(day=day, begin=8 * 60, end=17 * 60) for day in range(5))
    office = centre(replace(SERVICE, hours=hours))
    office.now = MONDAY_0659_UTC
    office.give(ZoneOffset(minutes=60))
    office.call("1000")
    assert [effect.status for effect in office.ordered_rejects()] == [480]
    office.wait(60_000)
    office.call("1000")
    assert office.case().queue == "service"
    office.give(ZoneOffset(minutes=0))  # the clocks were put back
    office.call("1000")
    assert [effect.status for effect in office.ordered_rejects()] == [480, 480]


def test_a_queue_logged_out_of_by_hand_stays_so_whatever_the_status() -> None:  # F018 F045 F136
    office = centre(agents=(replace(ANNA, rights=(Right.CHOOSE_QUEUES,)), BERTIL, OKSANA, VERA))
    office.ready("anna")
    assert code(office, "anna", ChooseQueues(queues=("support",))) is None
    office.call("1000")
    assert office.status("anna") is AgentStatus.READY
    assert code(office, "anna", LUNCH) is None
    assert code(office, "anna", READY) is None
    assert office.status("anna") is AgentStatus.READY
    assert code(office, "anna", ChooseQueues(queues=("support", "service"))) is None
    assert office.status("anna") is AgentStatus.OFFERED


def test_choosing_queues_needs_the_right_or_a_supervisor() -> None:  # F045
    office = centre()
    office.ready("anna")
    assert code(office, "anna", ChooseQueues(queues=())) == "not_allowed"
    assert code(office, "bertil", ChooseQueues(queues=(), agent="anna")) == "not_allowed"
    assert code(office, "vera", ChooseQueues(queues=("service",), agent="bertil")) is None
    assert code(office, "vera", ChooseQueues(queues=("support",), agent="bertil")) == "not_your_queue"
    assert code(office, "vera", ChooseQueues(queues=(), agent="nobody")) == "unknown_agent"
    assert code(office, "vera", ChooseQueues(queues=("service",), agent="anna")) is None
    office.call("2000")
    assert office.rung() == []


def test_a_mode_of_work_says_whether_calls_are_offered() -> None:  # F016
    office = centre()
    office.log_in("anna")
    office.call("1000")
    assert code(office, "anna", SetStatus(status=AgentStatus.READY, reason="Mail")) is None
    assert office.status("anna") is AgentStatus.READY
    assert office.rung() == []
    assert code(office, "anna", SetStatus(status=AgentStatus.READY, reason="Phone")) is None
    caller = next(iter(office.state.legs))
    office.pick_up("anna")
    office.end(caller)
    office.wait(8_000)
    assert (office.status("anna"), office.presence("anna").reason) == (AgentStatus.READY, "Phone")


@pytest.mark.parametrize("status", [AgentStatus.READY, AgentStatus.BUSY])
def test_a_mode_is_only_for_its_status(status: AgentStatus) -> None:  # F016
    office = centre()
    office.log_in("anna")
    wrong = "Mail" if status is AgentStatus.BUSY else "Busy_Lunch"
    assert code(office, "anna", SetStatus(status=status, reason=wrong)) == "unknown_reason"


def test_a_change_of_the_mode_takes_effect_at_once() -> None:  # F110
    office = centre()
    office.log_in("anna")
    office.call("1000")
    assert code(office, "anna", SetStatus(status=AgentStatus.READY, reason="Mail")) is None
    mail = next(reason for reason in REASONS if reason.id == "Mail")
    assert office.ask(SYSTEM, Define(reasons=(replace(mail, phone=True),))) is None
    assert office.status("anna") is AgentStatus.OFFERED
