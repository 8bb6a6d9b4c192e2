"""The command line and the environment of a media worker, from a checkout, an installation or a packaged program."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import agent_desktop


def command(arguments: Sequence[str], *, executable: str = sys.executable, frozen: bool | None = None) -> list[str]:
    """The command line of a worker: a packaged program is its own interpreter and takes a subcommand."""
    if frozen is None:
        frozen = bool(getattr(sys, "frozen", False))
    start = [executable, "media-worker"] if frozen else [executable, "-m", "agent_desktop.server.media.worker"]
    return [*start, *arguments]


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """The worker's environment: it imports the very package that starts it, installed or in a checkout."""
    root = str(Path(agent_desktop.__file__).resolve().parent.parent)
    others = inherited.get("PYTHONPATH", "")
    return {**inherited, "PYTHONPATH": root + os.pathsep + others if others else root}
