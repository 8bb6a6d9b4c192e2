"""SRTP by SDES: what is offered, taken and refused, both ways, and that no key is said where it can be read."""

from __future__ import annotations

import base64
import re

import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded
from agent_desktop.domain.network import Encryption
from agent_desktop.server.sip.sdes import SUITES
from agent_desktop.server.sip.trace import redacted
from agent_desktop.server.srtp import Crypto, SrtpKeys
from tests.fakes.sip_house import SDP, SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

THEIRS = bytes(range(30))
SUITE = "AES_CM_128_HMAC_SHA1_80"
LINES = (
    f"a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:{base64.b64encode(bytes(46)).decode()}\r\n"
    f"a=crypto:2 {SUITE} inline:{base64.b64encode(THEIRS).decode()}|2^31\r\n"
)


def offer(host: str, protocol: str = "RTP/AVP", crypto: str = LINES, port: int = 4000) -> str:
    return SDP.format(host=host).replace("RTP/AVP", protocol).replace("4000", str(port)) + crypto


def lines(body: str) -> list[tuple[int, str, bytes]]:
    found = re.findall(r"a=crypto:(\d+) (\S+) inline:(\S+)\r\n", body)
    return [(int(tag), suite, base64.b64decode(key)) for tag, suite, key in found]


def keys(house: SipHouse) -> list[SrtpKeys | None]:
    """The keys of every order to the media engine."""
    return [order[7] if len(order) > 7 else None for order in house.media.orders if order[0] == "set_remote"]


@pytest.mark.parametrize("protocol", ["RTP/AVP", "RTP/SAVP"])
def test_a_call_over_tls_is_encrypted_with_the_first_suite_we_can(protocol: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer(transport="TLS")
        leg, ok = await house.talk(caller, body=offer(caller.host, protocol))
        assert re.search(r"m=audio \d+ (\S+) ", ok.body)[1] == protocol  # type: ignore[index]
        ((tag, suite, ours),) = lines(ok.body)
        assert (tag, suite, len(ours)) == (2, SUITE, 30)
        assert keys(house) == [SrtpKeys(sent=Crypto(SUITE, ours), received=Crypto(SUITE, THEIRS))]
        # Their address changes, their key does not: ours stays too, and the packets go on being numbered.
        caller.send(caller.within("INVITE", ok, body=offer(caller.host, protocol, port=4004)))
        again = await caller.expect(200)
        caller.send(caller.within("ACK", again))
        assert lines(again.body) == [(tag, suite, ours)]
        # With another key of theirs ours is another one: no key stream is ever used twice.
        other = LINES.replace(base64.b64encode(THEIRS).decode(), base64.b64encode(bytes(30)).decode())
        caller.send(caller.within("INVITE", ok, body=offer(caller.host, protocol, other, port=4004)))
        third = await caller.expect(200)
        caller.send(caller.within("ACK", third))
        assert lines(third.body)[0][2] != ours
        house.hang_up(leg)
        caller.send(caller.answer(await caller.expect("BYE"), 200))
        await house.fact(LegEnded)

    play(scene)


@pytest.mark.parametrize(
    ("transport", "protocol", "crypto"),
    [
        ("UDP", "RTP/SAVP", LINES),  # the key came in the clear: whoever reads it could listen
        ("TLS", "RTP/SAVP", LINES.split("\r\n")[0] + "\r\n"),  # a suite that libsrtp does not have here
        ("TLS", "RTP/SAVP", ""),
        ("TLS", "RTP/SAVPF", LINES),
    ],
)
def test_secure_media_that_cannot_be_is_refused(transport: str, protocol: str, crypto: str) -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer(transport=transport)
        invite = caller.invite(body=offer(caller.host, protocol, crypto))
        caller.send(invite)
        refused = await caller.expect(488)
        caller.send(caller.ack_failure(invite, refused))
        assert not house.facts

    play(scene)


def test_without_tls_keys_are_neither_said_nor_taken() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller, body=offer(caller.host))
        assert not lines(ok.body)
        assert keys(house) == [None]

    play(scene)


async def rung(house: SipHouse, transport: str) -> tuple[SipPeer, Text]:
    phone = await house.phone(transport=transport)
    house.ring()
    return phone, await phone.expect("INVITE")


def answer(phone: SipPeer, invite: Text, tag: int = 1, suite: str = "AEAD_AES_256_GCM") -> str:
    line = f"a=crypto:{tag} {suite} inline:{base64.b64encode(bytes(SUITES[suite])).decode()}\r\n"
    body = SDP.format(host=phone.host).replace("8 0 120", "8 101")
    return phone.answer(invite, 200, body=body + line)


def test_a_phone_is_offered_every_suite_and_takes_one() -> None:
    async def scene(house: SipHouse) -> None:
        phone, invite = await rung(house, "TLS")
        assert "RTP/AVP" in invite.body  # what a phone without SRTP can take too
        said = lines(invite.body)
        assert [suite for _, suite, _ in said] == list(SUITES)
        phone.send(answer(phone, invite, 3, SUITE))
        await phone.expect("ACK")
        await house.fact(LegAnswered)
        assert keys(house) == [SrtpKeys(sent=Crypto(SUITE, said[2][2]), received=Crypto(SUITE, bytes(30)))]
        assert "removed" in redacted(invite.raw)
        assert base64.b64encode(said[0][2]).decode() not in redacted(invite.raw)

    play(scene)


def protocol_of(body: str) -> str:
    found = re.search(r"m=audio \d+ (\S+) ", body)
    assert found
    return found[1]


def secured(phone: SipPeer, invite: Text) -> str:
    """A 200 of a phone that speaks SRTP only, and says so."""
    line = f"a=crypto:3 {SUITE} inline:{base64.b64encode(bytes(30)).decode()}\r\n"
    body = SDP.format(host=phone.host).replace("8 0 120", "8 101").replace("RTP/AVP", "RTP/SAVP")
    return phone.answer(invite, 200, body=body + line)


def test_who_refuses_keys_under_rtp_avp_is_offered_rtp_savp() -> None:
    async def scene(house: SipHouse) -> None:
        phone, invite = await rung(house, "TLS")
        assert protocol_of(invite.body) == "RTP/AVP"
        phone.send(phone.answer(invite, 488))
        await phone.expect("ACK")
        again = await phone.expect("INVITE")
        assert (again["Call-ID"], again["CSeq"]) == (invite["Call-ID"], "2 INVITE")
        assert protocol_of(again.body) == "RTP/SAVP"
        assert lines(again.body) == lines(invite.body)
        origin = [int(said.body.split("\r\n")[1].split()[2]) for said in (invite, again)]
        assert origin[1] == origin[0] + 1, "another description has another version (RFC 3264 §8)"
        phone.send(secured(phone, again))
        ack = await phone.expect("ACK")
        await house.fact(LegAnswered)
        ours = lines(again.body)[2][2]
        assert keys(house) == [SrtpKeys(sent=Crypto(SUITE, ours), received=Crypto(SUITE, bytes(30)))]
        house.switch.reoffer("o1")  # and is not asked for less later
        moved = await phone.expect("INVITE")
        assert protocol_of(moved.body) == "RTP/SAVP"
        phone.send(secured(phone, moved))
        await phone.expect("ACK")
        assert ack["Call-ID"] == moved["Call-ID"]

    play(scene)


@pytest.mark.parametrize("transport", ["UDP", "TLS"])
def test_who_refuses_all_that_we_can_offer_is_not_asked_again(transport: str) -> None:
    async def scene(house: SipHouse) -> None:
        phone, invite = await rung(house, transport)
        phone.send(phone.answer(invite, 488))
        await phone.expect("ACK")
        if transport == "TLS":
            phone.send(phone.answer(await phone.expect("INVITE"), 488))
            await phone.expect("ACK")
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.FAILED)
        assert not await phone.silence(40)

    play(scene)


def test_of_two_phones_each_has_the_offer_that_it_took() -> None:
    async def scene(house: SipHouse) -> None:
        first = await house.phone(transport="TLS")
        second = await house.phone(host="10.0.0.21", transport="TLS")
        house.ring()
        plain, refused = await first.expect("INVITE"), await second.expect("INVITE")
        second.send(second.answer(refused, 488))
        await second.expect("ACK")
        assert protocol_of((await second.expect("INVITE")).body) == "RTP/SAVP"
        first.send(first.ok(plain, more="Session-Expires: 90;refresher=uac\r\nRequire: timer"))
        await first.expect("ACK")
        await house.fact(LegAnswered)
        second.polite = True
        renewed = await first.expect("INVITE")  # says nothing new (RFC 4028 §7.4)
        assert renewed.body.partition("m=")[2] == plain.body.partition("m=")[2]
        first.send(first.ok(renewed))
        await first.expect("ACK")

    play(scene)


def test_a_phone_that_cannot_is_spoken_to_in_the_clear_if_it_may_be() -> None:
    async def scene(house: SipHouse) -> None:
        phone, invite = await rung(house, "TLS")
        phone.send(phone.ok(invite))
        await phone.expect("ACK")
        await house.fact(LegAnswered)
        assert keys(house) == [None]

    play(scene)


@pytest.mark.parametrize(("tag", "suite"), [(9, SUITE), (1, SUITE)])
def test_an_answer_to_what_was_not_offered_is_none(tag: int, suite: str) -> None:
    """A tag that we never said, or ours with another suite: the stream counts as unencrypted."""

    async def scene(house: SipHouse) -> None:
        house.switch._agent.desk.encryption = Encryption.REQUIRE
        phone, invite = await rung(house, "TLS")
        assert "RTP/SAVP" in invite.body
        phone.polite = True
        phone.send(answer(phone, invite, tag, suite))
        ended = await house.fact(LegEnded)
        assert isinstance(ended, LegEnded)
        assert ended.cause is LegEnd.FAILED

    play(scene)


@pytest.mark.expects_log("SRTP is required")
def test_where_it_is_required_nobody_is_rung_in_the_clear() -> None:
    async def scene(house: SipHouse) -> None:
        house.switch._agent.desk.encryption = Encryption.REQUIRE
        phone = await house.phone()
        house.ring()
        ended = await house.fact(LegEnded)
        assert ended == LegEnded(leg="o1", cause=LegEnd.UNREACHABLE)
        assert not await phone.silence(1)

    play(scene)


@pytest.mark.parametrize("transport", ["UDP", "TLS"])
def test_where_it_is_required_a_phone_that_speaks_plainly_is_refused(transport: str) -> None:
    async def scene(house: SipHouse) -> None:
        house.switch._agent.desk.encryption = Encryption.REQUIRE
        phone = await house.phone(transport=transport)
        invite = phone.invite()
        phone.send(invite)
        refused = await phone.expect(488)
        assert "SRTP" in refused["Warning"]
        phone.send(phone.ack_failure(invite, refused))
        assert not [fact for fact in house.facts if isinstance(fact, CallArrived)]

    play(scene)
