"""Reads a period's figures from the book of intervals: who did what for how long, and what became of the cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from agent_desktop.domain.messages import AgentStatus, CaseKind, CaseOutcome, CaseState
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.reports.book import DAY_MS
from agent_desktop.server.reports.intervals import Being, CaseEnd, Doing, Lasted, key_of


class Period(msgspec.Struct, frozen=True):
    """From ``begin`` until before ``end``, ms UTC."""

    begin: int
    end: int


class AgentSum(msgspec.Struct, frozen=True):
    """How long an agent was in one status, for one reason, with one queue; and how many intervals began in it."""

    agent: str
    status: AgentStatus
    reason: str | None
    queue: str | None
    ms: int
    times: int


class CaseSum(msgspec.Struct, frozen=True):
    """How long a queue's cases were in one state, all together; and how many times one came to it."""

    queue: str
    kind: CaseKind
    state: CaseState
    ms: int
    times: int


class ServiceLevel(msgspec.Struct, frozen=True):
    """How a queue's callers of a period were served, and by what definition (F134).

    ``share`` is of those answered within the queue's target, among all who were answered or hung up after it; who hung
    up sooner counts neither way. None when nobody is left to count.
    """

    within_ms: int
    answered: int
    answered_within: int
    abandoned: int
    abandoned_within: int

    @property
    def share(self) -> float | None:
        """From 0 to 1."""
        counted = self.answered + self.abandoned - self.abandoned_within
        return self.answered_within / counted if counted else None


class Productivity(msgspec.Struct, frozen=True):
    """An agent's calls that began to be talks in a period (F057)."""

    queue_taken: int = 0
    other_taken: int = 0  # asked by a colleague
    made: int = 0  # dialled out, callbacks included


class Figures:
    """A book opened to read. Made by ``figures``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def agent_intervals(self, period: Period) -> list[Lasted]:
        """What agents did, in order of time, cut to the period and at midnight UTC; up to its end what lasts still."""
        columns = "agent, status, reason, queue, case_id, digital"
        rows = self._rows(_select("agent_intervals", f"begin, end, {columns}"), _bounds(period))
        found = [
            Lasted(Doing(who, AgentStatus(status), reason, queue, case, bool(digital)), begin, end)
            for begin, end, who, status, reason, queue, case, digital in rows
        ]
        return _cut([*found, *self._lasting("agent", period)], period)

    def case_intervals(self, period: Period) -> list[Lasted]:
        """What states cases were in, as ``agent_intervals``."""
        rows = self._rows(_select("case_intervals", "begin, end, case_id, kind, queue, state, agent"), _bounds(period))
        found = [
            Lasted(Being(case, CaseKind(kind), queue, CaseState(state), agent), begin, end)
            for begin, end, case, kind, queue, state, agent in rows
        ]
        return _cut([*found, *self._lasting("case", period)], period)

    def agent_sums(self, period: Period) -> list[AgentSum]:
        """By agent, status, reason and queue; an agent's add up to the period, if known all the while."""
        sums: dict[tuple[str | None, ...], list[int]] = {}
        for *key, ms, times in self._sums("agent_intervals", "agent, status, reason, queue", period):
            sums[tuple(key)] = [ms, times]
        for one in self._lasting("agent", period):
            assert isinstance(one.what, Doing)
            key = (one.what.agent, one.what.status.value, one.what.reason, one.what.queue)
            _add(sums.setdefault(key, [0, 0]), one, period)
        ordered = sorted(sums, key=lambda key: tuple(word or "" for word in key))
        return [
            AgentSum(agent or "", AgentStatus(status), reason, queue, *sums[agent, status, reason, queue])
            for agent, status, reason, queue in ordered
        ]

    def case_sums(self, period: Period) -> list[CaseSum]:
        """By queue, kind of case and state."""
        sums: dict[tuple[str, str, str], list[int]] = {}
        for queue, kind, state, ms, times in self._sums("case_intervals", "queue, kind, state", period):
            sums[queue, kind, state] = [ms, times]
        for one in self._lasting("case", period):
            assert isinstance(one.what, Being)
            key = (one.what.queue, one.what.kind.value, one.what.state.value)
            _add(sums.setdefault(key, [0, 0]), one, period)
        return [
            CaseSum(queue, CaseKind(kind), CaseState(state), *sums[queue, kind, state])
            for queue, kind, state in sorted(sums)
        ]

    def cases(self, period: Period) -> list[CaseEnd]:
        """The cases that came in the period and are over, in order."""
        rows = self._rows(
            "SELECT case_id, kind, queue, created, ended, outcome, agent, answered FROM cases "
            "WHERE created >= ? AND created < ? ORDER BY created, case_id",
            (period.begin, period.end),
        )
        return [
            CaseEnd(case, CaseKind(kind), queue, created, ended, CaseOutcome(outcome), agent, answered)
            for case, kind, queue, created, ended, outcome, agent, answered in rows
        ]

    def service_level(self, period: Period, queue: str, within_ms: int) -> ServiceLevel:
        """Of the queue's callers who came in the period and are gone again."""
        rows = [one for one in self.cases(period) if (one.queue, one.kind) == (queue, CaseKind.INBOUND_CALL)]
        answered = [one.answered - one.created for one in rows if one.answered is not None]
        left = [one.ended - one.created for one in rows if one.outcome is CaseOutcome.ABANDONED]
        return ServiceLevel(
            within_ms=within_ms,
            answered=len(answered),
            answered_within=sum(wait <= within_ms for wait in answered),
            abandoned=len(left),
            abandoned_within=sum(wait <= within_ms for wait in left),
        )

    def productivity(self, period: Period, agent: str) -> Productivity:
        """The agent's calls of a day, or of any other period."""
        rows = self._rows(
            "SELECT i.case_id, i.kind, c.outcome FROM case_intervals i LEFT JOIN cases c USING (case_id) "
            "WHERE i.begin >= ? AND i.begin < ? AND i.first AND i.agent = ? AND i.state = ?",
            (period.begin, period.end, agent, CaseState.TALKING.value),
        )
        talks = {case: (kind, outcome) for case, kind, outcome in rows}
        for one in self._lasting("case", period):
            assert isinstance(one.what, Being)
            if (one.what.agent, one.what.state) == (agent, CaseState.TALKING) and one.begin >= period.begin:
                talks[one.what.case] = (one.what.kind.value, None)
        asked = sum(outcome == CaseOutcome.CONSULTED for _, outcome in talks.values())
        inbound = sum(kind == CaseKind.INBOUND_CALL for kind, _ in talks.values())
        return Productivity(queue_taken=inbound - asked, other_taken=asked, made=len(talks) - inbound)

    def _sums(self, table: str, by: str, period: Period) -> list[tuple[Any, ...]]:
        ms = "SUM(MIN(end, :end) - MAX(begin, :begin))"
        times = "SUM(first AND begin >= :begin)"
        return self._rows(f"{_select(table, f'{by}, {ms}, {times}')} GROUP BY {by}", _bounds(period))

    def _lasting(self, kind: str, period: Period) -> list[Lasted]:
        rows = self._rows("SELECT begin, what FROM lasting WHERE kind = ? AND begin < ?", (kind, period.end))
        what = Doing if kind == "agent" else Being
        return [Lasted(msgspec.json.decode(row, type=what), begin, period.end) for begin, row in rows]

    def _rows(self, statement: str, values: tuple[object, ...] | dict[str, int]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise StoreFailed(f"the book of intervals cannot be read: {error}") from error


def _select(table: str, columns: str) -> str:
    """What overlaps the period, found by where it begins: no part of an interval is longer than a day."""
    where = "begin >= :begin - :day AND begin < :end AND end > :begin"
    return f"SELECT {columns} FROM {table} WHERE {where}"  # noqa: S608 - words of this file alone


def _bounds(period: Period) -> dict[str, int]:
    return {"begin": period.begin, "end": period.end, "day": DAY_MS}


def _cut(rows: list[Lasted], period: Period) -> list[Lasted]:
    cut = [Lasted(one.what, max(one.begin, period.begin), min(one.end or period.end, period.end)) for one in rows]
    return sorted(cut, key=lambda one: (one.begin, key_of(one.what)[0], str(key_of(one.what)[1])))


def _add(total: list[int], one: Lasted, period: Period) -> None:
    total[0] += period.end - max(one.begin, period.begin)
    total[1] += one.begin >= period.begin


@contextmanager
def figures(book: Path) -> Iterator[Figures]:
    """Open a book to read, as long as the context lasts; also while it is written. Raises ``StoreFailed``."""
    if not book.is_file():
        raise StoreFailed(f"{book} is missing: start the server once, which makes it.")
    with closing(sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)) as connection:
        yield Figures(connection)
