"""What was said on the wire, for diagnosis: a record per message, without its secrets (F001).

``agent-desktop admin trace`` draws a ladder from these records (server/admin_trace.py).
"""

from __future__ import annotations

import re
from typing import Literal, Protocol

import msgspec

from agent_desktop.server.sip.transport import Flow

Direction = Literal["in", "out"]

MAX_TEXT = 16_384
"""Bytes of a message that are kept."""

REMOVED = "(removed)"

_CREDENTIALS = re.compile(
    r"(?im)^((?:proxy-)?(?:authorization|authenticate|authentication-info)|www-authenticate)[ \t]*:"
    r"([^\r\n]*(?:\r\n[ \t]+[^\r\n]*)*)"
)
_HARMLESS = re.compile(r'(?i)\b(username|realm|uri|algorithm|qop|nc|stale)[ \t]*=[ \t]*("[^"\r\n]*"|[^\s,"]+)')
_KEYS = re.compile(r"(?im)^(a=crypto:|a=key-mgmt:|a=ice-pwd:|k=)[^\r\n]*")
_URI_PASSWORD = re.compile(r"(?i)\b(sips?:[^@:;<>\s]*):[^@<>\s]*@")
_CALL_ID = re.compile(r"(?im)^(?:call-id|i)[ \t]*:[ \t]*([^\r\n]*)")
_IS_SDP = re.compile(r"(?im)^(?:content-type|c)[ \t]*:[ \t]*application/sdp\b")


class Trace(Protocol):
    """Who is told of every message. Called in the event loop: must be quick, and never raise."""

    def message(self, direction: Direction, data: bytes, flow: Flow) -> None:
        """A message came from, or went to, the far end of ``flow``."""
        ...

    def leg(self, call_id: str, leg: str) -> None:
        """Which leg a Call-ID belongs to."""
        ...


class NoTrace:
    """Keeps nothing."""

    def message(self, direction: Direction, data: bytes, flow: Flow) -> None:
        """Of no interest."""

    def leg(self, call_id: str, leg: str) -> None:
        """Of no interest."""


class TraceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One message, one line of the file."""

    at: int  # ms UTC
    direction: Direction  # seen from the server
    transport: str
    peer: str  # host:port of the other side
    first_line: str  # request or status line (RFC 3261 §7)
    call_id: str
    leg: str  # empty: none is known
    text: str  # the message without its secrets


def record(at: int, direction: Direction, data: bytes, flow: Flow, legs: dict[str, str]) -> TraceRecord:
    """The record of a message; ``legs`` by Call-ID."""
    text = redacted(data)
    found = _CALL_ID.search(text)
    call_id = found[1].strip() if found is not None else ""
    return TraceRecord(
        at=at,
        direction=direction,
        transport=flow.transport,
        peer=f"{flow.host}:{flow.port}",
        first_line=text.lstrip("\r\n").partition("\r\n")[0],
        call_id=call_id,
        leg=legs.get(call_id, ""),
        text=text,
    )


def redacted(data: bytes) -> str:
    """The text of a message without what would let somebody log in or listen.

    Of credentials and challenges only parameters known to be harmless stay. Bodies other than SDP are left out: digits
    a caller typed may be in them.
    """
    head, gap, body = data[:MAX_TEXT].decode(errors="replace").partition("\r\n\r\n")
    head = _URI_PASSWORD.sub(rf"\1:{REMOVED}@", _CREDENTIALS.sub(_harmless, head))
    if body:
        body = _KEYS.sub(rf"\1{REMOVED}", body) if _IS_SDP.search(head) else REMOVED
    return head + gap + body


def _harmless(found: re.Match[str]) -> str:
    scheme = found[2].split(maxsplit=1)[:1]
    kept = [f"{name}={value}" for name, value in _HARMLESS.findall(found[2])]
    if not scheme or scheme[0].lower() != "digest":
        return f"{found[1]}: {REMOVED}"
    return f"{found[1]}: Digest {', '.join([*kept, REMOVED])}"
