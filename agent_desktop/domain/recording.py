"""The recording of a call: begun by the agent or by the queue's rule, then kept or not (F038–F042).

A recording follows the customer's leg and the talk of one case: when that ends, for whatever reason, it is saved. What
becomes of it is looked after in one place, ``settle``, at the end of every step, so that no way out of a talk forgets
it. What is said in a pause is never captured: when a pause cannot be made, what was recorded is deleted.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import hold
from agent_desktop.domain.bridge import customers_leg
from agent_desktop.domain.messages import (
    CancelRecording,
    Case,
    CaseState,
    DeclineRecording,
    NoRecording,
    OrderRecording,
    PauseRecording,
    RecordAction,
    RecordCall,
    Recording,
    RecordingBroken,
    RecordingChanged,
    RecordingEnded,
    RecordingState,
    RecordRule,
    Refusal,
    ResumeRecording,
    SaveRecording,
)
from agent_desktop.domain.turn import ORDER_MS, Turn

RUNNING = frozenset({RecordingState.ON, RecordingState.PAUSED})

STATES: dict[RecordAction, RecordingState] = {
    RecordAction.START: RecordingState.ON,
    RecordAction.PAUSE: RecordingState.PAUSED,
    RecordAction.RESUME: RecordingState.ON,
    RecordAction.SAVE: RecordingState.SAVING,
    RecordAction.DELETE: RecordingState.DELETING,
}
"""What a recording is after each order, until the order is answered."""

SAVE_MS = 60_000
"""An order to save has failed when it was not answered for so long: the file of some hours is read back, or made FLAC.
"""

# --- what agents ask for -----------------------------------------------------------------------------


def record_call(turn: Turn, by: str, command: RecordCall) -> Refusal | None:
    """F038: begin, once."""
    del command
    case = _own_call(turn, by)
    if isinstance(case, Refusal):
        return case
    if turn.state.queues[case.queue].record is RecordRule.NEVER:
        return Refusal(code="recording_forbidden")
    if case.no_recording is NoRecording.DECLINED:
        return Refusal(code="recording_declined")
    if customers_leg(turn.state, case.id) is None:
        return Refusal(code="no_customer")
    running = turn.state.recordings.get(case.id)
    if running is None:
        _begin(turn, case)
    return Refusal(code="recording_ends") if running is not None and running.state not in RUNNING else None


def pause_recording(turn: Turn, by: str, command: PauseRecording) -> Refusal | None:
    """F039: what is said from now on is not captured."""
    del command
    return _order_own(turn, by, RecordAction.PAUSE)


def resume_recording(turn: Turn, by: str, command: ResumeRecording) -> Refusal | None:
    """F039: what is said from now on is captured again."""
    del command
    return _order_own(turn, by, RecordAction.RESUME)


def save_recording(turn: Turn, by: str, command: SaveRecording) -> Refusal | None:
    """F039: ended and kept; where every call is recorded that is at the end of the talk."""
    del command
    return _order_own(turn, by, RecordAction.SAVE)


def cancel_recording(turn: Turn, by: str, command: CancelRecording) -> Refusal | None:
    """F039, F042: ended and deleted, where the queue lets agents do so."""
    del command
    return _order_own(turn, by, RecordAction.DELETE)


def decline_recording(turn: Turn, by: str, command: DeclineRecording) -> Refusal | None:
    """F040: the customer does not want to be recorded: what there is is deleted, and nothing more is recorded."""
    del command
    case = _own_call(turn, by)
    if isinstance(case, Refusal):
        return case
    if not turn.state.queues[case.queue].may_decline:
        return Refusal(code="recording_required")
    turn.case(case, no_recording=NoRecording.DECLINED)
    running = turn.state.recordings.get(case.id)
    if running is not None and running.state in RUNNING:
        _order(turn, running, RecordAction.DELETE)
    return None


def _own_call(turn: Turn, by: str) -> Case | Refusal:
    case = hold.in_talk(turn, by)
    if isinstance(case, Case) and case.inquiry_of is not None:
        return Refusal(code="only_asked")
    return case


def _order_own(turn: Turn, by: str, action: RecordAction) -> Refusal | None:
    case = _own_call(turn, by)
    if isinstance(case, Refusal):
        return case
    running = turn.state.recordings.get(case.id)
    if running is None or running.state not in RUNNING:
        return Refusal(code="not_recording")
    queue = turn.state.queues[case.queue]
    if action is RecordAction.SAVE and queue.record is RecordRule.ALWAYS:
        return Refusal(code="recording_required")
    if action is RecordAction.DELETE and (queue.record is RecordRule.ALWAYS or not queue.may_cancel):
        return Refusal(code="cancel_forbidden")
    if STATES[action] is not running.state:
        _order(turn, running, action)
    return None


# --- its life ----------------------------------------------------------------------------------------


def _begin(turn: Turn, case: Case) -> None:
    leg = customers_leg(turn.state, case.id)
    assert leg is not None  # a talk has a customer
    _order(turn, Recording(id=turn.new_id(), case=case.id, leg=leg, begun=turn.now), RecordAction.START)


def _order(turn: Turn, recording: Recording, action: RecordAction) -> None:
    turn.emit(RecordingChanged(recording=replace(recording, state=STATES[action], since=turn.now)))
    order, until = turn.new_id(), turn.now + (SAVE_MS if action is RecordAction.SAVE else ORDER_MS)
    turn.order(
        OrderRecording(
            id=order, until=until, leg=recording.leg, case=recording.case, recording=recording.id, action=action
        )
    )


def settle(turn: Turn) -> None:
    """After a step: talks that are over are saved, talks that must be recorded are (F041, F042)."""
    for case in turn.changed_cases():
        recording, row = turn.state.recordings.get(case), turn.state.cases.get(case)
        if row is not None and row.state is CaseState.TALKING:
            if recording is None and _must(turn, row):
                _begin(turn, row)
        elif recording is not None and recording.state in RUNNING:
            _order(turn, recording, RecordAction.SAVE)


def _must(turn: Turn, case: Case) -> bool:
    """Whether this talk, which is not recorded, has to be."""
    always = turn.state.queues[case.queue].record is RecordRule.ALWAYS
    talks = case.inquiry_of is None and customers_leg(turn.state, case.id) is not None
    return always and talks and case.no_recording is None


def done(turn: Turn, effect: OrderRecording) -> None:
    """An order was carried out; "saved" is said only now."""
    recording = _of(turn, effect)
    if recording is not None and effect.action in (RecordAction.SAVE, RecordAction.DELETE):
        _end(turn, recording, kept=effect.action is RecordAction.SAVE)


def failed(turn: Turn, effect: OrderRecording, why: str) -> None:
    """An order was not carried out: the agent is told, and nothing stays captured that must not be."""
    recording = _of(turn, effect)
    if recording is None:
        return
    case = turn.state.cases.get(recording.case)
    agent = case.agent if case is not None else None
    if agent is not None:
        turn.notice(agent, "recording_failed", recording.case)
    if effect.action is RecordAction.PAUSE and recording.state is not RecordingState.DELETING:
        _order(turn, recording, RecordAction.DELETE)
        case = turn.state.cases.get(recording.case)
    elif effect.action is RecordAction.RESUME and recording.state is RecordingState.ON:
        _order(turn, recording, RecordAction.SAVE)
    elif effect.action in (RecordAction.START, RecordAction.SAVE, RecordAction.DELETE):
        _end(turn, recording, kept=False, why=why)
    if case is not None and case.state is CaseState.TALKING and case.no_recording is None:
        turn.case(case, no_recording=NoRecording.FAILED)  # a rule that records every call does not try for ever


def broken(turn: Turn, fact: RecordingBroken) -> None:
    """Some of what is said is lost: the agent is told, and the recording bears the mark of it; the call goes on."""
    recording = turn.state.recordings.get(fact.case)
    if recording is None or recording.id != fact.recording:
        return turn.ignore(fact, str(fact.recording), "no such recording")
    if not recording.incomplete:
        turn.emit(RecordingChanged(recording=replace(recording, incomplete=True)))
        case = turn.state.cases.get(recording.case)
        if case is not None and case.agent is not None:
            turn.notice(case.agent, "recording_incomplete", case.id)
    return None


def _of(turn: Turn, effect: OrderRecording) -> Recording | None:
    """The recording that an order is about, as long as it is not over."""
    row = turn.state.recordings.get(effect.case)
    return row if row is not None and row.id == effect.recording else None


def _end(turn: Turn, recording: Recording, *, kept: bool, why: str = "") -> None:
    cut = recording.incomplete and kept
    turn.emit(RecordingEnded(recording=recording.id, case=recording.case, kept=kept, why=why, incomplete=cut))
