"""Agents' legs: phones rung in parallel, the first to answer wins, the rest is ended properly (F001, F123)."""

from __future__ import annotations

import asyncio
import re

import pytest

from agent_desktop.domain.messages import DialLeg, EffectFailed, LegAnswered, LegEnd, LegEnded, LegRinging
from tests.fakes.sip_house import SDP, SipHouse, play


def test_a_phone_rings_answers_and_hangs_up() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring("o7", caller="030 12", caller_name='Jürgen "J"', queue_name="Störung & Öl")
        invite = await phone.expect("INVITE")
        assert invite.start == "INVITE sip:anna@10.0.0.20:5060 SIP/2.0"
        assert re.fullmatch(r'"Jürgen \\"J\\"" <sip:030%2012@10\.0\.0\.1>;tag=\w+', invite["From"])
        assert invite["X-AD-Leg"] == "o7"
        assert invite["X-AD-Queue"] == "St%C3%B6rung %26 %C3%96l"
        assert invite["Contact"] == "<sip:10.0.0.1:5060>"
        assert "m=audio 40002 RTP/AVP 8 0 9 101" in invite.body
        for status in (100, 181, 199):
            phone.send(phone.answer(invite, status))
        assert await phone.silence(0.1) == []
        assert house.facts == []
        phone.send(phone.answer(invite, 180))
        phone.send(phone.answer(invite, 180))
        assert await house.fact() == LegRinging(leg="o7")
        phone.send(phone.ok(invite))
        ack = await phone.expect("ACK")
        assert ack["CSeq"] == "1 ACK"
        assert ack.branch != invite.branch
        assert ack.to_tag == "peer"
        assert await house.fact() == LegAnswered(leg="o7")
        assert ("set_remote", "o7", "10.0.0.20", 4000, "PCMA", 8, None) in house.media.orders
        phone.send(phone.request("BYE", call_id=invite["Call-ID"], from_=ack["To"], to=ack["From"]))
        await phone.expect(200)
        assert await house.fact() == LegEnded(leg="o7", cause=LegEnd.HUNG_UP)

    play(scene)


def test_only_back_into_its_talk_is_a_phone_asked_to_answer_by_itself() -> None:
    """RFC 5373 §4.1; never required, or a phone that does not know it would refuse (F123)."""

    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring("o1")
        assert (await phone.expect("INVITE")).all("Answer-Mode") == []
        house.ring("o2", join=True)
        invite = await phone.expect("INVITE")
        assert invite["Answer-Mode"] == "Auto"
        assert invite.all("Require") == []

    play(scene)


def test_a_repeated_200_is_acked_again_with_the_same_ack() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        invite, ack = await house.talk_with(phone)
        phone.send(phone.ok(invite))
        assert (await phone.expect("ACK")).raw == ack.raw
        assert house.facts == [LegAnswered(leg="o1")]

    play(scene)


def test_a_withheld_caller_is_anonymous() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring(caller="", caller_name="")
        assert (await phone.expect("INVITE"))["From"].startswith("<sip:anonymous@anonymous.invalid>")

    play(scene)


def test_control_characters_of_a_name_do_not_make_headers() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring(caller="1\r\nEvil: 1", caller_name="x\r\nEvil: 2", queue_name="q\r\nEvil: 3")
        invite = await phone.expect("INVITE")
        assert invite.all("Evil") == []

    play(scene)


def test_the_codec_of_the_peer_is_offered_first() -> None:
    async def scene(house: SipHouse) -> None:
        caller, phone = await house.peer(), await house.phone()
        leg, _ = await house.talk(caller, body=SDP.format(host=caller.host).replace("8 0 120", "0 8 120"))
        house.ring(peer=leg)
        assert "RTP/AVP 0 8 9 101" in (await phone.expect("INVITE")).body

    play(scene)


def test_without_a_phone_the_leg_is_unreachable_at_once_but_not_within_the_order() -> None:
    async def scene(house: SipHouse) -> None:
        house.ring()
        assert house.facts == []
        assert house.switch.legs() == ("o1",)
        assert await house.fact(within=0.01) == LegEnded(leg="o1", cause=LegEnd.UNREACHABLE)

    play(scene)


def test_an_order_given_twice_rings_once() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring("o1")
        house.ring("o1")
        await phone.expect("INVITE")
        assert await phone.silence(0.3) == []

    play(scene)


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (486, LegEnd.REJECTED),
        (603, LegEnd.REJECTED),
        (600, LegEnd.REJECTED),
        (480, LegEnd.NO_ANSWER),
        (487, LegEnd.NO_ANSWER),
        (408, LegEnd.UNREACHABLE),
        (404, LegEnd.UNREACHABLE),
        (401, LegEnd.FAILED),
        (302, LegEnd.FAILED),
        (500, LegEnd.FAILED),
    ],
)
def test_a_refusal_is_acked_by_its_transaction_and_told_by_its_meaning(status: int, cause: LegEnd) -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        refusal = phone.answer(invite, status)
        phone.send(refusal)
        ack = await phone.expect("ACK")
        assert ack.branch == invite.branch
        assert ack.start == invite.start.replace("INVITE", "ACK")
        assert ack.to_tag == "peer"
        assert await house.fact() == LegEnded(leg="o1", cause=cause)
        phone.send(refusal)
        assert (await phone.expect("ACK")).raw == ack.raw

    play(scene)


def test_hanging_up_a_ringing_phone_cancels() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(phone.answer(invite, 180))
        await house.fact(LegRinging)
        house.hang_up("o1")
        house.hang_up("o1")
        cancel = await phone.expect("CANCEL")
        for name in ("From", "To", "Call-ID", "Via"):
            assert cancel[name] == invite[name]
        assert cancel["CSeq"] == "1 CANCEL"
        phone.send(phone.answer(cancel, 200))
        phone.send(phone.answer(invite, 487))
        assert (await phone.expect("ACK")).branch == invite.branch
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.CANCELLED)

    play(scene)


def test_a_cancel_waits_for_a_provisional_response_but_the_leg_does_not() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        house.hang_up("o1")
        assert await house.fact(within=0.01) == LegEnded(leg="o1", cause=LegEnd.CANCELLED)
        assert [message.start.split()[0] for message in await phone.silence(1.4)] == ["INVITE"]
        phone.send(phone.answer(invite, 100))
        cancel = await phone.expect("CANCEL")
        phone.send(phone.answer(cancel, 200))
        phone.send(phone.answer(invite, 487))
        await phone.expect("ACK")

    play(scene)


def test_a_200_that_crosses_the_cancel_is_acked_and_left_with_bye() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(phone.answer(invite, 180))
        await house.fact(LegRinging)
        house.hang_up("o1")
        phone.send(phone.ok(invite))
        await phone.expect("CANCEL")
        await phone.expect("ACK")
        bye = await phone.expect("BYE")
        assert bye["CSeq"] == "2 BYE"
        phone.send(phone.answer(bye, 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.CANCELLED)

    play(scene)


def test_a_cancel_nobody_answers_ends_the_leg_after_32_s() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        phone.send(phone.answer(await phone.expect("INVITE"), 180))
        await house.fact(LegRinging)
        house.hang_up("o1")
        await asyncio.sleep(31)
        assert house.switch.legs() == ("o1",)
        assert await house.fact(within=2) == LegEnded(leg="o1", cause=LegEnd.CANCELLED)

    play(scene)


def test_a_phone_that_is_silent_is_unreachable_after_8_s_and_ended_if_it_wakes() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        assert [message.branch for message in await phone.silence(7.8)] == [invite.branch] * 4
        assert await house.fact(within=0.3) == LegEnded(leg="o1", cause=LegEnd.UNREACHABLE)
        phone.send(phone.ok(invite))
        await phone.expect("ACK")
        bye = await phone.expect("BYE")
        phone.send(phone.answer(bye, 200))

    play(scene)


def test_a_phone_that_wakes_up_to_ring_is_cancelled() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        await phone.silence(7.8)
        assert await house.fact(within=0.3) == LegEnded(leg="o1", cause=LegEnd.UNREACHABLE)
        phone.send(phone.answer(invite, 180))
        cancel = await phone.expect("CANCEL")
        phone.send(phone.answer(cancel, 200))
        phone.send(phone.answer(invite, 487))
        await phone.expect("ACK")
        assert await phone.silence(40) == []
        assert len(house.facts) == 1

    play(scene)


def test_a_phone_given_up_for_silent_stays_so_while_another_rings() -> None:
    async def scene(house: SipHouse) -> None:
        mobile, desk = await house.phone(host="10.0.0.21"), await house.phone()
        house.ring()
        desk.send(desk.answer(await desk.expect("INVITE"), 180))
        invite = await mobile.expect("INVITE")
        await mobile.silence(8.5)
        mobile.send(mobile.answer(invite, 180))
        cancel = await mobile.expect("CANCEL")
        mobile.send(mobile.answer(cancel, 200))
        mobile.send(mobile.answer(invite, 487))
        await mobile.expect("ACK")
        assert house.facts == [LegRinging(leg="o1")]

    play(scene)


def test_a_phone_nothing_can_be_sent_to_is_unreachable() -> None:
    async def scene(house: SipHouse) -> None:
        await house.phone()
        house.switch._agent.endpoint._transport.refusing = True
        house.ring()
        assert await house.fact(within=0.1) == LegEnded(leg="o1", cause=LegEnd.UNREACHABLE)

    play(scene)


def test_two_phones_ring_and_the_slower_is_cancelled() -> None:
    async def scene(house: SipHouse) -> None:
        desk, mobile = await house.phone(), await house.phone(host="10.0.0.21")
        house.ring()
        first, second = await desk.expect("INVITE"), await mobile.expect("INVITE")
        assert first["Call-ID"] != second["Call-ID"], "one phone with both contacts would see a merged request"
        assert first.body == second.body
        desk.send(desk.answer(first, 180))
        mobile.send(mobile.answer(second, 180))
        desk.send(desk.ok(first))
        await desk.expect("ACK")
        cancel = await mobile.expect("CANCEL")
        mobile.send(mobile.answer(cancel, 200))
        mobile.send(mobile.answer(second, 487))
        await mobile.expect("ACK")
        await asyncio.sleep(1)
        assert house.facts == [LegRinging(leg="o1"), LegAnswered(leg="o1")]

    play(scene)


def test_two_phones_that_answer_together_leave_one_call() -> None:
    async def scene(house: SipHouse) -> None:
        desk, mobile = await house.phone(), await house.phone(host="10.0.0.21")
        house.ring()
        first, second = await desk.expect("INVITE"), await mobile.expect("INVITE")
        desk.send(desk.ok(first))
        mobile.send(mobile.ok(second))
        await desk.expect("ACK")
        await mobile.expect("ACK")
        bye = await mobile.expect("BYE")
        mobile.send(mobile.answer(bye, 200))
        await asyncio.sleep(40)
        assert house.facts == [LegAnswered(leg="o1")]

    play(scene)


def test_180_from_one_fork_and_200_from_another() -> None:
    """RFC 3261 §13.2.2.4: a proxy forked our INVITE; the dialog is the one of the 200, later 200s are ended."""

    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(phone.answer(invite, 180, tag="fork-a"))
        phone.send(phone.ok(invite, tag="fork-b"))
        assert (await phone.expect("ACK")).to_tag == "fork-b"
        phone.send(phone.ok(invite, tag="fork-c"))
        assert (await phone.expect("ACK")).to_tag == "fork-c"
        bye = await phone.expect("BYE")
        assert bye.to_tag == "fork-c"
        phone.send(phone.answer(bye, 200))
        await asyncio.sleep(1)
        house.hang_up("o1")
        bye = await phone.expect("BYE")
        assert bye.to_tag == "fork-b"
        phone.send(phone.answer(bye, 200))
        await asyncio.sleep(1)
        assert house.facts[1:] == [LegAnswered(leg="o1"), LegEnded(leg="o1", cause=LegEnd.HUNG_UP)]

    play(scene)


def test_one_phone_busy_the_other_still_rings() -> None:
    async def scene(house: SipHouse) -> None:
        desk, mobile = await house.phone(), await house.phone(host="10.0.0.21")
        house.ring()
        first, second = await desk.expect("INVITE"), await mobile.expect("INVITE")
        mobile.send(mobile.answer(second, 180))
        desk.send(desk.answer(first, 486))
        await desk.expect("ACK")
        await asyncio.sleep(5)
        assert house.facts == [LegRinging(leg="o1")]
        mobile.send(mobile.answer(second, 480))
        await mobile.expect("ACK")
        assert (await house.fact(), await house.fact())[1] == LegEnded(leg="o1", cause=LegEnd.REJECTED)

    play(scene)


def test_one_phone_declines_for_all() -> None:
    async def scene(house: SipHouse) -> None:
        desk, mobile = await house.phone(), await house.phone(host="10.0.0.21")
        house.ring()
        first, second = await desk.expect("INVITE"), await mobile.expect("INVITE")
        mobile.send(mobile.answer(second, 180))
        await house.fact(LegRinging)
        desk.send(desk.answer(first, 603))
        await desk.expect("ACK")
        cancel = await mobile.expect("CANCEL")
        mobile.send(mobile.answer(cancel, 200))
        mobile.send(mobile.answer(second, 487))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.REJECTED)

    play(scene)


def test_a_phone_that_died_does_not_keep_a_declined_leg_alive() -> None:
    async def scene(house: SipHouse) -> None:
        await house.phone(host="10.0.0.21")
        desk = await house.phone()
        house.ring()
        desk.send(desk.answer(await desk.expect("INVITE"), 486))
        assert await house.fact(within=2.5) == LegEnded(leg="o1", cause=LegEnd.REJECTED)

    play(scene)


@pytest.mark.parametrize("body", ["", "v=0\r\nnonsense", SDP.replace("8 0", "18").format(host="10.0.0.20")])
def test_an_answer_we_cannot_use_is_acked_and_left_with_bye(body: str) -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        phone.send(phone.answer(await phone.expect("INVITE"), 200, body=body))
        await phone.expect("ACK")
        bye = await phone.expect("BYE")
        phone.send(phone.answer(bye, 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.FAILED)

    play(scene)


@pytest.mark.expects_log("media of leg")
def test_without_media_no_phone_rings() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.media.failing.add("open")
        house.ring()
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.FAILED)
        assert await phone.silence(1) == []

    play(scene)


@pytest.mark.expects_log("media of leg")
def test_media_that_cannot_be_pointed_ends_the_call() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.media.failing.add("set_remote")
        house.ring()
        phone.send(phone.ok(await phone.expect("INVITE")))
        await phone.expect("ACK")
        bye = await phone.expect("BYE")
        phone.send(phone.answer(bye, 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.FAILED)

    play(scene)


def test_record_route_of_the_200_is_the_route_set_reversed() -> None:
    """RFC 3261 §12.1.2; the registered flow stays the way there."""

    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(phone.ok(invite, more="Record-Route: <sip:10.9.9.2;lr>\r\nRecord-Route: <sip:10.9.9.1;lr>"))
        ack = await phone.expect("ACK")
        assert ack.all("Route") == ["<sip:10.9.9.1;lr>", "<sip:10.9.9.2;lr>"]
        await house.fact(LegAnswered)
        house.hang_up("o1")
        bye = await phone.expect("BYE")
        assert bye.all("Route") == ack.all("Route")
        phone.send(phone.answer(bye, 200))

    play(scene)


def test_a_phone_rings_for_three_minutes_at_most() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        phone.send(phone.answer(await phone.expect("INVITE"), 180))
        await house.fact(LegRinging)
        cancel = await phone.expect("CANCEL", within=181)
        phone.send(phone.answer(cancel, 200))
        await asyncio.sleep(40)
        assert house.facts[-1] == LegEnded(leg="o1", cause=LegEnd.NO_ANSWER)

    play(scene)


def test_accepting_a_leg_that_was_rung_is_a_failed_effect() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        await house.talk_with(phone)
        house.accept("o1")
        assert isinstance(house.facts[-1], EffectFailed)

    play(scene)


@pytest.mark.expects_log("RingLeg 1 for leg o1")
def test_a_bug_in_an_order_is_a_failed_effect(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def password(self, user: str) -> str | None:
            raise RuntimeError("broken")

    async def scene(house: SipHouse) -> None:
        house.switch._agent.registrar._credentials = Broken()
        house.ring(caller="0301234")
        assert isinstance(house.facts[-1], EffectFailed)
        assert "0301234" not in caplog.text

    play(scene)


@pytest.mark.expects_log("there is no trunk")
def test_no_number_outside_can_be_reached_without_a_trunk() -> None:
    async def scene(house: SipHouse) -> None:
        house.switch.handle(DialLeg(id=900, until=0, leg="o9", number="+46701234567", case=1))
        assert await house.fact() == LegEnded(leg="o9", cause=LegEnd.UNREACHABLE)
        house.hang_up("o9")
        assert house.facts == [LegEnded(leg="o9", cause=LegEnd.UNREACHABLE)]

    play(scene)
