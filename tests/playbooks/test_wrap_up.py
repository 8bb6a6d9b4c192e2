"""Wrap-up and administrative work: more time, the pen, somebody else's hand, and what is chosen for afterwards."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AgentStatus,
    CaseKind,
    CaseOutcome,
    CaseState,
    Define,
    EndWrapUp,
    ExtendWrapUp,
    LegEnd,
    LogOut,
    MakeWrapUp,
    Queue,
    QueueKind,
    SetStatus,
    StopWrapUpTimer,
)
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code, in_wrap_up

ADMINISTRATIVE = AgentStatus.ADMINISTRATIVE


def test_the_clock_button_gives_more_time() -> None:  # F014
    centre = in_wrap_up()
    assert code(centre, "bertil", ExtendWrapUp()) is None
    centre.wait(8_000 + 29_000)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    centre.wait(1_000)
    assert centre.status("bertil") is AgentStatus.READY


def test_more_time_does_not_start_a_stopped_timer_again() -> None:  # F012 F014
    centre = in_wrap_up()
    assert code(centre, "bertil", StopWrapUpTimer()) is None
    assert code(centre, "bertil", ExtendWrapUp()) is None
    centre.wait(3_600_000)
    assert centre.status("bertil") is AgentStatus.WRAP_UP


def test_more_time_is_for_wrap_up_alone() -> None:
    centre = Centre()
    centre.ready("bertil")
    assert code(centre, "bertil", ExtendWrapUp()) == "not_in_wrap_up"


def test_a_supervisor_ends_wrap_up_for_an_agent() -> None:  # F013
    centre = in_wrap_up()
    assert code(centre, "anna", EndWrapUp(agent="bertil")) == "not_allowed"
    assert code(centre, "vera", EndWrapUp(agent="bertil")) is None
    assert centre.status("bertil") is AgentStatus.READY
    assert code(centre, "vera", EndWrapUp(agent="bertil")) == "not_in_wrap_up"


def test_the_pen_makes_a_case_that_lasts_until_a_status_is_chosen() -> None:  # F003 F010
    centre = Centre()
    centre.ready("anna")
    assert code(centre, "anna", MakeWrapUp(queue="filing")) is None
    case = centre.case()
    assert (case.kind, case.queue, case.state, case.agent) == (CaseKind.WRAP_UP, "filing", CaseState.WRAP_UP, "anna")
    assert (centre.status("anna"), centre.presence("anna").case) == (ADMINISTRATIVE, case.id)
    centre.call("1000")
    assert centre.rung() == []
    assert code(centre, "anna", READY) is None
    ended = [event.case for _, event in centre.history if getattr(event, "case", None) and event.case.id == case.id][-1]
    assert (ended.state, ended.outcome) == (CaseState.ENDED, CaseOutcome.HANDLED)
    assert centre.rung() == ["anna"]


def test_the_pen_is_for_the_agents_own_queues_and_for_no_busy_one() -> None:  # F010
    queues = (*QUEUES, Queue(id="Busy_Meeting", name="Meeting", kind=QueueKind.BUSY))
    agents = (replace(AGENTS[0], queues=("service", "Busy_Meeting")), *AGENTS[1:])
    centre = Centre(Define(queues=queues, agents=agents, reasons=REASONS))
    centre.ready("anna")
    assert code(centre, "anna", MakeWrapUp(queue="support")) == "not_your_queue"
    assert code(centre, "anna", MakeWrapUp(queue="Busy_Meeting")) == "busy_queue"
    assert code(centre, "anna", MakeWrapUp(queue="service")) is None
    assert code(centre, "anna", SetStatus(status=ADMINISTRATIVE, queue="Busy_Meeting")) == "busy_queue"
    assert code(centre, "anna", SetStatus(status=AgentStatus.BUSY, queue="service")) == "status_not_selectable"


def test_busy_is_on_a_busy_queue_where_one_is_defined() -> None:  # F007
    queues = (*QUEUES, Queue(id="Busy_Meeting", name="Meeting", kind=QueueKind.BUSY))
    agents = (replace(AGENTS[0], queues=("service", "Busy_Meeting")), *AGENTS[1:])
    centre = Centre(Define(queues=queues, agents=agents))
    centre.log_in("anna")
    centre.log_in("bertil")
    assert code(centre, "anna", SetStatus(status=AgentStatus.BUSY)) == "reason_missing"
    assert code(centre, "anna", SetStatus(status=AgentStatus.BUSY, reason="Busy_Meeting")) is None
    assert code(centre, "bertil", SetStatus(status=AgentStatus.BUSY, reason="Busy_Meeting")) == "unknown_reason"
    assert code(centre, "bertil", SetStatus(status=AgentStatus.BUSY)) is None


def test_administrative_ready_is_offered_calls_and_is_taken_up_again_afterwards() -> None:  # F001 F010
    centre = Centre()
    centre.log_in("anna")
    assert code(centre, "anna", MakeWrapUp(queue="errands")) is None
    made = centre.case().id
    caller = centre.call("1000")
    centre.pick_up("anna")
    centre.end(caller)
    assert made in centre.state.cases
    centre.wait(8_000)
    presence = centre.presence("anna")
    assert (presence.status, presence.queue, presence.case) == (ADMINISTRATIVE, "errands", made)


def test_what_was_laid_aside_ends_when_something_else_is_chosen() -> None:  # F010
    centre = Centre()
    centre.log_in("anna")
    assert code(centre, "anna", MakeWrapUp(queue="errands")) is None
    made = centre.case().id
    caller = centre.call("1000")
    centre.pick_up("anna")
    assert code(centre, "anna", READY) is None
    assert made in centre.state.cases
    centre.end(caller)
    centre.wait(8_000)
    assert centre.status("anna") is AgentStatus.READY
    assert made not in centre.state.cases


def test_break_and_log_out_can_be_chosen_during_a_call() -> None:
    for chosen, status in (
        (LUNCH, AgentStatus.BUSY),
        (SetStatus(status=AgentStatus.LOGGED_OUT), AgentStatus.LOGGED_OUT),
    ):
        centre = Centre()
        centre.ready("bertil")
        caller = centre.call("1000")
        centre.pick_up("bertil")
        assert code(centre, "bertil", LogOut()) == "agent_has_call"
        assert code(centre, "bertil", chosen) is None
        assert centre.status("bertil") is AgentStatus.IN_CALL
        centre.end(caller)
        assert centre.status("bertil") is AgentStatus.WRAP_UP
        centre.wait(8_000)
        assert centre.status("bertil") is status


def test_logging_out_is_a_command_of_its_own_without_a_call() -> None:
    centre = Centre()
    centre.ready("bertil")
    assert code(centre, "bertil", SetStatus(status=AgentStatus.LOGGED_OUT)) == "status_not_selectable"


def test_a_missed_call_ends_what_was_laid_aside_and_leaves_ready() -> None:  # F123
    centre = Centre()
    centre.log_in("anna")
    assert code(centre, "anna", MakeWrapUp(queue="errands")) is None
    made = centre.case().id
    centre.call("1000")
    leg = centre.offer("anna").leg
    assert leg is not None
    centre.end(leg, LegEnd.NO_ANSWER)
    assert (centre.status("anna"), centre.presence("anna").reason) == (AgentStatus.BUSY, "missed_call")
    assert made not in centre.state.cases
