"""What is particular about one telephone: holding, declining, a wrong password, leaving (F001).

That all of them call and are called, over every transport, is shown in ``test_sip_interop.py``.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded, LegRinging
from tests.fakes import sip_pjsua_peer
from tests.fakes.sip_live import LiveSwitch, Program, live, program
from tests.fakes.sip_phones import baresip

Tool = Callable[[str], str]


@asynccontextmanager
async def pjsua(house: LiveSwitch, password: str = "secret") -> AsyncIterator[Program]:
    """A pjsua2 phone for anna, in a process of its own."""
    script = sip_pjsua_peer.__file__
    async with program(sys.executable, script, house.address, "anna", password, "udp", stdin=True) as phone:
        yield phone
        phone.tell("quit")
        assert await phone.end() == 0


def test_pjsua_registers_is_rung_holds_and_hangs_up() -> None:
    async def scene() -> None:
        async with live() as house, pjsua(house) as phone:
            await phone.until("^registered 200")
            house.ring("o1")
            assert "o1" in await phone.until("^incoming")
            await house.until(LegRinging(leg="o1"))
            phone.tell("answer")
            await phone.until("^confirmed")
            await house.until(LegAnswered(leg="o1"))
            phone.tell("hold")
            await phone.until("^media held")
            phone.tell("resume")
            await phone.until("^media active")
            phone.tell("bye")
            await phone.until("^disconnected 200")
            await house.until(LegEnded(leg="o1", cause=LegEnd.HUNG_UP))

    asyncio.run(scene())


def test_pjsua_is_hung_up_and_may_decline_and_be_cancelled() -> None:
    async def scene() -> None:
        async with live() as house, pjsua(house) as phone:
            await phone.until("^registered 200")
            house.ring("o1")
            await phone.until("^incoming o1")
            phone.tell("answer")
            await house.until(LegAnswered(leg="o1"))
            house.hang_up("o1")
            await phone.until("^disconnected 200")
            await house.until(LegEnded(leg="o1", cause=LegEnd.HUNG_UP))
            house.ring("o2")
            await phone.until("^incoming o2")
            phone.tell("decline")
            await house.until(LegEnded(leg="o2", cause=LegEnd.REJECTED))
            house.ring("o3")
            await house.until(LegRinging(leg="o3"))
            house.hang_up("o3")
            await house.until(LegEnded(leg="o3", cause=LegEnd.CANCELLED))
            await phone.until("^disconnected 487")

    asyncio.run(scene())


def test_pjsua_calls_in_holds_and_is_hung_up() -> None:
    async def scene() -> None:
        async with live() as house, pjsua(house) as phone:
            await phone.until("^registered 200")
            there = f"sip:1000@{house.address}"
            phone.tell(f"call {there}")
            await phone.until("^confirmed")
            (leg,) = house.legs(CallArrived)
            await house.until(LegAnswered(leg=leg))
            phone.tell("hold")
            await phone.until("^media held")
            phone.tell("resume")
            await phone.until("^media active")
            house.hang_up(leg)
            await phone.until("^disconnected 200")
            await house.until(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
            phone.tell(f"call {there}")
            await phone.until("^confirmed")
            phone.tell("bye")
            await house.ended(2)

    asyncio.run(scene())


def test_pjsua_leaves_when_it_quits() -> None:
    async def scene() -> None:
        async with live() as house:
            async with pjsua(house) as phone:
                await phone.until("^registered 200")
            assert not house.switch.registered("anna")

    asyncio.run(scene())


def test_pjsua_with_a_wrong_password_is_refused() -> None:
    async def scene() -> None:
        async with live() as house, pjsua(house, "wrong") as phone:
            await phone.until("^registered 401")
            assert not house.switch.registered("anna")

    asyncio.run(scene())


def test_baresip_declines(tool: Tool, tmp_path: Path) -> None:
    async def scene() -> None:
        async with live() as house, baresip(tool, tmp_path, house.address, "anna", "udp") as phone:
            await house.registered("anna")
            house.ring("o1")
            await house.until(LegRinging(leg="o1"))
            await phone.ringing()
            await phone.hang_up()
            await house.until(LegEnded(leg="o1", cause=LegEnd.REJECTED))

    asyncio.run(scene())
