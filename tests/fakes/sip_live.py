"""A switch on a real socket with a core that answers by itself, and programs beside it whose lines are read."""

from __future__ import annotations

import asyncio
import random
import re
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from agent_desktop.domain.messages import (
    AcceptLeg,
    AnyFact,
    CallArrived,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LegEnded,
    RejectLeg,
    RingLeg,
)
from agent_desktop.server.sip.listener import Listener
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.sip.trace import Direction, NoTrace
from agent_desktop.server.sip.transport import Flow, Lost, OpenTransport, Receiver, Transport
from agent_desktop.server.sip.trunks import Network
from agent_desktop.server.sip.udp import UdpTransport
from tests.fakes.sip_media import SipAccounts, SipMedia

DEADLINE = 30.0
"""Seconds a real program may take for anything."""


def real_ms() -> int:
    """The clock of a switch among real programs."""
    return time.monotonic_ns() // 1_000_000


class FirstLost:
    """A UDP transport that loses the first copy of everything, in both directions: only what is repeated arrives."""

    def __init__(self, receive: Receiver) -> None:
        self._receive = receive
        self._seen: set[bytes] = set()
        self._udp: Transport | None = None

    @classmethod
    async def open(cls, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> FirstLost:
        lossy = cls(receive)
        lossy._udp = await UdpTransport.open(host, port, lossy._arrive, log)
        return lossy

    @property
    def udp(self) -> Transport:
        assert self._udp is not None
        return self._udp

    @property
    def address(self) -> tuple[str, int]:
        return self.udp.address

    def _arrive(self, data: bytes, flow: Flow) -> None:
        if self._is_repeated(data):
            self._receive(data, flow)

    def send(self, data: bytes, flow: Flow) -> bool:
        return self.udp.send(data, flow) if self._is_repeated(data) else True

    def _is_repeated(self, data: bytes) -> bool:
        repeated = data in self._seen
        self._seen.add(data)
        return repeated

    def is_open(self, flow: Flow) -> bool:
        return self.udp.is_open(flow)

    @property
    def behind_ms(self) -> int:
        return self.udp.behind_ms

    def local(self, flow: Flow) -> tuple[str, int]:
        return self.udp.local(flow)

    def close(self) -> None:
        self.udp.close()


class Lossy(FirstLost):
    """A UDP transport whose network loses a share of all datagrams and delays the others, in both directions."""

    def __init__(self, receive: Receiver, loss: float, delay_ms: int, seed: int = 1) -> None:
        super().__init__(receive)
        self._loss = loss
        self._delay_s = delay_ms / 1000
        self._chance = random.Random(seed)
        self.lost = 0

    @staticmethod
    def network(loss: float, delay_ms: int) -> OpenTransport:
        async def opened(host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Transport:
            lossy = Lossy(receive, loss, delay_ms)
            lossy._udp = await UdpTransport.open(host, port, lossy._arrive, log)
            return lossy

        return opened

    def _arrive(self, data: bytes, flow: Flow) -> None:
        self._later(self._receive, data, flow)

    def send(self, data: bytes, flow: Flow) -> bool:
        self._later(self.udp.send, data, flow)
        return True

    def _later(self, carry: Callable[[bytes, Flow], object], data: bytes, flow: Flow) -> None:
        if self._chance.random() < self._loss:
            self.lost += 1
        else:
            asyncio.get_running_loop().call_later(self._delay_s, carry, data, flow)


class Wire(NoTrace):
    """Tells when a message came or went: the moment to look again for what it may have changed. ``sent`` has ours."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self._moved = asyncio.Event()

    def message(self, direction: Direction, data: bytes, flow: Flow) -> None:
        del flow
        if direction == "out":
            self.sent.append(data)
        asyncio.get_running_loop().call_soon(self._tell)  # when all that it changes is done

    def _tell(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    async def more(self) -> None:
        """Wait for the next message."""
        await asyncio.wait_for(self._moved.wait(), DEADLINE)


class LiveSwitch:
    """``decide`` is asked at every CallArrived; it accepts when left alone. ``lost``: connections that are over."""

    def __init__(
        self,
        decide: Callable[[LiveSwitch, CallArrived], None] | None = None,
        open_transport: OpenTransport = Listener.open,
        clock: Callable[[], int] = real_ms,
        network: Network | None = None,
    ) -> None:
        self.media = SipMedia()
        self.wire = Wire()
        self.lost: asyncio.Queue[Flow] = asyncio.Queue()

        async def opened(host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Transport:
            def told(flow: Flow) -> None:
                lost(flow)
                self.lost.put_nowait(flow)

            return await open_transport(host, port, receive, log, told)

        accounts = SipAccounts(anna="secret", bert="secret", carl="secret")
        self.switch = SipSwitch(
            self._fact,
            self.media,
            accounts,
            clock=clock,
            open_transport=opened,
            network=network,
            trace=self.wire,
            texts=self._text,
        )
        self.facts: list[AnyFact] = []
        self.texts: list[tuple[str, str, str]] = []  # who wrote, to whom, what
        self.address = ""
        self._decide = decide or (lambda live, fact: live.accept(fact.leg))
        self._ids = count(1)
        self._queue: asyncio.Queue[AnyFact] = asyncio.Queue()

    def _fact(self, fact: AnyFact) -> None:
        self.facts.append(fact)
        self._queue.put_nowait(fact)
        if isinstance(fact, CallArrived):
            self._decide(self, fact)

    async def _text(self, author: str, to: str, text: str) -> int:
        self.texts.append((author, to, text))
        return 202

    def accept(self, leg: str) -> None:
        self.switch.handle(AcceptLeg(id=next(self._ids), until=0, leg=leg))

    def reject(self, leg: str) -> None:
        self.switch.handle(RejectLeg(id=next(self._ids), until=0, leg=leg, status=486))

    def hang_up(self, leg: str) -> None:
        self.switch.handle(HangUpLeg(id=next(self._ids), until=0, leg=leg))

    def ring(self, leg: str, agent: str = "anna") -> None:
        order = RingLeg(
            id=next(self._ids),
            until=0,
            leg=leg,
            agent=agent,
            peer="",
            queue_name="Störung",
            caller="030",
            caller_name="Jü",
        )
        self.switch.handle(order)

    async def until(self, wanted: AnyFact) -> None:
        """Take facts until this one."""
        while await asyncio.wait_for(self._queue.get(), DEADLINE) != wanted:
            pass

    async def ended(self, legs: int) -> None:
        """Wait until so many legs have ended."""
        while len([fact for fact in self.facts if isinstance(fact, LegEnded)]) < legs:
            await asyncio.wait_for(self._queue.get(), DEADLINE)

    async def registered(self, user: str) -> None:
        """Wait until the user has a phone that can be rung."""
        while not self.switch.registered(user):
            await self.wire.more()

    async def answered(self, leg: str) -> None:
        """Wait until this leg was answered."""
        while leg not in self.legs(LegAnswered):
            await self.wire.more()

    async def arrived(self, after: int) -> str:
        """The leg of the next call after so many."""
        while len(self.legs(CallArrived)) <= after:
            await self.wire.more()
        return self.legs(CallArrived)[after]

    async def over(self, leg: str) -> LegEnd:
        """Wait until this leg has ended; why it did."""
        while True:
            for fact in self.facts:
                if isinstance(fact, LegEnded) and fact.leg == leg:
                    return fact.cause
            await self.wire.more()

    def legs(self, kind: type) -> list[str]:
        """The legs of all facts of a kind, in order."""
        return [fact.leg for fact in self.facts if isinstance(fact, kind)]  # type: ignore[attr-defined]

    def check(self) -> None:
        """Nothing went wrong inside, and every leg that was opened in the media engine was closed."""
        assert self.switch._agent.endpoint.faults == 0
        opened = sorted(order[1] for order in self.media.orders if order[0] == "open")
        assert opened == sorted(order[1] for order in self.media.orders if order[0] == "close")


@asynccontextmanager
async def live(
    decide: Callable[[LiveSwitch, CallArrived], None] | None = None,
    open_transport: OpenTransport = Listener.open,
    clock: Callable[[], int] = real_ms,
    network: Network | None = None,
) -> AsyncIterator[LiveSwitch]:
    """A started switch, closed and checked at the end."""
    switch = LiveSwitch(decide, open_transport, clock, network)
    host, port = await switch.switch.start("127.0.0.1", 0)
    switch.address = f"{host}:{port}"
    try:
        yield switch
    finally:
        await switch.switch.close()
    switch.check()


class Program:
    """A program whose output is read line by line."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")

    async def until(self, pattern: str) -> str:
        """Read until a line matches."""
        assert self.process.stdout is not None
        while True:
            line = (await asyncio.wait_for(self.process.stdout.readline(), DEADLINE)).decode(errors="replace")
            self.lines.append(line)
            if re.search(pattern, line):
                return line
            assert line, f"ended without {pattern!r}:\n{''.join(self.lines)}"

    async def end(self, within_s: float = DEADLINE) -> int:
        """Read the rest; the exit code."""
        output, _ = await asyncio.wait_for(self.process.communicate(), within_s)
        self.lines.append(output.decode(errors="replace"))
        assert self.process.returncode is not None
        return self.process.returncode


@asynccontextmanager
async def program(*args: str, cwd: Path | None = None, stdin: bool = False) -> AsyncIterator[Program]:
    """A running program; ended when the block is left."""
    process = await asyncio.create_subprocess_exec(
        *args, cwd=cwd, stdin=PIPE if stdin else DEVNULL, stdout=PIPE, stderr=STDOUT
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
