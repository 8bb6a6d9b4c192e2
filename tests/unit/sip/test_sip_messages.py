"""Messages at the door: what is read, what is echoed, what is cut short (RFC 3261 §7, §8.2.6, §18.2; RFC 4475)."""

from __future__ import annotations

import gc

import pytest

from agent_desktop.server.sip.compose import ack_failure, make_cancel, make_request, respond_to, stamp_source
from agent_desktop.server.sip.message import MAX_HEAD, Malformed, Request, Response, parse
from agent_desktop.server.sip.text import address_tag, address_uri, parameters, split
from tests.fakes.sip_house import SipHouse, play

TORTUOUS = """INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
TO :
 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
Call-ID: wsinv.ndaksdj@192.0.2.1
Content-Length   : 15
cseq: 0009
  INVITE
Via  : SIP  /   2.0
 /UDP
    192.0.2.2;branch=390skdjuw
s :
NewFangledHeader:   newfangled value
 continued newfangled value
UnknownHeaderWithUnusualValue: ;;,,;;,;
Content-Type: application/sdp
Route:
 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
v:  SIP  / 2.0  / TCP     spindle.example.com   ;
  branch  =   z9hG4bK9ikj8  ,
 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
 z9hG4bK30239
m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
      newvalue ;
  secondparam ; q = 0.33

v=0 not looked at here
"""
"""Our own, in the manner of RFC 4475 §3.1.1.1: odd, and right."""


def read(text: str) -> Request:
    message = parse(text.replace("\n", "\r\n").encode())
    assert isinstance(message, Request), message
    return message


def test_a_tortuous_but_right_invite_is_read() -> None:
    message = read(TORTUOUS)
    assert (message.method, message.cseq, message.call_id) == ("INVITE", 9, "wsinv.ndaksdj@192.0.2.1")
    assert (message.from_tag, message.to_tag) == ("98asjd8", "1918181833n")
    assert (message.hop.host, message.hop.branch, message.hop.wants_rport) == ("192.0.2.2", "390skdjuw", False)
    assert message.contact == "sip:jdrosen@example.com"
    assert message.target == "sip:vivekg@chair-dnrc.example.com;unknownparam"
    assert message.body == b"v=0 not looked "
    assert len(message.items("Via")) == 3


SIMPLE = """OPTIONS sip:100@10.0.0.1 SIP/2.0
Via: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK%41!*;rport
Via: SIP/2.0/UDP 10.0.0.8;branch=z9hG4bKb;received=10.0.0.7, SIP/2.0/UDP 10.0.0.6;branch=z9hG4bKc
Record-Route: <sip:10.0.0.8;lr>
Record-Route: <sip:10.0.0.6;lr>
From: <sip:a@10.0.0.9>;tag=%41~'x
To: "x;tag=no" <sip:100@10.0.0.1;tag=neither>
Call-ID: c
CSeq: 1 OPTIONS
Timestamp: 54

"""


def test_a_response_echoes_what_identifies_the_request_unchanged() -> None:
    """§8.2.6.2: percent signs and all; peers compare bytes."""
    request = stamp_source(read(SIMPLE), "10.0.0.9", 4444)
    response = respond_to(request, 200, to_tag="mine")
    text = response.encode().decode()
    assert text.startswith("SIP/2.0 200 OK\r\n")
    assert [line for line in text.split("\r\n") if line.startswith("Via")] == [
        "Via: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK%41!*;received=10.0.0.9;rport=4444",
        "Via: SIP/2.0/UDP 10.0.0.8;branch=z9hG4bKb;received=10.0.0.7",
        "Via: SIP/2.0/UDP 10.0.0.6;branch=z9hG4bKc",
    ]
    for line in (
        "From: <sip:a@10.0.0.9>;tag=%41~'x",
        'To: "x;tag=no" <sip:100@10.0.0.1;tag=neither>;tag=mine',
        "Call-ID: c",
        "CSeq: 1 OPTIONS",
        "Record-Route: <sip:10.0.0.8;lr>",
        "Record-Route: <sip:10.0.0.6;lr>",
        "Content-Length: 0",
    ):
        assert line in text.split("\r\n")
    assert "Timestamp" not in text
    again = parse(response.encode())
    assert isinstance(again, Response)
    assert (again.to_tag, again.from_tag, again.code) == ("mine", "%41~'x", 200)


def test_100_carries_the_timestamp_and_no_tag_and_refusals_no_record_route() -> None:
    assert b"Timestamp: 54" in respond_to(read(SIMPLE), 100, to_tag="mine").encode()
    assert b"tag=mine" not in respond_to(read(SIMPLE), 100, to_tag="mine").encode()
    assert b"Record-Route" not in respond_to(read(SIMPLE), 404, to_tag="mine").encode()


def test_cancel_and_the_ack_of_a_refusal_take_the_invites_way() -> None:
    """§9.1, §17.1.1.3: same Request-URI, top Via, Route, From, Call-ID and CSeq number; no other Via."""
    invite = make_request(
        "INVITE",
        "sip:anna@10.0.0.20",
        [
            ("Via", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKx"),
            ("Route", "<sip:10.0.0.7;lr>"),
            ("Route", "<sip:10.0.0.8;lr>"),
            ("From", "<sip:a@10.0.0.1>;tag=mine"),
            ("To", "<sip:anna@10.0.0.20>"),
            ("Call-ID", "c"),
            ("CSeq", "7 INVITE"),
        ],
    )
    refusal = respond_to(invite, 486, to_tag="theirs")
    for request, method, to_tag in (
        (make_cancel(invite), "CANCEL", ""),
        (ack_failure(invite, refusal), "ACK", "theirs"),
    ):
        assert (request.method, request.cseq, request.to_tag, request.from_tag) == (method, 7, to_tag, "mine")
        assert (request.target, request.call_id) == (invite.target, "c")
        assert request.items("Via") == invite.items("Via")
        assert request.items("Route") == ["<sip:10.0.0.7;lr>", "<sip:10.0.0.8;lr>"]


def test_a_header_of_ours_cannot_hold_a_line_break() -> None:
    with pytest.raises(ValueError, match="line break"):
        respond_to(read(SIMPLE), 200, headers=[("Server", "a\r\nEvil: 1")])
    with pytest.raises(ValueError, match="line break"):
        make_request("OPTIONS", "sip:a@b", [("Via", "SIP/2.0/UDP a\nb")])


@pytest.mark.parametrize(
    "more",
    [
        "X: " + "y" * MAX_HEAD,
        "\n".join(f"X{number}: 1" for number in range(200)),
        "Contact: <sip:" + "a" * 3_000 + "@b>",
        "Contact: " + ",".join(["<sip:a@b>"] * 400),
        "Via: SIP/2.0/UDP " + "a-" * 2_000 + "b",
    ],
)
def test_what_would_take_long_to_read_is_not_read(more: str) -> None:
    text = SIMPLE.rstrip("\n") + "\n" + more + "\n\n"
    message = parse(text.replace("\n", "\r\n").encode())
    assert isinstance(message, Malformed)
    assert "too long" in message.why


@pytest.mark.parametrize("name", ["Call-ID", "CSeq", "From", "To", "Max-Forwards"])
def test_what_may_stand_once_stands_once(name: str) -> None:
    line = "CSeq: 1 OPTIONS" if name == "CSeq" else f"{name}: <sip:a@b>"
    message = parse(SIMPLE.replace("Call-ID: c", f"Call-ID: c\n{line}\n{line}").replace("\n", "\r\n").encode())
    assert isinstance(message, Malformed)
    assert message.status == 400


def test_headers_are_taken_apart_outside_quotes_and_brackets() -> None:
    assert split('"a,b\\",c" <sip:x,y>;q=1, <sip:z>', ",") == ['"a,b\\",c" <sip:x,y>;q=1', "<sip:z>"]
    assert parameters('<sip:a;b=c>;D = "e;f" ;g') == [("d", '"e;f"'), ("g", None)]
    assert address_uri('"<no>" <sip:a@b;c>;d') == "sip:a@b;c"
    assert address_uri("sip:a@b;d=e") == "sip:a@b"
    assert address_tag("<sip:a;tag=no>;x;Tag=yes") == "yes"
    assert address_tag("<sip:a;tag=no>") == ""


@pytest.mark.expects_log("no more are begun")
def test_too_many_transactions_are_shed_without_keeping_them() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        endpoint = house.switch._agent.endpoint
        endpoint.max_transactions = 2
        first = caller.request("OPTIONS")
        for text in (first, caller.request("OPTIONS")):
            caller.send(text)
            await caller.expect(200)
        caller.send(caller.request("OPTIONS"))
        shed = await caller.expect(503)
        assert 5 <= int(shed["Retry-After"]) <= 15
        assert shed.to_tag
        caller.send(caller.request("ACK"))
        caller.send(first)
        await caller.expect(200)
        assert len(endpoint._layer) == 2
        await caller.silence(33)
        caller.send(caller.request("OPTIONS"))
        await caller.expect(200)

    play(scene)


def test_why_a_message_is_unusable_does_not_quote_it() -> None:
    """It goes to the log, and a digest may stand beside what is wrong."""
    damaged = b"REGISTER sip:a SIP/2.0\r\nAuthorization: Digest response=S3CRET\r\nX\xff: y\r\n\r\n"
    found = parse(damaged)
    assert isinstance(found, Malformed)
    assert "S3CRET" not in found.why


def test_an_unreadable_message_is_not_kept() -> None:
    """The library raises one instance for all of them, whose traceback would hold each."""
    text = "OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP\r\nFrom: a\r\nTo: b\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n\r\n"
    for damaged in (text, text.replace("SIP/2.0/UDP", "SIP/2.0/UDP a;branch=b"), text.replace(" sip:a", " sip")):
        parse(damaged.encode())
        gc.collect()
        before = len(gc.get_objects())
        for _ in range(100):
            assert isinstance(parse(damaged.encode()), Malformed)
        gc.collect()
        assert len(gc.get_objects()) - before < 50
