"""Keys that are heard while another program has the focus (F062): what every desktop's way of it must do."""

from __future__ import annotations

import logging
import queue
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from agent_desktop.desktop.chord import Chord

log = logging.getLogger(__name__)


class Verdict(StrEnum):
    """What became of a wish for a key."""

    OK = "ok"
    TAKEN = "taken"  # by another program
    NOT_AVAILABLE = "not_available"  # this desktop, or this keyboard, has no such key for programs


@dataclass(frozen=True)
class Judged:
    """A verdict; ``words`` is what the desktop itself calls the key, where the person chose it there."""

    verdict: Verdict
    words: str = ""


Pressed = Callable[[str], None]
"""Called with the id of an action when its key goes down; not again while it is held."""
Told = Callable[[Mapping[str, Judged]], None]
"""Called with action → verdict after ``bind``, and when the keyboard changes. Both run in the keys' own thread."""
Wanted = Mapping[str, Chord]
"""Action → chord."""


class GlobalKeys(Protocol):
    """Every global key of this program."""

    @property
    def asks(self) -> bool:
        """Whether ``bind`` may ask the person, who must not be asked for nothing."""
        ...

    def bind(self, wanted: Wanted) -> None:
        """Have these keys, and no others; ``Told`` tells how it went. Returns at once."""
        ...

    def close(self) -> None:
        """Give all keys back, and end."""
        ...


class NoKeys:
    """A desktop on which no program hears keys that are not for it."""

    asks = False

    def __init__(self, pressed: Pressed, told: Told) -> None:
        self._told = told

    def bind(self, wanted: Wanted) -> None:
        """None can be had."""
        self._told(dict.fromkeys(wanted, Judged(Verdict.NOT_AVAILABLE)))

    def close(self) -> None:
        """Nothing to give back."""


class KeyThread(ABC):
    """``GlobalKeys`` in a thread of their own: what is the same on every desktop that has a way.

    ``_run`` serves what ``_take`` gives until ``_is_closing``, and ``_wake`` makes it look at both. ``_start`` begins;
    ``_run`` may be called before that returns.
    """

    asks = False

    def __init__(self, pressed: Pressed, told: Told) -> None:
        self._pressed = pressed
        self._told = told
        self._orders: queue.SimpleQueue[Wanted] = queue.SimpleQueue()
        self._is_closing = False
        self._is_lost = False
        self._thread = threading.Thread(target=self._live, name="global-keys", daemon=True)

    def _start(self) -> None:
        self._thread.start()

    @abstractmethod
    def _run(self) -> None: ...

    @abstractmethod
    def _wake(self) -> None: ...

    def bind(self, wanted: Wanted) -> None:
        """See ``GlobalKeys``."""
        if self._is_lost:
            self._refuse(wanted)
        else:
            self._orders.put(dict(wanted))
            self._wake()

    def close(self) -> None:
        """See ``GlobalKeys``."""
        if not self._is_lost:
            self._is_closing = True
            self._wake()
        self._thread.join(timeout=5)

    def _take(self) -> Wanted | None:
        """The newest wish that waits; None when none does."""
        wanted: Wanted | None = None
        while not self._orders.empty():
            wanted = self._orders.get()
        return wanted

    def _live(self) -> None:
        try:
            self._run()
        except Exception:
            log.exception("global keys are lost until the next start")
            self._is_lost = True
            while not self._orders.empty():
                self._refuse(self._orders.get())

    def _refuse(self, wanted: Wanted) -> None:
        self._told(dict.fromkeys(wanted, Judged(Verdict.NOT_AVAILABLE)))
