"""Requests outside any call: what is refused, with what, and what never gets an answer (RFC 3261 §8.2)."""

from __future__ import annotations

import asyncio
import random

import pytest

from agent_desktop.domain.messages import CallArrived
from agent_desktop.server.sip.admission import FLOOR_PER_S
from agent_desktop.server.sip.checks import METHODS
from tests.fakes.sip_house import SDP, SipHouse, play
from tests.fakes.sip_peer import SipPeer


def single(status: int, **headers: str):
    """A scene: one INVITE made by ``parts`` gets this final response with these headers, and is no call."""

    def with_parts(**parts: str) -> None:
        async def scene(house: SipHouse) -> None:
            caller = await house.peer()
            invite = caller.invite(**parts)
            caller.send(invite)
            refused = await caller.expect(status)
            for name, value in headers.items():
                assert refused[name.replace("_", "-")] == value
            assert refused.to_tag
            caller.send(caller.ack_failure(invite, refused))
            assert await caller.silence(5) == [], "the ACK was matched"
            assert house.facts == []

        play(scene)

    return with_parts


def test_require_gets_420_with_what_is_not_supported() -> None:
    single(420, Unsupported="foo, bar")(more="Require: 100rel, foo, timer, bar")


def test_no_hops_left_gets_483() -> None:
    single(483)(max_forwards="0")


@pytest.mark.expects_log("unusable message")
def test_a_call_to_a_web_page_gets_416() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.invite(target="http://10.0.0.1/"))
        await caller.expect(416)
        caller.send(caller.invite(target="sips:100@10.0.0.1"))
        await caller.expect(416)

    play(scene)


@pytest.mark.parametrize(
    "body",
    [
        SDP.format(host="10.0.0.9").replace("8 0 120", "18 120"),
        SDP.format(host="10.0.0.9").replace("RTP/AVP", "RTP/SAVP"),
        SDP.format(host="10.0.0.9").replace("c=IN IP4 10.0.0.9", "c=IN IP6 ::1"),
        SDP.format(host="10.0.0.9").replace("m=audio 4000", "m=audio 0"),
        SDP.format(host="10.0.0.9").replace("m=audio", "m=video"),
        SDP.format(host="10.0.0.9").replace("c=IN IP4 10.0.0.9", "c=IN IP4 224.0.0.1"),
    ],
)
def test_media_we_do_not_speak_gets_488_with_a_warning(body: str) -> None:
    single(488, Warning='305 agent-desktop "G.711 over RTP/AVP only"')(body=body)


def test_a_description_that_cannot_be_read_gets_400() -> None:
    single(400)(body="v=0\r\nm=audio\r\n")


def test_a_body_that_is_no_description_gets_415() -> None:
    single(415, Accept="application/sdp")(body="hello", more="Content-Type: text/plain")
    single(415, Accept_Encoding="identity")(body="x", more="Content-Type: application/sdp\r\nContent-Encoding: gzip")


def test_a_call_without_contact_gets_400_and_without_user_484() -> None:
    single(400)(contact="*")
    single(400)(contact="")
    single(484)(target="sip:10.0.0.1")


def test_an_unknown_method_gets_405_with_allow() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.request("PUBLISH"))
        assert (await caller.expect(405))["Allow"] == ", ".join(METHODS)

    play(scene)


def test_options_says_what_we_can_even_without_hops_left() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.request("OPTIONS", max_forwards="0"))
        ok = await caller.expect(200)
        assert "INVITE" in ok["Allow"]
        assert ok["Accept"] == "application/sdp"

    play(scene)


def test_a_bye_to_nobody_gets_481_and_a_stray_ack_nothing() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.request("BYE"))
        await caller.expect(481)
        caller.send(caller.request("ACK"))
        assert await caller.silence(5) == []

    play(scene)


@pytest.mark.expects_log("unusable message")
@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("CSeq: 1 INVITE", "CSeq: 1 OPTIONS"), 400),
        (("CSeq: 1 INVITE", "CSeq: 99999999999 INVITE"), 400),
        (("CSeq: 1 INVITE\r\n", ""), 400),
        (("Max-Forwards: 70", "Max-Forwards: many"), 400),
        (("From: <", "From: <<"), 400),
        (("Contact: <sip:", "Contact: <"), 400),
        (("Content-Length: ", "Content-Length: 9"), 400),
        (("Content-Length: 0", "Content-Length: -1"), 400),
        (("sip:100@", "sip:1 0 0@"), 400),
        ((" SIP/2.0\r\nVia", " SIP/7.0\r\nVia"), 505),
    ],
)
def test_a_bad_request_is_told_so_without_being_kept(change: tuple[str, str], status: int) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        good = caller.invite(body="")
        bad = good.replace(*change, 1)
        assert bad != good
        caller.send(bad)
        refused = await caller.expect(status)
        assert refused.to_tag
        caller.send(bad)
        assert (await caller.expect(status)).raw == refused.raw
        assert len(house.switch._agent.endpoint._layer) == 0
        assert house.facts == []

    play(scene)


@pytest.mark.expects_log("unusable message")
def test_what_cannot_be_answered_is_not() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        good = caller.invite()
        for bad in (
            good.replace("10.0.0.9:5060;rport", "10.0.0.9:99999;rport"),
            good.replace("Via:", "Vie:"),
            good.replace("INVITE", "ACK").replace("CSeq: 1", "CSeq: x"),
            good.replace("From:", "From:\n Evil:"),
            good.split("\r\n\r\n")[0],
            "SIP/2.0 999 Odd\r\n\r\n",
            "\r\n\r\n",
            "\0\0",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        ):
            caller.send(bad)
        assert await caller.silence(5) == []
        caller.send(caller.request("OPTIONS"))
        await caller.expect(200)

    play(scene)


def test_folded_lines_compact_forms_and_leading_blank_lines_are_read() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        text = caller.invite(from_='"Carl\r\n  C" <sip:a@10.0.0.9>;tag=x')
        text = text.replace("Via:", "v :").replace("To:", "t:").replace("Call-ID", "i").replace("Contact", "m")
        caller.send("\r\n" + text)
        fact = await house.fact(CallArrived)
        assert isinstance(fact, CallArrived)
        assert fact.caller_name == "Carl C"

    play(scene)


def test_a_body_longer_than_its_length_is_cut() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.invite() + "m=garbage")
        await house.fact(CallArrived)

    play(scene)


@pytest.mark.expects_log("calls are refused")
def test_overload_sheds_calls_before_they_time_out() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.reject(leg, 404)
        await caller.expect(404)
        for number in range(2):
            asyncio.get_running_loop()._jumping.now += 1.2  # type: ignore[attr-defined] - the loop was busy for so long
            await asyncio.sleep(0.01)
            caller.send(caller.invite(call_id=f"late{number}"))
            assert not [message for message in await caller.silence(0.05) if message.status == 503], "too few to refuse"
        asked = 3 * FLOOR_PER_S
        for number in range(asked):
            caller.send(caller.invite(call_id=f"crowd{number}"))
        shed = [message for message in await caller.silence(0.3) if message.status == 503]
        assert 0 < len(shed) <= asked - FLOOR_PER_S
        assert len({message["Call-ID"] for message in shed}) == len(shed), "nothing is kept that could be repeated"
        assert int(shed[0]["Retry-After"]) > 0
        await asyncio.sleep(3)
        caller.send(caller.invite())
        wanted = 2 + asked - len(shed) + 1
        while wanted:  # and it takes calls again when it has caught up
            wanted -= isinstance(await house.fact(), CallArrived)

    play(scene)


def torture(chance: random.Random, caller: SipPeer) -> bytes:
    """An INVITE that something happened to on the way."""
    data = bytearray(caller.invite().encode())
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 40)]
            case 2:
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 20)))
            case 3:
                data[at:at] = data[at : at + chance.randrange(1, 200)]
            case 4:
                data[at:at] = chance.choice(
                    (
                        b'"',
                        b"<",
                        b">",
                        b";",
                        b",",
                        b"\r\n",
                        b"\r\n ",
                        b"%00",
                        b"%",
                        b":",
                        b"\\",
                        b"=",
                        b"\xc3\xa4",
                        b"9" * 30,
                    )
                )
        if not data:
            break
    return bytes(data)


@pytest.mark.expects_log(".")
@pytest.mark.parametrize("seed", range(8))
def test_mutated_messages_never_end_the_listener(seed: int) -> None:
    async def scene(house: SipHouse) -> None:
        chance = random.Random(seed)
        caller = await house.peer()
        for _ in range(250):
            caller.send(torture(chance, caller))
        await asyncio.sleep(1)
        caller.got.clear()
        caller._seen = 0
        for leg in house.switch.legs():
            house.accept(leg)
        await asyncio.sleep(70)
        assert house.switch._agent.endpoint.faults == 0
        caller.polite = False
        caller.got.clear()
        caller._seen = 0
        caller.send(caller.request("OPTIONS"))
        while (await caller.next()).method != "OPTIONS":
            pass

    play(scene)
