"""Follows the events of a walk as a report would, and says when the story they tell cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple, get_args

import msgspec

from agent_desktop.domain.messages import (
    AgentStatus,
    AnyEffect,
    AnyEvent,
    CaseChanged,
    CaseOutcome,
    CaseState,
    Concealed,
    ContactState,
    DetailsChanged,
    DeviceDefined,
    DialResult,
    EffectClosed,
    EffectIssued,
    EmergencyDefined,
    FlowStopped,
    Held,
    HelpEnd,
    ItemForgotten,
    KeptAs,
    ListeningEnd,
    ListenMode,
    OfferEnd,
    OrderedAs,
    PresenceChanged,
    RecordAction,
    Restored,
    ResultType,
    Revealed,
    TrunkDefined,
)
from agent_desktop.domain.personal import ERASED
from agent_desktop.domain.state import State, next_deadline

REACHED: tuple[type[StrEnum], ...] = (
    AgentStatus,
    CaseOutcome,
    CaseState,
    ContactState,
    DialResult,
    Held,
    HelpEnd,
    KeptAs,
    ListeningEnd,
    ListenMode,
    OfferEnd,
    OrderedAs,
    RecordAction,
    ResultType,
)
"""Words of which every one must come up in a long walk: else a part of the core was not walked through."""

ELSEWHERE: dict[type[Any], str] = {
    Revealed: "made for a viewer, never stored",
    Concealed: "made for a viewer, never stored",
    Restored: "of a snapshot, never in the log",
    ItemForgotten: "comes after a week",
    FlowStopped: "of a flow that is unsound, which no definition takes in",
    DeviceDefined: "the walk's centre has no telephones of its own",
    EmergencyDefined: "the walk's centre has no telephones of its own",
    TrunkDefined: "the walk's centre has no telephones of its own",
}
"""Events that no walk sees, and why."""


def words(value: object) -> Iterator[StrEnum | type[Any]]:
    """The kinds of rows in an event and the words in them."""
    if isinstance(value, StrEnum):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield type(value)
        for name in value.__struct_fields__:
            yield from words(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from words(one)


def unreached(seen: set[StrEnum | type[Any]]) -> list[str]:
    """What a long walk should have come upon, and did not."""
    all_words = {word for kind in REACHED for word in kind}
    kinds = {*get_args(AnyEvent), *get_args(AnyEffect)} - set(ELSEWHERE)
    return sorted([f"{type(word).__name__}.{word}" for word in all_words - seen] + [k.__name__ for k in kinds - seen])


class Span(NamedTuple):
    """What an agent does from ``begin`` on. ``since`` is what the row says: it may be earlier when a place is kept."""

    what: tuple[Any, ...]
    begin: int
    since: int


class Witness:
    """Give it every event with its time (``see``); after each step ask whether the state agrees (``agrees``)."""

    def __init__(self) -> None:
        self.spans: dict[str, list[Span]] = {}
        self.cases: set[int] = set()  # that are open
        self.outcomes: dict[int, CaseOutcome] = {}
        self.ended: set[int] = set()
        self.orders: set[int] = set()  # that are open
        self.ordered: set[int] = set()
        self.customers: dict[int, tuple[str, str, set[str]]] = {}  # number, name, names of CRIs

    def see(self, at: int, event: AnyEvent) -> None:
        """Take note of an event that happened at ``at``."""
        if isinstance(event, PresenceChanged):
            self._presence(at, event)
        elif isinstance(event, CaseChanged):
            self._case(event)
        elif isinstance(event, DetailsChanged):
            self._details(event)
        elif isinstance(event, EffectIssued):
            assert event.effect.id not in self.ordered, "an order is given once"
            self.ordered.add(event.effect.id)
            self.orders.add(event.effect.id)
        elif isinstance(event, EffectClosed):
            assert event.effect in self.orders, "an order is closed once, and was given before"
            self.orders.remove(event.effect)

    def _presence(self, at: int, event: PresenceChanged) -> None:
        """A new span begins now; only a place among the ready may be kept from earlier, when a caller left."""
        row = event.presence
        new = Span((row.status, row.reason, row.queue, row.case), at, row.since)
        spans = self.spans.setdefault(row.agent, [])
        if spans and (spans[-1].what, spans[-1].since) == (new.what, new.since):
            return
        kept = any((span.what, span.since) == (new.what, new.since) for span in spans)
        assert new.since == at or kept, f"{row.agent} is said to be {new.what} since {at - new.since} ms ago"
        spans.append(new)

    def _case(self, event: CaseChanged) -> None:
        case = event.case
        assert case.id not in self.ended, "a case ends once"
        self.cases.add(case.id)
        if case.outcome is None and case.state is CaseState.SCHEDULED:
            self.outcomes.pop(case.id, None)  # the customer is to be called again: nothing has come of it yet
        if case.outcome is not None:
            assert self.outcomes.setdefault(case.id, case.outcome) is case.outcome, "a case has one outcome"
        if case.state is CaseState.ENDED:
            assert case.id in self.outcomes, "a case that ended has an outcome"
            self.ended.add(case.id)
            self.cases.remove(case.id)

    def _details(self, event: DetailsChanged) -> None:
        row, cris = event.details, {cri.name for cri in event.details.cris}
        number, name, known = self.customers.setdefault(row.case, (row.number, row.name, set()))
        if (row.number, row.name) != (number, name):  # a customer may take the place of the phone that made the call
            others = {(one, other) for one, other, _ in self.customers.values()}
            erased = {row.number, row.name} <= {"", ERASED}
            assert erased or (row.number, row.name) in others, "who calls changes when calls are joined (RFC 3891)"
            self.customers[row.case] = (row.number, row.name, known)
        assert known <= cris, "what is known about a customer is never lost"
        known |= cris

    def agrees(self, state: State, now: int) -> None:
        """The rows of the state are what the story has come to."""
        assert set(state.cases) == self.cases
        assert set(state.effects) == self.orders
        due = next_deadline(state)
        assert due is None or due >= now, "something was due and nothing was done"
        for agent, presence in state.presences.items():
            last = self.spans[agent][-1]
            assert last.what == (presence.status, presence.reason, presence.queue, presence.case)
            assert last.since == presence.since

    def adds_up(self, now: int) -> None:
        """What an agent did, span by span as reports take it from the rows, fills the time without gap or overlap."""
        for agent, spans in self.spans.items():
            ends = [*(span.begin for span in spans[1:]), now]
            begins = [spans[0].since, *(max(span.since, span.begin) for span in spans[1:])]
            total = sum(end - begin for begin, end in zip(begins, ends, strict=True))
            assert total == now - spans[0].since, f"{agent}'s spans add up to {total} ms"
