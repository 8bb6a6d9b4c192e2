"""Answering challenges: which one, how, and what is no challenge of ours (RFC 7616 §3.4, RFC 8760)."""

from __future__ import annotations

import re

import pytest

from agent_desktop.server.sip.client_digest import answer, challenge
from agent_desktop.server.sip.digest import digest, ha1_of, read
from agent_desktop.server.sip.message import Response, parse


def refused(*challenges: str, status: int = 401) -> Response:
    name = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
    lines = "".join(f"{name}: {value}\r\n" for value in challenges)
    text = (
        f"SIP/2.0 {status} No\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
        f"To: <sip:a@b>;tag=2\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\n{lines}Content-Length: 0\r\n\r\n"
    )
    response = parse(text.encode())
    assert isinstance(response, Response)
    return response


MD5 = 'Digest realm="r", nonce="n", algorithm=MD5, qop="auth,auth-int", opaque="o"'
SHA = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"'
BETTER = 'Digest realm="r", nonce="n", algorithm=SHA-512-256, qop="auth"'


@pytest.mark.parametrize(
    ("challenges", "algorithm"),
    [((SHA, MD5), "SHA-256"), ((MD5, SHA), "MD5"), ((BETTER, SHA), "SHA-256"), (('Basic realm="r"', MD5), "MD5")],
)
def test_the_servers_order_says_which_one(challenges: tuple[str, ...], algorithm: str) -> None:
    found = challenge(refused(*challenges))
    assert found is not None
    assert found.algorithm == algorithm


@pytest.mark.parametrize("status", [401, 407])
@pytest.mark.parametrize("given", [MD5, SHA])
def test_our_own_judge_finds_the_answer_right(given: str, status: int) -> None:
    made = answer(refused(given, status=status), "REGISTER", "sip:p.example", "anna", "word")
    assert made is not None
    name, value = made
    assert name == ("Authorization" if status == 401 else "Proxy-Authorization")
    said = read(value)
    assert said is not None
    assert said.uri == "sip:p.example"
    assert said.response == digest(said, "REGISTER", ha1_of(said.algorithm, "anna", "r", "word"))
    assert ('opaque="o"' in value) is (given is MD5)


def test_an_old_server_without_qop_is_answered_as_it_knows_it() -> None:
    """RFC 2069; the value is made with openssl."""
    made = answer(refused('Digest realm="r", nonce="n"'), "REGISTER", "sip:p", "anna", "word")
    assert made is not None
    assert "cnonce" not in made[1]
    found = re.search(r'response="([0-9a-f]{32})"', made[1])
    assert found is not None
    assert found[1] == "b0d17e3f1b094fc0ea2794fcb4b28b79"


@pytest.mark.parametrize(
    "value",
    [BETTER, 'Basic realm="r"', 'Digest realm="r"', 'Digest nonce="n"', 'Digest realm="r", nonce="n", qop="auth-int"'],
)
def test_what_cannot_be_answered_is_not(value: str) -> None:
    assert answer(refused(value), "REGISTER", "sip:p", "anna", "word") is None


def test_quotes_cannot_break_out() -> None:
    made = answer(refused('Digest realm="a\\"b", nonce="n"'), "REGISTER", "sip:p", "anna", "word")
    assert made is not None
    assert 'realm="a\\"b"' in made[1]
    assert answer(refused(MD5), "REGISTER", "sip:p", 'an"na', "word") is None
