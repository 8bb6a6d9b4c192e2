"""sipp is a provider: it asks who we are, registers us, takes our calls and ends them; and calls us (F028)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import CallArrived, DialLeg, LegAnswered, LegEnd, LegEnded
from agent_desktop.domain.network import NumberFormat, NumberPlan, Trunk
from agent_desktop.server.sip.trunks import Network
from tests.end2end.test_sip_sipp import sipp
from tests.fakes.sip_live import DEADLINE, LiveSwitch, Program, live, program
from tests.fakes.sip_media import SipSecrets
from tests.fakes.sipp import answer, awaited, call, invite, receive, request, sdp, written

Tool = Callable[[str], str]

CHALLENGE = 'WWW-Authenticate: Digest realm="sipp", nonce="n1", algorithm=MD5, qop="auth"\n'
PROVEN = '<action><verifyauth assign_to="1" username="centre" password="word"/></action>'


def asking(method: str) -> str:
    """Refuses a request once, then works out by itself whether the credentials are right; 403 if not."""
    ack = awaited("ACK") if method == "INVITE" else ""
    return (
        f'{awaited(method)}{answer(401, CHALLENGE)}{ack}<recv request="{method}">{PROVEN}</recv>\n'
        '<nop test="1" next="1"/>\n'
        f'{answer(403)}<nop next="2"/>\n<label id="1"/>\n'
    )


REGISTRAR = asking("REGISTER") + answer(200, "Expires: 300\n") + '<label id="2"/>\n'
PROVIDER = (
    asking("INVITE")
    + answer(180)
    + answer(200, body=sdp(), resend=True)
    + awaited("ACK")
    + awaited("BYE")
    + answer(200, tag=False)
    + '<label id="2"/>\n'
)


@asynccontextmanager
async def provider(find: Tool, folder: Path, steps: str, *more: str) -> AsyncIterator[tuple[int, Program]]:
    """A sipp that is called, ready on its port; it plays the steps once."""
    file = written(folder / f"{len(steps)}.xml", steps)
    port = free_port()
    options = ["-sf", str(file), "-i", "127.0.0.1", "-p", str(port), "-m", "1", "-nostdin", "-trace_err", *more]
    async with program(find("sipp"), *options, cwd=folder) as sipp:
        yield port, sipp


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def state(house: LiveSwitch, trunk: str) -> str:
    return next(f"{one.state} {one.registered}" for one in house.switch.trunks() if one.id == trunk)


@pytest.mark.expects_log("trunk silent is down")
def test_a_provider_registers_us_takes_our_calls_and_calls_us(tool: Tool, tmp_path: Path) -> None:
    secrets = SipSecrets()
    secrets.trunks = {"registrar": "word", "provider": "word"}
    changed = asyncio.Event()
    network = Network(secrets=secrets, open_to_strangers=False, changed=changed.set)
    plan = NumberPlan(format=NumberFormat.INTERNATIONAL, country="46")

    async def scene() -> None:
        async with (
            live(network=network) as house,
            provider(tool, tmp_path, REGISTRAR) as (at_registrar, registrar),
            provider(tool, tmp_path, PROVIDER) as (at_provider, called),
        ):
            account = Trunk(id="registrar", order=3, server=f"127.0.0.1:{at_registrar}", user="centre", register=True)
            way = replace(
                account, id="provider", order=2, server=f"127.0.0.1:{at_provider}", register=False, numbers=plan
            )
            silent = Trunk(id="silent", order=1, server=f"127.0.0.1:{free_port()}")
            house.switch.define([account, way, silent], ())
            while state(house, "registrar") != "up True":
                changed.clear()
                await asyncio.wait_for(changed.wait(), DEADLINE)
            house.switch.handle(DialLeg(id=90, until=0, leg="o9", number="070-1234567", caller="+4687", case=1))
            await house.until(LegAnswered(leg="o9"))
            house.hang_up("o9")
            await house.until(LegEnded(leg="o9", cause=LegEnd.HUNG_UP))
            assert state(house, "provider") == "up None"
            assert await called.end() == 0, "".join(called.lines)[-2000:]
            assert await registrar.end() == 0, "".join(registrar.lines)[-2000:]
            # The provider's address is a trunk's: it may call, though nobody else may.
            await sipp(tool, house, tmp_path, call(100), "-m", "2", "-r", "10")
            await house.ended(3)
            assert len(house.legs(CallArrived)) == 2
            house.switch.define([], ())
            strange = invite() + receive(100, optional=True) + receive(401) + request("ACK", 1, back=1)
            await sipp(tool, house, tmp_path, strange, "-m", "1")
            assert len(house.legs(CallArrived)) == 2

    asyncio.run(scene())
