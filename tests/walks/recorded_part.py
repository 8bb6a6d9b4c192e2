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
    NoRecording,
    OrderRecording,
    PauseRecording,
    RecordCall,
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
    talking = sorted(row.agent for row in state.presences.values() if row.status is AgentStatus.IN_CALL)
    return Asked(by=chance.pick(talking or ("anna",)), command=chance.pick(COMMANDS))


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
