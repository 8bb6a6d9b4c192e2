"""sipp calls the switch: plain, over a lossy network, cancelling, refused, holding (F001)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded, RejectLeg
from agent_desktop.server.sip.listener import Listener
from agent_desktop.server.sip.transport import OpenTransport
from agent_desktop.server.sip.udp import UdpTransport
from tests.fakes.sip_live import DEADLINE, FirstLost, LiveSwitch, Lossy, live, program
from tests.fakes.sipp import answer, awaited, call, expect_text, invite, receive, request, written

Tool = Callable[[str], str]


async def sipp(
    find: Tool, house: LiveSwitch, folder: Path, steps: str, *options: str, within_s: float = DEADLINE, to: str = ""
) -> None:
    """Run a scenario against the switch, or the proxy ``to``; every call must succeed."""
    file = written(folder / "scenario.xml", steps)
    async with program(
        find("sipp"), to or house.address, "-sf", str(file), "-i", "127.0.0.1", "-nostdin", *options, cwd=folder
    ) as caller:
        code = await caller.end(within_s)
    assert code == 0, "".join(caller.lines)[-3000:]


@pytest.mark.parametrize(
    ("open_transport", "talk_ms", "socket"),
    [
        (UdpTransport.open, 100, "u1"),
        (Listener.open, 100, "t1"),
        (Listener.open, 100, "tn"),
        (FirstLost.open, 3_000, "u1"),
    ],
)
def test_calls_are_answered_and_ended_by_the_caller(
    tool: Tool, tmp_path: Path, open_transport: OpenTransport, talk_ms: int, socket: str
) -> None:
    """Also when the first copy of every message is lost: both sides repeat what they must."""

    async def scene() -> None:
        async with live(open_transport=open_transport) as house:
            await sipp(tool, house, tmp_path, call(talk_ms), "-m", "10", "-r", "20", "-t", socket, "-max_socket", "100")
            await house.ended(10)
            arrived = sorted(house.legs(CallArrived))
            assert sorted(house.legs(LegAnswered)) == arrived
            assert sorted(house.legs(LegEnded)) == arrived
            assert all(fact.cause is LegEnd.HUNG_UP for fact in house.facts if isinstance(fact, LegEnded))
            assert len(arrived) == 10

    asyncio.run(scene())


@pytest.mark.parametrize("calls", [50, pytest.param(2_000, marks=pytest.mark.long)])
def test_every_call_over_a_bad_network_is_set_up_and_torn_down(tool: Tool, tmp_path: Path, calls: int) -> None:
    """1 % and 5 % of all datagrams are lost, the others take 200 ms.

    A caller whose every ACK was lost may hang up before we hear that he took the call: that leg was never answered.
    """

    async def scene(loss: float) -> None:
        folder = tmp_path / str(loss)
        folder.mkdir()
        async with live(open_transport=Lossy.network(loss, 200)) as house:
            rate = str(max(10, calls // 40))
            patience = ("-timeout", "100", "-timeout_error")
            await sipp(tool, house, folder, call(1_000), "-m", str(calls), "-r", rate, *patience, within_s=110)
            await house.ended(calls)
            arrived = sorted(house.legs(CallArrived))
            assert len(arrived) == calls
            assert sorted(house.legs(LegEnded)) == arrived
            answered = house.legs(LegAnswered)
            assert set(answered) <= set(arrived)
            assert len(answered) == len(set(answered)) >= 0.8 * calls
            assert {fact.cause for fact in house.facts if isinstance(fact, LegEnded)} == {LegEnd.HUNG_UP}
            assert house.switch.legs() == ()

    async def both() -> None:
        await asyncio.gather(scene(0.01), scene(0.05))

    asyncio.run(both())


@pytest.mark.parametrize("socket", ["u1", "t1"])
def test_the_switch_ends_a_call(tool: Tool, tmp_path: Path, socket: str) -> None:
    """Over TCP along the connection that is there: sipp listens on no other."""
    steps = (
        invite()
        + receive(100, optional=True)
        + receive(200)
        + request("ACK", 1)
        + awaited("BYE")
        + answer(200, tag=False)
    )

    async def scene() -> None:
        async with live() as house:
            running = asyncio.ensure_future(sipp(tool, house, tmp_path, steps, "-m", "1", "-t", socket))
            while not house.legs(LegAnswered):
                await house._queue.get()
            (leg,) = house.legs(LegAnswered)
            house.hang_up(leg)
            await running
            await house.ended(1)
            assert house.facts[-1] == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)

    asyncio.run(scene())


def test_a_caller_cancels(tool: Tool, tmp_path: Path) -> None:
    cancel = request("CANCEL", 1, to="", back=2)
    steps = invite() + receive(100) + cancel + receive(200) + receive(487) + request("ACK", 1, back=5)

    async def scene() -> None:
        async with live(lambda *_: None) as house:
            await sipp(tool, house, tmp_path, steps, "-m", "3", "-r", "10")
            await house.ended(3)
            assert {fact.cause for fact in house.facts if isinstance(fact, LegEnded)} == {LegEnd.CANCELLED}

    asyncio.run(scene())


def test_a_call_to_nowhere_is_refused(tool: Tool, tmp_path: Path) -> None:
    def decide(house: LiveSwitch, fact: CallArrived) -> None:
        house.switch.handle(RejectLeg(id=1, until=0, leg=fact.leg, status=404))

    steps = invite() + receive(100, optional=True) + receive(404) + request("ACK", 1, back=3)

    async def scene() -> None:
        async with live(decide) as house:
            await sipp(tool, house, tmp_path, steps, "-m", "1")

    asyncio.run(scene())


def test_a_caller_holds_and_resumes(tool: Tool, tmp_path: Path) -> None:
    steps = (
        invite()
        + receive(100, optional=True)
        + receive(200)
        + request("ACK", 1)
        + invite(2, "sendonly", to="[peer_tag_param]")
        + receive(100, optional=True)
        + receive(200, action=expect_text("a=recvonly"))
        + request("ACK", 2)
        + invite(3, to="[peer_tag_param]")
        + receive(100, optional=True)
        + receive(200, action=expect_text("a=sendrecv"))
        + request("ACK", 3)
        + request("BYE", 4)
        + receive(200)
    )

    async def scene() -> None:
        async with live() as house:
            await sipp(tool, house, tmp_path, steps, "-m", "2")
            await house.ended(2)

    asyncio.run(scene())
