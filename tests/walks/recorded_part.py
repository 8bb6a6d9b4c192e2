"""The part of a walk that records calls: what is asked, and what must hold of recordings."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    AgentStatus,
    AnyCommand,
    AnyInput,
    Asked,
    CancelRecording,
    CaseState,
    DeclineRecording,
    FileServed,
    NoRecording,
    OrderRecording,
    PauseRecording,
    RecordCall,
    RecordingBroken,
    RecordingState,
    ResumeRecording,
    SaveRecording,
)
from agent_desktop.domain.state import State
from tests.walks.chance import Chance

COMMANDS: tuple[AnyCommand, ...] = (
    RecordCall(),
    RecordCall(),
    RecordCall(),
    PauseRecording(),
    ResumeRecording(),
    SaveRecording(),
    CancelRecording(),
    DeclineRecording(),
)


def recorder(state: State, chance: Chance) -> AnyInput:
    """Somebody does with a recording what can be done with it; an agent who has a call, when there is one."""
    if chance.once_in(6):
        return _told(state, chance)
    talking = sorted(row.agent for row in state.presences.values() if row.status is AgentStatus.IN_CALL)
    rows = (state.cases.get(case) for case in state.recordings)
    recorded = sorted(row.agent for row in rows if row is not None and row.agent is not None)
    paused = any(row.state is RecordingState.PAUSED for row in state.recordings.values())
    likely = (ResumeRecording(),) * 4 if paused else (PauseRecording(),) * 2 if recorded else (RecordCall(),)
    command = chance.pick((*likely, *COMMANDS))
    return Asked(by=chance.pick(recorded or talking or ("anna",)), command=command)


def recorder_fails(state: State, chance: Chance) -> AnyInput:
    """The disk is full, or somebody is given a recording; also one that is none."""
    recording, case = chance.pick((*sorted((row.id, row.case) for row in state.recordings.values()), (0, 0)))
    served = FileServed(recording=recording, case=case, agent="vera")
    return chance.pick((RecordingBroken(recording=recording, case=case), served))


def _told(state: State, chance: Chance) -> AnyInput:
    """A disk is full, or somebody listens; of a recording that there is, when there is one."""
    known = [(row.id, row.case) for _, row in sorted(state.recordings.items())]
    recording, case = chance.pick((*known, (4711, 1)))
    if chance.once_in(2):
        return FileServed(recording=recording, case=case, agent=chance.pick(("vera", "anna", "nobody")))
    return RecordingBroken(recording=recording, case=case)


def recordings_end(state: State) -> None:
    """F041: only a talk is recorded, and nobody who declined; any other recording has an order open that ends it."""
    ordered = {effect.recording for effect in state.effects.values() if isinstance(effect, OrderRecording)}
    for row in state.recordings.values():
        case = state.cases.get(row.case)
        if row.state in (RecordingState.ON, RecordingState.PAUSED):
            assert case is not None
            assert case.state is CaseState.TALKING
            assert case.no_recording is not NoRecording.DECLINED
        else:
            assert row.id in ordered, "a recording that ends without an order can hang for ever"
