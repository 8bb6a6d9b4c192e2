"""An agent's own figures over HTTP: from the book of a real day to the values of the window (F050, F057)."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from agent_desktop.client.session import DeskSession
from agent_desktop.client.statistics import Asking, DayFigures, exported, midnight, week_of
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.protocol.wire import FIGURES, FiguresList, PeriodFigures, Problem, StatusFigure
from agent_desktop.server.http.figures import MOST, moments_of
from agent_desktop.server.own_figures import OwnFigures
from tests.fakes.http_house import Caller, house
from tests.unit.reports.test_intervals import START, a_call, written


def test_figures_are_the_viewers_own(tmp_path: Path) -> None:
    day = a_call()
    store = OwnFigures(written(tmp_path / "reports.db", day))
    moments = (START, START + 40_000, day.centre.now)
    first, second = asyncio.run(store.own("bertil", moments))
    assert (first.begin, first.end, first.queue_taken, first.made) == (START, START + 40_000, 1, 0)
    assert StatusFigure(status=AgentStatus.IN_CALL, reason=None, queue="service", ms=30_000, times=1) in first.statuses
    assert sum(row.ms for row in second.statuses) == day.centre.now - START - 40_000
    (anna,) = asyncio.run(store.own("anna", (START, day.centre.now)))
    assert (anna.queue_taken, {row.status for row in anna.statuses}) == (0, {AgentStatus.LOGGED_OUT})


def test_only_who_has_a_session_asks_and_only_for_themselves() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            assert (await anna.http.get(f"{FIGURES}/1,2")).status_code == 401
            await anna.log_in("anna")
            answer = await anna.http.get(f"{FIGURES}/1,2,5", headers=anna.bearer)
            periods = msgspec.json.decode(answer.content, type=FiguresList).periods
            assert [(row.begin, row.end) for row in periods] == [(1, 2), (2, 5)]
            assert made.figures.asked == [("anna", (1, 2, 5))]
            wrong = await anna.http.get(f"{FIGURES}/5,2", headers=anna.bearer)
            assert wrong.status_code == 400
            assert msgspec.json.decode(wrong.content, type=Problem).code == "bad_request"

    asyncio.run(play())


@pytest.mark.parametrize("text", ["", "5", "5,5", "2,1", "a,b", "1,-2", "1,²", "1," + "9" * 16, ",".join("1" * 99)])
def test_moments_that_are_none_are_not_read(text: str) -> None:
    assert moments_of(text) is None
    assert len(moments_of(",".join(map(str, range(MOST)))) or ()) == MOST


def test_without_a_server_there_are_none() -> None:
    got: list[object] = []
    Asking(DeskSession(lambda: 0), lambda task: task()).ask([date(2026, 11, 22)], got.append)
    assert got == [None]


def test_days_begin_at_this_places_midnight_and_weeks_on_monday() -> None:
    week = week_of(date(2026, 11, 22))
    assert (week[0], week[-1]) == (date(2026, 11, 16), date(2026, 11, 22))
    assert {day.weekday() for day in week} == set(range(7))
    assert 82_800_000 <= midnight(week[0] + timedelta(days=1)) - midnight(week[0]) <= 90_000_000


def test_the_export_is_a_table_of_the_days() -> None:
    one = DayFigures(queue_taken=3, statuses=((AgentStatus.BUSY, "Lunch", 90_500),), queues=(("vip", 3),))
    text = exported([(date(2026, 11, 21), one), (date(2026, 11, 22), DayFigures(made=1))], lambda status, why: why)
    assert text.splitlines() == [
        ",2026-11-21,2026-11-22",
        "queue_taken,3,0",
        "other_taken,0,0",
        "made,0,1",
        "Lunch,90,0",
        "vip,3,0",
    ]
    assert PeriodFigures.__struct_fields__[2:5] == ("queue_taken", "other_taken", "made")
