"""A call is given away: at once or after an inquiry, to a colleague or a queue, and comes back when nobody answers."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    Case,
    CaseOutcome,
    CaseState,
    ClientCame,
    ClientGone,
    Cri,
    CriDefinition,
    Define,
    Inquire,
    LegEnd,
    Park,
    RingLeg,
    SetCri,
    Toggle,
    Transfer,
    WriteNote,
)
from tests.fakes.centre import LUNCH, READY, Centre, code
from tests.playbooks.test_hold import MUSIC, heard, talking
from tests.playbooks.test_inbound_call import notices
from tests.playbooks.test_inquiry import asked, consulting


def follower(centre: Centre) -> Case:
    """The one case that follows another."""
    (case,) = [case for case in centre.state.cases.values() if case.follows is not None]
    return case


def test_a_transfer_to_a_queue_is_an_entirely_new_case_there() -> None:  # F024 F025
    centre, caller, leg = talking()
    centre.wait(5_000)
    main = centre.case().id
    assert code(centre, "bertil", Transfer(queue="support")) is None
    case = follower(centre)
    assert (case.state, case.queue, case.created, case.follows) == (CaseState.WAITING, "support", centre.now, main)
    assert centre.state.case_legs[case.id] == (caller,)
    assert heard(centre) == [(caller, MUSIC)]
    old = centre.state.cases[main]
    assert (old.state, old.outcome) == (CaseState.WRAP_UP, CaseOutcome.TRANSFERRED)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert centre.state.legs[leg].state == "ending"
    centre.ready("oksana")
    other = centre.pick_up("oksana")
    assert heard(centre)[-1] == (caller, other)
    assert (follower(centre).state, follower(centre).agent) == (CaseState.TALKING, "oksana")


def test_what_is_known_goes_along() -> None:  # F004 F024
    centre, _, _ = talking()
    centre.ask(SYSTEM, Define(cris=(CriDefinition(name="Matter", queues=("service",), editable=True),)))
    main = centre.case().id
    centre.ask("bertil", SetCri(case=main, name="Matter", value="invoice"))
    centre.ask("bertil", WriteNote(case=main, text="angry", device="pc", number=1))
    centre.ask("bertil", Inquire(queue="support"))
    centre.ask("bertil", SetCri(case=main, name="Matter", value="paid"))  # during the inquiry
    centre.ask("bertil", Transfer())
    details = centre.state.details[follower(centre).id]
    assert (details.number, details.name, details.cris) == ("+46701234567", "Carl", (Cri(name="Matter", value="paid"),))
    assert [note.text for note in details.notes] == ["angry"]


def test_a_transfer_at_once_rings_the_colleague_with_the_customer_on_music() -> None:  # F020
    centre, caller, _ = talking()
    centre.ready("anna")
    created = centre.case().created
    assert code(centre, "bertil", Transfer(agent="anna")) is None
    case = follower(centre)
    assert (case.state, case.agent, case.created, case.returns_to) == (CaseState.OFFERED, "anna", created, "bertil")
    assert centre.offer("anna").why.rule == "asked"
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    other = centre.pick_up("anna")
    assert heard(centre)[-1] == (caller, other)
    assert follower(centre).returns_to is None
    centre.end(caller)
    assert (centre.status("anna"), follower(centre).outcome) == (AgentStatus.WRAP_UP, CaseOutcome.HANDLED)


def test_a_transfer_after_the_inquiry_connects_customer_and_colleague() -> None:  # F020
    centre, caller, _, other = consulting()
    assert code(centre, "bertil", Transfer()) is None
    assert heard(centre) == [(caller, other)]
    case = follower(centre)
    assert (case.state, case.agent, case.inquiry_of) == (CaseState.TALKING, "anna", None)
    assert (centre.status("bertil"), centre.status("anna")) == (AgentStatus.WRAP_UP, AgentStatus.IN_CALL)
    centre.end(other)
    assert (centre.status("anna"), follower(centre).state) == (AgentStatus.WRAP_UP, CaseState.WRAP_UP)


def test_a_transfer_works_as_well_with_the_colleague_on_hold() -> None:  # F020
    centre, caller, _, other = consulting()
    centre.ask("bertil", Toggle())
    assert code(centre, "bertil", Transfer()) is None
    assert heard(centre)[-1] == (caller, other)
    assert (follower(centre).held, follower(centre).held_since) == (None, None)


def test_the_customer_takes_over_the_agents_place_in_the_queue() -> None:  # F026
    centre, _, _ = talking()
    assert code(centre, "bertil", Inquire(queue="support")) is None
    created = follower(centre).created
    later = centre.call("2000")
    centre.wait(3_000)
    assert code(centre, "bertil", Transfer()) is None
    case = follower(centre)
    assert (case.state, case.created) == (CaseState.WAITING, created)
    centre.ready("oksana")
    assert centre.offer("oksana").case == case.id  # before the caller who came later
    assert later in centre.state.legs


def test_a_transfer_while_it_still_rings_leaves_the_ringing_to_the_customer() -> None:  # F026
    centre, caller, _ = talking()
    centre.ready("anna")
    centre.ask("bertil", Inquire(agent="anna"))
    leg = centre.offer("anna").leg
    assert code(centre, "bertil", Transfer()) is None
    assert centre.offer("anna").leg == leg
    other = centre.pick_up("anna")
    assert heard(centre)[-1] == (caller, other)


@pytest.mark.parametrize("wraps_up", [True, False])
def test_what_is_not_answered_comes_back_to_who_transferred_it(wraps_up: bool) -> None:  # F020 F122
    centre, caller, _ = talking()
    centre.ready("anna")
    main = centre.case().id
    centre.ask("bertil", Transfer(agent="anna"))
    if not wraps_up:
        centre.ask("bertil", LUNCH)
    centre.end(centre.offer("anna").leg or "", LegEnd.NO_ANSWER)
    assert notices(centre) == [("anna", "colleague_missed"), ("bertil", "transfer_returned")]
    assert main not in centre.state.cases
    assert (centre.offer("bertil").why.rule, follower(centre).returns_to) == ("returned", None)
    leg = centre.pick_up("bertil")
    assert heard(centre)[-1] == (caller, leg)
    centre.end(caller)
    centre.wait(8_000)
    assert centre.status("bertil") is (AgentStatus.READY if wraps_up else AgentStatus.BUSY)


def test_what_comes_back_and_is_missed_again_waits_in_the_queue_by_its_age() -> None:  # F123
    centre, caller, _ = talking()
    centre.ready("anna")
    centre.ask("bertil", Transfer(agent="anna"))
    later = centre.call("1000")
    centre.wait(20_000)
    centre.wait(20_000)
    assert centre.status("bertil") is AgentStatus.BUSY
    centre.ask("anna", READY)
    (ring,) = [order for order in centre.ordered(RingLeg)[-1:] if isinstance(order, RingLeg)]
    assert (ring.agent, ring.peer) == ("anna", caller)
    assert later in centre.state.legs


def test_what_is_not_answered_when_the_agent_is_gone_waits_in_the_queue() -> None:  # F122
    centre, caller, _ = talking()
    centre.ready("anna")
    centre.ask("bertil", Transfer(agent="anna"))
    centre.ask("bertil", READY)
    centre.call("1000")  # bertil has the next call
    centre.pick_up("bertil")
    centre.wait(20_000)
    assert (follower(centre).state, follower(centre).queue) == (CaseState.WAITING, "service")
    assert caller in centre.state.legs


def test_an_agent_whose_window_is_gone_stays_in_wrap_up_when_a_call_comes_back() -> None:  # F122
    centre, _, _ = talking()
    centre.ready("anna")
    centre.give(ClientGone(agent="bertil"))
    centre.wait(15_000)
    assert code(centre, "bertil", Transfer(agent="anna")) is None
    centre.end(centre.presence("anna").leg or "", LegEnd.NO_ANSWER)
    assert follower(centre).state is CaseState.WAITING
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    centre.wait(8_000)
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, "client_lost")
    centre.give(ClientCame(agent="bertil"))
    assert centre.offer("bertil").case == follower(centre).id


def test_the_customer_hangs_up_while_the_transfer_rings() -> None:
    centre, caller, _ = talking()
    centre.ready("anna")
    centre.ask("bertil", Transfer(agent="anna"))
    centre.end(caller)
    assert centre.status("anna") is AgentStatus.READY
    assert not [case for case in centre.state.cases.values() if case.follows is not None]
    assert ("anna", "caller_left") in notices(centre)


def test_a_parked_customer_is_transferred_with_the_phone_down() -> None:  # F020
    centre, caller, leg = talking()
    centre.ask("bertil", Park())
    centre.end(leg)
    assert code(centre, "bertil", Transfer(queue="support")) is None
    assert centre.state.case_legs[follower(centre).id] == (caller,)
    assert centre.presence("bertil").apart_until is None
    assert centre.status("bertil") is AgentStatus.WRAP_UP


def test_what_a_transfer_needs() -> None:
    centre = Centre()
    assert code(centre, "nobody", Transfer(queue="support")) == "unknown_agent"
    assert code(centre, "bertil", Transfer(queue="support")) == "logged_out"
    centre.ready("bertil")
    assert code(centre, "bertil", Transfer(queue="support")) == "no_call"
    centre.call("1000")
    centre.pick_up("bertil")
    assert code(centre, "bertil", Transfer()) == "no_inquiry"
    assert code(centre, "bertil", Transfer(agent="anna")) == "colleague_not_free"
    assert code(centre, "bertil", Transfer(agent="anna", queue="support")) == "no_target"
    assert code(centre, "bertil", Transfer(queue="nowhere")) == "no_such_target"
    centre.ready("anna")
    centre.ask("bertil", Inquire(agent="anna"))
    assert code(centre, "bertil", Transfer(queue="support")) == "inquiry_open"
    centre.pick_up("anna")
    assert code(centre, "anna", Transfer(queue="support")) == "only_asked"
    assert asked(centre) == centre.presence("anna").case
