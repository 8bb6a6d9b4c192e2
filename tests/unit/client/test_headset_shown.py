"""What the lights of a headset show of a view, where the phone alone does not say it (F124)."""

from __future__ import annotations

import pytest

from agent_desktop.client.headset import ACTIONS, shown
from agent_desktop.client.talk import Talk
from agent_desktop.client.view import Link, PhoneView, View
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseKind,
    CaseState,
    Held,
    Offer,
    Presence,
    Why,
)
from agent_desktop.phone.port import Button, ShowCall

TALKS = PhoneView(registered=True, active_leg="o1")
STATES = {
    AgentStatus.OFFERED: CaseState.OFFERED,
    AgentStatus.IN_CALL: CaseState.TALKING,
    AgentStatus.WRAP_UP: CaseState.WRAP_UP,
}


def view(
    status: AgentStatus,
    kind: CaseKind = CaseKind.INBOUND_CALL,
    *,
    phone: PhoneView = TALKS,
    held: Held | None = None,
    nailed_up: bool = True,
) -> View:
    case = Case(id=7, queue="q", kind=kind, state=STATES[status], created=0, since=0)
    offered = status is AgentStatus.OFFERED
    why = Why(rule="longest_waiting", score=0, ready_ms=0)
    return View(
        presence=Presence(agent="bertil", status=status, since=0, case=7, nailed_up=nailed_up, line="o1"),
        case=case,
        offer=Offer(case=7, agent="bertil", leg=None, since=0, until=9, why=why) if offered else None,
        talk=Talk(own=True, held=held),
        phone=phone,
        link=Link.ONLINE,
    )


def test_a_leg_that_stays_between_calls_is_no_call() -> None:  # F031
    assert shown(view(AgentStatus.OFFERED)) == ShowCall(ringing=True)
    assert shown(view(AgentStatus.IN_CALL)) == ShowCall(talking=True)
    assert shown(view(AgentStatus.WRAP_UP)) == ShowCall()


def test_a_leg_of_its_own_is_a_call_until_it_ends() -> None:
    assert shown(view(AgentStatus.WRAP_UP, nailed_up=False)) == ShowCall(talking=True)


@pytest.mark.parametrize(
    ("kind", "rings"), [(CaseKind.CHAT, False), (CaseKind.VOICE_MESSAGE, False), (CaseKind.CALLBACK, True)]
)
def test_what_is_taken_on_the_screen_does_not_ring(kind: CaseKind, rings: bool) -> None:
    offered = view(AgentStatus.OFFERED, kind, phone=PhoneView(registered=True), nailed_up=False)
    assert shown(offered).ringing is rings


def test_hold_is_shown_and_park_is_not() -> None:
    assert shown(view(AgentStatus.IN_CALL, held=Held.HOLD)) == ShowCall(talking=True, held=True)
    assert shown(view(AgentStatus.IN_CALL, held=Held.PARK)) == ShowCall(talking=True)


def test_every_button_has_its_action() -> None:
    assert set(ACTIONS) == set(Button)
