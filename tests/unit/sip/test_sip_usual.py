"""What is recognised at a glance is what sipmessage would take, and is read alike."""

from __future__ import annotations

import re

import pytest
import sipmessage
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.server.sip import usual
from agent_desktop.server.sip.headers import Headers
from agent_desktop.server.sip.message import Hop, Request, display_name, parse, top_hop, user_of
from agent_desktop.server.sip.text import address_tag, address_uri, parameters


def like(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True)


@given(like(usual._ADDRESS))
def test_an_address_is_read_as_sipmessage_reads_it(text: str) -> None:
    found = usual.address(text)
    read = sipmessage.Address.parse(text)
    assert found is not None
    assert display_name(text) == read.name == (found["name"] or "")
    assert user_of(text) == (read.uri.user or "")
    assert found["uri"] == address_uri(text)
    assert usual.given(found["parameters"]).get("tag", "") == address_tag(text)


@given(like(usual._VIA))
def test_a_via_is_read_as_sipmessage_reads_it(text: str) -> None:
    found = usual.via(text)
    assert found is not None
    read = sipmessage.Via.parse(text)
    assert (found["transport"], found["host"]) == (read.transport, read.host)
    assert int(found["port"] or 0) == (read.port or 0)
    assert usual.given(found["parameters"]) == {name: value or "" for name, value in parameters(text)}


@given(like(usual._CSEQ))
def test_a_cseq_is_read_as_sipmessage_reads_it(text: str) -> None:
    found = usual.cseq(text)
    assert found is not None
    assert sipmessage.CSeq.parse(text) == sipmessage.CSeq(int(found["number"]), found["method"])


@pytest.mark.parametrize(
    ("text", "is_usual"),
    [
        ("<sip:030@10.0.0.9:5060>;tag=x", True),
        ("<sips:anna@a.example;transport=tls>", True),
        ("<sip:10.0.0.7;lr>", True),
        ('"Carl" <sip:030@10.0.0.9>;tag=x', True),
        ('"030 / 12-34 (Carl)"<sip:030@10.0.0.9>', True),
        ('"C\\"arl" <sip:030@10.0.0.9>;tag=x', False),
        ('" Carl" <sip:030@10.0.0.9>;tag=x', False),
        ("Carl <sip:030@10.0.0.9>;tag=x", False),
        ("sip:030@10.0.0.9;tag=x", False),
        ("<sip:0%2330@10.0.0.9>", False),
        ("<sip:a@[::1]>", False),
        ("<sip:a@h>;tag=x\n", False),
        ("<sip:a@h>, <sip:b@h>", False),
    ],
)
def test_which_addresses_are_usual(text: str, is_usual: bool) -> None:
    """Those of nearly all messages are, or nothing would be gained."""
    assert (usual.address(text) is not None) is is_usual


def test_a_via_that_is_not_usual_is_read_all_the_same() -> None:
    headers = Headers()
    headers.add("Via", "SIP / 2.0 / UDP [::1]:5062 ;branch=z9hG4bKx, SIP/2.0/UDP b")
    assert top_hop(headers) == Hop(
        "SIP / 2.0 / UDP [::1]:5062 ;branch=z9hG4bKx", "UDP", "[::1]", 5062, "z9hG4bKx", wants_rport=False
    )


def test_headers_are_found_by_any_name_and_written_as_they_came() -> None:
    headers = Headers.read(["v: SIP/2.0/UDP a", "X-One: 1", "VIA: SIP/2.0/UDP b", "i:call", "x-ONE: 2"])
    assert headers.getlist("via") == ["SIP/2.0/UDP a", "SIP/2.0/UDP b"]
    assert (headers.get("call-id"), headers.get("absent"), "X-one" in headers) == ("call", "", True)
    assert headers.repeated(("call-id", "x-one")) == "X-One"
    headers.setlist("Call-ID", ["other"])
    assert str(headers) == (
        "Via: SIP/2.0/UDP a\r\nVia: SIP/2.0/UDP b\r\nX-One: 1\r\nX-One: 2\r\nCall-ID: other\r\n\r\n"
    )
    with pytest.raises(ValueError, match="colon"):
        Headers.read(["Via SIP"])


@pytest.mark.parametrize("value", ["+1", "1_0", " 1 2", "-1", "١"])
def test_numbers_are_digits(value: str) -> None:
    """Python would take more of them."""
    text = (
        "OPTIONS sip:a@h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:a@h>\r\n"
        f"Call-ID: c\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: {value}\r\n\r\n"
    )
    assert not isinstance(parse(text.encode()), Request)
    assert isinstance(parse(text.replace(value, "1").encode()), Request)
