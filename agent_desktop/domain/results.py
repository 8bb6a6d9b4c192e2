"""What agents ask for about calls to come: a callback, and what a call came to (F068, F069, F100, F101)."""

from __future__ import annotations

from agent_desktop.domain import agents, callbacks, routing
from agent_desktop.domain.messages import (
    CaseDetails,
    CaseState,
    Channel,
    OrderCallback,
    OrderedAs,
    Presence,
    Refusal,
    ReportResult,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.turn import Turn

LATEST_MS = 366 * 86_400_000
"""No callback is due later than this from now."""

REPORTABLE = frozenset({CaseState.TALKING, CaseState.WRAP_UP})


def order_callback(turn: Turn, by: str, command: OrderCallback) -> Refusal | None:
    """F068, F069: for any agent of the queue, or for one, who may be a colleague."""
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    queue = turn.state.queues.get(command.queue)
    if queue is None:
        return Refusal(code="unknown_queue", params=(("queue", command.queue),))
    if routing.CHANNELS.get(queue.kind) is not Channel.VOICE:
        return Refusal(code="not_for_calls")
    if command.agent is not None and not callbacks.works_in(turn, command.agent, queue.id):
        return Refusal(code="not_agents_queue")
    details = _details(turn, by, command)
    if isinstance(details, Refusal):
        return details
    if not is_number(details.number):
        return Refusal(code="bad_number")
    at = due(turn, command.at, command.after_ms)
    if isinstance(at, Refusal):
        return at
    ordered_as = OrderedAs.AGENT if command.agent in (None, by) else OrderedAs.COLLEAGUE
    callbacks.order(turn, queue, details, ordered_as, at=at, agent=command.agent)
    return None


def _details(turn: Turn, by: str, command: OrderCallback) -> CaseDetails | Refusal:
    """What is known of the customer."""
    if command.case is None:
        return CaseDetails(case=0, number=command.number, name=command.name)
    case = turn.state.cases.get(command.case)
    if case is None:
        return Refusal(code="unknown_case")
    if case.agent != by:
        return Refusal(code="not_your_case")
    known = turn.state.details[case.id]
    return CaseDetails(
        case=0,
        number=command.number or known.number,
        name=command.name or known.name,
        cris=known.cris,
        notes=known.notes,
    )


def report_result(turn: Turn, by: str, command: ReportResult) -> Refusal | None:
    """F068, F100: takes effect when the wrap-up ends; a private callback is the reporting agent's (F101)."""
    presence: Presence | Refusal = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(command.case)
    if case is None:
        return Refusal(code="unknown_case")
    if case.agent != by:
        return Refusal(code="not_your_case")
    if case.state not in REPORTABLE or routing.CASE_CHANNELS.get(case.kind) is not Channel.VOICE:
        return Refusal(code="no_result_now")
    wanted = command.result in callbacks.FOLLOWED
    if wanted and not is_number(turn.state.details[case.id].number):
        return Refusal(code="bad_number")
    at = due(turn, command.at, command.after_ms)
    if isinstance(at, Refusal):
        return at
    if (case.result, case.due_at) != (command.result, at):
        turn.case(case, result=command.result, due_at=at)
    return None


def due(turn: Turn, at: int | None, after_ms: int | None) -> int | Refusal | None:
    """When a callback is due (ms UTC), None = at once; a time that is past is now."""
    when = turn.now + after_ms if after_ms is not None else at
    if when is None or when <= turn.now:
        return None
    return when if when <= turn.now + LATEST_MS else Refusal(code="time_too_far")
