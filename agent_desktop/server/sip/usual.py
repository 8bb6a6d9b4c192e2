"""How almost every header value looks, recognised by one pattern each; all others are sipmessage's to judge.

A pattern here takes only what sipmessage takes too, and reads it alike (``test_sip_usual`` walks both): it saves time,
and decides nothing. sipmessage needs about 100 µs for an address, a pattern 2.
"""

from __future__ import annotations

import re
from functools import lru_cache

import sipmessage

_WORD = r"[A-Za-z0-9.!%*_+`'~-]+"
_IPV4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_NAME = r"(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*\.)*[A-Za-z]+(?:-+[A-Za-z0-9]+)*"
_HOST = rf"(?:{_IPV4}|{_NAME})"
_PORT = r"[0-9]{1,5}"
_PARAMETERS = rf"(?:;{_WORD}(?:={_WORD})?)*"
_USER = r"[A-Za-z0-9._!~*'()&=+$,/-]+"
_URI_WORD = r"[A-Za-z0-9._!~*'():&+$-]+"
_URI = rf"sips?:(?:(?P<user>{_USER})@)?{_HOST}(?::{_PORT})?(?:;{_URI_WORD}(?:={_URI_WORD})?)*"

_CALLED = r"[A-Za-z0-9._+](?:[A-Za-z0-9 ._+,:/&()'-]*[A-Za-z0-9._+)])?"

_ADDRESS = re.compile(rf'(?:"(?P<name>{_CALLED})" ?)?<(?P<uri>{_URI})>(?P<parameters>{_PARAMETERS})')
_VIA = re.compile(
    rf"SIP/2\.0/(?P<transport>[A-Za-z]+) (?P<host>{_HOST})(?::(?P<port>{_PORT}))?(?P<parameters>{_PARAMETERS})"
)
_CSEQ = re.compile(rf"(?P<number>[0-9]{{1,10}}) (?P<method>{_WORD})")


def address(value: str) -> re.Match[str] | None:
    """``"name" <uri>;parameters`` of From, To, Contact or Record-Route: groups name, user, uri and parameters."""
    return _ADDRESS.fullmatch(value)


def via(value: str) -> re.Match[str] | None:
    """One Via: groups transport, host, port and parameters."""
    return _VIA.fullmatch(value)


def cseq(value: str) -> re.Match[str] | None:
    """A CSeq: groups number and method."""
    return _CSEQ.fullmatch(value)


def given(parameters: str) -> dict[str, str]:
    """The parameters that a pattern took, names in lower case; the empty string for one without a value."""
    found: dict[str, str] = {}
    for piece in parameters.split(";")[1:]:
        name, _, value = piece.partition("=")
        found[name.lower()] = value
    return found


@lru_cache(512)
def uri(text: str) -> sipmessage.URI:
    """A URI taken apart; ValueError and others when it is none. Most requests name one of a few: our own addresses."""
    return sipmessage.URI.parse(text)
