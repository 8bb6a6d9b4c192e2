"""Voice messages: what a caller leaves in the IVR is a case of its queue, for an agent to listen to (F037, F075).

The case is there while the caller speaks, so that it loses nothing that is known of the call, whenever that ends. It
waits when the file is whole. Nothing said, or nothing kept, and it is over; the order to record is its lease.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.cri import carried
from agent_desktop.domain.distribution import match_case, wait
from agent_desktop.domain.messages import (
    Case,
    CaseKind,
    CaseOutcome,
    CaseSource,
    CaseState,
    DetailsChanged,
    FileServed,
    RecordingHeard,
    RecordMessage,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

BELOW_CALLS = 1
"""By how much its priority is below that of its queue's callers: they wait on the line."""


def begin(turn: Turn, call: Case, recording: int) -> Case:
    """The case of a message that a caller is about to leave in the call's queue."""
    queue = turn.state.queues[call.queue]
    case = turn.case(
        Case(
            id=turn.new_id(),
            queue=queue.id,
            kind=CaseKind.VOICE_MESSAGE,
            state=CaseState.ARRIVING,
            created=turn.now,
            since=turn.now,
            priority=queue.priority - BELOW_CALLS,
            follows=call.id,
            source=CaseSource.CALL,
            message=recording,
        )
    )
    details = turn.state.details[call.id]
    notes = tuple(replace(note, case=case.id) for note in details.notes)
    turn.emit(DetailsChanged(details=replace(carried(details, case.id), notes=notes)))
    return case


def left(turn: Turn, effect: RecordMessage) -> None:
    """The message is kept: it waits for an agent."""
    case = _arriving(turn, effect)
    if case is not None:
        wait(turn, case)
        match_case(turn, case.id)


def lost(turn: Turn, effect: RecordMessage) -> None:
    """Nothing was said, or nothing could be kept of it."""
    case = _arriving(turn, effect)
    if case is not None:
        turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=CaseOutcome.FAILED)


def messages_for(state: State, agent: str) -> int:
    """How many voice messages wait in the agent's queues, or are kept for the agent: what a desk phone's lamp says."""
    row = state.agents.get(agent)
    if row is None:
        return 0
    lines = [state.waiting.get(queue) for queue in row.queues] + [state.kept.get(agent)]
    cases = [state.cases[key[2]] for line in lines if line is not None for key in line]
    return sum(case.kind is CaseKind.VOICE_MESSAGE for case in cases)


def _arriving(turn: Turn, effect: RecordMessage) -> Case | None:
    case = turn.state.cases.get(effect.message)
    return case if case is not None and case.state is CaseState.ARRIVING else None


def file_served(turn: Turn, fact: FileServed) -> None:
    """Somebody was given what was recorded: it stays on record who, and when."""
    if fact.agent not in turn.state.agents:
        turn.ignore(fact, fact.agent, "unknown agent")
    else:
        turn.emit(RecordingHeard(recording=fact.recording, case=fact.case, agent=fact.agent, at=turn.now))
