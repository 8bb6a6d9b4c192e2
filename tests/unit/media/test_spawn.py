"""How a worker is started, on the platforms we are not on as well."""

from __future__ import annotations

import os
from pathlib import Path

from agent_desktop.server.media.spawn import command, detached, environment


def test_a_worker_is_out_of_reach_of_its_parents_terminal() -> None:
    assert detached("linux") == {"start_new_session": True}
    # CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW of the Windows SDK
    assert detached("win32") == {"creationflags": 0x08000200}


def test_a_packaged_program_is_its_own_interpreter() -> None:
    assert command(["--x"], executable="py", frozen=False) == ["py", "-m", "agent_desktop.server.media.worker", "--x"]
    assert command(["--x"], executable="app.exe", frozen=True) == ["app.exe", "media-worker", "--x"]


def test_the_worker_imports_the_package_that_starts_it() -> None:
    root = str(Path(__file__).resolve().parents[3])
    assert environment({"A": "b"}) == {"A": "b", "PYTHONPATH": root}
    assert environment({"PYTHONPATH": "x"}) == {"PYTHONPATH": root + os.pathsep + "x"}
