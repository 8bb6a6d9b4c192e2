"""Every figure of the statistics against a direct count over the log, on random days and random intervals (F050, F057).

The count knows nothing of the book: it goes through the log once, remembers who did what, and adds up by hand.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from agent_desktop.domain.messages import (
    AgentStatus,
    AnyInput,
    CaseChanged,
    CaseKind,
    CaseOutcome,
    CaseState,
    Dial,
    EndInquiry,
    EndWrapUp,
    Inquire,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegRinging,
    LegState,
    MakeWrapUp,
    PresenceChanged,
    Refusal,
    SetStatus,
)
from agent_desktop.server.reports.book import DAY_MS, Book
from agent_desktop.server.reports.query import AgentSum, CaseSum, Figures, Period, Productivity, figures
from agent_desktop.server.store.port import Logged
from tests.fakes.centre import LUNCH, READY, Centre

WORK = ("anna", "bertil")
STEPS = 250
RINGING = {LegState.CALLING, LegState.RINGING}


class TimedCentre(Centre):
    """A centre whose log has the moment of every event."""

    def __init__(self) -> None:
        self.log: list[Logged] = []
        super().__init__()

    def give(self, given: AnyInput) -> Refusal | None:
        answer = super().give(given)
        new = self.events[len(self.log) :]
        self.log += [Logged(len(self.log) + 1 + at, self.now, event) for at, event in enumerate(new)]
        return answer


def random_days(chance: Random) -> list[Logged]:
    """Some days of two agents: calls that are answered, missed and given up, calls made, colleagues asked, breaks."""
    centre = TimedCentre()
    centre.log_in(*WORK)
    for _ in range(STEPS):
        agent, other = chance.sample(WORK, 2)
        legs = sorted(centre.state.legs)
        match chance.randrange(10):
            case 0 | 1:
                centre.call("1000", f"+4670{chance.randrange(10_000_000):07}")
            case 2 if legs:
                centre.give(LegEnded(leg=chance.choice(legs), cause=LegEnd.HUNG_UP))
            case 3:
                statuses = (READY, READY, LUNCH, SetStatus(status=AgentStatus.ADMINISTRATIVE))
                centre.ask(agent, chance.choice(statuses))
            case 4:
                centre.ask(agent, chance.choice((Inquire(agent=other), EndInquiry(), EndWrapUp())))
            case 5:
                centre.ask(agent, chance.choice((Dial(number="+46855501234"), MakeWrapUp(queue="filing"))))
            case 6:
                centre.wait(chance.randrange(1_000, 7 * 3_600_000 if chance.random() < 0.4 else 300_000))
            case _:
                ringing = [leg for leg in legs if centre.state.legs[leg].state in RINGING]
                if ringing:
                    leg = chance.choice(ringing)
                    centre.give(LegRinging(leg=leg))
                    centre.give(LegAnswered(leg=leg))
                centre.wait(chance.randrange(60_000))
    return centre.log


class Run(NamedTuple):
    """Somebody, or a case, was so from ``begin`` until before ``end``; None: still."""

    who: str | int
    what: tuple[Any, ...]
    begin: int
    end: int | None


Counted = tuple[list[Run], list[Run], dict[int, CaseOutcome]]


def runs(log: list[Logged]) -> Counted:
    """What agents did, what cases were, and how these ended: by one pass over the log."""
    doing: dict[str, tuple[tuple[Any, ...], int]] = {}
    being: dict[int, tuple[tuple[Any, ...], int]] = {}
    queues: dict[int, str] = {}
    ends: dict[int, CaseOutcome] = {}
    agents, cases = list[Run](), list[Run]()

    def turn(open_: dict[Any, Any], over: list[Run], key: str | int, what: tuple[Any, ...] | None, at: int) -> None:
        last = open_.get(key)
        if last is not None and last[0] == what:
            return
        if last is not None and last[1] < at:
            over.append(Run(key, last[0], last[1], at))
        if what is None:
            open_.pop(key, None)
        else:
            open_[key] = (what, at)

    for _, at, event in ((one.n, one.at, one.event) for one in log):
        if isinstance(event, PresenceChanged):
            row = event.presence
            queue = queues.get(row.case, row.queue) if row.case is not None else row.queue
            turn(doing, agents, row.agent, (row.status, row.reason, queue, row.case, bool(row.desk)), at)
        elif isinstance(event, CaseChanged):
            case = event.case
            ended = case.state is CaseState.ENDED
            turn(being, cases, case.id, None if ended else (case.queue, case.kind, case.state, case.agent), at)
            if ended:
                queues.pop(case.id, None)
                assert case.outcome is not None
                ends[case.id] = case.outcome
            else:
                queues[case.id] = case.queue
    agents += [Run(who, what, begin, None) for who, (what, begin) in doing.items()]
    cases += [Run(who, what, begin, None) for who, (what, begin) in being.items()]
    return agents, cases, ends


def counted(over: list[Run], period: Period, parts: slice) -> dict[tuple[Any, ...], tuple[int, int]]:
    """How long and how many times everything that overlaps a period; what lasts still lasts to its end."""
    ms, times = Counter[Any](), Counter[Any]()
    for run in over:
        end = period.end if run.end is None else run.end
        if run.begin < period.end and end > period.begin:
            key = run.what[parts] if isinstance(run.who, int) else (run.who, *run.what[parts])
            ms[key] += min(end, period.end) - max(run.begin, period.begin)
            times[key] += run.begin >= period.begin
    return {key: (ms[key], times[key]) for key in ms}


def calls(over: list[Run], ends: dict[int, CaseOutcome], period: Period, agent: str) -> Productivity:
    talks: dict[str | int, CaseKind] = {}
    for run in over:
        _, kind, state, by = run.what
        if (state, by) == (CaseState.TALKING, agent) and period.begin <= run.begin < period.end:
            talks[run.who] = kind
    asked = [case for case in talks if isinstance(case, int) and ends.get(case) is CaseOutcome.CONSULTED]
    inbound = [case for case, kind in talks.items() if kind is CaseKind.INBOUND_CALL]
    return Productivity(len(inbound) - len(asked), len(asked), len(talks) - len(inbound))


def figures_are_as_counted(found: Figures, log: Counted, period: Period) -> set[str]:
    """Checks one interval; returns what there was to count."""
    over, cases, ends = log
    for agent in WORK:
        expected = calls(cases, ends, period, agent)
        assert found.productivity(period, agent) == expected, (period, agent)
    agent_sums = {
        (row.agent, row.status, row.reason, row.queue): (row.ms, row.times) for row in found.agent_sums(period)
    }
    assert agent_sums == counted(over, period, slice(0, 3)), period
    case_sums = {(row.queue, row.kind, row.state): (row.ms, row.times) for row in found.case_sums(period)}
    assert case_sums == counted(cases, period, slice(0, 3)), period
    assert AgentSum.__struct_fields__[-2:] == CaseSum.__struct_fields__[-2:] == ("ms", "times")
    made = [calls(cases, ends, period, agent) for agent in WORK]
    return {name for row in made for name in Productivity.__struct_fields__ if getattr(row, name)}


@pytest.mark.parametrize("intervals", [200, pytest.param(10_000, marks=pytest.mark.long)])
def test_every_figure_equals_a_direct_count_over_the_log(tmp_path: Path, intervals: int) -> None:  # F050 F057
    chance = Random(intervals)
    seen: set[str] = set()
    days = max(2, intervals // 1_000)
    for day in range(days):
        log = random_days(chance)
        begin, end = log[0].at, log[-1].at
        book = Book(tmp_path / f"{day}.db")
        book.follow(log)
        book.close()
        by_hand = runs(log)
        with figures(tmp_path / f"{day}.db") as found:
            for _ in range(intervals // days):
                one, other = (chance.randrange(begin - DAY_MS, end + DAY_MS) for _ in range(2))
                if chance.random() < 0.3:  # at the very moments of the log, where one less or more would show
                    one = chance.choice(log).at
                if one != other:
                    seen |= figures_are_as_counted(found, by_hand, Period(min(one, other), max(one, other)))
    assert seen == set(Productivity.__struct_fields__)
