"""What phones write: MESSAGE with an agent's credentials, to a colleague or a queue, and within a call (RFC 3428)."""

from __future__ import annotations

import pytest

from agent_desktop.server.failures import StoreFailed
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

TEXT = "Content-Type: text/plain"


async def write(
    phone: SipPeer, body: str, more: str = TEXT, *, password: str = "secret", to: str = "bert", **parts: str
) -> Text:
    """MESSAGE with the phone's own credentials; the final response."""
    uri = f"sip:{to}@10.0.0.1" if to else "sip:10.0.0.1"
    common = {"target": uri, "from_": f"<sip:{phone.user}@10.0.0.1>;tag=w", "contact": "", "body": body, **parts}
    phone.send(phone.request("MESSAGE", **common, more=more))
    challenge = await phone.expect(401)
    proof = phone.authorization(challenge["WWW-Authenticate"], password, uri, method="MESSAGE")
    phone.send(phone.request("MESSAGE", **common, more=f"{more}\r\n{proof}"))
    return await phone.next()


@pytest.mark.parametrize("status", [202, 403, 404, 413, 480])
def test_what_a_phone_writes_reaches_the_core_and_is_answered_by_it(status: int) -> None:
    async def scene(house: SipHouse) -> None:
        house.text_status = status
        phone = await house.phone()
        answer = await write(phone, "Kommst Du zu Köhler?", f"{TEXT}; charset=UTF-8")
        assert answer.status == status
        assert answer.to_tag
        assert house.texts == [("anna", "bert", "Kommst Du zu Köhler?")]
        await write(phone, "All!", to="1000")
        assert house.texts[1:] == [("anna", "1000", "All!")]

    play(scene)


def test_a_repeated_message_is_written_once() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        first = await write(phone, "once")
        again = phone.request("MESSAGE", target="sip:bert@10.0.0.1", branch=first.branch, more=TEXT, body="once")
        phone.send(again)
        assert (await phone.expect(202)).raw == first.raw
        assert len(house.texts) == 1

    play(scene)


def test_only_agents_write_and_only_in_their_own_name() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        assert (await write(phone, "hello", password="wrong")).status == 401
        assert (await write(phone, "hello", from_="<sip:bert@10.0.0.1>;tag=w")).status == 403
        stranger = await house.peer("10.0.0.66", "mallory")
        assert (await write(stranger, "hello")).status == 401
        assert house.texts == []

    play(scene)


def test_what_is_no_plain_text_is_refused() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        for more in (
            "Content-Type: application/im-iscomposing+xml",
            "Content-Type: text/html",
            f"{TEXT}\r\nContent-Encoding: gzip",
            f'{TEXT};charset="iso-8859-1"',
        ):
            refused = await write(phone, "<b>hello</b>", more)
            assert (refused.status, refused["Accept"]) == (415, "text/plain"), more
        assert (await write(phone, "x" * 8_001)).status == 413
        assert (await write(phone, " \r\n")).status == 400
        assert (await write(phone, "")).status == 400
        assert (await write(phone, "hello", to="")).status == 404
        assert house.texts == []

    play(scene)


def test_in_a_call_a_phone_writes_to_the_colleague_there_and_a_caller_to_nobody() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        invite, ack = await house.talk_with(phone)
        parts = {"call_id": invite["Call-ID"], "from_": ack["To"], "to": ack["From"], "target": "sip:10.0.0.1:5060"}
        phone.send(phone.request("MESSAGE", **parts, more=TEXT, body="Listen to this"))
        await phone.expect(202)
        phone.send(phone.request("MESSAGE", **parts, more="Content-Type: text/html", body="Listen to this"))
        await phone.expect(415)
        assert house.texts == [("anna", "", "Listen to this")]
        caller = await house.peer()
        _, ok = await house.talk(caller)
        caller.send(caller.within("MESSAGE", ok, more=TEXT, body="hello"))
        await caller.expect(403)
        assert len(house.texts) == 1

    play(scene)


@pytest.mark.expects_log("could not be kept")
def test_a_text_that_cannot_be_kept_may_be_sent_again_later() -> None:
    async def scene(house: SipHouse) -> None:
        house.text_failure = StoreFailed("the disk is full")
        phone = await house.phone()
        refused = await write(phone, "hello")
        assert refused.status == 503
        assert int(refused["Retry-After"]) > 0

    play(scene)


@pytest.mark.expects_log("a text of")
def test_a_fault_of_the_core_leaves_no_phone_without_an_answer() -> None:
    async def scene(house: SipHouse) -> None:
        house.text_failure = RuntimeError("a bug")
        phone = await house.phone()
        assert (await write(phone, "hello")).status == 500

    play(scene)
