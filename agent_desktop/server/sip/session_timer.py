"""Session timers: a call whose other side has vanished ends, whatever was lost on the way (RFC 4028)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.text import parameters

INTERVAL_S = 1_800
"""What we ask for; the RFC's recommendation (§4)."""
LEAST_S = 90
"""The shortest interval we agree to (§4)."""
LONGEST_S = 86_400
MIN_SE = ("Min-SE", str(LEAST_S))
_EARLY_S = 32
"""Who waits for a refresh gives up so long before the end, or a third of the interval, whichever is shorter (§10)."""

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What both sides agreed on; ``headers`` say so in our 2xx."""

    interval_s: int = 0  # 0: no timer
    we_refresh: bool = False
    headers: Headers = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TooShort:
    """The peer wants an interval that we do not (422)."""


def terms_for(request: Request) -> Terms | TooShort:
    """The UAS's part (§9): the peer's interval, refreshed by the peer if it can, else by us."""
    able = "timer" in [item.lower() for item in request.items("Supported")]
    seconds, refresher = _interval(request)
    if 0 < seconds < LEAST_S:
        if able:
            return TooShort()
        seconds = LEAST_S  # a proxy's wish: the peer would not understand a 422
    if seconds == 0:
        seconds = max(INTERVAL_S, least(request))
    theirs = able and refresher != "uas"
    headers = [("Session-Expires", f"{seconds};refresher={'uac' if theirs else 'uas'}")]
    if theirs:
        headers.append(("Require", "timer"))
    return Terms(seconds, not theirs, headers)


def terms_of(response: Response) -> Terms:
    """The UAC's part (§7.2): what the 2xx says; without Session-Expires there is no timer."""
    seconds, refresher = _interval(response)
    return Terms(max(seconds, LEAST_S), refresher != "uas") if seconds else Terms()


def asking(interval_s: int = INTERVAL_S) -> Headers:
    """What an INVITE of ours that begins a call says (§7.1); who refreshes is left to the UAS."""
    return [("Session-Expires", str(interval_s)), ("Min-SE", str(min(LEAST_S, interval_s)))]


def renewing(interval_s: int, *, we_refresh: bool) -> Headers:
    """What a request of ours within a dialog says (§7.4): the interval and the refresher stay as they are."""
    if interval_s == 0:
        return []
    return [("Session-Expires", f"{interval_s};refresher={'uac' if we_refresh else 'uas'}"), MIN_SE]


def least(message: Request | Response) -> int:
    """The shortest interval the peer allows, s; ours when it says nothing."""
    return max(LEAST_S, _number(message.text("Min-SE")))


def _interval(message: Request | Response) -> tuple[int, str]:
    text = message.text("Session-Expires")
    refresher = dict(parameters(text)).get("refresher") or ""
    return _number(text), refresher.lower()


def _number(text: str) -> int:
    digits = text.partition(";")[0].strip()
    return min(int(digits), LONGEST_S) if digits.isascii() and digits.isdecimal() and len(digits) <= 10 else 0


class Timed(Protocol):
    """Whose session it is."""

    def after(self, ms: int, then: Callable[[], None]) -> asyncio.TimerHandle:
        """Call ``then`` in so many ms."""
        ...

    def refresh_session(self) -> None:
        """It is our turn to renew the session."""
        ...

    def session_expired(self) -> None:
        """Nobody renewed it."""
        ...


class SessionTimer:
    """Runs what was agreed on, with one timer at a time: calls are held by the thousand."""

    __slots__ = ("_handle", "_owner", "_patience_ms")

    def __init__(self, owner: Timed) -> None:
        self._owner = owner
        self._handle: asyncio.TimerHandle | None = None
        self._patience_ms = 0  # what is left of it when it is our turn to refresh

    def start(self, interval_s: int, *, we_refresh: bool) -> None:
        """Begin anew, from now; 0 stops."""
        self.stop()
        if interval_s == 0:
            return
        patience_ms = (interval_s - min(_EARLY_S, interval_s // 3)) * 1000
        if we_refresh:
            self._patience_ms = patience_ms - interval_s * 500
            self._handle = self._owner.after(interval_s * 500, self._half)
        else:
            self._handle = self._owner.after(patience_ms, self._owner.session_expired)

    def _half(self) -> None:
        self._handle = self._owner.after(self._patience_ms, self._owner.session_expired)
        self._owner.refresh_session()

    def stop(self) -> None:
        """Run no more."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
