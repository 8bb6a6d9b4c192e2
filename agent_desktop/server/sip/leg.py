"""What every leg of the back-to-back user agent does once it has a dialog: requests inside it, BYE, and its one end."""

from __future__ import annotations

import asyncio
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable

from agent_desktop.domain.messages import LegEnd, LegEnded, LegTransferAsked
from agent_desktop.server.sip import info, refer, sdp
from agent_desktop.server.sip.checks import ACCEPT, ALLOW, SUPPORTED
from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.exchange import Exchange, retry_after
from agent_desktop.server.sip.media_line import Address, MediaLine
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.offer import Agreed, Stream
from agent_desktop.server.sip.party import Desk, Headers
from agent_desktop.server.sip.reinvite import Asked
from agent_desktop.server.sip.session_timer import SessionTimer, Terms
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow


def _unheard(worked: bool) -> None:
    del worked


class Leg(ABC):
    """One party's connection to the switch. Subclasses bring it up; here it lives and ends.

    All that must outlive the process is in ``dialog``; a leg is made anew around it by ``take_up``. ``agent`` is whose
    phone it is, empty for a stranger. Slots, because calls are held by the thousand.
    """

    __slots__ = (
        "_bye_sent",
        "_referral",
        "_timer",
        "agent",
        "desk",
        "dialog",
        "exchange",
        "id",
        "is_confirmed",
        "is_over",
        "media",
        "phone",
        "stream",
        "tag",
        "trunk",
    )

    def __init__(self, leg: str, desk: Desk, agent: str = "") -> None:
        self.id = leg
        self.desk = desk
        self.agent = agent
        self.phone = ""  # the user name by which the peer is registered
        self.trunk = ""  # by which it came or goes
        self.tag = secrets.token_hex(8)
        self.is_over = False
        self.is_confirmed = False  # the dialog has its 2xx
        self.media = MediaLine(desk.media, leg, desk.endpoint.log)
        self.stream = Stream(sdp.LocalSession(secrets.randbits(31)))
        self.dialog: Dialog | None = None
        self.exchange = Exchange(self)
        self._timer = SessionTimer(self)
        self._referral: refer.Referral | None = None
        self._bye_sent = False

    @property
    def agreed(self) -> Agreed | None:
        """What offer and answer agreed on last."""
        return self.stream.agreed

    # --- for the subclasses and the parts of a leg -----------------------------------------------

    def establish(self, dialog: Dialog) -> None:
        """The dialog is there, early or confirmed: the peer's requests inside it come to this leg."""
        if self.dialog is not None:
            self.desk.dialogs.pop(self.dialog.id, None)
        dialog.leg, dialog.agent, dialog.phone = self.id, self.agent, self.phone
        dialog.trunk, dialog.stream = self.trunk, self.stream
        self.dialog = dialog
        self.desk.dialogs[dialog.id] = self

    def take_up(self, dialog: Dialog) -> None:
        """Go on with a confirmed dialog of a process before this one."""
        self.stream, self.tag, self.is_confirmed = dialog.stream, dialog.local_tag, True
        self.phone, self.trunk = dialog.phone, dialog.trunk
        self.establish(dialog)
        self._timer.start(dialog.interval_s, we_refresh=dialog.refreshes)

    def keep(self, then: Callable[[], object]) -> None:
        """Have the dialog written down as it is now, if it is confirmed; ``then`` is called when that is durable."""
        if self.dialog is not None and self.is_confirmed and not self.is_over:
            self.desk.keeper.keep(self.dialog, then)
        else:
            then()

    def respond(
        self, key: Key, request: Request, code: int, headers: Headers | None = None, body: bytes = b""
    ) -> Response:
        """Answer within this leg: with its tag, and in a 2xx to INVITE or UPDATE all that it must carry (§13.3.1.4)."""
        extra = [self.desk.server_header, *(headers or [])]
        if request.method in ("INVITE", "UPDATE") and 100 < code < 300 and self.dialog is not None:
            extra += [self.desk.contact(self.dialog.flow), ALLOW, SUPPORTED]
        if body:
            extra.append(("Content-Type", sdp.MEDIA_TYPE))
        response = respond_to(request, code, to_tag=self.tag, headers=extra, body=body)
        self.desk.endpoint.respond(key, response)
        return response

    def timed(self, terms: Terms) -> None:
        """Run the session timer by these terms, from now (RFC 4028)."""
        assert self.dialog is not None
        self.dialog.interval_s, self.dialog.refreshes = terms.interval_s, terms.we_refresh
        self._timer.start(terms.interval_s, we_refresh=terms.we_refresh)

    def point_media(self, agreed: Agreed, done: Callable[[bool], None]) -> None:
        """Let the media engine send where the peer wants it; a held peer that named no address hears nothing new."""

        def pointed(worked: bool) -> None:
            if worked:
                self.stream.agreed = agreed
                self.keep(lambda: None)
            done(worked)

        if agreed.host == sdp.HOLD_HOST:
            pointed(True)
        else:
            self.media.set_remote(agreed, pointed, inband=self.desk.inband(self.trunk))

    def opened(self, address: Address, flow: Flow) -> None:
        """Remember our RTP address; an engine bound to every interface means the one this peer reaches."""
        host = self.desk.endpoint.local(flow)[0] if address[0] == sdp.HOLD_HOST else address[0]
        self.stream.address = (host, address[1])

    def reoffer(self, done: Callable[[bool], None] = _unheard) -> None:
        """Ask the media engine for the leg's RTP again and offer it to the peer, wherever it is now (re-INVITE).

        ``done`` hears whether the peer took it. Waits for its turn, and asks again after glare (RFC 3261 §14.1); a
        peer that is gone ends the leg.
        """
        if self.dialog is None or self.is_over or self._bye_sent:
            done(False)
        else:
            self.exchange.ask(Asked.NEW_MEDIA, done)

    def after(self, ms: int, then: Callable[[], None]) -> asyncio.TimerHandle:
        """See ``Timed``."""
        return self.desk.endpoint.after(ms, then)

    def refresh_session(self) -> None:
        """See ``Timed``."""
        self.exchange.ask(Asked.ALIVE, _unheard)

    def session_expired(self) -> None:
        """See ``Timed``."""
        self.bye(LegEnd.UNREACHABLE)

    def _end(self, cause: LegEnd | None) -> None:
        """The leg is gone: said once (unless ``cause`` is None), then its media is freed."""
        if self.is_over:
            return
        self.is_over = True
        self._timer.stop()
        self.exchange.stop()
        if self._referral is not None:
            self._referral.stop()
        if self.dialog is not None:
            self.desk.dialogs.pop(self.dialog.id, None)
            if self.is_confirmed:
                self.desk.keeper.drop(self.dialog)
        if cause is not None:
            self.desk.say(LegEnded(leg=self.id, cause=cause))
        self.media.close()
        self.desk.ended(self)

    def bye(self, cause: LegEnd) -> None:
        """Leave the dialog; the leg is over when the peer says so, or 64*T1 later (§15.1.1)."""
        if self._bye_sent or self.is_over or self.dialog is None:
            return
        self._bye_sent = True
        self._timer.stop()
        self.desk.send_bye(self.dialog, lambda: self._end(cause))

    @abstractmethod
    def hang_up(self) -> None:
        """End the leg in whatever state it is."""

    def abort(self) -> None:
        """The switch stops: the leg is gone at once, whatever the peer knows."""
        self._end(LegEnd.FAILED)

    # --- requests of the peer within the dialog --------------------------------------------------

    def in_dialog(self, key: Key, request: Request, flow: Flow) -> None:
        """Serve a request that names this leg's dialog (§12.2.2)."""
        assert self.dialog is not None
        if request.method == "ACK":
            self.exchange.acknowledged(request)
            return
        if not self.dialog.is_in_order(request):
            self.respond(key, request, 500, [retry_after()])
            return
        if self.dialog.pinned or flow.is_reliable:
            self.dialog.flow = flow  # the peer's NAT may have moved it, or it has a new connection
        match request.method:
            case "BYE":
                self._left(key, request)
            case "INVITE" | "UPDATE":
                self.exchange.served(key, request)
            case "REFER":
                self._referred(key, request)
            case "PRACK":
                self._pracked(key, request)
            case "INFO":
                self._informed(key, request)
            case "MESSAGE":
                self._wrote(key, request)
            case "OPTIONS":
                self.respond(key, request, 200, [ALLOW, ACCEPT, SUPPORTED])
            case _:
                self.respond(key, request, 481)

    def _referred(self, key: Key, request: Request) -> None:
        """An agent's phone gives its call away; nobody else may move a call by SIP."""
        if not self.agent or self.dialog is None or not self.is_confirmed:
            self.respond(key, request, 403)
            return
        if self._referral is not None or self._bye_sent:
            self.respond(key, request, 491)
            return
        wanted = refer.target(request, self.desk.dialogs)
        if isinstance(wanted, int):
            self.respond(key, request, wanted)
            return
        self._referral = refer.Referral(self, request, self._refer_over)
        self.respond(key, request, 202, [self.desk.contact(self.dialog.flow), *self._referral.headers])
        self._referral.begin()
        self.desk.say(LegTransferAsked(leg=self.id, number=wanted.number, replaces=wanted.replaces))

    def _refer_over(self) -> None:
        self._referral = None

    def transfer_answered(self, *, accepted: bool) -> bool:
        """Tell the phone what became of its REFER; False when it waits for nothing."""
        if self._referral is None:
            return False
        self._referral.answered(refer.DONE if accepted else refer.DECLINED)
        return True

    def _pracked(self, key: Key, request: Request) -> None:
        """None of ours waits to be acknowledged."""
        self.respond(key, request, 481)

    def _informed(self, key: Key, request: Request) -> None:
        """A digit, or a sign of life."""
        said = info.digit(request)
        if isinstance(said, int):
            self.respond(key, request, said, [info.ACCEPT] if said == 415 else [])
            return
        self.respond(key, request, 200)
        if said is not None and said.key and self.is_confirmed:
            self.desk.pressed(self.id, said.key)

    def _wrote(self, key: Key, request: Request) -> None:
        """What an agent's phone writes in its call is for the colleague there; what callers write nobody reads."""
        if self.agent and self.is_confirmed:
            self.desk.wrote(self.agent, request, lambda code, headers: self.respond(key, request, code, headers))
        else:
            self.respond(key, request, 403)

    def _left(self, key: Key, request: Request) -> None:
        """The peer's BYE."""
        self.respond(key, request, 200)
        if (theirs := self.exchange.left()) is not None:
            self.respond(*theirs, 487)
        self._end(LegEnd.HUNG_UP)
