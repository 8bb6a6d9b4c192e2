"""An agent's phone gives its call away by its own transfer key, and numbers are heard before they answer."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AgentStatus,
    AnswerTransfer,
    CaseOutcome,
    CaseState,
    Connect,
    Dial,
    DialLeg,
    EndInquiry,
    FactIgnored,
    HangUpLeg,
    Hold,
    Inquire,
    LegAnswered,
    LegEarlyMedia,
    LegEnd,
    LegTransferAsked,
    Retrieve,
)
from tests.fakes.centre import Centre, code
from tests.playbooks.test_dial_out import NUMBER, dialled, own_phone
from tests.playbooks.test_hold import MUSIC, heard, talking
from tests.playbooks.test_transfer import follower


def refer(centre: Centre, leg: str, **target: str) -> bool:
    """The phone asks; whether it is told that it is done. It is told before it is hung up on."""
    centre.effects.clear()
    centre.give(LegTransferAsked(leg=leg, **target))
    (answer,) = centre.ordered(AnswerTransfer)
    assert answer.leg == leg
    hung_up = [effect for effect in centre.effects if isinstance(effect, HangUpLeg) and effect.leg == leg]
    assert len(hung_up) == answer.accepted
    if hung_up:
        assert centre.effects.index(answer) < centre.effects.index(hung_up[0])
    return answer.accepted


def test_a_phone_transfers_to_a_queue() -> None:  # F025
    centre, caller, leg = talking()
    main = centre.case().id
    assert refer(centre, leg, number="2000")
    case = follower(centre)
    assert (case.state, case.queue) == (CaseState.WAITING, "support")
    assert centre.state.case_legs[case.id] == (caller,)
    assert centre.state.cases[main].outcome is CaseOutcome.TRANSFERRED
    assert centre.status("bertil") is AgentStatus.WRAP_UP


def test_a_phone_transfers_to_a_colleague() -> None:  # F025
    centre, caller, leg = talking()
    centre.ready("anna")
    assert refer(centre, leg, number="anna")
    other = centre.pick_up("anna")
    assert heard(centre)[-1] == (caller, other)


def test_a_phone_transfers_to_a_number_outside() -> None:  # F025
    centre, _, leg = talking()
    assert refer(centre, leg, number=NUMBER)
    (order,) = centre.ordered(DialLeg)
    assert order.number == NUMBER


@pytest.mark.parametrize("number", ["oksana", "nobody", ""])
def test_what_cannot_be_reached_leaves_the_call_as_it_is(number: str) -> None:
    centre, _, leg = talking()
    assert not refer(centre, leg, number=number)
    assert centre.status("bertil") is AgentStatus.IN_CALL


def test_a_phone_cannot_give_away_a_call_during_an_inquiry_of_the_window() -> None:
    centre, _, leg = talking()
    centre.ask("bertil", Inquire(queue="support"))
    assert not refer(centre, leg, number="2000")
    assert not refer(centre, leg, replaces=centre.call("2000"))


def test_only_agents_phones_can_ask_and_only_for_their_own_call() -> None:
    centre, caller, leg = talking()
    for stranger, why in ((caller, "no agent's leg"), ("i99", "unknown leg")):
        centre.give(LegTransferAsked(leg=stranger, number="2000"))
        assert centre.events[-1] == FactIgnored(fact="LegTransferAsked", subject=stranger, why=why)
    centre.end(caller)
    centre.effects.clear()
    centre.give(LegTransferAsked(leg=leg, number="2000"))
    assert centre.events[-1] == FactIgnored(fact="LegTransferAsked", subject=leg, why="unknown leg")


def test_the_customer_takes_the_phones_place_in_its_other_call() -> None:
    """The phone called a queue, spoke to who answered there, and joins the two (F025)."""
    centre, caller, leg = talking()
    main = centre.case().id
    centre.ready("oksana")
    consulted = centre.call("2000", caller="bertil", name="Bertil's phone")
    other = centre.pick_up("oksana")
    centre.media_done()
    case = centre.presence("oksana").case
    assert case is not None
    assert refer(centre, leg, replaces=consulted)
    assert heard(centre)[-1] == (caller, other)
    assert centre.state.legs[consulted].state == "ending"
    details = centre.state.details[case]
    assert (details.number, details.name) == ("+46701234567", "Carl")
    assert centre.state.cases[main].outcome is CaseOutcome.TRANSFERRED
    centre.end(consulted)
    centre.end(leg)
    assert centre.status("oksana") is AgentStatus.IN_CALL
    centre.end(caller)
    assert (centre.status("oksana"), centre.state.cases[case].outcome) == (AgentStatus.WRAP_UP, CaseOutcome.HANDLED)


@pytest.mark.parametrize("aside", [Hold(), Inquire(number="+4681")])
def test_the_customer_takes_the_place_of_a_phone_that_was_put_aside(aside: Hold | Inquire) -> None:  # F020 F025
    centre, caller, leg = talking()
    centre.ready("oksana")
    consulted = centre.call("2000", caller="bertil")
    other = centre.pick_up("oksana")
    assert code(centre, "oksana", aside) is None
    assert refer(centre, leg, replaces=consulted)
    case = centre.presence("oksana").case or 0
    assert (caller, MUSIC) in heard(centre)
    assert (caller, other) not in heard(centre), "oksana has not taken the call up again"
    assert centre.state.cases[case].held is not None
    if isinstance(aside, Inquire):
        assert code(centre, "oksana", EndInquiry()) is None
    assert code(centre, "oksana", Retrieve()) is None
    assert heard(centre)[-1] == (caller, other)


def test_the_customer_takes_the_phones_place_in_a_queue() -> None:
    centre, caller, leg = talking()
    consulted = centre.call("2000", caller="bertil")
    assert refer(centre, leg, replaces=consulted)
    (waiting,) = [case for case in centre.state.cases.values() if case.queue == "support"]
    assert waiting.state is CaseState.WAITING
    assert heard(centre)[-1] == (caller, MUSIC)
    centre.end(consulted)
    assert centre.state.cases[waiting.id].state is CaseState.WAITING
    centre.ready("oksana")
    other = centre.pick_up("oksana")
    assert heard(centre)[-1] == (caller, other)


@pytest.mark.parametrize("which", ["own", "caller", "nobody"])
def test_a_call_that_is_no_other_call_cannot_be_joined(which: str) -> None:
    centre, caller, leg = talking()
    replaces = {"own": leg, "caller": caller, "nobody": "i99"}[which]
    assert not refer(centre, leg, replaces=replaces)


# --- early media ---------------------------------------------------------------------------------


def test_who_dials_hears_what_the_network_says_before_the_answer() -> None:  # F028
    centre = Centre()
    centre.ready("bertil")
    centre.ask("bertil", Dial(number=NUMBER))
    leg = own_phone(centre, "bertil")
    order = dialled(centre)
    centre.media_done()
    centre.effects.clear()
    centre.give(LegEarlyMedia(leg=order.leg))
    (connect,) = centre.ordered(Connect)
    assert (connect.leg, connect.peer) == (leg, order.leg)
    centre.give(LegAnswered(leg=order.leg))
    assert len(centre.ordered(Connect)) == 2
    centre.give(LegEarlyMedia(leg=order.leg))
    assert centre.events[-1] == FactIgnored(fact="LegEarlyMedia", subject=order.leg, why="leg is answered")


def test_who_asks_outside_hears_it_and_not_the_customer() -> None:  # F023
    centre, caller, leg = talking()
    centre.ask("bertil", Inquire(number=NUMBER))
    order = dialled(centre)
    centre.give(LegEarlyMedia(leg=order.leg))
    assert heard(centre) == [(caller, MUSIC), (leg, MUSIC), (caller, MUSIC), (leg, order.leg)]
    centre.end(order.leg, LegEnd.REJECTED)
    assert heard(centre)[-2:] == [(caller, MUSIC), (leg, None)], "the network has said it: no tone of ours"


def test_a_transferred_customer_hears_the_network_too() -> None:
    centre, caller, leg = talking()
    assert refer(centre, leg, number=NUMBER)
    (order,) = centre.ordered(DialLeg)
    centre.effects.clear()
    centre.give(LegEarlyMedia(leg=order.leg))
    assert heard(centre) == [(caller, order.leg)]
    centre.give(LegEarlyMedia(leg="o99"))
    assert centre.events[-1] == FactIgnored(fact="LegEarlyMedia", subject="o99", why="unknown leg")
    assert code(centre, "bertil", Inquire(queue="support")) == "no_call"
