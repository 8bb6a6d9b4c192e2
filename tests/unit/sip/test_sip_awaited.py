"""Connections die with the switch: what it has to say to a phone waits until that phone has come back (F120)."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import LegAnswered, LegEnd, LegEnded, LegRinging
from agent_desktop.server.sip.awaited import WAIT_MS
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer

HOST = "10.0.0.20"


def cut(house: SipHouse, port: int = 5060) -> None:
    """The phone's connection is over."""
    flow = Flow("TCP", HOST, port)
    house.net.gone.add(flow)
    house.switch._agent.flow_lost(flow)


async def back(house: SipHouse, port: int = 5070) -> SipPeer:
    """The phone along a new connection; to register."""
    phone = await SipPeer(HOST, "anna", "TCP").plug(house.net, port)
    house.peers.append(phone)
    phone.cseq = 100
    return phone


async def talking(house: SipHouse) -> SipPeer:
    phone = await house.phone(transport="TCP")
    await house.talk_with(phone)
    return phone


def test_a_bye_after_the_kill_waits_for_the_phone() -> None:
    async def scene(house: SipHouse) -> None:
        old = await talking(house)
        cut(house)
        await house.kill()
        house.hang_up("o1")
        assert await old.silence(5) == []
        assert house.switch.legs() == ("o1",), "and is not over, for the phone does not know yet"
        phone = await back(house)
        assert (await phone.register("secret")).status == 200
        bye = await phone.expect("BYE")
        assert "SIP/2.0/TCP" in bye["Via"]
        phone.send(phone.answer(bye, 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.HUNG_UP)

    play(scene)


def test_new_media_is_offered_to_the_phone_when_it_is_back() -> None:
    async def scene(house: SipHouse) -> None:
        await talking(house)
        cut(house)
        await house.kill()
        taken: list[bool] = []
        house.switch.reoffer("o1", taken.append)
        phone = await back(house)
        await phone.register("secret")
        again = await phone.expect("INVITE")
        phone.send(phone.ok(again))
        await phone.expect("ACK")
        await phone.silence(1)
        assert taken == [True]

    play(scene)


def test_a_phone_that_is_back_already_is_found_at_once() -> None:
    """Also without a kill: its connection broke, and nobody had anything to say meanwhile."""

    async def scene(house: SipHouse) -> None:
        await talking(house)
        cut(house)
        phone = await back(house)
        await phone.register("secret")
        house.hang_up("o1")
        phone.send(phone.answer(await phone.expect("BYE", within=1), 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.HUNG_UP)

    play(scene)


def test_another_phone_of_the_agent_is_not_taken_for_it() -> None:
    async def scene(house: SipHouse) -> None:
        await talking(house)
        cut(house)
        other = await house.phone(host="10.0.0.30", transport="TCP")
        house.hang_up("o1")
        assert await other.silence(5) == []
        phone = await back(house)
        await phone.register("secret")
        phone.send(phone.answer(await phone.expect("BYE", within=1), 200))
        await house.fact()

    play(scene)


def test_a_phone_that_never_comes_back_ends_its_leg() -> None:
    async def scene(house: SipHouse) -> None:
        old = await talking(house)
        cut(house)
        await house.kill()
        house.hang_up("o1")
        await old.silence(WAIT_MS / 1000 - 1)
        assert house.switch.legs() == ("o1",)
        assert await house.fact(within=2) == LegEnded(leg="o1", cause=LegEnd.HUNG_UP)

    play(scene)


@pytest.mark.expects_log("did not answer when the switch stopped")
def test_a_switch_that_stops_waits_for_nobody() -> None:
    async def scene(house: SipHouse) -> None:
        await talking(house)
        cut(house)
        house.hang_up("o1")
        await house.switch.close()
        assert house.switch._agent.awaited._waiting == {}

    play(scene)


def test_a_phone_that_rang_rings_on_when_it_is_back() -> None:
    async def scene(house: SipHouse) -> None:
        old = await house.phone(transport="TCP")
        house.ring()
        invite = await old.expect("INVITE")
        old.send(old.answer(invite, 180))
        await house.fact()
        cut(house)
        await house.kill()
        assert await old.silence(3) == []
        phone = await back(house)
        await phone.register("secret")
        again = await phone.expect("INVITE")
        assert again.raw == invite.raw
        phone.send(phone.answer(again, 180))
        assert await house.fact() == LegRinging(leg="o1")
        phone.send(phone.ok(again))
        await phone.expect("ACK")
        assert await house.fact() == LegAnswered(leg="o1")

    play(scene)
