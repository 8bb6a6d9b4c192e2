"""Calls in IPv6 on real sockets: brackets in Via, Contact and Route, IP6 in descriptions, and both families at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from agent_desktop.domain.messages import AcceptLeg, AnyFact, CallArrived, HangUpLeg, LegAnswered, LegEnded
from agent_desktop.server.sip.listener import Listening
from agent_desktop.server.sip.switch import SipSwitch
from tests.fakes.sip_media import SipAccounts, SipMedia
from tests.fakes.sip_stream_peer import DEADLINE, StreamPeer

IP6 = "v=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n"


class House:
    """A switch that takes every call. ``host`` has the speech, ``second`` is where it also listens."""

    def __init__(self, host: str, second: str = "") -> None:
        self.facts: asyncio.Queue[AnyFact] = asyncio.Queue()
        self.host = host
        self.switch = SipSwitch(
            self.facts.put_nowait,
            SipMedia(host),
            SipAccounts(anna="secret"),
            open_transport=Listening(second=second).open,
        )
        self.port = 0

    async def fact(self, kind: type[AnyFact]) -> AnyFact:
        fact = await asyncio.wait_for(self.facts.get(), DEADLINE)
        assert isinstance(fact, kind)
        return fact

    async def peer(self, host: str) -> StreamPeer:
        """A TCP peer at this address; messages name it in brackets."""
        made = StreamPeer(f"[{host}]" if ":" in host else host)
        made.reader, made.writer = await asyncio.open_connection(host, self.port)
        return made


@contextlib.asynccontextmanager
async def house(host: str, second: str = "") -> AsyncIterator[House]:
    made = House(host, second)
    _, made.port = await made.switch.start(host, 0)
    try:
        yield made
    finally:
        await made.switch.close()


def test_a_call_in_ipv6_from_the_invite_to_the_bye() -> None:
    async def scene() -> None:
        async with house("::1") as made:
            caller = await made.peer("::1")
            caller.send(caller.invite(target="sip:100@[::1]", body=IP6))
            arrived = await made.fact(CallArrived)
            assert isinstance(arrived, CallArrived)
            made.switch.handle(AcceptLeg(id=1, until=0, leg=arrived.leg))
            ok = await caller.expect(200)
            assert ok["Contact"] == f"<sip:[::1]:{made.port};transport=tcp>"
            assert ";received=::1" in ok["Via"], "without brackets (RFC 5118 §4.5)"
            assert "c=IN IP6 ::1\r\n" in ok.body
            assert " IN IP6 ::1\r\n" in ok.body.split("\r\n")[1] + "\r\n"
            caller.send(caller.within("ACK", ok))
            await made.fact(LegAnswered)
            made.switch.handle(HangUpLeg(id=2, until=0, leg=arrived.leg))
            bye = await caller.expect("BYE")
            assert bye["Via"].startswith(f"SIP/2.0/TCP [::1]:{made.port};")
            caller.send(caller.answer(bye, 200))
            await made.fact(LegEnded)
            await caller.close()

    asyncio.run(scene())


def test_a_phone_registers_in_ipv6() -> None:
    async def scene() -> None:
        async with house("::1") as made:
            phone = await made.peer("::1")
            phone.user = "anna"
            assert (await phone.register("secret")).status == 200
            (binding,) = made.switch._agent.registrar.bindings("anna")
            assert (binding.flow.host, binding.flow.port) == ("::1", phone.port)
            await phone.close()

    asyncio.run(scene())


@pytest.mark.parametrize(("body", "status"), [("", 200), (IP6, 488)])
def test_speech_is_in_the_family_of_the_first_address(body: str, status: int) -> None:
    """Who signals along the second address with speech in the first is served; else it is told so."""

    async def scene() -> None:
        async with house("127.0.0.1", "::1") as made:
            caller = await made.peer("::1")
            caller.send(caller.invite(target="sip:100@[::1]", **({"body": body} if body else {"body": ip4()})))
            if status == 200:
                arrived = await made.fact(CallArrived)
                assert isinstance(arrived, CallArrived)
                made.switch.handle(AcceptLeg(id=1, until=0, leg=arrived.leg))
            answer = await caller.expect(status)
            if status == 200:
                assert answer["Contact"] == f"<sip:[::1]:{made.port};transport=tcp>"
                assert "c=IN IP4 127.0.0.1\r\n" in answer.body
                caller.send(caller.within("ACK", answer))
                await made.fact(LegAnswered)
                caller.send(caller.within("BYE", answer))
                await caller.expect(200)
            await caller.close()

    asyncio.run(scene())


def ip4() -> str:
    return IP6.replace("IN IP6 ::1", "IN IP4 127.0.0.1")
