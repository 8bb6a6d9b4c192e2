"""Callers, and what becomes of them: what the core and the oracles are given, and what both tell. Milliseconds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Caller(NamedTuple):
    """Who comes when, dialling which queue; how long the talk would last, and the wait that is too long."""

    at: int
    talk: int
    queue: str = "service"
    patience: int | None = None


class Fate(NamedTuple):
    """How long a caller waited, and for whom: without an agent, the caller left."""

    waited: int
    agent: str | None


def poisson(
    chance: random.Random,
    count: int,
    *,
    gap_ms: float,
    talk_ms: float,
    patience_ms: float | None = None,
    queues: Mapping[str, float] | None = None,
) -> Iterator[Caller]:
    """Callers at random: gaps, talks and patience exponential with these means, queues in these proportions."""
    at = 0.0
    names, weights = (list(queues), list(queues.values())) if queues else ([], [])
    for _ in range(count):
        at += chance.expovariate(1 / gap_ms)
        talk = max(1, round(chance.expovariate(1 / talk_ms)))
        patience = None if patience_ms is None else max(1, round(chance.expovariate(1 / patience_ms)))
        queue = chance.choices(names, weights)[0] if names else "service"
        yield Caller(round(at), talk, queue, patience)
