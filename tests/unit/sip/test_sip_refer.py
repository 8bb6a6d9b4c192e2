"""A phone's own transfer key: who may refer where, and what the phone is told of it (RFC 3515, RFC 3891, RFC 4488)."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from agent_desktop.domain.messages import EffectDone, EffectFailed, LegEnd, LegEnded, LegTransferAsked
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text


class Talk:
    """An agent's phone in a call that we rang it for."""

    def __init__(self, phone: SipPeer, invite: Text) -> None:
        self.phone = phone
        self._dialog = {"call_id": invite["Call-ID"], "from_": f"{invite['To']};tag=peer", "to": invite["From"]}

    def send(self, method: str, **parts: str) -> None:
        self.phone.send(self.phone.request(method, **{**self._dialog, "target": "sip:10.0.0.1:5060", **parts}))

    def refer(self, to: str, more: str = "") -> None:
        self.send("REFER", more=f"Refer-To: {to}" + (f"\r\n{more}" if more else ""))


async def talking(house: SipHouse) -> Talk:
    phone = await house.phone()
    invite, _ = await house.talk_with(phone)
    return Talk(phone, invite)


async def notified(phone: SipPeer, status: str, state: str) -> Text:
    notify = await phone.expect("NOTIFY")
    assert notify.body == f"SIP/2.0 {status}\r\n"
    assert notify["Subscription-State"].startswith(state)
    assert notify["Content-Type"].startswith("message/sipfrag")
    phone.send(phone.answer(notify, 200))
    return notify


@pytest.mark.parametrize(
    ("to", "number"),
    [
        ("<sip:2000@10.0.0.1>", "2000"),
        ("sip:anna@10.0.0.1", "anna"),
        ('"Help" <sip:%2B468@10.0.0.1;user=phone>', "+468"),
        ("<tel:+46-8-1;phone-context=x>", "+46-8-1"),
    ],
)
def test_a_phone_gives_its_call_away_and_hears_that_it_is_done(to: str, number: str) -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        talk.refer(to)
        accepted = await talk.phone.expect(202)
        assert accepted["Contact"]
        first = await notified(talk.phone, "100 Trying", "active")
        assert first["Event"] == f"refer;id={accepted['CSeq'].split()[0]}"
        assert await house.fact() == LegTransferAsked(leg="o1", number=number)
        effect = house.answer_transfer("o1", accepted=True)
        house.hang_up("o1")
        last = await notified(talk.phone, "200 OK", "terminated")
        assert last["Event"] == first["Event"]
        assert await house.fact() == EffectDone(effect=effect)
        talk.phone.send(talk.phone.answer(await talk.phone.expect("BYE"), 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.HUNG_UP)

    play(scene)


def test_a_phone_gives_its_call_away_after_the_switch_was_killed() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        await house.kill()
        talk.refer("<sip:2000@10.0.0.1>")
        await talk.phone.expect(202)
        first = await notified(talk.phone, "100 Trying", "active")
        assert int(first["CSeq"].split()[0]) > 100, "no number is used twice"
        assert await house.fact() == LegTransferAsked(leg="o1", number="2000")
        house.answer_transfer("o1", accepted=True)
        await notified(talk.phone, "200 OK", "terminated")
        await house.fact()
        house.hang_up("o1")
        talk.phone.send(talk.phone.answer(await talk.phone.expect("BYE"), 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.HUNG_UP)

    play(scene)


def test_a_phone_joins_its_two_calls_after_the_switch_was_killed() -> None:  # F120
    """Replaces names a dialog that was made before, too (RFC 3891 §3)."""

    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        second, _ = await house.talk_with(talk.phone, "o2")
        await house.kill()
        dialog = quote(f"{second['Call-ID']};to-tag={second['From'].partition(';tag=')[2]};from-tag=peer", safe="")
        talk.refer(f"<sip:10.0.0.1?Replaces={dialog}>")
        await talk.phone.expect(202)
        await notified(talk.phone, "100 Trying", "active")
        assert await house.fact() == LegTransferAsked(leg="o1", replaces="o2")
        house.answer_transfer("o1", accepted=False)
        await notified(talk.phone, "603 Decline", "terminated")

    play(scene)


def test_a_phone_hears_that_it_cannot_be_and_may_ask_again() -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        for _ in range(2):
            talk.refer("<sip:nowhere@10.0.0.1>")
            await talk.phone.expect(202)
            await notified(talk.phone, "100 Trying", "active")
            await house.fact(LegTransferAsked)
            house.answer_transfer("o1", accepted=False)
            await notified(talk.phone, "603 Decline", "terminated")
            await house.fact(EffectDone)
        assert house.switch.legs() == ("o1",)

    play(scene)


def test_a_phone_that_the_core_never_answers_is_told_so() -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        talk.refer("<sip:2000@10.0.0.1>")
        await talk.phone.expect(202)
        await notified(talk.phone, "100 Trying", "active")
        await notified(talk.phone, "603 Decline", "terminated")
        await house.fact(LegTransferAsked)
        effect = house.answer_transfer("o1", accepted=True)
        assert await house.fact() == EffectFailed(effect=effect, why="leg o1 asked for no transfer")

    play(scene)


def test_a_phone_that_wants_to_hear_nothing_hears_nothing() -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        talk.refer("<sip:2000@10.0.0.1>", more="Require: norefersub\r\nRefer-Sub: false")
        assert (await talk.phone.expect(202))["Refer-Sub"] == "false"
        house.answer_transfer("o1", accepted=True)
        assert await talk.phone.silence(5) == []

    play(scene)


def test_a_phone_joins_its_two_calls() -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        leg, ok = await house.talk(talk.phone)
        ours, theirs = ok["To"].partition(";tag=")[2], ok["From"].partition(";tag=")[2]
        replaces = quote(f"{ok['Call-ID']};to-tag={ours};from-tag={theirs}", safe="")
        talk.refer(f"<sip:100@10.0.0.1?Replaces={replaces}&Require=replaces>")
        await talk.phone.expect(202)
        await notified(talk.phone, "100 Trying", "active")
        assert await house.fact() == LegTransferAsked(leg="o1", replaces=leg)

    play(scene)


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("<sip:100@10.0.0.1?Replaces=x%3Bto-tag%3Da%3Bfrom-tag%3Db>", 481),
        ("<sip:100@10.0.0.1?Replaces=x%3Bto-tag%3Da>", 400),
        ("<sip:10.0.0.1>", 484),
        ("<http://example.org>", 416),
        ("<sip:>", 400),
        ("<sip:1@10.0.0.1>, <sip:2@10.0.0.1>", 400),
    ],
)
def test_a_target_that_is_none(to: str, status: int) -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        talk.refer(to)
        await talk.phone.expect(status)
        assert house.switch.legs() == ("o1",)
        assert not any(isinstance(fact, LegTransferAsked) for fact in house.facts)

    play(scene)


def test_strangers_move_no_calls() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        caller.send(caller.within("REFER", ok, more="Refer-To: <sip:2000@10.0.0.1>"))
        await caller.expect(403)
        caller.send(caller.request("REFER", more="Refer-To: <sip:2000@10.0.0.1>"))
        await caller.expect(403, 481)
        assert not any(isinstance(fact, LegTransferAsked) for fact in house.facts)

    play(scene)


def test_one_refer_at_a_time() -> None:
    async def scene(house: SipHouse) -> None:
        talk = await talking(house)
        talk.refer("<sip:2000@10.0.0.1>")
        await talk.phone.expect(202)
        await notified(talk.phone, "100 Trying", "active")
        talk.refer("<sip:2000@10.0.0.1>")
        await talk.phone.expect(491)

    play(scene)


@pytest.mark.parametrize(("value", "status"), [("x;to-tag=a;from-tag=b", 481), ("nonsense", 400)])
def test_a_call_that_would_replace_another(value: str, status: int) -> None:
    """RFC 3891 §3."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        invite = caller.invite(more=f"Replaces: {value}")
        caller.send(invite)
        caller.send(caller.ack_failure(invite, await caller.expect(status)))
        _, ok = await house.talk(caller)
        ours, theirs = ok["To"].partition(";tag=")[2], ok["From"].partition(";tag=")[2]
        thief = await house.peer("10.0.0.66")
        invite = thief.invite(more=f"Replaces: {ok['Call-ID']};to-tag={ours};from-tag={theirs}")
        thief.send(invite)
        thief.send(thief.ack_failure(invite, await thief.expect(403)))

    play(scene)
