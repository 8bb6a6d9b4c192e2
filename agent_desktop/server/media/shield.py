"""SRTP (RFC 3711) for one leg: what is sent is encrypted, what comes is decrypted, or dropped when it is not genuine.

libsrtp does the work. A wrong packet changes nothing: it is dropped before anything looks at its address or numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pylibsrtp import Error, Policy, Session

from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.srtp import Crypto, SrtpKeys

_PROFILES: Final = {
    "AES_CM_128_HMAC_SHA1_80": (Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 30),
    "AES_CM_128_HMAC_SHA1_32": (Policy.SRTP_PROFILE_AES128_CM_SHA1_32, 30),
    "AEAD_AES_128_GCM": (Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 28),
    "AEAD_AES_256_GCM": (Policy.SRTP_PROFILE_AEAD_AES_256_GCM, 44),
}
"""SDP crypto-suite (RFC 4568 §6.2, RFC 7714 §14.2) → libsrtp's profile, octets of master key and salt."""

SUITES: Final = frozenset(_PROFILES)
"""What the worker can do."""

_REPLAY = "replay check"


class NotGenuine(Exception):
    """A packet was refused; ``why`` is the counter it goes to."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Shield:
    """Both directions of a leg. Kept as long as the keys are: packets are numbered beyond their 16 bits from its start
    (the roll-over counter, RFC 3711 §3.3.1)."""

    def __init__(self, keys: SrtpKeys) -> None:
        """Raises ``MediaFailed`` when a suite or a key is none."""
        self.keys = keys
        self._out = _session(keys.sent, Policy.SSRC_ANY_OUTBOUND)
        self._in = _session(keys.received, Policy.SSRC_ANY_INBOUND)

    def seal(self, rtp: bytes) -> bytes:
        """RTP to send. Raises ``NotGenuine`` for a number that was sent already: its key stream would be used twice."""
        return _carry_out(self._out.protect, rtp)

    def seal_report(self, rtcp: bytes) -> bytes:
        """RTCP to send."""
        return _carry_out(self._out.protect_rtcp, rtcp)

    def open(self, srtp: bytes) -> bytes:
        """RTP that came. Raises ``NotGenuine``."""
        return _carry_out(self._in.unprotect, srtp)

    def open_report(self, srtcp: bytes) -> bytes:
        """RTCP that came. Raises ``NotGenuine``."""
        return _carry_out(self._in.unprotect_rtcp, srtcp)


def _session(crypto: Crypto, direction: int) -> Session:
    profile, length = _PROFILES.get(crypto.suite, (None, 0))
    if profile is None:
        raise MediaFailed(f"crypto suite {crypto.suite!r} is none of {', '.join(sorted(SUITES))}")
    if len(crypto.key) != length:
        raise MediaFailed(f"a key of {crypto.suite} has {length} octets, not {len(crypto.key)}")
    return Session(Policy(key=crypto.key, ssrc_type=direction, srtp_profile=profile))


def _carry_out(step: Callable[[bytes], bytes], packet: bytes) -> bytes:
    try:
        return step(packet)
    except Error as error:
        raise NotGenuine("srtp_replay" if _REPLAY in str(error) else "srtp_refused") from error
    except ValueError as error:  # longer than any packet of ours
        raise NotGenuine("srtp_refused") from error
