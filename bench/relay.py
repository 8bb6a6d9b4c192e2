"""What 100 bridged calls cost the media worker: CPU, loss by its own counters, and the delay it adds. Linux only."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import selectors
import socket
import struct
import tempfile
import time
from pathlib import Path

import numpy as np

from agent_desktop import resources
from agent_desktop.server.media.client import MediaWorkers
from agent_desktop.server.media.port import MediaPort

TICK_S = 0.02
PAYLOAD = b"\xd5" * 152  # behind the 8 octets that say when the packet was sent


def say(figure: str, value: float, unit: str) -> None:
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit}), flush=True)


def cpu_s(pid: int) -> float:
    """User and system time of a process since its start."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Phones:
    """Every phone of every call, behind one socket: each sends 50 packets a second."""

    def __init__(self) -> None:
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 1024 * 1024)
        self.udp.bind(("127.0.0.1", 0))
        self.udp.setblocking(False)
        self.legs: list[tuple[str, int]] = []
        self.sent = 0
        self.delays_s: list[float] = []

    def talk(self, seconds: float) -> None:
        """Send evenly spread over each 20 ms, and take what comes meanwhile."""
        selector = selectors.DefaultSelector()
        selector.register(self.udp, selectors.EVENT_READ)
        gap = TICK_S / len(self.legs)
        started = time.perf_counter()
        for number in range(int(seconds / gap)):
            due = started + number * gap
            while (left := due - time.perf_counter()) > 0.0005:
                if selector.select(left):
                    self._take()
            self._send(number)
        if selector.select(0.2):
            self._take()
        selector.close()

    def _send(self, number: int) -> None:
        leg, sequence = number % len(self.legs), number // len(self.legs)
        header = struct.pack("!BBHIId", 0x80, 8, sequence & 0xFFFF, 160 * sequence, leg, time.perf_counter())
        self.udp.sendto(header + PAYLOAD, self.legs[leg])
        self.sent += 1

    def _take(self) -> None:
        while True:
            try:
                data = self.udp.recv(2048)
            except BlockingIOError:
                return
            self.delays_s.append(time.perf_counter() - struct.unpack_from("!d", data, 12)[0])


async def join(media: MediaPort, phones: Phones, calls: int) -> None:
    host, port = phones.udp.getsockname()
    for call in range(calls):
        for leg in (f"i{call}", f"o{call}"):
            phones.legs.append(await media.open(leg))
            await media.set_remote(leg, host, port, "PCMA", 8, 101)
        await media.connect(f"i{call}", f"o{call}")


async def measure(calls: int, seconds: float) -> None:
    phones = Phones()
    with tempfile.TemporaryDirectory() as run_dir:
        media = await MediaWorkers.start(Path(run_dir), sounds=resources.path("sounds"))
        try:
            await join(media, phones, calls)
            before, began = cpu_s(media.slots[0].pid), time.perf_counter()
            await asyncio.to_thread(phones.talk, seconds)
            used, took = cpu_s(media.slots[0].pid) - before, time.perf_counter() - began
            stats = await media.stats()
        finally:
            await media.quit()
    say(f"cpu of {calls} bridged calls", 100 * used / took, "% of a core")
    say("packets relayed", stats["packets_out"] / took, "1/s")
    say("packets lost before the relay", 100 * (1 - stats["packets_in"] / phones.sent), "%")
    say("cpu of a packet", 1e6 * used / stats["packets_in"], "µs")
    say("delay through the relay, median", 1000 * float(np.median(phones.delays_s)), "ms")
    say("delay through the relay, 99th percentile", 1000 * float(np.percentile(phones.delays_s, 99)), "ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=10.0)
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.calls, arguments.seconds))


if __name__ == "__main__":
    main()
