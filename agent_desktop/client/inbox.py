"""One thread that works off whatever comes to a desk, so that nothing of the desk's needs a lock."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

BATCH = 200
"""Happenings between two views at most: a flood of events must not keep the screen from changing."""

Task = Callable[[], None]


class Inbox:
    """Tasks are done in the order in which they came. ``worked_off`` is called after each batch, ``ended`` at last.

    Both are called in the inbox's thread.
    """

    def __init__(self, worked_off: Task, ended: Task) -> None:
        self._worked_off = worked_off
        self._ended = ended
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        """Begin to work off."""
        self._thread.start()

    def post(self, task: Task) -> None:
        """Do ``task`` after all that came before; from any thread."""
        self._tasks.put(task)

    def stop(self) -> None:
        """Do what came before, then nothing more; returns when that is so, unless the inbox's own thread asks."""
        self._tasks.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        task = self._tasks.get()
        while task is not None:
            task()
            done = 1
            while done < BATCH and not self._tasks.empty():
                task = self._tasks.get()
                if task is None:
                    break
                task()
                done += 1
            self._worked_off()
            if task is not None:
                task = self._tasks.get()
        self._ended()
