"""How long an event takes from its commit to every client: 500 streams, 20 events a second, clients apart.

The server is the real program on a data directory in which every agent has a session. One agent changes status over
HTTP, 20 times a second; another process follows with a stream for each agent and compares the time in each frame (the
server's, taken before the commit) with its own when the bytes are in. Linux: both read the same clocks.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    Asked,
    Command,
    Define,
    LogIn,
    Queue,
    Reason,
    SetStatus,
)
from agent_desktop.protocol.wire import COMMAND, EVENTS, encode
from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.engine import Engine
from agent_desktop.server.store.sqlite import SqliteStore

QUIET_S = 3.0
"""After the streams are open everyone hears that everyone has come; so long without a byte, and it is over."""

FRAME = re.compile(rb'id: (\d+)\r?\ndata: \{"n":\d+,"at":(\d+)')
HOUR_MS = 3_600_000


def say(figure: str, value: float, unit: str) -> None:
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit}), flush=True)


def token(number: int) -> str:
    return f"token-{number}"


# --- the server ----------------------------------------------------------------------------------


async def prepare(data: Path, clients: int) -> None:
    """A log in which every agent is defined and logged in, and a session for each."""
    with closing(SqliteStore(data)) as store:
        engine = Engine(store.log, handle=lambda effect: None, published=lambda told: None)
        engine.start()
        agents = tuple(Agent(id=f"agent{n}", name=f"Agent {n}", queues=("service",)) for n in range(clients))
        queues = (Queue(id="service", name="Customer service", number="1000"),)
        await engine.submit(Asked(by=SYSTEM, command=Define(queues=queues, agents=agents, reasons=(Reason(id="Tea"),))))
        now = engine.now()
        for number, agent in enumerate(agents):
            await engine.submit(Asked(by=agent.id, command=LogIn()))
            hashed = hashlib.sha256(token(number).encode()).digest()
            store.sessions.begin(
                SessionRecord(id=agent.id, user=agent.id, token_hash=hashed, created=now, expires=now + HOUR_MS)
            )
        await engine.close()


@contextmanager
def served(data: Path) -> Iterator[tuple[str, int]]:
    """A routing server on that data: its address, and its process id."""
    command = [sys.executable, "-m", "agent_desktop", "server", "--data", str(data), "--until-eof"]
    command += ["--http", "127.0.0.1:0", "--sip", "127.0.0.1:0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield json.loads(process.stdout.readline())["http"], process.pid
        finally:
            process.stdin.close()


def ask(url: str, command: Command) -> None:
    """A command of the first agent."""
    headers = {"Authorization": f"Bearer {token(0)}"}
    request = urllib.request.Request(url + COMMAND, encode(command), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        answer.read()


def cpu_s(pid: int) -> float:
    """User and system time of a process since its start."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def load(url: str, rate: float, seconds: float) -> int:
    """Commands at even times; returns how many."""
    number, began = 0, time.monotonic()
    while (due := number / rate) < seconds:
        await asyncio.sleep(max(0.0, began + due - time.monotonic()))
        status = AgentStatus.ADMINISTRATIVE if number % 2 else AgentStatus.READY
        await asyncio.to_thread(ask, url, SetStatus(status=status))
        number += 1
    return number


# --- the clients, in a process of their own ------------------------------------------------------


class Follower(asyncio.Protocol):
    """One stream: notes when each event came."""

    def __init__(self, crowd: Crowd, request: bytes) -> None:
        self._crowd = crowd
        self._request = request
        self.came: list[tuple[int, float]] = []  # (number, ms from its time to here)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.time() * 1000
        self._crowd.last = time.monotonic()
        if self._crowd.measuring:
            self.came += [(int(n), now - int(at)) for n, at in FRAME.findall(data)]

    def connection_lost(self, exc: Exception | None) -> None:
        self._crowd.lost += not self._crowd.over


class Crowd:
    """All of them."""

    def __init__(self) -> None:
        self.measuring = False
        self.over = False
        self.lost = 0
        self.last = time.monotonic()

    async def quiet(self) -> None:
        """Returns when nothing has come for ``QUIET_S``."""
        while (left := self.last + QUIET_S - time.monotonic()) > 0:  # noqa: ASYNC110 - for exactly what is left
            await asyncio.sleep(left)


async def follow(url: str, clients: int) -> dict[str, Any]:
    """Open the streams, say so, and follow until stdin ends."""
    loop, crowd, target = asyncio.get_running_loop(), Crowd(), urlsplit(url)
    followers: list[Follower] = []
    for number in range(clients):
        request = f"GET {EVENTS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token(number)}\r\n\r\n".encode()
        follower = Follower(crowd, request)
        await loop.create_connection(lambda one=follower: one, target.hostname or "", target.port or 0)
        followers.append(follower)
    await crowd.quiet()
    crowd.measuring = True
    print(json.dumps({"event": "following"}), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await asyncio.sleep(1.0)  # what is on its way
    crowd.over = True
    delays = np.array([ms for one in followers for _, ms in one.came])
    numbers = {tuple(n for n, _ in one.came) for one in followers}
    return {
        "p50": float(np.percentile(delays, 50)),
        "p99": float(np.percentile(delays, 99)),
        "max": float(delays.max()),
        "frames": len(delays),
        "lost": crowd.lost,
        "same": len(numbers) == 1,
    }


def measure(clients: int, rate: float, seconds: float) -> None:
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        asyncio.run(prepare(data, clients))
        url, pid = stack.enter_context(served(data))
        command = [sys.executable, __file__, "--follow", url, "--clients", str(clients)]
        crowd = stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert crowd.stdin is not None
        assert crowd.stdout is not None
        assert json.loads(crowd.stdout.readline()) == {"event": "following"}
        before, began = cpu_s(pid), time.monotonic()
        events = asyncio.run(load(url, rate, seconds))
        used, took = cpu_s(pid) - before, time.monotonic() - began
        crowd.stdin.close()
        told = json.loads(crowd.stdout.readline())
    assert told["same"], "the clients did not all get the same numbers"
    assert told["lost"] == 0, f"{told['lost']} streams broke"
    assert told["frames"] == events * clients, (told["frames"], events, clients)
    say("stream_p50", told["p50"], "ms")
    say("stream_p99", told["p99"], "ms")
    say("stream_max", told["max"], "ms")
    say("stream_events", events / took, "1/s")
    say("stream_cpu", 100 * used / took, "% of a core")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--rate", type=float, default=20.0, help="events a second")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--follow", metavar="URL", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.follow:
        print(json.dumps(asyncio.run(follow(arguments.follow, arguments.clients))), flush=True)
    else:
        measure(arguments.clients, arguments.rate, arguments.seconds)


if __name__ == "__main__":
    main()
