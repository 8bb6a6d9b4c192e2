"""A real server and real windows for the benches, and what a tree of processes costs. Linux: it reads /proc."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

PATIENCE_S = 30.0
PASSWORD = "bench-secret"
CENTRE = f"""
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
wrap_up_seconds = 1

[[agents]]
user = "anna"
name = "Anna Svensson"
password = "{PASSWORD}"
queues = ["service"]

[[agents]]
user = "peer"
name = "Peer"
password = "{PASSWORD}"
queues = ["service"]
"""

Line = dict[str, Any]


def now_ms() -> int:
    """The machine's monotonic clock, as our programs tell it."""
    return time.monotonic_ns() // 1_000_000


def say(figure: str, value: float | None, unit: str, peer: float | None = None) -> None:
    """One figure, and with a peer's the ratio of ours to it."""
    told: dict[str, object] = {"figure": figure, "value": None if value is None else round(value, 3), "unit": unit}
    if peer is not None:
        told["peer"] = round(peer, 3)
    if value is not None and peer:
        told["ratio"] = round(value / peer, 3)
    print(json.dumps(told), flush=True)


def say_load() -> None:
    """What else the machine was doing, for whoever reads the figures."""
    say("load_average", os.getloadavg()[0], f"processes on {os.cpu_count()} cores")


class Program:
    """One of our programs, of this checkout or ``frozen``; its lines can be waited for."""

    def __init__(self, arguments: list[str], env: dict[str, str], stack: ExitStack, frozen: Path | None = None) -> None:
        program = [sys.executable, "-m", "agent_desktop"] if frozen is None else [str(frozen)]
        self.began_ms = now_ms()
        self._process = subprocess.Popen(
            [*program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **env}
        )
        self.pid = self._process.pid
        self.said: list[Line] = []
        self._over = False
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        stack.callback(self.close)

    def until(self, is_it: Callable[[Line], bool], since: int = 0) -> Line:
        """The first line from place ``since`` on that is it; fails after 30 s or when the program ends before."""

        def found() -> Line | None:
            return next((line for line in self.said[since:] if is_it(line)), None)

        with self._changed:
            self._changed.wait_for(lambda: self._over or found() is not None, PATIENCE_S)
            line = found()
        assert line is not None, self.said[since:]
        return line

    def tell(self, **order: object) -> None:
        """An order for a window that was started with ``--drive``."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """The end of its stdin is its order to end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for text in self._process.stdout:
            with self._changed:
                self.said.append(json.loads(text))
                self._changed.notify_all()
        with self._changed:
            self._over = True
            self._changed.notify_all()


def server(data: Path, stack: ExitStack) -> Line:
    """A routing server with the centre above; ``http`` and ``sip`` are its addresses."""
    definition = data / "centre.toml"
    definition.write_text(CENTRE, encoding="utf-8")
    where = ["--data", str(data), "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0"]
    program = Program(["server", *where, "--import", str(definition), "--until-eof"], {}, stack)
    return program.until(lambda line: line["event"] == "listening")


def window(
    http: str, screen: dict[str, str], stack: ExitStack, sound: str = "none", frozen: Path | None = None
) -> Program:
    """Anna's window, logging in by itself; nothing of an earlier one is remembered."""
    arguments = ["--server", http, "--user", "anna", "--password", PASSWORD, "--language", "en"]
    return Program([*arguments, "--sound", sound, "--remember", "none", "--drive"], screen, stack, frozen)


def when_visible(process_id: int, screen: dict[str, str]) -> int:
    """The moment at which xdotool sees a window of that process."""
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process_id)]
    subprocess.run(search, env={**os.environ, **screen}, check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL)
    return now_ms()


def painted(line: Line, **such: object) -> bool:
    """Whether the window says that this is on the screen."""
    return line["event"] == "painted" and all(line[name] == value for name, value in such.items())


def display(stack: ExitStack) -> dict[str, str]:
    """The environment for a window: an X server of its own; without Xvfb Qt draws off-screen, and no peer can."""
    if shutil.which("Xvfb") is None:
        return {"QT_QPA_PLATFORM": "offscreen"}
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    with os.fdopen(reading) as told:
        return {"DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}


# --- what processes cost -----------------------------------------------------------------------------------------


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    return list(_below(pid, children))


def _below(pid: int, children: dict[int, list[int]]) -> Iterator[int]:
    yield pid
    for child in children.get(pid, ()):
        yield from _below(child, children)


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_s(pids: list[int]) -> float:
    """User and system time of the processes since their start."""
    ticks = sum(int(fields[11]) + int(fields[12]) for pid in pids if (fields := _stat(pid)))
    return ticks / os.sysconf("SC_CLK_TCK")


def pss_mb(pids: list[int]) -> float:
    """Memory of the processes in MB: what they share counts for each in part."""
    return sum(_pss_kb(pid) for pid in pids) / 1000


def _pss_kb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(float(line.split()[1]) * 1.024 for line in lines if line.startswith("Pss:"))
