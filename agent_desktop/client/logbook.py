"""Keeps the last of what the program logged and what the softphone told, in memory, for an error report (F066)."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from agent_desktop.phone.port import AnyPhoneEvent, Levels

LINES = 5_000
EVENTS = 2_000


@dataclass(frozen=True)
class Line:
    """One of them: ``at`` is ms UTC, ``head`` has nothing personal in it, ``text`` may."""

    at: int
    head: str
    text: str

    def written(self, scrub: Callable[[str], str]) -> str:
        """As a line of a report."""
        moment = datetime.fromtimestamp(self.at / 1000, UTC).isoformat(timespec="milliseconds")
        return f"{moment} {self.head}: {scrub(self.text)}"


class Logbook(logging.Handler):
    """The last ``LINES`` records of every logger it is given to."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[Line] = deque(maxlen=LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, its exception too."""
        text = record.getMessage()
        if record.exc_info:
            text = f"{text}\n{logging.Formatter().formatException(record.exc_info)}"
        self._lines.append(Line(round(record.created * 1000), f"{record.levelname} {record.name}", text))

    def lines(self) -> tuple[Line, ...]:
        """What is kept, the oldest first."""
        with self.lock or threading.RLock():
            return tuple(self._lines)


class PhoneTrace:
    """What the softphone told of its calls: rings, answers, ends with their SIP status, and how each call sounded."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: deque[Line] = deque(maxlen=EVENTS)

    def heard(self, event: AnyPhoneEvent) -> None:
        """Keep an event; of levels there are too many."""
        if isinstance(event, Levels):
            return
        text = msgspec.json.encode(event).decode()
        with self._lock:
            self._lines.append(Line(time.time_ns() // 1_000_000, type(event).__name__, text))

    def lines(self) -> tuple[Line, ...]:
        """What is kept, the oldest first."""
        with self._lock:
            return tuple(self._lines)
