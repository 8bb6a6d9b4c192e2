"""Messages out of a stream: however it is cut or joined, the same comes out, and what is unclear ends it."""

from __future__ import annotations

import random

import pytest

from agent_desktop.server.sip.framing import MAX_BODY, Broken, Framed, Framer, Ping
from agent_desktop.server.sip.message import MAX_HEAD

ONE = b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n"
TWO = b"INVITE sip:a SIP/2.0\r\nl : 12\r\nX: y\r\n\r\nv=0\r\n\r\n\r\n=x\r"
THREE = b"BYE sip:a SIP/2.0\r\nX: y\r\nCONTENT-LENGTH:\r\n 3\r\n\r\nabc"
STREAM = b"\r\n" + ONE + b"\r\n\r\n" + TWO + b"\r\n" + THREE + b"\r\n\r\n\r\n\r\n" + ONE
UNITS = [Framed(ONE), Ping(), Framed(TWO), Framed(THREE), Ping(), Ping(), Framed(ONE)]


def units(framer: Framer) -> list[object]:
    found = []
    while (unit := framer.next()) is not None:
        found.append(unit)
    return found


@pytest.mark.parametrize("at", range(len(STREAM) + 1))
def test_a_stream_cut_anywhere_says_the_same(at: int) -> None:
    framer = Framer()
    framer.feed(STREAM[:at])
    found = units(framer)
    framer.feed(STREAM[at:])
    assert found + units(framer) == UNITS
    assert not framer.is_mid_message


@pytest.mark.parametrize("seed", range(5))
def test_a_stream_in_crumbs_says_the_same(seed: int) -> None:
    chance, framer, found, at = random.Random(seed), Framer(), [], 0
    while at < len(STREAM):
        length = chance.choice((1, 1, 2, 7, 60)) if seed else 1
        framer.feed(STREAM[at : at + length])
        at += length
        found += units(framer)
    assert found == UNITS


@pytest.mark.parametrize("beginning", [b"", b"\r", b"\r\n", b"\r\n\r"])
def test_the_beginning_of_a_keep_alive_is_no_message(beginning: bytes) -> None:
    framer = Framer()
    framer.feed(beginning)
    assert framer.next() is None
    assert not framer.is_mid_message
    framer.feed(b"I")
    assert framer.next() is None
    assert framer.is_mid_message


@pytest.mark.parametrize(
    "length",
    [
        b"X: y",
        b"Content-Length: -1",
        b"Content-Length: +1",
        b"Content-Length: 0x10",
        b"Content-Length:",
        b"Content-Length: 1 2",
        b"Content-Length: \xb2",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: %d" % (MAX_BODY + 1),
        b"Content-Length: 0\r\nContent-Length: 0",
        b"Content-Length: 0\r\nl: 5",
    ],
)
def test_a_length_that_is_unclear_ends_the_stream(length: bytes) -> None:
    head = b"OPTIONS sip:a SIP/2.0\r\n" + length + b"\r\n\r\n"
    framer = Framer()
    framer.feed(ONE + head + ONE)
    first, broken, *rest = units(framer)
    assert first == Framed(ONE)
    assert isinstance(broken, Broken)
    assert broken.head == head
    framer.feed(ONE)
    assert rest + units(framer) == []
    assert not framer.is_mid_message


def test_the_largest_message_is_taken() -> None:
    head = b"OPTIONS sip:a SIP/2.0\r\nContent-Length: %d\r\nX: " % MAX_BODY
    message = head + b"x" * (MAX_HEAD - len(head)) + b"\r\n\r\n" + b"y" * MAX_BODY
    framer = Framer()
    framer.feed(message)
    assert units(framer) == [Framed(message)]


@pytest.mark.parametrize("step", [1_000, 100_000])
def test_headers_without_end_end_the_stream(step: int) -> None:
    framer = Framer()
    for _ in range(100_000 // step):
        framer.feed(b"x" * step)
        if (broken := framer.next()) is not None:
            assert broken == Broken("headers too long")
            return
    raise AssertionError("never too long")
