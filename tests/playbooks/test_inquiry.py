"""Asking a colleague or a queue during a call, while the customer is parked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.inquiries import colleague
from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    CaseChanged,
    CaseOutcome,
    CaseState,
    Define,
    EndInquiry,
    Held,
    Hold,
    Inquire,
    LegEnd,
    LegSilent,
    Opening,
    Park,
    PhoneReady,
    Queue,
    QueueKind,
    Retrieve,
    RingLeg,
    Toggle,
)
from agent_desktop.domain.talk import APART_MS
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code
from tests.playbooks.test_hold import MUSIC, heard, talking
from tests.playbooks.test_inbound_call import notices


def asked(centre: Centre) -> int:
    """The case of the one inquiry there is."""
    (case,) = [case.id for case in centre.state.cases.values() if case.inquiry_of is not None]
    return case


def outcomes(centre: Centre) -> list[tuple[int, CaseOutcome | None]]:
    """The cases that ended, in order."""
    changes = [event.case for event in centre.events if isinstance(event, CaseChanged)]
    return [(case.id, case.outcome) for case in changes if case.state is CaseState.ENDED]


def consulting(agent: str = "anna") -> tuple[Centre, str, str, str]:
    """Bertil asks a ready colleague, who has answered: centre, and the legs of caller, Bertil and colleague."""
    centre, caller, leg = talking()
    centre.ready(agent)
    assert code(centre, "bertil", Inquire(agent=agent)) is None
    other = centre.pick_up(agent)
    centre.media_done()
    centre.effects.clear()
    return centre, caller, leg, other


def test_both_sides_of_an_inquiry_have_a_colleague_in_their_call() -> None:  # F055
    centre, *_ = consulting()
    assert colleague(centre.state, "bertil") == "anna"
    assert colleague(centre.state, "anna") == "bertil"
    assert code(centre, "bertil", EndInquiry()) is None
    assert colleague(centre.state, "bertil") is None, "the customer is none"
    assert colleague(centre.state, "anna") is None
    assert colleague(centre.state, "nobody") is None


def test_an_inquiry_parks_the_customer_and_rings_the_colleague() -> None:  # F020 F049
    centre, caller, leg = talking()
    centre.ready("anna")
    main = centre.case().id
    assert code(centre, "bertil", Inquire(agent="anna")) is None
    assert heard(centre) == [(caller, MUSIC), (leg, MUSIC)]  # nobody has answered yet
    assert centre.state.cases[main].held is Held.PARK
    offer = centre.offer("anna")
    assert (offer.case, offer.why.rule) == (asked(centre), "asked")
    (ring,) = [order for order in centre.ordered(RingLeg) if isinstance(order, RingLeg)]
    assert (ring.agent, ring.peer, ring.caller, ring.join) == ("anna", leg, "+46701234567", False)
    other = centre.pick_up("anna")
    assert heard(centre)[-1] == (leg, other)
    case = centre.state.cases[asked(centre)]
    assert (case.state, case.agent, case.inquiry_of, case.follows) == (CaseState.TALKING, "anna", main, main)
    assert centre.view("anna").details[case.id].number == "+46701234567"  # the colleague sees whom it is about


def test_toggling_between_customer_and_colleague() -> None:  # F020
    centre, caller, leg, other = consulting()
    assert code(centre, "bertil", Toggle()) is None
    assert heard(centre) == [(caller, leg), (other, MUSIC)]
    assert code(centre, "bertil", Toggle()) is None
    assert heard(centre)[2:] == [(caller, MUSIC), (leg, other)]


def test_hanging_up_the_inquiry_leaves_the_customer_parked_until_retrieved() -> None:  # F026
    centre, caller, leg, other = consulting()
    child = asked(centre)
    assert code(centre, "bertil", EndInquiry()) is None
    assert heard(centre) == [(caller, MUSIC), (leg, None)]
    assert outcomes(centre) == [(child, CaseOutcome.CONSULTED)]
    assert centre.status("anna") is AgentStatus.READY  # no wrap-up: it was not her customer
    assert centre.state.legs[other].state == "ending"
    assert code(centre, "bertil", Retrieve()) is None
    assert heard(centre)[-1] == (caller, leg)


def test_retrieving_the_customer_ends_the_inquiry() -> None:  # F026
    centre, caller, leg, _ = consulting()
    assert code(centre, "bertil", Retrieve()) is None
    assert heard(centre) == [(caller, leg)]
    assert not centre.state.inquiries
    assert centre.status("anna") is AgentStatus.READY


def test_the_colleague_hangs_up() -> None:
    centre, caller, leg, other = consulting()
    centre.end(other)
    assert heard(centre) == [(caller, MUSIC), (leg, None)]
    assert notices(centre) == [("bertil", "inquiry_ended")]
    assert (centre.status("anna"), centre.status("bertil")) == (AgentStatus.READY, AgentStatus.IN_CALL)
    assert centre.case().held is Held.PARK


def test_the_agent_hangs_up_and_the_customer_stays_parked() -> None:
    centre, caller, leg, _ = consulting()
    centre.end(leg)
    assert not centre.state.inquiries
    assert (centre.case().state, centre.case().held) == (CaseState.TALKING, Held.PARK)
    assert centre.presence("bertil").leg is None
    assert caller in centre.state.legs


def test_the_agent_who_toggled_back_and_hangs_up_ends_the_call() -> None:
    centre, _, leg, _ = consulting()
    centre.ask("bertil", Toggle())
    centre.end(leg)
    assert (centre.status("bertil"), centre.status("anna")) == (AgentStatus.WRAP_UP, AgentStatus.READY)
    assert not centre.state.inquiries


@pytest.mark.parametrize("answered", [True, False])
def test_the_customer_hangs_up_meanwhile(answered: bool) -> None:
    centre, caller, _ = talking()
    centre.ready("anna")
    centre.ask("bertil", Inquire(agent="anna"))
    if answered:
        centre.pick_up("anna")
    centre.end(caller)
    assert (centre.status("bertil"), centre.status("anna")) == (AgentStatus.WRAP_UP, AgentStatus.READY)
    assert not centre.state.inquiries
    assert not centre.state.legs


def test_an_inquiry_that_is_not_answered_ends_by_itself() -> None:  # F122 F123
    centre, caller, leg = talking()
    centre.ready("anna")
    centre.ask("bertil", Inquire(agent="anna"))
    child = asked(centre)
    centre.effects.clear()
    centre.wait(20_000)
    assert outcomes(centre) == [(child, CaseOutcome.ABANDONED)]
    assert ("bertil", "inquiry_unanswered") in notices(centre)
    assert ("anna", "colleague_missed") in notices(centre)
    assert (centre.status("anna"), centre.presence("anna").reason) == (AgentStatus.BUSY, "missed_call")
    assert heard(centre) == [(caller, MUSIC), (leg, None)]


def test_a_colleague_who_declines_stays_ready_and_one_at_lunch_stays_at_lunch() -> None:  # F135
    centre, _, _ = talking()
    centre.ready("anna")
    centre.ask("bertil", Inquire(agent="anna"))
    centre.end(centre.offer("anna").leg or "", LegEnd.REJECTED)
    assert centre.status("anna") is AgentStatus.READY
    centre.ask("anna", LUNCH)
    assert code(centre, "bertil", Inquire(agent="anna")) is None
    centre.wait(20_000)
    assert (centre.status("anna"), centre.presence("anna").reason) == (AgentStatus.BUSY, "Busy_Lunch")


def test_an_inquiry_into_a_queue_waits_there_like_a_caller() -> None:  # F026 F027
    centre, caller, leg = talking()
    assert code(centre, "bertil", Inquire(queue="support")) is None
    case = centre.state.cases[asked(centre)]
    assert (case.state, case.queue, case.created) == (CaseState.WAITING, "support", centre.now)
    assert len(centre.state.waiting["support"]) == 1
    assert heard(centre) == [(caller, MUSIC), (leg, MUSIC)]
    centre.ready("oksana")
    assert centre.offer("oksana").why.rule == "longest_ready"
    other = centre.pick_up("oksana")
    assert heard(centre)[-1] == (leg, other)
    centre.ask("bertil", EndInquiry())
    assert centre.status("oksana") is AgentStatus.READY


def test_an_offer_of_the_queue_that_is_missed_lets_the_agent_wait_on() -> None:  # F026 F123
    centre, _, _ = talking()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(queue="support"))
    centre.wait(15_000)
    case = centre.state.cases[asked(centre)]
    assert (case.state, case.inquiry_of) == (CaseState.WAITING, centre.presence("bertil").case)
    assert notices(centre) == [("oksana", "offer_missed")]


def test_a_phone_that_dies_in_the_inquiry_is_rung_back_into_it() -> None:  # F121
    centre, caller, leg, other = consulting()
    centre.give(LegSilent(leg=leg))
    assert heard(centre) == [(caller, MUSIC), (other, MUSIC)]
    assert code(centre, "bertil", PhoneReady()) is None
    again = centre.pick_up_again("bertil")
    assert heard(centre)[-1] == (again, other)


def test_the_colleague_who_cannot_be_heard_too_long_is_let_go() -> None:  # F122
    centre, caller, leg, other = consulting()
    centre.give(LegSilent(leg=other))
    assert heard(centre) == [(caller, MUSIC), (leg, MUSIC)]
    centre.media_done()
    centre.wait(APART_MS)
    assert not centre.state.inquiries
    assert ("bertil", "inquiry_ended") in notices(centre)
    assert centre.presence("anna").reason == "phone_unreachable"


def test_the_agent_who_cannot_be_heard_too_long_loses_customer_and_inquiry() -> None:  # F122
    centre, caller, leg, _ = consulting()
    centre.give(LegSilent(leg=leg))
    centre.media_done()
    centre.wait(APART_MS)
    assert not centre.state.inquiries
    assert centre.rung() == ["anna"]  # she is free, and takes the customer
    assert centre.case().state is CaseState.OFFERED
    assert caller in centre.state.legs


def test_a_restarted_switch_resolves_every_inquiry() -> None:  # F120
    for lost in range(4):
        centre, caller, leg, other = consulting()
        kept = [caller, leg, other]
        if lost < 3:
            del kept[lost]
        centre.give(AdapterStarted(legs=tuple(kept)))
        centre.wait(600_000)
        assert not centre.state.inquiries or lost == 3
        assert all(presence.apart_until is None for presence in centre.state.presences.values())


def test_what_an_inquiry_needs() -> None:  # F023
    shut = Queue(id="shut", name="Shut", hours=(Opening(day=0, begin=0, end=1),))
    full = Queue(id="full", name="Full", max_waiting=0)
    mail = Queue(id="mail", name="Mail", kind=QueueKind.EMAIL)
    centre = Centre(Define(queues=(*QUEUES, shut, full, mail), agents=AGENTS, reasons=REASONS))
    assert code(centre, "nobody", Inquire(agent="anna")) == "unknown_agent"
    assert code(centre, "bertil", Inquire(agent="anna")) == "logged_out"
    centre.ready("bertil")
    for command in (Inquire(agent="anna"), Toggle(), EndInquiry()):
        assert code(centre, "bertil", command) == "no_call"
    centre.call("1000")
    centre.pick_up("bertil")
    assert code(centre, "bertil", Inquire()) == "no_target"
    assert code(centre, "bertil", Inquire(agent="anna", queue="support")) == "no_target"
    assert code(centre, "bertil", Inquire(agent="nobody")) == "unknown_agent"
    assert code(centre, "bertil", Inquire(agent="anna")) == "colleague_not_free"  # not logged in
    assert code(centre, "bertil", Inquire(agent="bertil")) == "colleague_not_free"
    assert code(centre, "bertil", Inquire(queue="nowhere")) == "no_such_target"
    assert code(centre, "bertil", Inquire(queue="mail")) == "no_such_target"
    assert code(centre, "bertil", Inquire(queue="shut")) == "queue_closed"
    assert code(centre, "bertil", Inquire(queue="full")) == "queue_full"
    assert code(centre, "bertil", Toggle()) == "no_inquiry"
    assert code(centre, "bertil", EndInquiry()) == "no_inquiry"
    centre.ready("anna")
    assert code(centre, "bertil", Inquire(agent="anna")) is None
    assert code(centre, "bertil", Inquire(queue="support")) == "inquiry_open"
    assert code(centre, "bertil", Hold()) == "inquiry_open"
    assert code(centre, "bertil", Toggle()) == "not_answered_yet"
    centre.pick_up("anna")
    for command in (Inquire(queue="support"), Hold(), Toggle(), EndInquiry()):
        assert code(centre, "anna", command) == "only_asked"
    assert code(centre, "anna", Retrieve()) == "nobody_held"


def test_with_the_phone_down_the_customer_is_retrieved_before_an_inquiry() -> None:  # F034
    centre, _, leg = talking()
    centre.ready("anna")
    centre.ask("bertil", Park())
    centre.end(leg)
    assert code(centre, "bertil", Inquire(agent="anna")) == "retrieve_first"


def test_a_colleague_in_a_call_or_in_wrap_up_is_not_asked() -> None:
    centre, _, _ = talking()
    centre.ready("anna")
    second = centre.call("1000")
    assert code(centre, "bertil", Inquire(agent="anna")) == "colleague_not_free"
    centre.pick_up("anna")
    centre.end(second)
    assert centre.status("anna") is AgentStatus.WRAP_UP
    assert code(centre, "bertil", Inquire(agent="anna")) == "colleague_not_free"
    centre.ask("anna", READY)
    assert code(centre, "bertil", Inquire(agent="anna")) is None


def test_a_lunch_is_laid_aside_for_an_inquiry_and_taken_up_again() -> None:  # F135
    centre, _, _ = talking()
    centre.log_in("anna")
    centre.ask("anna", LUNCH)
    centre.ask("bertil", Inquire(agent="anna"))
    centre.pick_up("anna")
    centre.ask("bertil", EndInquiry())
    assert (centre.status("anna"), centre.presence("anna").reason) == (AgentStatus.BUSY, "Busy_Lunch")
    assert replace(centre.presence("anna"), since=0).case is None
