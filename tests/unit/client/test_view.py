"""What the screen shows, computed from the real core's state."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.client.view import View, break_reasons, centre, colleague_rows, fields, queue_rows
from agent_desktop.domain.messages import Agent, AgentStatus, Define, Queue, QueueKind
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, REASONS, Centre

LIMITED = Queue(id="service", name="Customer service", number="1000", wrap_up_ms=8_000, case_limit_ms=60_000)


def seen(office: Centre, me: str) -> View:
    return centre(office.view(me), me)


def test_queue_information_counts_callers_and_agents() -> None:  # F044
    office = Centre()
    office.ready("anna")
    office.log_in("bertil")
    first = office.now
    office.call("2000")  # Anna takes the only one of support
    office.call("2000")
    office.wait(1_000)
    office.call("1000")
    support, service = sorted(queue_rows(office.view("anna"), "anna"), key=lambda row: row.id != "support")
    assert (support.waiting, support.logged_in, support.ready) == (1, 1, 0)
    assert support.longest_since is not None
    assert support.longest_since > first - 1
    assert (service.waiting, service.logged_in, service.ready) == (1, 2, 0)
    assert office.offer("anna")


def test_own_queues_come_first_and_are_marked() -> None:  # F044
    rows = queue_rows(Centre().view("oksana"), "oksana")
    assert [(row.name, row.mine) for row in rows] == [("Technical support", True), ("Customer service", False)]
    assert all(row.longest_since is None and row.waiting == 0 for row in rows)


def test_busy_is_with_a_break_or_with_a_busy_queue_of_the_agents() -> None:  # F007 F016
    lunch = Queue(id="Busy_Meeting", name="Meeting", kind=QueueKind.BUSY)
    agents = (replace(AGENTS[0], queues=("Busy_Meeting",)), *AGENTS[1:])
    office = Centre(Define(queues=(*QUEUES, lunch), agents=agents, reasons=REASONS))
    assert [row.id for row in break_reasons(office.state, "anna")] == ["Busy_Coffee", "Busy_Lunch", "Busy_Meeting"]
    assert [row.id for row in break_reasons(office.state, "bertil")] == ["Busy_Coffee", "Busy_Lunch"]
    assert all(row.id != "Busy_Meeting" for row in queue_rows(office.state, "anna"))


def test_a_ready_agent_is_counted_on_every_queue_of_theirs() -> None:  # F006
    office = Centre()
    office.ready("anna")
    assert [row.ready for row in queue_rows(office.view("anna"), "anna")] == [1, 1]


def test_colleagues_are_the_others_who_are_logged_in() -> None:  # F049
    office = Centre()
    office.ready("oksana", "anna")
    office.call("2000")
    rows = colleague_rows(office.view("bertil"), "bertil")
    assert [(row.agent.name, row.presence.status, row.queue, row.available) for row in rows] == [
        ("Anna Berg", AgentStatus.READY, "", True),
        ("Oksana Koval", AgentStatus.OFFERED, "Technical support", False),
    ]
    assert [row.agent.id for row in colleague_rows(office.view("anna"), "anna")] == ["oksana"]


def test_only_the_offered_agent_sees_the_number_and_why() -> None:  # F117
    office = Centre()
    office.ready("bertil")
    office.log_in("anna")
    office.call("1000", caller="+46701234567")
    mine, hers = seen(office, "bertil"), seen(office, "anna")
    assert mine.offer is not None
    assert mine.offer.why.rule
    assert mine.details is not None
    assert mine.details.number == "+46701234567"
    assert (hers.offer, hers.details, hers.case) == (None, None, None)


def test_the_fields_of_a_call() -> None:  # F043
    office = Centre(Define(queues=(LIMITED, *QUEUES[1:]), agents=AGENTS))
    office.ready("bertil")
    caller = office.call("1000", caller="+46701234567")
    offered = fields(seen(office, "bertil"), office.now)
    assert (offered.queue, offered.number, offered.case_ms, offered.over_limit) == (
        "Customer service",
        "+46701234567",
        None,
        False,
    )
    office.pick_up("bertil")
    office.wait(60_000)
    at_limit = fields(seen(office, "bertil"), office.now)
    assert (at_limit.case_ms, at_limit.over_limit) == (60_000, False)
    office.wait(1)
    assert fields(seen(office, "bertil"), office.now).over_limit
    office.end(caller)
    wrap_up = fields(seen(office, "bertil"), office.now + 3_000)
    assert (wrap_up.status, wrap_up.wrap_up_left_ms, wrap_up.status_ms) == (AgentStatus.WRAP_UP, 5_000, 3_000)


def test_wrap_up_without_a_limit_has_no_time_left_to_show() -> None:  # F011
    office = Centre()
    office.ready("oksana")
    caller = office.call("2000")
    office.pick_up("oksana")
    office.end(caller)
    shown = fields(seen(office, "oksana"), office.now)
    assert (shown.status, shown.wrap_up_left_ms) == (AgentStatus.WRAP_UP, None)


@pytest.mark.parametrize("late", [0, 9_000])
def test_no_duration_is_negative(late: int) -> None:
    office = Centre()
    office.ready("bertil")
    caller = office.call("1000")
    office.pick_up("bertil")
    office.end(caller)
    shown = fields(seen(office, "bertil"), office.now - 5_000 + 2 * late)
    assert min(shown.status_ms, shown.case_ms or 0, shown.wrap_up_left_ms or 0) >= 0


def test_a_reason_is_shown_while_busy() -> None:
    office = Centre()
    office.ready("bertil")
    office.ask("bertil", LUNCH)
    assert fields(seen(office, "bertil"), office.now).reason == "Busy_Lunch"


def test_without_a_session_there_is_nothing() -> None:
    shown = fields(View(), 1_000)
    assert (shown.status, shown.queue, shown.number, shown.case_ms) == (AgentStatus.LOGGED_OUT, "", "", None)
    assert View().agent is None


def test_an_agent_who_is_not_known_yet_sees_the_queues() -> None:
    view = centre(Centre().state, "nobody")
    assert view.agent is None
    assert [row.mine for row in view.queues] == [False, False]
    assert Agent(id="nobody", name="") not in [row.agent for row in view.colleagues]


def test_who_is_unchanged_is_taken_from_the_view_before() -> None:  # F049
    office = Centre()
    for agent in ("anna", "bertil", "oksana"):
        office.log_in(agent)
    before = centre(office.state, "anna")
    office.ready("bertil")
    after = centre(office.state, "anna", before)
    assert after == centre(office.state, "anna")
    old, new = ({row.agent.id: row for row in view.colleagues} for view in (before, after))
    assert new["oksana"] is old["oksana"]
    assert new["bertil"].available
    assert not old["bertil"].available
