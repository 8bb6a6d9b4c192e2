"""Where a server keeps its things: the names below its data directory that several programs of ours share."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_data() -> Path:
    """The data directory of a server that is told none."""
    return Path(platformdirs.user_data_dir("agent-desktop", appauthor=False)) / "server"


def log_file(data: Path) -> Path:
    """The structured log; older parts have ``.1``, ``.2`` … behind their name."""
    return data / "log" / "server.jsonl"


def sip_trace(data: Path) -> Path:
    """What the SIP adapter recorded; older parts have ``.1``, ``.2`` … behind their name."""
    return data / "log" / "sip-trace.jsonl"


def sip_records(data: Path) -> list[Path]:
    """The files with recorded SIP messages, oldest first by name."""
    return sorted((data / "log").glob("sip-*.jsonl*"))
