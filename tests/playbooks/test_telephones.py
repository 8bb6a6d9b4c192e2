"""Desk phones instead of the softphone, and numbers that nothing may hold back."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.domain import telephony
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    Asked,
    CaseOutcome,
    Define,
    Dial,
    LegAnswered,
    LegEnd,
    LogIn,
    LogOut,
    PhoneReady,
    Queue,
    Refusal,
    RingLeg,
    TrunkDefined,
)
from agent_desktop.domain.network import Device, EmergencyNumber, Trunk
from tests.fakes.centre import AGENTS, QUEUES, READY, REASONS, Centre
from tests.playbooks.test_dial_out import dialled, own_phone
from tests.playbooks.test_hold import code

DESKS = (Device(id="desk-1"), Device(id="desk-2"))


def centre_with(queues: tuple[Queue, ...] = QUEUES, **fields: object) -> Centre:
    """Anna as said, two desk phones."""
    agents = (replace(AGENTS[0], **fields), *AGENTS[1:])
    return Centre(Define(queues=queues, agents=agents, reasons=REASONS, devices=DESKS))


def rung(centre: Centre) -> tuple[str, str]:
    """Whom the last order to ring was for, and at which desk phone."""
    order = centre.ordered(RingLeg)[-1]
    assert isinstance(order, RingLeg)
    return order.agent, order.device


def test_the_softphone_unless_the_definition_names_a_desk_phone() -> None:  # F032
    for device in ("", "desk-1"):
        centre = centre_with(device=device)
        centre.ready("anna")
        centre.call("1000")
        assert rung(centre) == ("anna", device)


def test_whose_a_phone_is() -> None:  # F032 F055
    centre = centre_with(device="desk-1")
    assert telephony.user_of(centre.state, "anna") == "anna"
    assert telephony.user_of(centre.state, "desk-1") is None, "nobody is here"
    centre.log_in("anna", "bertil")
    assert telephony.user_of(centre.state, "desk-1") == "anna", "as defined"
    assert telephony.user_of(centre.state, "desk-2") is None
    assert code(centre, "anna", LogIn(device="desk-2")) is None
    assert telephony.user_of(centre.state, "desk-1") is None
    assert telephony.user_of(centre.state, "desk-2") == "anna", "as named at log-in"


def test_a_desk_phone_of_two_who_are_here_is_nobodys() -> None:
    agents = tuple(replace(agent, device="desk-1") for agent in AGENTS)
    centre = Centre(Define(queues=QUEUES, agents=agents, reasons=REASONS, devices=DESKS))
    centre.log_in("anna")
    assert telephony.user_of(centre.state, "desk-1") == "anna"
    centre.log_in("bertil")
    assert telephony.user_of(centre.state, "desk-1") is None


def test_who_logs_in_names_the_desk_phone_and_leaves_it_at_log_out() -> None:  # F002 F032
    centre = centre_with(device="desk-1")
    assert code(centre, "anna", LogIn(device="desk-2")) is None
    centre.ask("anna", READY)
    caller = centre.call("1000")
    assert rung(centre) == ("anna", "desk-2")
    centre.end(caller, LegEnd.CANCELLED)
    assert code(centre, "bertil", LogIn(device="desk-2")) == "device_in_use"
    assert code(centre, "anna", LogOut()) is None
    assert code(centre, "bertil", LogIn(device="desk-2")) is None
    assert code(centre, "anna", LogIn()) is None
    centre.ask("anna", READY)
    centre.call("1000")
    assert rung(centre) == ("anna", "desk-1")


def test_who_is_present_moves_to_another_desk() -> None:  # F032
    centre = centre_with()
    centre.ready("anna")
    assert code(centre, "anna", LogIn(device="desk-1")) is None
    assert centre.status("anna") is AgentStatus.READY
    centre.call("1000")
    assert rung(centre) == ("anna", "desk-1")
    assert code(centre, "anna", PhoneReady()) is None  # the window's softphone is not the phone of this call
    assert len(centre.ordered(RingLeg)) == 1


def test_desk_phones_that_cannot_be() -> None:
    centre = centre_with()
    assert code(centre, "anna", LogIn(device="desk-9")) == "unknown_device"
    assert centre.status("anna") is AgentStatus.LOGGED_OUT

    def defined(**rows: Any) -> str | None:
        answer = centre.give(Asked(by=SYSTEM, command=Define(**rows)))
        return answer.code if isinstance(answer, Refusal) else None

    assert defined(agents=(replace(AGENTS[0], device="desk-9"),)) == "unknown_device"
    assert defined(devices=(Device(id="bertil"),)) == "device_is_agent"
    assert defined(agents=(replace(AGENTS[0], id="desk-1"),)) == "device_is_agent"


def test_a_definition_brings_trunks_that_no_client_sees() -> None:
    centre = centre_with()
    trunk = Trunk(id="provider", server="sip.example.com")
    for _ in range(2):
        centre.give(Asked(by=SYSTEM, command=Define(trunks=(trunk,))))
    assert centre.state.trunks["provider"] == trunk
    assert len([event for event in centre.events if isinstance(event, TrunkDefined)]) == 1
    assert not centre.view("anna").trunks


@pytest.mark.parametrize("number", ["112", "911"])
def test_an_emergency_call_is_not_refused_from_ready(number: str) -> None:  # F028
    shut = tuple(replace(queue, dial_from_ready=False) for queue in QUEUES)
    centre = centre_with(shut)
    if number == "911":
        centre.give(Asked(by=SYSTEM, command=Define(emergency=(EmergencyNumber(number="911"),))))
    centre.ready("anna")
    assert code(centre, "anna", Dial(number="113")) == "not_from_ready"
    assert code(centre, "anna", Dial(number=number)) is None
    own_phone(centre, "anna")
    assert (dialled(centre).number, dialled(centre).emergency) == (number, True)


def test_an_emergency_call_needs_no_queue() -> None:
    centre = centre_with()
    nowhere = replace(AGENTS[0], queues=(), default_queue=None)
    centre.give(Asked(by=SYSTEM, command=Define(agents=(nowhere,))))
    assert code(centre, "anna", LogIn()) is None
    assert code(centre, "anna", Dial(number="0701")) == "no_queue_to_dial"
    assert code(centre, "anna", Dial(number="112")) is None
    own_phone(centre, "anna")
    assert dialled(centre).emergency


def test_an_emergency_call_ends_wrap_up_and_comes_back_to_where_it_led() -> None:  # F015
    centre = centre_with(tuple(replace(queue, wrap_up_ms=None) for queue in QUEUES))
    centre.ready("anna")
    caller = centre.call("1000")
    ring = centre.ordered(RingLeg)[-1]
    assert isinstance(ring, RingLeg)
    centre.give(LegAnswered(leg=ring.leg))
    centre.end(caller)
    wrapped = centre.presence("anna").case
    assert wrapped is not None
    assert centre.status("anna") is AgentStatus.WRAP_UP
    assert code(centre, "anna", Dial(number="0701")) == "in_wrap_up"
    assert code(centre, "anna", Dial(number="112")) is None
    assert wrapped not in centre.state.cases or centre.state.cases[wrapped].outcome is CaseOutcome.HANDLED
    own_phone(centre, "anna")
    centre.end(dialled(centre).leg, LegEnd.NO_ANSWER)
    assert centre.status("anna") is AgentStatus.READY


def test_a_plain_number_is_no_emergency() -> None:
    centre = centre_with()
    centre.ready("anna")
    assert code(centre, "anna", Dial(number="0701")) is None
    own_phone(centre, "anna")
    assert not dialled(centre).emergency
