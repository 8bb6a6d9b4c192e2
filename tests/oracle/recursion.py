"""One queue in order of arrival, without any contact centre: the recursion of Kiefer and Wolfowitz (1955).

The workload vector says how long from now each agent is still occupied. A caller waits for its least entry, adds the
own service to it, and time passes off all of them. Kept here as absolute times in a heap, which is the same vector.
With patience (Baccelli, Boyer and Hebuterne 1984) whoever would wait too long leaves, and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heapreplace

from tests.oracle.traffic import Caller


def waits(callers: Iterable[Caller], agents: int, wrap_up: int = 0) -> list[tuple[int, bool]]:
    """For each caller in order: how long the wait was, and whether it ended with an answer.

    ``wrap_up`` belongs to the service: the agent is free again so long after each talk. Patience that ends in the very
    millisecond in which an agent is free is enough.
    """
    free = [0] * agents
    heapify(free)
    told: list[tuple[int, bool]] = []
    for caller in callers:
        wait = max(0, free[0] - caller.at)
        if caller.patience is not None and wait > caller.patience:
            told.append((caller.patience, False))
            continue
        heapreplace(free, caller.at + wait + caller.talk + wrap_up)
        told.append((wait, True))
    return told
