"""Offers and answers within a dialog, both ways and one at a time (RFC 3264 §4, RFC 3311, RFC 6337).

Whose offer waits for its answer is a state of three (``negotiation.py``). What a peer asks meanwhile is refused; what
we want to ask waits until the state allows it, and is asked again after a random time when the peer wanted the same at
the same moment (RFC 3261 §14.1).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from agent_desktop.domain.messages import LegEnd
from agent_desktop.server.sip import sdp, session_timer
from agent_desktop.server.sip.acceptance import Acceptance
from agent_desktop.server.sip.checks import refused_body
from agent_desktop.server.sip.message import Request
from agent_desktop.server.sip.negotiation import GLARE, TRANSITIONS, Open, Step
from agent_desktop.server.sip.party import Party
from agent_desktop.server.sip.reinvite import Asked, Reinvite
from agent_desktop.server.sip.transaction import Key


def retry_after() -> tuple[str, str]:
    """When to try again a request that came too early (RFC 3261 §14.2)."""
    return ("Retry-After", str(random.randint(0, 10)))


class Exchange:
    """The offers and answers of one leg."""

    __slots__ = ("_acceptances", "_leg", "_ours", "_theirs", "_waiting", "open")

    def __init__(self, leg: Party) -> None:
        self.open = Open.NOBODYS
        self._leg = leg
        self._theirs: tuple[Key, Request] | None = None  # their INVITE or UPDATE being carried out
        self._acceptances: dict[int, Acceptance] = {}  # our 2xx that wait for their ACK, by CSeq
        self._ours: Reinvite | None = None
        self._waiting: tuple[Reinvite, ...] = ()

    def step(self, step: Step) -> None:
        """Something happened to an offer."""
        self.open = TRANSITIONS[self.open, step]

    @property
    def is_quiet(self) -> bool:
        """Whether a request of ours may begin now."""
        return self.open is Open.NOBODYS and self._theirs is None and self._ours is None and not self._acceptances

    # --- 2xx to INVITE ---------------------------------------------------------------------------

    def accept(
        self,
        key: Key,
        request: Request,
        body: bytes,
        terms: session_timer.Terms,
        acked: Callable[[Request], None],
        lost: Callable[[], None],
    ) -> None:
        """Send a 2xx with our description, once the dialog is written down, and repeat it until its ACK comes.

        ``lost`` is called if it never does.
        """
        leg = self._leg
        assert leg.dialog is not None

        def kept() -> None:
            if leg.is_over:
                return
            response = leg.respond(key, request, 200, terms.headers, body)
            self._acceptances[request.cseq] = Acceptance(leg.desk.endpoint, key, response, acked, lost)

        leg.timed(terms)
        leg.keep(kept)

    def acknowledged(self, ack: Request) -> None:
        """An ACK came; one for a 2xx of ours that waits for it ends the waiting."""
        if (acceptance := self._acceptances.pop(ack.cseq, None)) is not None:
            if not self._acceptances:
                self._acceptances = {}  # an emptied dictionary keeps its room, and legs are held by the thousand
            acceptance.acknowledged(ack)
            self.go_on()

    def late_answer(self, ack: Request, done: Callable[[bool], None]) -> None:
        """Take the answer that an ACK carries when our 2xx made the offer (RFC 3261 §13.2.2.4)."""
        description = sdp.parse(ack.body)
        agreed = None
        if isinstance(description, sdp.Description):
            agreed = self._leg.stream.taken(description)
        if agreed is None or ack.content_type != sdp.MEDIA_TYPE:
            self.step(Step.REFUSED)
            done(False)
        else:
            self.step(Step.THEY_ANSWER)
            self._leg.point_media(agreed, done)

    def stop(self) -> None:
        """The leg is over: nothing is repeated, what waited to be asked is told so."""
        for acceptance in self._acceptances.values():
            acceptance.stop()
        wanted = [*self._waiting, *([self._ours] if self._ours is not None else [])]
        self._waiting, self._ours, self._theirs = (), None, None
        for one in wanted:
            one.over(worked=False)

    # --- what they ask ---------------------------------------------------------------------------

    def served(self, key: Key, request: Request) -> None:
        """Serve an INVITE or UPDATE within the dialog: hold, resume, session refresh, new media, a new Contact."""
        leg = self._leg
        if (status := self._too_early(request)) is not None:
            leg.respond(key, request, status, [retry_after()] if status == 500 else [])
            return
        if leg.stream.address is None:  # the call is not so far yet
            leg.respond(key, request, 500, [retry_after()])
            return
        if (refusal := refused_body(request)) is not None:
            leg.respond(key, request, refusal[0], list(refusal[1]))
            return
        terms = session_timer.terms_for(request)
        if isinstance(terms, session_timer.TooShort):
            leg.respond(key, request, 422, [session_timer.MIN_SE])
        elif request.body:
            self._offered(key, request, terms)
        else:
            self._without_offer(key, request, terms)

    def _too_early(self, request: Request) -> int | None:
        if self._theirs is not None:
            return 500
        if request.method == "INVITE" and (self._ours is not None or self._acceptances):
            return 491  # we wait for an ACK, maybe with an answer in it, or for the answer to our own INVITE
        if request.method == "INVITE" or request.body:
            return GLARE.get(self.open)
        return None

    def _without_offer(self, key: Key, request: Request, terms: session_timer.Terms) -> None:
        """An UPDATE then only refreshes; to an INVITE we make the offer, and the ACK has the answer."""
        leg = self._leg
        assert leg.dialog is not None
        leg.dialog.refresh(request)
        if request.method == "UPDATE":
            leg.timed(terms)
            leg.keep(lambda: leg.respond(key, request, 200, terms.headers))
            return
        self.step(Step.WE_OFFER)
        self.accept(
            key,
            request,
            leg.stream.offer(),
            terms,
            acked=lambda ack: self.late_answer(ack, self._reanswered),
            lost=lambda: leg.bye(LegEnd.FAILED),
        )

    def _offered(self, key: Key, request: Request, terms: session_timer.Terms) -> None:
        leg = self._leg
        description = sdp.parse(request.body)
        if isinstance(description, sdp.Unreadable):
            leg.respond(key, request, 400)
            return
        agreed = leg.stream.take(description)
        if agreed is None:
            leg.respond(key, request, 488)
            return
        self.step(Step.THEY_OFFER)
        self._theirs = (key, request)

        def pointed(worked: bool) -> None:
            if self._theirs is None or leg.is_over or leg.dialog is None:
                return
            self._theirs = None
            if not worked:
                self.step(Step.REFUSED)
                leg.respond(key, request, 500)
                self.go_on()
                return
            self.step(Step.WE_ANSWER)
            leg.dialog.refresh(request)
            body = leg.stream.answer(description, agreed)
            if request.method == "UPDATE":
                leg.timed(terms)
                leg.keep(lambda: leg.respond(key, request, 200, terms.headers, body))
                self.go_on()
            else:
                self.accept(key, request, body, terms, acked=lambda _: None, lost=lambda: leg.bye(LegEnd.FAILED))

        leg.point_media(agreed, pointed)

    def _reanswered(self, worked: bool) -> None:
        if not worked:
            self._leg.bye(LegEnd.FAILED)

    def left(self) -> tuple[Key, Request] | None:
        """The peer leaves: what it asked before and was not answered yet, which is still owed a 487."""
        theirs, self._theirs = self._theirs, None
        return theirs

    # --- what we ask -----------------------------------------------------------------------------

    def ask(self, what: Asked, done: Callable[[bool], None]) -> None:
        """Ask as soon as nothing else is open; ``done`` hears whether it worked."""
        self._waiting += (Reinvite(self._leg, self, what, done),)
        self.go_on()

    def go_on(self) -> None:
        """Begin what waits, if it may begin now."""
        if self._waiting and self.is_quiet and not self._leg.is_over:
            self._ours, *later = self._waiting
            self._waiting = tuple(later)
            self._ours.begin()

    def again(self, one: Reinvite, ms: int) -> None:
        """It was too early: ask again in ``ms``, when others had their turn."""
        self._ours = None

        def due() -> None:
            if self._leg.is_over:
                one.over(worked=False)
            else:
                self._waiting += (one,)
                self.go_on()

        self._leg.desk.endpoint.after(ms, due)
        self.go_on()

    def asked(self, one: Reinvite) -> None:
        """What we asked has its end."""
        if self._ours is one:
            self._ours = None
            self.go_on()
