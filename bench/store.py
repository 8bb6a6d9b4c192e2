"""What the store costs: durable inputs a second, what sealing takes of that, and how long a start takes.

The inputs are those of short calls in a centre of 20 agents, made by the real core beforehand. They are appended as the
engine does when it is busy, several to a commit, and flushed to the disk each time. A start is measured on a log of so
many events, without any snapshot and with those that a server would have left.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from agent_desktop.domain import snapshot
from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    Agent,
    AgentStatus,
    AnyInput,
    Asked,
    CallArrived,
    Connect,
    Define,
    EffectDone,
    EndWrapUp,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LegEnded,
    LogIn,
    Play,
    Queue,
    RingLeg,
    SetStatus,
    WriteNote,
)
from agent_desktop.domain.state import EMPTY, State
from agent_desktop.domain.step import step
from agent_desktop.domain.turn import Outcome
from agent_desktop.server.engine import SNAPSHOT_EVERY, Engine
from agent_desktop.server.store.memory import MemoryKeys
from agent_desktop.server.store.port import Entry, Snapshot
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sqlite import SqliteStore

AGENTS = 20
BATCHES = (1, 4, 16)
"""Inputs that share a commit."""


def say(figure: str, value: float, unit: str, **more: float) -> None:
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, **more}), flush=True)


class Centre:
    """Short calls without end, as entries of a log."""

    def __init__(self) -> None:
        self.state: State = EMPTY
        self.now = 1_750_000_000_000
        self.calls = 0

    def entries(self) -> Iterator[Entry]:
        """One after another; ``state`` is the state after the last."""
        agents = tuple(Agent(id=f"agent{n}", name=f"Agent {n}", queues=("service",)) for n in range(AGENTS))
        queue = Queue(id="service", name="Customer service", number="1000", wrap_up_ms=1)
        yield from self.give(Asked(by=SYSTEM, command=Define(queues=(queue,), agents=agents)))
        for agent in agents:
            yield from self.give(Asked(by=agent.id, command=LogIn()))
            yield from self.give(Asked(by=agent.id, command=SetStatus(status=AgentStatus.READY)))
        while True:
            yield from self.call()

    def call(self) -> Iterator[Entry]:
        self.calls += 1
        leg, note = f"i{self.calls}", "Asked when the parcel comes; it is late by three days."
        caller = f"+4670{self.calls:07}"
        yield from self.give(CallArrived(leg=leg, number="1000", caller=caller, caller_name="Carl Åkesson"))
        yield from self.answer()
        case, agent = next((row.id, row.agent) for row in self.state.cases.values() if row.agent)
        assert agent is not None
        yield from self.give(Asked(by=agent, command=WriteNote(case=case, text=note, device="pc", number=self.calls)))
        yield from self.give(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
        yield from self.answer()
        yield from self.give(Asked(by=agent, command=SetStatus(status=AgentStatus.READY)))
        if self.state.cases:
            yield from self.give(Asked(by=agent, command=EndWrapUp()))

    def answer(self) -> Iterator[Entry]:
        """Every order is carried out."""
        while effects := sorted(self.state.effects.values(), key=lambda row: row.id):
            effect = effects[0]
            if isinstance(effect, AcceptLeg | RingLeg):
                yield from self.give(LegAnswered(leg=effect.leg))
            elif isinstance(effect, HangUpLeg):
                yield from self.give(LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP))
            else:
                assert isinstance(effect, Connect | Play)
                yield from self.give(EffectDone(effect=effect.id))

    def give(self, given: AnyInput) -> Iterator[Entry]:
        self.now += 100
        outcome = step(self.state, given, self.now)
        assert isinstance(outcome, Outcome), (given, outcome)
        self.state = outcome.state
        if outcome.events:
            yield Entry(at=self.now, input=given, events=outcome.events)


def durable(inputs: int) -> None:
    """Inputs a second that are on the disk; the peer is the disk itself: a page written and flushed for each commit."""
    for batch in BATCHES:
        with tempfile.TemporaryDirectory() as folder, closing(SqliteStore(Path(folder))) as store:
            entries = list(islice(Centre().entries(), inputs))
            began = time.perf_counter()
            for at in range(0, inputs, batch):
                store.log.append(entries[at : at + batch])
            took = time.perf_counter() - began
        rate, peer = inputs / took, flushes() * batch
        say(f"store_inputs_per_s_{batch}_a_commit", rate, "1/s", peer=round(peer), ratio=round(rate / peer, 3))


def flushes(count: int = 500) -> float:
    """Commits a second if writing and flushing 4 KiB were all there is to one."""
    with tempfile.TemporaryFile() as file:
        began = time.perf_counter()
        for _ in range(count):
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return count / (time.perf_counter() - began)


def sealing(inputs: int) -> None:
    """What sealing adds to an input, without the disk."""
    entries = list(islice(Centre().entries(), inputs))
    sealer = Sealer(MemoryKeys(), b"k" * 32)
    began = time.perf_counter()
    for entry in entries:
        sealer.seal_entries([entry])
    say("store_sealing", (time.perf_counter() - began) / inputs * 1e6, "us an input")


def recovery(events: int) -> None:
    """From the files to a state that takes inputs."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        centre = Centre()
        with closing(SqliteStore(data)) as store:
            entries, n, saved = centre.entries(), 0, 0
            while n < events:
                batch = list(islice(entries, 200))
                store.log.append(batch)
                n = store.log.last()[0]
                if n - saved >= SNAPSHOT_EVERY:
                    saved = n
                    taken = Snapshot(n, centre.now, snapshot.rows(centre.state))
                    store.snapshots.save(taken, SNAPSHOT_EVERY)
        for figure, with_snapshots in (("store_recovery_whole_log", False), ("store_recovery", True)):
            with closing(SqliteStore(data)) as store:
                began = time.perf_counter()
                engine = Engine(
                    store.log,
                    handle=lambda effect: None,
                    published=lambda told: None,
                    snapshots=store.snapshots if with_snapshots else None,
                )
                took = time.perf_counter() - began
                assert engine.n == n
                assert engine.state == centre.state
            say(figure, took, "s", events=n, per_s=round(n / took))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=8_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--long", action="store_true", help="recover 1,000,000 events as well")
    arguments = parser.parse_args()
    durable(arguments.inputs)
    sealing(arguments.inputs)
    recovery(arguments.events)
    if arguments.long:
        recovery(1_000_000)


if __name__ == "__main__":
    main()
