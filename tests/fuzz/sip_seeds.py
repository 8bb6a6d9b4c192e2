"""What fuzzers of SIP begin with: every kind of request and response, right and wrong, and the words of SIP."""

from __future__ import annotations

from tests.fakes.sip_peer import SDP
from tests.fakes.sip_rfc_torture import RFC4475, RFC5118, wire

_OFFER = SDP.format(host="127.0.0.1")
_WITHIN = "To: <sip:100@127.0.0.1>;tag=@tag@\nCall-ID: talk\n"
_HEAD = (
    "Via: SIP/2.0/UDP 127.0.0.1:5070;rport;branch=z9hG4bK{n}\nMax-Forwards: 70\nFrom: <sip:c@127.0.0.1>;tag=f\n"
    "Contact: <sip:c@127.0.0.1:5070>\nCSeq: {n} {method}\n"
)


def _request(n: int, method: str, more: str, body: str = "") -> str:
    kind = "Content-Type: application/sdp\n" if body.startswith("v=0") else ""
    length = f"Content-Length: {len(body)}\n"
    head = _HEAD.replace("{n}", str(n)).replace("{method}", method)
    return f"{method} sip:100@127.0.0.1 SIP/2.0\n{head}{more}{kind}{length}\n".replace("\n", "\r\n") + body


_BEGINS = [
    _request(1, "INVITE", "To: <sip:100@127.0.0.1>\nCall-ID: talk\nSupported: 100rel, timer\n", _OFFER),
    _request(1, "ACK", _WITHIN),
    _request(2, "INVITE", _WITHIN, _OFFER.replace("m=audio", "a=sendonly\r\nm=audio")),
    _request(2, "ACK", _WITHIN),
    _request(3, "UPDATE", _WITHIN + "Session-Expires: 1800;refresher=uac\n", _OFFER),
    _request(4, "INFO", _WITHIN + "Content-Type: application/dtmf-relay\n", "Signal=5\r\nDuration=160\r\n"),
    _request(5, "PRACK", _WITHIN + "RAck: 1 1 INVITE\n"),
    _request(6, "REFER", _WITHIN + "Refer-To: <sip:200@127.0.0.1?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>\n"),
    _request(7, "NOTIFY", _WITHIN + "Event: refer\nSubscription-State: active\n"),
    _request(8, "SUBSCRIBE", "To: <sip:anna@127.0.0.1>\nCall-ID: mwi\nEvent: message-summary\nExpires: 600\n"),
    _request(9, "MESSAGE", "To: <sip:anna@127.0.0.1>\nCall-ID: text\nContent-Type: text/plain\n", "hello"),
    _request(13, "MESSAGE", _WITHIN + "Content-Type: text/plain;charset=utf-8\n", "hello"),
    _request(10, "OPTIONS", "To: <sip:127.0.0.1>\nCall-ID: o\nAccept: application/sdp\n"),
    _request(11, "INVITE", "To: <sip:100@127.0.0.1>\nCall-ID: late\n"),
    _request(11, "CANCEL", "To: <sip:100@127.0.0.1>\nCall-ID: late\n"),
    _request(12, "BYE", _WITHIN + "Route: <sip:127.0.0.1;lr>\n"),
    _request(
        13,
        "REGISTER",
        "To: <sip:anna@127.0.0.1>\nCall-ID: r\nExpires: 600\nPath: <sip:127.0.0.1;lr>\n"
        'Authorization: Digest username="anna", realm="agent-desktop", nonce="bm9uY2U=", uri="sip:127.0.0.1", '
        'response="0123456789abcdef0123456789abcdef", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"\n',
    ),
    "SIP/2.0 180 Ringing\r\n" + _request(1, "INVITE", _WITHIN).partition("\r\n")[2],
    "SIP/2.0 200 OK\r\n" + _request(1, "INVITE", _WITHIN, _OFFER).partition("\r\n")[2],
]

SEEDS: list[bytes] = [b"\0" + text.encode() for text in _BEGINS]
SEEDS += [b"\x07" + "".join(_BEGINS).encode(), b"\xff" + "\r\n\r\n".join(_BEGINS).encode()]
SEEDS += [how + wire(text) for text in (*RFC4475.values(), *RFC5118.values()) for how in (b"\0", b"\x3b")]
"""Each with the byte that says how it comes (see ``Harness.say``)."""

_WORDS = """INVITE ACK BYE CANCEL REGISTER OPTIONS UPDATE PRACK REFER NOTIFY SUBSCRIBE MESSAGE INFO SIP/2.0 sip: sips:
tel: Via: From: To: Call-ID: CSeq: Contact: Max-Forwards: Content-Length: Content-Type: Route: Record-Route:
Require: Supported: Session-Expires: Min-SE: Refer-To: Replaces: RAck: RSeq: Event: Expires: Authorization:
application/sdp ;branch=z9hG4bK ;tag= ;rport ;received= ;lr ;transport=tcp ;expires= 127.0.0.1 [::1] @tag@
m=audio c=IN a=rtpmap: a=sendonly a=inactive a=crypto: RTP/AVP RTP/SAVP < > " %00 4294967296"""

WORDS: list[bytes] = [word.encode() for word in _WORDS.split()] + [b"\r\n", b"\r\n\r\n", b"\r\n ", b"\0"]
"""What a mutation may put in."""
