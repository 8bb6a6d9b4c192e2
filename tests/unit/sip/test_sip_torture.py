"""The torture messages of RFC 4475 and RFC 5118, each with what becomes of it: served, refused, or left unanswered."""

from __future__ import annotations

import asyncio
import re

import pytest

from agent_desktop.domain.messages import CallArrived
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_rfc_torture import RFC4475, RFC5118, wire

CALL = 0
"""The request became a call."""
NOTHING = None
"""No answer: there is nobody to tell, or nothing to say."""

EXPECTED: dict[str, int | None] = {
    # RFC 4475 §3.1.1, valid
    "wsinv": 481,  # it has a To tag, and nobody here has that dialog
    "intmeth": 405,
    "esc01": CALL,
    "escnull": 401,
    "esc02": 405,  # REGISTER, if methods were escaped: they are not
    "lwsdisp": 200,
    "longreq": CALL,
    "dblreq": 401,  # what follows the first message in a datagram is nothing
    "semiuri": 200,
    "transports": 200,
    "mpart01": 401,
    "unreason": NOTHING,  # a response to nothing we sent, as all that follow
    "noreason": NOTHING,
    # §3.1.2, invalid
    "badinv01": 400,
    "clerr": 400,
    "ncl": 400,
    "scalar02": 400,
    "scalarlg": NOTHING,
    "quotbal": 400,
    "ltgtruri": 400,
    "lwsruri": 400,
    "lwsstart": 400,
    "trws": 400,
    "escruri": 400,
    "baddate": CALL,  # nobody reads the date
    "regbadct": 400,
    "badaspec": 400,
    "baddn": 400,
    "badvers": 505,
    "mismatch01": 400,
    "mismatch02": 400,
    "bigcode": NOTHING,
    # §3.2 and §3.3, beyond syntax
    "badbranch": 200,
    "insuf": 400,
    "unkscm": 416,
    "novelsc": 416,
    "unksm2": 400,
    "bext01": 420,
    "invut": 415,
    "regaut01": 401,
    "multi01": 400,
    "mcl01": 400,
    "bcast": NOTHING,
    "zeromf": 200,  # it ends here (RFC 3261 §16.3)
    "cparam01": 401,
    "cparam02": 401,
    "regescrt": 400,  # the parser knows no headers in a URI: stricter than the RFC asks
    "sdp01": CALL,
    "inv2543": 400,  # without Contact no dialog can be kept (RFC 3261 §8.1.1.8)
    # RFC 5118, by section
    "4.1 ipv6-good": 401,
    "4.2 ipv6-bad": 400,
    "4.3 port-ambiguous": 401,
    "4.4 port-unambiguous": 401,
    "4.5 via-received-param-with-delim": 481,
    "4.5 via-received-param-no-delim": 200,
    "4.6 ipv6-in-sdp": 488,  # G.726, which we do not speak
    "4.7 mult-ip-in-header": 481,
    "4.8 mult-ip-in-sdp": CALL,  # the stream in IPv4 is taken
    "4.9 ipv4-mapped-ipv6": 488,
    "4.10 ipv6-bug-abnf-3-colons": 200,
}

SERVER_PORT = 5060


async def _pass(seconds: float) -> None:
    """Let virtual time pass."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    await over.wait()


def answers(text: str, flow: Flow) -> list[int]:
    """What a message gets, sent from ``flow``; CALL stands for a call that arrived, which is then refused."""
    got: list[int] = []

    async def scene(house: SipHouse) -> None:
        def heard(data: bytes, source: Flow) -> None:
            del source
            if (status := int(data.split(b" ", 2)[1])) != 100:
                got.append(status)

        peer = await house.net.open(flow.host, flow.port, heard)
        peer.send(wire(text), Flow("UDP", "10.0.0.1", SERVER_PORT))
        await _pass(0.4)
        for fact in house.facts:
            if isinstance(fact, CallArrived):
                got.append(CALL)
                house.reject(fact.leg, 404)
        await _pass(120)
        assert len(house.switch._agent.endpoint._layer) == 0, "no transaction is left over"

    play(scene)
    return got


@pytest.mark.expects_log("unusable message")
@pytest.mark.parametrize(("name", "text"), {**RFC4475, **RFC5118}.items(), ids=[*RFC4475, *RFC5118])
def test_what_becomes_of_a_torture_message(name: str, text: str) -> None:
    port = re.search(r"Via *:[^;\n]*?:(\d{4,5})", text)
    got = answers(text, Flow("UDP", "10.0.0.9", int(port[1]) if port else 5060))
    expected = EXPECTED[name]
    if expected is NOTHING:
        assert got == []
    else:
        assert got[:1] == [expected]
        assert set(got[1:]) <= ({404} if expected == CALL else {expected}), "only repeated until it is acknowledged"


def test_all_of_them_are_here() -> None:
    assert (len(RFC4475), len(RFC5118)) == (49, 11)
    assert set(EXPECTED) == {*RFC4475, *RFC5118}
