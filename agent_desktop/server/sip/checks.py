"""What a request must pass before anyone looks at what it wants (RFC 3261 §8.2), and what we say we can."""

from __future__ import annotations

from collections.abc import Sequence

from agent_desktop.server.sip.message import Request
from agent_desktop.server.sip.sdp import MEDIA_TYPE

METHODS = (
    "INVITE",
    "ACK",
    "CANCEL",
    "BYE",
    "OPTIONS",
    "REGISTER",
    "PRACK",
    "UPDATE",
    "INFO",
    "REFER",
    "SUBSCRIBE",
    "MESSAGE",
)
ALLOW = ("Allow", ", ".join(METHODS))
ACCEPT = ("Accept", MEDIA_TYPE)
IDENTITY = ("Accept-Encoding", "identity")
EXTENSIONS = ("100rel", "timer", "replaces", "norefersub")
"""Option tags that a peer may require (RFC 3262, RFC 4028, RFC 3891, RFC 4488)."""
SUPPORTED = ("Supported", ", ".join(EXTENSIONS))

Refused = tuple[int, Sequence[tuple[str, str]]]
"""A status and the headers that go with it."""


def refused(request: Request) -> Refused | None:
    """Why a request other than ACK and CANCEL is not served at all; None when it may be."""
    if request.method not in METHODS:
        return 405, [ALLOW]
    if request.uri.scheme not in ("sip", "tel"):
        return 416, []
    if request.method == "INVITE" and not request.to_tag and request.text("Max-Forwards").strip() == "0":
        # A B2BUA would send the call on, as a proxy does (§16.3); REGISTER and OPTIONS end here anyway.
        return 483, []
    if strange := [item for item in request.items("Require") if item.lower() not in EXTENSIONS]:
        return 420, [("Unsupported", ", ".join(strange))]
    return None


def refused_body(request: Request) -> Refused | None:
    """Why an INVITE's body cannot be read: only plain SDP can (§8.2.3)."""
    if request.body and (request.content_type != MEDIA_TYPE or is_encoded(request)):
        return 415, [ACCEPT, IDENTITY]
    return None


def is_encoded(request: Request) -> bool:
    """Whether the body cannot be read as it is."""
    return any(coding.lower() != "identity" for coding in request.items("Content-Encoding"))
