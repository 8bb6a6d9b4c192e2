"""The engine: order, shared commits, failed commits, recovery, and orders handed out once their cause is durable."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from itertools import pairwise

import pytest
from msgspec.structs import replace

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.flows import CollectNode, EnqueueNode, Flow
from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    AgentStatus,
    AnyEffect,
    AnyInput,
    Asked,
    CallArrived,
    CaseState,
    Define,
    DigitPressed,
    HangUpLeg,
    LegAnswered,
    LogIn,
    Refusal,
    Tick,
)
from agent_desktop.server.engine import Engine
from agent_desktop.server.published import Published
from agent_desktop.server.store.memory import MemorySnapshots, MemoryStore
from agent_desktop.server.store.port import Entry, Logged, Overtaken, Snapshot, StoreFailed
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS

DEFINE = Asked(by=SYSTEM, command=Define(queues=QUEUES, agents=AGENTS, reasons=REASONS))


class Log:
    """A log in memory that counts commits and can be told to fail some."""

    def __init__(self) -> None:
        store = MemoryStore()
        self.inner = store.log
        self.keys = store.keys
        self.commits: list[int] = []
        self.replayed_after = 0
        self.failures = 0

    def append(self, entries: Sequence[Entry]) -> int:
        if self.failures:
            self.failures -= 1
            raise StoreFailed("disk full")
        self.commits.append(len(entries))
        return self.inner.append(entries)

    def replay(self, after: int = 0) -> Iterator[Logged]:
        self.replayed_after = after
        return self.inner.replay(after)

    def look_up(self, numbers: Collection[int]) -> tuple[Logged, ...]:
        return self.inner.look_up(numbers)

    def last(self) -> tuple[int, int]:
        return self.inner.last()

    def close(self) -> None:
        self.inner.close()


class Rig:
    """An engine on a log, with everything it says kept."""

    def __init__(self, log: Log | None = None) -> None:
        self.log = log or Log()
        self.published: list[Published] = []
        self.effects: list[AnyEffect] = []
        self.engine = Engine(self.log, handle=self.effects.append, published=self.published.extend)

    def run(self, script: Callable[[Engine], Awaitable[None]]) -> Rig:
        async def whole() -> None:
            self.engine.start()
            await script(self.engine)
            await self.engine.close()

        asyncio.run(whole())
        return self


def test_inputs_that_arrive_together_share_a_commit() -> None:
    async def script(engine: Engine) -> None:
        await engine.submit(DEFINE)
        await asyncio.gather(*(engine.submit(Asked(by=agent.id, command=LogIn())) for agent in AGENTS))

    rig = Rig().run(script)
    assert rig.log.commits == [1, len(AGENTS)]


def test_events_are_published_in_order_without_gaps_and_replay_to_the_same_state() -> None:  # F130
    async def script(engine: Engine) -> None:
        await engine.submit(DEFINE)
        await engine.submit(Asked(by="anna", command=LogIn()))
        await engine.submit(Asked(by="anna", command=READY))
        engine.post(CallArrived(leg="i1", number="1000", caller="+46"))
        await engine.submit(LegAnswered(leg="i1"))

    rig = Rig().run(script)
    assert [told.n for told in rig.published] == list(range(1, rig.engine.n + 1))
    assert fold(EMPTY, tuple(logged.event for logged in rig.log.replay())) == rig.engine.state
    again = Rig(rig.log)
    assert again.engine.state == rig.engine.state
    assert again.engine.n == rig.engine.n
    assert again.published == rig.published
    assert again.engine.now() >= rig.engine.at


def test_the_digits_of_a_secret_are_not_in_the_log_of_inputs() -> None:  # F074
    pin = CollectNode(id="pin", prompts=("pin",), cri="Pin", next="queue", otherwise="queue", secret=True)
    flow = Flow(id="main", start="pin", nodes=(pin, EnqueueNode(id="queue")))
    queue = replace(QUEUES[0], flow="main")
    logged: list[AnyInput] = []

    class Kept(Log):
        def append(self, entries: Sequence[Entry]) -> int:
            logged.extend(entry.input for entry in entries)
            return super().append(entries)

    async def script(engine: Engine) -> None:
        await engine.submit(Asked(by=SYSTEM, command=Define(queues=(queue,), flows=(flow,))))
        engine.post(CallArrived(leg="i1", number="1000", caller="+46"))
        engine.post(LegAnswered(leg="i1"))
        engine.post(DigitPressed(leg="i1", digit="8", number=1))
        await engine.submit(DigitPressed(leg="i1", digit="#", number=2))

    rig = Rig(Kept()).run(script)
    assert [given.digit for given in logged if isinstance(given, DigitPressed)] == ["", "#"]
    assert [case.state for case in rig.engine.state.cases.values()] == [CaseState.WAITING]


def test_refusals_are_values_and_leave_no_trace() -> None:
    answers: list[Refusal | int] = []

    async def script(engine: Engine) -> None:
        await engine.submit(DEFINE)
        answers.append(await engine.submit(Asked(by="nobody", command=LogIn())))

    rig = Rig().run(script)
    assert answers == [Refusal(code="unknown_agent")]
    assert rig.log.commits == [1]


@pytest.mark.expects_log("the log could not be written: disk full")
def test_a_failed_commit_keeps_the_old_state_and_tells_the_asker() -> None:
    async def script(engine: Engine) -> None:
        await engine.submit(DEFINE)
        before = engine.state
        rig.log.failures = 1
        with pytest.raises(StoreFailed):
            await engine.submit(Asked(by="anna", command=LogIn()))
        assert engine.state is before
        await engine.submit(Asked(by="anna", command=LogIn()))
        assert engine.state.presences["anna"].status is AgentStatus.BUSY

    rig = Rig()
    rig.run(script)
    assert [told.n for told in rig.published] == list(range(1, rig.engine.n + 1))


@pytest.mark.expects_log("the log could not be written: disk full")
def test_a_fact_is_tried_again_until_it_is_durable_and_keeps_its_place() -> None:  # F118
    async def script(engine: Engine) -> None:
        await engine.submit(DEFINE)
        await engine.adapters_started(())
        rig.log.failures = 2
        engine.post(CallArrived(leg="i1", number="1000"))
        engine.post(LegAnswered(leg="i1"))
        while not engine.state.waiting:
            with pytest.raises(StoreFailed) if rig.log.failures else contextlib.nullcontext():
                await engine.submit(Asked(by="anna", command=LogIn()))
        assert engine.state.waiting["service"]

    rig = Rig()
    rig.run(script)


@pytest.mark.expects_log("the log could not be written: the log has gone on")
def test_an_engine_whose_log_went_on_without_it_ends() -> None:
    class TakenOver(Log):
        def append(self, entries: Sequence[Entry]) -> int:
            raise Overtaken("the log has gone on")

    async def whole() -> None:
        task = rig.engine.start()
        with pytest.raises(Overtaken):
            await rig.engine.submit(DEFINE)
        with pytest.raises(Overtaken):
            await task
        await rig.engine.close()

    rig = Rig(TakenOver())
    asyncio.run(whole())


def test_orders_leave_only_after_the_adapters_are_there_and_open_ones_leave_again() -> None:
    async def first(engine: Engine) -> None:
        await engine.submit(DEFINE)
        await engine.submit(CallArrived(leg="i1", number="1000"))
        assert rig.effects == []
        await engine.adapters_started(("i1",))
        assert [type(effect) for effect in rig.effects] == [AcceptLeg]

    rig = Rig()
    rig.run(first)

    async def second(engine: Engine) -> None:
        await engine.adapters_started(("i1", "i2"))

    again = Rig(rig.log)
    again.run(second)
    assert [(type(effect), effect.leg) for effect in again.effects] == [(AcceptLeg, "i1"), (HangUpLeg, "i2")]


@pytest.mark.expects_log("input Broken failed")
def test_a_bug_in_one_input_does_not_take_the_others_down() -> None:
    class Broken:
        """Not an input at all."""

    async def script(engine: Engine) -> None:
        with pytest.raises(KeyError):
            await engine.submit(Broken())
        assert await engine.submit(DEFINE) == engine.n

    Rig().run(script)


def test_deadlines_are_kept_by_the_engines_own_alarm() -> None:  # F011
    async def script(engine: Engine) -> None:
        queue = QUEUES[0]
        brief = type(queue)(id="brief", name="Brief", number="9", offer_ms=30)
        await engine.submit(
            Asked(
                by=SYSTEM,
                command=Define(queues=(brief,), agents=(type(AGENTS[0])(id="a", name="A", queues=("brief",)),)),
            )
        )
        await engine.submit(Asked(by="a", command=LogIn()))
        await engine.submit(Asked(by="a", command=READY))
        await engine.submit(CallArrived(leg="i1", number="9"))
        await engine.submit(LegAnswered(leg="i1"))
        assert engine.state.presences["a"].status is AgentStatus.OFFERED
        missed.clear()
        await asyncio.wait_for(missed.wait(), 5)
        assert engine.state.presences["a"].reason == "missed_call"

    missed = asyncio.Event()
    rig = Rig()
    rig.engine = Engine(rig.log, handle=rig.effects.append, published=lambda told: missed.set())
    rig.run(script)


# --- snapshots -----------------------------------------------------------------------------------


class Shelf(MemorySnapshots):
    """Snapshots in memory that notes which were saved, and can be told to fail."""

    def __init__(self, log: Log, fails: bool = False) -> None:
        super().__init__(log.keys)
        self.saved: list[int] = []
        self.fails = fails

    def save(self, snapshot: Snapshot, apart: int) -> None:
        if self.fails:
            raise StoreFailed("disk full")
        super().save(snapshot, apart)
        self.saved.append(snapshot.n)


def with_snapshots(log: Log, shelf: Shelf, keep: int, every: int = 1_000) -> Rig:
    rig = Rig(log)
    rig.published.clear()
    rig.engine = Engine(
        log,
        handle=rig.effects.append,
        published=rig.published.extend,
        snapshots=shelf,
        snapshot_every=every,
        keep=keep,
    )
    return rig


async def a_call(engine: Engine) -> None:
    await engine.submit(DEFINE)
    await engine.submit(Asked(by="anna", command=LogIn()))
    await engine.submit(Asked(by="anna", command=READY))
    await engine.submit(CallArrived(leg="i1", number="1000", caller="+46"))


async def nothing(engine: Engine) -> None:
    await engine.submit(Tick())


async def one_more(engine: Engine) -> None:
    await engine.submit(LegAnswered(leg="i1"))


def test_the_last_state_is_saved_at_the_end_and_the_start_reads_only_what_came_after() -> None:  # F130
    log = Log()
    shelf = Shelf(log)
    first = with_snapshots(log, shelf, keep=3).run(a_call)
    saved = first.engine.n
    assert shelf.saved == [saved]
    Rig(log).run(one_more)
    again = with_snapshots(log, shelf, keep=3)
    assert log.replayed_after == saved
    assert again.engine.state == fold(EMPTY, tuple(logged.event for logged in log.inner.replay()))
    assert again.engine.n == log.last()[0] > saved
    assert [told.n for told in again.published] == list(range(again.engine.n - 2, again.engine.n + 1))


def test_a_snapshot_with_too_few_events_behind_it_is_not_taken_so_that_streams_can_resume() -> None:
    log = Log()
    shelf = Shelf(log)
    with_snapshots(log, shelf, keep=3).run(a_call)
    again = with_snapshots(log, shelf, keep=3)
    assert log.replayed_after == 0
    assert [told.n for told in again.published] == list(range(again.engine.n - 2, again.engine.n + 1))


def test_the_start_from_a_snapshot_with_nothing_after_it_goes_on_from_there() -> None:
    log = Log()
    shelf = Shelf(log)
    first = with_snapshots(log, shelf, keep=0).run(a_call)
    again = with_snapshots(log, shelf, keep=0)
    assert (again.engine.state, again.engine.n, again.engine.at) == (
        first.engine.state,
        first.engine.n,
        first.engine.at,
    )
    again.run(one_more)
    assert [told.n for told in again.published] == list(range(first.engine.n + 1, again.engine.n + 1))


def test_the_state_is_saved_every_so_many_events() -> None:
    log = Log()
    shelf = Shelf(log)

    async def days(engine: Engine) -> None:
        await a_call(engine)
        for _ in range(20):
            await engine.submit(Asked(by="anna", command=LUNCH))
            await engine.submit(Asked(by="anna", command=READY))

    rig = with_snapshots(log, shelf, keep=0, every=10).run(days)
    assert len(shelf.saved) > 2
    assert shelf.saved[-1] == rig.engine.n
    assert min(later - earlier for earlier, later in pairwise(shelf.saved[:-1])) >= 10


@pytest.mark.expects_log("no snapshot at event .*: disk full")
def test_a_snapshot_that_cannot_be_written_stops_nobody() -> None:
    log = Log()
    rig = with_snapshots(log, Shelf(log, fails=True), keep=0, every=1).run(a_call)
    assert rig.engine.state.cases


def test_nothing_new_is_nothing_to_save() -> None:
    log = Log()
    shelf = Shelf(log)
    with_snapshots(log, shelf, keep=0).run(a_call)
    with_snapshots(log, shelf, keep=0).run(nothing)
    assert len(shelf.saved) == 1
