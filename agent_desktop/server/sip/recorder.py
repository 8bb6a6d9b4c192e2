"""Writes the trace to files of bounded size, in a thread of its own: neither a disk nor a flood holds calls up."""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections import OrderedDict
from pathlib import Path

import msgspec

from agent_desktop.server.sip.trace import Direction, record
from agent_desktop.server.sip.transport import Flow

LARGEST = 8 * 1024 * 1024
"""Bytes of the file before it is set aside."""
KEPT = 5
"""Files set aside that are kept: with the current one at most 48 MiB."""
MAX_WAITING = 4_000
"""Messages that may wait for the disk; more are counted, not kept."""
_BATCH = 200
_GATHER_S = 0.2  # for which the first message waits for others: each writing costs more than a message
_CALLS = 2_000  # Call-IDs whose leg is remembered; later messages of a call are found by its Call-ID
_STOP_S = 5.0

_Heard = tuple[int, Direction, bytes, Flow]

_log = logging.getLogger(__name__)


class Recorder:
    """A ``Trace`` in ``file``; older parts have ``.1``, ``.2`` … behind their name. Only the owner may read them.

    ``dropped`` counts what could not be kept. OSError when the file cannot be opened; later faults of the disk are
    logged, and cost records, never calls.
    """

    def __init__(self, file: Path, *, largest: int = LARGEST, kept: int = KEPT) -> None:
        self._file = file
        self._largest = largest
        self._kept = kept
        self._queue: queue.SimpleQueue[_Heard | None] = queue.SimpleQueue()
        self._legs: OrderedDict[str, str] = OrderedDict()
        self._encoder = msgspec.json.Encoder()
        self._stopping = threading.Event()
        self._is_failing = False
        self.dropped = 0
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write([])
        self._thread = threading.Thread(target=self._run, name="sip-trace", daemon=True)
        self._thread.start()

    def message(self, direction: Direction, data: bytes, flow: Flow) -> None:
        """Keep a message; see ``Trace``."""
        if self._queue.qsize() >= MAX_WAITING:
            self.dropped += 1
            return
        self._queue.put((time.time_ns() // 1_000_000, direction, data, flow))

    def leg(self, call_id: str, leg: str) -> None:
        """Remember whose Call-ID it is; see ``Trace``."""
        self._legs[call_id] = leg
        if len(self._legs) > _CALLS:
            self._legs.popitem(last=False)

    def close(self) -> None:
        """Write what waits, and stop."""
        self._stopping.set()
        self._queue.put(None)
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        is_over = False
        while not is_over:
            heard = [self._queue.get()]
            self._stopping.wait(_GATHER_S)
            while not self._queue.empty():
                heard.append(self._queue.get())
            is_over = None in heard
            messages = [one for one in heard if one is not None]
            for at in range(0, len(messages), _BATCH):
                self._keep(messages[at : at + _BATCH])

    def _keep(self, batch: list[_Heard]) -> None:
        try:
            self._write([self._encoder.encode(record(*heard, self._legs)) + b"\n" for heard in batch])
        except OSError as problem:
            self.dropped += len(batch)
            if not self._is_failing:
                _log.warning("SIP messages are not recorded: %s", problem)
            self._is_failing = True
        else:
            self._is_failing = False

    def _write(self, lines: list[bytes]) -> None:
        """Append whole lines; a file that has become too large is set aside first."""
        if self._file.exists() and self._file.stat().st_size >= self._largest:
            self._set_aside()
        with open(self._file, "ab", opener=_owners) as out:
            out.write(b"".join(lines))

    def _set_aside(self) -> None:
        for number in range(self._kept, 0, -1):
            older = self._file.with_name(f"{self._file.name}.{number}")
            newer = self._file.with_name(f"{self._file.name}.{number - 1}") if number > 1 else self._file
            if newer.exists():
                newer.replace(older)


def _owners(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
