"""Tries a frozen program before it is packed: does it start at all, and does a call come through?"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from agent_desktop import __version__
from installer.programs import WINDOW, Program

DEMO_S = 30
PATIENCE_S = 180


class DoesNotWork(Exception):
    """The frozen program is broken; the message has what it said."""


def try_out(program: Program, frozen: Path, work: Path) -> dict[str, int]:
    """Start it; the window shows a demonstration too, whose calls are returned. Raises ``DoesNotWork``."""
    said = _run(frozen / program.name, "--version").strip()
    if said != f"Agent Desktop {__version__}":
        raise DoesNotWork(f"{program.name} --version said: {said}")
    if program is not WINDOW:
        _run(frozen / program.name, "server", "--help")
        return {}
    report = work / "demo.json"
    _run(frozen / program.name, "demo", "--headless", "--seconds", str(DEMO_S), "--report", str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    calls = {name: int(told[name]) for name in ("answered", "answered_by_window", "lost")}
    if not calls["answered_by_window"] or calls["lost"]:
        raise DoesNotWork(f"the demonstration reports {calls}")
    return calls


def _run(*command: object) -> str:
    # nothing of the build machine's Python may help it
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    words = [str(word) for word in command]
    done = subprocess.run(
        words, env=env, capture_output=True, encoding="utf-8", errors="replace", timeout=PATIENCE_S, check=False
    )
    if done.returncode:
        raise DoesNotWork(
            f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-1000:]}{done.stderr[-3000:]}"
        )
    return done.stdout
