"""What becomes of talks, offers and agents when a phone, a client or the switch is killed."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    CaseOutcome,
    CaseState,
    ClientCame,
    ClientGone,
    Connect,
    EndWrapUp,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegHeard,
    LegRinging,
    LegSilent,
    LogOut,
    NoteWritten,
    Noticed,
    PhoneReady,
    Play,
    RingLeg,
    WriteNote,
)
from tests.fakes.centre import LUNCH, Centre


def talking() -> tuple[Centre, str, str]:
    """Bertil talks with a caller: centre, caller's leg, agent's leg."""
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    leg = centre.pick_up("bertil")
    centre.media_done()
    return centre, caller, leg


def last(centre: Centre, kind: type) -> object:
    return centre.ordered(kind)[-1]


# --- the phone -----------------------------------------------------------------------------------


def test_a_silent_phone_gives_the_caller_music_and_a_heard_one_the_agent() -> None:
    centre, caller, leg = talking()
    centre.give(LegSilent(leg=leg))
    music = last(centre, Play)
    assert (music.leg, music.loop) == (caller, "music/waiting")
    assert centre.status("bertil") is AgentStatus.IN_CALL
    centre.give(LegHeard(leg=leg))
    assert (last(centre, Connect).leg, last(centre, Connect).peer) == (caller, leg)
    assert centre.presence("bertil").apart_until is None
    centre.wait(120_000)
    assert centre.case().state is CaseState.TALKING


def test_a_silent_caller_is_nobodys_business() -> None:
    centre, caller, _ = talking()
    before = len(centre.events)
    centre.give(LegSilent(leg=caller))
    centre.give(LegHeard(leg=caller))
    assert len(centre.events) == before


def test_a_phone_started_anew_is_rung_into_the_talk_and_answers_by_itself() -> None:  # F031
    centre, caller, old = talking()
    centre.give(LegSilent(leg=old))
    assert centre.ask("bertil", PhoneReady()) is None
    ring = last(centre, RingLeg)
    assert ring.join
    assert (ring.agent, ring.peer) == ("bertil", caller)
    assert last(centre, HangUpLeg).leg == old
    centre.give(LegRinging(leg=ring.leg))
    centre.give(LegAnswered(leg=ring.leg))
    assert (last(centre, Connect).leg, last(centre, Connect).peer) == (caller, ring.leg)
    centre.give(LegEnded(leg=old, cause=LegEnd.FAILED))  # the BYE that nobody answered
    centre.wait(120_000)
    assert centre.case().state is CaseState.TALKING
    centre.end(ring.leg)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert not centre.state.legs


def test_a_phone_that_has_its_leg_is_left_alone() -> None:
    centre, _, leg = talking()
    before = len(centre.events)
    assert centre.ask("bertil", PhoneReady(legs=(leg,))) is None
    assert len(centre.events) == before


def test_a_phone_started_anew_rings_again_for_its_offer() -> None:  # F122
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    old = centre.offer("bertil")
    assert centre.ask("bertil", PhoneReady()) is None
    new = centre.offer("bertil")
    assert new.leg != old.leg
    assert new.until == old.until
    assert not last(centre, RingLeg).join
    centre.give(LegAnswered(leg=new.leg))
    assert centre.case().state is CaseState.TALKING


@pytest.mark.parametrize("cause", [LegEnd.LOST, LegEnd.FAILED, LegEnd.UNREACHABLE])
def test_a_leg_that_goes_without_a_word_does_not_end_the_talk(cause: LegEnd) -> None:
    centre, caller, leg = talking()
    centre.give(LegEnded(leg=leg, cause=cause))
    assert centre.case().state is CaseState.TALKING
    assert last(centre, Play).leg == caller
    assert centre.presence("bertil").leg is None
    assert centre.ask("bertil", PhoneReady()) is None
    centre.give(LegAnswered(leg=last(centre, RingLeg).leg))
    assert last(centre, Connect).leg == caller


def test_a_join_that_is_not_answered_keeps_the_caller_for_the_next_try() -> None:
    centre, _, leg = talking()
    centre.give(LegEnded(leg=leg, cause=LegEnd.LOST))
    assert centre.ask("bertil", PhoneReady()) is None
    centre.give(LegEnded(leg=last(centre, RingLeg).leg, cause=LegEnd.UNREACHABLE))
    assert centre.case().state is CaseState.TALKING
    assert centre.ask("bertil", PhoneReady()) is None
    assert last(centre, RingLeg).join


def test_an_agent_who_stays_apart_loses_the_caller_to_the_front_of_the_queue() -> None:
    centre, caller, leg = talking()
    centre.call("1000")  # waits, younger
    centre.give(LegSilent(leg=leg))
    centre.wait(60_000)
    assert [event.code for event in centre.events if isinstance(event, Noticed)] == ["call_returned"]
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, "phone_unreachable")
    centre.ready("anna")
    assert last(centre, RingLeg).peer == caller
    centre.give(LegEnded(leg=leg, cause=LegEnd.FAILED))
    assert leg not in centre.state.legs


def test_the_caller_may_hang_up_while_the_agent_is_apart() -> None:
    centre, caller, leg = talking()
    centre.give(LegEnded(leg=leg, cause=LegEnd.LOST))
    assert centre.ask("bertil", PhoneReady()) is None
    centre.end(caller)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert centre.case().outcome is CaseOutcome.HANDLED
    assert not centre.state.legs
    assert centre.presence("bertil").apart_until is None


# --- the client ----------------------------------------------------------------------------------


def test_a_ready_agent_whose_client_vanished_leaves_ready_after_a_grace() -> None:  # F122
    centre = Centre()
    centre.ready("bertil")
    centre.give(ClientGone(agent="bertil"))
    centre.wait(14_999)
    assert centre.status("bertil") is AgentStatus.READY
    centre.wait(1)
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, "client_lost")
    centre.call("1000")
    assert centre.rung() == []
    centre.give(ClientCame(agent="bertil"))
    assert centre.rung() == ["bertil"]


def test_an_agent_whose_client_vanished_during_an_offer_is_busy_from_its_end_on() -> None:  # F122
    centre = Centre()
    centre.ready("bertil")
    centre.wait(5_000)
    caller = centre.call("1000")
    centre.give(ClientGone(agent="bertil"))
    centre.wait(16_000)
    assert centre.status("bertil") is AgentStatus.OFFERED
    centre.end(caller)
    presence = centre.presence("bertil")
    assert (presence.status, presence.reason, presence.since) == (AgentStatus.BUSY, "client_lost", centre.now)


def test_a_client_that_is_back_in_time_changes_nothing_but_that() -> None:
    centre = Centre()
    centre.ready("bertil")
    since = centre.presence("bertil").since
    centre.give(ClientGone(agent="bertil"))
    centre.wait(5_000)
    centre.give(ClientCame(agent="bertil"))
    centre.wait(60_000)
    assert centre.presence("bertil").since == since
    assert centre.status("bertil") is AgentStatus.READY


def test_a_break_stays_a_break_without_a_client() -> None:
    centre = Centre()
    centre.log_in("bertil")
    centre.ask("bertil", LUNCH)
    centre.give(ClientGone(agent="bertil"))
    centre.wait(60_000)
    assert centre.presence("bertil").reason == "Busy_Lunch"
    centre.give(ClientCame(agent="bertil"))
    assert centre.presence("bertil").reason == "Busy_Lunch"


def test_wrap_up_without_a_client_ends_where_no_call_is_offered_until_it_is_back() -> None:
    centre, caller, _ = talking()
    centre.end(caller)
    centre.give(ClientGone(agent="bertil"))
    centre.wait(30_000)
    assert centre.presence("bertil").reason == "client_lost"
    centre.give(ClientCame(agent="bertil"))
    assert centre.status("bertil") is AgentStatus.READY


def test_a_status_chosen_by_another_client_is_kept() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.give(ClientGone(agent="bertil"))
    centre.wait(20_000)
    assert centre.ask("bertil", LUNCH) is None
    centre.give(ClientCame(agent="bertil"))
    assert centre.presence("bertil").reason == "Busy_Lunch"


def test_the_talk_of_a_killed_window_goes_on_when_the_agent_is_back() -> None:  # F121
    centre, caller, leg = talking()
    centre.give(ClientGone(agent="bertil"))
    centre.give(LegSilent(leg=leg))
    assert last(centre, Play).leg == caller
    centre.wait(20_000)
    centre.log_in("bertil")
    centre.give(ClientCame(agent="bertil"))
    assert centre.ask("bertil", PhoneReady()) is None
    centre.give(LegAnswered(leg=last(centre, RingLeg).leg))
    assert last(centre, Connect).leg == caller
    assert centre.status("bertil") is AgentStatus.IN_CALL


def test_logged_out_agents_need_no_client() -> None:
    centre = Centre()
    before = len(centre.events)
    centre.give(ClientGone(agent="bertil"))
    centre.give(ClientCame(agent="bertil"))
    centre.give(ClientGone(agent="nobody"))
    assert len(centre.events) == before


# --- the switch ----------------------------------------------------------------------------------


def test_after_a_restart_a_caller_who_lives_waits_for_the_agents_phone() -> None:
    centre, caller, _ = talking()
    centre.give(AdapterStarted(legs=(caller,)))
    assert centre.case().state is CaseState.TALKING
    assert last(centre, Play).leg == caller
    assert centre.ask("bertil", PhoneReady()) is None
    centre.give(LegAnswered(leg=last(centre, RingLeg).leg))
    assert centre.case().state is CaseState.TALKING


def test_after_a_restart_agents_without_a_client_leave_ready_and_the_others_do_not() -> None:
    centre = Centre()
    centre.ready("bertil", "anna")
    centre.give(AdapterStarted())
    centre.give(ClientCame(agent="anna"))
    centre.wait(15_000)
    assert centre.presence("bertil").reason == "client_lost"
    assert centre.status("anna") is AgentStatus.READY


# --- what was typed ------------------------------------------------------------------------------


def note(number: int, text: str, case: int) -> WriteNote:
    return WriteNote(case=case, text=text, device="pc1", number=number)


def written(centre: Centre) -> list[str]:
    return [event.note.text for event in centre.events if isinstance(event, NoteWritten)]


def test_a_note_is_taken_once_and_the_latest_stands() -> None:  # F109 F118
    centre, _, _ = talking()
    case = centre.case().id
    for command in (note(1, "calls about", case), note(2, "calls about the bill", case), note(1, "calls about", case)):
        assert centre.ask("bertil", command) is None
    assert written(centre) == ["calls about", "calls about the bill"]
    (kept,) = centre.state.details[case].notes
    assert (kept.agent, kept.text) == ("bertil", "calls about the bill")


def test_a_note_comes_through_when_the_case_is_over_and_the_agent_gone() -> None:  # F118
    centre, caller, _ = talking()
    case = centre.case().id
    centre.end(caller)
    assert centre.ask("bertil", EndWrapUp()) is None
    assert centre.ask("bertil", LogOut()) is None
    assert centre.ask("bertil", note(7, "late", case)) is None
    assert centre.ask("bertil", note(7, "late", case)) is None
    assert written(centre) == ["late"]


def test_a_note_on_a_case_that_never_was_is_refused() -> None:
    centre = Centre()
    refusal = centre.ask("bertil", note(1, "x", 4711))
    assert refusal is not None
    assert refusal.code == "unknown_case"


def test_two_devices_and_two_agents_number_their_notes_apart() -> None:
    centre, _, _ = talking()
    case = centre.case().id
    assert centre.ask("bertil", note(5, "one", case)) is None
    other = WriteNote(case=case, text="two", device="pc2", number=1)
    assert centre.ask("bertil", other) is None
    assert centre.ask("vera", note(1, "three", case)) is None
    assert written(centre) == ["one", "two", "three"]
