"""A caller's leg: from the INVITE that came in, over the core's decision, to the ACK (RFC 3261 §13.3)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from agent_desktop.domain.messages import LegAnswered, LegEnd
from agent_desktop.server.sip import sdp
from agent_desktop.server.sip.checks import ALLOW, SUPPORTED
from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.leg import Leg
from agent_desktop.server.sip.media_line import Address
from agent_desktop.server.sip.message import Request
from agent_desktop.server.sip.negotiation import Step
from agent_desktop.server.sip.offer import Agreed
from agent_desktop.server.sip.party import Desk
from agent_desktop.server.sip.reliable import Reliable, is_asked_for
from agent_desktop.server.sip.session_timer import Terms
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow

SLOW_MS = 1_000
"""A caller that was neither answered nor refused by now is told that it rings."""
UNDECIDED_MS = 30_000
"""How long the core may take; then the caller gets 480."""


class _State(Enum):
    UNDECIDED = "undecided"  # the core knows of it
    ACCEPTING = "accepting"  # media is being made
    ACCEPTED = "accepted"  # 2xx sent
    REFUSED = "refused"  # and hears it in a while
    TALKING = "talking"  # ACK came


@dataclass(frozen=True, slots=True)
class _Asked:
    """The caller's INVITE, and what it led to; let go of once the call is there, for calls are held by the thousand."""

    invite: Request
    offered: tuple[sdp.Description, Agreed] | None  # None: it had no description (late offer)
    terms: Terms  # of the session timer


class InboundLeg(Leg):
    """The UAS side of a call. ``offered`` is None when the INVITE had no description (late offer)."""

    __slots__ = ("_asked", "_flow", "_hang_up_wanted", "_patience", "_ringing", "_state", "key")

    def __init__(
        self,
        leg: str,
        desk: Desk,
        key: Key,
        invite: Request,
        flow: Flow,
        offered: tuple[sdp.Description, Agreed] | None,
        terms: Terms,
    ) -> None:
        super().__init__(leg, desk)
        self.key = key  # of the INVITE's transaction; empty when the call is there
        self._asked: _Asked | None = _Asked(invite, offered, terms)
        self._flow = flow
        self._ringing: Reliable | None = None
        if offered is not None:
            self.exchange.step(Step.THEY_OFFER)
        self._state = _State.UNDECIDED
        self._hang_up_wanted = False
        self._patience: asyncio.TimerHandle | None = desk.endpoint.after(SLOW_MS, self._slow)

    @property
    def _invite(self) -> Request:
        assert self._asked is not None, "the call is there"
        return self._asked.invite

    @property
    def source(self) -> str:
        """The numeric host that the INVITE came from."""
        return self._flow.host

    def accept(self) -> None:
        """Answer the call; a second time changes nothing."""
        if self._state is _State.UNDECIDED and not self.is_over:
            self._state = _State.ACCEPTING
            self.media.open(self._media_opened)

    def reject(self, status: int, delay_ms: int = 0) -> bool:
        """Refuse the call with a final status, in a while; False when it is too late for that.

        No LegEnded: the core has not taken such a leg in, and hears that its order is carried out.
        """
        if self._state is not _State.UNDECIDED or self.is_over:
            return False
        self._state = _State.REFUSED
        self._settled()
        if delay_ms == 0:
            self._refuse(status, None)
        else:
            self.desk.endpoint.after(delay_ms, lambda: self._refuse(status, None))
        return True

    def hang_up(self) -> None:
        """End the leg in whatever state it is; a BYE must not overtake the ACK (§15)."""
        match self._state:
            case _State.UNDECIDED | _State.ACCEPTING | _State.REFUSED:
                self._refuse(480, LegEnd.REJECTED)
            case _State.ACCEPTED:
                self._hang_up_wanted = True
            case _State.TALKING:
                self.bye(LegEnd.HUNG_UP)

    def cancelled(self) -> None:
        """The caller's CANCEL (§9.2): too late once a final response was sent."""
        if self._state in (_State.UNDECIDED, _State.ACCEPTING):
            self._refuse(487, LegEnd.CANCELLED)
        elif self._state is _State.REFUSED:
            self._refuse(487, None)

    def unacknowledged(self) -> None:
        """The INVITE's transaction could not send: the caller cannot be reached."""
        self._end(LegEnd.UNREACHABLE)

    def _end(self, cause: LegEnd | None) -> None:
        self._settled()
        super()._end(cause)

    def _settled(self) -> None:
        """The caller has, or needs, no provisional response any more."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if self._ringing is not None:
            self._ringing.stop()

    def _slow(self) -> None:
        left = UNDECIDED_MS - SLOW_MS
        self._patience = self.desk.endpoint.after(left, lambda: self._refuse(480, LegEnd.NO_ANSWER))
        self._ring()

    def _ring(self) -> None:
        """It takes long: the caller is told that somebody is there, reliably where that is possible (RFC 3262 §3)."""
        self.establish(Dialog.answering(self._invite, self.tag, self._flow))
        headers = [self.desk.server_header, self.desk.contact(self._flow), ALLOW, SUPPORTED]
        if is_asked_for(self._invite):
            self._ringing = Reliable(
                self.desk.endpoint,
                self.key,
                self._invite,
                180,
                self.tag,
                headers,
            )
        else:
            self.desk.endpoint.respond(self.key, respond_to(self._invite, 180, to_tag=self.tag, headers=headers))

    def _pracked(self, key: Key, request: Request) -> None:
        arrived = self._ringing is not None and self._ringing.acknowledged(request)
        self.respond(key, request, 200 if arrived else 481)

    def _left(self, key: Key, request: Request) -> None:
        if self.is_confirmed:
            super()._left(key, request)
        else:  # the caller leaves its early dialog by BYE (§15.1.2)
            self.respond(key, request, 200)
            self._refuse(487, LegEnd.CANCELLED)

    def _refuse(self, status: int, cause: LegEnd | None) -> None:
        if self.is_over:
            return
        response = respond_to(self._invite, status, to_tag=self.tag, headers=[self.desk.server_header])
        self.desk.endpoint.respond(self.key, response)
        self._end(cause)

    def _media_opened(self, address: Address | None) -> None:
        if self.is_over:
            return
        if address is None:
            self._refuse(503, LegEnd.FAILED)
            return
        self.opened(address, self._flow)
        assert self._asked is not None
        if self._asked.offered is None:
            self.exchange.step(Step.WE_OFFER)
            self._send_ok(self.stream.offer, lambda ack: self.exchange.late_answer(ack, self._acked))
            return
        description, agreed = self._asked.offered

        def pointed(worked: bool) -> None:
            if self.is_over:
                return
            if worked:
                self.exchange.step(Step.WE_ANSWER)
                self._send_ok(lambda: self.stream.answer(description, agreed), lambda _: self._acked(True))
            else:
                self._refuse(503, LegEnd.FAILED)

        self.point_media(agreed, pointed)

    def _send_ok(self, describe: Callable[[], bytes], acked: Callable[[Request], None]) -> None:
        self._settled()
        self._state = _State.ACCEPTED
        if self.dialog is None:
            self.establish(Dialog.answering(self._invite, self.tag, self._flow))
        self.is_confirmed = True
        assert self._asked is not None
        invite, terms = self._asked.invite, self._asked.terms
        self.exchange.accept(self.key, invite, describe(), terms, acked, lambda: self.bye(LegEnd.FAILED))

    def _acked(self, worked: bool) -> None:
        """The dialog is confirmed; a late answer that we cannot use ends it (§13.2.2.4)."""
        if self.is_over:
            return
        self._state = _State.TALKING
        self._asked = None
        self.desk.acknowledged(self.key)
        self.key = ()
        if self.dialog is not None:
            self.dialog.invite = b""
        if not worked:
            self.bye(LegEnd.FAILED)
        elif self._hang_up_wanted:
            self.bye(LegEnd.HUNG_UP)
        else:
            self.desk.say(LegAnswered(leg=self.id))
