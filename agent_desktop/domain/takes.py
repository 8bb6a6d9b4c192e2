"""Recording an audio clip: a call of the agent with nobody, whose end keeps what was said (F072).

The agent's phone joins as for any call, so that whatever happens to it is dealt with as in any call. The order to
record is the lease: when it is answered, for whatever reason, the call is over.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import consult
from agent_desktop.domain.messages import (
    CaptureClip,
    Case,
    CaseChanged,
    CaseState,
    ClipChanged,
    ClipRemoved,
    EndClip,
    ForgetClip,
    Play,
)
from agent_desktop.domain.turn import ORDER_MS, Turn

BEEP = "tones/beep"

LONGEST_MS = 180_000
"""A clip is no longer."""


def joined(turn: Turn, case: Case, leg: str) -> None:
    """The agent's phone is in: after the tone what is said is recorded."""
    assert case.clip is not None
    take = turn.new_id()
    turn.case(case, state=CaseState.TALKING, since=turn.now, dial_until=None, take=take)
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, once=(BEEP,)))
    until = turn.now + LONGEST_MS + ORDER_MS
    turn.order(CaptureClip(id=take, until=until, leg=leg, case=case.id, clip=case.clip, max_ms=LONGEST_MS))


def captured(turn: Turn, effect: CaptureClip) -> None:
    """The sound is kept: it is the clip's from now on, in the place of an older one."""
    clip = turn.state.clips.get(effect.clip)
    if clip is None:
        forget(turn, effect.id)  # it was deleted meanwhile
    else:
        turn.emit(ClipChanged(clip=replace(clip, take=effect.id)))
        forget(turn, clip.take)
    _over(turn, effect)


def not_captured(turn: Turn, effect: CaptureClip) -> None:
    """Nothing was said, or could be kept: the agent is told, and the clip is as before."""
    case, clip = turn.state.cases.get(effect.case), turn.state.clips.get(effect.clip)
    if clip is not None:
        turn.notice(clip.agent if case is None or case.agent is None else case.agent, "clip_failed")
    _drop_new(turn, effect.clip)
    _over(turn, effect)


def forget(turn: Turn, take: int) -> None:
    """Nobody needs this sound any more."""
    if take:
        turn.order(ForgetClip(id=turn.new_id(), until=turn.now + ORDER_MS, take=take))


def settle(turn: Turn) -> None:
    """After a step: who has hung up is done with the clip."""
    for _, event in turn.history:
        if isinstance(event, CaseChanged) and event.case.state is CaseState.ENDED and event.case.clip is not None:
            _ended(turn, event.case, event.case.clip)


def _ended(turn: Turn, case: Case, clip: int) -> None:
    effect = turn.state.effects.get(case.take or 0)
    if case.take is None:
        _drop_new(turn, clip)  # the phone never joined
    elif isinstance(effect, CaptureClip):
        turn.order(EndClip(id=turn.new_id(), until=turn.now + ORDER_MS, leg=effect.leg, take=effect.id))


def _drop_new(turn: Turn, clip: int) -> None:
    row = turn.state.clips.get(clip)
    if row is not None and row.take == 0:
        turn.emit(ClipRemoved(clip=clip))


def _over(turn: Turn, effect: CaptureClip) -> None:
    case = turn.state.cases.get(effect.case)
    if case is not None and case.state is CaseState.TALKING and case.take == effect.id:
        consult.over(turn, case)
