"""Starts a media worker's process and waits until it says how it is reached."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec

from agent_desktop.platforms import HERE
from agent_desktop.server.media import spawn
from agent_desktop.server.media.port import MediaFailed

START_S = 20.0


def start(arguments: Sequence[str], run_dir: Path) -> tuple[subprocess.Popen[bytes], Path]:
    """Start a worker with these flags; returns it and its run file. Blocks.

    Raises ``MediaFailed`` when it does not come up in 20 s, and says where its log is.
    """
    run_dir.mkdir(parents=True, exist_ok=True)
    log_file = run_dir / "media.log"
    with log_file.open("ab") as errors:
        process = subprocess.Popen(
            spawn.command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=spawn.environment(os.environ),
            **HERE.detached(),
        )
    assert process.stdout is not None
    deadline = threading.Timer(START_S, process.kill)  # ends the read below
    deadline.start()
    with process.stdout:
        line = process.stdout.readline()
    deadline.cancel()
    if not line:
        process.wait()
        raise MediaFailed(f"the media worker did not start (exit code {process.returncode}); see {log_file}")
    return process, Path(msgspec.json.decode(line)["run_file"])
