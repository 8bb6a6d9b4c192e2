"""What we ask within a dialog: our media described anew, or a sign of life (RFC 3261 §14.1, RFC 3311, RFC 4028 §10)."""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from agent_desktop.domain.messages import LegEnd
from agent_desktop.server.sip import sdp, session_timer
from agent_desktop.server.sip.checks import ALLOW, SUPPORTED
from agent_desktop.server.sip.media_line import Address
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.negotiation import Step
from agent_desktop.server.sip.party import Party
from agent_desktop.server.sip.transport import Flow

MOST_TRIES = 6
"""How often we ask before a peer that always wants something itself is left alone."""
LONGEST_S = 10
"""No longer than this a peer may make us wait by Retry-After."""
GONE = (408, 481)
"""After these the dialog is no more (RFC 3261 §12.2.1.2)."""


class Asked(Enum):
    """What for."""

    NEW_MEDIA = "new media"  # our RTP address may have changed: re-INVITE with a new offer
    ALIVE = "alive"  # UPDATE without offer, or a re-INVITE that says nothing new


class Turns(Protocol):
    """Who says when it is our turn (``Exchange``)."""

    def step(self, step: Step) -> None:
        """Something happened to an offer."""
        ...

    def again(self, one: Reinvite, ms: int) -> None:
        """It was too early."""
        ...

    def asked(self, one: Reinvite) -> None:
        """It has its end."""
        ...


class Reinvite:
    """One request of ours within a leg's dialog, up to its end; asked again when it met one of the peer's."""

    def __init__(self, leg: Party, exchange: Turns, what: Asked, done: Callable[[bool], None]) -> None:
        self._leg = leg
        self._exchange = exchange
        self._what = what
        self._done = done
        self._tries = 0
        self._ack: tuple[Request, Flow] | None = None
        self._method = "INVITE"
        self._is_over = False

    def begin(self) -> None:
        """Send it; the exchange has checked that it may be sent now."""
        self._tries += 1
        self._ack = None
        if self._what is Asked.NEW_MEDIA:
            self._leg.media.open(self._opened)
        else:
            self._send_there()

    def _opened(self, address: Address | None) -> None:
        leg = self._leg
        if leg.is_over or leg.dialog is None:
            return
        if address is None:
            self.over(worked=False)
            return
        leg.opened(address, leg.dialog.flow)
        self._send_there()

    def _send_there(self) -> None:
        assert self._leg.dialog is not None
        self._leg.desk.when_there(self._leg.dialog, self._send)

    def _send(self) -> None:
        leg = self._leg
        if leg.is_over or self._is_over:
            return
        assert leg.dialog is not None
        body = b""
        self._method = "UPDATE" if self._what is Asked.ALIVE and leg.dialog.allows_update else "INVITE"
        if self._method == "INVITE":
            body = leg.stream.offer() if self._what is Asked.NEW_MEDIA else leg.stream.again()
            self._exchange.step(Step.WE_OFFER)
        flow = leg.desk.endpoint.way(leg.dialog.ways())
        headers = [
            leg.desk.contact(flow),
            leg.desk.user_agent_header,
            ALLOW,
            SUPPORTED,
            *session_timer.renewing(leg.dialog.interval_s, we_refresh=leg.dialog.refreshes),
        ]
        if body:
            headers.append(("Content-Type", sdp.MEDIA_TYPE))
        request = leg.dialog.request(self._method, leg.desk.endpoint.via(flow), headers, body)
        leg.keep(lambda: None)
        leg.desk.request(leg.dialog, request, flow, self)

    # --- what becomes of it ----------------------------------------------------------------------

    def answered(self, response: Response, flow: Flow) -> None:
        """A response to it; a repeated 2xx is ACKed again whatever became of the leg (RFC 3261 §13.2.2.4)."""
        if response.code < 200:
            return
        if self._ack is not None and response.code < 300:
            self._leg.desk.endpoint.ack(*self._ack)
        elif response.code < 300:
            self._accepted(response)
        elif not self._is_over:
            self._refused(response)

    def unanswered(self, *, timeout: bool) -> None:
        """The peer is gone, or cannot be reached."""
        if not self._is_over:
            self._refused(None)

    def _accepted(self, response: Response) -> None:
        leg = self._leg
        assert leg.dialog is not None
        leg.dialog.refresh(response)
        if self._method == "INVITE":
            hop = leg.desk.endpoint.way(leg.dialog.ways())
            via = leg.desk.endpoint.via(hop)
            ack = leg.dialog.request("ACK", via, [leg.desk.user_agent_header], cseq=response.cseq)
            self._ack = (ack, hop)
            leg.desk.endpoint.ack(ack, hop)
        if leg.is_over or self._is_over:
            return
        leg.timed(session_timer.terms_of(response))
        if self._method == "UPDATE":
            self.over(worked=True)
            return
        description = sdp.parse(response.body)
        agreed = None
        if isinstance(description, sdp.Description):
            agreed = leg.stream.taken(description)
        self._exchange.step(Step.REFUSED if agreed is None else Step.THEY_ANSWER)
        if agreed is None:
            self.over(worked=False)
            leg.bye(LegEnd.FAILED)
        elif self._what is Asked.ALIVE and agreed == leg.agreed:
            self.over(worked=True)
        else:
            leg.point_media(agreed, lambda worked: self.over(worked=worked))

    def _refused(self, response: Response | None) -> None:
        leg = self._leg
        if self._method == "INVITE":
            self._exchange.step(Step.REFUSED)
        if response is None or response.code in GONE:
            self.over(worked=False)
            leg.bye(LegEnd.UNREACHABLE)
            return
        wait = self._wait(response)
        if wait is None or self._tries == MOST_TRIES:
            self.over(worked=False)
        else:
            self._exchange.again(self, wait)

    def _wait(self, response: Response) -> int | None:
        """When to ask again, ms: who made the Call-ID waits longer, so that not both ask again at once (§14.1)."""
        assert self._leg.dialog is not None
        if response.code == 491:
            steps = random.randint(210, 400) if self._leg.dialog.is_caller else random.randint(0, 200)
            return steps * 10
        if response.code == 422:  # somebody on the way wants a longer interval (RFC 4028 §7.3)
            self._leg.dialog.interval_s = max(self._leg.dialog.interval_s, session_timer.least(response))
            return 0
        after = response.text("Retry-After").partition(";")[0].strip()
        if response.code in (500, 503) and after.isascii() and after.isdecimal() and len(after) < 4:
            return min(int(after), LONGEST_S) * 1000
        return None

    def over(self, *, worked: bool) -> None:
        """Its end, told once."""
        if not self._is_over:
            self._is_over = True
            self._exchange.asked(self)
            self._done(worked)
