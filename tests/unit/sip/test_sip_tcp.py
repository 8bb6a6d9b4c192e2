"""The TCP transport on real sockets: framing, keep-alives, limits, slow peers, and connections that come and go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest

from agent_desktop.server.sip import connection as connections
from agent_desktop.server.sip.listener import Listener
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.tcp import TcpTransport
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_time import run

LOG = QuietLog(logging.getLogger("agent_desktop.test"), lambda: 0)
PING = b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n"
DEADLINE = 5.0

Peer = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class House:
    """A listener; what it received and lost, in order."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[tuple[bytes, Flow]] = asyncio.Queue()
        self.lost: asyncio.Queue[Flow] = asyncio.Queue()
        self.failing = False
        self.tcp: TcpTransport

    def received(self, data: bytes, flow: Flow) -> None:
        if self.failing:
            raise KeyError("bug")
        self.heard.put_nowait((data, flow))

    async def connect(self) -> Peer:
        return await asyncio.open_connection(*self.tcp.address)


@contextlib.asynccontextmanager
async def house() -> AsyncIterator[House]:
    made = House()
    made.tcp = await TcpTransport.open("127.0.0.1", 0, made.received, LOG, made.lost.put_nowait)
    try:
        yield made
    finally:
        made.tcp.close()


async def over(peer: Peer, within: float = DEADLINE) -> bytes:
    """Whatever the peer still gets until its connection is over."""
    try:
        return await asyncio.wait_for(peer[0].read(), within)
    except ConnectionError:
        return b""
    finally:
        peer[1].close()


def played(scene: Callable[[House], Coroutine[Any, Any, None]], *, virtual: bool = False) -> None:
    async def whole() -> None:
        async with house() as made:
            await scene(made)

    (run if virtual else asyncio.run)(whole())


def test_messages_come_whole_and_answers_go_back_along_the_connection() -> None:
    async def scene(made: House) -> None:
        reader, writer = await made.connect()
        writer.write(PING[:10])
        writer.write(PING[10:] + PING + b"\r\n\r\n")
        flow = Flow("TCP", *writer.get_extra_info("sockname"))
        for _ in range(2):
            assert await asyncio.wait_for(made.heard.get(), DEADLINE) == (PING, flow)
        assert await asyncio.wait_for(reader.readexactly(2), DEADLINE) == b"\r\n", "a pong (RFC 5626 §4.4.1)"
        assert made.tcp.send(b"answer", flow)
        assert await asyncio.wait_for(reader.readexactly(6), DEADLINE) == b"answer"
        assert made.tcp.is_open(flow)
        writer.close()
        assert await asyncio.wait_for(made.lost.get(), DEADLINE) == flow
        assert not made.tcp.is_open(flow)
        assert len(made.tcp) == 0

    played(scene)


def test_a_thousand_messages_at_once_all_come_in_order_and_others_have_their_turn() -> None:
    async def scene(made: House) -> None:
        many, one = await made.connect(), await made.connect()
        many[1].write(b"".join(b"X%d" % number + PING for number in range(1_000)))
        await many[1].drain()
        first = await asyncio.wait_for(made.heard.get(), DEADLINE)
        one[1].write(PING)
        heard = [first] + [await asyncio.wait_for(made.heard.get(), DEADLINE) for _ in range(1_000)]
        flows = [flow for _, flow in heard]
        assert [data for data, flow in heard if flow == flows[0]] == [b"X%d" % n + PING for n in range(1_000)]
        assert flows.index(Flow("TCP", *one[1].get_extra_info("sockname"))) < 900
        for _, writer in (many, one):
            writer.close()

    played(scene)


@pytest.mark.expects_log("ended: (no Content-Length|headers too long)")
@pytest.mark.parametrize("unclear", [b"OPTIONS sip:a SIP/2.0\r\nX: y\r\n\r\n", b"\x16\x03\x01" * 5_000])
def test_what_cannot_be_framed_ends_the_connection(unclear: bytes) -> None:
    async def scene(made: House) -> None:
        peer = await made.connect()
        peer[1].write(unclear)
        await over(peer)
        flow = await asyncio.wait_for(made.lost.get(), DEADLINE)
        if unclear.startswith(b"OPTIONS"):
            assert made.heard.get_nowait() == (unclear, flow), "handed up, to be refused"

    played(scene)


@pytest.mark.expects_log("too slow")
@pytest.mark.parametrize("before", [b"", PING])
def test_a_message_that_drips_is_cut_off(before: bytes) -> None:
    async def scene(made: House) -> None:
        peer = await made.connect()
        peer[1].write(before)
        loop = asyncio.get_running_loop()
        began = loop.time()
        ended = loop.create_task(over(peer, 100_000))
        for byte in PING[:-1]:
            peer[1].write(bytes([byte]))
            if (await asyncio.wait([ended], timeout=1))[0]:
                break
        assert ended.done()
        assert loop.time() - began <= connections.COMPLETE_S + 1

    played(scene, virtual=True)


@pytest.mark.expects_log("too slow")
@pytest.mark.parametrize("said", [b"", b"\r\n\r\n"])
def test_a_connection_without_a_message_is_not_kept(said: bytes) -> None:
    async def scene(made: House) -> None:
        peer = await made.connect()
        peer[1].write(said)
        await over(peer, 100_000)
        assert asyncio.get_running_loop().time() < 1_000 + connections.COMPLETE_S + 1

    played(scene, virtual=True)


@pytest.mark.expects_log("too slow")
def test_a_phone_that_registers_and_pings_stays() -> None:
    async def scene(made: House) -> None:
        peer = await made.connect()
        loop = asyncio.get_running_loop()
        ended = loop.create_task(over(peer, 100_000))
        peer[1].write(PING)
        for _ in range(5):
            assert not (await asyncio.wait([ended], timeout=3_600))[0]
            peer[1].write(b"\r\n\r\n")
        began = loop.time()
        await ended
        assert loop.time() - began == pytest.approx(connections.IDLE_S, abs=5)

    played(scene, virtual=True)


@pytest.mark.expects_log("does not read")
def test_a_peer_that_does_not_read_is_given_up() -> None:
    async def scene(made: House) -> None:
        reader, writer = await made.connect()
        writer.write(PING)
        _, flow = await asyncio.wait_for(made.heard.get(), DEADLINE)
        sent = 0
        while made.tcp.send(b"x" * 65_536, flow):
            sent += 1
            assert sent < 1_000
        assert await asyncio.wait_for(made.lost.get(), DEADLINE) == flow
        writer.close()
        del reader

    played(scene)


@pytest.mark.expects_log("too many TCP connections")
@pytest.mark.parametrize("limit", ["max_connections", "max_per_address"])
def test_one_connection_too_many_is_refused_until_another_ends(limit: str) -> None:
    async def scene(made: House) -> None:
        setattr(made.tcp.limits, limit, 3)
        peers = [await made.connect() for _ in range(3)]
        for _, writer in peers:
            writer.write(PING)
            await asyncio.wait_for(made.heard.get(), DEADLINE)
        await over(await made.connect())
        assert (made.tcp.refused, len(made.tcp)) == (1, 3)
        peers.pop()[1].close()
        await asyncio.wait_for(made.lost.get(), DEADLINE)
        peers.append(await made.connect())
        peers[-1][1].write(PING)
        await asyncio.wait_for(made.heard.get(), DEADLINE)
        for _, writer in peers:
            writer.close()

    played(scene)


@pytest.mark.expects_log("could not be handled")
def test_a_receiver_that_raises_does_not_end_the_connection() -> None:
    async def scene(made: House) -> None:
        reader, writer = await made.connect()
        made.failing = True
        writer.write(PING + b"\r\n\r\n")
        assert await asyncio.wait_for(reader.readexactly(2), DEADLINE) == b"\r\n"
        assert made.tcp.errors == 1
        writer.close()

    played(scene)


def test_a_connection_is_opened_once_and_used_again() -> None:
    async def scene(made: House) -> None:
        async with house() as far:
            flow = Flow("TCP", *far.tcp.address)
            for number in range(3):
                assert made.tcp.send(b"X%d" % number + PING, flow)
            heard = [await asyncio.wait_for(far.heard.get(), DEADLINE) for _ in range(3)]
            assert [data for data, _ in heard] == [b"X%d" % number + PING for number in range(3)]
            assert made.tcp.send(PING, flow)
            heard.append(await asyncio.wait_for(far.heard.get(), DEADLINE))
            assert len({source for _, source in heard}) == 1
            assert far.tcp.send(PING, heard[0][1])
            assert await asyncio.wait_for(made.heard.get(), DEADLINE) == (PING, flow)

    played(scene)


@pytest.mark.expects_log("no TCP connection")
def test_what_cannot_be_connected_is_told() -> None:
    async def scene(made: House) -> None:
        async with house() as far:
            flow = Flow("TCP", *far.tcp.address)
        assert made.tcp.send(PING, flow), "it may yet leave"
        assert await asyncio.wait_for(made.lost.get(), DEADLINE) == flow
        assert not made.tcp.send(PING, Flow("TCP", "224.0.0.1", 5060))
        made.tcp.limits.max_connections = 0
        assert not made.tcp.send(PING, flow)

    played(scene)


def test_udp_and_tcp_share_a_port() -> None:
    async def scene() -> None:
        heard: asyncio.Queue[Flow] = asyncio.Queue()
        listeners = [
            await Listener.open("127.0.0.1", 0, lambda _, flow: heard.put_nowait(flow), LOG, lambda _: None)
            for _ in range(2)
        ]
        one, two = listeners
        assert one.address == one.udp.address == one.tcp.address
        for transport in ("UDP", "TCP"):
            assert one.send(PING, Flow(transport, *two.address))
            assert (await asyncio.wait_for(heard.get(), DEADLINE)).transport == transport
        with pytest.raises(OSError, match="ddress"):
            await Listener.open("127.0.0.1", one.address[1], lambda *_: None, LOG, lambda _: None)
        for listener in listeners:
            listener.close()

    asyncio.run(scene())
