"""How long ten calls are without speech after kill -9 of the server, and of the media worker. Linux only.

Every figure is the worst of the twenty directions: the longest time, from the kill on, in which a party did not receive
the tone of the one it talks to. Nobody waits between the kill and the next start; a supervisor of the system may.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from rig.rtp import say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.fakes.outage import CALLERS, TenCalls, marked_s


def tool(name: str) -> str:
    """The path of a program. Raises FileNotFoundError."""
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(name)
    return path


def back(figure: str, calls: TenCalls, since: float) -> None:
    """Everybody hears again; how long it took."""
    calls.hear_each_other()
    silent = list(calls.silence(since).values())
    say(f"speech_back_after_{figure}_kill", max(silent), "s", median=round(float(np.median(silent)), 3), calls=CALLERS)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        calls = TenCalls(Path(folder), stack, tool)
        killed = calls.kill_server()
        say("server_up_after_kill", time.monotonic() - killed, "s")
        back("server", calls, killed)
        part = calls.part()
        marked = calls.mark()
        killed = calls.kill_worker()
        left = Path(folder) / "left.wav"
        left.write_bytes(part.read_bytes())
        calls.unmark()
        back("worker", calls, killed)
        say("recording_lost_at_worker_kill", killed - marked - marked_s(left), "s")
        lost = sum(code != 0 for code in calls.end())
        if lost:
            raise RuntimeError("calls were lost")


if __name__ == "__main__":
    main()
