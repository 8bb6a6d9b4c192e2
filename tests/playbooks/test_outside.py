"""Numbers outside: asked during a call, and given the call."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    CaseOutcome,
    CaseState,
    Confer,
    DialLeg,
    EndInquiry,
    Held,
    Inquire,
    LegAnswered,
    LegEnd,
    Mix,
    Toggle,
    Transfer,
)
from tests.fakes.centre import Centre, code
from tests.playbooks.test_dial_out import dialled
from tests.playbooks.test_hold import MUSIC, heard, talking
from tests.playbooks.test_inbound_call import notices
from tests.playbooks.test_inquiry import asked, outcomes
from tests.playbooks.test_transfer import follower

NUMBER = "+4681"


def asking_outside() -> tuple[Centre, str, str, str]:
    """Bertil asks somebody outside, who has answered: centre, and the legs of caller, Bertil and the one outside."""
    centre, caller, leg = talking()
    assert code(centre, "bertil", Inquire(number=NUMBER)) is None
    outside = dialled(centre).leg
    centre.give(LegAnswered(leg=outside))
    centre.media_done()
    centre.effects.clear()
    return centre, caller, leg, outside


def test_a_number_is_asked_with_the_customer_parked() -> None:  # F020 F023
    centre, caller, leg = talking()
    assert code(centre, "bertil", Inquire(number=NUMBER)) is None
    order = dialled(centre)
    child = centre.state.cases[asked(centre)]
    assert (order.number, order.caller, order.case, child.state) == (NUMBER, "1000", child.id, CaseState.DIALLING)
    assert heard(centre) == [(caller, MUSIC), (leg, MUSIC)]
    assert code(centre, "bertil", Toggle()) == "not_answered_yet"
    centre.give(LegAnswered(leg=order.leg))
    assert heard(centre)[-1] == (leg, order.leg)
    assert code(centre, "bertil", Toggle()) is None
    assert heard(centre)[-2:] == [(caller, leg), (order.leg, MUSIC)]
    assert centre.state.details[child.id].outside == NUMBER
    assert child.id not in centre.view("anna").details


@pytest.mark.parametrize(
    ("cause", "notice"), [(LegEnd.REJECTED, "dialled_busy"), (LegEnd.UNREACHABLE, "dialled_unreachable")]
)
def test_a_number_that_is_not_reached_leaves_the_customer_parked(cause: LegEnd, notice: str) -> None:  # F023
    centre, caller, leg = talking()
    centre.ask("bertil", Inquire(number=NUMBER))
    centre.unreached(dialled(centre).leg, cause)
    assert notices(centre) == [("bertil", notice)]
    assert heard(centre)[-2:] == [(caller, MUSIC), (leg, None)]
    assert centre.case().held is Held.PARK


def test_a_number_that_rings_too_long_is_given_up() -> None:  # F122
    centre, _, _ = talking()
    centre.ask("bertil", Inquire(number=NUMBER))
    centre.media_done()
    centre.wait(45_000)
    assert ("bertil", "dialled_no_answer") in notices(centre)
    assert not centre.state.inquiries


def test_the_one_outside_hangs_up_or_is_let_go() -> None:
    for by_agent in (True, False):
        centre, _, _, outside = asking_outside()
        child = asked(centre)
        if by_agent:
            assert code(centre, "bertil", EndInquiry()) is None
        else:
            centre.end(outside)
        assert outcomes(centre) == [(child, CaseOutcome.CONSULTED)]
        assert centre.case().held is Held.PARK


def test_a_transfer_after_the_inquiry_outside_goes_on_without_an_agent() -> None:  # F020 F032
    centre, caller, _, outside = asking_outside()
    assert code(centre, "bertil", Transfer()) is None
    assert heard(centre) == [(caller, outside)]
    case = follower(centre)
    assert (case.state, case.agent) == (CaseState.EXTERNAL, None)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    centre.end(caller)
    assert (case.id, CaseOutcome.HANDLED) in outcomes(centre)
    assert not centre.state.legs


def test_a_transfer_at_once_to_a_number() -> None:  # F025
    centre, caller, _ = talking()
    assert code(centre, "bertil", Transfer(number=NUMBER)) is None
    case = follower(centre)
    assert (case.state, case.returns_to) == (CaseState.DIALLING, "bertil")
    assert heard(centre) == [(caller, MUSIC)]
    outside = dialled(centre).leg
    centre.give(LegAnswered(leg=outside))
    assert heard(centre)[-1] == (caller, outside)
    centre.end(outside)
    assert (case.id, CaseOutcome.HANDLED) in outcomes(centre)
    assert not centre.state.legs


@pytest.mark.parametrize("waits", [True, False])
def test_a_number_that_does_not_answer_gives_the_call_back(waits: bool) -> None:  # F122
    centre, caller, _ = talking()
    centre.ask("bertil", Transfer(number=NUMBER))
    if waits:
        centre.ask("bertil", Transfer())  # refused: the call is given away already
        centre.media_done()
        centre.wait(45_000)
    else:
        centre.end(dialled(centre).leg, LegEnd.UNREACHABLE)
    assert centre.offer("bertil").why.rule == "returned"
    assert [leg.id for leg in centre.state.legs.values() if leg.guest and leg.state != "ending"] == []
    leg = centre.pick_up("bertil")
    assert heard(centre)[-1] == (caller, leg)


def test_the_customer_leaves_while_the_number_rings() -> None:
    centre, caller, _ = talking()
    centre.ask("bertil", Transfer(number=NUMBER))
    case = follower(centre).id
    centre.end(caller)
    assert (case, CaseOutcome.ABANDONED) in outcomes(centre)
    assert not centre.state.legs


def test_a_conference_with_somebody_outside_goes_on_without_the_agent() -> None:  # F020 F034
    centre, caller, leg, outside = asking_outside()
    assert code(centre, "bertil", Confer()) is None
    (mix,) = centre.ordered(Mix)
    assert isinstance(mix, Mix)
    assert (mix.leg, mix.peers) == (caller, (outside, leg))
    centre.end(leg)
    assert heard(centre)[-1] == (caller, outside)
    assert follower(centre).state is CaseState.EXTERNAL


def test_a_restarted_switch_resolves_calls_outside() -> None:  # F120
    for lost in range(2):
        centre, caller, _, outside = asking_outside()
        centre.ask("bertil", Transfer())
        centre.give(AdapterStarted(legs=((caller,), (outside,))[lost]))
        assert not [case for case in centre.state.cases.values() if case.state is CaseState.EXTERNAL]
    assert centre.ordered(DialLeg) == []


def test_a_number_must_be_one() -> None:
    centre, _, _ = talking()
    for command in (Inquire(number="sip:x@y"), Transfer(number="")):
        assert code(centre, "bertil", command) == "bad_number"
    assert code(centre, "bertil", Inquire(number=NUMBER, queue="support")) == "no_target"
