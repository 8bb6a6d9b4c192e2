"""The one place that knows how each platform starts a process that outlives its parent."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import agent_desktop

_CREATE_NEW_PROCESS_GROUP = 0x00000200
_CREATE_NO_WINDOW = 0x08000000
# subprocess names these on Windows only.


class Detached(TypedDict, total=False):
    """The arguments of ``subprocess.Popen`` that differ."""

    start_new_session: bool
    creationflags: int


def detached(platform: str = sys.platform) -> Detached:
    """Arguments that keep the worker out of reach of what ends the server: its terminal's Ctrl-C and closing."""
    if platform == "win32":
        return {"creationflags": _CREATE_NEW_PROCESS_GROUP | _CREATE_NO_WINDOW}
    return {"start_new_session": True}


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
