"""A log-in that is begun before there is a window to say how it went: its answer waits for the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

from agent_desktop.protocol.wire import Problem

Done = Callable[[Problem | None], None]


class BegunLogIn:
    """``answer`` is what the desk is given as ``done``; ``then`` is for whoever wants to know. Any thread."""

    def __init__(self, server: str, user: str) -> None:
        self.server, self.user = server, user
        self._lock = threading.Lock()
        self._answers: list[Problem | None] = []  # none or one
        self._done: Done | None = None

    def answer(self, problem: Problem | None) -> None:
        """It went so: None, or what was wrong."""
        with self._lock:
            self._answers.append(problem)
            done = self._done
        if done is not None:
            done(problem)

    def then(self, done: Done) -> None:
        """Call ``done`` with the answer, now or when it comes; in the thread that is the later of the two."""
        with self._lock:
            self._done = done
            answers = tuple(self._answers)
        for problem in answers:
            done(problem)
