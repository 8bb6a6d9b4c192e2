"""The book of intervals against the core's own day: nothing is lost between two, and no figure needs the log."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from agent_desktop.domain.messages import (
    AgentStatus,
    AnyEvent,
    CaseKind,
    CaseOutcome,
    CaseState,
    EndInquiry,
    Inquire,
    MakeWrapUp,
)
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.reports.book import DAY_MS, Book
from agent_desktop.server.reports.follower import Follower
from agent_desktop.server.reports.intervals import Being, Doing
from agent_desktop.server.reports.query import AgentSum, CaseSum, Figures, Period, Productivity, ServiceLevel, figures
from agent_desktop.server.store.port import Logged
from tests.fakes.centre import LUNCH, READY, Centre

START = 1_000_000


class Day:
    """A centre whose events are numbered and timed as the engine does."""

    def __init__(self) -> None:
        self.centre = Centre()
        self.log: list[Logged] = []
        self._note()

    def do(self, what: object) -> None:
        """After something was done with the centre, the clock included."""
        del what
        self._note()

    def _note(self) -> None:
        events: list[AnyEvent] = self.centre.events[len(self.log) :]
        self.log += [Logged(len(self.log) + 1 + place, self.centre.now, event) for place, event in enumerate(events)]

    def wait(self, ms: int) -> None:
        """Time passes second by second, so that what is due is noted at its time."""
        for _ in range(ms // 1_000):
            self.centre.wait(1_000)
            self._note()

    def replay(self, after: int) -> list[Logged]:
        return self.log[after:]


def a_call() -> Day:
    """Ready for 5 s, rings for 2 s, talks for 30 s, wraps up for 8 s, ready for 10 s, then lunch for a minute."""
    day = Day()
    day.do(day.centre.log_in("bertil"))
    day.do(day.centre.ask("bertil", READY))
    day.wait(5_000)
    caller = day.centre.call("1000")
    day.centre.now -= 1  # the script's own millisecond
    day.do(caller)
    day.wait(2_000)
    day.do(day.centre.pick_up("bertil"))
    day.wait(30_000)
    day.do(day.centre.end(caller))
    day.wait(18_000)
    day.do(day.centre.ask("bertil", LUNCH))
    day.wait(60_000)
    return day


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.db"


def written(path: Path, day: Day) -> Path:
    book = Book(path)
    book.follow(day.replay(book.n))
    book.close()
    return path


def doings(found: Figures, period: Period, agent: str) -> list[tuple[str, str | None, str | None, int]]:
    rows = [(one.what, (one.end or 0) - one.begin) for one in found.agent_intervals(period)]
    return [
        (what.status.value, what.reason, what.queue, ms)
        for what, ms in rows
        if isinstance(what, Doing) and what.agent == agent
    ]


def test_a_call_in_intervals(path: Path) -> None:  # F050 F116
    day = a_call()
    with figures(written(path, day)) as found:
        assert doings(found, Period(START, day.centre.now), "bertil") == [
            ("ready", None, None, 5_000),
            ("offered", None, "service", 2_000),
            ("in_call", None, "service", 30_000),
            ("wrap_up", None, "service", 8_000),
            ("ready", None, None, 10_000),
            ("busy", "Busy_Lunch", None, 60_000),
        ]
        rows = found.case_intervals(Period(START, day.centre.now))
        assert [(one.what.state, (one.end or 0) - one.begin) for one in rows if isinstance(one.what, Being)] == [
            (CaseState.OFFERED, 2_000),
            (CaseState.TALKING, 30_000),
            (CaseState.WRAP_UP, 8_000),
        ]
        (case,) = found.cases(Period(START, day.centre.now))
        assert (case.kind, case.queue, case.agent) == (CaseKind.INBOUND_CALL, "service", "bertil")
        assert (case.created, case.answered, case.ended) == (START + 5_000, START + 7_000, START + 45_000)
        assert case.outcome is CaseOutcome.HANDLED


def test_the_service_level_says_what_it_counts(path: Path) -> None:  # F134
    day = Day()
    day.do(day.centre.log_in("bertil"))
    for patience in (3_000, 30_000):  # one hangs up soon, one late
        caller = day.centre.call("1000")
        day.do(caller)
        day.wait(patience)
        day.do(day.centre.end(caller))
    for wait in (5_000, 40_000):  # one is answered soon, one late
        caller = day.centre.call("1000")
        day.do(caller)
        day.wait(wait)
        day.do(day.centre.ask("bertil", READY))
        day.do(day.centre.pick_up("bertil"))
        day.do(day.centre.end(caller))
        day.do(day.centre.ask("bertil", LUNCH))
    with figures(written(path, day)) as found:
        level = found.service_level(Period(START, day.centre.now), "service", 20_000)
        assert level == ServiceLevel(20_000, answered=2, answered_within=1, abandoned=2, abandoned_within=1)
        assert level.share == pytest.approx(1 / 3)
        assert found.service_level(Period(START, day.centre.now), "support", 20_000).share is None


def test_an_agents_calls_by_where_they_came_from(path: Path) -> None:  # F057
    day = Day()
    day.do(day.centre.log_in("anna"))
    day.do(day.centre.ready("bertil"))
    day.do(day.centre.call("1000"))
    day.do(day.centre.pick_up("bertil"))
    day.wait(5_000)
    day.do(day.centre.ask("bertil", Inquire(agent="anna")))
    day.do(day.centre.pick_up("anna"))
    day.wait(5_000)
    day.do(day.centre.ask("bertil", EndInquiry()))
    with figures(written(path, day)) as found:
        today = Period(START, day.centre.now + 1)
        assert found.productivity(today, "bertil") == Productivity(queue_taken=1)
        assert found.productivity(today, "anna") == Productivity(other_taken=1)
        assert found.productivity(Period(day.centre.now + 1, day.centre.now + 2), "bertil") == Productivity()


def test_a_period_cuts_what_lasts_longer(path: Path) -> None:
    day = a_call()
    with figures(written(path, day)) as found:
        assert doings(found, Period(START + 6_000, START + 8_000), "bertil") == [
            ("offered", None, "service", 1_000),
            ("in_call", None, "service", 1_000),
        ]
        assert [row for row in found.agent_sums(Period(START + 6_000, START + 8_000)) if row.agent == "bertil"] == [
            AgentSum("bertil", AgentStatus.IN_CALL, None, "service", 1_000, 1),
            AgentSum("bertil", AgentStatus.OFFERED, None, "service", 1_000, 0),
        ]
        assert found.cases(Period(START + 5_001, day.centre.now)) == []


def test_sums_add_up_to_the_clock(path: Path) -> None:
    day = a_call()
    period = Period(START, day.centre.now)
    with figures(written(path, day)) as found:
        for agent in ("anna", "bertil", "vera"):
            assert sum(row.ms for row in found.agent_sums(period) if row.agent == agent) == period.end - period.begin
        assert CaseSum("service", CaseKind.INBOUND_CALL, CaseState.TALKING, 30_000, 1) in found.case_sums(period)
        ready = [row for row in found.agent_sums(period) if row.status is AgentStatus.READY]
        assert ready == [AgentSum("bertil", AgentStatus.READY, None, None, 15_000, 2)]


def test_the_same_whether_followed_at_once_or_event_by_event(tmp_path: Path) -> None:
    day = a_call()
    at_once = written(tmp_path / "a.db", day)
    for upto in range(0, len(day.log), 3):
        book = Book(tmp_path / "b.db")
        book.follow(day.log[book.n : upto])
        book.close()
    by_and_by = written(tmp_path / "b.db", day)
    period = Period(START, day.centre.now)
    with figures(at_once) as one, figures(by_and_by) as other:
        assert one.agent_intervals(period) == other.agent_intervals(period)
        assert one.case_intervals(period) == other.case_intervals(period)
        assert one.cases(period) == other.cases(period)


def test_what_lasts_over_midnight_is_found_on_both_days_and_counted_once(path: Path) -> None:
    day = Day()
    day.centre.now = 2 * DAY_MS - 10_000
    day.do(day.centre.log_in("bertil"))
    day.do(day.centre.ask("bertil", LUNCH))
    day.centre.now += 3 * DAY_MS
    day.do(day.centre.ask("bertil", READY))
    with figures(written(path, day)) as found:
        for n, ms, times in ((1, 10_000, 1), (2, DAY_MS, 0), (3, DAY_MS, 0), (4, DAY_MS - 10_000, 0)):
            sums = found.agent_sums(Period(n * DAY_MS, (n + 1) * DAY_MS))
            lunch = [row for row in sums if row.reason == "Busy_Lunch"]
            assert [(row.ms, row.times) for row in lunch] == [(ms, times)]
        ready = [row for row in found.agent_sums(Period(4 * DAY_MS, 5 * DAY_MS)) if row.status is AgentStatus.READY]
        assert [(row.ms, row.times) for row in ready] == [(10_000, 1)]


def test_work_made_with_the_pen_is_a_case_of_its_queue(path: Path) -> None:  # F010 F017
    day = Day()
    day.do(day.centre.log_in("anna"))
    day.do(day.centre.ask("anna", MakeWrapUp(queue="filing")))
    day.wait(60_000)
    day.do(day.centre.ask("anna", READY))
    with figures(written(path, day)) as found:
        sums = found.agent_sums(Period(START, day.centre.now))
        assert AgentSum("anna", AgentStatus.ADMINISTRATIVE, None, "filing", 60_000, 1) in sums


def test_no_period_reads_the_log_or_the_whole_book(path: Path) -> None:
    with figures(written(path, a_call())) as found:
        plans = found._rows("EXPLAIN QUERY PLAN SELECT * FROM agent_intervals WHERE begin >= 1 AND begin < 2", ())
    assert ["agent_begin" in str(plan) for plan in plans] == [True]


def test_a_book_of_another_form_is_begun_anew(path: Path) -> None:
    day = a_call()
    written(path, day)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    book = Book(path)
    assert book.n == 0
    book.close()
    with figures(written(path, day)) as found:
        assert doings(found, Period(START, day.centre.now), "bertil") != []


def test_a_follower_has_written_everything_when_it_is_closed(path: Path) -> None:
    day = a_call()
    follower = Follower([lambda: Book(path)], day.replay)
    follower.start()
    follower.close()
    with figures(path) as found:
        assert len(found.cases(Period(0, day.centre.now))) == 1


@pytest.mark.expects_log("are not kept any more")
def test_a_log_that_cannot_be_read_stops_the_figures_and_nothing_else(path: Path) -> None:
    def broken(after: int) -> list[Logged]:
        raise StoreFailed(f"event {after + 1} is missing")

    follower = Follower([lambda: Book(path)], broken)
    follower.start()
    follower.close()


def test_a_book_that_is_not_there_is_a_sentence(path: Path) -> None:
    with pytest.raises(StoreFailed, match="start the server once"), figures(path):
        pass
