"""Callers' legs: from INVITE to the end, whatever is repeated and whatever crosses (F001)."""

from __future__ import annotations

import asyncio

import pytest

from agent_desktop.domain.messages import CallArrived, EffectDone, EffectFailed, LegAnswered, LegEnd, LegEnded
from tests.fakes.sip_house import SDP, SipHouse, play


def test_a_call_is_a_fact_then_answered_then_ended_by_the_caller() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        invite = caller.invite(
            target="sip:%2b49%31@10.0.0.1", from_='"Carl \\"C\\" Müller" <sip:030%2012@example.org>;tag=a'
        )
        caller.send(invite)
        assert (await caller.expect(100)).status == 100
        fact = await house.fact(CallArrived)
        assert isinstance(fact, CallArrived)
        assert (fact.number, fact.caller, fact.caller_name) == ("+491", "030 12", 'Carl "C" Müller')
        assert fact.leg.startswith("i")
        house.accept(fact.leg)
        ok = await caller.expect(200)
        assert ok["Contact"] == "<sip:10.0.0.1:5060>"
        assert ok["Content-Type"] == "application/sdp"
        assert "INVITE" in ok["Allow"]
        assert house.facts == [fact], "answered only when the ACK came"
        caller.send(caller.within("ACK", ok))
        assert await house.fact() == LegAnswered(leg=fact.leg)
        assert ("set_remote", fact.leg, "10.0.0.9", 4000, "PCMA", 8, 120) in house.media.orders
        caller.send(caller.within("BYE", ok))
        await caller.expect(200)
        assert await house.fact() == LegEnded(leg=fact.leg, cause=LegEnd.HUNG_UP)

    play(scene)


def test_100_has_no_to_tag_and_all_other_responses_have_the_same() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        trying = await caller.expect(100)
        ok = await caller.expect(200)
        assert trying.to_tag == ""
        assert ok.to_tag
        assert (await caller.expect(200)).raw == ok.raw, "repeated until ACKed"
        caller.send(caller.within("ACK", ok))

    play(scene)


def test_an_invite_repeated_while_undecided_and_after_the_200_is_one_call() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        caller.send(invite)
        await asyncio.sleep(0.1)
        assert [message.status for message in caller.got] == [100, 100]
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(invite)
        assert all(message.raw == ok.raw for message in await caller.silence(0.4))
        caller.send(caller.within("ACK", ok))
        await house.fact(LegAnswered)
        caller.send(invite)
        assert await caller.silence(2) == []
        assert len([fact for fact in house.facts if isinstance(fact, CallArrived)]) == 1

    play(scene)


def test_a_200_without_ack_is_repeated_for_32_s_then_the_call_is_left_with_bye() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        first = await caller.expect(200)
        came = await caller.silence(31.9)
        assert [message.raw for message in came] == [first.raw] * len(came)
        assert len(came) == 10, "after 0.5, 1.5, 3.5, then every 4 s"
        bye = await caller.expect("BYE")
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.FAILED)

    play(scene)


def test_the_core_hangs_up_a_caller() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        house.hang_up(leg)
        house.hang_up(leg)
        bye = await caller.expect("BYE")
        assert bye["Call-ID"] == ok["Call-ID"]
        assert bye["From"] == ok["To"]
        assert bye["To"] == ok["From"]
        assert bye.start == "BYE sip:caller@10.0.0.9:5060 SIP/2.0"
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)
        assert await caller.silence(5) == []

    play(scene)


def test_a_bye_is_repeated_and_without_an_answer_the_leg_ends_after_32_s() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        house.hang_up(leg)
        byes = await caller.silence(31.9)
        assert len(byes) == 11, "at 0, 0.5, 1.5, 3.5, then every 4 s"
        assert len({bye.raw for bye in byes}) == 1
        assert await house.fact(within=1) == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)

    play(scene)


def test_byes_that_cross_are_both_answered_and_end_the_leg_once() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        house.hang_up(leg)
        caller.send(caller.within("BYE", ok))
        theirs = await caller.expect("BYE")
        await caller.expect(200)
        caller.send(caller.answer(theirs, 481))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)
        await asyncio.sleep(40)
        assert len([fact for fact in house.facts if isinstance(fact, LegEnded)]) == 1

    play(scene)


def test_a_repeated_bye_is_answered_again_and_a_new_one_after_the_end_gets_481() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        bye = caller.within("BYE", ok)
        caller.send(bye)
        first = await caller.expect(200)
        caller.send(bye)
        assert (await caller.expect(200)).raw == first.raw
        caller.send(caller.within("BYE", ok))
        await caller.expect(481)

    play(scene)


def test_hanging_up_before_the_ack_waits_for_it() -> None:
    """RFC 3261 §15: the callee must not send BYE before the ACK."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        ok = await caller.expect(200)
        house.hang_up(leg)
        assert all(message.status == 200 for message in await caller.silence(3))
        caller.send(caller.within("ACK", ok))
        bye = await caller.expect("BYE")
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)

    play(scene)


def test_a_caller_cancels_before_the_core_decides() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        caller.send(caller.cancel(invite))
        ok = await caller.expect(200)
        assert ok.method == "CANCEL"
        gone = await caller.expect(487)
        assert gone.to_tag == ok.to_tag
        caller.send(caller.ack_failure(invite, gone))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.CANCELLED)
        house.accept(leg)
        house.reject(leg, 404)
        assert await caller.silence(5) == [], "487 is ACKed: not repeated"
        assert len(house.facts) == 2, "orders for a leg that is over are answered by its end"

    play(scene)


def test_a_cancel_that_crosses_the_200_changes_nothing() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.cancel(invite))
        assert (await caller.expect(200)).method == "CANCEL"
        caller.send(caller.within("ACK", ok))
        assert await house.fact() == LegAnswered(leg=leg)

    play(scene)


def test_a_cancel_without_its_invite_gets_481_and_after_a_refusal_200() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.cancel(caller.invite()))
        await caller.expect(481)
        leg, invite = await house.arrive(caller)
        house.reject(leg, 486)
        await caller.expect(486)
        caller.send(caller.cancel(invite))
        assert (await caller.expect(200)).method == "CANCEL"

    play(scene)


def test_a_refusal_is_an_effect_done_and_repeated_until_acked() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        effect = house.reject(leg, 404)
        assert await house.fact() == EffectDone(effect=effect)
        first = await caller.expect(404)
        assert (await caller.expect(404)).raw == first.raw
        caller.send(invite)
        assert (await caller.expect(404)).raw == first.raw
        caller.send(caller.ack_failure(invite, first))
        assert await caller.silence(10) == []
        assert len(house.facts) == 2

    play(scene)


def test_a_refusal_that_comes_too_late_is_a_failed_effect() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        effect = house.reject(leg, 404)
        failed = await house.fact()
        assert isinstance(failed, EffectFailed)
        assert failed.effect == effect
        caller.send(caller.within("BYE", ok))

    play(scene)


def test_hanging_up_an_undecided_caller_gives_480() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.hang_up(leg)
        await caller.expect(480)
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.REJECTED)

    play(scene)


def test_a_call_the_core_never_decides_is_reaped() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        await asyncio.sleep(29)
        assert len(house.facts) == 1
        await caller.expect(180)
        await caller.expect(480)
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.NO_ANSWER)

    play(scene)


@pytest.mark.expects_log("media of leg")
@pytest.mark.parametrize("method", ["open", "set_remote"])
def test_without_media_the_caller_gets_503(method: str) -> None:
    async def scene(house: SipHouse) -> None:
        house.media.failing.add(method)
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        await caller.expect(503)
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.FAILED)

    play(scene)


def test_a_caller_that_leaves_while_media_is_made_frees_it() -> None:
    async def scene(house: SipHouse) -> None:
        gate = house.media.gates["open"] = asyncio.Event()
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        house.accept(leg)
        await asyncio.sleep(0.5)
        caller.send(caller.cancel(invite))
        assert (await caller.expect(200)).method == "CANCEL"
        await caller.expect(487)
        gate.set()
        await asyncio.sleep(1)
        assert house.media.orders == [("open", leg), ("close", leg)]

    play(scene)


def test_an_invite_without_offer_gets_ours_and_answers_in_its_ack() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller, body="")
        house.accept(leg)
        ok = await caller.expect(200)
        assert "m=audio 40002 RTP/AVP 8 0 9 101" in ok.body
        answer = SDP.format(host="10.0.0.9").replace("8 0 120", "0 120")
        caller.send(caller.within("ACK", ok, body=answer))
        assert await house.fact() == LegAnswered(leg=leg)
        assert ("set_remote", leg, "10.0.0.9", 4000, "PCMU", 0, 120) in house.media.orders

    play(scene)


@pytest.mark.parametrize("answer", ["", "nonsense", SDP.replace("8 0", "18").format(host="10.0.0.9")])
def test_a_late_answer_we_cannot_use_ends_the_call(answer: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller, body="")
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.within("ACK", ok, body=answer))
        bye = await caller.expect("BYE")
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.FAILED)

    play(scene)


def test_another_from_tag_with_the_same_call_id_is_another_call() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        first, _ = await house.arrive(caller, call_id="same", from_="<sip:a@10.0.0.9>;tag=one")
        second, _ = await house.arrive(caller, call_id="same", from_="<sip:a@10.0.0.9>;tag=two")
        assert first != second
        house.accept(first)
        house.accept(second)
        oks = [await caller.expect(200), await caller.expect(200)]
        for ok in oks:
            caller.send(caller.within("ACK", ok))
        caller.send(caller.within("BYE", oks[0]))
        await caller.expect(200)
        ended = next(fact for fact in house.facts if isinstance(fact, LegEnded))
        assert ended.leg == first
        assert house.switch.legs() == (second,)

    play(scene)


def test_a_merged_request_gets_482_and_the_call_goes_on() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        same = {"call_id": "same", "from_": "<sip:a@10.0.0.9>;tag=one", "cseq": "7"}
        leg, _ = await house.arrive(caller, **same, branch="z9hG4bKone")
        caller.send(caller.invite(**same, branch="z9hG4bKtwo"))
        await caller.expect(482)
        house.accept(leg)
        await caller.expect(200)

    play(scene)


def test_the_route_set_is_the_record_route_in_its_order() -> None:
    """RFC 3261 §12.1.1, and §12.2.1.1 with loose routers: requests go to the first proxy, the target stays."""

    async def scene(house: SipHouse) -> None:
        near, caller = await house.peer("10.0.0.7"), await house.peer()
        routes = "Record-Route: <sip:10.0.0.7;lr>, <sip:10.0.0.8:5070;lr>\r\nRecord-Route: <sip:10.0.0.5;lr>"
        leg, _ = await house.arrive(caller, more=routes)
        house.accept(leg)
        ok = await caller.expect(200)
        assert ", ".join(ok.all("Record-Route")) == routes.replace("Record-Route: ", "").replace("\r\n", ", ")
        caller.send(caller.within("ACK", ok))
        await house.fact(LegAnswered)
        house.hang_up(leg)
        bye = await near.expect("BYE")
        assert bye.start == "BYE sip:caller@10.0.0.9:5060 SIP/2.0"
        assert bye.all("Route") == ["<sip:10.0.0.7;lr>", "<sip:10.0.0.8:5070;lr>", "<sip:10.0.0.5;lr>"]
        near.send(near.answer(bye, 200))

    play(scene)


def test_a_strict_router_gets_the_request_in_its_own_name() -> None:
    async def scene(house: SipHouse) -> None:
        near, caller = await house.peer("10.0.0.7"), await house.peer()
        leg, _ = await house.arrive(caller, more="Record-Route: <sip:10.0.0.7>, <sip:10.0.0.8;lr>")
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.within("ACK", ok))
        await house.fact(LegAnswered)
        house.hang_up(leg)
        bye = await near.expect("BYE")
        assert bye.start == "BYE sip:10.0.0.7 SIP/2.0"
        assert bye.all("Route") == ["<sip:10.0.0.8;lr>", "<sip:caller@10.0.0.9:5060>"]
        near.send(near.answer(bye, 200))

    play(scene)


def test_a_caller_behind_nat_is_called_back_where_it_was_seen() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        via = "Via: SIP/2.0/UDP 192.168.1.5:5061;rport;branch=z9hG4bKnat"
        leg, _ = await house.arrive(caller, via=via, contact="<sip:caller@192.168.1.5:5061>")
        house.accept(leg)
        ok = await caller.expect(200)
        assert "received=10.0.0.9" in ok["Via"]
        assert "rport=5060" in ok["Via"]
        caller.send(caller.within("ACK", ok))
        await house.fact(LegAnswered)
        house.hang_up(leg)
        bye = await caller.expect("BYE")
        assert bye.start == "BYE sip:caller@192.168.1.5:5061 SIP/2.0"
        caller.send(caller.answer(bye, 200))

    play(scene)


def test_a_contact_by_name_is_called_back_where_it_was_seen() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller, contact="<sip:caller@pbx.example.org;transport=udp>")
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.within("ACK", ok))
        await house.fact(LegAnswered)
        house.hang_up(leg)
        bye = await caller.expect("BYE")
        assert bye.start == "BYE sip:caller@pbx.example.org;transport=udp SIP/2.0"
        caller.send(caller.answer(bye, 200))

    play(scene)


def test_preset_received_and_rport_are_overwritten_never_obeyed() -> None:
    async def scene(house: SipHouse) -> None:
        victim, caller = await house.peer("10.0.0.66"), await house.peer()
        via = "Via: SIP/2.0/UDP 10.0.0.9:5060;received=10.0.0.66;branch=z9hG4bKevil;rport=5060;maddr=10.0.0.66"
        leg, _ = await house.arrive(caller, via=via)
        house.reject(leg, 404)
        refused = await caller.expect(404)
        assert refused["Via"].count("received=") == 1
        assert "received=10.0.0.9" in refused["Via"]
        assert victim.got == []

    play(scene)


def test_without_rport_responses_go_to_the_port_in_via() -> None:
    """RFC 3261 §18.2.2: the address seen, the port named."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.request("OPTIONS", via="Via: SIP/2.0/UDP 10.0.0.9:5070;branch=z9hG4bKplain"))
        await asyncio.sleep(1)
        assert house.net.log[-1][2].port == 5070
        assert house.net.log[-1][2].host == "10.0.0.9"

    play(scene)


@pytest.mark.expects_log("calls are refused")
def test_too_many_undecided_calls_are_shed_with_retry_after() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        for _ in range(200):
            caller.send(caller.invite())
        await asyncio.sleep(0.1)
        caller.send(caller.invite())
        await asyncio.sleep(0.1)
        shed = caller.got[-1]
        assert shed.status == 503
        assert int(shed["Retry-After"]) > 0
        assert len(house.facts) == 200
        for fact in list(house.facts):
            assert isinstance(fact, CallArrived)
            house.reject(fact.leg, 404)
        await asyncio.sleep(1.1)
        caller.send(caller.invite())
        await asyncio.sleep(0.1)
        assert isinstance(house.facts[-1], CallArrived), "and taken again when there is room"

    play(scene)


def test_orders_for_legs_that_never_were_are_answered() -> None:
    async def scene(house: SipHouse) -> None:
        house.hang_up("o77")
        assert await house.fact() == LegEnded(leg="o77", cause=LegEnd.FAILED)
        house.accept("i77")
        assert await house.fact() == LegEnded(leg="i77", cause=LegEnd.FAILED)
        house.reject("i78", 404)
        await house.fact(EffectFailed)

    play(scene)


def test_closing_ends_every_call_and_refuses_new_ones() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        undecided, _ = await house.arrive(caller)
        closing = asyncio.ensure_future(house.switch.close())
        bye = await caller.expect("BYE")
        await caller.expect(480)
        caller.send(caller.invite())
        await caller.expect(503)
        caller.send(caller.answer(bye, 200))
        await closing
        ended = {fact.leg: fact.cause for fact in house.facts if isinstance(fact, LegEnded)}
        assert ended == {leg: LegEnd.HUNG_UP, undecided: LegEnd.REJECTED}

    play(scene)


def test_closing_waits_until_the_media_of_a_leg_that_is_over_is_free() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        gate = house.media.gates["close"] = asyncio.Event()
        caller.send(caller.within("BYE", ok))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)
        closing = asyncio.ensure_future(house.switch.close())
        await caller.silence(5)
        assert house.switch.legs() == ()
        assert not closing.done()
        gate.set()
        await asyncio.wait_for(closing, 1)

    play(scene)


@pytest.mark.expects_log("did not answer when the switch stopped")
def test_closing_does_not_wait_for_ever() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        await asyncio.wait_for(house.switch.close(), 3)
        assert house.facts[-1] == LegEnded(leg=leg, cause=LegEnd.FAILED)

    play(scene)


def test_a_caller_that_cannot_be_reached_ends_its_leg() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.switch._agent.endpoint._transport.refusing = True
        house.accept(leg)
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.UNREACHABLE)

    play(scene)


def test_numbers_are_free_of_control_characters() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.invite(target="sip:1%0d%0aX%00@10.0.0.1"))
        fact = await house.fact(CallArrived)
        assert isinstance(fact, CallArrived)
        assert fact.number == "1X"

    play(scene)


def test_a_call_id_with_control_characters_goes_back_as_it_came_and_the_call_can_end() -> None:
    """Found by the fuzzer: the BYE could not be written, and the leg was there for ever."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller, call_id="\x03odd\x7f")
        house.hang_up(leg)
        bye = await caller.expect("BYE")
        assert bye["Call-ID"] == "\x03odd\x7f"
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)

    play(scene)
