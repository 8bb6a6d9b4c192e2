"""A leg to the outside: a number, called by one trunk after another until one takes the call (RFC 3261 §8.1.3.4)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Protocol

import sipmessage

from agent_desktop.domain.messages import DialLeg, LegEnd, RingLeg
from agent_desktop.domain.network import Trunk
from agent_desktop.server.sip import sdp, session_timer
from agent_desktop.server.sip.checks import ACCEPT, ALLOW, SUPPORTED
from agent_desktop.server.sip.compose import make_request, send_again
from agent_desktop.server.sip.fork import ANSWERED, CANCELLED, Fork
from agent_desktop.server.sip.media_line import Address
from agent_desktop.server.sip.message import Request, Response, plain
from agent_desktop.server.sip.negotiation import Open, Step
from agent_desktop.server.sip.numbers import clean, outgoing
from agent_desktop.server.sip.outbound import CAUSES, OutboundLeg
from agent_desktop.server.sip.party import Desk
from agent_desktop.server.sip.transport import uri_host
from agent_desktop.server.sip.trunks import Way

TRUNKS_FAULT = frozenset({401, 403, 407, 408, 500, 501, 502, 503, 504, 513, 580})
"""Final statuses that say more of the trunk than of who is called: the next one is tried."""
SILENT_MS = 4_000
"""A trunk that has not said even 100 by now is not there: four INVITEs have asked it over UDP (RFC 3261 §17.1.1.2)."""
BUSY = frozenset({486, 600, 603})
"""Who is called does not want the call: an emergency call goes on after everything else."""


class Outside(Protocol):
    """What a leg tells of the trunks (``Trunks``)."""

    def heard(self, trunk: str, *, works: bool, words: str) -> None:
        """What a call found out."""
        ...

    def taken(self, trunk: str) -> None:
        """A call goes out by it."""
        ...

    def credentials(self, trunk: str, request: Request, response: Response) -> tuple[str, str] | None:
        """The header that answers a challenge."""
        ...


class DialledLeg(OutboundLeg):
    """The UAC side of a call outside; ``ways`` are tried in order, ``dialled.emergency`` by every trunk there is."""

    def __init__(self, dialled: DialLeg, desk: Desk, ways: list[Way], outside: Outside) -> None:
        order = RingLeg(id=dialled.id, until=dialled.until, leg=dialled.leg, agent="", peer="", queue_name="")
        super().__init__(order, desk, [], None)
        self._dialled = dialled
        self._ways = [way for way in ways if self._is_safe(way)]
        self._outside = outside
        self._tried = 0
        self._last_cause = LegEnd.UNREACHABLE

    def ring(self) -> None:
        """Make media and call by the first trunk; without one the leg ends as soon as the loop turns."""
        if self._ways:
            self.media.open(self._media_opened)
        else:
            self.desk.endpoint.log.warning("nobody can be called outside: there is no trunk for it")
            self.desk.endpoint.after(0, lambda: self._end(LegEnd.UNREACHABLE))

    def fork_retry(self, fork: Fork, invite: Request, response: Response) -> Request | None:
        """A trunk asks who we are (§22), or for SRTP."""
        way = self._ways[self._tried - 1]
        header = self._outside.credentials(way.trunk.id, invite, response)
        if header is None:
            return super().fork_retry(fork, invite, response)
        return send_again(invite, self.desk.endpoint.via(way.flow), header)

    def fork_ringing(self, fork: Fork) -> None:
        """The trunk works, and the number rings."""
        self._outside.heard(self._ways[self._tried - 1].trunk.id, works=True, words="answers")
        super().fork_ringing(fork)

    def fork_failed(self, fork: Fork) -> None:
        """By the next trunk when it was this one's fault; else the number was not reached."""
        if self.is_over or self._is_taken:
            return
        if self._cause is not None:
            self._judge()
            return
        if fork is not self._forks[-1] or fork.final in (None, ANSWERED):
            return
        status = fork.final or 0
        self._tell(status, heard=fork.is_alive)
        self._last_cause = CAUSES.get(status, LegEnd.FAILED)
        goes_on = status in TRUNKS_FAULT or (self._dialled.emergency and status not in BUSY)
        if goes_on and status != CANCELLED and self._tried < len(self._ways):
            self._try_next()
        else:
            self._end(self._last_cause)

    # --- inside ----------------------------------------------------------------------------------

    def _tell(self, status: int, *, heard: bool) -> None:
        trunk = self._ways[self._tried - 1].trunk.id
        if not heard:
            self._outside.heard(trunk, works=False, words="no answer")
        elif status == 503:
            self._outside.heard(trunk, works=False, words="503: it takes no calls now")
        elif status in (401, 407):
            self._outside.heard(trunk, works=False, words="user name or password is refused")
        else:
            self._outside.heard(trunk, works=True, words="answers")
        if status >= 300 and heard:
            self.desk.endpoint.log.info("trunk %s answered a call with %d", trunk, status)

    def _is_safe(self, way: Way) -> bool:
        secrecy = self.desk.secrecy(way.flow, way.trunk.encryption)
        return secrecy.may or not secrecy.must

    def _media_opened(self, address: Address | None) -> None:
        if self.is_over:
            return
        if address is None:
            self._end(LegEnd.FAILED)
            return
        self.opened(address, self._ways[0].flow)
        self._try_next()

    def _try_next(self) -> None:
        """Each trunk gets an offer and a dialog of its own."""
        way = self._ways[self._tried]
        self._tried += 1
        if self.dialog is not None:  # of a reliable ringing by the trunk before
            self.desk.dialogs.pop(self.dialog.id, None)
            self.dialog = None
        self.trunk = way.trunk.id
        self._answers.clear()
        self.stream.secrecy = self.desk.secrecy(way.flow, way.trunk.encryption)
        body = self.stream.offer()
        if self.exchange.open is Open.NOBODYS:
            self.exchange.step(Step.WE_OFFER)
        self._outside.taken(way.trunk.id)
        # Over TLS every request goes along the connection whose certificate was looked at.
        fork = Fork(
            self, self.desk, self._invite_by(way, body), way.flow, pinned=way.flow.is_secure, silent_ms=SILENT_MS
        )
        self._forks.append(fork)
        fork.start()

    def _invite_by(self, way: Way, body: bytes) -> Request:
        dialled, endpoint, trunk = self._dialled, self.desk.endpoint, way.trunk
        number = clean(dialled.number) if dialled.emergency else outgoing(trunk.numbers, dialled.number)
        target = str(sipmessage.URI(scheme="sip", user=plain(number), host=way.domain))
        call_id = f"{secrets.token_hex(12)}@{uri_host(endpoint.local(way.flow)[0])}"
        endpoint.trace.leg(call_id, dialled.leg)
        return make_request(
            "INVITE",
            target,
            [
                ("Via", endpoint.via(way.flow)),
                ("Max-Forwards", "70"),
                *identity(trunk, way.domain, dialled.caller, lambda: secrets.token_hex(8)),
                ("To", f"<{target}>"),
                ("Call-ID", call_id),
                ("CSeq", "1 INVITE"),
                self.desk.contact(way.flow),
                self.desk.user_agent_header,
                ALLOW,
                ACCEPT,
                SUPPORTED,
                *session_timer.asking(),
                ("Content-Type", sdp.MEDIA_TYPE),
            ],
            body,
        )


def identity(trunk: Trunk, domain: str, caller: str, tag: Callable[[], str]) -> list[tuple[str, str]]:
    """Who calls, as the trunk wants it said: From, P-Asserted-Identity and Privacy (RFC 3325 §9, RFC 3323 §4.2)."""
    number = caller or trunk.caller_number
    shown = outgoing(trunk.numbers, number) if number else trunk.user
    headers: list[tuple[str, str]] = []
    own = sipmessage.URI(scheme="sip", user=plain(shown), host=domain) if shown else None
    if trunk.hide_caller or own is None:
        headers.append(("From", f'"Anonymous" <sip:anonymous@anonymous.invalid>;tag={tag()}'))
    else:
        headers.append(("From", f"<{own}>;tag={tag()}"))
    if trunk.identity and own is not None:
        headers.append(("P-Asserted-Identity", f"<{own}>"))
    if trunk.hide_caller:
        headers.append(("Privacy", "id"))
    return headers
