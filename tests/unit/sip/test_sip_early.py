"""Before the answer: ringing that must arrive, early dialogs and what is asked in them (RFC 3262, RFC 3311 §5)."""

from __future__ import annotations

import asyncio

import pytest

from agent_desktop.domain.messages import LegAnswered, LegEnd, LegEnded, LegRinging
from tests.fakes.sip_house import SDP, SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

OFFER = SDP.format(host="10.0.0.9")
RELIABLE = "Supported: 100rel"


def prack(caller: SipPeer, ringing: Text, **parts: str) -> str:
    """The PRACK of a reliable provisional response."""
    rack = f"RAck: {ringing['RSeq']} {ringing['CSeq']}"
    return caller.within("PRACK", ringing, **{"more": rack, **parts})


# --- a caller ------------------------------------------------------------------------------------


def test_a_caller_that_must_wait_hears_it_ringing() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        ringing = await caller.expect(180)
        assert ringing.all("RSeq") == []
        assert ringing["Contact"]
        assert await caller.silence(10) == [], "it is not repeated"
        house.accept(leg)
        ok = await caller.expect(200)
        assert ok.to_tag == ringing.to_tag
        caller.send(caller.within("ACK", ok))

    play(scene)


@pytest.mark.parametrize("header", ["Supported", "Require"])
def test_reliable_ringing_is_repeated_until_its_prack(header: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller, more=f"{header}: 100rel")
        ringing = await caller.expect(180)
        assert ringing["Require"] == "100rel"
        again = await caller.silence(3.6)
        assert [one.raw for one in again] == [ringing.raw] * 3, "after 0.5, 1 and 2 s more"
        caller.send(prack(caller, ringing, more="RAck: 1 1 INVITE"))
        assert (await caller.expect(481)).method == "PRACK"
        caller.send(prack(caller, ringing))
        assert (await caller.expect(200)).method == "PRACK"
        assert await caller.silence(20) == []
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.within("ACK", ok))
        assert await house.fact() == LegAnswered(leg=leg)

    play(scene)


def test_an_answer_does_not_wait_for_the_prack() -> None:
    """RFC 3262 §3: only a description in the provisional response would make it wait."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller, more=RELIABLE)
        ringing = await caller.expect(180)
        house.accept(leg)
        ok = await caller.expect(200)
        caller.send(caller.within("ACK", ok))
        assert await caller.silence(20) == []
        caller.send(prack(caller, ringing))
        assert (await caller.expect(200)).method == "PRACK"

    play(scene)


def test_a_caller_that_never_acknowledges_the_ringing_is_refused() -> None:
    async def scene(house: SipHouse) -> None:
        house.media.gates["open"] = asyncio.Event()
        caller = await house.peer()
        leg, invite = await house.arrive(caller, more=RELIABLE)
        house.accept(leg)
        came = await caller.silence(29.9)
        assert [one.status for one in came] == [100] + [180] * 6
        caller.send(caller.ack_failure(invite, await caller.expect(480)))
        assert await caller.silence(60) == []
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.NO_ANSWER)
        house.media.gates["open"].set()

    play(scene)


def test_a_caller_cancels_or_leaves_by_bye_while_it_rings() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        ringing = await caller.expect(180)
        caller.send(caller.cancel(invite))
        assert (await caller.expect(200)).method == "CANCEL"
        caller.send(caller.ack_failure(invite, await caller.expect(487)))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.CANCELLED)

        leg, invite = await house.arrive(caller)
        ringing = await caller.expect(180)
        caller.send(caller.within("BYE", ringing))
        assert (await caller.expect(200)).method == "BYE"
        caller.send(caller.ack_failure(invite, await caller.expect(487)))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.CANCELLED)

    play(scene)


def test_an_update_before_the_first_offer_is_answered_is_too_early() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        ringing = await caller.expect(180)
        caller.send(caller.within("UPDATE", ringing, body=OFFER))
        refused = await caller.expect(500)
        assert refused["Retry-After"]
        house.accept(leg)
        caller.send(caller.within("ACK", await caller.expect(200)))

    play(scene)


# --- a phone that rings --------------------------------------------------------------------------


def reliably(phone: SipPeer, invite: Text, rseq: int, status: int = 180, body: str = "") -> str:
    return phone.answer(invite, status, body=body, more=f"Require: 100rel\r\nRSeq: {rseq}")


def test_a_phone_that_rings_reliably_gets_a_prack_once() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        assert "100rel" in invite["Supported"]
        phone.send(reliably(phone, invite, 7))
        first = await phone.expect("PRACK")
        assert first["RAck"] == "7 1 INVITE"
        assert first["CSeq"] == "2 PRACK"
        assert ";tag=peer" in first["To"]
        phone.send(phone.answer(first, 200))
        phone.send(reliably(phone, invite, 7))
        phone.send(reliably(phone, invite, 9))
        assert await phone.silence(2) == [], "one that came before, and one after a lost one, wait"
        phone.send(reliably(phone, invite, 8, 183))
        second = await phone.expect("PRACK")
        assert second["RAck"] == "8 1 INVITE"
        phone.send(phone.answer(second, 200))
        phone.send(phone.ok(invite))
        ack = await phone.expect("ACK")
        assert ack["CSeq"] == "1 ACK"
        assert [await house.fact(), await house.fact()] == [LegRinging(leg="o1"), LegAnswered(leg="o1")]
        house.hang_up("o1")
        bye = await phone.expect("BYE")
        assert bye["CSeq"] == "4 BYE", "the early dialog goes on as the call's"
        phone.send(phone.answer(bye, 200))

    play(scene)


def test_an_answer_given_reliably_before_the_200_is_the_answer() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        answer = SDP.format(host=phone.host).replace("8 0 120", "0 120").replace("4000", "4020")
        phone.send(reliably(phone, invite, 1, 183, answer))
        phone.send(phone.answer(await phone.expect("PRACK"), 200))
        update = {"call_id": invite["Call-ID"], "from_": f"{invite['To']};tag=peer", "to": invite["From"]}
        offer = answer.replace("4020", "4022")
        phone.send(phone.request("UPDATE", **update, target="sip:10.0.0.1:5060", body=offer))
        assert (await phone.expect(200)).method == "UPDATE"
        phone.send(phone.answer(invite, 200))
        await phone.expect("ACK")
        await phone.silence(1)
        assert house.media.orders[-1] == ("set_remote", "o1", "10.0.0.20", 4022, "PCMU", 0, 120)
        assert house.facts[-1] == LegAnswered(leg="o1")

    play(scene)


def test_who_is_called_may_not_leave_an_early_dialog_by_bye() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(reliably(phone, invite, 1))
        phone.send(phone.answer(await phone.expect("PRACK"), 200))
        early = {"call_id": invite["Call-ID"], "from_": f"{invite['To']};tag=peer", "to": invite["From"]}
        phone.send(phone.request("BYE", **early, target="sip:10.0.0.1:5060"))
        assert (await phone.expect(481)).method == "BYE"
        phone.send(phone.answer(invite, 486))
        await phone.expect("ACK")
        assert [await house.fact(), await house.fact()][1] == LegEnded(leg="o1", cause=LegEnd.REJECTED)

    play(scene)


def test_a_phone_that_wants_a_longer_session_timer_is_asked_again() -> None:
    """RFC 4028 §7.3."""

    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        assert invite["Session-Expires"] == "1800"
        phone.send(phone.answer(invite, 422, more="Min-SE: 3600"))
        assert (await phone.expect("ACK")).branch == invite.branch
        again = await phone.expect("INVITE")
        assert (again["Session-Expires"], again["Min-SE"], again["CSeq"]) == ("3600", "3600", "2 INVITE")
        assert (again["Call-ID"], again.body) == (invite["Call-ID"], invite.body)
        assert again.branch != invite.branch
        assert again["X-AD-Leg"] == "o1"
        phone.send(phone.ok(again, more="Session-Expires: 3600;refresher=uac"))
        assert (await phone.expect("ACK"))["CSeq"] == "2 ACK"
        assert await house.fact() == LegAnswered(leg="o1")
        await phone.silence(1799)
        assert (await phone.expect("INVITE", "UPDATE"))["CSeq"].startswith("3 ")

    play(scene)


# --- digits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body", "status", "key"),
    [
        ("dtmf-relay", "Signal=5\r\nDuration=160\r\n", 200, "5"),
        ("dtmf-relay", "signal= #\nDuration=160", 200, "#"),
        ("dtmf-relay", "Signal=10\r\nDuration=160\r\n", 200, "*"),
        ("dtmf-relay", "Signal=A\r\n", 200, ""),
        ("dtmf-relay", "Duration=160\r\n", 400, ""),
        ("dtmf", "7", 200, "7"),
        ("dtmf", "*\r\n", 200, "*"),
        ("dtmf", "5" * 300, 400, ""),
        ("json", "{}", 415, ""),
    ],
)
def test_a_digit_by_info(kind: str, body: str, status: int, key: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("INFO", ok, body=body, more=f"Content-Type: application/{kind}"))
        answered = await caller.expect(status)
        assert house.pressed == ([(leg, key)] if key else [])
        if status == 415:
            assert "application/dtmf-relay" in answered["Accept"]

    play(scene)


def test_an_empty_info_is_a_sign_of_life_and_a_repeated_one_is_one_digit() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        caller.send(caller.within("INFO", ok))
        await caller.expect(200)
        info = caller.within("INFO", ok, body="3", more="Content-Type: application/dtmf")
        for _ in range(2):
            caller.send(info)
            await caller.expect(200)
        assert house.pressed == [(leg, "3")]

    play(scene)
