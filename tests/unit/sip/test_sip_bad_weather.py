"""Callers' legs over a network that loses, repeats and crosses messages, at random but by seed (F001)."""

from __future__ import annotations

import asyncio
import random

import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnded
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text


@pytest.mark.parametrize("seed", range(6))
def test_calls_survive_bad_weather(seed: int) -> None:
    """A third of everything is lost, some comes twice or late: every call is answered and ended, once."""
    chance = random.Random(seed)

    def weather(*_: object) -> list[int]:
        copies = chance.choice((0, 1, 1, 1, 1, 2))
        return [chance.choice((1, 5, 40, 700)) for _ in range(copies)] if chance.random() > 0.2 else []

    async def caller_plays(house: SipHouse, number: int) -> None:
        caller = await house.peer(f"10.0.1.{number}")
        invite = caller.invite()
        dialog = await persist(caller, invite, 200)
        ack = caller.within("ACK", dialog)
        caller.send(ack)
        bye = None
        for _ in range(60):
            for message in await caller.silence(0.5):
                if message.status == 200 and message.method == "INVITE":
                    caller.send(ack)
                elif message.start.startswith("BYE"):
                    bye = message
                    caller.send(caller.answer(message, 200))
            if bye:
                return
        raise AssertionError("no BYE came")

    async def persist(caller: SipPeer, text: str, status: int) -> Text:
        for wait in (0.5, 1, 2, 4, 8, 16):
            caller.send(text)
            for message in await caller.silence(wait):
                if message.status == status:
                    return message
        raise AssertionError(f"no {status}")

    async def scene(house: SipHouse) -> None:
        async def core() -> None:
            while True:
                fact = await house.fact(within=500)
                if isinstance(fact, CallArrived):
                    house.accept(fact.leg)
                elif isinstance(fact, LegAnswered):
                    house.hang_up(fact.leg)

        deciding = asyncio.ensure_future(core())
        await asyncio.gather(*(caller_plays(house, number) for number in range(1, 6)))
        await asyncio.sleep(70)
        deciding.cancel()
        arrived = [fact.leg for fact in house.facts if isinstance(fact, CallArrived)]
        for kind in (LegAnswered, LegEnded):
            assert sorted(fact.leg for fact in house.facts if isinstance(fact, kind)) == sorted(arrived)
        assert len(arrived) == 5

    play(scene, weather)
