"""How a worker is started, from a checkout and from a packaged program."""

from __future__ import annotations

import os
from pathlib import Path

from agent_desktop.server.media.spawn import command, environment


def test_a_packaged_program_is_its_own_interpreter() -> None:
    assert command(["--x"], executable="py", frozen=False) == ["py", "-m", "agent_desktop.server.media.worker", "--x"]
    assert command(["--x"], executable="app.exe", frozen=True) == ["app.exe", "media-worker", "--x"]


def test_the_worker_imports_the_package_that_starts_it() -> None:
    root = str(Path(__file__).resolve().parents[3])
    assert environment({"A": "b"}) == {"A": "b", "PYTHONPATH": root}
    assert environment({"PYTHONPATH": "x"}) == {"PYTHONPATH": root + os.pathsep + "x"}
