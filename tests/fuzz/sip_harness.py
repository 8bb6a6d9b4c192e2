"""A switch that anything may be said to, in virtual time and without sockets: what every fuzzer of SIP drives.

It keeps its state from one input to the next, so that an input may meet a call that an earlier one began. ``@tag@`` in
an input is the To tag of the latest call that was answered, so that requests within it can be found by chance.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import Any, cast

from agent_desktop.domain.messages import AcceptLeg, AnyFact, CallArrived, HangUpLeg, LegAnswered, RejectLeg, RingLeg
from agent_desktop.server.sip.connection import Connection
from agent_desktop.server.sip.limits import Limits
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.sip.tcp import TcpTransport
from agent_desktop.server.sip.transport import Flow, Lost, Receiver
from tests.fakes.sip_media import SipAccounts, SipMedia
from tests.fakes.sip_time import VirtualLoop

PEER = "127.0.0.1"
SETTLED_S = 400
"""After so long, in virtual time, nothing of what came may be left."""
KEPT = 300
"""Objects that may be more from one check to the next, however many inputs came between."""
TAG = b"@tag@"


class Stream:
    """What asyncio would give a connection: takes what is written, and can be told to be over."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.is_over = False

    def get_extra_info(self, name: str) -> Any:
        return (PEER, self._port) if name == "peername" else self

    def setsockopt(self, *_: int) -> None:
        pass

    def write(self, data: bytes) -> None:
        pass

    def get_write_buffer_size(self) -> int:
        return 0

    def is_closing(self) -> bool:
        return self.is_over

    def close(self) -> None:
        self.is_over = True

    abort = close

    def pause_reading(self) -> None:
        pass

    resume_reading = pause_reading


class Streams(TcpTransport):
    """Connections that come; none is opened."""

    @property
    def _has_room(self) -> bool:
        return False


class Wire:
    """Both transports; what is sent goes nowhere."""

    behind_ms = 0
    address = ("127.0.0.1", 5060)

    def __init__(self, receive: Receiver, log: QuietLog, lost: Lost) -> None:
        self.receive = receive
        self.tcp = Streams(receive, log, lost, Limits(asyncio.get_running_loop().time))
        self.tcp._server = cast(asyncio.Server, object())  # it listens, as far as anyone here can see

    def send(self, data: bytes, flow: Flow) -> bool:
        return self.tcp.send(data, flow) if flow.is_reliable else True

    def is_open(self, flow: Flow) -> bool:
        return self.tcp.is_open(flow) if flow.is_reliable else True

    def local(self, flow: Flow) -> tuple[str, int]:
        del flow
        return self.address

    def close(self) -> None:
        pass


class Harness:
    """``say`` one input; ``check`` now and then. Both raise AssertionError for what must not be."""

    def __init__(self, wire: type[Wire] = Wire) -> None:
        self._wire = wire
        logging.disable(logging.CRITICAL)
        self.loop = VirtualLoop()
        self.media = SipMedia()
        self.switch = SipSwitch(
            self._fact, self.media, SipAccounts(anna="secret"), clock=self._clock, open_transport=self._open
        )
        self._raised: list[str] = []
        self.loop.set_exception_handler(lambda _, context: self._raised.append(repr(context)))
        self._orders = 0
        self._said = 0
        self.streams = 0  # of what was said
        self._tag = b"none"
        self._objects = 0
        self.loop.run_until_complete(self.switch.start("127.0.0.1", 5060))

    def close(self) -> None:
        """Free the loop, and let others log again."""
        self.loop.close()
        logging.disable(logging.NOTSET)

    def _clock(self) -> int:
        return round(self.loop.time() * 1000)

    async def _open(self, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Wire:
        del host, port
        self.wire = self._wire(receive, log, lost)
        return self.wire

    def _fact(self, fact: AnyFact) -> None:
        """The core: it takes two calls of three, for five seconds, and rings anna about it."""
        if isinstance(fact, CallArrived):
            self._orders += 1
            if self._orders % 3 == 0:
                self._order(RejectLeg(id=self._orders * 4, until=0, leg=fact.leg, status=486))
            else:
                self._order(AcceptLeg(id=self._orders * 4 + 1, until=0, leg=fact.leg))
                self.loop.call_later(5, self._order, HangUpLeg(id=self._orders * 4 + 2, until=0, leg=fact.leg))
        elif isinstance(fact, LegAnswered) and fact.leg in self.switch._agent.legs:
            self._tag = self.switch._agent.legs[fact.leg].tag.encode()

    def _order(self, effect: AcceptLeg | RejectLeg | HangUpLeg | RingLeg) -> None:
        self.loop.call_soon(self.switch.handle, effect)

    def say(self, data: bytes) -> None:
        """One input: its first byte says how it comes, as a datagram or as a stream in pieces."""
        self._said += 1
        how, said = data[:1], data[1:].replace(TAG, self._tag)
        self.loop.run_until_complete(self._stream(how[0], said) if how and how[0] % 4 == 3 else self._datagram(said))
        endpoint = self.switch._agent.endpoint
        assert endpoint.faults == 0, "an action of the transaction layer raised"
        assert self.wire.tcp.errors == 0, "a message of a stream raised"
        assert not self._raised, f"a timer or task raised: {self._raised[0]}"

    async def _datagram(self, data: bytes) -> None:
        self.wire.receive(data, Flow("UDP", PEER, 5070))
        for tag in [leg.tag for leg in self.switch._agent.legs.values()][-1:]:
            self._tag = tag.encode()
        await self._turns()

    async def _stream(self, size: int, data: bytes) -> None:
        """In pieces of ``size`` bytes; then the peer leaves."""
        self.streams += 1
        connection = Connection(self.wire.tcp)
        stream = Stream(10_000 + self._said % 50_000)
        connection.connection_made(cast(asyncio.Transport, stream))
        for at in range(0, len(data), max(8, size)):
            if not stream.is_over:
                connection.data_received(data[at : at + max(8, size)])
        await self._turns()
        connection.connection_lost(None)
        await self._turns()

    async def _turns(self) -> None:
        for _ in range(4):
            await asyncio.sleep(0)

    def check(self) -> None:
        """Let time pass; then nothing may be left, and nothing have grown."""
        self.loop.run_until_complete(asyncio.sleep(SETTLED_S))
        agent = self.switch._agent
        assert not self._raised, f"a timer or task raised: {self._raised[0]}"
        assert len(agent.endpoint._layer) == 0, "transactions are left over"
        assert not agent.legs, "legs are left over"
        assert not agent.desk.dialogs, "dialogs are left over"
        assert len(self.wire.tcp) == 0, "connections are left over"
        self.media.orders.clear()
        gc.collect()
        objects = len(gc.get_objects())
        grown = objects - self._objects if self._objects else 0
        assert grown < KEPT, f"{grown} objects are left over"
        self._objects = objects
