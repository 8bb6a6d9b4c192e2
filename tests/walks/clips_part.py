"""The part of a walk that records audio clips and plays them, and what must hold of clips."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    AgentStatus,
    AnyCommand,
    AnyInput,
    ArchiveClip,
    Asked,
    CaptureClip,
    CaseState,
    DeleteClip,
    PlayClip,
    RecordClip,
    RenameClip,
    StopClip,
)
from agent_desktop.domain.state import State
from tests.walks.chance import Chance


def clipper(state: State, chance: Chance) -> AnyInput:
    """Somebody does with a clip what can be done with it; an agent who has a call plays it."""
    clip = chance.pick((*sorted(state.clips), 4711))
    row = state.clips.get(clip)
    talking = sorted(one.agent for one in state.presences.values() if one.status is AgentStatus.IN_CALL)
    free = sorted(one.agent for one in state.presences.values() if one.status is AgentStatus.READY)
    if chance.once_in(2):
        anew = chance.pick((None, None, clip))
        command: AnyCommand = RecordClip(name=chance.pick(("Hours", "")), clip=anew, public=chance.once_in(3))
        return Asked(by=chance.pick(("vera", *free, "anna")), command=command)
    if talking and chance.once_in(2):
        command = chance.pick((PlayClip(clip=clip), PlayClip(clip=clip, hang_up=True), StopClip()))
        return Asked(by=chance.pick(talking), command=command)
    changes = (RenameClip(clip=clip, name="Way"), ArchiveClip(clip=clip), ArchiveClip(clip=clip, archived=False))
    command = chance.pick((*changes, DeleteClip(clip=clip)))
    return Asked(by=chance.pick((row.agent if row is not None else "anna", "vera")), command=command)


def clips_hold(state: State) -> None:
    """Only a talk is recorded for a clip or hears one, and a clip without a sound is being recorded."""
    recorded: set[int] = set()
    for case in state.cases.values():
        if case.clip is not None:
            recorded.add(case.clip)
            assert case.state in (CaseState.DIALLING, CaseState.TALKING)
            assert (case.state is CaseState.TALKING) == (case.take is not None)
            assert case.take is None or isinstance(state.effects.get(case.take), CaptureClip)
        if case.playing is not None:
            assert case.state is CaseState.TALKING
            assert case.playing in state.effects, "a clip that nobody is told the end of"
            assert case.held is None
        assert case.playing is not None or not case.hangs_up
    recorded |= {effect.clip for effect in state.effects.values() if isinstance(effect, CaptureClip)}
    assert {clip.id for clip in state.clips.values() if clip.take == 0} <= recorded
