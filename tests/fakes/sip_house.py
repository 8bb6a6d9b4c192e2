"""A switch on a network in memory, with a core that only keeps the facts: what SIP's call tests begin with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

from agent_desktop.domain.messages import (
    AcceptLeg,
    AnswerTransfer,
    AnyFact,
    CallArrived,
    DialLeg,
    HangUpLeg,
    RejectLeg,
    RingLeg,
)
from agent_desktop.server.sip.keeping import Keeping
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.sip.trace import Trace
from agent_desktop.server.sip.trunks import Network
from agent_desktop.server.store.memory import MemoryDialogs
from tests.fakes.sip_media import SipAccounts, SipMedia, SipSecrets
from tests.fakes.sip_net import SipNet, Weather, fair
from tests.fakes.sip_peer import SDP, SipPeer, Text
from tests.fakes.sip_time import AtOnce, now_ms, run

NETWORKS: list[type[SipNet]] = [SipNet]
"""What a house stands on; the last counts."""


class SipHouse:
    """``switch`` at 10.0.0.1:5060; ``facts`` in order; effects by short methods."""

    def __init__(self, weather: Weather = fair, trace: Trace | None = None) -> None:
        self.secrets = SipSecrets()
        self.names: dict[str, list[str]] = {}  # what the resolver knows
        self.net = NETWORKS[-1](weather)
        self.media = SipMedia("10.0.0.1")
        self.accounts = SipAccounts(anna="secret", bert="hidden")
        self.facts: list[AnyFact] = []
        self.dialogs = MemoryDialogs()
        self.messages: dict[str, int] = {}
        self.texts: list[tuple[str, str, str]] = []
        self.text_status = 202
        self.text_failure: Exception | None = None
        self.pressed: list[tuple[str, str]] = []
        self.switch = self._made(trace)
        self.peers: list[SipPeer] = []
        self._ids = count(1)
        self._said = asyncio.Event()
        self._taken = 0

    def _made(self, trace: Trace | None) -> SipSwitch:
        """A switch whose facts count as long as it is ours."""

        def say(fact: AnyFact) -> None:
            if made is self.switch:
                self._fact(fact)

        made = SipSwitch(
            say,
            self.media,
            self.accounts,
            clock=now_ms,
            open_transport=self.net.open,
            trace=trace,
            keeping=Keeping(self.dialogs, AtOnce()),
            wall=lambda: now_ms() + 1_700_000_000_000,
            digits=lambda leg, digit: self.pressed.append((leg, digit)),
            network=Network(secrets=self.secrets, look_up=self._look_up, utc=now_ms),
            messages=lambda user: self.messages.get(user, 0),
            texts=self._text,
        )
        return made

    async def _look_up(self, host: str) -> list[str]:
        if host not in self.names:
            raise OSError(f"no such host: {host}")
        return self.names[host]

    async def _text(self, author: str, to: str, text: str) -> int:
        self.texts.append((author, to, text))
        if self.text_failure is not None:
            raise self.text_failure
        return self.text_status

    def dial(self, number: str, leg: str = "o9", *, caller: str = "", emergency: bool = False) -> None:
        order = DialLeg(id=next(self._ids), until=0, leg=leg, number=number, caller=caller, case=1, emergency=emergency)
        self.switch.handle(order)

    async def kill(self) -> None:
        """Kill the switch, as ``kill -9`` does, and start another with what was written down."""
        self.switch._agent.endpoint.close()
        self.switch = self._made(None)
        await self.switch.start("10.0.0.1", 5060)

    def _fact(self, fact: AnyFact) -> None:
        self.facts.append(fact)
        self._said.set()

    async def peer(self, host: str = "10.0.0.9", user: str = "caller", transport: str = "UDP") -> SipPeer:
        peer = await SipPeer(host, user, transport).plug(self.net)
        self.peers.append(peer)
        return peer

    async def phone(
        self, user: str = "anna", host: str = "10.0.0.20", password: str = "secret", transport: str = "UDP"
    ) -> SipPeer:
        """A registered phone."""
        peer = await self.peer(host, user, transport)
        assert (await peer.register(password)).status == 200
        return peer

    async def fact(self, kind: type | None = None, within: float = 60) -> AnyFact:
        """The next fact; virtual seconds."""
        while self._taken == len(self.facts):
            self._said.clear()
            await asyncio.wait_for(self._said.wait(), within)
        self._taken += 1
        fact = self.facts[self._taken - 1]
        assert kind is None or isinstance(fact, kind), fact
        return fact

    def accept(self, leg: str) -> None:
        self.switch.handle(AcceptLeg(id=next(self._ids), until=0, leg=leg))

    def reject(self, leg: str, status: int) -> int:
        effect = next(self._ids)
        self.switch.handle(RejectLeg(id=effect, until=0, leg=leg, status=status))
        return effect

    def answer_transfer(self, leg: str, *, accepted: bool) -> int:
        effect = next(self._ids)
        self.switch.handle(AnswerTransfer(id=effect, until=0, leg=leg, accepted=accepted))
        return effect

    def hang_up(self, leg: str) -> None:
        self.switch.handle(HangUpLeg(id=next(self._ids), until=0, leg=leg))

    def ring(self, leg: str = "o1", agent: str = "anna", *, join: bool = False, **more: str) -> None:
        fields = {"peer": "", "queue_name": "Service", "caller": "0301234", "caller_name": "Carl", **more}
        self.switch.handle(RingLeg(id=next(self._ids), until=0, leg=leg, agent=agent, join=join, **fields))

    async def arrive(self, caller: SipPeer, **parts: str) -> tuple[str, str]:
        """A call comes in; (leg, the INVITE)."""
        invite = caller.invite(**parts)
        caller.send(invite)
        fact = await self.fact(CallArrived)
        assert isinstance(fact, CallArrived)
        return fact.leg, invite

    async def talk(self, caller: SipPeer, **parts: str) -> tuple[str, Text]:
        """A call comes in and is answered; (leg, the 200)."""
        leg, _ = await self.arrive(caller, **parts)
        self.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.within("ACK", ok))
        await self.fact()
        return leg, ok

    async def talk_with(self, phone: SipPeer, leg: str = "o1") -> tuple[Text, Text]:
        """A phone is rung and answers; (the INVITE, the ACK)."""
        self.ring(leg, phone.user)
        invite = await phone.expect("INVITE")
        phone.send(phone.ok(invite))
        ack = await phone.expect("ACK")
        await self.fact()
        return invite, ack


def play(scene: Callable[[SipHouse], Awaitable[None]], weather: Weather = fair, trace: Trace | None = None) -> SipHouse:
    """Play a scene in virtual time, stop the switch, and check that nothing was left behind or went wrong."""

    async def whole() -> SipHouse:
        house = SipHouse(weather, trace)
        await house.switch.start("10.0.0.1", 5060)
        try:
            await scene(house)
            for peer in house.peers:
                peer.polite = True
            await house.switch.close()
        finally:
            house.net.close()
        endpoint = house.switch._agent.endpoint
        assert endpoint.faults == 0
        assert house.switch.legs() == ()
        opened = {order[1] for order in house.media.orders if order[0] == "open"}
        assert opened == {order[1] for order in house.media.orders if order[0] == "close"}
        return house

    return run(whole())


__all__ = ["SDP", "SipHouse", "play"]
