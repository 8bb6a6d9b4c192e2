"""Calls that come: from a trunk by address or password, from phones of ours, from strangers; and whom they name."""

from __future__ import annotations

import msgspec
import pytest

from agent_desktop.domain.messages import CallArrived
from agent_desktop.domain.network import Digits, NumberFormat, NumberPlan, Trunk
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer

SWEDEN = NumberPlan(format=NumberFormat.NATIONAL, country="46")
LISTED = Trunk(id="provider", addresses=("10.0.9.0/24",), numbers=SWEDEN)


async def arrived(house: SipHouse, peer: SipPeer, **parts: str) -> CallArrived:
    """The fact that a call becomes; the call itself goes on."""
    peer.send(peer.invite(**parts))
    fact = await house.fact(CallArrived)
    assert isinstance(fact, CallArrived)
    house.reject(fact.leg, 486)
    await peer.expect(486)
    await house.fact()
    return fact


def closed(house: SipHouse, *trunks: Trunk) -> None:
    """Nobody may call but these."""
    house.switch._agent.callers.open_to_strangers = False
    house.switch.define(trunks, ())


def test_a_listed_address_may_call_and_its_numbers_are_read_by_the_trunks_rules() -> None:
    async def scene(house: SipHouse) -> None:
        closed(house, LISTED)
        provider = await house.peer("10.0.9.7")
        fact = await arrived(
            house, provider, target="sip:0771123456@10.0.0.1", from_="<sip:0701234567@p.example>;tag=a"
        )
        assert (fact.number, fact.caller) == ("+46771123456", "+46701234567")
        fact = await arrived(house, provider, target="sip:1000@10.0.0.1", from_="<sip:anonymous@p.example>;tag=b")
        assert (fact.number, fact.caller) == ("1000", "anonymous")

    play(scene)


@pytest.mark.parametrize("dtmf", list(Digits))
def test_digits_in_the_speech_of_a_trunk_are_listened_for_where_its_row_says_so(dtmf: Digits) -> None:  # F073
    async def scene(house: SipHouse) -> None:
        closed(house, msgspec.structs.replace(LISTED, dtmf=dtmf))
        provider = await house.peer("10.0.9.7")
        provider.send(provider.invite())
        fact = await house.fact(CallArrived)
        assert isinstance(fact, CallArrived)
        house.accept(fact.leg)
        await provider.expect(200)
        (order,) = [order for order in house.media.orders if order[0] == "set_remote"]
        assert (order[-1] == "inband") is (dtmf is Digits.INBAND)

    play(scene)


def test_the_server_of_a_trunk_may_call_without_being_listed() -> None:
    async def scene(house: SipHouse) -> None:
        closed(house, Trunk(id="provider", server="10.0.9.7:5070"))
        assert (await arrived(house, await house.peer("10.0.9.7"))).number == "100"

    play(scene)


def test_strangers_are_asked_who_they_are_where_the_server_is_not_open() -> None:
    async def scene(house: SipHouse) -> None:
        closed(house, LISTED, Trunk(id="off", addresses=("10.0.0.0/24",), enabled=False))
        stranger = await house.peer()
        for target in ("sip:1000@10.0.0.1", "sip:nobody@10.0.0.1"):  # told the same, whatever there is behind it
            invite = stranger.invite(target=target)
            stranger.send(invite)
            asked = await stranger.expect(401)
            assert 'realm="agent-desktop"' in asked["WWW-Authenticate"]
            stranger.send(stranger.ack_failure(invite, asked))
        assert not house.facts

    play(scene)


@pytest.mark.parametrize(("password", "status"), [("word", 486), ("wrong", 401)])
def test_a_trunk_without_a_fixed_address_calls_with_its_password(password: str, status: int) -> None:
    async def scene(house: SipHouse) -> None:
        house.secrets.trunks["branch"] = "word"
        closed(house, Trunk(id="branch", user="office", numbers=SWEDEN))
        branch = await house.peer("10.0.0.77", "office")
        invite = branch.invite(target="sip:0771123456@10.0.0.1")
        branch.send(invite)
        asked = await branch.expect(401)
        branch.send(branch.ack_failure(invite, asked))
        line = branch.authorization(
            asked["WWW-Authenticate"], password, "sip:0771123456@10.0.0.1", method="INVITE", user="office"
        )
        invite = branch.invite(target="sip:0771123456@10.0.0.1", more=f"{line}\r\nContent-Type: application/sdp")
        branch.send(invite)
        if status == 486:
            fact = await house.fact(CallArrived)
            assert isinstance(fact, CallArrived)
            assert fact.number == "+46771123456"
            house.reject(fact.leg, 486)
        refused = await branch.expect(status)
        branch.send(branch.ack_failure(invite, refused))
        assert bool(house.facts) is (status == 486)

    play(scene)


def test_a_registered_phone_may_call_and_no_other_from_its_machine() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        closed(house)
        assert (await arrived(house, phone)).caller == "anna"
        house.accounts.passwords["anna"] = "another"  # logged out, and in again elsewhere
        invite = phone.invite()
        phone.send(invite)
        phone.send(phone.ack_failure(invite, await phone.expect(401)))

    play(scene)


ASSERTED = 'P-Asserted-Identity: "Carl" <sip:0707777777@p.example>\r\nContent-Type: application/sdp'
FROM = '"Nobody" <sip:0701111111@p.example>;tag=a'


@pytest.mark.parametrize(
    ("trusted", "more", "caller", "name"),
    [
        (True, ASSERTED, "+46707777777", "Carl"),
        (False, ASSERTED, "+46701111111", "Nobody"),
        (True, ASSERTED.replace("<sip:0707777777@p.example>", "<tel:+46-707-777777;ext=1>"), "+46707777777", "Carl"),
        (True, ASSERTED.replace("0707777777@p.example", ""), "+46701111111", "Nobody"),
        (True, f"Privacy: id\r\n{ASSERTED}", "", ""),
        (False, f"Privacy: id;critical\r\n{ASSERTED}", "", ""),
        (True, "Content-Type: application/sdp", "+46701111111", "Nobody"),
    ],
)
def test_what_a_trunk_asserts_is_believed_when_it_is_trusted(trusted: bool, more: str, caller: str, name: str) -> None:
    async def scene(house: SipHouse) -> None:
        closed(house, Trunk(id="provider", addresses=("10.0.9.0/24",), numbers=SWEDEN, trusted=trusted))
        fact = await arrived(house, await house.peer("10.0.9.7"), from_=FROM, more=more)
        assert (fact.caller, fact.caller_name) == (caller, name)

    play(scene)


def test_a_stranger_who_is_welcome_asserts_nothing() -> None:
    async def scene(house: SipHouse) -> None:
        fact = await arrived(house, await house.peer(), from_=FROM, more=ASSERTED)
        assert (fact.caller, fact.caller_name) == ("0701111111", "Nobody")

    play(scene)
