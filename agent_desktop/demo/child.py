"""A program of ours in a process of its own, spoken to in JSON lines: the server, and the window."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

END_S = 15.0
"""How long a program may take to end after the end of its stdin; then it is killed."""


def command(arguments: Sequence[str]) -> list[str]:
    """How this program starts another of its programs, from a checkout, an installation or a frozen build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "agent_desktop", *arguments]


class Child:
    """Started at once. ``told`` is called for every line in a thread of the child's, ``ended`` once after the last."""

    def __init__(
        self,
        arguments: Sequence[str],
        log_file: Path,
        *,
        told: Callable[[dict[str, Any]], None],
        ended: Callable[[int], None],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.log_file = log_file
        with log_file.open("ab") as errors:
            self._process = subprocess.Popen(
                command(arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **(environment or {})},
            )
        self.pid = self._process.pid
        self._told = told
        self._ended = ended
        self._reader = threading.Thread(target=self._read, name=f"child {arguments[0]}", daemon=True)
        self._reader.start()

    def tell(self, **order: object) -> None:
        """Write one line; a child that is gone hears nothing."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            log.info("child %d hears nothing: %s", self.pid, error)

    def close(self) -> int:
        """End its stdin and wait until it is gone; returns its exit code."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except OSError as error:
            log.info("child %d was gone already: %s", self.pid, error)
        try:
            code = self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            log.warning("process %d did not end and is killed; see %s", self.pid, self.log_file)
            self._process.kill()
            code = self._process.wait()
        self._reader.join()
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                try:
                    told = json.loads(line)
                except json.JSONDecodeError:
                    log.warning("process %d said what is no JSON: %.200r", self.pid, line)
                    continue
                self._told(told)
        self._ended(self._process.wait())
