"""Callbacks: ordered, kept for one agent or for all, due at a time, and tried again as the rule says (F068, F069).

A callback without a time waits like a caller. One ordered from a call keeps that call's priority and arrival, so it
has the caller's place among the live ones and never jumps it. With a time, or after an attempt, it waits from then on.

| Result (F100) | The case, when its wrap-up ends |
|---|---|
| none, no qualifier, closing, success, cancel success and close | is over |
| private callback | is over; a callback to the same customer is kept for this agent |
| public callback | is over; a callback waits for any agent of the queue |
| success needing confirmation | is over; a callback to confirm it waits for any agent of the queue |
| waiting | a callback or campaign call is made again by the same agent; any other call is over |
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from agent_desktop.domain import contacts, routing
from agent_desktop.domain.distribution import is_dialled, match_case, wait
from agent_desktop.domain.messages import (
    AttemptRule,
    CallbackOrdered,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseState,
    Channel,
    DetailsChanged,
    DialResult,
    OrderedAs,
    Queue,
    ResultType,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.turn import Turn

FOLLOWED: dict[ResultType, OrderedAs] = {
    ResultType.PRIVATE_CALLBACK: OrderedAs.AGENT,
    ResultType.PUBLIC_CALLBACK: OrderedAs.AGENT,
    ResultType.SUCCESS_TO_CONFIRM: OrderedAs.CONFIRMATION,
}
"""Results that ask for a callback."""


# --- ordered ---------------------------------------------------------------------------------------------------------


def callback_ordered(turn: Turn, fact: CallbackOrdered) -> None:
    """F068: from a web page or another system."""
    queue = turn.state.queues.get(fact.queue)
    if queue is None or routing.CHANNELS.get(queue.kind) is not Channel.VOICE:
        return turn.ignore(fact, fact.queue, "no queue for calls")
    if not is_number(fact.number):
        return turn.ignore(fact, fact.queue, "the number cannot be dialled")
    if fact.agent is not None and not works_in(turn, fact.agent, queue.id):
        return turn.ignore(fact, fact.agent, "no agent of the queue")
    details = CaseDetails(case=0, number=fact.number, name=fact.name, cris=fact.cris)
    order(turn, queue, details, fact.ordered_as, at=fact.at, agent=fact.agent)
    return None


def order(
    turn: Turn,
    queue: Queue,
    details: CaseDetails,
    ordered_as: OrderedAs,
    *,
    at: int | None = None,
    agent: str | None = None,
    follows: Case | None = None,
) -> Case:
    """A new callback; it waits at once, in the place of the waiting call it follows, when no time is named."""
    heir = follows is not None and follows.answered is None
    case = Case(
        id=turn.new_id(),
        queue=queue.id,
        kind=CaseKind.CALLBACK,
        state=CaseState.SCHEDULED,
        created=follows.created if follows is not None and heir else turn.now,
        since=turn.now,
        priority=follows.priority if follows is not None and heir else queue.priority,
        kept_for=agent,
        owner=agent,
        ordered_as=ordered_as,
        follows=None if follows is None else follows.id,
        campaign=None if follows is None else follows.campaign,
    )
    due = routing.opening(turn.state, queue.hours, turn.now if at is None else max(at, turn.now))
    later = due > turn.now
    case = turn.case(case, due_at=due if later else None)
    notes = tuple(replace(note, case=case.id) for note in details.notes)
    turn.emit(DetailsChanged(details=replace(details, case=case.id, notes=notes)))
    if not later:
        _wait(turn, case)
    return turn.state.cases[case.id]


def works_in(turn: Turn, agent: str, queue: str) -> bool:
    """Whether this is an agent, and of this queue."""
    row = turn.state.agents.get(agent)
    return row is not None and queue in row.queues


# --- due -------------------------------------------------------------------------------------------------------------


def due(turn: Turn, case: Case) -> None:
    """The time has come: the case waits from now on, or until its queue opens. Who cannot be called, because what was
    personal is erased, is not."""
    if not _can_be_called(turn, case):
        turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=CaseOutcome.FAILED, due_at=None)
        return
    opening = routing.opening(turn.state, turn.state.queues[case.queue].hours, turn.now)
    if opening > turn.now:
        turn.case(case, due_at=opening)
    else:
        _wait(turn, case, created=turn.now)


def _can_be_called(turn: Turn, case: Case) -> bool:
    """False when what was personal is erased."""
    return is_number(turn.state.details[case.id].number)


def _wait(turn: Turn, case: Case, **fields: int) -> None:
    until = None if case.kept_for is None else turn.now + turn.state.queues[case.queue].retention_ms
    wait(turn, case, due_at=None, kept_until=until, **fields)
    match_case(turn, case.id)


def retry(turn: Turn, case: Case, result: DialResult) -> None:
    """The next attempt after this result, or the end when the rule allows none (F068), or the customer is erased."""
    rule, can_be_called = routing.attempt_rule(turn.state, case), _can_be_called(turn, case)
    if not can_be_called or case.attempts >= rule.most or not is_dialled(case):
        turn.case(
            case,
            state=CaseState.ENDED,
            since=turn.now,
            agent=None,
            dial_until=None,
            outcome=CaseOutcome.UNREACHED if can_be_called else CaseOutcome.FAILED,
        )
    else:
        schedule(turn, case, turn.now + DELAYS[result](rule))


DELAYS: dict[DialResult, Callable[[AttemptRule], int]] = {
    DialResult.BUSY: lambda rule: rule.busy_ms,
    DialResult.NO_ANSWER: lambda rule: rule.no_answer_ms,
    DialResult.UNREACHABLE: lambda rule: rule.unreachable_ms,
    DialResult.REJECTED: lambda rule: rule.rejected_ms,
    DialResult.ABANDONED: lambda rule: rule.unreachable_ms,
    DialResult.CANCELLED: lambda rule: rule.rejected_ms,
    DialResult.FAILED: lambda rule: rule.busy_ms,
}
"""Result of an attempt → the rule's span until the next one."""


def schedule(turn: Turn, case: Case, at: int, **fields: str | None) -> None:
    """The customer is called again, not before ``at`` and not before the queue is open."""
    if case.contact is not None:
        contacts.put_back(turn, case, at)
        return
    turn.case(
        case,
        state=CaseState.SCHEDULED,
        since=turn.now,
        kept_until=None,
        due_at=routing.opening(turn.state, turn.state.queues[case.queue].hours, at),
        **contacts.NOTHING_YET,
        **fields,
    )


# --- over ------------------------------------------------------------------------------------------------------------


def finish(turn: Turn, case: Case) -> None:
    """The wrap-up is over: what becomes of the case goes by the result that the agent reported."""
    again = case.result is ResultType.WAITING and is_dialled(case) and _can_be_called(turn, case)
    if again and case.attempts < routing.attempt_rule(turn.state, case).most:
        rule = routing.attempt_rule(turn.state, case)
        schedule(turn, case, case.due_at or turn.now + rule.no_answer_ms, kept_for=case.agent)
        return
    details = turn.state.details[case.id]
    ordered_as = FOLLOWED.get(case.result) if case.result is not None else None
    if ordered_as is not None and _can_be_called(turn, case):
        private = case.agent if case.result is ResultType.PRIVATE_CALLBACK else None
        queue = turn.state.queues[case.queue]
        order(turn, queue, details, ordered_as, at=case.due_at, agent=private, follows=case)
    turn.case(turn.state.cases[case.id], state=CaseState.ENDED, since=turn.now)
