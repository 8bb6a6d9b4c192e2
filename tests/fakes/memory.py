"""Looks for octets in the whole memory of a process, as Linux shows it: what is in no buffer is not found."""

from __future__ import annotations

import re
from pathlib import Path


def count(process: int, pieces: tuple[bytes, ...]) -> int:
    """How often these are in what the process may write to. It is one of the caller's own, or the caller is root."""
    found = 0
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for row in Path(f"/proc/{process}/maps").read_text().splitlines():
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", row)
            if match is None or row.endswith("[vvar]"):
                continue
            first, last = (int(edge, 16) for edge in match.groups())
            memory.seek(first)
            held = memory.read(last - first)
            found += sum(held.count(piece) for piece in pieces)
    return found
