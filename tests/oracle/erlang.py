"""What theory says of a queue with random callers: Erlang C (nobody leaves) and Erlang A (patience is exponential).

Times in any one unit. ``agents`` is N, ``load`` is A in erlang: arrival rate times mean service.
"""

from __future__ import annotations

import math
from typing import NamedTuple


def erlang_b(agents: int, load: float) -> float:
    """The probability that all N are busy when nobody waits, by the recursion B(n) = A·B(n-1) / (n + A·B(n-1))."""
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


class ErlangC(NamedTuple):
    """M/M/N: ``must_wait`` is Pw, ``mean_wait`` is ASA in units of ``service``. Needs N > A."""

    agents: int
    load: float
    service: float

    @property
    def must_wait(self) -> float:
        blocked = erlang_b(self.agents, self.load)
        return blocked / (1 - (self.load / self.agents) * (1 - blocked))

    @property
    def mean_wait(self) -> float:
        return self.must_wait * self.service / (self.agents - self.load)

    def answered_within(self, span: float) -> float:
        """The service level."""
        return 1 - self.must_wait * math.exp(-(self.agents - self.load) * span / self.service)


class ErlangA(NamedTuple):
    """M/M/N+M (Palm): ``patience`` is its mean. Stable at any load."""

    agents: int
    load: float
    service: float
    patience: float

    def _line(self) -> tuple[float, float]:
        """(probability that all agents are busy, mean length of the line), from the stationary chain.

        Relative to the state in which all N are busy and nobody waits, whose weight under B is Erlang B's.
        """
        weight, total, length, waiting = 1.0, 1.0, 0.0, 0
        while weight > 1e-16 * total or waiting < self.load:
            waiting += 1
            weight *= self.load / (self.agents + waiting * self.service / self.patience)
            total += weight
            length += waiting * weight
        below = 1 / erlang_b(self.agents, self.load) - 1  # all states with a free agent
        return total / (below + total), length / (below + total)

    @property
    def must_wait(self) -> float:
        return self._line()[0]

    @property
    def mean_wait(self) -> float:
        """Of all callers, also of those who left (Little)."""
        return self._line()[1] * self.service / self.load

    @property
    def leave(self) -> float:
        """The share of callers who leave: each leaves at rate 1/patience while in the line."""
        return self.mean_wait / self.patience
