"""The real core on a virtual clock, given callers whose times are known beforehand and phones that answer at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush

from agent_desktop.domain.evolve import EMPTY
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
    CaseChanged,
    CaseOutcome,
    CaseState,
    ClientCame,
    Connect,
    Define,
    EffectDone,
    HangUpLeg,
    LegAnswered,
    LegChanged,
    LegEnd,
    LegEnded,
    LogIn,
    Play,
    Queue,
    RingLeg,
    SetStatus,
    Tick,
)
from agent_desktop.domain.state import next_deadline
from agent_desktop.domain.step import step
from agent_desktop.domain.turn import Outcome
from tests.oracle.traffic import Caller, Fate

START = 1_700_000_000_000
TALK_ENDS, LEAVES, COMES = range(3)
"""What happens in the same millisecond happens in this order; deadlines of the core go before all."""


class Core:
    """Agents are ready from the beginning, in the order named; see ``naive.py`` for the same by other means."""

    def __init__(self, agents: Mapping[str, tuple[str, ...]], wrap_up: Mapping[str, int]) -> None:
        self.state = EMPTY
        self.now = START - len(agents)
        self.inputs = 0
        self._diary: list[tuple[int, int, int]] = []  # (when, what, caller)
        self._callers: Sequence[Caller] = ()
        self._caller_of: dict[int, int] = {}  # case → caller
        self._waits: set[int] = set()
        self._fates: dict[int, Fate] = {}
        queues = tuple(
            Queue(id=queue, name=queue, number=queue, wrap_up_ms=span) for queue, span in sorted(wrap_up.items())
        )
        staff = tuple(Agent(id=agent, name=agent, queues=of) for agent, of in agents.items())
        self._give(Asked(by=SYSTEM, command=Define(queues=queues, agents=staff)))
        for agent in agents:
            self._give(Asked(by=agent, command=LogIn()))
            self._give(ClientCame(agent=agent))
            self._give(Asked(by=agent, command=SetStatus(status=AgentStatus.READY)))
            self.now += 1

    def day(self, callers: Sequence[Caller]) -> list[Fate]:
        """What became of each, when the last one is gone."""
        self._callers = callers
        for number, caller in enumerate(callers):
            heappush(self._diary, (START + caller.at, COMES, number))
        while len(self._fates) < len(callers):
            due = next_deadline(self.state)
            if due is not None and (not self._diary or due <= self._diary[0][0]):
                self.now = max(self.now, due)
                self._give(Tick())
            else:
                self.now, what, number = heappop(self._diary)
                self._outside(what, number)
        return [self._fates[number] for number in range(len(callers))]

    def _outside(self, what: int, number: int) -> None:
        caller = self._callers[number]
        if what == COMES:
            if caller.patience is not None:
                heappush(self._diary, (self.now + caller.patience, LEAVES, number))
            self._waits.add(number)
            self._give(CallArrived(leg=f"i{number}", number=caller.queue))
        elif what == TALK_ENDS or number in self._waits:
            self._give(LegEnded(leg=f"i{number}", cause=LegEnd.HUNG_UP))

    def _give(self, given: AnyInput) -> None:
        """One input, and the adapters' answers to the orders that follow from it, all in this millisecond."""
        todo = deque([given])
        while todo:
            self.inputs += 1
            outcome = step(self.state, todo.popleft(), self.now)
            assert isinstance(outcome, Outcome), outcome
            self.state = outcome.state
            for event in outcome.events:
                self._see(event)
            todo.extend(ANSWERS[type(effect)](effect) for effect in outcome.effects)

    def _see(self, event: AnyEvent) -> None:
        """The fates are read from what the core tells, and from nothing else."""
        if isinstance(event, LegChanged) and event.leg.agent is None:
            self._caller_of[event.leg.case] = int(event.leg.id[1:])
        if not isinstance(event, CaseChanged):
            return
        case, number = event.case, self._caller_of.get(event.case.id, -1)
        if case.state is CaseState.TALKING and case.answered is not None and number in self._waits:
            self._waits.remove(number)
            self._fates[number] = Fate(case.answered - case.created, case.agent)
            heappush(self._diary, (self.now + self._callers[number].talk, TALK_ENDS, number))
        elif case.outcome is CaseOutcome.ABANDONED:
            self._waits.remove(number)
            self._fates[number] = Fate(case.since - case.created, None)


def _answered(effect: AcceptLeg | RingLeg) -> AnyInput:
    return LegAnswered(leg=effect.leg)


def _ended(effect: HangUpLeg) -> AnyInput:
    return LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP)


def _done(effect: AnyEffect) -> AnyInput:
    return EffectDone(effect=effect.id)


ANSWERS: dict[type, Callable[..., AnyInput]] = {
    AcceptLeg: _answered,
    RingLeg: _answered,
    HangUpLeg: _ended,
    Connect: _done,
    Play: _done,
}
"""What an adapter answers to each order."""
