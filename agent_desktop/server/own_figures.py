"""An agent's own figures, read from the book of intervals for the routes (F050, F057)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from agent_desktop.protocol.wire import PeriodFigures, StatusFigure
from agent_desktop.server.reports.query import Figures, Period, figures


class OwnFigures:
    """Satisfies the routes' ``FiguresStore``; ``book`` is the file."""

    def __init__(self, book: Path) -> None:
        self._book = book

    async def own(self, agent: str, moments: Sequence[int]) -> tuple[PeriodFigures, ...]:
        """The agent's figures from each moment (ms UTC, rising) to the next. Raises ``StoreFailed``."""
        return await asyncio.to_thread(self._read, agent, moments)

    def _read(self, agent: str, moments: Sequence[int]) -> tuple[PeriodFigures, ...]:
        with figures(self._book) as found:
            return tuple(_period(found, agent, Period(begin, end)) for begin, end in pairwise(moments))


def _period(found: Figures, agent: str, period: Period) -> PeriodFigures:
    calls = found.productivity(period, agent)
    statuses = (
        StatusFigure(status=row.status, reason=row.reason, queue=row.queue, ms=row.ms, times=row.times)
        for row in found.agent_sums(period)
        if row.agent == agent
    )
    return PeriodFigures(
        begin=period.begin,
        end=period.end,
        queue_taken=calls.queue_taken,
        other_taken=calls.other_taken,
        made=calls.made,
        statuses=tuple(statuses),
    )
