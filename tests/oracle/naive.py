"""Several queues and agents in several of them, straight from the rule's text, with lists that are scanned.

The rule: *the caller who waits longest gets the agent who has been ready longest.* A caller who comes while agents of
the queue are ready gets the one who has been ready longest; an agent who becomes ready gets, of all callers waiting in
the agent's queues, the one who waits longest. Nothing here is imported from the product.

What happens in the same millisecond happens in this order: agents become ready, by name; callers whose patience is
over leave; callers come. An agent who talks is busy for the talk and the wrap-up of the queue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.oracle.traffic import Caller, Fate


class Floor:
    """The room with the agents in it, and the line of callers."""

    def __init__(self, agents: Mapping[str, tuple[str, ...]], wrap_up: Mapping[str, int], callers: Sequence[Caller]):
        self.agents = agents
        self.wrap_up = wrap_up
        self.callers = callers
        self.ready: dict[str, int] = {agent: place - len(agents) for place, agent in enumerate(agents)}  # since when
        self.busy: dict[str, int] = {}  # until when
        self.line: list[int] = []  # callers, in order of arrival
        self.fates: dict[int, Fate] = {}

    def day(self) -> list[Fate]:
        """Until the last caller is gone."""
        coming = 0
        while coming < len(self.callers) or self.line:
            now = self.next_moment(self.callers[coming : coming + 1])
            for agent in sorted(agent for agent, until in self.busy.items() if until == now):
                del self.busy[agent]
                self.becomes_ready(agent, now)
            for caller in [c for c in self.line if self.leaves(c) == now]:
                self.line.remove(caller)
                self.fates[caller] = Fate(now - self.callers[caller].at, None)
            while coming < len(self.callers) and self.callers[coming].at == now:
                self.comes(coming, now)
                coming += 1
        return [self.fates[caller] for caller in range(len(self.callers))]

    def next_moment(self, coming: Sequence[Caller]) -> int:
        """When something happens next: an agent is free, somebody leaves, somebody comes."""
        leaving = [self.leaves(caller) for caller in self.line]
        moments = [*self.busy.values(), *(at for at in leaving if at is not None), *(caller.at for caller in coming)]
        return min(moments)

    def leaves(self, caller: int) -> int | None:
        """When the caller's patience is over."""
        at, patience = self.callers[caller].at, self.callers[caller].patience
        return None if patience is None else at + patience

    def becomes_ready(self, agent: str, now: int) -> None:
        mine = [caller for caller in self.line if self.callers[caller].queue in self.agents[agent]]
        if mine:
            self.line.remove(mine[0])
            self.talk(mine[0], agent, now)
        else:
            self.ready[agent] = now

    def comes(self, caller: int, now: int) -> None:
        able = [agent for agent in self.ready if self.callers[caller].queue in self.agents[agent]]
        if able:
            agent = min(able, key=lambda agent: (self.ready[agent], agent))
            del self.ready[agent]
            self.talk(caller, agent, now)
        else:
            self.line.append(caller)

    def talk(self, caller: int, agent: str, now: int) -> None:
        row = self.callers[caller]
        self.fates[caller] = Fate(now - row.at, agent)
        self.busy[agent] = now + row.talk + self.wrap_up[row.queue]
