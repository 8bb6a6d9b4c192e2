"""Requests inside a call: hold, resume, refresh, glare, late and wrong ones (RFC 3261 §12.2.2, §14; RFC 3264)."""

from __future__ import annotations

import asyncio
import re

import pytest

from agent_desktop.domain.messages import LegEnd, LegEnded
from tests.fakes.sip_house import SDP, SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

OFFER = SDP.format(host="10.0.0.9")


def version(message: Text) -> int:
    found = re.search(r"^o=- \d+ (\d+) ", message.body, re.MULTILINE)
    assert found
    return int(found[1])


async def reinvite(caller: SipPeer, ok: Text, body: str, **parts: str) -> Text:
    """A re-INVITE and the ACK of its 200."""
    caller.send(caller.within("INVITE", ok, body=body, **parts))
    again = await caller.expect(200)
    caller.send(caller.within("ACK", again))
    return again


def test_hold_and_resume_are_answered_by_direction_with_a_rising_version() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        held = await reinvite(caller, ok, OFFER + "a=sendonly\r\n")
        assert "a=recvonly" in held.body
        assert version(held) == version(ok) + 1
        inactive = await reinvite(caller, ok, OFFER + "a=inactive\r\n")
        assert "a=inactive" in inactive.body
        resumed = await reinvite(caller, ok, OFFER)
        assert "a=sendrecv" in resumed.body
        assert version(resumed) == version(ok) + 3
        same = await reinvite(caller, ok, OFFER)
        assert version(same) == version(resumed), "a session refresh says nothing new"

    play(scene)


def test_the_old_hold_by_zero_address_keeps_the_media_where_it_was() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        before = list(house.media.orders)
        held = await reinvite(caller, ok, OFFER.replace("c=IN IP4 10.0.0.9", "c=IN IP4 0.0.0.0"))
        assert "a=recvonly" in held.body
        assert house.media.orders == before

    play(scene)


def test_new_media_and_a_new_contact_are_taken() -> None:
    async def scene(house: SipHouse) -> None:
        moved, caller = await house.peer("10.0.0.30"), await house.peer()
        leg, ok = await house.talk(caller)
        await reinvite(caller, ok, OFFER.replace("4000", "4004"), contact="<sip:caller@10.0.0.30:5060>")
        assert ("set_remote", leg, "10.0.0.9", 4004, "PCMA", 8, 120) in house.media.orders
        house.hang_up(leg)
        bye = await moved.expect("BYE")
        assert bye.start == "BYE sip:caller@10.0.0.30:5060 SIP/2.0"
        moved.send(moved.answer(bye, 200))

    play(scene)


def test_the_codec_in_use_is_kept_when_the_order_changes() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        again = await reinvite(caller, ok, OFFER.replace("8 0 120", "0 8 120"))
        assert "RTP/AVP 8 120" in again.body

    play(scene)


def test_unacceptable_media_is_refused_and_the_call_goes_on() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        for body, status in ((OFFER.replace("8 0 120", "18"), 488), ("nonsense", 400)):
            invite = caller.within("INVITE", ok, body=body)
            caller.send(invite)
            refused = await caller.expect(status)
            caller.send(caller.ack_failure(invite, refused))
        invite = caller.within("INVITE", ok, body="x", more="Content-Type: text/plain")
        caller.send(invite)
        refused = await caller.expect(415)
        assert refused["Accept"] == "application/sdp"
        caller.send(caller.ack_failure(invite, refused))
        assert house.switch.legs() == (leg,)
        assert len([order for order in house.media.orders if order[0] == "set_remote"]) == 1

    play(scene)


def test_a_reinvite_without_offer_gets_ours() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("INVITE", ok))
        offer = await caller.expect(200)
        assert "RTP/AVP 8 0 9 120" in offer.body, "numbers keep the meaning they had (RFC 3264 §8.3.2)"
        answer = OFFER.replace("8 0 120", "0 101").replace("4000", "4010")
        caller.send(caller.within("ACK", offer, body=answer))
        await asyncio.sleep(1)
        assert house.media.orders[-1] == ("set_remote", leg, "10.0.0.9", 4010, "PCMU", 0, None)

    play(scene)


def test_a_late_answer_we_cannot_use_ends_the_call() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("INVITE", ok))
        offer = await caller.expect(200)
        caller.send(caller.within("ACK", offer, body=OFFER.replace("8 0", "18")))
        bye = await caller.expect("BYE")
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.FAILED)

    play(scene)


def test_an_offer_while_ours_waits_for_its_answer_is_glare() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        caller.send(caller.within("INVITE", ok))
        offer = await caller.expect(200)
        caller.send(caller.within("INVITE", ok, body=OFFER))
        refused = await caller.expect(491)
        assert refused.method == "INVITE"
        caller.send(caller.within("ACK", offer, body=OFFER.replace("8 0 120", "8")))

    play(scene)


def test_a_second_reinvite_while_the_first_is_carried_out_gets_500_with_retry_after() -> None:
    """RFC 3261 §14.2."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        gate = house.media.gates["set_remote"] = asyncio.Event()
        caller.send(caller.within("INVITE", ok, body=OFFER))
        await asyncio.sleep(0.1)
        second = caller.within("INVITE", ok, body=OFFER)
        caller.send(second)
        refused = await caller.expect(500)
        assert 0 <= int(refused["Retry-After"]) <= 10
        caller.send(caller.ack_failure(second, refused))
        gate.set()
        answered = await caller.expect(200)
        caller.send(caller.within("ACK", answered))

    play(scene)


def test_a_bye_while_a_reinvite_is_carried_out_ends_both() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        gate = house.media.gates["set_remote"] = asyncio.Event()
        caller.send(caller.within("INVITE", ok, body=OFFER))
        await asyncio.sleep(0.1)
        caller.send(caller.within("BYE", ok))
        assert (await caller.expect(200)).method == "BYE"
        assert (await caller.expect(487)).method == "INVITE"
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)
        gate.set()

    play(scene)


@pytest.mark.expects_log("media of leg")
def test_media_that_cannot_be_pointed_anew_refuses_the_reinvite() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        house.media.failing.add("set_remote")
        invite = caller.within("INVITE", ok, body=OFFER)
        caller.send(invite)
        caller.send(caller.ack_failure(invite, await caller.expect(500)))
        assert house.switch.legs() == (leg,)

    play(scene)


def test_a_reinvite_whose_200_is_never_acked_ends_the_call() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("INVITE", ok, body=OFFER))
        await caller.silence(31.9)
        bye = await caller.expect("BYE", 200)
        while bye.status:
            bye = await caller.expect("BYE", 200)
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.FAILED)

    play(scene)


def test_a_request_out_of_order_gets_500() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("OPTIONS", ok, cseq="900"))
        assert "INVITE" in (await caller.expect(200))["Allow"]
        caller.send(caller.within("BYE", ok, cseq="899"))
        await caller.expect(500)
        assert house.switch.legs() == (leg,)

    play(scene)


@pytest.mark.parametrize("method", ["BYE", "INVITE", "OPTIONS"])
def test_an_unknown_dialog_gets_481(method: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        caller.send(caller.within(method, ok, to=ok["To"] + "x"))
        await caller.expect(481)
        caller.send(caller.within(method, ok, from_=ok["From"] + "x"))
        await caller.expect(481)

    play(scene)


@pytest.mark.parametrize("method", ["NOTIFY", "PUBLISH"])
def test_methods_we_do_not_offer_get_405_with_allow(method: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        caller.send(caller.within(method, ok))
        refused = await caller.expect(405)
        assert method not in refused["Allow"]
        assert refused["Allow"] == ok["Allow"]

    play(scene)


def test_an_agents_phone_holds_too() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        invite, ack = await house.talk_with(phone)
        common = {"call_id": invite["Call-ID"], "from_": ack["To"], "to": ack["From"], "target": "sip:10.0.0.1:5060"}
        phone.send(phone.request("INVITE", **common, body=SDP.format(host=phone.host) + "a=sendonly\r\n"))
        held = await phone.expect(200)
        assert "a=recvonly" in held.body
        assert version(held) == int(re.findall(r"^o=- \d+ (\d+)", invite.body, re.MULTILINE)[0]) + 1
        phone.send(phone.within("ACK", held))

    play(scene)
