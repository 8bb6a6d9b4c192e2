"""Digits in the signalling: INFO with ``application/dtmf-relay`` or ``application/dtmf`` (RFC 6086; as Cisco wrote it).

Phones that cannot send RFC 4733, or are told to, send one INFO a digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent_desktop.server.sip.message import Request

RELAY = "application/dtmf-relay"
PLAIN = "application/dtmf"
ACCEPT = ("Accept", f"{RELAY}, {PLAIN}")

_SIGNAL = re.compile(r"^\s*signal\s*=\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_DIGITS = {**{digit: digit for digit in "0123456789*#"}, "10": "*", "11": "#", "star": "*", "pound": "#"}


@dataclass(frozen=True, slots=True)
class Digit:
    """A key of ``0123456789*#``; empty: A to D or a hook flash, which mean nothing to a caller's menu."""

    key: str


def digit(request: Request) -> Digit | int | None:
    """What an INFO says: a digit, nothing (no body: a sign of life), or the status that refuses it."""
    if not request.body:
        return None
    text = request.body[:256].decode(errors="replace")
    if request.content_type == RELAY:
        found = _SIGNAL.search(text)
        said = found[1] if found is not None else ""
    elif request.content_type == PLAIN:
        said = text.strip()
    else:
        return 415
    if not said or len(said) > 8:
        return 400
    return Digit(_DIGITS.get(said.lower(), ""))
