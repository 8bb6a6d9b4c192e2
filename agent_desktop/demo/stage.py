"""The demonstration's own thread: everything that was heard and everything that is due happens here, in order."""

from __future__ import annotations

import heapq
import queue
import time
from collections.abc import Callable
from itertools import count

Task = Callable[[], None]

LONGEST_S = 1.0
"""On Windows an interrupt is noticed only between two waits; nothing else depends on it."""


class Stage:
    """Runs tasks one after the other in the thread that calls ``run``."""

    def __init__(self) -> None:
        self._inbox: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._due: list[tuple[float, int, Task]] = []
        self._numbers = count()
        self._stopped = False

    def post(self, task: Task) -> None:
        """Have a task done as soon as possible; from any thread."""
        self._inbox.put(task)

    def after(self, seconds: float, task: Task) -> None:
        """Have a task done so much later; from a task, or before ``run``."""
        heapq.heappush(self._due, (time.monotonic() + seconds, next(self._numbers), task))

    def stop(self) -> None:
        """Let ``run`` return; from a task. ``run`` can be called again."""
        self._stopped = True

    def run(self) -> None:
        """Do what comes until ``stop``. An interrupt (Ctrl-C) passes through between two tasks."""
        self._stopped = False
        while not self._stopped:
            try:
                task = self._inbox.get(timeout=self._patience())
            except queue.Empty:
                continue
            task()

    def _patience(self) -> float:
        """Seconds until something is due; what is due already is moved to the inbox."""
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            self._inbox.put(heapq.heappop(self._due)[2])
        return min(LONGEST_S, max(0.0, self._due[0][0] - now)) if self._due else LONGEST_S
