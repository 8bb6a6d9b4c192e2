"""Keys of SRTP in session descriptions (RFC 4568): what an ``a=crypto`` line offers, and the lines of our own.

The suites are those that libsrtp has through pylibsrtp; AES_256_CM, which pjsua2 offers first, is not among them. Keys
are exchanged over TLS only: whoever reads the signalling could listen.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from agent_desktop.domain.network import Encryption
from agent_desktop.server.srtp import Crypto

SUITES = {
    "AEAD_AES_256_GCM": 44,
    "AEAD_AES_128_GCM": 28,
    "AES_CM_128_HMAC_SHA1_80": 30,
    "AES_CM_128_HMAC_SHA1_32": 30,
}
"""Suites in the order of our own offers → octets of master key and salt (RFC 4568 §6.2, RFC 7714 §14.2)."""

_LINE = re.compile(
    r"^([0-9]{1,9}) ([A-Za-z0-9_]+) inline:([A-Za-z0-9+/]+={0,2})((?:\|[^ |]+)*)((?: [!-~]+)*)$", re.ASCII
)
_LIFETIME = re.compile(r"^(2\^[0-9]{1,2}|[0-9]{1,15})$", re.ASCII)
_HARMLESS = re.compile(r"^(KDR=0|WSH=[0-9]+|-.+)$", re.ASCII)
"""Session parameters under which our SRTP is right (§6.3); those with ``-`` may be passed over."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A crypto line: an answer repeats the tag of the one it takes (§5.1.2)."""

    tag: int
    crypto: Crypto

    @property
    def line(self) -> str:
        """As it stands in a description."""
        return f"a=crypto:{self.tag} {self.crypto.suite} inline:{base64.b64encode(self.crypto.key).decode()}"


@dataclass(frozen=True, slots=True)
class Secrecy:
    """Whether a leg's speech may go as SRTP, and whether it must."""

    may: bool = False
    must: bool = False

    @classmethod
    @cache  # each leg keeps one, of three that there are
    def of(cls, wish: Encryption, *, keys_are_safe: bool) -> Secrecy:
        """What a policy comes to; ``keys_are_safe``: the signalling goes over TLS."""
        return cls(may=keys_are_safe and wish is not Encryption.NEVER, must=wish is Encryption.REQUIRE)


IN_THE_CLEAR = Secrecy()


def read(value: str) -> Tagged | None:
    """The value of an ``a=crypto`` line; None when it cannot be done or read."""
    found = _LINE.match(value)
    if found is None or found[2] not in SUITES:
        return None
    more = found[4].split("|")[1:]
    if len(more) > 1 or (more and not _LIFETIME.match(more[0])):
        return None  # with an MKI, which every packet would carry
    if not all(_HARMLESS.match(parameter) for parameter in found[5].split()):
        return None
    try:
        key = base64.b64decode(found[3], validate=True)
    except binascii.Error:
        return None
    return Tagged(int(found[1]), Crypto(found[2], key)) if len(key) == SUITES[found[2]] else None


def first(values: Iterable[str]) -> Tagged | None:
    """The line that we take out of an offer: who offers says what is better (§5.1.2)."""
    return next((line for line in map(read, values) if line is not None), None)


def fresh(tag: int, suite: str) -> Tagged:
    """A line of ours with a new key."""
    return Tagged(tag, Crypto(suite, secrets.token_bytes(SUITES[suite])))


def offered() -> tuple[Tagged, ...]:
    """The lines of an offer: every suite with a key of its own."""
    return tuple(fresh(tag, suite) for tag, suite in enumerate(SUITES, start=1))
