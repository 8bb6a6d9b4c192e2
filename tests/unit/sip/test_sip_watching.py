"""The lamp of a desk phone: subscriptions to the messages that wait, and what is told of them (RFC 3842, RFC 6665)."""

from __future__ import annotations

import pytest

from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

EVENT = "Event: message-summary\r\nAccept: application/simple-message-summary"


async def subscribe(phone: SipPeer, dialog: Text | None = None, expires: str = "600", password: str = "secret") -> Text:
    """SUBSCRIBE with the agent's credentials; the final response."""
    uri = "sip:anna@10.0.0.1"
    parts = {"target": uri, "to": f"<{uri}>", "call_id": f"lamp-{phone.host}", "from_": f"<{uri}>;tag=lamp"}
    if dialog is not None:
        parts["to"] = dialog["To"]
    more = f"{EVENT}\r\nExpires: {expires}"
    phone.send(phone.request("SUBSCRIBE", **parts, more=more))
    challenge = await phone.expect(401)
    proof = phone.authorization(challenge["WWW-Authenticate"], password, uri, method="SUBSCRIBE")
    phone.send(phone.request("SUBSCRIBE", **parts, more=f"{more}\r\n{proof}"))
    return await phone.expect(200, 401, 403, 423)


async def told(phone: SipPeer, count: int, state: str, status: int = 200) -> Text:
    notify = await phone.expect("NOTIFY")
    assert notify["Event"] == "message-summary"
    assert notify["Subscription-State"].startswith(state)
    waiting = "yes" if count else "no"
    account = "Message-Account: sip:anna@10.0.0.1:5060"
    assert notify.body == f"Messages-Waiting: {waiting}\r\n{account}\r\nVoice-Message: {count}/0 (0/0)\r\n"
    phone.send(phone.answer(notify, status))
    return notify


def test_a_phone_hears_how_many_messages_wait_and_every_change() -> None:
    async def scene(house: SipHouse) -> None:
        house.messages["anna"] = 2
        phone = await house.peer("10.0.0.20", "anna")
        ok = await subscribe(phone)
        assert ok["Expires"] == "600"
        assert ok["Contact"]
        first = await told(phone, 2, "active;expires=600")
        house.switch.messages_changed()
        assert await phone.silence(5) == [], "nothing is other than it was"
        house.messages["anna"] = 0
        for _ in range(3):
            house.switch.messages_changed()
        second = await told(phone, 0, "active;expires=594")
        assert int(second["CSeq"].split()[0]) == int(first["CSeq"].split()[0]) + 1
        assert await phone.silence(5) == []

    play(scene)


def test_a_subscription_is_renewed_ended_and_ends_by_itself() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        ok = await subscribe(phone)
        await told(phone, 0, "active")
        await phone.silence(500)
        renewed = await subscribe(phone, ok)
        assert renewed.to_tag == ok.to_tag
        await told(phone, 0, "active;expires=600")
        assert await phone.silence(599) == []
        await told(phone, 0, "terminated;reason=timeout")
        ok = await subscribe(phone)
        await told(phone, 0, "active")
        assert (await subscribe(phone, ok, expires="0"))["Expires"] == "0"
        await told(phone, 0, "terminated")
        house.messages["anna"] = 1
        house.switch.messages_changed()
        assert await phone.silence(5) == []

    play(scene)


def test_who_logs_out_watches_no_more() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        await subscribe(phone)
        await told(phone, 0, "active")
        house.accounts.passwords["anna"] = "another"
        house.switch.forget("anna")
        await told(phone, 0, "terminated;reason=deactivated")

    play(scene)


@pytest.mark.parametrize("status", [481, 0])
def test_a_phone_that_knows_nothing_of_it_or_is_gone_is_told_nothing_more(status: int) -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        await subscribe(phone)
        if status:
            await told(phone, 0, "active", status)
        else:
            await phone.silence(40)
        house.messages["anna"] = 1
        house.switch.messages_changed()
        assert await phone.silence(5) == []

    play(scene)


def test_only_agents_watch_and_only_their_own() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        assert (await subscribe(phone, password="wrong")).status == 401
        phone.send(phone.request("SUBSCRIBE", target="sip:anna@10.0.0.1", more="Event: presence"))
        assert (await phone.expect(489))["Allow-Events"] == "message-summary"
        other = await house.peer("10.0.0.21", "bert")
        assert (await subscribe(other, password="hidden")).status == 403

    play(scene)


def test_what_is_too_short_or_no_number_is_refused() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        for expires, status in (("5", 423), ("soon", 400)):
            more = f"{EVENT}\r\nExpires: {expires}"
            phone.send(phone.request("SUBSCRIBE", target="sip:anna@10.0.0.1", more=more))
            await phone.expect(status)

    play(scene)


def test_in_a_subscription_nothing_else_can_be_asked() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        ok = await subscribe(phone)
        await told(phone, 0, "active")
        phone.send(phone.within("INFO", ok, cseq="90"))
        assert (await phone.expect(405))["Allow"] == "SUBSCRIBE"
        phone.send(phone.within("SUBSCRIBE", ok, cseq="89"))
        await phone.expect(500)

    play(scene)
