"""Calls that agents make, to numbers outside and to colleagues."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.dialling import AGENT_MS
from agent_desktop.domain.messages import (
    SYSTEM,
    AdapterStarted,
    AgentStatus,
    Asked,
    CaseKind,
    CaseOutcome,
    CaseState,
    Confer,
    CriDefinition,
    Define,
    Dial,
    DialLeg,
    Hold,
    Inquire,
    LegAnswered,
    LegEnd,
    PhoneReady,
    Refusal,
    RingLeg,
    SetCri,
    Toggle,
    Transfer,
)
from agent_desktop.domain.talk import APART_MS
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code
from tests.playbooks.test_hold import MUSIC, heard
from tests.playbooks.test_inbound_call import notices
from tests.playbooks.test_inquiry import asked, outcomes

NUMBER = "+46812345"


def dialled(centre: Centre) -> DialLeg:
    """The last order to dial a number."""
    order = centre.ordered(DialLeg)[-1]
    assert isinstance(order, DialLeg)
    return order


def own_phone(centre: Centre, agent: str) -> str:
    """The agent's own phone joins by itself; returns its leg."""
    ring = centre.ordered(RingLeg)[-1]
    assert isinstance(ring, RingLeg)
    assert (ring.agent, ring.join) == (agent, True)
    centre.give(LegAnswered(leg=ring.leg))
    return ring.leg


def calling(agent: str = "bertil") -> tuple[Centre, str]:
    """The agent was ready and has dialled; the number rings."""
    centre = Centre()
    centre.ready(agent)
    assert code(centre, agent, Dial(number=NUMBER)) is None
    return centre, own_phone(centre, agent)


def test_the_own_phone_joins_then_the_number_is_dialled() -> None:  # F020 F022 F028
    centre, leg = calling()
    case = centre.case()
    assert (case.kind, case.state, case.queue) == (CaseKind.OUTBOUND_CALL, CaseState.DIALLING, "service")
    assert centre.status("bertil") is AgentStatus.IN_CALL
    assert heard(centre) == [(leg, MUSIC)]
    order = dialled(centre)
    assert (order.number, order.caller, order.case) == (NUMBER, "1000", case.id)
    centre.give(LegAnswered(leg=order.leg))
    assert heard(centre)[-1] == (order.leg, leg)
    assert (centre.case().state, centre.case().answered) == (CaseState.TALKING, centre.now)
    assert centre.view("bertil").details[case.id].number == NUMBER
    assert case.id not in centre.view("anna").details
    centre.end(order.leg)
    assert (centre.case().state, centre.case().outcome) == (CaseState.WRAP_UP, CaseOutcome.HANDLED)
    centre.wait(8_000)  # the queue's wrap-up
    assert centre.status("bertil") is AgentStatus.READY


def test_the_number_that_the_called_see_and_the_default_queue() -> None:  # F028 F033
    queues = (QUEUES[0], replace(QUEUES[1], caller_number="+46770"), *QUEUES[2:])
    agents = (replace(AGENTS[0], default_queue="support"), *AGENTS[1:])
    centre = Centre(Define(queues=queues, agents=agents, reasons=REASONS))
    centre.ready("anna")
    assert code(centre, "anna", Dial(number=NUMBER)) is None
    own_phone(centre, "anna")
    assert (centre.case().queue, dialled(centre).caller) == ("support", "+46770")
    centre.end(dialled(centre).leg, LegEnd.NO_ANSWER)
    assert code(centre, "anna", Dial(number=NUMBER, queue="service")) is None
    assert centre.case().queue == "service"


def test_dialling_from_ready_is_a_setting() -> None:  # F028
    queues = (replace(QUEUES[0], dial_from_ready=False), *QUEUES[1:])
    centre = Centre(Define(queues=queues, agents=AGENTS, reasons=REASONS))
    centre.ready("bertil")
    assert code(centre, "bertil", Dial(number=NUMBER)) == "not_from_ready"
    centre.ask("bertil", LUNCH)
    assert code(centre, "bertil", Dial(number=NUMBER)) is None
    own_phone(centre, "bertil")
    centre.unreached(dialled(centre).leg, LegEnd.REJECTED)
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, "Busy_Lunch")


@pytest.mark.parametrize(
    ("cause", "notice"),
    [
        (LegEnd.REJECTED, "dialled_busy"),
        (LegEnd.NO_ANSWER, "dialled_no_answer"),
        (LegEnd.UNREACHABLE, "dialled_unreachable"),
        (LegEnd.FAILED, "dialled_failed"),
    ],
)
def test_who_is_not_reached_leaves_the_agent_as_before(cause: LegEnd, notice: str) -> None:  # F022
    centre, _ = calling()
    case = centre.case().id
    centre.unreached(dialled(centre).leg, cause)
    assert outcomes(centre) == [(case, CaseOutcome.UNREACHED)]
    assert notices(centre) == [("bertil", notice)]
    assert centre.status("bertil") is AgentStatus.READY
    assert not centre.state.legs


def test_the_agent_hangs_up_before_the_answer() -> None:
    centre, leg = calling()
    centre.end(leg)
    assert (centre.status("bertil"), notices(centre)) == (AgentStatus.READY, [])
    assert not centre.state.cases
    assert not centre.state.legs


def test_an_own_phone_that_does_not_join_dials_nobody() -> None:  # F122
    for unreachable in (True, False):
        centre = Centre()
        centre.ready("bertil")
        centre.ask("bertil", Dial(number=NUMBER))
        if unreachable:
            centre.end(centre.presence("bertil").leg or "", LegEnd.UNREACHABLE)
        else:
            centre.wait(AGENT_MS)
        assert centre.ordered(DialLeg) == []
        assert notices(centre) == [("bertil", "own_phone_failed")]
        assert centre.status("bertil") is AgentStatus.BUSY  # no calls on a phone that does not ring
        assert not centre.state.cases


def test_a_number_that_rings_for_ever_is_given_up() -> None:  # F122
    centre, _ = calling()
    centre.wait(60_000)
    assert notices(centre)[-1] == ("bertil", "dialled_no_answer")
    assert not centre.state.cases


def test_a_call_made_can_be_held_asked_about_and_transferred() -> None:  # F020
    centre, leg = calling()
    order = dialled(centre)
    centre.give(LegAnswered(leg=order.leg))
    centre.ready("anna")
    assert code(centre, "bertil", Hold()) is None
    assert code(centre, "bertil", Inquire(agent="anna")) is None
    other = centre.pick_up("anna")
    assert code(centre, "bertil", Transfer()) is None
    assert heard(centre)[-1] == (order.leg, other)
    assert leg not in [row.id for row in centre.state.legs.values() if row.state == "answered"]


def test_a_restarted_switch_resolves_a_call_on_its_way() -> None:  # F120
    for lost in range(2):
        centre, leg = calling()
        kept = [leg, dialled(centre).leg]
        del kept[lost]
        centre.give(AdapterStarted(legs=tuple(kept)))
        centre.wait(60_000)
        assert not centre.state.cases
        assert centre.status("bertil") is not AgentStatus.IN_CALL


def test_a_phone_started_anew_ends_the_dialling() -> None:
    centre, _ = calling()
    centre.ask("bertil", PhoneReady())
    assert not centre.state.cases
    assert centre.status("bertil") is AgentStatus.READY


# --- colleagues ------------------------------------------------------------------------------------------------------


def between() -> tuple[Centre, str]:
    """Bertil calls Anna, who is at lunch; her phone rings."""
    centre = Centre()
    centre.ready("bertil")
    centre.log_in("anna")
    centre.ask("anna", LUNCH)
    assert code(centre, "bertil", Dial(agent="anna")) is None
    return centre, own_phone(centre, "bertil")


def test_a_call_to_a_colleague_is_an_inquiry_without_a_customer() -> None:  # F022 F049
    centre, leg = between()
    assert centre.ordered(DialLeg) == []
    child = centre.state.cases[asked(centre)]
    assert (child.state, child.agent) == (CaseState.OFFERED, "anna")
    ring = centre.ordered(RingLeg)[-1]
    assert isinstance(ring, RingLeg)
    assert (ring.agent, ring.peer, ring.caller_name) == ("anna", leg, "Bertil Ek")
    other = centre.pick_up("anna")
    assert heard(centre)[-1] == (leg, other)
    for command in (Hold(), Toggle(), Confer(), Transfer(), Inquire(queue="support")):
        assert code(centre, "bertil", command) == "no_customer"
    centre.end(other)
    assert centre.status("bertil") is AgentStatus.READY  # no wrap-up
    assert (centre.status("anna"), centre.presence("anna").reason) == (AgentStatus.BUSY, "Busy_Lunch")
    assert not centre.state.cases


def test_the_calling_agent_hangs_up() -> None:  # F049
    for answered in (True, False):
        centre, leg = between()
        if answered:
            centre.pick_up("anna")
        centre.end(leg)
        assert (centre.status("bertil"), centre.status("anna")) == (AgentStatus.READY, AgentStatus.BUSY)
        assert not centre.state.cases


def test_a_colleague_who_does_not_answer() -> None:  # F049 F122
    centre, _ = between()
    centre.wait(20_000)
    assert ("bertil", "inquiry_unanswered") in notices(centre)
    assert centre.status("bertil") is AgentStatus.READY
    assert not centre.state.cases


def test_a_colleague_who_became_busy_while_the_own_phone_joined() -> None:  # F049
    centre = Centre()
    centre.ready("bertil")
    centre.log_in("anna")
    centre.ask("bertil", Dial(agent="anna"))
    leg = centre.presence("bertil").leg or ""
    centre.call("1000")
    centre.ask("anna", READY)  # and is offered the call
    centre.give(LegAnswered(leg=leg))
    assert notices(centre) == [("bertil", "inquiry_unanswered")]
    assert centre.status("bertil") is AgentStatus.READY


def test_the_calling_agent_who_cannot_be_heard_ends_the_call_between_colleagues() -> None:  # F122
    centre, leg = between()
    centre.pick_up("anna")
    centre.end(leg, LegEnd.FAILED)
    centre.media_done()
    centre.wait(APART_MS)
    assert not centre.state.cases
    assert centre.presence("bertil").reason == "phone_unreachable"


def test_what_dialling_needs() -> None:
    centre = Centre()
    assert code(centre, "nobody", Dial(number=NUMBER)) == "unknown_agent"
    assert code(centre, "bertil", Dial(number=NUMBER)) == "logged_out"
    centre.ready("bertil")
    assert code(centre, "bertil", Dial()) == "no_target"
    assert code(centre, "bertil", Dial(number=NUMBER, agent="anna")) == "no_target"
    assert code(centre, "bertil", Dial(number="anna@evil")) == "bad_number"
    assert code(centre, "bertil", Dial(agent="nobody")) == "unknown_agent"
    assert code(centre, "bertil", Dial(agent="anna")) == "colleague_not_free"
    assert code(centre, "bertil", Dial(number=NUMBER, queue="support")) == "not_your_queue"
    centre.log_in("vera")
    assert code(centre, "vera", Dial(number=NUMBER)) == "no_queue_to_dial"
    caller = centre.call("1000")
    assert code(centre, "bertil", Dial(number=NUMBER)) == "agent_has_call"
    centre.pick_up("bertil")
    assert code(centre, "bertil", Dial(number=NUMBER)) == "agent_has_call"
    centre.end(caller)
    assert code(centre, "bertil", Dial(number=NUMBER)) == "in_wrap_up"


def test_a_default_queue_must_exist() -> None:
    refused = Centre().give(Asked(by=SYSTEM, command=Define(agents=(replace(AGENTS[0], default_queue="nowhere"),))))
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown_queue"


def test_a_cri_that_the_queue_names_is_the_number_shown() -> None:  # F033
    shown = replace(QUEUES[0], caller_number="+46770", caller_number_cri="Brand")
    cri = CriDefinition(name="Brand", queues=("service",), editable=True)
    centre = Centre(Define(queues=(shown, *QUEUES[1:]), agents=AGENTS, reasons=REASONS, cris=(cri,)))
    centre.ready("bertil")
    for value, expected in (("+46880", "+46880"), ("no number", "+46770"), ("", "+46770")):
        caller = centre.call("1000")
        centre.pick_up("bertil")
        case = centre.presence("bertil").case or 0
        assert code(centre, "bertil", SetCri(case=case, name="Brand", value=value)) is None
        assert code(centre, "bertil", Inquire(number=NUMBER)) is None
        assert dialled(centre).caller == expected
        centre.end(dialled(centre).leg, LegEnd.NO_ANSWER)
        centre.end(caller)
        centre.wait(8_000)
    wrong = replace(shown, caller_number_cri="number")  # the customer's own: not shown as ours
    assert code(centre, SYSTEM, Define(queues=(wrong,))) == "bad_cri_name"
