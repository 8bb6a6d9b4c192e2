"""What is kept of a softphone that died, for whoever looks into it: how it ended, and its last words."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

KEPT = 10
"""Reports in the folder at most; the oldest goes first."""

LINES = 200
"""Lines of the process's stderr that a report ends with: enough for the stack of every thread."""


def how_it_ended(exit_code: int) -> str:
    """An exit code in words: the signal on POSIX (negative codes), the NTSTATUS on Windows (as 0xC0000005)."""
    if exit_code < 0:
        try:
            return f"signal {-exit_code} ({signal.Signals(-exit_code).name})"
        except ValueError:
            return f"signal {-exit_code}"
    return f"exit code {exit_code}" + (f" (0x{exit_code:08X})" if exit_code > 0xFF else "")


def keep(folder: Path, exit_code: int, last_lines: Sequence[str], at: datetime) -> Path:
    """Write a report, only for its owner to read, and remove the oldest ones. ``at`` is UTC. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"softphone-{at:%Y%m%dT%H%M%S_%fZ}.txt"
    text = f"The softphone ended with {how_it_ended(exit_code)} at {at.isoformat()}.\nThe last it said:\n\n"
    # callers' numbers may stand in it
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "".join(f"{line}\n" for line in last_lines))
    for old in sorted(folder.glob("softphone-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path
