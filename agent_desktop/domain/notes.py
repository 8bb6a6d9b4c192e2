"""What agents write about cases: taken once however often it is sent, and even when the case is over (F118)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import CaseDetails, DetailsChanged, Note, NoteWritten, Refusal, WriteNote
from agent_desktop.domain.turn import Turn


def write_note(turn: Turn, by: str, command: WriteNote) -> Refusal | None:
    """F109, F118: a text that was taken already says nothing.

    An agent need not be logged in any more, nor still have the case: what was typed in time may come late.
    """
    if by not in turn.state.agents:
        return Refusal(code="unknown_agent")
    if not 0 < command.case < turn.state.next_id:
        return Refusal(code="unknown_case")
    if command.number <= turn.state.received.get((by, command.device), 0):
        return None
    note = Note(
        case=command.case,
        agent=by,
        text=command.text,
        at=turn.now,
        device=command.device,
        number=command.number,
    )
    turn.emit(NoteWritten(note=note))
    details = turn.state.details.get(command.case)
    if details is not None:
        turn.emit(DetailsChanged(details=_with(details, note)))
        if all(other.agent != by for other in details.notes):  # a text is sent as it is typed: once is enough
            turn.tell_readers(note.case, by)
    return None


def _with(details: CaseDetails, note: Note) -> CaseDetails:
    others = tuple(other for other in details.notes if other.agent != note.agent)
    return replace(details, notes=tuple(sorted((*others, note), key=lambda row: row.agent)))
