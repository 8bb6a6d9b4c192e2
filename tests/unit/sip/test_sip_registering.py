"""Trunks that we log in to, and those we ask whether they are there (RFC 3261 §10, §11)."""

from __future__ import annotations

import asyncio

import pytest

from agent_desktop.domain.network import Trunk
from agent_desktop.server.sip.registering import EARLY, FIRST_RETRY_MS
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text

TRUNK = Trunk(id="provider", server="10.0.0.50", user="centre", register=True, domain="p.example")
CHALLENGE = 'WWW-Authenticate: Digest realm="p", nonce="{}", algorithm=MD5, qop="auth"'


async def begin(house: SipHouse, trunk: Trunk = TRUNK) -> SipPeer:
    house.secrets.trunks["provider"] = "word"
    provider = await house.peer("10.0.0.50", "provider")
    house.switch.define([trunk], ())
    return provider


async def ask(provider: SipPeer, nonce: str = "one") -> Text:
    """A registration, after it was asked who it is."""
    first = await provider.expect("REGISTER", within=4_000)
    provider.send(provider.answer(first, 401, more=CHALLENGE.format(nonce)))
    return await provider.expect("REGISTER")


def granted(provider: SipPeer, register: Text, seconds: int) -> str:
    contact = register["Contact"].partition(";expires")[0]
    return provider.answer(register, 200, more=f"Expires: {seconds}").replace(
        f"Contact: <sip:{provider.user}@{provider.host}:5060>", f"Contact: {contact};expires={seconds}"
    )


def state(house: SipHouse) -> tuple[str, bool | None, str]:
    (one,) = house.switch.trunks()
    return one.state, one.registered, one.words


def test_it_registers_with_its_password_and_renews_in_time_and_leaves() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house)
        register = await ask(provider)
        assert register.start == "REGISTER sip:p.example SIP/2.0"
        assert register["To"] == "<sip:centre@p.example>"
        assert register["Contact"] == "<sip:centre@10.0.0.1:5060>;expires=600"
        assert 'username="centre"' in register["Authorization"]
        provider.send(granted(provider, register, 100))
        await asyncio.sleep(1)
        assert state(house) == ("up", True, "registered for 100 s")
        assert not await provider.silence(100 * EARLY - 3)
        again = await ask(provider, "two")
        assert (again["Call-ID"], int(again["CSeq"].split()[0])) == (register["Call-ID"], 4)
        provider.send(granted(provider, again, 100))
        await asyncio.sleep(1)
        house.switch.define([], ())
        assert (await ask(provider))["Contact"].endswith(";expires=0")

    play(scene)


@pytest.mark.expects_log("trunk provider is down: user name or password is refused")
def test_a_wrong_password_is_said_in_words_and_not_hammered() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house)
        provider.send(provider.answer(await ask(provider), 401, more=CHALLENGE.format("two")))
        assert not await provider.silence(FIRST_RETRY_MS / 1000 - 1)
        assert state(house) == ("down", False, "user name or password is refused")
        waits: list[float] = []
        for _ in range(4):  # later and later
            begun = asyncio.get_running_loop().time()
            provider.send(provider.answer(await ask(provider), 403))
            waits.append(asyncio.get_running_loop().time() - begun)
        assert waits == sorted(waits)
        assert waits[-1] > 4 * waits[0] > 1

    play(scene)


@pytest.mark.expects_log("trunk provider is down: no answer")
def test_a_silent_far_end_is_asked_again_and_back_again() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house)
        for _ in range(4):
            await provider.expect("REGISTER")
        assert await provider.silence(40)  # repeated as UDP wants it, then given up (timer F)
        assert state(house)[:2] == ("down", False)
        register = await ask(provider)
        provider.send(granted(provider, register, 300))
        await asyncio.sleep(1)
        assert state(house)[:2] == ("up", True)

    play(scene)


def test_an_expiry_that_is_too_short_is_made_longer() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house)
        provider.send(provider.answer(await ask(provider), 423, more="Min-Expires: 1800"))
        register = await ask(provider)
        assert register["Contact"].endswith(";expires=1800")
        provider.send(granted(provider, register, 1800))

    play(scene)


@pytest.mark.expects_log("trunk provider is down: 500")
def test_retry_after_is_heeded() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house)
        provider.send(provider.answer(await ask(provider), 500, more="Retry-After: 120"))
        assert not await provider.silence(115)
        provider.send(granted(provider, await ask(provider), 300))

    play(scene)


@pytest.mark.expects_log("trunk provider is down: no answer")
def test_options_tell_whether_a_trunk_is_there() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house, Trunk(id="provider", server="10.0.0.50", ping_ms=60_000))
        provider.send(provider.answer(await provider.expect("OPTIONS"), 404))  # it need not like the question
        await asyncio.sleep(1)
        assert state(house) == ("up", None, "answers")
        await provider.silence(140)  # nothing is answered
        assert state(house)[0] == "down"
        provider.send(provider.answer(await provider.expect("OPTIONS", within=70), 200))
        await asyncio.sleep(1)
        assert state(house)[0] == "up"

    play(scene)


def test_a_trunk_whose_row_is_the_same_goes_on_undisturbed() -> None:
    async def scene(house: SipHouse) -> None:
        provider = await begin(house)
        provider.send(granted(provider, await ask(provider), 600))
        await asyncio.sleep(1)
        house.switch.define([TRUNK], ())
        assert not await provider.silence(30)
        assert state(house)[1] is True

    play(scene)
