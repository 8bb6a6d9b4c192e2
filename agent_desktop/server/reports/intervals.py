"""What lasted how long: every agent's statuses and every case's states, as the log's events say one after the other.

The intervals of an agent follow each other without a gap from the first event about the agent on, so they add up to the
clock. Times are those of the log (ms UTC).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from agent_desktop.domain.messages import (
    AgentStatus,
    AnyEvent,
    Case,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    Presence,
    PresenceChanged,
)


class Doing(msgspec.Struct, frozen=True, gc=False):
    """What an agent was doing; ``queue`` is that of the case at hand, else of the administrative work."""

    agent: str
    status: AgentStatus
    reason: str | None = None
    queue: str | None = None
    case: int | None = None
    digital: bool = False  # with digital cases on the desk


class Being(msgspec.Struct, frozen=True, gc=False):
    """What state a case was in, where, and with whom."""

    case: int
    kind: CaseKind
    queue: str
    state: CaseState
    agent: str | None = None


class Lasted(msgspec.Struct, frozen=True, gc=False):
    """One of them from ``begin`` until before ``end``; None: it lasts still."""

    what: Doing | Being
    begin: int
    end: int | None = None


class CaseEnd(msgspec.Struct, frozen=True):
    """A case as a whole, once it is over; ``answered`` is when an agent answered it last."""

    case: int
    kind: CaseKind
    queue: str
    created: int
    ended: int
    outcome: CaseOutcome
    agent: str | None = None
    answered: int | None = None


Key = tuple[str, str | int]
"""Whose interval it is: ``("agent", id)`` or ``("case", number)``."""


def key_of(what: Doing | Being) -> Key:
    """Whose interval it is."""
    return ("agent", what.agent) if isinstance(what, Doing) else ("case", what.case)


class Intervals:
    """Folds the log's events. ``open`` is what lasts still; begin with what an earlier one left."""

    def __init__(self, open_: dict[Key, Lasted] | None = None, queues: dict[int, str] | None = None) -> None:
        """``queues``: the queue of every case that is not over, by number."""
        self.open: dict[Key, Lasted] = open_ or {}
        self.queues: dict[int, str] = queues or {}

    def take(self, at: int, event: AnyEvent) -> Iterator[Lasted | CaseEnd]:
        """What is over with this event; nothing that lasted no time."""
        handler = HANDLERS.get(type(event))
        if handler is not None:
            yield from handler(self, at, event)

    def _presence(self, at: int, event: PresenceChanged) -> Iterator[Lasted]:
        yield from self._turn(at, self._doing(event.presence))

    def _doing(self, row: Presence) -> Doing:
        queue = self.queues.get(row.case) if row.case is not None else None
        return Doing(row.agent, row.status, row.reason, queue or row.queue, row.case, bool(row.desk))

    def _case(self, at: int, event: CaseChanged) -> Iterator[Lasted | CaseEnd]:
        row = event.case
        if row.state is not CaseState.ENDED:
            queue = self.queues[row.id] = sys.intern(row.queue)  # each row read from the log has its own copy
            yield from self._turn(at, Being(row.id, row.kind, queue, row.state, row.agent))
            return
        self.queues.pop(row.id, None)
        yield from self._over(at, ("case", row.id))
        yield _end_of(row, at)

    def _turn(self, at: int, what: Doing | Being) -> Iterator[Lasted]:
        key = key_of(what)
        last = self.open.get(key)
        if last is not None and last.what == what:
            return
        yield from self._over(at, key)
        self.open[key] = Lasted(what, at)

    def _over(self, at: int, key: Key) -> Iterator[Lasted]:
        last = self.open.pop(key, None)
        if last is not None and last.begin < at:
            yield Lasted(last.what, last.begin, at)


def _end_of(row: Case, at: int) -> CaseEnd:
    assert row.outcome is not None  # every case ends in one
    return CaseEnd(row.id, row.kind, row.queue, row.created, at, row.outcome, row.agent, row.answered)


HANDLERS: dict[type[Any], Callable[[Intervals, int, Any], Iterator[Lasted | CaseEnd]]] = {
    PresenceChanged: Intervals._presence,
    CaseChanged: Intervals._case,
}
