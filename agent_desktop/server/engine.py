"""The single owner of the state: takes inputs in order, makes them durable, then tells everyone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from agent_desktop.domain import views
from agent_desktop.domain.digits import redacted
from agent_desktop.domain.evolve import evolve
from agent_desktop.domain.messages import (
    AdapterStarted,
    AnyEffect,
    AnyInput,
    EffectClosed,
    FactIgnored,
    Refusal,
    Tick,
)
from agent_desktop.domain.state import State, next_deadline
from agent_desktop.domain.step import Outcome, step
from agent_desktop.server.clock import Alarm, Clock
from agent_desktop.server.journal import About, about
from agent_desktop.server.published import Published
from agent_desktop.server.saver import Saver
from agent_desktop.server.store.port import Entry, LogStore, Overtaken, Snapshots, StoreFailed

log = logging.getLogger(__name__)

BATCH = 256
"""Inputs that share a commit, at most."""

RETRY_S = 0.2
"""After a failed commit facts are tried again; people are told at once."""

KEEP = 20_000
"""Events that are published again at a start, so that streams can be resumed across it."""

SNAPSHOT_EVERY = 10_000
"""Events between two snapshots."""


class Pending:
    """An input on its way, and who waits for what became of it (facts: nobody)."""

    __slots__ = ("given", "result")

    def __init__(self, given: AnyInput, result: asyncio.Future[Refusal | int] | None) -> None:
        self.given = given
        self.result = result


class Batch:
    """Inputs stepped together: the state they lead to, if the store takes them."""

    def __init__(self, state: State, n: int, at: int) -> None:
        self.state = state
        self.n = n
        self.at = at
        self.entries: list[Entry] = []
        self.published: list[Published] = []
        self.effects: list[AnyEffect] = []
        self.troubles: list[tuple[State, FactIgnored | EffectClosed]] = []  # each with the state before it
        self.answers: list[tuple[Pending, Refusal | int]] = []

    def take(self, pending: Pending) -> None:
        """Step one input on top of the earlier ones."""
        outcome = step(self.state, pending.given, self.at)
        if isinstance(outcome, Refusal):
            self.answers.append((pending, outcome))
            return
        if outcome.events:
            self.entries.append(Entry(at=self.at, input=redacted(pending.given, self.state), events=outcome.events))
        self._publish(outcome)
        self.state = outcome.state
        self.effects.extend(outcome.effects)
        self.answers.append((pending, self.n))

    def _publish(self, outcome: Outcome) -> None:
        state = self.state
        for event, after in zip(outcome.events, outcome.states, strict=True):
            self.n += 1
            self.published.append(Published(n=self.n, at=self.at, plan=views.plan(state, event, after)))
            if isinstance(event, FactIgnored) or (isinstance(event, EffectClosed) and event.why):
                self.troubles.append((state, event))
            state = after


Handler = Callable[[AnyEffect], None]
"""Takes an order to its adapter; never blocks, never raises; the answer is a fact."""


class Engine:
    """One writer. ``state`` is what is committed; it is replaced, never changed.

    ``published`` is called in the event loop after each commit, in the order of numbers; at the start also for what
    the log holds already, so that a stream can be resumed across a restart.

    With ``snapshots`` the state is saved by a thread of its own now and then and at the end, and a start reads only
    the log behind the newest good one that has ``keep`` events after it.
    """

    def __init__(
        self,
        store: LogStore,
        *,
        handle: Handler,
        published: Callable[[Sequence[Published]], None],
        snapshots: Snapshots | None = None,
        snapshot_every: int = SNAPSHOT_EVERY,
        keep: int = KEEP,
        clock: Clock | None = None,
    ) -> None:
        self._store = store
        self._saver = Saver(snapshots, snapshot_every)
        self._handle = handle
        self._published = published
        self.state, self.n, self.at = self._recover(keep)
        self._clock = clock or Clock(not_before=self.at)
        self._alarm = Alarm(self._clock.now, lambda: self.post(Tick()))
        self._inputs: list[Pending] = []
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._task: asyncio.Task[None] | None = None
        self._handing_out = False

    def now(self) -> int:
        """The server's time, ms UTC."""
        return self._clock.now()

    def post(self, given: AnyInput) -> None:
        """Take a fact; returns at once. Call in the event loop."""
        self._inputs.append(Pending(given, None))
        self._wake.set()

    async def submit(self, given: AnyInput) -> Refusal | int:
        """Take an input and wait until it is durable: the latest number, or why not. Raises StoreFailed."""
        result: asyncio.Future[Refusal | int] = asyncio.get_running_loop().create_future()
        self._inputs.append(Pending(given, result))
        self._wake.set()
        return await result

    def start(self) -> asyncio.Task[None]:
        """Begin to take inputs; orders are held back until ``adapters_started``. The task ends with ``close``."""
        self._task = asyncio.get_running_loop().create_task(self._run(), name="engine")
        return self._task

    async def adapters_started(self, legs: tuple[str, ...]) -> None:
        """Reconcile with the legs that live, then hand out every open order, and all later ones as they come."""
        await self.submit(AdapterStarted(legs=legs))
        self._handing_out = True
        for effect in sorted(self.state.effects.values(), key=lambda row: row.id):
            self._handle(effect)

    def hold_back(self) -> None:
        """Hand out no more orders: the adapters stop. Those still open leave after the next start."""
        self._handing_out = False

    async def close(self) -> None:
        """Finish what was taken, then stop."""
        self._closing.set()
        self._wake.set()
        if self._task is not None:
            await asyncio.wait([self._task])
        self._alarm.set(None)
        await self._saver.close(self.state, self.n, self.at)
        self._writer.shutdown()

    def _recover(self, keep: int) -> tuple[State, int, int]:
        last, _ = self._store.last()
        state, n, at = self._saver.newest(last - keep)
        told: list[Published] = []
        for logged in self._store.replay(n):
            after = evolve(state, logged.event)
            if logged.n > last - keep:
                told.append(Published(n=logged.n, at=logged.at, plan=views.plan(state, logged.event, after)))
            state, n, at = after, logged.n, logged.at
        self._published(told)
        return state, n, at

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._inputs:
                taken, self._inputs = self._inputs[:BATCH], self._inputs[BATCH:]
                if not await self._commit(taken) and self._closing.is_set():
                    return
            self._alarm.set(next_deadline(self.state))
            if self._closing.is_set():
                return

    async def _commit(self, taken: list[Pending]) -> bool:
        batch = Batch(self.state, self.n, max(self.at, self._clock.now()))
        for pending in taken:
            try:
                batch.take(pending)  # a bug in one input must not take the others down
            except Exception as error:
                log.exception("input %s failed", type(pending.given).__name__)
                if pending.result is not None and not pending.result.done():
                    pending.result.set_exception(error)
        if batch.entries:
            try:
                await asyncio.get_running_loop().run_in_executor(self._writer, self._store.append, batch.entries)
            except StoreFailed as error:
                await self._not_stored(taken, error)
                return False
        self.state, self.n, self.at = batch.state, batch.n, batch.at
        self._tell(batch)
        self._saver.saw(self.state, self.n, self.at)
        return True

    async def _not_stored(self, taken: list[Pending], error: StoreFailed) -> None:
        log.error("the log could not be written: %s", error)
        for pending in taken:
            if pending.result is not None and not pending.result.done():
                pending.result.set_exception(error)
        if isinstance(error, Overtaken):
            raise error
        self._inputs[:0] = [pending for pending in taken if pending.result is None]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), RETRY_S)

    def _tell(self, batch: Batch) -> None:
        for before, event in batch.troubles:
            _log_trouble(before, event)
        self._published(batch.published)
        if self._handing_out:
            for effect in batch.effects:
                if effect.id in self.state.effects:
                    self._handle(effect)
        for pending, answer in batch.answers:
            if pending.result is not None and not pending.result.done():
                pending.result.set_result(answer)


def _log_trouble(before: State, event: FactIgnored | EffectClosed) -> None:
    if isinstance(event, FactIgnored):
        effect = before.effects.get(int(event.subject)) if event.subject.isdecimal() else None
        known = _about(before, effect.leg if effect is not None else event.subject)
        known.info("ignored %s of %s: %s", event.fact, event.subject, event.why)
        return
    effect = before.effects.get(event.effect)
    known = _about(before, effect.leg if effect is not None else "")
    known.info("order %d (%s) failed: %s", event.effect, type(effect).__name__, event.why)


def _about(state: State, leg: str) -> About:
    row = state.legs.get(leg)
    if row is None:
        return about(log, leg=leg or None)
    return about(log, case=row.case, leg=leg, agent=row.agent)
