"""What agents may ask for, and what they are refused."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    CaseOutcome,
    CaseState,
    Define,
    EndWrapUp,
    LogIn,
    LogOut,
    Queue,
    SetStatus,
    StopWrapUpTimer,
)
from tests.fakes.centre import LUNCH, READY, Centre, code, in_wrap_up


def test_log_in_is_busy_until_a_status_is_chosen() -> None:  # F002 F008
    centre = Centre()
    centre.log_in("bertil")
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, "logged_in")
    centre.call("1000")
    assert centre.rung() == []
    before = len(centre.events)
    centre.log_in("bertil")
    assert len(centre.events) == before


def test_an_unknown_agent_and_one_who_is_out_are_refused() -> None:
    centre = Centre()
    assert code(centre, "nobody", LogIn()) == "unknown_agent"
    assert code(centre, "bertil", READY) == "logged_out"
    assert code(centre, "bertil", LogOut()) is None


def test_busy_needs_a_reason_that_exists() -> None:  # F007 F009
    centre = Centre()
    centre.log_in("bertil")
    assert code(centre, "bertil", SetStatus(status=AgentStatus.BUSY)) == "reason_missing"
    assert code(centre, "bertil", SetStatus(status=AgentStatus.BUSY, reason="Busy_Golf")) == "unknown_reason"
    assert code(centre, "bertil", LUNCH) is None
    assert centre.presence("bertil").reason == "Busy_Lunch"


def test_busy_is_plain_where_no_reasons_are_defined() -> None:  # F007
    centre = Centre(Define(queues=(), agents=(Agent(id="solo", name="Solo"),)))
    centre.log_in("solo")
    assert code(centre, "solo", SetStatus(status=AgentStatus.BUSY)) is None
    assert centre.presence("solo").reason is None


@pytest.mark.parametrize("status", sorted(set(AgentStatus) - {"ready", "busy", "administrative"}))
def test_statuses_that_follow_a_case_cannot_be_chosen(status: AgentStatus) -> None:
    centre = Centre()
    centre.log_in("bertil")
    assert code(centre, "bertil", SetStatus(status=status)) == "status_not_selectable"


def test_administrative_is_not_offered_calls() -> None:  # F005
    centre = Centre()
    centre.ready("bertil")
    assert code(centre, "bertil", SetStatus(status=AgentStatus.ADMINISTRATIVE)) is None
    centre.call("1000")
    assert centre.rung() == []


def test_choosing_the_status_one_has_keeps_its_time() -> None:
    centre = Centre()
    centre.ready("bertil")
    since = centre.presence("bertil").since
    centre.wait(5_000)
    assert code(centre, "bertil", READY) is None
    assert centre.presence("bertil").since == since


def test_log_out_is_refused_with_a_caller_and_ends_wrap_up() -> None:
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    assert code(centre, "bertil", LogOut()) == "agent_has_call"
    centre.pick_up("bertil")
    assert code(centre, "bertil", LogOut()) == "agent_has_call"
    centre.end(caller)
    assert code(centre, "bertil", LogOut()) is None
    assert centre.status("bertil") is AgentStatus.LOGGED_OUT
    assert not centre.state.cases
    assert len(centre.state.due) == 0


def test_wrap_up_without_a_timeout_lasts_until_a_status_is_chosen() -> None:  # F011
    centre = in_wrap_up("oksana", "2000")
    assert centre.presence("oksana").wrap_until is None
    centre.wait(3_600_000)
    assert centre.status("oksana") is AgentStatus.WRAP_UP
    assert code(centre, "oksana", LUNCH) is None
    assert centre.presence("oksana").reason == "Busy_Lunch"
    assert not centre.state.cases


def test_the_countdown_can_be_stopped() -> None:  # F012
    centre = in_wrap_up()
    centre.wait(3_000)
    assert code(centre, "bertil", StopWrapUpTimer()) is None
    centre.wait(3_600_000)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert centre.case().state is CaseState.WRAP_UP


def test_wrap_up_can_be_ended_early() -> None:  # F013
    centre = in_wrap_up()
    centre.wait(3_000)
    assert code(centre, "bertil", EndWrapUp()) is None
    assert centre.status("bertil") is AgentStatus.READY
    assert not centre.state.cases


@pytest.mark.parametrize("command", [StopWrapUpTimer(), EndWrapUp()])
def test_wrap_up_commands_need_wrap_up(command: object) -> None:
    centre = Centre()
    assert code(centre, "bertil", command) == "logged_out"
    centre.ready("bertil")
    assert code(centre, "bertil", command) == "not_in_wrap_up"


def test_handled_is_known_when_the_talk_is_over() -> None:
    assert in_wrap_up().case().outcome is CaseOutcome.HANDLED


def test_only_the_system_defines_and_only_what_fits() -> None:
    centre = Centre()
    assert code(centre, "vera", Define()) == "not_allowed"
    twin = Queue(id="twin", name="Twin", number="1000")
    assert code(centre, SYSTEM, Define(queues=(twin,))) == "number_taken"
    odd = Queue(id="odd", name="Odd", discipline="random")
    assert code(centre, SYSTEM, Define(queues=(odd,))) == "unknown_discipline"
    lost = Agent(id="lost", name="Lost", queues=("nowhere",))
    assert code(centre, SYSTEM, Define(agents=(lost,))) == "unknown_queue"


def test_a_definition_given_again_says_nothing_and_a_changed_one_works_at_once() -> None:  # F110
    centre = Centre()
    before = len(centre.events)
    given = Define(queues=tuple(centre.state.queues.values()), agents=tuple(centre.state.agents.values()))
    assert code(centre, SYSTEM, given) is None
    assert len(centre.events) == before
    centre.ready("bertil")
    centre.call("2000")
    assert centre.rung() == []
    moved = Agent(id="bertil", name="Bertil Ek", queues=("support",))
    assert code(centre, SYSTEM, Define(agents=(moved,))) is None
    assert centre.rung() == ["bertil"]


def test_a_queue_can_change_its_number() -> None:
    centre = Centre()
    renumbered = Queue(id="service", name="Customer service", number="1001")
    assert code(centre, SYSTEM, Define(queues=(renumbered,))) is None
    centre.call("1001")
    assert centre.case().queue == "service"
    assert "1000" not in centre.state.numbers
