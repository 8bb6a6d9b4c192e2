"""Telephones of three makers call in and are called, over every transport, directly and through a proxy that stays in
the path of the dialog: kamailio with Record-Route; and sipp does so too (F001)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from agent_desktop.domain.messages import CallArrived, DialLeg, LegAnswered, LegEnd, LegEnded
from agent_desktop.domain.network import Transport, Trunk
from agent_desktop.server.front import Front, FrontSettings
from agent_desktop.server.sip.certificate import OWN_NAME
from tests.end2end.test_sip_sipp import sipp
from tests.end2end.test_sip_trunk_sipp import provider
from tests.fakes import sip_phones
from tests.fakes.sip_live import DEADLINE, LiveSwitch, Program, live, program
from tests.fakes.sip_phones import Phone, Start
from tests.fakes.sipp import answer, awaited, call, sdp

Tool = Callable[[str], str]

PHONES: dict[str, Start] = {"anna": sip_phones.pjsua, "bert": sip_phones.baresip, "carl": sip_phones.linphone}
"""Who has which telephone."""

KAMAILIO = Path(__file__).with_name("kamailio.cfg")


async def calls(house: LiveSwitch, phone: Phone, user: str, uri: str) -> None:
    """Two calls out to the phone and two in from it; each side hangs up one of either."""
    for leg, phone_hangs_up in ((f"{user}-1", True), (f"{user}-2", False)):
        house.ring(leg, user)
        await phone.ringing()
        await phone.answer()
        await phone.talking()
        await house.answered(leg)
        if phone_hangs_up:
            await phone.hang_up()
        else:
            house.hang_up(leg)
            await phone.over()
        assert await house.over(leg) is LegEnd.HUNG_UP
    for phone_hangs_up in (False, True):
        before = len(of(house, user))
        await phone.call(uri)
        await phone.talking()
        leg = of(house, user)[before]
        await house.answered(leg)
        if phone_hangs_up:
            await phone.hang_up()
        else:
            house.hang_up(leg)
            await phone.over()
        assert await house.over(leg) is LegEnd.HUNG_UP


def of(house: LiveSwitch, user: str) -> list[str]:
    """The legs of this caller's calls."""
    return [fact.leg for fact in house.facts if isinstance(fact, CallArrived) and fact.caller == user]


async def phones(find: Tool, folder: Path, house: LiveSwitch, address: str, transport: str, *users: str) -> None:
    """All of them at once, each with a folder of its own."""

    async def one(user: str) -> None:
        place = folder / user
        place.mkdir()
        async with PHONES[user](find, place, address, user, transport) as phone:
            await house.registered(user)
            await calls(house, phone, user, f"sip:1000@{address};transport={transport}")
            if isinstance(phone, sip_phones.PjsuaPhone):
                await phone.write(f"sip:bert@{address};transport={transport}", "Coffee?")
                assert house.texts == [(user, "bert", "Coffee?")]

    async with asyncio.TaskGroup() as group:
        for user in users:
            group.create_task(one(user), name=user)


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_every_phone_calls_and_is_called(tool: Tool, tmp_path: Path, transport: str) -> None:
    """Over TLS pjsua2 and baresip trust the certificate that the server made, and no other; and baresip takes no call
    without SRTP, which it wants offered as RTP/SAVP."""
    front = Front(FrontSettings(), tmp_path, "127.0.0.1")

    async def scene() -> None:
        async with live(open_transport=front.open) as house:
            over_tls = front.addresses()["sip_tls"].removeprefix("sip:").partition(";")[0]
            address = over_tls if transport == "tls" else house.address
            await phones(tool, tmp_path, house, address, transport, *PHONES)
            assert len(house.legs(CallArrived)) == 2 * len(PHONES)

    asyncio.run(scene())


async def listens(proxy: Program, port: int) -> None:
    """Wait until the proxy takes connections: it says its names before it does."""
    async with asyncio.timeout(DEADLINE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                with suppress(TimeoutError):
                    await asyncio.wait_for(proxy.process.wait(), 0.05)
                    raise AssertionError("".join(proxy.lines)) from None
            else:
                writer.close()
                return


@asynccontextmanager
async def kamailio(
    find: Tool, folder: Path, port: int, switch: str, *, certificate: Path | None = None, sipp: int = 9
) -> AsyncIterator[str]:
    """The proxy in front of the switch; its address. With a certificate it speaks TLS alone; what is dialled at
    ``sipp.invalid`` goes to the port ``sipp``."""
    text = KAMAILIO.read_text()
    for word, value in (("SWITCH_PORT", switch.rpartition(":")[2]), ("SIPP_PORT", sipp), ("CERTIFICATE", certificate)):
        text = text.replace(word, str(value))
    config = folder / "kamailio.cfg"
    config.write_text(text)
    address = f"127.0.0.1:{port}"
    small = ("-m", "32", "-M", "4", "-Y", str(folder))
    listening = ("-l", f"udp:{address}", "-l", f"tcp:{address}")
    if certificate is not None:
        listening = ("-l", f"tls:{address}", "-A", "WITH_TLS")
    async with program(find("kamailio"), "-f", str(config), "-DD", "-E", *small, *listening, cwd=folder) as proxy:
        await proxy.until("Aliases")
        await listens(proxy, port)
        yield address


def routed(house: LiveSwitch, port: int, least: int) -> None:
    """Every BYE of the switch went by the proxy."""
    ends = [data for data in house.wire.sent if data.startswith(b"BYE")]
    assert len(ends) >= least
    assert all(f"\r\nRoute: <sip:127.0.0.1:{port};".encode() in data for data in ends)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_every_phone_calls_and_is_called_through_a_proxy(
    tool: Tool, tmp_path: Path, free_port: int, transport: str
) -> None:
    async def scene() -> None:
        async with live() as house, kamailio(tool, tmp_path, free_port, house.address) as proxy:
            await phones(tool, tmp_path, house, proxy, transport, *PHONES)
            routed(house, free_port, 2 * len(PHONES))

    asyncio.run(scene())


def test_phones_call_and_are_called_through_a_proxy_over_tls(tool: Tool, tmp_path: Path, free_port: int) -> None:
    """From phone to proxy and from proxy to switch, each way along the connection that is there."""
    front = Front(FrontSettings(), tmp_path, "127.0.0.1")

    async def scene() -> None:
        async with live(open_transport=front.open) as house:
            switch = front.addresses()["sip_tls"].removeprefix("sip:").partition(";")[0]
            async with kamailio(tool, tmp_path, free_port, switch, certificate=tmp_path / OWN_NAME) as proxy:
                for user in PHONES:  # one by one: three handshakes at once are one too many for this kamailio's TLS
                    await phones(tool, tmp_path, house, proxy, "tls", user)
                routed(house, free_port, 2 * len(PHONES))

    asyncio.run(scene())


ANSWERING = (
    awaited("INVITE")
    + answer(180)
    + answer(200, body=sdp(), resend=True)
    + awaited("ACK")
    + awaited("BYE")
    + answer(200, tag=False)
)


@pytest.mark.parametrize(("transport", "socket"), [(Transport.UDP, "u1"), (Transport.TCP, "t1")])
def test_sipp_calls_and_is_called_through_a_proxy(
    tool: Tool, tmp_path: Path, free_port: int, transport: Transport, socket: str
) -> None:
    async def scene() -> None:
        async with (
            live() as house,
            provider(tool, tmp_path, ANSWERING, "-t", socket) as (port, called),
            kamailio(tool, tmp_path, free_port, house.address, sipp=port) as proxy,
        ):
            await sipp(tool, house, tmp_path, call(100, routed=True), "-m", "3", "-t", socket, to=proxy)
            await house.ended(3)
            house.switch.define([Trunk(id="by", server=proxy, domain="sipp.invalid", transport=transport)], ())
            house.switch.handle(DialLeg(id=90, until=0, leg="o9", number="100", caller="4687", case=1))
            await house.until(LegAnswered(leg="o9"))
            house.hang_up("o9")
            await house.until(LegEnded(leg="o9", cause=LegEnd.HUNG_UP))
            if transport is Transport.UDP:  # over TCP sipp waits for more
                assert await called.end() == 0, "".join(called.lines)[-2000:]
            routed(house, free_port, 1)

    asyncio.run(scene())


def test_sipp_is_called_over_tcp(tool: Tool, tmp_path: Path) -> None:
    """Over UDP it is in test_sip_trunk_sipp.py; Debian's sipp has no TLS."""

    async def scene() -> None:
        async with live() as house, provider(tool, tmp_path, ANSWERING, "-t", "t1") as (port, called):
            await listens(called, port)
            house.switch.define([Trunk(id="sipp", server=f"127.0.0.1:{port}", transport=Transport.TCP)], ())
            house.switch.handle(DialLeg(id=90, until=0, leg="o9", number="100", caller="4687", case=1))
            await house.until(LegAnswered(leg="o9"))
            house.hang_up("o9")
            await house.until(LegEnded(leg="o9", cause=LegEnd.HUNG_UP))

    asyncio.run(scene())
