"""SRTP keys on their way from signalling to media, which do not import each other; their repr never shows a key."""

from __future__ import annotations

import msgspec


class Crypto(msgspec.Struct, frozen=True):
    """How one direction of a stream is protected (RFC 4568 §6.1).

    ``suite`` is the SDP crypto-suite, as ``AES_CM_128_HMAC_SHA1_80`` or ``AEAD_AES_256_GCM`` (RFC 7714); ``key`` the
    octets behind ``inline:``, the master key followed by the master salt.
    """

    suite: str
    key: bytes

    def __repr__(self) -> str:
        return f"Crypto({self.suite}, removed)"


class SrtpKeys(msgspec.Struct, frozen=True):
    """Both directions: ``sent`` protects what we send, ``received`` what the peer sends; the suites are the same."""

    sent: Crypto
    received: Crypto
