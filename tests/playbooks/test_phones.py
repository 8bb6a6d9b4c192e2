"""What an agent's phone may be: one that answers by itself, or a number outside."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AgentStatus,
    CaseState,
    Define,
    Dial,
    DialLeg,
    LegAnswered,
    LegEnd,
    LegRinging,
    Park,
    PhoneReady,
    Retrieve,
    RingLeg,
)
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre, code
from tests.playbooks.test_dial_out import dialled
from tests.playbooks.test_hold import heard
from tests.playbooks.test_inbound_call import notices

MOBILE = "+46700000001"


def centre_with(**fields: object) -> Centre:
    """Anna's phone is as said."""
    return Centre(Define(queues=QUEUES, agents=(replace(AGENTS[0], **fields), *AGENTS[1:]), reasons=REASONS))


def test_a_phone_that_answers_by_itself() -> None:  # F030
    centre = centre_with(auto_answer=True)
    centre.ready("anna", "bertil")
    centre.call("1000")
    centre.call("1000")
    rings = [ring for ring in centre.ordered(RingLeg) if isinstance(ring, RingLeg)]
    assert [(ring.agent, ring.join) for ring in rings] == [("anna", True), ("bertil", False)]
    centre.ask("anna", PhoneReady())  # a phone started anew while it rings
    again = centre.ordered(RingLeg)[-1]
    assert isinstance(again, RingLeg)
    assert (again.agent, again.join) == ("anna", True)


def test_an_external_phone_is_dialled_for_each_call() -> None:  # F030 F032
    centre = centre_with(phone_number=MOBILE)
    centre.ready("anna")
    caller = centre.call("1000")
    assert centre.ordered(RingLeg) == []
    order = dialled(centre)
    assert (order.number, order.caller, order.leg) == (MOBILE, "1000", centre.offer("anna").leg)
    assert code(centre, "anna", PhoneReady()) is None  # the softphone of the window is not her phone
    centre.give(LegRinging(leg=order.leg))
    centre.give(LegAnswered(leg=order.leg))  # picking it up answers the case
    assert heard(centre)[-1] == (caller, order.leg)
    assert code(centre, "anna", PhoneReady()) is None
    assert len(centre.ordered(DialLeg)) == 1
    centre.end(order.leg)  # hanging it up ends it
    assert centre.status("anna") is AgentStatus.WRAP_UP
    centre.wait(8_000)
    assert centre.status("anna") is AgentStatus.READY


def test_an_external_phone_that_does_not_answer_is_a_missed_call() -> None:  # F032 F123
    centre = centre_with(phone_number=MOBILE)
    centre.ready("anna")
    centre.call("1000")
    centre.end(dialled(centre).leg, LegEnd.UNREACHABLE)
    assert notices(centre) == [("anna", "phone_unreachable")]
    assert centre.case().state is CaseState.WAITING


def test_an_external_phone_dials_out_and_takes_a_parked_customer_back() -> None:  # F032 F034
    centre = centre_with(phone_number=MOBILE)
    centre.ready("anna")
    assert code(centre, "anna", Dial(number="+4680")) is None
    own = dialled(centre)
    assert own.number == MOBILE
    centre.give(LegAnswered(leg=own.leg))
    other = dialled(centre)
    assert other.number == "+4680"
    centre.give(LegAnswered(leg=other.leg))
    assert heard(centre)[-1] == (other.leg, own.leg)
    centre.ask("anna", Park())
    centre.end(own.leg)
    assert code(centre, "anna", Retrieve()) is None
    again = dialled(centre)
    assert again.number == MOBILE
    centre.give(LegAnswered(leg=again.leg))
    assert heard(centre)[-1] == (other.leg, again.leg)
