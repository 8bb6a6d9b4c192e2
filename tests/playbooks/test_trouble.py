"""What becomes of calls when orders fail, time runs out and the switch starts anew."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    AcceptLeg,
    AdapterStarted,
    AgentStatus,
    CallArrived,
    CaseOutcome,
    CaseState,
    Connect,
    EffectFailed,
    HangUpLeg,
    LegEnd,
    LegEnded,
    Play,
    RingLeg,
)
from tests.fakes.centre import Centre
from tests.playbooks.test_inbound_call import ended_cases, notices


def test_a_200_that_cannot_be_sent_ends_the_case() -> None:
    centre = Centre()
    centre.give(CallArrived(leg="i1", number="1000"))
    (accept,) = centre.ordered(AcceptLeg)
    centre.give(EffectFailed(effect=accept.id, why="no port left"))
    assert not centre.state.cases
    assert not centre.state.legs
    (hang_up,) = centre.ordered(HangUpLeg)  # whatever the adapter holds is cleaned up
    centre.give(LegEnded(leg="i1", cause=LegEnd.HUNG_UP))
    assert hang_up.id not in centre.state.effects


def test_a_200_that_is_never_acknowledged_times_out() -> None:
    centre = Centre()
    centre.give(CallArrived(leg="i1", number="1000"))
    centre.wait(10_000)
    assert not centre.state.cases
    centre.wait(60_000)
    assert not centre.state.effects
    assert len(centre.state.due) == 0


def test_music_that_fails_leaves_the_caller_in_the_queue() -> None:
    centre = Centre()
    centre.call("1000")
    (play,) = centre.ordered(Play)
    centre.give(EffectFailed(effect=play.id, why="no such sound"))
    assert centre.case().state is CaseState.WAITING


def test_a_call_without_sound_is_told_to_the_agent() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    centre.pick_up("bertil")
    (connect,) = centre.ordered(Connect)
    centre.give(EffectFailed(effect=connect.id, why="worker gone"))
    assert notices(centre) == [("bertil", "media_failed")]
    assert centre.case().state is CaseState.TALKING


def test_a_phone_that_never_says_that_it_stopped_ringing_is_forgotten() -> None:  # F122
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    centre.wait(300_000)
    assert set(centre.state.legs) == {caller}
    assert centre.case().state is CaseState.WAITING


def test_after_a_restart_without_legs_everything_is_ended_and_nobody_is_stuck() -> None:
    centre = Centre()
    centre.ready("anna", "bertil")
    centre.call("1000")
    centre.pick_up("anna")  # talking
    centre.call("1000")  # offered to bertil
    centre.call("1000")  # waiting
    centre.give(CallArrived(leg="i9", number="1000"))  # arriving
    centre.give(AdapterStarted())
    assert not centre.state.legs
    assert not centre.state.effects
    assert ended_cases(centre) == [CaseOutcome.SWITCH_RESTART] * 3
    assert centre.status("anna") is AgentStatus.WRAP_UP
    assert centre.case().outcome is CaseOutcome.SWITCH_RESTART
    assert centre.status("bertil") is AgentStatus.READY
    assert notices(centre) == [("anna", "switch_restart"), ("bertil", "switch_restart")]


def test_after_a_restart_legs_that_live_stay_and_strangers_are_ended() -> None:
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    leg = centre.pick_up("bertil")
    centre.give(AdapterStarted(legs=(caller, leg, "i77")))
    assert centre.case().state is CaseState.TALKING
    assert [effect.leg for effect in centre.ordered(HangUpLeg)] == ["i77"]
    centre.give(LegEnded(leg="i77", cause=LegEnd.HUNG_UP))
    assert not [effect for effect in centre.state.effects.values() if isinstance(effect, HangUpLeg)]


def test_a_restart_that_lost_only_the_agents_leg_offers_the_caller_again() -> None:
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    centre.give(AdapterStarted(legs=(caller,)))
    assert centre.rung() == ["bertil", "bertil"]
    assert isinstance(centre.effects[-1], RingLeg)
