"""Calls and registrations over TCP: they belong to their connection, and outlive it where they can (F001)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded
from tests.fakes.sip_live import DEADLINE, LiveSwitch, live
from tests.fakes.sip_stream_peer import StreamPeer


def play(scene: Callable[[LiveSwitch], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with live() as house:
            await scene(house)

    asyncio.run(whole())


async def talk(house: LiveSwitch, caller: StreamPeer, contact: str) -> str:
    """A call that is answered; its leg."""
    caller.send(caller.invite(contact=contact))
    ok = await caller.expect(200)
    assert ok["Contact"] == f"<sip:{house.address};transport=tcp>"
    caller.send(caller.within("ACK", ok))
    (leg,) = house.legs(CallArrived)
    await house.until(LegAnswered(leg=leg))
    return leg


def test_a_call_ends_along_its_connection() -> None:
    async def scene(house: LiveSwitch) -> None:
        caller = await StreamPeer.connect(house.address)
        leg = await talk(house, caller, "<sip:caller@127.0.0.1:9;transport=tcp>")
        house.hang_up(leg)
        bye = await caller.expect("BYE")
        assert bye["Via"].startswith("SIP/2.0/TCP ")
        caller.send(caller.answer(bye, 200))
        await house.until(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
        await caller.close()

    play(scene)


def test_a_call_whose_connection_broke_ends_along_a_new_one() -> None:
    """To the Contact, where the caller listens."""

    async def scene(house: LiveSwitch) -> None:
        calls: asyncio.Queue[StreamPeer] = asyncio.Queue()

        def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            peer = StreamPeer("127.0.0.1")
            peer.reader, peer.writer = reader, writer
            calls.put_nowait(peer)

        server = await asyncio.start_server(called, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        caller = await StreamPeer.connect(house.address)
        leg = await talk(house, caller, f"<sip:caller@127.0.0.1:{port};transport=tcp>")
        await caller.close()
        await asyncio.wait_for(house.lost.get(), DEADLINE)
        house.hang_up(leg)
        again = await asyncio.wait_for(calls.get(), DEADLINE)
        again.send(again.answer(await again.expect("BYE"), 200))
        await house.until(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
        await again.close()
        server.close()

    play(scene)


@pytest.mark.expects_log("no TCP connection")
def test_a_call_whose_caller_is_gone_ends_at_once() -> None:
    async def scene(house: LiveSwitch) -> None:
        caller = await StreamPeer.connect(house.address)
        leg = await talk(house, caller, f"<sip:caller@127.0.0.1:{caller.port};transport=tcp>")
        await caller.close()
        house.hang_up(leg)
        await house.until(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))

    play(scene)


def test_a_registration_goes_with_its_connection() -> None:
    async def scene(house: LiveSwitch) -> None:
        phone = await StreamPeer.connect(house.address, "anna")
        other = await StreamPeer.connect(house.address, "anna")
        for number, peer in enumerate((phone, other)):
            assert (await peer.register("secret", contact=f"<sip:anna@10.0.0.{number}>")).status == 200
        house.ring("o1")
        for peer in (phone, other):
            invite = await peer.expect("INVITE")
            assert invite["Contact"] == f"<sip:{house.address};transport=tcp>"
            peer.send(peer.answer(invite, 486))
            await peer.expect("ACK")
        await house.until(LegEnded(leg="o1", cause=LegEnd.REJECTED))
        registrar = house.switch._agent.registrar
        await phone.close()
        await asyncio.wait_for(house.lost.get(), DEADLINE)
        (left,) = registrar.bindings("anna")
        assert left.flow.port == other.port
        await other.close()
        await asyncio.wait_for(house.lost.get(), DEADLINE)
        assert not house.switch.registered("anna")
        assert registrar._by_flow == {}

    play(scene)


def test_a_ringing_phone_whose_connection_breaks_may_answer_along_a_new_one() -> None:
    async def scene(house: LiveSwitch) -> None:
        phone = await StreamPeer.connect(house.address, "anna")
        await phone.register("secret")
        house.ring("o1")
        invite = await phone.expect("INVITE")
        phone.send(phone.answer(invite, 180))
        await phone.close()
        await asyncio.wait_for(house.lost.get(), DEADLINE)
        again = await StreamPeer.connect(house.address, "anna")
        again.send(phone.ok(invite))
        await again.expect("ACK")
        await house.until(LegAnswered(leg="o1"))
        again.send(again.request("BYE", call_id=invite["Call-ID"], from_=f"{invite['To']};tag=peer", to=invite["From"]))
        await again.expect(200)
        await house.until(LegEnded(leg="o1", cause=LegEnd.HUNG_UP))
        await again.close()

    play(scene)


@pytest.mark.expects_log("unusable message|TCP connection of")
@pytest.mark.parametrize(
    "length",
    ["", "Content-Length: -1", "Content-Length: 70000", "Content-Length: 0\r\nContent-Length: 0", "l: 0\r\nl: 9"],
)
def test_who_leaves_the_end_of_a_message_unclear_gets_400_and_is_closed(length: str) -> None:
    async def scene(house: LiveSwitch) -> None:
        peer = await StreamPeer.connect(house.address)
        whole = peer.request("OPTIONS")
        peer.send(whole.replace("Content-Length: 0", length or "X-Nothing: 1") + whole)
        assert (await peer.expect(400)).status == 400
        assert await peer.is_over()
        await peer.close()

    play(scene)


@pytest.mark.expects_log("unusable message")
def test_what_is_wrong_but_framed_leaves_the_connection() -> None:
    async def scene(house: LiveSwitch) -> None:
        peer = await StreamPeer.connect(house.address)
        peer.send(peer.request("OPTIONS", cseq="99999999999") + peer.request("OPTIONS"))
        await peer.expect(400)
        await peer.expect(200)
        await peer.close()

    play(scene)
