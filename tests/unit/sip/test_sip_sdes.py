"""Crypto lines: what we take out of an offer, and what we say ourselves (RFC 4568, RFC 7714)."""

from __future__ import annotations

import base64

import pytest

from agent_desktop.domain.network import Encryption
from agent_desktop.server.sip import sdes
from agent_desktop.server.sip.sdes import SUITES, Secrecy

KEY = base64.b64encode(bytes(range(30))).decode()
LONG = base64.b64encode(bytes(46)).decode()


def test_the_first_suite_that_we_can_is_taken_out_of_pjsua2s_offer() -> None:
    offer = [f"1 AES_256_CM_HMAC_SHA1_80 inline:{LONG}", f"2 AES_CM_128_HMAC_SHA1_80 inline:{KEY}"]
    taken = sdes.first(offer)
    assert taken is not None
    assert (taken.tag, taken.crypto.suite, taken.crypto.key) == (2, "AES_CM_128_HMAC_SHA1_80", bytes(range(30)))
    assert sdes.first(offer[:1]) is None


@pytest.mark.parametrize("more", ["", "|2^20", "|1048576", "|2^31 WSH=64", " -SOMETHING=1"])
def test_lifetimes_and_harmless_parameters_are_passed_over(more: str) -> None:
    assert sdes.read(f"1 AES_CM_128_HMAC_SHA1_32 inline:{KEY}{more}") is not None


@pytest.mark.parametrize(
    "line",
    [
        f"1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^20|1:4",  # an MKI
        f"1 AES_CM_128_HMAC_SHA1_80 inline:{KEY} UNENCRYPTED_SRTP",
        f"1 AES_CM_128_HMAC_SHA1_80 inline:{KEY} UNAUTHENTICATED_SRTP",
        f"1 AES_CM_128_HMAC_SHA1_80 inline:{KEY};inline:{KEY}",
        f"1 AES_CM_128_HMAC_SHA1_80 inline:{KEY[:-4]}",
        f"1 AEAD_AES_256_GCM inline:{KEY}",  # a key of another length
        "1 AES_CM_128_HMAC_SHA1_80 inline:!!!",
        f"x AES_CM_128_HMAC_SHA1_80 inline:{KEY}",
        f"1 NULL_HMAC_SHA1_80 inline:{KEY}",
        "",
    ],
)
def test_what_cannot_be_done_or_read_is_not_taken(line: str) -> None:
    assert sdes.read(line) is None


def test_our_lines_can_be_read_and_every_key_is_new() -> None:
    lines = sdes.offered()
    assert [line.crypto.suite for line in lines] == list(SUITES)
    assert [sdes.read(line.line.removeprefix("a=crypto:")) for line in lines] == list(lines)
    keys = [line.crypto.key for line in (*lines, *sdes.offered())]
    assert len(set(keys)) == len(keys)
    assert [len(line.crypto.key) for line in lines] == list(SUITES.values())


@pytest.mark.parametrize(
    ("wish", "safe", "may", "must"),
    [
        (Encryption.NEVER, True, False, False),
        (Encryption.PREFER, True, True, False),
        (Encryption.PREFER, False, False, False),
        (Encryption.REQUIRE, True, True, True),
        (Encryption.REQUIRE, False, False, True),  # nothing can be agreed on: no key goes in the clear
    ],
)
def test_what_a_policy_comes_to(wish: Encryption, safe: bool, may: bool, must: bool) -> None:
    assert Secrecy.of(wish, keys_are_safe=safe) == Secrecy(may, must)
