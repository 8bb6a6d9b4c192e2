"""Hostile SIP, by rule and by chance: the flavours of RFC 4475 in words of our own, and accidents to good messages."""

from __future__ import annotations

import random

from tests.fakes.sip_peer import SipPeer

HEAD = (
    "Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{n}\r\nFrom: <sip:a@127.0.0.1>;tag={n}\r\nTo: <sip:b@127.0.0.1>\r\n"
    "Call-ID: torture-{n}\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sip:a@127.0.0.1:9>\r\n"
)
START = "INVITE sip:100@127.0.0.1 SIP/2.0\r\n"
FLAVOURS = (
    START + HEAD.replace(": ", " \t:\r\n \t ") + "Content-Length: 0\r\n\r\n",  # folded wherever it may be
    START + HEAD.replace("CSeq: 1", "CSeq: 36893488147419103232") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("Forwards: 70", "Forwards: 300") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("1 INVITE", "1 OPTIONS") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("<sip:a@127.0.0.1>;", '"never closed <sip:a@127.0.0.1>;') + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("<sip:a@127.0.0.1>", "<sip:%00%0d%0a@127.0.0.1>") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("SIP/2.0/UDP", "SIP/2.0/CARRIER-PIGEON") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("127.0.0.1:9;", "[::1]:9;") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("127.0.0.1:9;", "127.0.0.1:99999;") + "Content-Length: 0\r\n\r\n",
    START + HEAD.replace("Call-ID", "X-Call-ID") + "Content-Length: 0\r\n\r\n",
    START + HEAD + HEAD + "Content-Length: 0\r\n\r\n",  # everything twice
    START + HEAD + "Content-Length: -999\r\n\r\n",
    START + HEAD + "Content-Length: 9999\r\n\r\nshort",
    START + HEAD + "Content-Length: 0\r\nContent-Length: 7\r\n\r\nwhich?\r",
    START + HEAD + "Require: nothingSupportsThis, norThat\r\nContent-Length: 0\r\n\r\n",
    START + HEAD + "Content-Type: application/unknown\r\nContent-Length: 4\r\n\r\n\0\1\2\3",
    START + HEAD + "Content-Type: application/sdp\r\nContent-Length: 8\r\n\r\nv=0\r\nm=\r\n",
    START + HEAD + "Route: <sip:{n}\r\nRecord-Route: ;;;,,,\r\nContent-Length: 0\r\n\r\n",
    START + HEAD + "X-Long: " + "a" * 7_000 + "\r\nContent-Length: 0\r\n\r\n",
    START + HEAD + "".join(f"X-{i}: y\r\n" for i in range(200)) + "Content-Length: 0\r\n\r\n",
    START.replace("2.0", "7.0") + HEAD + "Content-Length: 0\r\n\r\n",
    START.replace("sip:100@", "nobodyKnowsThisScheme:") + HEAD + "Content-Length: 0\r\n\r\n",
    START.replace(" SIP", "  SIP") + HEAD + "Content-Length: 0\r\n\r\n",
    START.replace("INVITE", "!interesting-Method0123456789_*+`.%indeed'~")
    + HEAD.replace("1 INVITE", "1 !interesting-Method0123456789_*+`.%indeed'~")
    + "Content-Length: 0\r\n\r\n",
    "SIP/2.0 999 Beyond\r\n" + HEAD + "Content-Length: 0\r\n\r\n",
    "SIP/2.0 200\r\n" + HEAD + "Content-Length: 0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "\r\n\r\n\r\n",
)


def torture(chance: random.Random, peer: SipPeer, number: int) -> bytes:
    """One hostile message, never the same."""
    kind = number % 5
    if kind == 0:
        return chance.randbytes(chance.randrange(1, 300))
    if kind in (1, 2):
        flavour = FLAVOURS[(number // 5) % len(FLAVOURS)]
        data = flavour.replace("{n}", str(number)).encode()
        return data if kind == 1 else accident(chance, data)
    return accident(chance, (peer.invite() if kind == 3 else peer.request("REGISTER")).encode())


def accident(chance: random.Random, message: bytes) -> bytes:
    """The message after up to five accidents."""
    data = bytearray(message)
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((0, 1, 1, 30))
        data[at : at + length] = chance.randbytes(chance.choice((0, 1, 1, 12)))
    return bytes(data) or b"\0"
