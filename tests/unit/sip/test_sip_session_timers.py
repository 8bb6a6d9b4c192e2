"""Session timers: agreed on both ways, renewed by whoever shall, and a call that nobody renews ends (RFC 4028)."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import LegEnd, LegEnded
from agent_desktop.server.sip.compose import make_request
from agent_desktop.server.sip.message import Request
from agent_desktop.server.sip.session_timer import Terms, TooShort, terms_for
from tests.fakes.sip_house import SDP, SipHouse, play

OFFER = SDP.format(host="10.0.0.9")
ANSWER = OFFER.replace("8 0 120", "8 120")
TIMER = "Supported: timer"


def request(*headers: tuple[str, str]) -> Request:
    base = [("Via", "SIP/2.0/UDP h;branch=z9hG4bK1"), ("From", "<sip:a@h>;tag=a"), ("To", "<sip:b@h>")]
    return make_request("INVITE", "sip:b@h", [*base, ("Call-ID", "c"), ("CSeq", "1 INVITE"), *headers])


@pytest.mark.parametrize(
    ("headers", "interval", "we_refresh"),
    [
        ((), 1800, True),
        ((("Supported", "timer"),), 1800, False),
        ((("Supported", "100rel, Timer"), ("Session-Expires", "600")), 600, False),
        ((("Supported", "timer"), ("Session-Expires", "600;refresher=uas")), 600, True),
        ((("Supported", "timer"), ("Session-Expires", "600 ; refresher=uac")), 600, False),
        ((("Supported", "timer"), ("Session-Expires", "90")), 90, False),
        ((("Session-Expires", "600;refresher=uac"),), 600, True),
        ((("Session-Expires", "30"),), 90, True),
        ((("Supported", "timer"), ("Min-SE", "3600")), 3600, False),
        ((("Supported", "timer"), ("Session-Expires", "nonsense")), 1800, False),
        ((("Supported", "timer"), ("Session-Expires", "9999999999")), 86_400, False),
    ],
)
def test_the_interval_is_the_peers_and_who_can_refreshes(
    headers: tuple[tuple[str, str], ...], interval: int, we_refresh: bool
) -> None:
    terms = terms_for(request(*headers))
    assert isinstance(terms, Terms)
    assert (terms.interval_s, terms.we_refresh) == (interval, we_refresh)
    refresher = "uas" if we_refresh else "uac"
    assert terms.headers[0] == ("Session-Expires", f"{interval};refresher={refresher}")
    assert (("Require", "timer") in terms.headers) is not we_refresh, "only who can is required to"


def test_too_short_an_interval_is_refused_if_the_peer_understands_that() -> None:
    assert isinstance(terms_for(request(("Supported", "timer"), ("Session-Expires", "89"))), TooShort)

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        invite = caller.invite(more=f"{TIMER}\r\nSession-Expires: 30")
        caller.send(invite)
        refused = await caller.expect(422)
        assert refused["Min-SE"] == "90"
        caller.send(caller.ack_failure(invite, refused))
        _, ok = await house.talk(caller, more=f"{TIMER}\r\nRequire: timer\r\nSession-Expires: 90\r\nMin-SE: 90")
        assert ok["Session-Expires"] == "90;refresher=uac"
        caller.send(caller.within("UPDATE", ok, more=f"{TIMER}\r\nSession-Expires: 30"))
        await caller.expect(422)

    play(scene)


def test_a_caller_that_shall_refresh_and_does_not_is_left() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller, more=f"{TIMER}\r\nSession-Expires: 90;refresher=uac")
        assert ok["Require"] == "timer"
        assert await caller.silence(59) == []
        caller.send(caller.within("UPDATE", ok, more=f"{TIMER}\r\nSession-Expires: 90;refresher=uac"))
        renewed = await caller.expect(200)
        assert renewed["Session-Expires"] == "90;refresher=uac"
        assert await caller.silence(59) == []
        caller.send(caller.within("INVITE", ok, body=OFFER, more=f"{TIMER}\r\nSession-Expires: 90;refresher=uac"))
        renewed = await caller.expect(200)
        caller.send(caller.within("ACK", renewed))
        assert await caller.silence(59) == []
        bye = await caller.expect("BYE", within=2)
        caller.send(caller.answer(bye, 200))
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.UNREACHABLE)

    play(scene)


def test_we_refresh_by_update_where_it_is_taken() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        more = f"{TIMER}\r\nSession-Expires: 100;refresher=uas\r\nAllow: INVITE, ACK, BYE, UPDATE"
        _, ok = await house.talk(caller, more=more)
        assert ok["Session-Expires"] == "100;refresher=uas"
        for _ in range(3):
            assert await caller.silence(49) == []
            update = await caller.expect("UPDATE", within=2)
            assert update.body == ""
            assert update["Session-Expires"] == "100;refresher=uac"
            caller.send(caller.answer(update, 200, more="Session-Expires: 100;refresher=uac"))

    play(scene)


def test_we_refresh_by_an_invite_that_says_nothing_new_where_update_is_not_taken() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller, more="Session-Expires: 100")
        assert ok["Session-Expires"] == "100;refresher=uas"
        orders = list(house.media.orders)
        assert await caller.silence(49) == []
        invite = await caller.expect("INVITE", within=2)
        assert invite.body == ok.body
        caller.send(caller.answer(invite, 422, more="Min-SE: 200"))
        await caller.expect("ACK")
        invite = await caller.expect("INVITE")
        assert invite["Session-Expires"] == "200;refresher=uac"
        caller.send(caller.answer(invite, 200, body=OFFER, more="Session-Expires: 200;refresher=uac"))
        await caller.expect("ACK")
        assert house.media.orders == orders
        assert await caller.silence(99) == []
        again = await caller.expect("INVITE", within=2)
        caller.send(caller.answer(again, 200, body=OFFER))
        await caller.expect("ACK")
        assert await caller.silence(2_000) == [], "without Session-Expires in the 2xx no timer runs"

    play(scene)


def test_a_peer_that_vanished_is_noticed_when_we_refresh() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller, more="Session-Expires: 100")
        assert await house.fact(within=50 + 32 + 33) == LegEnded(leg=leg, cause=LegEnd.UNREACHABLE)

    play(scene)
