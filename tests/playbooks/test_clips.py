"""Audio clips: recorded on the agent's own phone, kept, played into a call, and ended with it (F072)."""

from __future__ import annotations

import pytest

from agent_desktop.domain.clips import MOST
from agent_desktop.domain.evolve import fold
from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    AnyCommand,
    ArchiveClip,
    CaptureClip,
    CaseOutcome,
    CaseState,
    Clip,
    ClipChanged,
    Confer,
    DeleteClip,
    Dial,
    EffectDone,
    EffectFailed,
    EndClip,
    ForgetClip,
    HangUpCall,
    HangUpLeg,
    Hold,
    Inquire,
    LegEnd,
    Play,
    PlayClip,
    PlayFinished,
    RecordClip,
    RenameClip,
    Retrieve,
    StopClip,
)
from tests.fakes.centre import Centre, code
from tests.playbooks.test_dial_out import own_phone
from tests.playbooks.test_hold import heard
from tests.playbooks.test_inbound_call import notices
from tests.playbooks.test_inquiry import outcomes
from tests.playbooks.test_nailed_up import connected

HOURS = RecordClip(name="Opening hours")


def recording(agent: str = "bertil", command: RecordClip = HOURS, centre: Centre | None = None) -> tuple[Centre, str]:
    """The agent's phone has joined, and what is said is recorded; returns its leg too."""
    if centre is None:
        centre = Centre()
        centre.ready(agent)
    assert code(centre, agent, command) is None
    return centre, own_phone(centre, agent)


def capture(centre: Centre) -> CaptureClip:
    """The last order to record a clip."""
    return centre.ordered(CaptureClip)[-1]


def keep(centre: Centre, leg: str) -> Clip:
    """The agent hangs up and the sound is kept; returns the newest clip."""
    order = capture(centre)
    centre.end(leg)
    centre.give(EffectDone(effect=order.id))
    return centre.state.clips[order.clip]


def clip_of(centre: Centre, agent: str = "bertil", **fields: bool) -> Clip:
    """A clip that the agent, who has no call, records and keeps."""
    centre, leg = recording(agent, RecordClip(name="Opening hours", **fields), centre)
    return keep(centre, leg)


def with_clip() -> tuple[Centre, Clip, str, str]:
    """Bertil, who has a clip, talks to a customer: the legs of both."""
    centre = Centre()
    centre.ready("bertil")
    clip = clip_of(centre)
    caller = centre.call()
    leg = centre.pick_up("bertil")
    centre.media_done()
    centre.effects.clear()
    return centre, clip, caller, leg


def played(centre: Centre) -> list[tuple[str, tuple[str, ...]]]:
    return [(order.leg, order.once) for order in centre.ordered(Play) if order.once]


# --- recorded ----------------------------------------------------------------------------------------


def test_a_clip_is_what_the_agent_says_after_the_tone_until_hanging_up() -> None:
    centre, leg = recording()
    assert (centre.status("bertil"), centre.case().state) == (AgentStatus.IN_CALL, CaseState.TALKING)
    assert played(centre) == [(leg, ("tones/beep",))]
    order = capture(centre)
    assert (order.leg, order.id) == (leg, centre.case().take)
    centre.end(leg)
    assert [(end.leg, end.take) for end in centre.ordered(EndClip)] == [(leg, order.id)]
    assert centre.status("bertil") is AgentStatus.READY, "without wrap-up"
    centre.give(EffectDone(effect=order.id))
    (clip,) = centre.state.clips.values()
    assert (clip.name, clip.agent, clip.public, clip.take) == ("Opening hours", "bertil", False, order.id)
    assert dict(centre.view("bertil").clips) == {clip.id: clip}
    assert not centre.view("anna").clips
    assert not centre.view("vera").clips, "what is an agent's own is no supervisor's"


def test_a_public_clip_is_for_all_and_a_supervisors() -> None:
    centre = Centre()
    centre.ready("bertil", "anna")
    assert code(centre, "bertil", RecordClip(name="Hours", public=True)) == "not_allowed"
    centre.log_in("vera")
    clip = clip_of(centre, "vera", public=True)
    assert dict(centre.view("anna").clips) == {clip.id: clip}
    for command in (RenameClip(clip=clip.id, name="x"), DeleteClip(clip=clip.id), RecordClip(clip=clip.id)):
        assert code(centre, "anna", command) == "not_allowed"
    assert code(centre, "vera", RenameClip(clip=clip.id, name="When we are here")) is None
    assert centre.view("anna").clips[clip.id].name == "When we are here"
    assert code(centre, "vera", DeleteClip(clip=clip.id)) is None
    assert not centre.view("anna").clips


def test_a_clip_is_recorded_anew_and_its_old_sound_forgotten() -> None:
    centre = Centre()
    centre.ready("bertil")
    old = clip_of(centre)
    _, leg = recording("bertil", RecordClip(clip=old.id), centre)
    assert centre.state.clips[old.id] == old, "the old one stays until there is a new one"
    new = keep(centre, leg)
    assert (new.id, new.name) == (old.id, old.name)
    assert new.take != old.take
    assert [order.take for order in centre.ordered(ForgetClip)] == [old.take]


@pytest.mark.parametrize("anew", [False, True])
def test_nothing_said_is_no_clip(anew: bool) -> None:
    centre = Centre()
    centre.ready("bertil")
    old = clip_of(centre) if anew else None
    _, leg = recording("bertil", RecordClip(clip=old.id) if old is not None else HOURS, centre)
    centre.end(leg)
    centre.give(EffectFailed(effect=capture(centre).id, why="nothing was said"))
    assert notices(centre) == [("bertil", "clip_failed")]
    assert dict(centre.state.clips) == ({old.id: old} if old is not None else {})


def test_the_longest_clip_ends_the_call_by_itself() -> None:
    centre, leg = recording()
    centre.give(EffectDone(effect=capture(centre).id))
    assert [order.leg for order in centre.ordered(HangUpLeg)] == [leg]
    assert centre.status("bertil") is AgentStatus.READY
    assert len(centre.state.clips) == 1


def test_a_phone_that_does_not_join_leaves_no_clip() -> None:
    centre = Centre()
    centre.ready("bertil")
    assert code(centre, "bertil", HOURS) is None
    centre.end(centre.presence("bertil").leg or "", LegEnd.UNREACHABLE)
    assert (notices(centre), dict(centre.state.clips)) == ([("bertil", "own_phone_failed")], {})


def test_a_clip_deleted_while_it_is_recorded_leaves_no_sound() -> None:
    centre, leg = recording()
    order = capture(centre)
    assert code(centre, "bertil", DeleteClip(clip=order.clip)) is None
    centre.end(leg)
    centre.give(EffectDone(effect=order.id))
    assert ([order.take for order in centre.ordered(ForgetClip)], dict(centre.state.clips)) == ([order.id], {})


def test_a_leg_that_stays_is_let_go_and_the_clip_kept() -> None:  # F031
    centre, line = connected()
    assert code(centre, "anna", HOURS) is None
    order = capture(centre)
    assert order.leg == line
    assert code(centre, "anna", HangUpCall()) is None
    assert [end.take for end in centre.ordered(EndClip)] == [order.id]
    assert centre.state.legs[line].case == 0
    centre.give(EffectDone(effect=order.id))
    assert centre.state.clips[order.clip].take == order.id


def test_a_restart_keeps_what_was_said() -> None:  # F120
    centre, _ = recording()
    order = capture(centre)
    centre.give(AdapterStarted(legs=()))
    assert order.id in centre.state.effects, "the media have it yet"
    centre.give(EffectDone(effect=order.id))
    assert centre.state.clips[order.clip].take == order.id
    assert not centre.state.cases


# --- played ------------------------------------------------------------------------------------------


def test_both_hear_the_clip_and_talk_on() -> None:
    centre, clip, caller, leg = with_clip()
    assert code(centre, "bertil", PlayClip(clip=clip.id)) is None
    sound = (f"clips/{clip.take}",)
    assert played(centre) == [(caller, sound), (leg, sound)]
    (order, other) = centre.ordered(Play)
    assert (order.report_end, other.report_end, centre.case().playing) == (True, False, order.id)
    centre.give(PlayFinished(effect=order.id))
    assert (heard(centre)[-1], centre.case().playing, centre.case().state) == ((caller, leg), None, CaseState.TALKING)


def test_play_and_hang_up() -> None:
    centre, clip, caller, leg = with_clip()
    case = centre.case().id
    assert code(centre, "bertil", PlayClip(clip=clip.id, hang_up=True)) is None
    assert centre.case().state is CaseState.TALKING
    centre.give(PlayFinished(effect=centre.ordered(Play)[0].id))
    assert {order.leg for order in centre.ordered(HangUpLeg)} == {caller, leg}
    assert (centre.status("bertil"), centre.state.cases[case].outcome) == (AgentStatus.WRAP_UP, CaseOutcome.HANDLED)


@pytest.mark.parametrize("command", [StopClip(), Hold(), Inquire(queue="support")])
def test_whatever_changes_who_hears_whom_ends_the_clip(command: AnyCommand) -> None:
    centre, clip, caller, leg = with_clip()
    centre.ask("bertil", PlayClip(clip=clip.id, hang_up=True))
    order = centre.ordered(Play)[0].id
    assert code(centre, "bertil", command) is None
    call = next(row for row in centre.state.cases.values() if row.inquiry_of is None)
    assert (call.playing, call.hangs_up, order in centre.state.effects) == (None, False, False)
    centre.give(PlayFinished(effect=order))
    assert centre.state.cases[call.id].state is CaseState.TALKING, "and the call goes on"
    if isinstance(command, StopClip):
        assert heard(centre)[-1] == (caller, leg)
        assert code(centre, "bertil", StopClip()) == "no_clip_heard"


def test_another_clip_takes_its_place() -> None:
    centre, clip, caller, _ = with_clip()
    centre.ask("bertil", PlayClip(clip=clip.id, hang_up=True))
    first = centre.case().playing
    centre.ask("bertil", PlayClip(clip=clip.id))
    assert (centre.case().playing != first, centre.case().hangs_up) == (True, False)
    assert first not in centre.state.effects
    centre.end(caller)
    assert (centre.status("bertil"), centre.case().playing) == (AgentStatus.WRAP_UP, None)


def test_a_clip_that_cannot_be_played_ends_nothing() -> None:
    centre, clip, caller, leg = with_clip()
    centre.ask("bertil", PlayClip(clip=clip.id, hang_up=True))
    centre.give(EffectFailed(effect=centre.ordered(Play)[0].id, why="no worker"))
    assert notices(centre)[-1] == ("bertil", "clip_not_played")
    assert heard(centre)[-1] == (caller, leg)


def test_all_of_a_conference_hear_it() -> None:  # F034
    centre, clip, caller, leg = with_clip()
    centre.log_in("anna")
    centre.ask("bertil", Inquire(agent="anna"))
    other = centre.pick_up("anna")
    assert code(centre, "bertil", PlayClip(clip=clip.id)) == "retrieve_first"
    assert code(centre, "bertil", Confer()) is None
    centre.effects.clear()
    assert code(centre, "bertil", PlayClip(clip=clip.id)) is None
    assert [leg for leg, _ in played(centre)] == [caller, other, leg]
    assert code(centre, "anna", PlayClip(clip=clip.id)) == "only_asked"


def test_what_clips_need() -> None:
    centre, clip, _, _ = with_clip()
    assert code(centre, "bertil", PlayClip(clip=4711)) == "unknown_clip"
    assert code(centre, "bertil", ArchiveClip(clip=clip.id)) is None
    assert code(centre, "bertil", PlayClip(clip=clip.id)) == "unknown_clip", "archived ones are not offered"
    assert code(centre, "bertil", ArchiveClip(clip=clip.id, archived=False)) is None
    for name in ("", " x", "x" * 61, "a\nb"):
        assert code(centre, "bertil", RenameClip(clip=clip.id, name=name)) == "bad_clip_name"
    assert code(centre, "bertil", HOURS) == "agent_has_call"
    centre.ask("bertil", Hold())
    assert code(centre, "bertil", PlayClip(clip=clip.id)) == "retrieve_first"
    centre.ask("bertil", Retrieve())
    centre.ready("anna")
    assert code(centre, "anna", PlayClip(clip=clip.id)) == "no_call"
    assert code(centre, "anna", DeleteClip(clip=clip.id)) == "unknown_clip"
    assert code(centre, "anna", RecordClip(name="")) == "bad_clip_name"
    assert code(centre, "anna", Dial(number="+461")) is None
    assert code(centre, "anna", HOURS) == "agent_has_call"
    assert outcomes(centre)[0][1] is CaseOutcome.CONSULTED, "recording a clip was a call with nobody"


def test_an_agent_keeps_so_many_and_no_more() -> None:
    centre = Centre()
    centre.ready("bertil")
    rows = (Clip(id=1_000 + place, name="Hours", agent="bertil") for place in range(MOST))
    centre.state = fold(centre.state, tuple(ClipChanged(clip=row) for row in rows))
    assert code(centre, "bertil", HOURS) == "too_many_clips"
    assert code(centre, "bertil", DeleteClip(clip=1_000)) is None
    assert code(centre, "bertil", HOURS) is None
