"""What came before the call in hand: why it is made, what was tried, what others wrote, its result (F068, F109)."""

from __future__ import annotations

from agent_desktop.client.phone_numbers import tidy_number
from agent_desktop.client.recents import RecentCall
from agent_desktop.client.value import Value
from agent_desktop.domain import numbers
from agent_desktop.domain.messages import (
    Attempt,
    AttemptMade,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseState,
    Channel,
    OrderedAs,
    ResultType,
)
from agent_desktop.domain.results import REPORTABLE
from agent_desktop.domain.routing import CASE_CHANNELS
from agent_desktop.domain.state import State

CASES = 500
"""Of so many cases the attempts are remembered."""

CALLED_AGAIN = frozenset(
    {ResultType.PRIVATE_CALLBACK, ResultType.PUBLIC_CALLBACK, ResultType.SUCCESS_TO_CONFIRM, ResultType.WAITING}
)
"""Results with a time: when the customer is called again (F069)."""

Tried = dict[int, tuple[Attempt, ...]]
"""The attempts to call, by case, as far as this program saw them."""


class EarlierNote(Value, frozen=True, kw_only=True):
    """What somebody wrote about this matter before; ``at`` is ms UTC on the server's clock."""

    author: str
    at: int
    text: str


class EarlierMatter(Value, frozen=True, kw_only=True):
    """A case that is over; names, not ids. ``at`` is when it came, ms UTC on the server's clock."""

    case: int
    kind: CaseKind
    at: int
    queue: str
    agent: str  # empty when nobody answered
    outcome: CaseOutcome
    result: ResultType | None = None
    concluded: tuple[str, ...] = ()  # disposition and tags
    notes: tuple[EarlierNote, ...] = ()  # the oldest first


class ContactHistory(Value, frozen=True, kw_only=True):
    """The customer's earlier cases, the newest first. ``known``: the server has said them, or that there are none."""

    known: bool = False
    matters: tuple[EarlierMatter, ...] = ()
    more: bool = False  # there are older ones


class OpenCase(Value, frozen=True, kw_only=True):
    """Another open case of the same customer (F081)."""

    id: int
    kind: CaseKind
    state: CaseState
    queue: str


class Story(Value, frozen=True, kw_only=True):
    """The case in hand, in time. Empty without one."""

    campaign: str = ""  # its name
    ordered_as: OrderedAs | None = None  # of a callback
    attempts: int = 0
    notes: tuple[EarlierNote, ...] = ()  # the latest first
    open: tuple[OpenCase, ...] = ()
    may_report: bool = False
    results: tuple[ResultType, ...] = ()  # those that make sense
    result: ResultType | None = None
    due_at: int | None = None  # of a reported result: when the customer is called again; None: at once


def story_of(state: State, case: Case | None, details: CaseDetails | None, me: str) -> Story:
    """The story of agent ``me``'s case."""
    if case is None or details is None:
        return Story()
    campaign = state.campaigns.get(case.campaign or "")
    call = CASE_CHANNELS.get(case.kind) is Channel.VOICE and case.kind is not CaseKind.VOICE_MESSAGE
    return Story(
        campaign=campaign.name if campaign is not None else "",
        ordered_as=case.ordered_as,
        attempts=case.attempts,
        notes=_notes(state, details, me),
        open=_open(state, case, details),
        may_report=call and case.agent == me and case.state in REPORTABLE and case.inquiry_of is None,
        results=tuple(row for row in ResultType if row is not ResultType.WAITING or _is_called(case)),
        result=case.result,
        due_at=case.due_at if case.result is not None else None,
    )


def tried(known: Tried, event: AttemptMade) -> Tried:
    """The attempts, with one more."""
    attempt = event.attempt
    rows = {case: rows for case, rows in known.items() if case != attempt.case}
    rows[attempt.case] = (*known.get(attempt.case, ()), attempt)
    return dict(list(rows.items())[-CASES:])


def earlier(calls: tuple[RecentCall, ...], case: int, number: str) -> tuple[RecentCall, ...]:
    """The agent's own earlier calls with this number, the latest first."""
    wanted = tidy_number(number)
    if not wanted:
        return ()
    return tuple(row for row in calls if row.case != case and row.number and numbers.same(row.number, wanted))


def _is_called(case: Case) -> bool:
    return case.kind is CaseKind.CALLBACK or case.contact is not None


def _notes(state: State, details: CaseDetails, me: str) -> tuple[EarlierNote, ...]:
    rows = sorted((row for row in details.notes if row.agent != me and row.text), key=lambda row: -row.at)
    names = {row.agent: state.agents[row.agent].name for row in rows if row.agent in state.agents}
    return tuple(EarlierNote(author=names.get(row.agent, row.agent), at=row.at, text=row.text) for row in rows)


def _open(state: State, case: Case, details: CaseDetails) -> tuple[OpenCase, ...]:
    others = [state.cases.get(one) for one in state.contacts.get(details.contact, ()) if one != case.id]
    return tuple(
        OpenCase(id=row.id, kind=row.kind, state=row.state, queue=queue.name if queue else "")
        for row in others
        if row is not None
        for queue in (state.queues.get(row.queue),)
    )
