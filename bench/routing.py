"""What a step of the core costs in a large centre: 2,000 agents and 10,000 callers who wait; then other sizes.

The core takes what a centre at work gives it: calls that come, ring, are answered and end, wrap-ups that run out,
agents who pause and come back, callers who give up, and the adapters' answers to every order. Most queues are
overrun, so that every agent who becomes ready is offered a case at once; in the others agents wait for calls.
The peer is the same core on rows in plain dicts, copied at each change.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
from immutables import Map

from agent_desktop.domain.evolve import EMPTY, evolve
from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    Agent,
    AgentStatus,
    AnyEffect,
    AnyEvent,
    AnyInput,
    Asked,
    CallArrived,
    CaseState,
    ClientCame,
    Connect,
    Define,
    EffectDone,
    EndWrapUp,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegRinging,
    LogIn,
    Play,
    Queue,
    RingLeg,
    SetStatus,
    Tick,
)
from agent_desktop.domain.state import State, next_deadline
from agent_desktop.domain.step import step
from agent_desktop.domain.turn import Outcome
from agent_desktop.server.engine import Batch, Pending

QUEUES = 40
QUIET = 8
"""So many of the queues have more agents than calls."""

READY = SetStatus(status=AgentStatus.READY)
PAUSE = SetStatus(status=AgentStatus.BUSY)


def say(figure: str, value: float, unit: str, **more: float) -> None:
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, **more}), flush=True)


class Dict(dict[Any, Any]):
    """The peer's table: what ``immutables.Map`` offers, by copying all of it."""

    def set(self, key: object, value: object) -> Dict:
        new = Dict(self)
        new[key] = value
        return new

    def delete(self, key: object) -> Dict:
        new = Dict(self)
        del new[key]
        return new


def naive(state: State) -> State:
    """The same state in the peer's tables."""
    tables = {name: getattr(state, name) for name in state.__struct_fields__}
    return msgspec.structs.replace(
        state, **{name: Dict(table) for name, table in tables.items() if isinstance(table, Map)}
    )


class Centre:
    """A centre of a size, and what happens in it next. ``take`` is what is measured: it gives an input to the core."""

    def __init__(self, agents: int, waiting: int) -> None:
        self.chance = random.Random(agents)
        self.now = 1_700_000_000_000
        self.state = EMPTY
        self.take: Callable[[AnyInput], Outcome] = self.step
        self.answers: deque[AnyInput] = deque()  # of the adapters, on their way
        self.callers = 0
        self.talking: list[str] = []  # callers' legs
        self.lines: list[str] = []  # legs of callers who waited, perhaps still do
        self.agents = [f"agent{number:05}" for number in range(agents)]
        self.queues = [f"queue{number:02}" for number in range(QUEUES)]
        self.define()
        for agent in self.agents:
            self.give(Asked(by=agent, command=LogIn()))
            self.give(ClientCame(agent=agent))
            self.give(Asked(by=agent, command=READY))
        for _ in range(waiting + agents):
            self.comes(self.queues[self.chance.randrange(QUIET, QUEUES)])

    def define(self) -> None:
        queues = tuple(Queue(id=queue, name=queue, number=queue, wrap_up_ms=8_000) for queue in self.queues)
        agents = []
        for number, agent in enumerate(self.agents):
            first, count = (0, QUIET) if number % 5 == 0 else (QUIET, QUEUES - QUIET)
            served = {first + (number + place * 7) % count for place in range(3)}
            agents.append(Agent(id=agent, name=agent.title(), queues=tuple(self.queues[queue] for queue in served)))
        self.give(Asked(by=SYSTEM, command=Define(queues=queues, agents=tuple(agents))))

    def step(self, given: AnyInput) -> Outcome:
        outcome = step(self.state, given, self.now)
        assert isinstance(outcome, Outcome), outcome
        return outcome

    def give(self, given: AnyInput) -> None:
        """One input; then the adapters answer what is ordered, one answer after the other."""
        self.feed(given)
        while self.answers:
            self.now += 1
            self.feed(self.answers.popleft())

    def feed(self, given: AnyInput) -> None:
        outcome = self.take(given)
        self.state = outcome.state
        for effect in outcome.effects:
            self.answers.extend(self.answer(effect))
            if isinstance(effect, Connect):
                self.talking.append(effect.leg)

    def answer(self, effect: AnyEffect) -> list[AnyInput]:
        if isinstance(effect, AcceptLeg):
            return [LegAnswered(leg=effect.leg)]
        if isinstance(effect, RingLeg):
            return [LegRinging(leg=effect.leg), LegAnswered(leg=effect.leg)]
        if isinstance(effect, HangUpLeg):
            return [LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP)]
        assert isinstance(effect, Connect | Play), effect
        return [EffectDone(effect=effect.id)]

    # --- what happens ---

    def comes(self, queue: str) -> None:
        self.callers += 1
        leg = f"i{self.callers}"
        self.lines.append(leg)
        self.give(CallArrived(leg=leg, number=queue, caller=f"+4670{self.callers:07}", caller_name="Caller"))

    def picked(self, legs: list[str]) -> str | None:
        """Any of these legs that is still there, taken from the list."""
        while legs:
            place = self.chance.randrange(len(legs))
            legs[place], legs[-1] = legs[-1], legs[place]
            leg = legs.pop()
            if leg in self.state.legs:
                return leg
        return None

    def talk_ends(self) -> None:
        leg = self.picked(self.talking)
        if leg is not None:
            self.give(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))

    def gives_up(self) -> None:
        leg = self.picked(self.lines)
        if leg is not None and self.state.cases[self.state.legs[leg].case].state is CaseState.WAITING:
            self.give(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
            self.comes(self.queues[self.chance.randrange(QUIET, QUEUES)])

    def agent_acts(self) -> None:
        agent = self.chance.choice(self.agents)
        status = self.state.presences[agent].status
        if status is AgentStatus.WRAP_UP:
            self.give(Asked(by=agent, command=EndWrapUp()))
        else:
            self.give(Asked(by=agent, command=READY if status is AgentStatus.BUSY else PAUSE))

    def live(self, inputs: int) -> None:
        """Time passes until at least so many inputs were taken."""
        taken = 0
        take = self.take

        def counted(given: AnyInput) -> Outcome:
            nonlocal taken
            taken += 1
            return take(given)

        self.take = counted
        while taken < inputs:
            self.now += self.chance.randrange(1, 100)
            while (due := next_deadline(self.state)) is not None and due <= self.now:
                self.give(Tick())
            self.talk_ends()
            self.comes(self.chance.choice(self.queues))
            if self.chance.random() < 0.3:
                self.gives_up()
            if self.chance.random() < 0.5:
                self.agent_acts()
        self.take = take


class Meter:
    """What steps cost, in µs: by the clock, and in the processor's time, which other programs do not lengthen."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.costs: list[float] = []
        self.cpu: list[float] = []
        self.kinds: dict[str, list[float]] = {}
        self.events: list[AnyEvent] = []
        self.before = centre.state

    def step(self, given: AnyInput) -> Outcome:
        began = time.perf_counter_ns(), time.thread_time_ns()
        outcome = step(self.centre.state, given, self.centre.now)
        self.note(given, began)
        assert isinstance(outcome, Outcome), outcome
        self.events.extend(outcome.events)
        return outcome

    def take(self, given: AnyInput) -> Outcome:
        """As the engine takes it: the step, and for each event who may see what."""
        pending, batch = Pending(given, None), Batch(self.centre.state, 0, self.centre.now)
        began = time.perf_counter_ns(), time.thread_time_ns()
        batch.take(pending)
        self.note(given, began)
        return Outcome(batch.state, (), tuple(batch.effects))

    def note(self, given: AnyInput, began: tuple[int, int]) -> None:
        cpu, clock = time.thread_time_ns() - began[1], time.perf_counter_ns() - began[0]
        self.costs.append(clock / 1000)
        self.cpu.append(cpu / 1000)
        kind = type(given.command if isinstance(given, Asked) else given).__name__
        self.kinds.setdefault(kind, []).append(clock / 1000)


def measured(centre: Centre, what: str, inputs: int) -> Meter:
    """Let the centre live for so many inputs, and time each."""
    meter = Meter(centre)
    centre.take = getattr(meter, what)
    gc.collect()
    centre.live(inputs)
    centre.take = centre.step
    return meter


def percentile(costs: list[float], share: float) -> float:
    return float(np.percentile(costs, share))


def tell(figure: str, meter: Meter, **more: float) -> None:
    """Median, 99th percentile and maximum of the costs."""
    for name, share in (("p50", 50), ("p99", 99), ("max", 100)):
        say(
            f"{figure}_{name}", percentile(meter.costs, share), "µs", cpu=round(percentile(meter.cpu, share), 1), **more
        )


def large(agents: int, waiting: int, inputs: int) -> None:
    """The figures at the size the issue names, and the peer at the same size."""
    centre = Centre(agents, waiting)
    centre.live(inputs // 4)  # until it is as it will be
    line = sum(len(index) for index in centre.state.waiting.values())
    say("routing_waiting", line, "cases")
    steps, before = measured(centre, "step", inputs), centre.state
    taken = measured(centre, "take", inputs)
    centre.state = naive(before)
    peer = measured(centre, "step", inputs // 100)
    tell("routing_step", steps)
    for kind, costs in sorted(steps.kinds.items()):
        say(f"routing_step_p50_{kind}", percentile(costs, 50), "µs", count=len(costs))
    tell("routing_take", taken)
    say("routing_takes", 1e6 / float(np.mean(taken.cpu)), "1/s")
    ours, other = float(np.mean(steps.cpu)), float(np.mean(peer.cpu))
    say("routing_step_mean", ours, "µs", peer=round(other, 1), ratio=round(ours / other, 4))


def curve(sizes: list[int], inputs: int) -> None:
    """The cost by size, with five callers waiting for each agent; growth against that of log n."""
    medians = []
    for agents in sizes:
        centre = Centre(agents, 5 * agents)
        centre.live(inputs // 4)
        meter = measured(centre, "step", inputs)
        medians.append(percentile(meter.cpu, 50))
        tell(f"routing_step_{agents}_agents", meter)
    grew, log = medians[-1] / medians[0], math.log(sizes[-1]) / math.log(sizes[0])
    say("routing_growth", grew, "×", peer=round(log, 3), ratio=round(grew / log, 3))


def replay(events: int) -> None:
    """Recovery: a log's events decoded and folded; the peer folds the first of them on copied dicts."""
    centre = Centre(500, 2_000)
    meter = Meter(centre)
    centre.take = meter.step
    while len(meter.events) < events:
        centre.live(1_000)
    encoded = [msgspec.json.encode(event) for event in meter.events[:events]]
    gc.collect()
    decode = msgspec.json.Decoder(AnyEvent).decode
    state, began = meter.before, time.perf_counter()
    used = time.thread_time()
    for line in encoded:
        state = evolve(state, decode(line))
    took, used = time.perf_counter() - began, time.thread_time() - used
    few, state = meter.events[: events // 50], naive(meter.before)
    began = time.thread_time()
    for event in few:
        state = evolve(state, event)
    peer = len(few) / (time.thread_time() - began)
    say("routing_replay", events / used, "events/s", peer=round(peer), ratio=round(events / used / peer, 2))
    say("routing_replay_100000", 100_000 * took / events, "s", cpu=round(100_000 * used / events, 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=2_000)
    parser.add_argument("--waiting", type=int, default=10_000)
    parser.add_argument("--inputs", type=int, default=40_000, help="steps that are measured at each size")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1_000, 3_000, 10_000])
    parser.add_argument("--events", type=int, default=100_000, help="events that are replayed")
    arguments = parser.parse_args()
    large(arguments.agents, arguments.waiting, arguments.inputs)
    curve(arguments.sizes, arguments.inputs // 2)
    replay(arguments.events)


if __name__ == "__main__":
    main()
