"""Recent calls of an agent, folded from what the server sends: missed, received and dialled (F022, F123)."""

from __future__ import annotations

from enum import StrEnum

from msgspec.structs import replace

from agent_desktop.client.value import Value
from agent_desktop.domain.messages import (
    AgentStatus,
    AnyEvent,
    Case,
    CaseKind,
    CaseState,
    OfferEnd,
    OfferEnded,
)
from agent_desktop.domain.state import State

MOST = 500
"""So many are kept; older ones are forgotten."""

_CALLS = frozenset({CaseKind.INBOUND_CALL, CaseKind.OUTBOUND_CALL, CaseKind.CALLBACK})
_RING = frozenset({CaseKind.INBOUND_CALL, CaseKind.OUTBOUND_CALL})
_IN_HAND = frozenset({CaseState.DIALLING, CaseState.TALKING})


class Way(StrEnum):
    """How a call came about, as the agent sees it."""

    MISSED = "missed"
    RECEIVED = "received"
    DIALLED = "dialled"


class RecentCall(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One call. Moments are ms UTC on the server's clock.

    ``agent`` is the colleague of a call between colleagues, who is then called again by name; ``how`` says what became
    of an offer that was missed. ``ended`` is None while the call lasts.
    """

    case: int
    way: Way
    at: int  # when it rang, or was dialled
    number: str = ""
    name: str = ""
    agent: str = ""
    queue: str = ""  # its name
    answered: int | None = None
    ended: int | None = None
    how: OfferEnd | None = None

    @property
    def talked_ms(self) -> int | None:
        """How long it was talked; None when nobody answered, or while it lasts."""
        return None if self.answered is None or self.ended is None else max(0, self.ended - self.answered)


Rows = tuple[RecentCall, ...]


def after(rows: Rows, before: State, events: tuple[AnyEvent, ...], state: State, me: str, at: int) -> Rows:
    """The recent calls of agent ``me``, the latest first, when ``events`` made ``state`` of ``before`` at ``at``."""
    for event in events:
        if isinstance(event, OfferEnded) and event.agent == me and event.how is not OfferEnd.ANSWERED:
            rows = _missed(rows, event, before, state, at)
    return now(rows, state, me, at)


def now(rows: Rows, state: State, me: str, at: int) -> Rows:
    """The recent calls when ``state`` is known to hold: the call in hand is among them, others are over."""
    case = _in_hand(state, me)
    known = None if case is None else next((row for row in rows if row.case == case.id and row.way != Way.MISSED), None)
    if case is not None and (known is None or known.ended is not None):
        rows = (_begun(state, case, at), *rows)[:MOST]
    elif case is not None and known is not None:
        rows = _put(rows, known, _brought_up(known, state, case))
    for row in rows:
        if row.ended is None and (case is None or row.case != case.id):
            rows = _put(rows, row, replace(row, ended=at))
    return rows


def _in_hand(state: State, me: str) -> Case | None:
    presence = state.presences.get(me)
    if presence is None or presence.status is not AgentStatus.IN_CALL or presence.case is None:
        return None
    case = state.cases.get(presence.case)
    return case if case is not None and case.state in _IN_HAND and case.kind in _CALLS else None


def _missed(rows: Rows, event: OfferEnded, before: State, state: State, at: int) -> Rows:
    """A customer whom one did not want to dial is no call; nor is a case without one."""
    case = before.cases.get(event.case) or state.cases.get(event.case)
    offer = before.offers.get(event.case)
    if case is None or case.kind not in _RING:
        return rows
    row = _described(
        RecentCall(case=case.id, way=Way.MISSED, at=offer.since if offer else at, ended=at, how=event.how),
        before if case.id in before.details else state,
        case,
    )
    return (row, *rows)[:MOST]


def _begun(state: State, case: Case, at: int) -> RecentCall:
    dialled = case.inquiry_of is None and (
        case.kind is CaseKind.CALLBACK or (case.kind is CaseKind.OUTBOUND_CALL and case.follows is None)
    )
    way = Way.DIALLED if dialled else Way.RECEIVED
    return _brought_up(RecentCall(case=case.id, way=way, at=at), state, case)


def _brought_up(row: RecentCall, state: State, case: Case) -> RecentCall:
    row = _described(row, state, case)
    answered = case.answered if row.way is not Way.DIALLED or case.state is CaseState.TALKING else None
    return row if row.answered == answered or answered is None else replace(row, answered=answered)


def _described(row: RecentCall, state: State, case: Case) -> RecentCall:
    """With whom: a colleague, or the customer as far as the case says."""
    queue = state.queues.get(case.queue)
    details = state.details.get(case.id)
    asker = state.cases.get(case.inquiry_of) if case.inquiry_of is not None else None
    colleague = state.agents.get(asker.agent or "" if asker is not None else case.calls or "")
    number = details.number if details is not None and colleague is None else ""
    name = colleague.name if colleague is not None else details.name if details is not None else ""
    described = replace(
        row,
        number=number or row.number,
        name=name or row.name,
        agent=colleague.id if colleague is not None else row.agent,
        queue=queue.name if queue is not None else row.queue,
    )
    return row if described == row else described


def _put(rows: Rows, old: RecentCall, new: RecentCall) -> Rows:
    return rows if new is old else tuple(new if row is old else row for row in rows)
