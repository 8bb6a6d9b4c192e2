"""What speech costs the media worker: bridged calls beside rtpengine, drops, conferences, G.722, recording. Linux only.

The generator and what it loads share the machine, so loss is told by the worker's own counters and speed by the ratio
to rtpengine in user space, measured in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rig.rtp import Phones, RtpEngine, cpu_s, say

from agent_desktop import resources
from agent_desktop.server.media.client import MediaWorkers

Prepare = Callable[[MediaWorkers, Phones], Awaitable[None]]


class Load(NamedTuple):
    """What a run cost: processor seconds for so many packets that came in, and drops by reason."""

    cpu_s: float
    packets_in: int
    drops: dict[str, int]
    phones: Phones

    @property
    def packet_us(self) -> float:
        """Of a packet that came. On a busy machine fewer come in a second, and each costs the same."""
        return 1e6 * self.cpu_s / self.packets_in


async def run(prepare: Prepare, seconds: float) -> Load:
    """Prepare calls at a fresh worker, let all phones speak, and measure."""
    phones = Phones()
    with tempfile.TemporaryDirectory() as folder:
        run_dir = Path(folder)
        media = await MediaWorkers.start(run_dir, sounds=resources.path("sounds"), recordings=run_dir / "recordings")
        try:
            await prepare(media, phones)
            before = cpu_s(media.slots[0].pid)
            await asyncio.to_thread(phones.talk, seconds)
            used = cpu_s(media.slots[0].pid) - before
            stats = await media.stats()
        finally:
            await media.quit()
    drops = {why: count for why, count in stats["drops"].items() if count}
    return Load(used, stats["packets_in"], drops, phones)


async def leg(media: MediaWorkers, phones: Phones, name: str, codec: str = "PCMA", payload: int = 8) -> None:
    """One more phone with a leg."""
    phones.legs.append(await media.open(name))
    host, port = phones.udp.getsockname()
    await media.set_remote(name, host, port, codec, payload, 101)


def pairs(calls: int, *, record: bool = False, codec: str = "PCMA", payload: int = 8) -> Prepare:
    """Calls of two; their second legs speak ``codec``, as what all phones send is taken for whatever was agreed."""

    async def prepare(media: MediaWorkers, phones: Phones) -> None:
        for call in range(calls):
            await leg(media, phones, f"i{call}")
            await leg(media, phones, f"o{call}", codec, payload)
            await media.connect(f"i{call}", f"o{call}")
            if record:
                await media.record(f"i{call}", call + 1, 2)

    return prepare


def rooms(count: int, parties: int) -> Prepare:
    """Conferences of so many."""

    async def prepare(media: MediaWorkers, phones: Phones) -> None:
        for room in range(count):
            names = [f"r{room}p{party}" for party in range(parties)]
            for name in names:
                await leg(media, phones, name)
            await media.mix({name: tuple(other for other in names if other != name) for name in names})

    return prepare


def rtpengine(calls: int, seconds: float) -> float | None:
    """Microseconds of rtpengine for a packet of the same calls; None when it is not installed."""
    phones = Phones()
    with tempfile.TemporaryDirectory() as folder:
        try:
            engine = RtpEngine(Path(folder))
        except FileNotFoundError:
            return None
        with engine:
            for call in range(calls):
                phones.legs += engine.call(call, phones.udp.getsockname())
            before = cpu_s(engine.process.pid)
            phones.talk(seconds)
            used = cpu_s(engine.process.pid) - before
    if phones.came < phones.sent / 2:
        raise RuntimeError(f"rtpengine passed {phones.came} of {phones.sent} packets on")
    return 1e6 * used / phones.came


def beside_rtpengine(calls: int, seconds: float) -> None:
    """Bridged calls, in turn with rtpengine's."""
    ours = asyncio.run(run(pairs(calls), seconds))
    theirs = rtpengine(calls, seconds)
    more = {} if theirs is None else {"peer": "rtpengine", "ratio": round(ours.packet_us / theirs, 2)}
    say("bridged G.711 calls per core", 1e6 / ours.packet_us / 100, "calls")  # 100 packets a second in each call
    say("processor for a packet of a bridged call", ours.packet_us, "µs", **more)
    if theirs is not None:
        say("processor of rtpengine for a packet", theirs, "µs")
    delays = 1000 * np.array(ours.phones.delays_s)
    say("added delay, median", float(np.median(delays)), "ms")
    say("added delay, 99th percentile", float(np.percentile(delays, 99)), "ms")


def main() -> None:
    """All figures, one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5.0)
    asked = parser.parse_args()
    calls, seconds = asked.calls, asked.seconds
    beside_rtpengine(calls, seconds)
    many = asyncio.run(run(pairs(200), seconds))
    say("drops at 200 calls", sum(many.drops.values()), "packets", reasons=many.drops)
    say("lost before the worker at 200 calls", 100 * (1 - many.packets_in / many.phones.sent), "%")
    for count, parties in ((20, 3), (1, 60)):
        load = asyncio.run(run(rooms(count, parties), seconds))
        say(f"a participant of a conference of {parties}", load.packet_us, "µs a tick")
    plain = asyncio.run(run(pairs(30), seconds))
    wide = asyncio.run(run(pairs(30, codec="G722", payload=8), seconds))
    say("a call between G.722 and A-law", 2 * wide.packet_us, "µs a tick")
    say("the same, against a forwarded call", wide.packet_us / plain.packet_us, "times")
    taped = asyncio.run(run(pairs(30, record=True), seconds))
    say("recording overhead", 100 * (taped.packet_us / plain.packet_us - 1), "%")


if __name__ == "__main__":
    main()
