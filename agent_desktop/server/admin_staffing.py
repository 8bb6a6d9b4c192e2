"""What if so many agents were there (F134): an administrator's command over Erlang's formulas, beside live figures.

With a queue's name it takes the callers, the handling time and the patience from the book of intervals; what is said on
the command line goes first, which makes it a what-if.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from agent_desktop.domain.messages import CaseKind, CaseOutcome, CaseState, QueueDefined
from agent_desktop.domain.staffing import MOST, TARGET, Demand, Service, needed, service
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.reports.query import Figures, Period, figures
from agent_desktop.server.store.opening import Beside
from agent_desktop.server.store.port import LogStore

WITHIN_S = 20.0
AROUND = 2
"""So many more and fewer agents than needed are shown."""

HOUR_MS = 3_600_000


class Measured(msgspec.Struct, frozen=True):
    """What a queue's callers of a period were. Times are averages."""

    callers: int
    hung_up: int
    handling_s: float | None  # of who was answered: talk and wrap-up
    patience_s: float | None  # None: nobody hung up
    counted: int  # by the definition of the service level
    in_time: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--queue", metavar="QUEUE", help="take what is not said from the callers of this queue")
    parser.add_argument("--hours", type=_positive, default=1.0, metavar="H", help="of the last H hours; 1 if not said")
    parser.add_argument("--calls", type=_positive, metavar="N", help="callers an hour")
    parser.add_argument("--handling", type=_positive, metavar="S", help="seconds of talk and wrap-up of a call")
    parser.add_argument(
        "--patience", type=_positive, metavar="S", help="seconds until a caller hangs up, on average; else nobody does"
    )
    parser.add_argument(
        "--target", type=_share, default=TARGET, metavar="PERCENT", help="to answer in time; 80 if not said"
    )
    parser.add_argument("--within", type=_positive, metavar="S", help="what in time is; 20 s, or as the queue says")
    parser.add_argument("--agents", type=_agents, metavar="N", help="what so many would achieve")


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.0 < number < 1e7:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


def _share(text: str) -> float:
    share = _positive(text) / 100
    if share >= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a percentage below 100")
    return share


def _agents(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST}")
    return int(text)


# --- the command -----------------------------------------------------------------------------------------------------


def without_data(args: argparse.Namespace) -> Iterator[str]:
    """For figures that are said on the command line. Raises ``CannotDo``."""
    if args.calls is None or args.handling is None:
        raise CannotDo("Say --calls and --handling, or --queue.")
    demand = Demand(calls_per_hour=args.calls, handling_s=args.handling, patience_s=args.patience)
    yield from what_if(demand, args.target, args.within or WITHIN_S, args.agents)


def of_queue(store: Beside, args: argparse.Namespace) -> Iterator[str]:
    """For a queue's callers. Raises ``CannotDo``."""
    within_s = args.within or _target_of(store.log, args.queue)
    now, book = time.time_ns() // 1_000_000, Path(args.data) / "reports.db"
    with figures(book) as read:
        found = measured(read, Period(now - round(args.hours * HOUR_MS), now), args.queue, round(within_s * 1000))
    yield from told(found, args.queue, args.hours, within_s)
    calls, handling_s = args.calls or found.callers / args.hours, args.handling or found.handling_s
    if not calls or handling_s is None:
        raise CannotDo(
            f"Nobody was answered in {args.queue} in that time: say --calls and --handling, or more --hours."
        )
    demand = Demand(calls_per_hour=calls, handling_s=handling_s, patience_s=args.patience or found.patience_s)
    yield from what_if(demand, args.target, within_s, args.agents)


def _target_of(log: LogStore, queue: str) -> float:
    """Within what time the queue's callers are to be answered, in s. Blocks for as long as the log is read."""
    defined = [one.event.queue for one in log.replay() if isinstance(one.event, QueueDefined)]
    rows = [row for row in defined if row.id == queue]
    if not rows:
        raise CannotDo(f"There is no queue {queue}.")
    return rows[-1].service_level_ms / 1000


def measured(read: Figures, period: Period, queue: str, within_ms: int) -> Measured:
    """What became of the callers who came to a queue in a period, and are gone again."""
    level = read.service_level(period, queue, within_ms)
    calls = [one for one in read.cases(period) if (one.queue, one.kind) == (queue, CaseKind.INBOUND_CALL)]
    hung_up = sum(one.outcome is CaseOutcome.ABANDONED for one in calls)
    waited = sum((one.answered or one.ended) - one.created for one in calls)
    busy = (CaseState.TALKING, CaseState.WRAP_UP)
    sums = [row for row in read.case_sums(period) if (row.queue, row.kind) == (queue, CaseKind.INBOUND_CALL)]
    handled = sum(row.ms for row in sums if row.state in busy)
    return Measured(
        callers=len(calls),
        hung_up=hung_up,
        handling_s=handled / level.answered / 1000 if level.answered and handled else None,
        patience_s=waited / hung_up / 1000 if hung_up and waited else None,
        counted=level.answered + level.abandoned - level.abandoned_within,
        in_time=level.answered_within,
    )


def told(found: Measured, queue: str, hours: float, within_s: float) -> Iterator[str]:
    """What was measured, and by what definition."""
    handling = "" if found.handling_s is None else f", {found.handling_s:.0f} s of talk and wrap-up"
    patience = "" if found.patience_s is None else f", a patience of {found.patience_s:.0f} s"
    yield f"{queue}, the last {hours:g} h: {found.callers} callers, {found.hung_up} hung up{handling}{patience}."
    if found.counted:
        share = found.in_time / found.counted
        yield (
            f"Measured: {share:.1%} answered within {within_s:g} s, "
            f"of {found.counted} who were answered or waited longer than that."
        )


def what_if(demand: Demand, share: float, within_s: float, agents: int | None) -> Iterator[str]:
    """What is needed for a service level, and what somewhat fewer and more agents would achieve."""
    patient = "nobody hangs up (Erlang C)"
    if demand.patience_s is not None:
        patient = f"callers hang up after {demand.patience_s:.0f} s on average (Erlang A)"
    calls = f"{demand.calls_per_hour:g} calls an hour of {demand.handling_s:.0f} s"
    yield f"What if: {calls}, {demand.load:.1f} erlang; {patient}."
    enough = needed(demand, share, within_s)
    if enough is None:
        yield f"More than {MOST} agents would be needed."
    else:
        yield f"{_agents_in_words(enough.agents)} answer {share:.0%} within {within_s:g} s."
    shown = set() if enough is None else set(range(max(1, enough.agents - AROUND), enough.agents + AROUND + 1))
    rows = sorted(number for number in shown | {agents or 0} if number)
    if rows:
        yield f"{'agents':>7} {'in time':>9} {'mean wait':>10} {'busy':>7} {'must wait':>10} {'hang up':>8}"
    for number in rows:
        yield _row(number, service(demand, number, within_s))


def _agents_in_words(number: int) -> str:
    return "1 agent would" if number == 1 else f"{number} agents would"


def _row(agents: int, found: Service | None) -> str:
    if found is None:
        return f"{agents:>7} {'the line grows for ever':>24}"
    return (
        f"{agents:>7} {found.service_level:>9.1%} {found.average_wait_s:>8.1f} s {found.occupancy:>7.1%} "
        f"{found.must_wait:>10.1%} {found.hung_up:>8.1%}"
    )
