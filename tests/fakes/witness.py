"""Tells when the machine itself stood still, so that no test of sound blames a program for it.

A virtual machine is now and then not let run by its host: then nobody on it is in time, whatever its priority. On
each processor a process of a higher priority than all that has to do with sound wants to run every 2 ms, and notes when
it could not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType

from tests.fakes.pulse import in_time

ROOT = Path(__file__).resolve().parents[2]
STALL_S = 0.010
"""Sound of this machine's speakers and microphones is lost when it is made so much too late."""
_EVERY_S = 0.002


class Witness:
    """Watches every processor until it is left."""

    def __init__(self) -> None:
        self._stalls: list[tuple[float, float]] = []
        self._lock = Lock()
        prefix = ("chrt", "--rr", "9") if in_time() else ()
        self._running = [
            subprocess.Popen(
                [*prefix, sys.executable, "-m", "tests.fakes.witness", str(cpu)], stdout=subprocess.PIPE, cwd=ROOT
            )
            for cpu in sorted(os.sched_getaffinity(0))
        ]
        self._readers = [Thread(target=self._read, args=(process,), daemon=True) for process in self._running]

    def __enter__(self) -> Witness:
        for process, reader in zip(self._running, self._readers, strict=True):
            assert process.stdout is not None
            assert process.stdout.readline(), "nobody watches"  # its own start is no stall, and takes the processor
            reader.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _e: BaseException | None, _at: TracebackType | None) -> None:
        for process in self._running:
            process.terminate()
            process.wait(10)
        for reader in self._readers:
            reader.join()

    def stalled(self, since: float, until: float) -> bool:
        """Whether a processor stood still at a moment between these two of the monotonic clock."""
        with self._lock:
            return any(began < until and ended > since for began, ended in self._stalls)

    def told(self, until: float) -> str:
        """The stalls of the ten seconds before a moment, for a message: how long each was, and how long ago."""
        with self._lock:
            near = [(began, ended) for began, ended in self._stalls if until - 10 < ended < until]
        return ", ".join(f"{(ended - began) * 1000:.0f} ms {until - ended:.1f} s before" for began, ended in near)

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                began, ended = json.loads(line)
                with self._lock:
                    self._stalls.append((began, ended))


def watch(cpu: int) -> None:
    """Say each stall of this processor in a line: when it began and ended."""
    os.sched_setaffinity(0, {cpu})
    never = Event()
    _say(())
    while True:
        before = time.monotonic()
        never.wait(_EVERY_S)
        now = time.monotonic()
        if now - before > _EVERY_S + STALL_S:
            _say((before, now))


def _say(stall: tuple[float, ...]) -> None:
    sys.stdout.write(json.dumps(stall) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    watch(int(sys.argv[1]))
