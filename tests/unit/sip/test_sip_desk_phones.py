"""Desk phones, several phones of one user, proxies before them, and what a restart leaves of registrations."""

from __future__ import annotations

import asyncio

from agent_desktop.domain.messages import LegAnswered, LegEnded, RingLeg
from agent_desktop.server.sip.digest import ha1_of
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer


def issue(house: SipHouse, device: str, password: str) -> None:
    """What ``admin device add`` keeps."""
    house.secrets.devices[device] = {"MD5": ha1_of("MD5", device, "agent-desktop", password)}


def ring(house: SipHouse, leg: str, device: str) -> None:
    house.switch.handle(
        RingLeg(id=hash(leg), until=0, leg=leg, agent="anna", peer="", queue_name="Service", device=device)
    )


async def desk(house: SipHouse, password: str = "word") -> SipPeer:
    phone = await house.peer("10.0.0.30", "desk-1")
    assert (await phone.register(password)).status == 200
    return phone


def test_a_desk_phone_registers_with_its_own_password_and_is_rung_for_its_agent() -> None:  # F032
    async def scene(house: SipHouse) -> None:
        issue(house, "desk-1", "word")
        house.switch.define([], ["desk-1"])
        phone = await desk(house)
        softphone = await house.phone()
        ring(house, "o1", "desk-1")
        invite = await phone.expect("INVITE")
        assert invite.start.startswith("INVITE sip:desk-1@10.0.0.30")
        phone.send(phone.ok(invite))
        await phone.expect("ACK")
        await house.fact(LegAnswered)
        assert not await softphone.silence(1)

    play(scene)


def test_a_desk_phone_needs_a_password_and_a_place_in_the_definition() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.30", "desk-1")
        house.switch.define([], ["desk-1"])
        assert (await phone.register("word")).status == 401  # it was never given one
        issue(house, "desk-1", "word")
        house.switch.define([], [])
        assert (await phone.register("word")).status == 401  # it is no desk phone any more
        house.switch.define([], ["desk-1"])
        assert (await phone.register("wrong")).status == 401
        assert (await phone.register("word")).status == 200
        issue(house, "desk-1", "another")  # a new password makes what was done with the old one void
        ring(house, "o1", "desk-1")
        await house.fact(LegEnded)

    play(scene)


def test_all_phones_of_a_user_ring_and_the_first_to_answer_wins() -> None:
    async def scene(house: SipHouse) -> None:
        desk_phone = await house.phone(host="10.0.0.20")
        headset = await house.phone(host="10.0.0.21")
        house.ring()
        first, second = await desk_phone.expect("INVITE"), await headset.expect("INVITE")
        assert first["Call-ID"] != second["Call-ID"]
        desk_phone.send(desk_phone.answer(first, 180))
        headset.send(headset.answer(second, 180))
        headset.send(headset.ok(second))
        await headset.expect("ACK")
        cancel = await desk_phone.expect("CANCEL")
        desk_phone.send(desk_phone.answer(cancel, 200))
        desk_phone.send(desk_phone.answer(first, 487))
        await desk_phone.expect("ACK")

    play(scene)


def test_a_phone_behind_a_proxy_is_reached_through_it() -> None:
    """RFC 3327: the path of the REGISTER is the route of the INVITE, and is told to the phone."""

    async def scene(house: SipHouse) -> None:
        proxy = await house.peer("10.0.0.40", "anna")
        path = "Path: <sip:10.0.0.40;lr>, <sip:edge@10.0.0.41;lr>\r\nSupported: path"
        ok = await proxy.register("secret", more=path, contact="<sip:anna@192.168.1.7:5070>")
        assert ok.all("Path") == ["<sip:10.0.0.40;lr>", "<sip:edge@10.0.0.41;lr>"]
        house.ring()
        invite = await proxy.expect("INVITE")
        assert invite.start == "INVITE sip:anna@192.168.1.7:5070 SIP/2.0"
        assert invite.all("Route") == ["<sip:10.0.0.40;lr>", "<sip:edge@10.0.0.41;lr>"]
        proxy.send(proxy.answer(invite, 486))
        await house.fact(LegEnded)

    play(scene)


def test_after_a_kill_phones_over_udp_are_rung_and_known_again_without_registering() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        issue(house, "desk-1", "word")
        house.switch.define([], ["desk-1"])
        phone, desk_phone = await house.phone(), await desk(house)
        await house.kill()
        house.switch.define([], ["desk-1"])
        house.switch._agent.callers.open_to_strangers = False
        assert house.switch._agent.registrar.user_at(Flow("UDP", phone.host, 5060)) == "anna"
        house.ring("o1")
        phone.send(phone.answer(await phone.expect("INVITE"), 486))
        await phone.expect("ACK")
        await house.fact(LegEnded)
        ring(house, "o2", "desk-1")
        desk_phone.send(desk_phone.answer(await desk_phone.expect("INVITE"), 486))
        await desk_phone.expect("ACK")
        await house.fact(LegEnded)
        await asyncio.sleep(601)
        assert not house.switch.registered("anna")  # they end when they would have ended

    play(scene)
