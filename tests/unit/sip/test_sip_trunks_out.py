"""Calls to the outside: by which trunk, with which numbers, with credentials, and by the next trunk when one fails."""

from __future__ import annotations

import asyncio
import hashlib
import re

import pytest

from agent_desktop.domain.messages import LegAnswered, LegEarlyMedia, LegEnd, LegEnded, LegRinging
from agent_desktop.domain.network import Digits, Encryption, NumberFormat, NumberPlan, Transport, Trunk
from agent_desktop.server.sip.trunks import DOWN_MS
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SDP, SipPeer, Text

FIRST = Trunk(id="first", order=1, server="10.0.0.50")
SECOND = Trunk(id="second", order=2, server="10.0.0.51")
NUMBER = "+46701234567"


async def providers(house: SipHouse, *trunks: Trunk) -> list[SipPeer]:
    """The far ends of these trunks."""
    house.switch.define(trunks, ())
    return [
        await house.peer(trunk.server.partition(":")[0], trunk.id, trunk.transport.value.upper()) for trunk in trunks
    ]


async def refuse(peer: SipPeer, invite: Text, status: int, more: str = "") -> None:
    peer.send(peer.answer(invite, status, more=more))
    await peer.expect("ACK")


async def end(house: SipHouse) -> LegEnd:
    fact = await house.fact(LegEnded)
    assert isinstance(fact, LegEnded)
    return fact.cause


def states(house: SipHouse) -> list[tuple[str, str]]:
    return [(one.id, one.state) for one in house.switch.trunks()]


def test_a_call_out_by_the_first_trunk() -> None:  # F028
    async def scene(house: SipHouse) -> None:
        first, second = await providers(house, FIRST, SECOND)
        house.dial(NUMBER, caller="+4687654321")
        invite = await first.expect("INVITE")
        assert invite.start == "INVITE sip:+46701234567@10.0.0.50 SIP/2.0"
        assert invite["From"].startswith("<sip:+4687654321@10.0.0.50>;tag=")
        assert invite["P-Asserted-Identity"] == "<sip:+4687654321@10.0.0.50>"
        assert not invite.all("Privacy")
        assert "X-AD-Leg" not in invite.raw.decode()
        first.send(first.answer(invite, 180))
        await house.fact(LegRinging)
        first.send(first.ok(invite))
        await first.expect("ACK")
        assert await house.fact() == LegAnswered(leg="o9")
        assert ("set_remote", "o9", "10.0.0.50", 4000, "PCMA", 8, None) in house.media.orders
        house.hang_up("o9")
        first.send(first.answer(await first.expect("BYE"), 200))
        assert await end(house) is LegEnd.HUNG_UP
        assert not await second.silence(1)
        assert states(house) == [("first", "up"), ("second", "up")]

    play(scene)


def test_a_trunk_that_sends_digits_as_tones_is_listened_to() -> None:  # F073
    async def scene(house: SipHouse) -> None:
        (old,) = await providers(house, Trunk(id="old", server="10.0.0.50:5060", dtmf=Digits.INBAND))
        house.dial(NUMBER)
        old.send(old.ok(await old.expect("INVITE")))
        await old.expect("ACK")
        assert await house.fact(LegAnswered) == LegAnswered(leg="o9")
        assert ("set_remote", "o9", "10.0.0.50", 4000, "PCMA", 8, None, "inband") in house.media.orders

    play(scene)


@pytest.mark.parametrize("reliable", [False, True])
def test_what_the_network_says_before_the_answer_can_be_heard(reliable: bool) -> None:  # F028
    async def scene(house: SipHouse) -> None:
        (first,) = await providers(house, FIRST)
        house.dial(NUMBER)
        invite = await first.expect("INVITE")
        body = SDP.format(host="10.0.0.50").replace("8 0 120", "8")
        more = "Require: 100rel\r\nRSeq: 1" if reliable else ""
        for _ in range(2):
            first.send(first.answer(invite, 183, body=body, more=more))
        if reliable:
            first.send(first.answer(await first.expect("PRACK"), 200))
        assert await house.fact(LegRinging) == LegRinging(leg="o9")
        assert await house.fact() == LegEarlyMedia(leg="o9")
        assert ("set_remote", "o9", "10.0.0.50", 4000, "PCMA", 8, None) in house.media.orders
        first.send(first.answer(invite, 200) if reliable else first.ok(invite))
        await first.expect("ACK")
        assert await house.fact() == LegAnswered(leg="o9"), "it is told once"

    play(scene)


def test_numbers_go_out_as_the_trunk_writes_them() -> None:
    plan = NumberPlan(format=NumberFormat.NATIONAL, country="46", prepend_out="9")
    trunk = Trunk(id="exchange", server="10.0.0.50:5060", domain="office.example", numbers=plan, caller_number="+4687")

    async def scene(house: SipHouse) -> None:
        (exchange,) = await providers(house, trunk)
        house.dial("070-123 45 67")
        invite = await exchange.expect("INVITE")
        assert invite.start == "INVITE sip:90701234567@office.example SIP/2.0"
        assert invite["P-Asserted-Identity"] == "<sip:9087@office.example>"
        await refuse(exchange, invite, 486)
        assert await end(house) is LegEnd.REJECTED

    play(scene)


def test_who_calls_can_be_hidden_from_who_is_called() -> None:
    trunk = Trunk(id="first", server="10.0.0.50", hide_caller=True)

    async def scene(house: SipHouse) -> None:
        (first,) = await providers(house, trunk)
        house.dial(NUMBER, caller="+4687")
        invite = await first.expect("INVITE")
        assert invite["From"].startswith('"Anonymous" <sip:anonymous@anonymous.invalid>')
        assert (invite["Privacy"], invite["P-Asserted-Identity"]) == ("id", "<sip:+4687@10.0.0.50>")
        await refuse(first, invite, 404)
        assert await end(house) is LegEnd.UNREACHABLE

    play(scene)


def proof(peer: SipPeer, request: Text, user: str, password: str, realm: str, nonce: str, algorithm: str) -> bool:
    """Whether a request's credentials are right, by the RFC's formula (RFC 7616 §3.4.1)."""
    given = dict(re.findall(r'(\w+)="?([^",]+)"?', request.all("Proxy-Authorization")[0]))
    hashed = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}[algorithm]

    def h(text: str) -> str:
        return hashed(text.encode()).hexdigest()

    ha2 = h(f"{request.start.split()[0]}:{given['uri']}")
    middle = f"{nonce}:{given['nc']}:{given['cnonce']}:auth"
    return given["response"] == h(f"{h(f'{user}:{realm}:{password}')}:{middle}:{ha2}")


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_challenge_is_answered_in_the_invite_and_in_the_bye(algorithm: str) -> None:
    trunk = Trunk(id="first", server="10.0.0.50", user="centre")

    def challenge(nonce: str) -> str:
        return f'Proxy-Authenticate: Digest realm="r", nonce="{nonce}", algorithm={algorithm}, qop="auth", opaque="o"'

    async def scene(house: SipHouse) -> None:
        house.secrets.trunks["first"] = "word"
        (first,) = await providers(house, trunk)
        house.dial(NUMBER)
        invite = await first.expect("INVITE")
        await refuse(first, invite, 407, challenge("one"))
        again = await first.expect("INVITE")
        assert (again["Call-ID"], again["CSeq"]) == (invite["Call-ID"], "2 INVITE")
        assert again.branch != invite.branch
        assert proof(first, again, "centre", "word", "r", "one", algorithm)
        first.send(first.ok(again))
        await first.expect("ACK")
        await house.fact(LegAnswered)
        house.hang_up("o9")
        bye = await first.expect("BYE")
        first.send(first.answer(bye, 407, more=challenge("two")))
        again = await first.expect("BYE")
        assert int(again["CSeq"].split()[0]) == int(bye["CSeq"].split()[0]) + 1
        assert proof(first, again, "centre", "word", "r", "two", algorithm)
        first.send(first.answer(again, 200))
        assert await end(house) is LegEnd.HUNG_UP

    play(scene)


@pytest.mark.expects_log("trunk first is down: user name or password is refused")
def test_a_wrong_password_is_said_once_and_the_next_trunk_taken() -> None:
    trunk = Trunk(id="first", order=1, server="10.0.0.50", user="centre")
    challenge = 'WWW-Authenticate: Digest realm="r", nonce="n{}", algorithm=MD5, qop="auth"'

    async def scene(house: SipHouse) -> None:
        house.secrets.trunks["first"] = "wrong"
        first, second = await providers(house, trunk, SECOND)
        house.dial(NUMBER)
        for number in range(2):
            await refuse(first, await first.expect("INVITE"), 401, challenge.format(number))
        invite = await second.expect("INVITE")
        assert states(house)[0] == ("first", "down")
        await refuse(second, invite, 486)
        assert await end(house) is LegEnd.REJECTED
        assert not await first.silence(1)

    play(scene)


@pytest.mark.expects_log("trunk first is down: 503")
def test_a_trunk_that_takes_no_calls_is_remembered() -> None:
    async def scene(house: SipHouse) -> None:
        first, second = await providers(house, FIRST, SECOND)
        house.dial(NUMBER, "o1")
        await refuse(first, await first.expect("INVITE"), 503)
        for call in ("o1", "o2"):
            if call == "o2":
                house.dial(NUMBER, call)  # it is not asked again
            invite = await second.expect("INVITE")
            second.send(second.ok(invite))
            await second.expect("ACK")
            await house.fact(LegAnswered)
        await asyncio.sleep(DOWN_MS / 1000 + 1)
        house.dial(NUMBER, "o3")
        await refuse(first, await first.expect("INVITE"), 486)
        assert await end(house) is LegEnd.REJECTED
        assert states(house)[0] == ("first", "up")

    play(scene)


@pytest.mark.parametrize("status", [500, 504, 403])
def test_a_call_that_a_trunk_cannot_make_goes_by_the_next(status: int) -> None:
    async def scene(house: SipHouse) -> None:
        first, second = await providers(house, FIRST, SECOND)
        house.dial(NUMBER)
        await refuse(first, await first.expect("INVITE"), status)
        invite = await second.expect("INVITE")
        assert "a=crypto" not in invite.body
        await refuse(second, invite, 486)
        assert await end(house) is LegEnd.REJECTED
        assert states(house)[0] == ("first", "up")  # only this call did not go

    play(scene)


@pytest.mark.expects_log("trunk first is down: no answer")
def test_a_trunk_that_says_nothing_is_followed_by_the_next() -> None:
    async def scene(house: SipHouse) -> None:
        house.switch.define([FIRST, SECOND], ())
        second = await house.peer("10.0.0.51", "second")
        house.dial(NUMBER)
        invite = await second.expect("INVITE", within=5)
        second.send(second.ok(invite))
        await second.expect("ACK")
        await house.fact(LegAnswered)
        assert states(house) == [("first", "down"), ("second", "up")]

    play(scene)


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (486, LegEnd.REJECTED),
        (603, LegEnd.REJECTED),
        (480, LegEnd.NO_ANSWER),
        (404, LegEnd.UNREACHABLE),
        (484, LegEnd.FAILED),
        (302, LegEnd.FAILED),  # a call is not sent on to where somebody else says
        (488, LegEnd.FAILED),
    ],
)
def test_what_is_no_fault_of_the_trunk_ends_the_call(status: int, cause: LegEnd) -> None:
    async def scene(house: SipHouse) -> None:
        first, second = await providers(house, FIRST, SECOND)
        house.dial(NUMBER)
        await refuse(first, await first.expect("INVITE"), status, "Contact: <sip:99@10.0.0.99>")
        assert await end(house) is cause
        assert not await second.silence(1)

    play(scene)


@pytest.mark.expects_log("trunk first is down")
def test_an_emergency_call_goes_by_whatever_trunk_takes_it() -> None:
    """As dialled, also by a trunk that is down or switched off; only the called may refuse it."""
    plan = NumberPlan(country="46", strip_out=1, prepend_out="0")
    trunks = (
        Trunk(id="first", order=1, server="10.0.0.50", numbers=plan),
        SECOND,
        Trunk(id="third", order=3, server="10.0.0.52", enabled=False),
    )

    async def scene(house: SipHouse) -> None:
        first, second, third = await providers(house, *trunks)
        house.switch._agent.trunks.heard("first", works=False, words="for the test")
        house.dial("112", emergency=True)
        await refuse(second, await second.expect("INVITE"), 404)
        invite = await first.expect("INVITE")
        assert invite.start == "INVITE sip:112@10.0.0.50 SIP/2.0"
        await refuse(first, invite, 302)
        invite = await third.expect("INVITE")
        third.send(third.ok(invite))
        await third.expect("ACK")
        await house.fact(LegAnswered)

    play(scene)


def test_hanging_up_while_it_rings_tries_no_other_trunk() -> None:
    async def scene(house: SipHouse) -> None:
        first, second = await providers(house, FIRST, SECOND)
        house.dial(NUMBER)
        invite = await first.expect("INVITE")
        first.send(first.answer(invite, 180))
        await house.fact(LegRinging)
        house.hang_up("o9")
        first.send(first.answer(await first.expect("CANCEL"), 200))
        await refuse(first, invite, 487)
        assert await end(house) is LegEnd.CANCELLED
        assert not await second.silence(1)

    play(scene)


@pytest.mark.expects_log("trunk safe is down")
def test_speech_is_encrypted_as_the_trunk_says() -> None:
    async def scene(house: SipHouse) -> None:
        safe = Trunk(
            id="safe", server="10.0.0.50:5060", transport=Transport.TLS, encryption=Encryption.REQUIRE, order=2
        )
        never = Trunk(
            id="never", server="10.0.0.51:5060", transport=Transport.TLS, encryption=Encryption.NEVER, order=3
        )
        careless = Trunk(id="careless", server="10.0.0.52", encryption=Encryption.REQUIRE, order=1)
        first, second, third = await providers(house, safe, never, careless)
        house.dial(NUMBER)
        invite = await first.expect("INVITE")  # the one without TLS is passed over: keys would be read
        assert "RTP/SAVP" in invite.body
        assert "a=crypto" in invite.body
        await refuse(first, invite, 503)
        invite = await second.expect("INVITE")
        assert "RTP/AVP" in invite.body
        assert "a=crypto" not in invite.body
        await refuse(second, invite, 486)
        assert await end(house) is LegEnd.REJECTED
        assert not await third.silence(1)

    play(scene)


@pytest.mark.expects_log("sip.example.com is not found")
def test_a_trunk_by_name_is_looked_up_and_all_its_addresses_tried() -> None:
    trunk = Trunk(id="first", server="sip.example.com:5060")

    async def scene(house: SipHouse) -> None:
        house.switch.define([trunk], ())
        await asyncio.sleep(1)
        assert states(house) == [("first", "down")]
        house.names["sip.example.com"] = ["10.0.0.60", "10.0.0.61"]
        await asyncio.sleep(301)
        second = await house.peer("10.0.0.61", "second")
        house.dial(NUMBER)
        invite = await second.expect("INVITE", within=12)
        assert invite.start == "INVITE sip:+46701234567@sip.example.com SIP/2.0"
        second.send(second.ok(invite))
        await second.expect("ACK")
        await house.fact(LegAnswered)

    play(scene)
