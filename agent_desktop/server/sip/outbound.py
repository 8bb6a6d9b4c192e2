"""A rung leg: an agent's phones, forked by us, of which the first to answer wins (RFC 3261 §13.2)."""

from __future__ import annotations

import secrets
from urllib.parse import quote

import sipmessage

from agent_desktop.domain.messages import LegAnswered, LegEarlyMedia, LegEnd, LegRinging, RingLeg
from agent_desktop.server.sip import sdp, session_timer
from agent_desktop.server.sip.checks import ACCEPT, ALLOW, SUPPORTED
from agent_desktop.server.sip.compose import make_request, send_again
from agent_desktop.server.sip.dialog import Dialog, DialogId
from agent_desktop.server.sip.fork import Fork
from agent_desktop.server.sip.leg import Leg
from agent_desktop.server.sip.media_line import Address
from agent_desktop.server.sip.message import Request, Response, parse, plain
from agent_desktop.server.sip.negotiation import Open, Step
from agent_desktop.server.sip.offer import Agreed
from agent_desktop.server.sip.party import Desk
from agent_desktop.server.sip.registrar import Binding
from agent_desktop.server.sip.ringing import Ringing
from agent_desktop.server.sip.sdes import IN_THE_CLEAR
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow, uri_host

RING_MS = 180_000
"""No phone rings for longer (the core's offer ends long before; RFC 3261 §16.6 timer C)."""
NOT_ACCEPTABLE = 488
"""Our offer is the reason of a refusal (RFC 3261 §21.4.26)."""
GRACE_MS = 2_000
"""How much longer a phone that has said nothing may keep a leg alive when the others have declined."""

CAUSES: dict[int, LegEnd] = {
    **dict.fromkeys((486, 600, 603), LegEnd.REJECTED),
    **dict.fromkeys((480, 487), LegEnd.NO_ANSWER),
    **dict.fromkeys((404, 408, 410, 502, 503, 504, 604), LegEnd.UNREACHABLE),
}
"""What a phone's final status means to the core; every other one is FAILED."""
_BEST = (LegEnd.REJECTED, LegEnd.NO_ANSWER, LegEnd.FAILED, LegEnd.UNREACHABLE)
"""Which of several phones' ends counts: the most deliberate one."""


class OutboundLeg(Leg):
    """The UAC side of a call to every phone in ``bindings``; ``codec`` is offered first."""

    def __init__(self, order: RingLeg, desk: Desk, bindings: list[Binding], codec: str | None) -> None:
        super().__init__(order.leg, desk, order.agent)
        self.phone = order.device or order.agent
        self._order = order
        self._bindings = bindings
        self._codec = codec
        self._forks: list[Fork] = []
        self._is_ringing = False
        self._cause: LegEnd | None = None  # decided, while forks are still to be ended
        self._is_taken = False
        self._is_early = False  # it is heard before it is answered
        self._answers: dict[DialogId, Agreed] = {}  # given before the phone was answered (RFC 3262 §5)
        self._reaper = desk.endpoint.after(RING_MS, lambda: self._stop(LegEnd.NO_ANSWER))

    def ring(self) -> None:
        """Make media and call every phone; without one the leg ends as soon as the loop turns."""
        self._bindings = [binding for binding in self._bindings if self._can_be_kept(binding)]
        if self._bindings:
            self.media.open(self._media_opened, near=self._order.peer)
        else:
            self.desk.endpoint.after(0, lambda: self._end(LegEnd.UNREACHABLE))

    def hang_up(self) -> None:
        """End the leg in whatever state it is."""
        if self._is_taken:
            self.bye(LegEnd.HUNG_UP)
        else:
            self._stop(LegEnd.CANCELLED)

    def _can_be_kept(self, binding: Binding) -> bool:
        """Whether what must be secret can be: not over a transport on which keys are read."""
        secrecy = self.desk.secrecy(binding.flow)
        if secrecy.must and not secrecy.may:
            way = binding.flow.transport
            self.desk.endpoint.log.warning("a phone of %r is not rung over %s: SRTP is required", self.agent, way)
        return secrecy.may or not secrecy.must

    # --- what forks tell -------------------------------------------------------------------------

    def fork_ringing(self, fork: Fork) -> None:
        """The first phone that rings is told to the core."""
        if not (self._is_ringing or self._is_taken or self._cause or self.is_over):
            self._is_ringing = True
            self.desk.say(LegRinging(leg=self.id))

    def fork_early(self, fork: Fork, dialog: Dialog, response: Response, *, reliable: bool) -> None:
        """Said reliably it is the answer to our offer, and requests inside the early dialog may follow."""
        if self.is_over or self._is_taken or self._cause is not None:
            return
        agreed = self._agree(response)
        if reliable and len(self._forks) == 1:  # of several none is the leg's dialog before it is answered
            self.establish(dialog)
        if reliable and agreed is not None:
            self._answers.setdefault(dialog.id, agreed)
            self._answered()
        if agreed is not None:
            self.early_media(agreed)

    def early_media(self, agreed: Agreed) -> None:
        """The peer sends speech or tones before it answers; of no interest from an agent's own phones."""
        if self.agent or self._is_early:
            return
        self._is_early = True

        def pointed(worked: bool) -> None:
            if worked and not (self.is_over or self._is_taken):
                self.desk.say(LegEarlyMedia(leg=self.id))

        self.point_media(agreed, pointed)

    def fork_retry(self, fork: Fork, invite: Request, response: Response) -> Request | None:
        """Who takes no RTP/AVP, though there are keys in it, is offered RTP/SAVP; any other refusal counts."""
        body = self.stream.insist(invite.body) if response.code == NOT_ACCEPTABLE else None
        return None if body is None else send_again(invite, self.desk.endpoint.via(fork.flow), body=body)

    def fork_answered(self, fork: Fork, dialog: Dialog, response: Response) -> bool:
        """Take the first answer whose description we can use."""
        if self.is_over or self._is_taken or self._cause is not None:
            return False
        agreed = (self.agreed or self._answers[dialog.id]) if dialog.id in self._answers else self._agree(response)
        if agreed is None:
            self._stop(LegEnd.FAILED)
            return False
        self._is_taken = True
        self.stream.session.recall(fork.invite.body)
        self._answered()
        self._reaper.cancel()
        self.desk.keeper.drop_ringing(self.id)
        self.establish(dialog)
        self.is_confirmed = True
        self.timed(session_timer.terms_of(response))
        self.keep(lambda: None)
        self._cancel_others(fork)
        self.point_media(agreed, self._pointed)
        return True

    def _answered(self) -> None:
        if self.exchange.open is Open.OURS:
            self.exchange.step(Step.THEY_ANSWER)

    def _agree(self, response: Response) -> Agreed | None:
        description = sdp.parse(response.body)
        if isinstance(description, sdp.Unreadable):
            return None
        return self.stream.taken(description, self._codec)

    def fork_failed(self, fork: Fork) -> None:
        """The leg is over when its last phone is; one 6xx speaks for all of them (§21.6)."""
        if self.is_over or self._is_taken:
            return
        if fork.final is not None and fork.final >= 600:
            self._stop(CAUSES.get(fork.final, LegEnd.FAILED))
            return
        self._judge()
        if not self.is_over and not any(other.final is None and other.is_alive for other in self._forks):
            self.desk.endpoint.after(GRACE_MS, self._leave_silent)

    # --- inside ----------------------------------------------------------------------------------

    def _end(self, cause: LegEnd | None) -> None:
        self._reaper.cancel()
        self._cancel_others(None)
        self.desk.keeper.drop_ringing(self.id)
        super()._end(cause)

    def _media_opened(self, address: Address | None) -> None:
        if self.is_over:
            return
        if address is None:
            self._end(LegEnd.FAILED)
            return
        self.opened(address, self._bindings[0].flow)
        ways = [self.desk.secrecy(binding.flow) for binding in self._bindings]
        self.stream.secrecy = ways[0] if len(set(ways)) == 1 else IN_THE_CLEAR  # one offer for all, and no key in it
        body = self.stream.offer(first=self._codec)
        self.exchange.step(Step.WE_OFFER)
        self._forks = [self._fork(self._invite(binding, body), binding.flow) for binding in self._bindings]
        invites = [(fork.invite.encode(), fork.flow) for fork in self._forks]
        self.desk.keeper.keep_ringing(Ringing(self._order, self._codec, self.stream, invites), self._start)

    def _start(self) -> None:
        if not (self.is_over or self._cause):  # nobody has hung up while it was written down
            for fork in self._forks:
                fork.start()

    def ring_on(self, ringing: Ringing) -> None:
        """Go on where a process before this one was killed."""
        self.stream = ringing.stream
        self.media.take_up()
        invites = [(parse(data), flow) for data, flow in ringing.invites]
        self._forks = [self._fork(one, flow) for one, flow in invites if isinstance(one, Request)]
        for fork in self._forks:
            self.desk.endpoint.trace.leg(fork.invite.call_id, self.id)
            fork.start()

    def _fork(self, invite: Request, flow: Flow) -> Fork:
        return Fork(self, self.desk, invite, flow, phone=self.phone)

    def _invite(self, binding: Binding, body: bytes) -> Request:
        """The INVITE to one phone; a Call-ID each, or a phone registered twice would see a merged request (482)."""
        order, endpoint = self._order, self.desk.endpoint
        host = uri_host(endpoint.local(binding.flow)[0])
        if order.caller:
            caller = sipmessage.URI(scheme="sip", user=plain(order.caller), host=host)
        else:
            caller = sipmessage.URI(scheme="sip", user="anonymous", host="anonymous.invalid")
        name = plain(order.caller_name)
        # Back into its talk: the phone is asked to answer by itself, not required to (RFC 5373 §4.1).
        answer_mode = [("Answer-Mode", "Auto")] if order.join else []
        call_id = f"{secrets.token_hex(12)}@{host}"
        endpoint.trace.leg(call_id, order.leg)
        return make_request(
            "INVITE",
            binding.uri,
            [
                ("Via", endpoint.via(binding.flow)),
                ("Max-Forwards", "70"),
                *(("Route", value) for value in binding.path),
                ("From", f"{sipmessage.Address(uri=caller, name=name)};tag={secrets.token_hex(8)}"),
                ("To", f"<{binding.uri}>"),
                ("Call-ID", call_id),
                ("CSeq", "1 INVITE"),
                self.desk.contact(binding.flow),
                self.desk.user_agent_header,
                ALLOW,
                ACCEPT,
                SUPPORTED,
                *session_timer.asking(),
                ("X-AD-Leg", order.leg),
                ("X-AD-Queue", quote(order.queue_name, safe=" ")),
                *answer_mode,
                ("Content-Type", sdp.MEDIA_TYPE),
            ],
            body,
        )

    def _left(self, key: Key, request: Request) -> None:
        if self.is_confirmed:
            super()._left(key, request)
        else:  # who is called may not leave an early dialog by BYE (§15)
            self.respond(key, request, 481)

    def _pointed(self, worked: bool) -> None:
        if self.is_over or self._bye_sent:
            return
        if worked:
            self.desk.say(LegAnswered(leg=self.id))
        else:
            self.bye(LegEnd.FAILED)

    def _stop(self, cause: LegEnd) -> None:
        """Cancel every phone; the leg ends when those that were heard of have said so."""
        if self.is_over or self._is_taken or self._cause is not None:
            return
        self._cause = cause
        self._cancel_others(None)
        self._judge()

    def _judge(self) -> None:
        """End the leg if no phone can change anything any more."""
        if self._cause is not None:
            if all(fork.final is not None or not fork.is_alive for fork in self._forks):
                self._end(self._cause)
        elif all(fork.final is not None for fork in self._forks):
            self._end(self._best())

    def _leave_silent(self) -> None:
        """Only phones that never said a word are left: their registrations outlived them."""
        if not self._is_taken and not any(fork.final is None and fork.is_alive for fork in self._forks):
            self._stop(self._best())

    def _best(self) -> LegEnd:
        causes = [CAUSES.get(fork.final, LegEnd.FAILED) for fork in self._forks if fork.final is not None]
        return min(causes, key=_BEST.index, default=LegEnd.UNREACHABLE)

    def _cancel_others(self, winner: Fork | None) -> None:
        for fork in self._forks:
            if fork is not winner:
                fork.cancel()
