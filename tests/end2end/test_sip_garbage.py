"""Real sockets under fire, UDP and TCP: nothing is kept, nothing floods the log, and calls go on (F001)."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import random
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded
from agent_desktop.server.sip.quiet import PER_WINDOW, WINDOW_MS
from tests.fakes.sip_live import LiveSwitch, live
from tests.fakes.sip_peer import SipPeer
from tests.fakes.sip_stream_peer import StreamPeer
from tests.fakes.sip_time import now_ms, run
from tests.fakes.sip_torture import FLAVOURS, torture

Attack = Callable[[LiveSwitch, random.Random, int], Coroutine[Any, Any, None]]

SETTLED_S = 120
"""After so long nothing of what came may be left."""
KEPT = 200
"""Objects a round may leave, however many messages came: pytest keeps the log. A transaction is a dozen."""
AT_ONCE = 50
"""TCP connections at the same time: below what one address may have."""


def decide(house: LiveSwitch, fact: CallArrived) -> None:
    """Calls to the real number are taken; what a mutation called is not."""
    if fact.number == "4242":
        house.accept(fact.leg)
    else:
        house.reject(fact.leg)


async def datagrams(house: LiveSwitch, chance: random.Random, count: int) -> None:
    host, _, port = house.address.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind(("127.0.0.1", 0))
        peer = SipPeer("127.0.0.1")
        for number in range(count):
            sender.sendto(torture(chance, peer, number), (host, int(port)))
            if number % 20 == 0:
                await asyncio.sleep(0)


async def streams(house: LiveSwitch, chance: random.Random, count: int) -> None:
    peer = SipPeer("127.0.0.1")
    for begin in range(0, count, AT_ONCE):
        await asyncio.gather(*(stream(house, torture(chance, peer, begin + n), n) for n in range(AT_ONCE)))


async def stream(house: LiveSwitch, data: bytes, number: int) -> None:
    """A connection that says something hostile; some leave in the middle of it, some without a word, some rudely."""
    host, _, port = house.address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(data[: len(data) // 2] if number % 3 == 0 else data)
    if number % 7 == 0:
        writer.transport.abort()
    elif number % 2:
        writer.write_eof()
        with contextlib.suppress(ConnectionError):
            await reader.read()
    writer.close()


async def real_call(house: LiveSwitch) -> None:
    caller = await StreamPeer.connect(house.address)
    caller.send(caller.invite(target="sip:4242@127.0.0.1"))
    ok = await caller.expect(200)
    leg = [fact.leg for fact in house.facts if isinstance(fact, CallArrived) and fact.number == "4242"][-1]
    caller.send(caller.within("ACK", ok))
    await house.until(LegAnswered(leg=leg))
    house.hang_up(leg)
    caller.send(caller.answer(await caller.expect("BYE"), 200))
    await house.until(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
    await caller.close()


@pytest.mark.expects_log(".")
@pytest.mark.parametrize("count", [2_000, pytest.param(10_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("attack", [datagrams, streams])
def test_a_switch_under_fire(attack: Attack, count: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    sizes: list[int] = []

    async def scene() -> None:
        async with live(decide, clock=now_ms) as house:
            chance = random.Random(7)
            endpoint = house.switch._agent.endpoint
            for _ in range(2):
                firing = asyncio.get_running_loop().create_task(attack(house, chance, count // 2))
                await real_call(house)
                await firing
                await real_call(house)
                settled = asyncio.Event()
                asyncio.get_running_loop().call_later(SETTLED_S, settled.set)  # virtual seconds
                await settled.wait()
                assert house.switch.legs() == ()
                assert len(endpoint._layer) == 0
                assert len(endpoint._transport.tcp) == 0  # type: ignore[union-attr]
                house.facts.clear()
                while not house.lost.empty():
                    house.lost.get_nowait()
                house.media.orders.clear()
                caplog.clear()
                gc.collect()
                sizes.append(len(gc.get_objects()))
            assert endpoint.malformed > count // 10
            assert len(FLAVOURS) * 5 < count // 2, "every flavour came, in every round"

    run(scene())
    assert sizes[1] - sizes[0] < KEPT


@pytest.mark.expects_log(".")
def test_a_flood_fills_no_log(caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        async with live(decide, clock=now_ms) as house:
            began = now_ms()
            await datagrams(house, random.Random(7), 1_000)
            await real_call(house)
            windows = 1 + (now_ms() - began) // WINDOW_MS
            kinds = {record.msg for record in caplog.records}
            assert kinds
            assert len(caplog.records) <= windows * len(kinds) * PER_WINDOW

    run(scene())
