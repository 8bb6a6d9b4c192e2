"""Telephones of three makers call in and are called, over every transport, directly and through a proxy that stays in
the path of the dialog: kamailio with Record-Route (F001)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_desktop.domain.messages import CallArrived, LegEnd
from agent_desktop.server.front import Front, FrontSettings
from tests.fakes import sip_phones
from tests.fakes.sip_live import LiveSwitch, live, program
from tests.fakes.sip_phones import Phone, Start

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

    async with asyncio.TaskGroup() as group:
        for user in users:
            group.create_task(one(user), name=user)


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_every_phone_calls_and_is_called(tool: Tool, tmp_path: Path, transport: str) -> None:
    """Over TLS pjsua2 and baresip trust the certificate that the server made, and no other."""
    front = Front(FrontSettings(), tmp_path, "127.0.0.1")

    async def scene() -> None:
        async with live(open_transport=front.open) as house:
            over_tls = front.addresses()["sip_tls"].removeprefix("sip:").partition(";")[0]
            address = over_tls if transport == "tls" else house.address
            await phones(tool, tmp_path, house, address, transport, *PHONES)
            assert len(house.legs(CallArrived)) == 2 * len(PHONES)

    asyncio.run(scene())


@asynccontextmanager
async def kamailio(find: Tool, folder: Path, port: int, house: LiveSwitch) -> AsyncIterator[str]:
    """The proxy in front of the switch; its address."""
    config = folder / "kamailio.cfg"
    config.write_text(KAMAILIO.read_text().replace("SWITCH_PORT", house.address.rpartition(":")[2]))
    address = f"127.0.0.1:{port}"
    small = ("-m", "32", "-M", "4", "-Y", str(folder))
    listening = ("-l", f"udp:{address}", "-l", f"tcp:{address}")
    async with program(find("kamailio"), "-f", str(config), "-DD", "-E", *small, *listening, cwd=folder) as proxy:
        await proxy.until("Aliases")
        yield address


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_every_phone_calls_and_is_called_through_a_proxy(
    tool: Tool, tmp_path: Path, free_port: int, transport: str
) -> None:
    async def scene() -> None:
        async with live() as house, kamailio(tool, tmp_path, free_port, house) as proxy:
            await phones(tool, tmp_path, house, proxy, transport, *PHONES)

            ends = [data for data in house.wire.sent if data.startswith(b"BYE")]
            assert len(ends) >= 2 * len(PHONES)
            assert all(f"\r\nRoute: <sip:127.0.0.1:{free_port};".encode() in data for data in ends)

    asyncio.run(scene())
