"""What if so many agents served so many callers (F134): Erlang C, in which nobody hangs up, and Erlang A, in which
patience is exponential.

Arrivals are Poisson, handling times exponential, one queue, first come first served: M/M/N (Erlang 1917), and M/M/N+M
(Palm 1957). Under Erlang A, a caller who finds all N agents busy and k callers in the line is answered after the sum of
exponential times at the rates Nμ + kθ, …, Nμ + θ, Nμ (μ: one agent's, θ: one caller's patience). That sum S has
e^(-θS) ~ Beta(c, k+1) with c = Nμ/θ, which gives every figure here as a sum over k.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec

MOST = 10_000
"""Agents at most: beyond that no answer is sought."""

TARGET = 0.8
"""The share of callers to be answered in time, unless somebody says another: four in five, as is the custom."""

LOG_REST = math.log(1e-13)
"""Lengths of the line that are less likely than the likeliest by this are left out."""


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What comes to a queue. All are above 0."""

    calls_per_hour: float
    handling_s: float  # talk and wrap-up of a call that is answered, on average
    patience_s: float | None = None  # mean time until a caller hangs up; None: nobody does

    @property
    def load(self) -> float:
        """In erlang: agents who would be busy all the time if everybody were answered."""
        return self.calls_per_hour * self.handling_s / 3600


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """What so many agents make of a demand. Shares are from 0 to 1."""

    agents: int
    service_level: float  # answered in time, of all but those who hung up sooner than that: as it is measured (F134)
    average_wait_s: float  # until the answer, of those who are answered (ASA)
    occupancy: float  # of an agent's time, with calls and their wrap-up
    must_wait: float  # callers who find nobody free
    hung_up: float  # callers who are never answered


def service(demand: Demand, agents: int, within_s: float) -> Service | None:
    """What so many agents achieve in answering within this time; None when the line grows for ever.

    ``agents`` is from 1 to ``MOST``, ``within_s`` not below 0.
    """
    if demand.patience_s is not None:
        return _erlang_a(demand, demand.patience_s, agents, within_s)
    return _erlang_c(demand, agents, within_s) if agents > demand.load else None


def needed(demand: Demand, share: float, within_s: float) -> Service | None:
    """The fewest agents who answer this share (above 0, below 1) of the callers in time; None: more than ``MOST``."""
    few, many = 0, min(MOST, max(1, math.ceil(demand.load)))
    while not _reaches(demand, share, within_s, many):
        if many == MOST:
            return None
        few, many = many, min(MOST, many + max(1, many // 8))
    while many - few > 1:
        middle = (few + many) // 2
        if _reaches(demand, share, within_s, middle):
            many = middle
        else:
            few = middle
    return service(demand, many, within_s)


def _reaches(demand: Demand, share: float, within_s: float, agents: int) -> bool:
    found = service(demand, agents, within_s)
    return found is not None and found.service_level >= share


def _idle(agents: int, load: float) -> float:
    """How likely it is that somebody is free, in parts of how likely it is that all are busy and nobody waits: 1/B - 1,
    B being Erlang's loss formula, by its recursion 1/B(n) = 1 + (n/A)·1/B(n-1)."""
    inverse = 1.0
    for n in range(1, agents + 1):
        inverse = 1.0 + inverse * n / load
    return inverse - 1.0


def _erlang_c(demand: Demand, agents: int, within_s: float) -> Service:
    load, spare = demand.load, agents - demand.load
    line = agents / spare  # all lengths of the line, in parts of that of none
    must_wait = line / (_idle(agents, load) + line)
    return Service(
        agents=agents,
        service_level=1 - must_wait * math.exp(-spare * within_s / demand.handling_s),
        average_wait_s=must_wait * demand.handling_s / spare,
        occupancy=load / agents,
        must_wait=must_wait,
        hung_up=0.0,
    )


def _erlang_a(demand: Demand, patience_s: float, agents: int, within_s: float) -> Service:
    c = agents * patience_s / demand.handling_s  # N·μ in units of θ
    log_x = -within_s / patience_s
    busy = answered = in_time = waited = late = digamma = 0.0
    lines = _lines(demand, patience_s, agents)
    peak = max(lines)
    tails = zip(_beta_tails(c, log_x), _beta_tails(c + 1, log_x), strict=True)
    for k, (log_weight, (tail, tail_answered)) in enumerate(zip(lines, tails, strict=False)):
        weight = math.exp(log_weight - peak)
        stays = weight * c / (c + k + 1)  # E[e^(-θS)]: is answered
        busy += weight
        late += weight * tail
        answered += stays
        in_time += stays * (1 - tail_answered)
        digamma += 1 / (c + k + 1)  # ψ(c + k + 2) - ψ(c + 1), which is E[θS·e^(-θS)] / E[e^(-θS)]
        waited += stays * digamma
    total = _idle(agents, demand.load) * math.exp(-peak) + busy
    at_once = 1 - busy / total
    answered, in_time = at_once + answered / total, at_once + in_time / total
    left_sooner = max(0.0, 1 - in_time - math.exp(log_x) * late / total)  # patient then: e^(-θt)
    return Service(
        agents=agents,
        service_level=in_time / (1 - left_sooner),
        average_wait_s=patience_s * waited / total / answered,
        occupancy=min(1.0, demand.load * answered / agents),
        must_wait=busy / total,
        hung_up=max(0.0, 1 - answered),
    )


def _lines(demand: Demand, patience_s: float, agents: int) -> list[float]:
    """How likely it is that so many wait, from 0 on, in parts of the first. Logarithms: under a great load the parts
    are beyond any number."""
    found, log_weight, peak = [0.0], 0.0, 0.0
    likeliest = (demand.load - agents) * patience_s / demand.handling_s
    while len(found) < likeliest or log_weight > peak + LOG_REST:
        log_weight += math.log(demand.load / (agents + len(found) * demand.handling_s / patience_s))
        peak = max(peak, log_weight)
        found.append(log_weight)
    return found


def _beta_tails(c: float, log_x: float) -> Iterator[float]:
    """P(Beta(c, k+1) < x) for k from 0 on: the regularised incomplete beta function, term by term."""
    while log_x >= 0:
        yield 1.0
    log_rest, tail, k = math.log(-math.expm1(log_x)), 0.0, 0
    first = c * log_x - math.lgamma(c)
    while True:
        tail += math.exp(first + k * log_rest + math.lgamma(c + k) - math.lgamma(k + 1))
        yield min(1.0, tail)
        k += 1
