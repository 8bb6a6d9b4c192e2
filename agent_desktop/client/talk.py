"""The talk in hand as the window shows it: who is put aside, who is asked, who joined, and what is recorded.

Parties are colleagues by name; who is outside has no name here: their number is the asker's own business.
"""

from __future__ import annotations

from agent_desktop.client.value import Value
from agent_desktop.domain.bridge import is_answered, joined, open_inquiry
from agent_desktop.domain.messages import (
    Case,
    CaseDetails,
    CaseKind,
    CaseState,
    Held,
    ListenMode,
    NoRecording,
    Queue,
    RecordingState,
    RecordRule,
)
from agent_desktop.domain.state import State


class Party(Value, frozen=True, kw_only=True):
    """Somebody else in the talk: a colleague, a queue that is asked, or a number outside (both names empty)."""

    case: int
    agent: str = ""  # the colleague's name, once there is one
    queue: str = ""  # name of the queue that is asked, while nobody answered
    answered: bool = False
    held: bool = False  # hears music, as the agent speaks to the customer
    since: int = 0


class Ear(Value, frozen=True, kw_only=True):
    """A supervisor who listens, and whether they are heard: shown as far as the law of the centre lets agents know."""

    name: str
    mode: ListenMode


class Talk(Value, frozen=True, kw_only=True):
    """The call in hand beyond customer and agent. Empty without one."""

    own: bool = False  # the customer is this agent's own: not a call one is asked in, nor one to a colleague
    held: Held | None = None
    held_since: int | None = None
    asked: Party | None = None
    joined: tuple[Party, ...] = ()
    ears: tuple[Ear, ...] = ()
    recording: RecordingState | None = None
    recorded_since: int | None = None
    declined: bool = False
    may_record: bool = False
    may_save: bool = False
    may_cancel: bool = False
    may_decline: bool = False


def talk_of(state: State, case: Case | None, details: CaseDetails | None) -> Talk:
    """The talk of the agent's case."""
    if case is None or case.state is not CaseState.TALKING:
        return Talk()
    queue = state.queues.get(case.queue)
    asked = open_inquiry(state, case.id)
    recording = state.recordings.get(case.id)
    declined = case.no_recording is NoRecording.DECLINED
    own = case.inquiry_of is None and not _has_no_customer(case, details)
    return Talk(
        own=own,
        held=case.held,
        held_since=case.held_since,
        asked=None if asked is None else _party(state, asked),
        joined=tuple(_party(state, member) for member in joined(state, case.id)),
        ears=_ears(state, case),
        recording=recording.state if recording else None,
        recorded_since=recording.begun if recording else None,
        declined=declined,
        may_record=_may_record(queue) and not declined,
        may_save=queue is not None and queue.record is not RecordRule.ALWAYS,
        may_cancel=queue is not None and queue.record is not RecordRule.ALWAYS and queue.may_cancel,
        may_decline=_may_record(queue) and queue is not None and queue.may_decline and not declined,
    )


def _ears(state: State, case: Case) -> tuple[Ear, ...]:
    rows = [row for row in state.listening.values() if row.case == case.id and row.agent == case.agent]
    named = [(state.agents[row.listener].name, row.mode) for row in rows if row.listener in state.agents]
    return tuple(Ear(name=name, mode=mode) for name, mode in sorted(named))


def _has_no_customer(case: Case, details: CaseDetails | None) -> bool:
    """A call to a colleague is nothing but an inquiry (F049)."""
    return case.kind is CaseKind.OUTBOUND_CALL and details is not None and not details.number


def _may_record(queue: Queue | None) -> bool:
    return queue is not None and queue.record is not RecordRule.NEVER


def _party(state: State, case: Case) -> Party:
    agent = state.agents.get(case.agent or "")
    queue = state.queues.get(case.queue) if case.returns_to is None else None
    return Party(
        case=case.id,
        agent=agent.name if agent else "",
        queue=queue.name if queue else "",
        answered=is_answered(case),
        held=case.held is not None,
        since=case.since,
    )
