"""What every leg of the back-to-back user agent does once it has a dialog: re-INVITE, BYE, and its one end."""

from __future__ import annotations

import random
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from agent_desktop.domain.messages import LegEnd, LegEnded
from agent_desktop.server.sip import offer as offers
from agent_desktop.server.sip import sdp
from agent_desktop.server.sip.acceptance import Acceptance
from agent_desktop.server.sip.checks import ACCEPT, ALLOW, refused_body
from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.dialog import Dialog, DialogId
from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.media_line import Address, MediaLine
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.offer import Agreed
from agent_desktop.server.sip.ports import FactSink, MediaLegs
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow

Headers = list[tuple[str, str]]


@dataclass(slots=True)
class Desk:
    """What legs share: the socket, the media engine, where facts go, and who has which dialog."""

    endpoint: Endpoint
    media: MediaLegs
    say: FactSink
    server_name: str
    ended: Callable[[Leg], None]
    dialogs: dict[DialogId, Leg] = field(default_factory=dict)

    def contact(self, flow: Flow) -> tuple[str, str]:
        """Our Contact for a peer, by the address it can reach."""
        host, port = self.endpoint.local(flow)
        transport = f";transport={flow.transport.lower()}" if flow.is_reliable else ""
        return ("Contact", f"<sip:{host}:{port}{transport}>")

    @property
    def server_header(self) -> tuple[str, str]:
        """What our responses say who they are from."""
        return ("Server", self.server_name)

    @property
    def user_agent_header(self) -> tuple[str, str]:
        """What our requests say who they are from."""
        return ("User-Agent", self.server_name)


class Leg(ABC):
    """One party's connection to the switch. Subclasses bring it up; here it lives and ends."""

    def __init__(self, leg: str, desk: Desk) -> None:
        self.id = leg
        self.tag = secrets.token_hex(8)
        self.agreed: Agreed | None = None
        self.is_over = False
        self.media = MediaLine(desk.media, leg)
        self._desk = desk
        self._session = sdp.LocalSession(secrets.randbits(31))
        self._address: Address | None = None  # of our RTP
        self._dialog: Dialog | None = None
        self._acceptances: dict[int, Acceptance] = {}  # our 2xx that wait for their ACK, by CSeq
        self._reinvite: tuple[Key, Request] | None = None  # the peer's, being carried out
        self._bye_sent = False

    # --- for the subclasses ----------------------------------------------------------------------

    def _establish(self, dialog: Dialog) -> None:
        self._dialog = dialog
        self._desk.dialogs[dialog.id] = self

    def _respond(
        self, key: Key, request: Request, code: int, headers: Headers | None = None, body: bytes = b""
    ) -> Response:
        """Answer within this leg: with its tag, and in a 2xx to INVITE all that it must carry (§13.3.1.4)."""
        extra = [self._desk.server_header, *(headers or [])]
        if request.method == "INVITE" and 200 <= code < 300 and self._dialog is not None:
            extra += [self._desk.contact(self._dialog.flow), ALLOW]
        if body:
            extra.append(("Content-Type", sdp.MEDIA_TYPE))
        response = respond_to(request, code, to_tag=self.tag, headers=extra, body=body)
        self._desk.endpoint.respond(key, response)
        return response

    def _accept(
        self, key: Key, request: Request, body: bytes, acked: Callable[[Request], None], lost: Callable[[], None]
    ) -> None:
        """Send a 2xx with our description and repeat it until its ACK comes; ``lost`` is called if it never does."""
        response = self._respond(key, request, 200, body=body)
        self._acceptances[request.cseq] = Acceptance(self._desk.endpoint, key, response, acked, lost)

    def _point_media(self, agreed: Agreed, done: Callable[[bool], None]) -> None:
        """Let the media engine send where the peer wants it; a held peer that named no address hears nothing new."""

        def pointed(worked: bool) -> None:
            if worked:
                self.agreed = agreed
            done(worked)

        if agreed.host == sdp.HOLD_HOST:
            pointed(True)
        else:
            self.media.set_remote(agreed, pointed)

    def _opened(self, address: Address, flow: Flow) -> None:
        """Remember our RTP address; an engine bound to every interface means the one this peer reaches."""
        host = self._desk.endpoint.local(flow)[0] if address[0] == sdp.HOLD_HOST else address[0]
        self._address = (host, address[1])

    def _offer(self) -> bytes:
        assert self._address is not None
        return offers.write_offer(self._session, *self._address, first=self.agreed.codec if self.agreed else None)

    def _answer(self, offer: sdp.Description, agreed: Agreed) -> bytes:
        assert self._address is not None
        return offers.write_answer(self._session, offer, agreed, *self._address)

    def _late_answer(self, ack: Request, done: Callable[[bool], None]) -> None:
        """Take the answer that an ACK carries when our 2xx made the offer (RFC 3261 §13.2.2.4)."""
        description = sdp.parse(ack.body)
        agreed = offers.agree(description) if isinstance(description, sdp.Description) else None
        if agreed is None or ack.content_type != sdp.MEDIA_TYPE:
            done(False)
        else:
            self._point_media(agreed, done)

    def _end(self, cause: LegEnd | None) -> None:
        """The leg is gone: said once (unless ``cause`` is None), then its media is freed."""
        if self.is_over:
            return
        self.is_over = True
        for acceptance in self._acceptances.values():
            acceptance.stop()
        if self._dialog is not None:
            self._desk.dialogs.pop(self._dialog.id, None)
        if cause is not None:
            self._desk.say(LegEnded(leg=self.id, cause=cause))
        self.media.close()
        self._desk.ended(self)

    def _bye(self, cause: LegEnd) -> None:
        """Leave the dialog; the leg is over when the peer says so, or 64*T1 later (§15.1.1)."""
        if self._bye_sent or self.is_over or self._dialog is None:
            return
        self._bye_sent = True
        send_bye(self._desk, self._dialog, lambda: self._end(cause))

    @abstractmethod
    def hang_up(self) -> None:
        """End the leg in whatever state it is."""

    def abort(self) -> None:
        """The switch stops: the leg is gone at once, whatever the peer knows."""
        self._end(LegEnd.FAILED)

    # --- requests of the peer within the dialog --------------------------------------------------

    def in_dialog(self, key: Key, request: Request, flow: Flow) -> None:
        """Serve a request that names this leg's dialog (§12.2.2)."""
        assert self._dialog is not None
        if request.method == "ACK":
            if (acceptance := self._acceptances.pop(request.cseq, None)) is not None:
                acceptance.acknowledged(request)
            return
        if not self._dialog.is_in_order(request):
            self._respond(key, request, 500, [_retry_after()])
            return
        if self._dialog.pinned or flow.is_reliable:
            self._dialog.flow = flow  # the peer's NAT may have moved it, or it has a new connection
        if request.method == "BYE":
            self._respond(key, request, 200)
            if self._reinvite is not None:
                self._respond(*self._reinvite, 487)
            self._end(LegEnd.HUNG_UP)
        elif request.method == "INVITE":
            self._reinvited(key, request)
        else:
            self._respond(key, request, 200, [ALLOW, ACCEPT])

    def _reinvited(self, key: Key, request: Request) -> None:
        """Hold, resume, session refresh or a new Contact (§14.2)."""
        assert self._dialog is not None
        if self._reinvite is not None:
            self._respond(key, request, 500, [_retry_after()])
        elif self._acceptances:
            # We wait for an ACK, maybe with an answer in it: a new offer now would be glare.
            self._respond(key, request, 491)
        elif (refusal := refused_body(request)) is not None:
            self._respond(key, request, refusal[0], list(refusal[1]))
        elif not request.body:
            self._dialog.refresh(request)
            self._accept(
                key,
                request,
                self._offer(),
                acked=lambda ack: self._late_answer(ack, self._reanswered),
                lost=lambda: self._bye(LegEnd.FAILED),
            )
        else:
            self._reoffered(key, request)

    def _reoffered(self, key: Key, request: Request) -> None:
        description = sdp.parse(request.body)
        if isinstance(description, sdp.Unreadable):
            self._respond(key, request, 400)
            return
        agreed = offers.agree(description, self.agreed.codec if self.agreed else None)
        if agreed is None:
            self._respond(key, request, 488)
            return
        self._reinvite = (key, request)

        def pointed(worked: bool) -> None:
            if self._reinvite is None or self.is_over or self._dialog is None:
                return
            self._reinvite = None
            if not worked:
                self._respond(key, request, 500)
                return
            self._dialog.refresh(request)
            body = self._answer(description, agreed)
            self._accept(key, request, body, acked=lambda _: None, lost=lambda: self._bye(LegEnd.FAILED))

        self._point_media(agreed, pointed)

    def _reanswered(self, worked: bool) -> None:
        if not worked:
            self._bye(LegEnd.FAILED)


class _Bye:
    """Waits for the end of a BYE, whatever the answer."""

    def __init__(self, done: Callable[[], None]) -> None:
        self._done = done

    def answered(self, response: Response, flow: Flow) -> None:
        """Any final response ends the dialog, 481 included."""
        if response.code >= 200:
            self._done()

    def unanswered(self, *, timeout: bool) -> None:
        """The peer is gone."""
        self._done()


def send_bye(desk: Desk, dialog: Dialog, done: Callable[[], None]) -> None:
    """End a dialog; ``done`` is called at the final response, or when none comes."""
    flow = desk.endpoint.way(dialog.ways())
    request = dialog.request("BYE", desk.endpoint.via(flow), [desk.user_agent_header])
    desk.endpoint.request(request, flow, _Bye(done))


def _retry_after() -> tuple[str, str]:
    return ("Retry-After", str(random.randint(0, 10)))  # §14.2
