"""Keeps the files that are made from the log up with it, in a thread of its own: the log is read once for all."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from typing import Protocol

from agent_desktop.domain.messages import AnyEvent
from agent_desktop.server.failures import StoreFailed

log = logging.getLogger(__name__)

READ = 2_000
"""Events that are read before they are written down, at most."""

GATHER_S = 0.5
"""How long the first event waits for others: nobody reads figures sooner, and each commit costs."""


class Numbered(Protocol):
    """An event of the log."""

    @property
    def n(self) -> int:
        """Its number, from 1."""
        ...

    @property
    def at(self) -> int:
        """Its time, ms UTC."""
        ...

    @property
    def event(self) -> AnyEvent:
        """What happened."""
        ...


class Kept(Protocol):
    """A file that is made from the log."""

    @property
    def n(self) -> int:
        """Number of the last event that it knows."""
        ...

    def follow(self, events: Iterable[Numbered]) -> None:
        """Write down these events, which follow the last one. Raises ``StoreFailed``."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


Replay = Callable[[int], Iterable[Numbered]]
"""The events of the log above a number, in order."""


class Follower:
    """Keeps books up with the log."""

    def __init__(self, books: Sequence[Callable[[], Kept]], replay: Replay) -> None:
        """``books`` open their files, raising ``StoreFailed``; they and ``replay`` are called in that thread alone."""
        self._books = books
        self._replay = replay
        self._woken = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reports")

    def start(self) -> None:
        """Begin to catch up."""
        self._thread.start()
        self.wake()

    def wake(self) -> None:
        """There is more in the log; from any thread, at once."""
        self._woken.set()

    def close(self) -> None:
        """Write down the rest and stop."""
        self._over.set()
        self.wake()
        self._thread.join()

    def _run(self) -> None:
        try:
            with ExitStack() as stack:
                books = [stack.enter_context(closing(book())) for book in self._books]
                over = False
                while not over:
                    self._woken.wait()
                    self._over.wait(GATHER_S)
                    self._woken.clear()
                    over = self._over.is_set()  # asked before the log, which then has all there will be
                    self._catch_up(books)
        except StoreFailed as error:  # the figures stop; calls go on, and the books are made up for at the next start
            log.error("the books of figures and of customers are not kept any more: %s", error)

    def _catch_up(self, books: Sequence[Kept]) -> None:
        """One that is behind the others, as a new one, is not waited for by the log's reader twice."""
        left = iter(self._replay(min(book.n for book in books)))
        while read := list(islice(left, READ)):
            for book in books:
                if read[-1].n > book.n:
                    book.follow(one for one in read if one.n > book.n)
