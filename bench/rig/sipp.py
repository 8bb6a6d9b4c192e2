"""sipp for the benches: a caller that is answered, holds the call and hangs up; and a UAS that answers."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.fakes.sipp import call, written


class Calls:
    """Callers on their way. ``wait`` until all have hung up. Who is ``deaf`` is sent no speech (RFC 3264 §8.4)."""

    def __init__(self, port: int, calls: int, rate: int, hold_ms: int, *, deaf: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory()
        steps = call(hold_ms, listening="0.0.0.0" if deaf else "[local_ip]")
        file = written(Path(self._folder.name) / "call.xml", steps)
        patience = calls // rate + hold_ms // 1000 + 20
        numbers = ("-m", str(calls), "-r", str(rate), "-l", str(calls), "-timeout", str(patience), "-timeout_error")
        self._process = subprocess.Popen(
            ["sipp", f"127.0.0.1:{port}", "-sf", str(file), "-i", "127.0.0.1", "-nostdin", *numbers],
            cwd=self._folder.name,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self) -> bool:
        """Whether every call was set up and ended."""
        code = self._process.wait()
        self._folder.cleanup()
        return code == 0


def answering(port: int, stack: ExitStack) -> int:
    """sipp's own UAS; its pid."""
    process = subprocess.Popen(
        ["sipp", "-sn", "uas", "-i", "127.0.0.1", "-p", str(port), "-nostdin"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process.pid
