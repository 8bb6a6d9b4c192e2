"""Keeps a trunk in touch with its far end: logs in as a phone does (RFC 3261 §10), asks whether it is there (§11).

Both go along the trunk's first way that answers; each way that does not is followed by the next.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Callable, Sequence
from typing import Protocol

from agent_desktop.domain.network import Trunk
from agent_desktop.server.sip.compose import make_request, send_again
from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.text import address_uri, parameters
from agent_desktop.server.sip.transport import Flow, uri_host

FIRST_RETRY_MS = 5_000
LONGEST_RETRY_MS = 300_000
"""Waits between tries that fail: doubling, with a random part, so that not all centres ask at once (RFC 5626 §4.5)."""
EARLY = 0.8
"""A registration is renewed when this part of its time has passed."""
MOST_TRIES = 3
"""Of one registration: with credentials, with a newer nonce, with a longer expiry."""

Tell = Callable[[bool, str], None]
"""Whether the far end answers as it should, and in words what it said."""


class Line(Protocol):
    """What there is to know of a trunk."""

    @property
    def row(self) -> Trunk:
        """As defined."""
        ...

    @property
    def ways(self) -> Sequence[Flow]:
        """Where it may be reached, best first; empty: not known yet."""
        ...

    @property
    def domain(self) -> str:
        """What stands behind the @ of our addresses."""
        ...

    def credentials(self, request: Request, response: Response) -> tuple[str, str] | None:
        """The header that answers a challenge."""
        ...


class Registering:
    """REGISTER for one trunk, again and again until ``stop``."""

    def __init__(self, line: Line, endpoint: Endpoint, tell: Tell) -> None:
        self._line = line
        self._endpoint = endpoint
        self._tell = tell
        self._call_id = secrets.token_hex(12)
        self._tag = secrets.token_hex(8)
        self._cseq = 0
        self._tries = 0
        self._way = 0
        self._failures = 0
        self._seconds = max(60, line.row.expires_ms // 1000)
        self._request: Request | None = None
        self._flow: Flow | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_over = False
        self.is_registered = False

    def start(self) -> None:
        """Begin, as soon as the far end's address is known."""
        self._after(0)

    def stop(self, *, leave: bool = True) -> None:
        """End it; ``leave``: the far end is told so."""
        self._is_over = True
        if self._timer is not None:
            self._timer.cancel()
        if leave and self.is_registered and self._flow is not None:
            self.is_registered = False
            self._seconds = 0
            self._tries = 0
            self._send(self._flow)

    def _after(self, ms: int) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._endpoint.after(ms, self._begin)

    def _begin(self) -> None:
        ways = self._line.ways
        if not ways:
            return  # started again when they are found
        self._tries = 0
        self._send(ways[self._way % len(ways)])

    def _send(self, flow: Flow) -> None:
        line, self._flow = self._line, flow
        self._cseq += 1
        user = line.row.user or line.row.id
        host, port = self._endpoint.local(flow)
        transport = f";transport={flow.transport.lower()}" if flow.is_reliable else ""
        own = f"<sip:{user}@{line.domain}>"
        self._request = make_request(
            "REGISTER",
            f"sip:{line.domain}",
            [
                ("Via", self._endpoint.via(flow)),
                ("Max-Forwards", "70"),
                ("From", f"{own};tag={self._tag}"),
                ("To", own),
                ("Call-ID", self._call_id),
                ("CSeq", f"{self._cseq} REGISTER"),
                ("Contact", f"<sip:{user}@{uri_host(host)}:{port}{transport}>;expires={self._seconds}"),
                ("Expires", str(self._seconds)),
            ],
        )
        self._endpoint.request(self._request, flow, self)

    # --- what comes of it ------------------------------------------------------------------------

    def answered(self, response: Response, flow: Flow) -> None:
        """A response of the far end."""
        if response.code < 200 or self._request is None:
            return
        if response.code in (401, 407) and self._again(response):
            return
        if self._is_over:
            return
        if response.code < 300:
            self._registered(response)
        elif response.code == 423 and self._tries < MOST_TRIES and (least := _number(response.text("Min-Expires"))):
            self._tries += 1
            self._seconds = max(self._seconds, min(least, 86_400))
            self._send(flow if flow.is_reliable else self._flow or flow)
        else:
            self._refused(response)

    def unanswered(self, *, timeout: bool) -> None:
        """Nothing came, or nothing could be sent."""
        if not self._is_over:
            self._failed("no answer" if timeout else "cannot be reached")

    def _again(self, response: Response) -> bool:
        """With credentials, or with a newer nonce; False when they were refused."""
        assert self._request is not None
        assert self._flow is not None
        header = self._line.credentials(self._request, response)
        if header is None or self._tries >= MOST_TRIES:
            return False
        self._tries += 1
        self._request = send_again(self._request, self._endpoint.via(self._flow), header)
        self._cseq = self._request.cseq
        self._endpoint.request(self._request, self._flow, self)
        return True

    def _registered(self, response: Response) -> None:
        self._failures = 0
        granted = granted_s(response, self._request)
        self.is_registered = True
        self._tell(True, f"registered for {granted} s")
        self._after(round(granted * 1000 * EARLY))

    def _refused(self, response: Response) -> None:
        if response.code in (401, 403, 407):
            words = "user name or password is refused"
        else:
            words = f"{response.code} {response.phrase}".strip()
        self._failed(words, _number(response.text("Retry-After")))

    def _failed(self, words: str, retry_after_s: int = 0) -> None:
        self.is_registered = False
        self._tell(False, words)
        self._way += 1
        self._failures += 1
        wait = min(FIRST_RETRY_MS << min(self._failures - 1, 10), LONGEST_RETRY_MS)
        self._after(max(wait + random.randint(0, wait // 4), min(retry_after_s, 3_600) * 1000))


class Pinging:
    """OPTIONS to one trunk, every ``ping_ms``; any answer but 408 and 503 will do, it shows somebody there."""

    def __init__(self, line: Line, endpoint: Endpoint, tell: Tell) -> None:
        self._line = line
        self._endpoint = endpoint
        self._tell = tell
        self._timer: asyncio.TimerHandle | None = None
        self._is_over = False
        self._cseq = 0
        self._way = 0

    def start(self) -> None:
        """Begin."""
        self._timer = self._endpoint.after(0, self._ask)

    def stop(self) -> None:
        """Ask no more."""
        self._is_over = True
        if self._timer is not None:
            self._timer.cancel()

    def _ask(self) -> None:
        every, ways = self._line.row.ping_ms, self._line.ways
        if self._is_over or every is None:
            return
        if not ways:
            return  # started again when they are found
        self._timer = self._endpoint.after(every, self._ask)
        flow = ways[self._way % len(ways)]
        self._cseq += 1
        host = uri_host(self._endpoint.local(flow)[0])
        headers = [
            ("Via", self._endpoint.via(flow)),
            ("Max-Forwards", "70"),
            ("From", f"<sip:{host}>;tag={secrets.token_hex(8)}"),
            ("To", f"<sip:{self._line.domain}>"),
            ("Call-ID", secrets.token_hex(12)),
            ("CSeq", f"{self._cseq} OPTIONS"),
        ]
        self._endpoint.request(make_request("OPTIONS", f"sip:{self._line.domain}", headers), flow, self)

    def answered(self, response: Response, flow: Flow) -> None:
        """Somebody is there."""
        if response.code >= 200 and not self._is_over:
            self._heard(response.code not in (408, 503), f"{response.code} {response.phrase}".strip())

    def unanswered(self, *, timeout: bool) -> None:
        """Nobody answered."""
        if not self._is_over:
            self._heard(False, "no answer" if timeout else "cannot be reached")

    def _heard(self, works: bool, words: str) -> None:
        if not works:
            self._way += 1
        self._tell(works, "answers" if works else words)


def granted_s(response: Response, request: Request | None) -> int:
    """How long the far end keeps our registration: what it says of our Contact, else its Expires (§10.2.4)."""
    ours = address_uri(request.text("Contact")) if request is not None else ""
    for contact in response.items("Contact"):
        if address_uri(contact) == ours and (seconds := _number(dict(parameters(contact)).get("expires") or "")):
            return max(30, min(seconds, 86_400))
    asked = _number(request.text("Expires")) if request is not None else 0
    return max(30, min(_number(response.text("Expires")) or asked or 3_600, 86_400))


def _number(text: str) -> int:
    """A header's number; 0 when it is none."""
    bare = text.partition(";")[0].partition("(")[0].strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= 9 else 0
