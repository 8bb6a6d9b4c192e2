"""Recording: by hand and by rule, what may be done with it, and that no end of a talk forgets it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AdapterStarted,
    CancelRecording,
    CaseState,
    DeclineRecording,
    Define,
    Dial,
    EffectDone,
    EffectFailed,
    FactIgnored,
    Inquire,
    LegAnswered,
    LegEnd,
    NoRecording,
    Noticed,
    OrderRecording,
    PauseRecording,
    RecordAction,
    RecordCall,
    RecordingBroken,
    RecordingEnded,
    RecordingState,
    RecordRule,
    ResumeRecording,
    SaveRecording,
    Transfer,
)
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre, code

START, PAUSE, RESUME, SAVE, DELETE = RecordAction


def in_call(**rules: object) -> tuple[Centre, str]:
    """Bertil talks to a caller of a queue with these rules; returns the caller's leg too."""
    queues = (replace(QUEUES[0], **rules), *QUEUES[1:])
    centre = Centre(Define(queues=queues, agents=AGENTS, reasons=REASONS))
    centre.ready("bertil")
    caller = centre.call("1000")
    centre.pick_up("bertil")
    return centre, caller


def orders(centre: Centre) -> list[RecordAction]:
    return [effect.action for effect in centre.effects if isinstance(effect, OrderRecording)]


def carried_out(centre: Centre) -> None:
    """Every order about a recording is answered."""
    for effect in list(centre.state.effects.values()):
        if isinstance(effect, OrderRecording):
            centre.give(EffectDone(effect=effect.id))


def fail(centre: Centre, action: RecordAction) -> None:
    (effect,) = [e for e in centre.state.effects.values() if isinstance(e, OrderRecording) and e.action is action]
    centre.give(EffectFailed(effect=effect.id, why="disk full"))


def ended(centre: Centre) -> list[tuple[bool, str]]:
    return [(event.kept, event.why) for event in centre.events if isinstance(event, RecordingEnded)]


def recording_state(centre: Centre) -> RecordingState | None:
    rows = list(centre.state.recordings.values())
    return rows[0].state if rows else None


def test_rec_begins_at_the_customers_leg_and_the_indicator_is_lit_for_all() -> None:  # F038
    centre, caller = in_call()
    assert orders(centre) == []
    assert code(centre, "bertil", RecordCall()) is None
    (row,) = centre.state.recordings.values()
    assert (row.leg, row.state) == (caller, RecordingState.ON)
    assert orders(centre) == [START]
    assert code(centre, "bertil", RecordCall()) is None
    assert orders(centre) == [START]
    assert centre.view("anna").recordings == centre.state.recordings


def test_pause_and_resume() -> None:  # F039
    centre, _ = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    for command, state in ((PauseRecording(), RecordingState.PAUSED), (ResumeRecording(), RecordingState.ON)):
        assert code(centre, "bertil", command) is None
        assert code(centre, "bertil", command) is None
        assert recording_state(centre) is state
    assert orders(centre) == [START, PAUSE, RESUME]


@pytest.mark.parametrize(
    ("command", "action", "kept"), [(SaveRecording(), SAVE, True), (CancelRecording(), DELETE, False)]
)
def test_saved_and_deleted_are_said_when_the_media_has_done_it(
    command: object, action: RecordAction, kept: bool
) -> None:
    centre, _ = in_call()  # F039
    assert code(centre, "bertil", RecordCall()) is None
    carried_out(centre)
    assert code(centre, "bertil", command) is None
    assert orders(centre)[-1] is action
    assert ended(centre) == []
    assert code(centre, "bertil", RecordCall()) == "recording_ends"
    carried_out(centre)
    assert ended(centre) == [(kept, "")]
    assert recording_state(centre) is None
    assert code(centre, "bertil", RecordCall()) is None


def test_hanging_up_ends_and_saves() -> None:  # F041
    centre, caller = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    centre.end(caller)
    assert orders(centre) == [START, SAVE]
    carried_out(centre)
    assert ended(centre) == [(True, "")]


def test_a_decline_deletes_what_there_is_and_blocks_the_rest_of_the_call() -> None:  # F040
    centre, caller = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    assert code(centre, "bertil", DeclineRecording()) is None
    assert orders(centre) == [START, DELETE]
    carried_out(centre)
    assert code(centre, "bertil", RecordCall()) == "recording_declined"
    centre.end(caller)
    centre.wait(8_000)
    centre.call("1000")
    centre.pick_up("bertil")
    assert code(centre, "bertil", RecordCall()) is None


def test_a_queue_records_every_call_from_the_first_word() -> None:  # F042
    centre, caller = in_call(record=RecordRule.ALWAYS)
    assert orders(centre) == [START]
    assert code(centre, "bertil", CancelRecording()) == "cancel_forbidden"
    assert code(centre, "bertil", SaveRecording()) == "recording_required"
    assert code(centre, "bertil", PauseRecording()) is None
    carried_out(centre)
    centre.end(caller)
    assert orders(centre) == [START, PAUSE, SAVE]


def test_where_every_call_is_recorded_the_customer_may_still_decline_unless_the_queue_says_no() -> None:  # F040 F042
    centre, _ = in_call(record=RecordRule.ALWAYS)
    assert code(centre, "bertil", DeclineRecording()) is None
    carried_out(centre)
    assert centre.case().no_recording is NoRecording.DECLINED
    assert orders(centre) == [START, DELETE]
    centre, _ = in_call(record=RecordRule.ALWAYS, may_decline=False)
    assert code(centre, "bertil", DeclineRecording()) == "recording_required"


def test_a_setting_forbids_to_cancel_and_another_to_record() -> None:  # F042
    centre, _ = in_call(may_cancel=False)
    assert code(centre, "bertil", RecordCall()) is None
    assert code(centre, "bertil", CancelRecording()) == "cancel_forbidden"
    centre, _ = in_call(record=RecordRule.NEVER)
    assert code(centre, "bertil", RecordCall()) == "recording_forbidden"


def test_only_the_calls_own_agent_records() -> None:
    centre, _ = in_call()
    centre.log_in("anna")
    for command in (RecordCall(), PauseRecording(), DeclineRecording()):
        assert code(centre, "anna", command) == "no_call"
    for command in (PauseRecording(), ResumeRecording(), SaveRecording(), CancelRecording()):
        assert code(centre, "bertil", command) == "not_recording"
    assert code(centre, "bertil", Inquire(agent="anna")) is None
    centre.pick_up("anna")
    assert code(centre, "anna", RecordCall()) == "only_asked"


def test_a_talk_between_colleagues_is_not_recorded() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.log_in("anna")
    assert code(centre, "bertil", Dial(agent="anna")) is None
    for _ in range(2):  # the caller's own phone joins, then the colleague's answers
        for leg in list(centre.state.legs):
            centre.give(LegAnswered(leg=leg))
    assert centre.state.cases[centre.presence("bertil").case or 0].state is CaseState.TALKING
    assert code(centre, "bertil", RecordCall()) == "no_customer"
    assert orders(centre) == []


def test_a_transfer_saves_and_the_next_queues_rule_counts_there() -> None:  # F024 F041
    queues = (QUEUES[0], replace(QUEUES[1], record=RecordRule.ALWAYS), *QUEUES[2:])
    centre = Centre(Define(queues=queues, agents=AGENTS, reasons=REASONS))
    centre.ready("bertil")
    centre.call("1000")
    centre.pick_up("bertil")
    assert code(centre, "bertil", RecordCall()) is None
    centre.ready("oksana")
    assert code(centre, "bertil", Transfer(queue="support")) is None
    assert orders(centre) == [START, SAVE]
    centre.pick_up("oksana")
    assert orders(centre) == [START, SAVE, START]


def test_a_pause_that_cannot_be_made_deletes_rather_than_captures() -> None:  # F039
    centre, _ = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    assert code(centre, "bertil", PauseRecording()) is None
    fail(centre, PAUSE)
    assert orders(centre)[-1] is DELETE
    assert recording_state(centre) is RecordingState.DELETING
    assert Noticed(agent="bertil", code="recording_failed", case=centre.case().id) in centre.events


@pytest.mark.parametrize("rule", [RecordRule.ALWAYS, RecordRule.ON_DEMAND])
def test_media_that_cannot_record_is_told_once_and_the_call_goes_on(rule: RecordRule) -> None:
    centre, _ = in_call(record=rule)
    if rule is RecordRule.ON_DEMAND:
        assert code(centre, "bertil", RecordCall()) is None
    fail(centre, START)
    assert ended(centre) == [(False, "disk full")]
    assert centre.case().state is CaseState.TALKING
    assert orders(centre) == [START]
    assert code(centre, "bertil", RecordCall()) is None  # the agent may try again


def test_a_recording_that_could_not_be_gone_on_with_keeps_what_there_was() -> None:
    centre, _ = in_call()
    for command in (RecordCall(), PauseRecording(), ResumeRecording()):
        assert code(centre, "bertil", command) is None
    fail(centre, RESUME)
    assert orders(centre)[-1] is SAVE


def test_an_order_that_nobody_answers_is_a_failed_one() -> None:
    centre, caller = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    carried_out(centre)
    centre.end(caller)
    centre.wait(59_000)
    assert ended(centre) == []
    centre.wait(1_000)
    assert ended(centre) == [(False, "timed out")]
    assert not centre.state.recordings


def test_after_a_restart_of_the_switch_the_lost_call_is_saved() -> None:  # F120
    centre, _ = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    carried_out(centre)
    centre.give(AdapterStarted(legs=()))
    assert orders(centre) == [START, SAVE]
    assert recording_state(centre) is RecordingState.SAVING
    carried_out(centre)
    assert ended(centre) == [(True, "")]


def test_a_phone_that_is_lost_in_the_talk_ends_nothing() -> None:  # F121
    centre, _ = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    carried_out(centre)
    leg = centre.presence("bertil").leg
    assert leg is not None
    centre.end(leg, LegEnd.LOST)
    assert orders(centre) == [START]
    centre.wait(60_000)  # the caller goes back to the queue
    assert centre.case().state is CaseState.WAITING
    assert orders(centre) == [START, SAVE]


def test_what_cannot_be_written_is_told_once_and_the_call_goes_on() -> None:
    centre, caller = in_call()
    assert code(centre, "bertil", RecordCall()) is None
    carried_out(centre)
    (recording,) = centre.state.recordings.values()
    for _ in range(2):
        centre.give(RecordingBroken(recording=recording.id, case=recording.case))
    assert [e.code for e in centre.events if isinstance(e, Noticed)] == ["recording_incomplete"]
    assert centre.case().state is CaseState.TALKING
    assert centre.state.recordings[recording.case].incomplete
    centre.end(caller)
    carried_out(centre)
    (end,) = [event for event in centre.events if isinstance(event, RecordingEnded)]
    assert (end.kept, end.incomplete) == (True, True)
    centre.give(RecordingBroken(recording=recording.id, case=recording.case))
    assert isinstance(centre.events[-1], FactIgnored)
