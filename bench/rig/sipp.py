"""sipp for the benches: a caller that is answered, holds the call and hangs up; and a UAS that answers."""

from __future__ import annotations

import socket
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.fakes.sipp import call, written


def free_port() -> int:
    """A UDP port of this machine that is free at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Calls:
    """Callers on their way; who is not done ``patience_s`` after the others should be has failed.

    ``wait`` until all have hung up, or ``stop``. Who is ``deaf`` is sent no speech (RFC 3264 §8.4).
    """

    def __init__(
        self, port: int, calls: int, rate: int, hold_ms: int, *, deaf: bool = False, patience_s: int = 20
    ) -> None:
        self._folder = tempfile.TemporaryDirectory()
        steps = call(hold_ms, listening="0.0.0.0" if deaf else "[local_ip]")
        file = written(Path(self._folder.name) / "call.xml", steps)
        longest = calls // rate + hold_ms // 1000 + patience_s
        numbers = ("-m", str(calls), "-r", str(rate), "-l", str(calls), "-timeout", str(longest), "-timeout_error")
        told = ("-trace_stat", "-fd", "1") if deaf else ()
        where = ("-i", "127.0.0.1", "-p", str(free_port()))
        self._process = subprocess.Popen(
            ["sipp", f"127.0.0.1:{port}", "-sf", str(file), *where, "-nostdin", *numbers, *told],
            cwd=self._folder.name,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self, *, in_time: bool = False) -> bool:
        """Whether every call was set up and ended; ``in_time``: and nobody said anything again, so that each answer
        came within T1 (500 ms). Only who is deaf tells that."""
        worked = self._process.wait() == 0 and not (in_time and self._counted("Retransmissions(C)"))
        self._folder.cleanup()
        return worked

    def there(self) -> int:
        """How many are in a call, as sipp says each second."""
        return self._counted("CurrentCall")

    def _counted(self, what: str) -> int:
        table = next(Path(self._folder.name).glob("*_.csv")).read_text().splitlines()
        return int(dict(zip(table[0].split(";"), table[-1].split(";"), strict=False))[what])

    def stop(self) -> None:
        """Leave the calls as they are."""
        self._process.kill()
        self.wait()


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
