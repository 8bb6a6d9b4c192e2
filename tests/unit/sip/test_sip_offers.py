"""Offer and answer for G.711 with telephone events, read from whatever peers send (RFC 8866, RFC 3264, RFC 4733)."""

from __future__ import annotations

import random

import pytest

from agent_desktop.server.sip.offer import Agreed, agree, write_answer, write_offer
from agent_desktop.server.sip.sdp import Description, Direction, LocalSession, Unreadable, parse

PJSUA = """v=0
o=- 3900 3900 IN IP4 10.0.0.9
s=pjmedia
b=AS:117
t=0 0
a=X-nat:0
m=audio 4000 RTP/AVP 98 97 99 104 3 0 8 9 120 121
c=IN IP4 10.0.0.9
b=TIAS:96000
a=rtcp:4001 IN IP4 10.0.0.9
a=sendrecv
a=rtpmap:98 speex/16000
a=rtpmap:97 speex/8000
a=rtpmap:99 speex/32000
a=rtpmap:104 iLBC/8000
a=fmtp:104 mode=30
a=rtpmap:3 GSM/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:9 G722/8000
a=rtpmap:120 telephone-event/16000
a=fmtp:120 0-16
a=rtpmap:121 telephone-event/8000
a=fmtp:121 0-16
a=ssrc:1 cname:x
"""


def described(text: str) -> Description:
    read = parse(text.replace("\n", "\r\n").encode())
    assert isinstance(read, Description), read
    return read


def offer(media: str, before: str = "c=IN IP4 10.0.0.9\n") -> Description:
    return described(f"v=0\no=- 1 1 IN IP4 10.0.0.9\ns=-\n{before}t=0 0\n{media}")


def test_a_softphones_offer() -> None:
    assert agree(described(PJSUA)) == Agreed(0, "10.0.0.9", 4000, "PCMU", 0, 121, Direction.SENDRECV)
    assert agree(described(PJSUA), "PCMA") == Agreed(0, "10.0.0.9", 4000, "PCMA", 8, 121, Direction.SENDRECV)


def test_codecs_are_matched_by_name_and_clock_not_by_number() -> None:
    agreed = agree(offer("m=audio 4 RTP/AVP 8 96 97 98\na=rtpmap:8 G726-32/8000\na=rtpmap:96 pcmu/16000\n"
                         "a=rtpmap:97 PCMA/8000/2\na=rtpmap:98 pcma/8000/1\n"))  # fmt: skip
    assert agreed is not None
    assert (agreed.codec, agreed.payload) == ("PCMA", 98)


def test_static_payload_types_need_no_rtpmap() -> None:
    agreed = agree(offer("m=audio 4 RTP/AVP 0\n"))
    assert agreed is not None
    assert (agreed.codec, agreed.payload, agreed.dtmf) == ("PCMU", 0, None)


@pytest.mark.parametrize(
    "media",
    [
        "m=audio 4 RTP/AVP 18\n",
        "m=audio 4 RTP/SAVP 8\n",
        "m=audio 4 UDP/TLS/RTP/SAVPF 8\n",
        "m=audio 0 RTP/AVP 8\n",
        "m=video 4 RTP/AVP 8\n",
        "m=audio 4 RTP/AVP 8\nc=IN IP4 ::1\n",
        "m=audio 4 RTP/AVP 8\nc=IN IP4 phone.example.org\n",
        "m=audio 4 RTP/AVP 8\nc=IN IP4 239.1.1.1\n",
        "m=audio 4 RTP/AVP 300\n",
    ],
)
def test_what_we_cannot_take(media: str) -> None:
    assert agree(offer(media)) is None


def test_an_m_line_without_any_address_is_not_taken() -> None:
    assert agree(offer("m=audio 4 RTP/AVP 8\n", before="")) is None


def test_every_m_line_is_answered_port_0_for_those_not_taken() -> None:
    read = offer(
        "m=video 6 RTP/AVP 96\na=rtpmap:96 H264/90000\nm=audio 0 RTP/AVP 8\nm=audio 8 RTP/AVP 0\n"
        "m=audio 10 RTP/AVP 8\nm=application 12 UDP/BFCP *\n"
    )
    agreed = agree(read)
    assert agreed is not None
    assert (agreed.index, agreed.port) == (2, 8)
    text = write_answer(LocalSession(1), read, agreed, "10.0.0.1", 40_000).decode()
    assert [line for line in text.split("\r\n") if line.startswith("m=")] == [
        "m=video 0 RTP/AVP 96",
        "m=audio 0 RTP/AVP 8",
        "m=audio 40000 RTP/AVP 0",
        "m=audio 0 RTP/AVP 8",
        "m=application 0 UDP/BFCP *",
    ]


def test_the_answer_uses_the_offers_numbers() -> None:
    read = offer("m=audio 4 RTP/AVP 98 122\na=rtpmap:98 PCMA/8000\na=rtpmap:122 telephone-event/8000\n")
    agreed = agree(read)
    assert agreed is not None
    text = write_answer(LocalSession(1), read, agreed, "10.0.0.1", 40_000).decode()
    for line in ("m=audio 40000 RTP/AVP 98 122", "a=rtpmap:98 PCMA/8000", "a=rtpmap:122 telephone-event/8000"):
        assert line in text.split("\r\n")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("a=sendrecv\n", "sendrecv"),
        ("a=sendonly\n", "recvonly"),
        ("a=recvonly\n", "sendonly"),
        ("a=inactive\n", "inactive"),
        ("c=IN IP4 0.0.0.0\n", "recvonly"),
        ("c=IN IP4 0.0.0.0\na=recvonly\n", "inactive"),
    ],
)
def test_hold_is_answered_by_direction(theirs: str, ours: str) -> None:
    read = offer("m=audio 4 RTP/AVP 8\n" + theirs)
    agreed = agree(read)
    assert agreed is not None
    assert f"a={ours}\r\n" in write_answer(LocalSession(1), read, agreed, "10.0.0.1", 40_000).decode()


def test_a_direction_of_the_session_holds_for_its_media_unless_they_say_otherwise() -> None:
    read = offer("m=audio 4 RTP/AVP 8\nm=audio 6 RTP/AVP 8\na=sendrecv\n", before="c=IN IP4 10.0.0.9\na=inactive\n")
    assert [media.direction for media in read.media] == [Direction.INACTIVE, Direction.SENDRECV]


def test_an_offer_names_both_laws_and_telephone_events() -> None:
    session = LocalSession(7)
    text = write_offer(session, "10.0.0.1", 40_000, "PCMU").decode()
    assert "m=audio 40000 RTP/AVP 0 8 9 101\r\n" in text
    assert agree(described(text.replace("\r\n", "\n"))) == Agreed(
        0, "10.0.0.1", 40_000, "PCMU", 0, 101, Direction.SENDRECV
    )
    assert "m=audio 40000 RTP/AVP 8 0 9 101\r\n" in write_offer(session, "10.0.0.1", 40_000).decode()


def test_the_version_rises_only_when_something_changes() -> None:
    session = LocalSession(7)
    said = [write_offer(session, "10.0.0.1", port).split(b"\r\n")[1] for port in (1, 1, 2, 2, 1)]
    assert [line.split()[2] for line in said] == [b"7", b"7", b"8", b"8", b"9"]
    assert {line.split()[1] for line in said} == {b"7"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v=1\nm=audio 4 RTP/AVP 8\n",
        "v=0\ns=-\n",
        "v=0\nhello\n",
        "v=0\nm=audio\n",
        "v=0\nm=audio 99999 RTP/AVP 8\n",
        "v=0\nm=audio -4 RTP/AVP 8\n",
        "v=0\nm=audio 4 RTP/AVP\n",
        "v=0\nm=audio 4 RTP/AVP é\n",
        "v=0\n" + "m=audio 4 RTP/AVP 8\n" * 33,
    ],
)
def test_what_is_no_description(text: str) -> None:
    assert isinstance(parse(text.encode()), Unreadable)


def test_mutated_descriptions_are_read_or_not_but_never_raise_and_never_forge_lines() -> None:
    chance = random.Random(1)
    taken = 0
    for _ in range(3_000):
        data = bytearray(PJSUA.encode())
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        read = parse(bytes(data))
        agreed = agree(read) if isinstance(read, Description) else None
        if agreed is not None and isinstance(read, Description):
            taken += 1
            text = write_answer(LocalSession(1), read, agreed, "10.0.0.1", 40_000)
            assert isinstance(parse(text), Description), data
    assert taken > 1_000


def test_wide_band_is_spoken_where_the_peer_puts_it_first() -> None:
    offered = offer("m=audio 4000 RTP/AVP 9 8\na=rtpmap:9 G722/8000\na=rtpmap:8 PCMA/8000\n")
    agreed = agree(offered)
    assert agreed is not None
    assert (agreed.codec, agreed.payload) == ("G722", 9)
    narrow = agree(offered, "PCMA")  # the other leg of the call speaks it
    assert narrow is not None
    assert narrow.codec == "PCMA"
