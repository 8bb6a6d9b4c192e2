"""An agent's own figures as the window shows them: asked of the server day by day, and exported (F050, F057)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from agent_desktop.client.session import DeskSession
from agent_desktop.client.value import Value
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.protocol.wire import FIGURES, FiguresList, PeriodFigures, Problem

Post = Callable[[Callable[[], None]], None]


class DayFigures(Value, frozen=True, kw_only=True):
    """One day: calls by where they came from, ms by status and reason, cases by queue."""

    queue_taken: int = 0
    other_taken: int = 0
    made: int = 0
    statuses: tuple[tuple[AgentStatus, str, int], ...] = ()
    queues: tuple[tuple[str, int], ...] = ()


NO_DAY = DayFigures()


def midnight(day: date) -> int:
    """The moment a day begins at this PC's place, ms UTC; a day with a change of the clock has 23 or 25 hours."""
    return round(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of its week, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=after) for after in range(7))


class Asking:
    """Asks for figures in the desk's thread; ``post`` brings the server's answers into it."""

    def __init__(self, session: DeskSession, post: Post) -> None:
        self._session, self._post = session, post

    def ask(self, days: Sequence[date], done: Callable[[tuple[DayFigures, ...] | None], None]) -> None:
        """Figures of days that follow each other; None when there are none now."""
        server = self._session.online
        if server is None:
            done(None)
            return
        moments = [midnight(day) for day in (*days, days[-1] + timedelta(days=1))]
        path = f"{FIGURES}/{','.join(map(str, moments))}"
        server.get(path, lambda answer: self._post(lambda: done(_read(answer))))


def exported(days: Iterable[tuple[date, DayFigures]], name: Callable[[AgentStatus, str], str]) -> str:
    """The days as CSV: what, day by day; times in seconds. ``name`` puts a status and its reason into words."""
    rows = list(days)
    kinds = {(status, reason) for _, figures in rows for status, reason, _ in figures.statuses}
    queues = sorted({queue for _, figures in rows for queue, _ in figures.queues})
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(["", *(day.isoformat() for day, _ in rows)])
    for field in ("queue_taken", "other_taken", "made"):
        out.writerow([field, *(getattr(figures, field) for _, figures in rows)])
    for status, reason in sorted(kinds):
        spent = (sum(ms for one, why, ms in figures.statuses if (one, why) == (status, reason)) for _, figures in rows)
        out.writerow([name(status, reason), *(ms // 1000 for ms in spent)])
    for queue in queues:
        out.writerow([queue, *(dict(figures.queues).get(queue, 0) for _, figures in rows)])
    return text.getvalue()


def _read(answer: bytes | Problem) -> tuple[DayFigures, ...] | None:
    if isinstance(answer, Problem):
        return None
    try:
        return tuple(_day(row) for row in msgspec.json.decode(answer, type=FiguresList).periods)
    except msgspec.DecodeError:
        return None


def _day(row: PeriodFigures) -> DayFigures:
    spent: dict[tuple[AgentStatus, str], int] = {}
    cases: dict[str, int] = {}
    for one in row.statuses:
        key = (one.status, one.reason or "")
        if one.status is not AgentStatus.LOGGED_OUT:
            spent[key] = spent.get(key, 0) + one.ms
        if one.status is AgentStatus.IN_CALL and one.queue is not None:
            cases[one.queue] = cases.get(one.queue, 0) + one.times
    return DayFigures(
        queue_taken=row.queue_taken,
        other_taken=row.other_taken,
        made=row.made,
        statuses=tuple((status, reason, ms) for (status, reason), ms in sorted(spent.items())),
        queues=tuple(sorted(cases.items())),
    )
