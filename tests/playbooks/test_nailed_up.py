"""Agents whose leg stays between calls: they answer and hang up by commands, and nothing rings (F031, F032)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    AnswerCall,
    CaseState,
    Connect,
    Define,
    Dial,
    DialLeg,
    EndInquiry,
    HangUpCall,
    HangUpLeg,
    Inquire,
    LegAnswered,
    LegEnd,
    LegState,
    Listen,
    LogIn,
    LogOut,
    Mix,
    Park,
    PhoneReady,
    Play,
    Retrieve,
    RingLeg,
    StopListening,
)
from tests.fakes.centre import AGENTS, QUEUES, READY, REASONS, Centre, code
from tests.playbooks.test_hold import heard

MOBILE = "+46700000001"


def nailed(**fields: object) -> Centre:
    """Anna's leg stays between calls, as defined."""
    anna = replace(AGENTS[0], nailed_up=True, **fields)
    return Centre(Define(queues=QUEUES, agents=(anna, *AGENTS[1:]), reasons=REASONS))


def connected(**fields: object) -> tuple[Centre, str]:
    """Anna is ready, and her phone was picked up once; returns its leg too."""
    centre = nailed(**fields)
    centre.log_in("anna")
    assert code(centre, "anna", PhoneReady()) is None
    line = centre.presence("anna").line
    assert line is not None
    centre.give(LegAnswered(leg=line))
    assert code(centre, "anna", READY) is None
    return centre, line


def rings(centre: Centre) -> int:
    return len(centre.ordered(RingLeg)) + len(centre.ordered(DialLeg)) + len(centre.ordered(HangUpLeg))


def test_the_phone_is_rung_once_and_stays_in_silence() -> None:  # F031
    centre = nailed()
    centre.log_in("anna")
    assert centre.rung() == []  # the window's phone is not there yet
    assert code(centre, "anna", PhoneReady()) is None
    (ring,) = centre.ordered(RingLeg)
    assert (ring.agent, ring.case, ring.peer, ring.join) == ("anna", 0, "", False)
    centre.give(LegAnswered(leg=ring.leg))
    assert (centre.ordered(Play)[-1].leg, centre.ordered(Play)[-1].loop) == (ring.leg, None)
    assert centre.presence("anna").line == ring.leg
    assert code(centre, "anna", PhoneReady(legs=(ring.leg,))) is None
    assert centre.rung() == ["anna"]


def test_answering_and_hanging_up_are_one_rebridging_each_and_no_sip() -> None:  # F031
    centre, line = connected()
    before = rings(centre)
    caller = centre.call("1000")
    assert (centre.status("anna"), centre.offer("anna").leg) == (AgentStatus.OFFERED, None)
    assert code(centre, "anna", AnswerCall()) is None
    assert (centre.status("anna"), centre.presence("anna").leg) == (AgentStatus.IN_CALL, line)
    assert [(order.leg, order.peer) for order in centre.ordered(Connect)] == [(caller, line)]
    assert rings(centre) == before
    assert code(centre, "anna", HangUpCall()) is None
    assert centre.status("anna") is AgentStatus.WRAP_UP
    assert [order.leg for order in centre.ordered(HangUpLeg)] == [caller]
    assert (centre.ordered(Play)[-1].leg, centre.ordered(Play)[-1].loop) == (line, None)
    assert (centre.presence("anna").line, centre.state.legs[line].case) == (line, 0)
    centre.end(caller)
    centre.wait(8_000)
    second = centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    assert heard(centre)[-1] == (second, line)
    assert centre.rung() == ["anna"]


def test_the_caller_hangs_up_and_the_leg_stays() -> None:  # F031
    centre, line = connected()
    caller = centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    centre.end(caller)
    assert (centre.status("anna"), centre.state.legs[line].state) == (AgentStatus.WRAP_UP, LegState.ANSWERED)


def test_when_the_leg_drops_the_next_answer_rings_and_says_pick_up() -> None:  # F031
    centre, line = connected()
    centre.end(line)
    assert (centre.status("anna"), centre.presence("anna").line) == (AgentStatus.READY, None)  # the client lives on
    caller = centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    ring = centre.ordered(RingLeg)[-1]
    assert (ring.agent, ring.peer, ring.join) == ("anna", caller, False)
    assert centre.told("anna") == ["pick_up_phone"]
    assert code(centre, "anna", AnswerCall()) == "answer_on_phone"
    centre.give(LegAnswered(leg=ring.leg))
    assert (centre.status("anna"), heard(centre)[-1]) == (AgentStatus.IN_CALL, (caller, ring.leg))
    assert code(centre, "anna", HangUpCall()) is None
    assert centre.presence("anna").line == ring.leg  # and this one stays


def test_who_does_not_pick_up_misses_the_call() -> None:  # F031 F123
    centre, line = connected()
    centre.end(line)
    centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    centre.wait(20_000)
    assert centre.case().state is CaseState.WAITING
    assert centre.presence("anna").reason == "missed_call"


def test_hanging_up_an_offer_rejects_it_and_nobody_else_is_hung_up() -> None:  # F031 F123
    centre, line = connected()
    centre.call("1000")
    assert code(centre, "anna", HangUpCall()) is None
    assert "offer_rejected" in centre.told("anna")
    assert centre.state.legs[line].state is LegState.ANSWERED


def test_the_phone_hung_up_in_a_call_ends_the_call_and_the_next_one_rings() -> None:  # F031
    centre, line = connected()
    caller = centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    centre.end(line)
    assert centre.status("anna") is AgentStatus.WRAP_UP
    assert centre.presence("anna").line is None
    assert caller not in centre.state.legs


def test_a_phone_started_anew_in_a_call_is_rung_back_into_it() -> None:  # F031 F121
    centre, line = connected()
    caller = centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    assert code(centre, "anna", PhoneReady()) is None
    again = centre.ordered(RingLeg)[-1]
    assert (again.peer, again.join) == (caller, True)
    centre.give(LegAnswered(leg=again.leg))
    assert heard(centre)[-1] == (caller, again.leg)
    assert (centre.presence("anna").line, line != again.leg) == (again.leg, True)


def test_dialling_parking_and_asking_use_the_same_leg() -> None:  # F020 F031 F034
    centre, line = connected()
    assert code(centre, "anna", Dial(number="+4680")) is None
    (call,) = centre.ordered(DialLeg)  # at once: the agent's phone is there
    centre.give(LegAnswered(leg=call.leg))
    assert heard(centre)[-1] == (call.leg, line)
    assert code(centre, "anna", Park()) is None
    assert code(centre, "anna", HangUpCall()) is None  # puts the phone down, not the customer
    assert (centre.case().state, centre.presence("anna").leg) == (CaseState.TALKING, None)
    assert code(centre, "anna", Retrieve()) is None
    assert heard(centre)[-1] == (call.leg, line)
    centre.ready("bertil")
    assert code(centre, "anna", Inquire(agent="bertil")) is None
    centre.pick_up("bertil")
    assert code(centre, "anna", EndInquiry()) is None
    assert code(centre, "anna", Retrieve()) is None
    assert heard(centre)[-1] == (call.leg, line)
    assert centre.rung() == ["anna", "bertil"]


def test_a_colleague_who_is_nailed_up_is_asked_and_answers_by_command() -> None:  # F023 F031
    centre, line = connected()
    centre.ready("bertil")
    assert code(centre, "anna", LogOut()) is None
    assert code(centre, "anna", LogIn()) is None
    assert code(centre, "anna", PhoneReady()) is None
    new = centre.presence("anna").line or ""
    centre.give(LegAnswered(leg=new))
    centre.call("1000")
    leg = centre.pick_up("bertil")
    assert code(centre, "bertil", Inquire(agent="anna")) is None
    assert code(centre, "anna", AnswerCall()) is None
    assert heard(centre)[-1] == (leg, new)
    assert code(centre, "anna", HangUpCall()) is None
    assert centre.told("bertil")[-1] == "inquiry_ended"
    assert centre.state.legs[new].case == 0
    assert line != new


def test_auto_answer_talks_at_once() -> None:  # F030 F031
    centre, line = connected(auto_answer=True)
    caller = centre.call("1000")
    assert (centre.status("anna"), heard(centre)[-1]) == (AgentStatus.IN_CALL, (caller, line))


def test_logging_out_hangs_the_leg_up() -> None:  # F031
    centre, line = connected()
    assert code(centre, "anna", LogOut()) is None
    assert [order.leg for order in centre.ordered(HangUpLeg)] == [line]
    assert centre.presence("anna").line is None


def test_the_log_in_asks_for_it_too() -> None:  # F031
    centre = Centre()
    assert code(centre, "anna", LogIn(nailed_up=True)) is None
    assert code(centre, "anna", PhoneReady()) is None
    assert centre.rung() == ["anna"]
    assert code(centre, "anna", LogOut()) is None
    assert code(centre, "anna", LogIn()) is None  # and this time does not
    assert code(centre, "anna", PhoneReady()) is None
    assert centre.rung() == ["anna"]


@pytest.mark.parametrize("cause", [LegEnd.NO_ANSWER, LegEnd.REJECTED, LegEnd.UNREACHABLE])
def test_a_phone_that_is_not_picked_up_at_first_is_rung_by_the_first_call(cause: LegEnd) -> None:  # F031 F122
    centre = nailed()
    centre.ready("anna")
    assert code(centre, "anna", PhoneReady()) is None
    centre.end(centre.presence("anna").line or "", cause)
    assert centre.presence("anna").line is None
    centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    assert centre.rung() == ["anna", "anna"]


def test_a_phone_still_ringing_is_picked_up_into_the_call() -> None:  # F031
    centre = nailed()
    centre.ready("anna")
    assert code(centre, "anna", PhoneReady()) is None
    line = centre.presence("anna").line or ""
    caller = centre.call("1000")
    assert code(centre, "anna", AnswerCall()) is None
    assert centre.told("anna") == ["pick_up_phone"]
    centre.give(LegAnswered(leg=line))
    assert heard(centre)[-1] == (caller, line)
    assert centre.rung() == ["anna"]


def test_a_switch_that_starts_anew_without_the_leg_knows_it_is_gone() -> None:  # F031 F120
    centre, line = connected()
    centre.give(AdapterStarted(legs=(line,)))
    assert centre.presence("anna").line == line
    centre.give(AdapterStarted())
    assert centre.presence("anna").line is None


# --- a phone outside --------------------------------------------------------------------------------------


def test_an_external_phone_is_kept_or_dropped_after_every_call_by_setting() -> None:  # F032
    for keeps in (True, False):
        anna = replace(AGENTS[0], phone_number=MOBILE, nailed_up=keeps)
        centre = Centre(Define(queues=QUEUES, agents=(anna, *AGENTS[1:]), reasons=REASONS))
        centre.log_in("anna")
        assert [order.number for order in centre.ordered(DialLeg)] == [MOBILE] * keeps  # rung at log-in, or not yet
        if keeps:
            centre.give(LegAnswered(leg=centre.ordered(DialLeg)[-1].leg))
        assert code(centre, "anna", READY) is None
        caller = centre.call("1000")
        if keeps:
            assert code(centre, "anna", AnswerCall()) is None
        else:
            centre.give(LegAnswered(leg=centre.ordered(DialLeg)[-1].leg))
        own = centre.presence("anna").leg or ""
        assert heard(centre)[-1] == (caller, own)
        centre.end(caller)
        assert (own in centre.state.legs) is keeps
        centre.wait(8_000)
        centre.call("1000")
        assert len(centre.ordered(DialLeg)) == (1 if keeps else 2)


def test_who_is_not_nailed_up_may_hang_up_from_the_window_too() -> None:  # F032
    anna = replace(AGENTS[0], phone_number=MOBILE)
    centre = Centre(Define(queues=QUEUES, agents=(anna, *AGENTS[1:]), reasons=REASONS))
    centre.ready("anna")
    centre.call("1000")
    assert code(centre, "anna", AnswerCall()) == "answer_on_phone"
    own = centre.offer("anna").leg or ""
    centre.give(LegAnswered(leg=own))
    assert code(centre, "anna", HangUpCall()) is None
    assert centre.status("anna") is AgentStatus.WRAP_UP
    assert own in [order.leg for order in centre.ordered(HangUpLeg)]


def test_there_must_be_a_call() -> None:  # F031
    centre, _ = connected()
    assert code(centre, "nobody", AnswerCall()) == "unknown_agent"
    assert code(centre, "bertil", HangUpCall()) == "logged_out"
    assert code(centre, "bertil", AnswerCall()) == "logged_out"
    assert code(centre, "anna", AnswerCall()) == "nothing_to_answer"
    assert code(centre, "anna", HangUpCall()) == "no_call"


def test_a_supervisor_listens_on_the_leg_that_stays() -> None:  # F031
    vera = replace(AGENTS[3], nailed_up=True)
    centre = Centre(Define(queues=QUEUES, agents=(*AGENTS[:3], vera), reasons=REASONS))
    centre.log_in("vera")
    assert code(centre, "vera", PhoneReady()) is None
    line = centre.presence("vera").line or ""
    centre.give(LegAnswered(leg=line))
    centre.ready("bertil")
    centre.call("1000")
    centre.pick_up("bertil")
    before = centre.rung()
    assert code(centre, "vera", Listen(agent="bertil")) is None
    assert [ear.leg for ear in centre.ordered(Mix)[-1].ears] == [line]
    assert centre.rung() == before
    assert code(centre, "vera", StopListening()) is None
    assert (centre.presence("vera").line, centre.state.legs[line].case) == (line, 0)
    assert not centre.state.legs[line].listens
