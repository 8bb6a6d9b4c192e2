"""An X server without a screen, for programs that need a real one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack


def x_server(tool: Callable[[str], str], stack: ExitStack) -> str:
    """Start one that ends with ``stack``; returns its display. It lives on when its last program goes."""
    reading, writing = os.pipe()
    command = [tool("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1000x1000x24", "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, pass_fds=(writing,))
    stack.callback(process.wait)
    stack.callback(process.terminate)
    os.close(writing)
    with os.fdopen(reading) as told:
        return f":{told.readline().strip()}"
