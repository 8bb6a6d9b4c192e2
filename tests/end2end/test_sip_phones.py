"""Real phones register with a password, are rung, answer, hold and hang up: pjsua2 and baresip (F001)."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded, LegRinging
from tests.fakes import sip_pjsua_peer
from tests.fakes.sip_live import LiveSwitch, Program, live, program

Tool = Callable[[str], str]


@asynccontextmanager
async def pjsua(house: LiveSwitch, password: str = "secret", transport: str = "udp") -> AsyncIterator[Program]:
    """A pjsua2 phone for anna, in a process of its own."""
    script = sip_pjsua_peer.__file__
    async with program(sys.executable, script, house.address, "anna", password, transport, stdin=True) as phone:
        yield phone
        phone.tell("quit")
        assert await phone.end() == 0


def registered_over(house: LiveSwitch) -> set[str]:
    """The transports along which anna can be rung."""
    bindings = house.switch._agent.registrar.bindings("anna")
    return {binding.flow.transport.lower() for binding in bindings}


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_pjsua_registers_is_rung_holds_and_hangs_up(transport: str) -> None:
    async def scene() -> None:
        async with live() as house, pjsua(house, transport=transport) as phone:
            await phone.until("^registered 200")
            assert registered_over(house) == {transport}
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


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_pjsua_calls_in_holds_and_is_hung_up(transport: str) -> None:
    async def scene() -> None:
        async with live() as house, pjsua(house, transport=transport) as phone:
            await phone.until("^registered 200")
            there = f"sip:1000@{house.address};transport={transport}"
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


def configure(folder: Path, address: str, port: int, answer: str, transport: str) -> None:
    """What baresip reads: files as sound devices, its control on a TCP port, anna's account."""
    modules = next(iter(Path("/usr/lib").glob("**/baresip/modules")))
    lines = [
        "sip_listen 127.0.0.1:0",
        f"module_path {modules}",
        "module g711.so",
        "module aufile.so",
        "module_tmp account.so",
        "module_app menu.so",
        "module_app ctrl_tcp.so",
        f"ctrl_tcp_listen 127.0.0.1:{port}",
        f"audio_player aufile,{folder}/out.wav",
        f"audio_source aufile,{folder}/in.wav",
        f"audio_alert aufile,{folder}/alert.wav",
    ]
    (folder / "config").write_text("\n".join(lines) + "\n")
    (folder / "contacts").touch()
    (folder / "in.wav").write_bytes(silence_wav())
    account = f"<sip:anna@{address};transport={transport}>;auth_pass=secret;answermode={answer}"
    account += ";audio_codecs=PCMU/8000/1;regint=60"
    (folder / "accounts").write_text(account + "\n")


@asynccontextmanager
async def baresip(
    find: Tool, house: LiveSwitch, folder: Path, port: int, answer: str, transport: str = "udp"
) -> AsyncIterator[Program]:
    """A baresip phone for anna."""
    configure(folder, house.address, port, answer, transport)
    async with program(find("baresip"), "-f", str(folder), "-t", "60", cwd=folder) as phone:
        await phone.until("200 OK")
        yield phone
        phone.process.terminate()
        await phone.end()


def silence_wav() -> bytes:
    """Ten seconds of silence, 8 kHz mono, 16 bit."""
    data = bytes(160_000)
    return (
        b"RIFF" + (36 + len(data)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
        + bytes((1, 0, 1, 0)) + (8000).to_bytes(4, "little") + (16_000).to_bytes(4, "little") + bytes((2, 0, 16, 0))
        + b"data" + len(data).to_bytes(4, "little") + data
    )  # fmt: skip


async def control(port: int, command: str) -> None:
    """One order to baresip's ctrl_tcp (JSON in netstrings); returns when it was taken."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    order = f'{{"command":"{command}"}}'
    writer.write(f"{len(order)}:{order},".encode())
    await asyncio.wait_for(reader.readuntil(b","), 10)
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(("side", "transport"), [("phone", "udp"), ("switch", "udp"), ("phone", "tcp")])
def test_baresip_registers_is_rung_answers_and_either_side_hangs_up(
    tool: Tool, tmp_path: Path, free_port: int, side: str, transport: str
) -> None:
    async def scene() -> None:
        async with live() as house:
            async with baresip(tool, house, tmp_path, free_port, "auto", transport):
                assert registered_over(house) == {transport}
                house.ring("o1")
                await house.until(LegAnswered(leg="o1"))
                assert [order[4] for order in house.media.orders if order[0] == "set_remote"] == ["PCMU"]
                if side == "phone":
                    await control(free_port, "hangup")
                else:
                    house.hang_up("o1")
                await house.until(LegEnded(leg="o1", cause=LegEnd.HUNG_UP))
            assert not house.switch.registered("anna")

    asyncio.run(scene())


def test_baresip_declines(tool: Tool, tmp_path: Path, free_port: int) -> None:
    async def scene() -> None:
        async with live() as house, baresip(tool, house, tmp_path, free_port, "manual"):
            house.ring("o1")
            await house.until(LegRinging(leg="o1"))
            await control(free_port, "hangup")
            await house.until(LegEnded(leg="o1", cause=LegEnd.REJECTED))

    asyncio.run(scene())
