"""Who calls, read from and written into SIP text as RFC 3261 has it."""

from __future__ import annotations

import pytest

from agent_desktop.phone.addresses import (
    Caller,
    answers_itself,
    caller_of,
    header,
    host_port_of,
    is_loopback,
    sip_address,
)


@pytest.mark.parametrize(
    ("address", "caller"),
    [
        ("<sip:0301234@10.0.0.1:5060>", Caller("0301234")),
        ('"Anna Müller" <sip:+49301234@a.example;user=phone>;tag=1', Caller("+49301234", "Anna Müller")),
        ('"A \\"B\\" <x>" <sip:b@a.example>', Caller("b", 'A "B" <x>')),
        ("Anna <sip:anna@a.example>", Caller("anna", "Anna")),
        ("sip:anna@a.example;tag=3", Caller("anna")),
        ("<sip:a%20b:secret@a.example>", Caller("a b")),
        ("<tel:+49301234;phone-context=x>", Caller("+49301234")),
        ("<sip:a.example>", Caller()),
        ('"Anonymous" <sip:anonymous@anonymous.invalid>', Caller()),
        ("<sip:anna@[::1]:5070>", Caller("anna")),
        ("nonsense", Caller()),
    ],
)
def test_the_caller_of_a_from_value(address: str, caller: Caller) -> None:
    assert caller_of(address) == caller


@pytest.mark.parametrize(("user", "name"), [("0301234", ""), ("a b@c", 'A "B" \\ C'), ("ännchen", "Ä")])
def test_what_is_written_is_read_back(user: str, name: str) -> None:
    assert caller_of(sip_address(user, "127.0.0.1:5060", name)) == Caller(user, name)


def test_a_name_cannot_break_out_of_its_header() -> None:
    assert "\n" not in sip_address("a\r\nX: y", "h", "n\r\nVia: evil")


def test_a_header_is_found_whatever_its_case_and_only_in_the_head() -> None:
    message = "INVITE sip:a SIP/2.0\r\nVia: x\r\nx-ad-leg:  o12 \r\nCall-ID: c\r\n\r\nX-AD-Leg: body"
    assert header(message, "X-AD-Leg") == "o12"
    assert header(message, "Subject") == ""
    assert header("INVITE sip:a SIP/2.0\r\nVia: x\r\n\r\nSubject: body", "Subject") == ""


@pytest.mark.parametrize(
    ("uri", "host", "loopback"),
    [
        ("sip:127.0.0.1:5070", "127.0.0.1:5070", True),
        ("sip:anna@127.3.0.1", "127.3.0.1", True),
        ("sip:localhost:5060", "localhost:5060", True),
        ("<sip:anna@pbx.example:5060;transport=udp>", "pbx.example:5060", False),
        ("sip:10.0.0.1", "10.0.0.1", False),
        ("tel:123", "", False),
        ("", "", False),
    ],
)
def test_where_a_uri_points(uri: str, host: str, loopback: bool) -> None:
    assert host_port_of(uri) == host
    assert is_loopback(uri) == loopback


@pytest.mark.parametrize(
    ("line", "auto"),
    [
        ("Answer-Mode: Auto", True),
        ("answer-mode:auto ;require", True),
        ("Answer-Mode: Manual", False),
        ("Answer-Mode: Automatic", False),
        ("Priv-Answer-Mode: Auto", False),
        ("X: Answer-Mode: Auto", False),
    ],
)
def test_who_is_asked_to_answer_without_a_click(line: str, auto: bool) -> None:  # RFC 5373
    assert answers_itself(f"INVITE sip:a@b SIP/2.0\r\n{line}\r\n\r\nAnswer-Mode: Auto\r\n") is auto
