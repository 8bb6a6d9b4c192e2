"""Audio clips: what agents ask to do with them, and their being heard in a call (F072).

An agent's clips are that agent's alone; public ones are a supervisor's, for everybody. While a clip is heard nobody in
the call hears the others. Whatever changes who hears whom ends it, and so does its end (``bridge.stop_clip``).
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import agents, consult, dial_out, dialling, sight, takes, talk
from agent_desktop.domain.bridge import bridge, hearers, open_inquiry, stop_clip
from agent_desktop.domain.messages import (
    AnyEffect,
    ArchiveClip,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseState,
    Clip,
    ClipChanged,
    ClipRemoved,
    DeleteClip,
    DetailsChanged,
    Dial,
    Play,
    PlayClip,
    RecordClip,
    Refusal,
    RenameClip,
    StopClip,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import ORDER_MS, Turn

LONGEST_NAME = 60
MOST = 100
"""Clips of one agent, archived ones among them."""


def sound(clip: Clip) -> str:
    """The name under which the media have a clip."""
    return f"clips/{clip.take}"


# --- what agents ask for -----------------------------------------------------------------------------


def record_clip(turn: Turn, by: str, command: RecordClip) -> Refusal | None:
    """The own phone joins, and what is said is recorded until it is hung up."""
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status in dial_out.REFUSED:
        return Refusal(code=dial_out.REFUSED[presence.status])
    if by in turn.state.listening:
        return Refusal(code="you_listen")
    queue = dial_out.queue_for(turn, by, Dial())
    queue = dial_out.any_queue(turn) or queue if isinstance(queue, Refusal) else queue  # a supervisor may have none
    if isinstance(queue, Refusal):
        return queue
    clip = _new(turn, by, command) if command.clip is None else _changeable(turn, by, command.clip)
    if isinstance(clip, Refusal):
        return clip
    if command.clip is None:
        turn.emit(ClipChanged(clip=clip))
    case = Case(
        id=turn.new_id(),
        queue=queue,
        kind=CaseKind.OUTBOUND_CALL,
        state=CaseState.DIALLING,
        created=turn.now,
        since=turn.now,
        agent=by,
        clip=clip.id,
    )
    turn.case(case)
    turn.emit(DetailsChanged(details=CaseDetails(case=case.id, name=clip.name)))
    dialling.begin(turn, case, by)
    return None


def play_clip(turn: Turn, by: str, command: PlayClip) -> Refusal | None:
    """Everybody in the call hears it."""
    case = consult.own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    if case.held is not None:
        return Refusal(code="retrieve_first")
    if open_inquiry(turn.state, case.id) is not None:
        return Refusal(code="inquiry_open")
    clip = turn.state.clips.get(command.clip)
    if clip is None or not (clip.public or clip.agent == by) or clip.archived or not clip.take:
        return Refusal(code="unknown_clip")
    case = stop_clip(turn, case)
    order, until = turn.new_id(), turn.now + takes.LONGEST_MS + ORDER_MS
    turn.case(case, playing=order, hangs_up=command.hang_up)
    first, *others = hearers(turn.state, case)
    turn.order(Play(id=order, until=until, leg=first, once=(sound(clip),), report_end=True))
    for leg in others:
        turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, once=(sound(clip),)))
    return None


def stop(turn: Turn, by: str, command: StopClip) -> Refusal | None:
    """They talk on."""
    del command
    case = consult.own_talk(turn, by)
    if isinstance(case, Refusal):
        return case
    if case.playing is None:
        return Refusal(code="no_clip_heard")
    bridge(turn, case.id)
    return None


def rename_clip(turn: Turn, by: str, command: RenameClip) -> Refusal | None:
    """Another name."""
    clip = _changeable(turn, by, command.clip)
    if isinstance(clip, Refusal):
        return clip
    refusal = _unnameable(command.name)
    if refusal is None:
        turn.emit(ClipChanged(clip=replace(clip, name=command.name)))
    return refusal


def archive_clip(turn: Turn, by: str, command: ArchiveClip) -> Refusal | None:
    """It is not offered any more, or again."""
    clip = _changeable(turn, by, command.clip)
    if isinstance(clip, Refusal):
        return clip
    if clip.archived is not command.archived:
        turn.emit(ClipChanged(clip=replace(clip, archived=command.archived)))
    return None


def delete_clip(turn: Turn, by: str, command: DeleteClip) -> Refusal | None:
    """It is gone, with its sound; who hears it just now hears it out."""
    clip = _changeable(turn, by, command.clip)
    if isinstance(clip, Refusal):
        return clip
    turn.emit(ClipRemoved(clip=clip.id))
    takes.forget(turn, clip.take)
    return None


def _new(turn: Turn, by: str, command: RecordClip) -> Clip | Refusal:
    if command.public and not sight.is_supervisor(turn.state, by):
        return Refusal(code="not_allowed")
    refusal = _unnameable(command.name)
    if refusal is not None:
        return refusal
    if sum(row.agent == by for row in turn.state.clips.values()) >= MOST:
        return Refusal(code="too_many_clips", params=(("most", str(MOST)),))
    return Clip(id=turn.new_id(), name=command.name, agent=by, public=command.public)


def _unnameable(name: str) -> Refusal | None:
    fits = name == name.strip() and 0 < len(name) <= LONGEST_NAME and name.isprintable()
    return None if fits else Refusal(code="bad_clip_name", params=(("most", str(LONGEST_NAME)),))


def _changeable(turn: Turn, by: str, number: int) -> Clip | Refusal:
    """The clip, when it is this agent's, or a public one and the agent a supervisor."""
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    clip = turn.state.clips.get(number)
    if clip is None or not (clip.public or clip.agent == by):
        return Refusal(code="unknown_clip")
    if clip.public and not sight.is_supervisor(turn.state, by):
        return Refusal(code="not_allowed")
    return clip


# --- its end -----------------------------------------------------------------------------------------


def player(state: State, effect: AnyEffect) -> Case | None:
    """The case into whose call this order plays a clip."""
    leg = state.legs.get(effect.leg)
    case = state.cases.get(leg.case) if leg is not None else None
    return case if case is not None and case.playing == effect.id else None


def heard(turn: Turn, case: Case) -> None:
    """The clip was heard to its end: they talk on, or the call is over."""
    if case.hangs_up:
        talk.begin_wrap_up(turn, case, CaseOutcome.HANDLED)
    else:
        bridge(turn, case.id)


def not_heard(turn: Turn, case: Case) -> None:
    """The clip could not be played: they talk on, and the agent is told."""
    turn.notice(case.agent or "", "clip_not_played", case.id)
    bridge(turn, case.id)
