"""Offers of ours within a call, and UPDATE both ways: taken, refused, crossed (RFC 3261 §14, RFC 3311, RFC 6337)."""

from __future__ import annotations

import re

import pytest

from agent_desktop.domain.messages import LegEnd, LegEnded
from agent_desktop.server.sip.negotiation import TRANSITIONS, Open, Step
from tests.fakes.sip_house import SDP, SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

OFFER = SDP.format(host="10.0.0.9")
ANSWER = OFFER.replace("8 0 120", "8 120")


def version(message: Text) -> int:
    found = re.search(r"^o=- \d+ (\d+) ", message.body, re.MULTILINE)
    assert found
    return int(found[1])


async def reoffered(house: SipHouse, peer: SipPeer, leg: str) -> tuple[Text, list[bool]]:
    """The switch's re-INVITE, and where its outcome will be."""
    outcome: list[bool] = []
    house.switch.reoffer(leg, outcome.append)
    return await peer.expect("INVITE"), outcome


@pytest.mark.parametrize("state", Open)
def test_an_offer_is_open_until_answered_or_refused_and_one_at_a_time(state: Open) -> None:
    steps = {step for at, step in TRANSITIONS if at is state}
    if state is Open.NOBODYS:
        assert steps == {Step.WE_OFFER, Step.THEY_OFFER}
    else:
        assert all(TRANSITIONS[state, step] is Open.NOBODYS for step in steps)
        assert Step.REFUSED in steps
        assert len(steps) == 2


def test_media_that_moved_is_offered_to_the_caller() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        invite, outcome = await reoffered(house, caller, leg)
        assert invite["To"] == ok["From"]
        assert invite["From"] == ok["To"]
        assert invite.start == "INVITE sip:caller@10.0.0.9:5060 SIP/2.0"
        assert "m=audio 40004 RTP/AVP 8 0 9 120" in invite.body
        assert version(invite) == version(ok) + 1
        answer = caller.answer(invite, 200, body=ANSWER.replace("4000", "4006"))
        caller.send(answer)
        ack = await caller.expect("ACK")
        assert ack["CSeq"] == invite["CSeq"].replace("INVITE", "ACK")
        caller.send(answer)
        assert (await caller.expect("ACK")).branch == ack.branch, "a repeated 200 gets the same ACK"
        assert outcome == [True]
        assert ("set_remote", leg, "10.0.0.9", 4006, "PCMA", 8, 120) in house.media.orders

    play(scene)


def test_media_that_moved_is_offered_to_the_agents_phone() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        await house.talk_with(phone)
        invite, outcome = await reoffered(house, phone, "o1")
        assert invite["CSeq"] == "2 INVITE"
        phone.send(phone.ok(invite))
        await phone.expect("ACK")
        await phone.silence(1)
        assert outcome == [True]

    play(scene)


def test_an_m_line_that_was_not_taken_keeps_its_place_in_our_offers() -> None:
    """RFC 3264 §8."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        video = OFFER.replace("m=audio", "m=video 5000 RTP/AVP 96\r\nm=audio")
        leg, _ = await house.talk(caller, body=video)
        invite, _ = await reoffered(house, caller, leg)
        assert re.findall(r"m=\S+ \d+", invite.body) == ["m=video 0", "m=audio 40004"]
        caller.send(caller.answer(invite, 488))
        await caller.expect("ACK")

    play(scene)


def test_a_refused_offer_changes_nothing() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        invite, outcome = await reoffered(house, caller, leg)
        caller.send(caller.answer(invite, 488))
        assert (await caller.expect("ACK")).branch == invite.branch
        assert outcome == [False]
        assert house.switch.legs() == (leg,)

    play(scene)


@pytest.mark.parametrize(("inbound", "least", "most"), [(True, 0, 2.0), (False, 2.1, 4.0)])
def test_after_glare_we_ask_again_later_and_who_made_the_call_id_waits_longer(
    inbound: bool, least: float, most: float
) -> None:
    """RFC 3261 §14.1."""

    async def scene(house: SipHouse) -> None:
        if inbound:
            peer = await house.peer()
            leg, _ = await house.talk(peer)
        else:
            peer, leg = await house.phone(), "o1"
            await house.talk_with(peer)
        invite, outcome = await reoffered(house, peer, leg)
        peer.send(peer.answer(invite, 491))
        await peer.expect("ACK")
        assert outcome == []
        if least:
            assert await peer.silence(least - 0.1) == []
        again = await peer.expect("INVITE", within=most - max(0, least - 0.1) + 0.1)
        assert int(again["CSeq"].split()[0]) == int(invite["CSeq"].split()[0]) + 1
        peer.send(peer.answer(again, 200, body=ANSWER))
        await peer.expect("ACK")
        await peer.silence(1)
        assert outcome == [True]

    play(scene)


def test_a_peer_that_always_wants_something_itself_is_left_alone() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        invite, outcome = await reoffered(house, caller, leg)
        for _ in range(5):
            caller.send(caller.answer(invite, 491))
            await caller.expect("ACK")
            invite = await caller.expect("INVITE")
        caller.send(caller.answer(invite, 491))
        await caller.expect("ACK")
        assert outcome == [False]
        assert await caller.silence(10) == []

    play(scene)


def test_invites_that_cross_are_both_refused_and_ours_comes_again() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        ours, outcome = await reoffered(house, caller, leg)
        theirs = caller.within("INVITE", ok, body=OFFER)
        caller.send(theirs)
        caller.send(caller.ack_failure(theirs, await caller.expect(491)))
        caller.send(caller.answer(ours, 491))
        await caller.expect("ACK")
        caller.send(caller.within("INVITE", ok, body=OFFER))
        answered = await caller.expect(200)
        caller.send(caller.within("ACK", answered))
        again = await caller.expect("INVITE")
        caller.send(caller.answer(again, 200, body=ANSWER))
        await caller.expect("ACK")
        await caller.silence(1)
        assert outcome == [True]

    play(scene)


def test_what_we_want_to_ask_waits_for_the_ack_of_what_they_asked() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("INVITE", ok, body=OFFER))
        answered = await caller.expect(200)
        house.switch.reoffer(leg)
        for message in await caller.silence(1):
            assert message.status == 200
        caller.send(caller.within("ACK", answered))
        invite = await caller.expect("INVITE")
        caller.send(caller.answer(invite, 200, body=ANSWER))
        await caller.expect("ACK")

    play(scene)


@pytest.mark.parametrize("status", [481, 408])
def test_a_peer_that_knows_nothing_of_the_call_ends_it(status: int) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        invite, outcome = await reoffered(house, caller, leg)
        caller.send(caller.answer(invite, status))
        await caller.expect("ACK")
        bye = await caller.expect("BYE")
        caller.send(caller.answer(bye, 481))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.UNREACHABLE)
        assert outcome == [False]

    play(scene)


def test_an_answer_we_cannot_use_ends_the_call() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        invite, outcome = await reoffered(house, caller, leg)
        caller.send(caller.answer(invite, 200, body=ANSWER.replace("8 120", "18")))
        await caller.expect("ACK")
        caller.send(caller.answer(await caller.expect("BYE"), 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.FAILED)
        assert outcome == [False]

    play(scene)


@pytest.mark.expects_log("media of leg")
def test_an_engine_without_media_offers_nothing() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        house.media.failing.add("open")
        outcome: list[bool] = []
        house.switch.reoffer(leg, outcome.append)
        assert await caller.silence(1) == []
        assert outcome == [False]
        house.switch.reoffer("nobody", outcome.append)
        assert outcome == [False, False]

    play(scene)


def test_a_leg_that_ends_meanwhile_says_so() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        invite, outcome = await reoffered(house, caller, leg)
        house.switch.reoffer(leg, outcome.append)
        caller.send(caller.within("BYE", ok))
        await caller.expect(200)
        assert outcome == [False, False]
        late = caller.answer(invite, 200, body=ANSWER)
        caller.send(late)
        await caller.expect("ACK")

    play(scene)


# --- UPDATE --------------------------------------------------------------------------------------


def test_an_update_with_an_offer_is_answered_at_once() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        assert "UPDATE" in ok["Allow"]
        caller.send(caller.within("UPDATE", ok, body=OFFER.replace("4000", "4008") + "a=sendonly\r\n"))
        answered = await caller.expect(200)
        assert answered.method == "UPDATE"
        assert "a=recvonly" in answered.body
        assert version(answered) == version(ok) + 1
        assert ("set_remote", leg, "10.0.0.9", 4008, "PCMA", 8, 120) in house.media.orders

    play(scene)


def test_an_update_without_an_offer_takes_the_new_contact_only() -> None:
    async def scene(house: SipHouse) -> None:
        moved, caller = await house.peer("10.0.0.30"), await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("UPDATE", ok, contact="<sip:caller@10.0.0.30:5060>"))
        assert (await caller.expect(200)).body == ""
        house.hang_up(leg)
        moved.send(moved.answer(await moved.expect("BYE"), 200))

    play(scene)


def test_an_update_with_an_offer_meets_ours() -> None:
    """RFC 3311 §5.2."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        ours, _ = await reoffered(house, caller, leg)
        caller.send(caller.within("UPDATE", ok, body=OFFER))
        assert (await caller.expect(491)).method == "UPDATE"
        caller.send(caller.answer(ours, 200, body=ANSWER))
        await caller.expect("ACK")

    play(scene)


def test_an_update_we_cannot_take_is_refused_and_the_call_goes_on() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        for body, status in ((OFFER.replace("8 0", "18"), 488), ("nonsense", 400)):
            caller.send(caller.within("UPDATE", ok, body=body))
            await caller.expect(status)
        assert house.switch.legs() == (leg,)

    play(scene)
