"""The back-to-back user agent: requests become legs and facts, effects become requests (RFC 3261 §8, RFC 7092)."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TypeVar

from agent_desktop.domain.messages import (
    AcceptLeg,
    AnswerTransfer,
    CallArrived,
    DialLeg,
    EffectDone,
    EffectFailed,
    HangUpLeg,
    LegEnd,
    LegEnded,
    RejectLeg,
    RingLeg,
)
from agent_desktop.domain.network import Encryption
from agent_desktop.server.sip import offer as offers
from agent_desktop.server.sip import sdp, session_timer
from agent_desktop.server.sip.awaited import Awaited
from agent_desktop.server.sip.callers import Callers, Unknown, said
from agent_desktop.server.sip.checks import ACCEPT, ALLOW, SUPPORTED, refused, refused_body
from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.dialled import DialledLeg
from agent_desktop.server.sip.dialog import Dialog, Keeper
from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.inbound import InboundLeg
from agent_desktop.server.sip.kept_leg import KeptLeg
from agent_desktop.server.sip.leg import Leg
from agent_desktop.server.sip.message import Request, plain, user_of
from agent_desktop.server.sip.offer import Agreed
from agent_desktop.server.sip.outbound import OutboundLeg
from agent_desktop.server.sip.party import Desk, InDialog
from agent_desktop.server.sip.ports import Credentials, DigitSink, FactSink, MediaLegs, TextSink
from agent_desktop.server.sip.refer import replaced
from agent_desktop.server.sip.registrar import Answer, Binding, Registrar
from agent_desktop.server.sip.ringing import Ringing
from agent_desktop.server.sip.sdes import Secrecy
from agent_desktop.server.sip.throttle import Throttle
from agent_desktop.server.sip.trace import Trace
from agent_desktop.server.sip.transaction import Key, server_key
from agent_desktop.server.sip.transport import Flow, OpenTransport
from agent_desktop.server.sip.trunks import Network, Trunks
from agent_desktop.server.sip.watching import ALLOW_EVENTS, Watching
from agent_desktop.server.sip.writing import Writing

NOT_FOUND = 404
_REMEMBERED = 2_000  # legs and effects that are over: told twice, they change nothing

SipEffect = AcceptLeg | RejectLeg | RingLeg | DialLeg | HangUpLeg | AnswerTransfer

K = TypeVar("K")

_log = logging.getLogger(__name__)


class BackToBack:
    """All legs of one endpoint. Serves the endpoint's requests and the core's effects."""

    def __init__(
        self,
        facts: FactSink,
        media: MediaLegs,
        credentials: Credentials,
        server_name: str,
        clock: Callable[[], int],
        open_transport: OpenTransport,
        trace: Trace,
        keeper: Keeper,
        digits: DigitSink,
        network: Network,
        messages: Callable[[str], int],
        texts: TextSink,
        keep_phones: Callable[[str, list[Binding]], None],
    ) -> None:
        self.may_register: Callable[[Flow], bool] = lambda _: True  # whether phones may use a flow
        self.endpoint = Endpoint(self, clock, _log, open_transport, trace)
        self.registrar = Registrar(server_name, credentials, clock, keep_phones, network.secrets)
        self.trunks = Trunks(self.endpoint, network, clock)
        self.callers = Callers(
            server_name,
            self.trunks,
            self.registrar,
            network.secrets,
            clock,
            open_to_strangers=network.open_to_strangers,
        )
        self.legs: dict[str, Leg] = {}
        self.idle = asyncio.Event()
        self.idle.set()
        self.freeing: set[asyncio.Task[None]] = set()  # media of legs that are over
        self.is_closing = False
        self._invites: dict[Key, InboundLeg] = {}  # by the server transaction of their INVITE, until it has its ACK
        self.desk = Desk(
            self.endpoint, media, facts, server_name, self._ended, self._forget_invite, keeper=keeper, pressed=digits
        )
        self.awaited = Awaited(self.endpoint, self.registrar.bindings)
        self.desk.reach = self.awaited.reach
        self.desk.credentials = self.trunks.credentials
        self.desk.inband = self.trunks.inband
        self.desk.encryption = network.phone_encryption
        self.watching = Watching(self.desk, self._proof, messages)
        self.writing = Writing(self.desk, self._proof, lambda: secrets.token_hex(8), texts)
        self.desk.wrote = self.writing.in_call
        self._throttle = Throttle(clock)
        self._past_legs: OrderedDict[str, None] = OrderedDict()
        self._past_effects: OrderedDict[int, None] = OrderedDict()
        self._undecided: set[str] = set()
        self.endpoint.admission.undecided = lambda: len(self._undecided)

    def take_up(self, dialogs: Iterable[Dialog], ringing: Iterable[Ringing]) -> None:
        """Go on with the calls of a process before this one (F120)."""
        for one in ringing:
            leg = OutboundLeg(one.order, self.desk, [], one.codec)
            self._add(leg)
            leg.ring_on(one)
        for dialog in dialogs:
            if dialog.leg not in self.legs:  # else it is an early one
                self._add(KeptLeg(dialog, self.desk))
                self.endpoint.trace.leg(dialog.call_id, dialog.leg)

    # --- effects ---------------------------------------------------------------------------------

    def handle(self, effect: SipEffect) -> None:
        """Carry an effect out; one that was carried out before changes nothing."""
        if effect.id in self._past_effects:
            return
        _remember(self._past_effects, effect.id)
        match effect:
            case RingLeg():
                self._ring(effect)
            case DialLeg():
                self._dial(effect)
            case AcceptLeg() | HangUpLeg():
                self._order(effect)
            case RejectLeg():
                self._reject(effect)
            case AnswerTransfer():
                self._answer_transfer(effect)

    def _reject(self, effect: RejectLeg) -> None:
        leg = self.legs.get(effect.leg)
        if leg is None and effect.leg in self._past_legs:
            return  # the caller was faster, and LegEnded has answered the order
        if (
            isinstance(leg, InboundLeg)
            and 300 <= effect.status <= 699
            and leg.reject(effect.status, self._late(leg, effect))
        ):
            self._undecided.discard(effect.leg)  # a scanner that waits must keep nobody out
            self.desk.say(EffectDone(effect=effect.id))
        else:
            self.desk.say(EffectFailed(effect=effect.id, why=f"leg {effect.leg} cannot be rejected now"))

    def _late(self, leg: InboundLeg, effect: RejectLeg) -> int:
        """How many ms a refusal waits: that of a stranger who tries which numbers there are, the longer the more."""
        if effect.status != NOT_FOUND or leg.phone or leg.trunk:
            return 0
        return self._throttle.wrong(leg.source, "")

    def _answer_transfer(self, effect: AnswerTransfer) -> None:
        leg = self.legs.get(effect.leg)
        if leg is not None and leg.transfer_answered(accepted=effect.accepted):
            self.desk.say(EffectDone(effect=effect.id))
        else:
            self.desk.say(EffectFailed(effect=effect.id, why=f"leg {effect.leg} asked for no transfer"))

    def _order(self, effect: AcceptLeg | HangUpLeg) -> None:
        leg = self.legs.get(effect.leg)
        self._undecided.discard(effect.leg)
        if leg is None:
            if effect.leg not in self._past_legs:
                self.desk.say(LegEnded(leg=effect.leg, cause=LegEnd.FAILED))
        elif isinstance(effect, HangUpLeg):
            leg.hang_up()
        elif isinstance(leg, InboundLeg | KeptLeg):
            leg.accept()
        else:
            self.desk.say(EffectFailed(effect=effect.id, why=f"leg {effect.leg} did not come in"))

    def _ring(self, effect: RingLeg) -> None:
        if isinstance(kept := self.legs.get(effect.leg), KeptLeg):
            kept.accept()  # it was answered before the core could hear of it
        if effect.leg in self.legs or effect.leg in self._past_legs:
            return
        peer = self.legs.get(effect.peer)
        codec = peer.agreed.codec if peer is not None and peer.agreed is not None else None
        bindings = [] if self.is_closing else self.registrar.bindings(effect.device or effect.agent)
        leg = OutboundLeg(effect, self.desk, bindings, codec)
        self._add(leg)
        leg.ring()

    def _dial(self, effect: DialLeg) -> None:
        if isinstance(kept := self.legs.get(effect.leg), KeptLeg):
            kept.accept()  # as in ``_ring``
        if effect.leg in self.legs or effect.leg in self._past_legs:
            return
        ways = [] if self.is_closing else self.trunks.ways(emergency=effect.emergency)
        leg = DialledLeg(effect, self.desk, ways, self.trunks)
        self._add(leg)
        leg.ring()

    def _add(self, leg: Leg) -> None:
        self.legs[leg.id] = leg
        self.idle.clear()

    def _ended(self, leg: Leg) -> None:
        self.legs.pop(leg.id, None)
        freed = asyncio.get_running_loop().create_task(leg.media.closed())
        self.freeing.add(freed)
        freed.add_done_callback(self.freeing.discard)
        self._undecided.discard(leg.id)
        _remember(self._past_legs, leg.id)
        if isinstance(leg, InboundLeg):
            self._forget_invite(leg.key)
        if not self.legs:
            self.idle.set()

    def _forget_invite(self, key: Key) -> None:
        self._invites.pop(key, None)

    # --- requests --------------------------------------------------------------------------------

    def arrived(self, key: Key, request: Request, flow: Flow) -> None:
        """Serve a request (RFC 3261 §8.2), in the order the RFC inspects it."""
        if request.method == "ACK":
            if (leg := self._leg_of(request)) is not None:
                leg.in_dialog(key, request, flow)
        elif request.method == "CANCEL":
            self._cancel(key, request)
        elif (refusal := refused(request)) is not None:
            self._answer(key, request, refusal[0], *refusal[1])
        elif request.to_tag:
            if (leg := self._leg_of(request)) is not None:
                leg.in_dialog(key, request, flow)
            else:
                self._answer(key, request, 481)
        elif self.endpoint.is_merged(key, request):
            self._answer(key, request, 482)
        elif request.method == "INVITE":
            self._invite(key, request, flow)
        elif request.method == "REGISTER":
            self._register(key, request, flow)
        elif request.method == "SUBSCRIBE":
            self.watching.subscribe(key, request, flow)
        elif request.method == "MESSAGE":
            self.writing.message(key, request, flow)
        elif request.method == "OPTIONS":
            self._answer(key, request, 200, ALLOW, ACCEPT, SUPPORTED, ALLOW_EVENTS)
        else:
            self._answer(key, request, 481)

    def _replacing(self, request: Request) -> int:
        """Why a call cannot take the place of another (RFC 3891 §3): we have none such, or it is not its caller's to
        give. A phone that joins two calls of its own sends REFER, as both are with us."""
        named = replaced(request.text("Replaces"))
        if named is None or len(request.headers.getlist("Replaces")) != 1:
            return 400
        return 481 if named not in self.desk.dialogs else 403

    def unacknowledged(self, key: Key) -> None:
        """The caller behind an INVITE cannot be reached."""
        if (leg := self._invites.get(key)) is not None:
            leg.unacknowledged()

    def flow_lost(self, flow: Flow) -> None:
        """Who registered along a connection that is over cannot be rung before they register again."""
        self.registrar.flow_lost(flow)

    def _leg_of(self, request: Request) -> InDialog | None:
        return self.desk.dialogs.get((request.call_id, request.to_tag, request.from_tag))

    def _answer(self, key: Key, request: Request, code: int, *headers: tuple[str, str]) -> None:
        response = respond_to(request, code, to_tag=secrets.token_hex(8), headers=[self.desk.server_header, *headers])
        self.endpoint.respond(key, response)

    def _cancel(self, key: Key, request: Request) -> None:
        """§9.2: 200 whether or not it still has an effect, with the To tag of the INVITE's response."""
        invite = server_key(request, "INVITE")
        leg = self._invites.get(invite)
        if leg is None:
            self._answer(key, request, 200 if self.endpoint.is_known(invite) else 481)
            return
        response = respond_to(request, 200, to_tag=leg.tag, headers=[self.desk.server_header])
        self.endpoint.respond(key, response)
        leg.cancelled()

    def _register(self, key: Key, request: Request, flow: Flow) -> None:
        if self._is_admitted(key, request, flow):
            answer = self.registrar.register(request, flow)
            self._admit(key, request, flow, answer)
            if answer.status == 200:
                self.awaited.registered(user_of(request.text("To")))

    def _proof(self, key: Key, request: Request, flow: Flow) -> str:
        """The user whose credentials a request has; empty: it is refused."""
        if not self._is_admitted(key, request, flow):
            return ""
        user, refusal = self.registrar.proven(request)
        if not user:
            self._admit(key, request, flow, refusal)
        return user

    def _is_admitted(self, key: Key, request: Request, flow: Flow) -> bool:
        """Whether phones may use such a flow; if not, that is the answer."""
        if not self.may_register(flow):
            warning = f'399 {self.desk.server_name} "Phones register over TLS here"'
            self._answer(key, request, 403, ("Warning", warning))
            return False
        return True

    def _admit(self, key: Key, request: Request, flow: Flow, answer: Answer) -> None:
        """Answer a phone; one that tried and did not prove who it is waits for that."""
        if not answer.user:
            self._answer(key, request, answer.status, *answer.headers)
            return
        self.endpoint.log.info("registration of %r from %s:%s refused", plain(answer.user), flow.host, flow.port)
        self._answer_late(key, request, flow, answer.user, answer.status, answer.headers)

    def _answer_late(
        self, key: Key, request: Request, flow: Flow, user: str, status: int, headers: Iterable[tuple[str, str]]
    ) -> None:
        """The more wrong passwords, the later the answer."""
        delay = self._throttle.wrong(flow.host, user)
        self.endpoint.after(delay, lambda: self._answer(key, request, status, *headers))

    def _invite(self, key: Key, request: Request, flow: Flow) -> None:
        """A caller. Never relayed anywhere: it becomes a fact, and the core decides."""
        self._answer(key, request, 100)
        if self.is_closing:
            self._answer(key, request, 503, self.endpoint.admission.retry_after())
            return
        who = self.callers.judge(request, flow)
        if isinstance(who, Unknown):
            self.endpoint.log.info("a call from %s:%s is nobody's we know", flow.host, flow.port)
            if who.tried:
                self._answer_late(key, request, flow, who.tried, 401, who.headers)
            else:  # every call of a trunk that has no fixed address begins so
                self._answer(key, request, 401, *who.headers)
            return
        if request.contact in ("", "*") or request.uri.user is None:
            self._answer(key, request, 400 if request.uri.user else 484)
            return
        if (refusal := refused_body(request)) is not None:
            self._answer(key, request, refusal[0], *refusal[1])
            return
        if request.text("Replaces"):
            self._answer(key, request, self._replacing(request))
            return
        terms = session_timer.terms_for(request)
        if isinstance(terms, session_timer.TooShort):
            self._answer(key, request, 422, session_timer.MIN_SE)
            return
        strangers = Encryption.PREFER if not who.phone else None  # of phones the policy for phones holds
        secrecy = self.desk.secrecy(flow, who.trunk.encryption if who.trunk is not None else strangers)
        offered: tuple[sdp.Description, Agreed] | None = None
        if request.body:
            description = sdp.parse(request.body)
            if isinstance(description, sdp.Unreadable):
                self._answer(key, request, 400, ("Warning", f'399 {self.desk.server_name} "SDP {description.why}"'))
                return
            agreed = offers.agree(description, ipv6=self.endpoint.is_ipv6, secrecy=secrecy)
            if agreed is None:
                self._answer(key, request, 488, self._incompatible(secrecy))
                return
            offered = (description, agreed)
        leg = InboundLeg(f"i{secrets.token_hex(8)}", self.desk, key, request, flow, offered, terms)
        leg.stream.secrecy = secrecy
        leg.phone = who.phone
        leg.trunk = who.trunk.id if who.trunk is not None else ""
        self.endpoint.trace.leg(request.call_id, leg.id)
        self._invites[key] = leg
        self._undecided.add(leg.id)
        self._add(leg)
        words = said(request, who.trunk)
        self.desk.say(CallArrived(leg=leg.id, number=words.number, caller=words.caller, caller_name=words.caller_name))

    def _incompatible(self, secrecy: Secrecy) -> tuple[str, str]:
        wanted = "G.711 over RTP/AVP or RTP/SAVP only" if secrecy.may else "G.711 over RTP/AVP only"
        wanted = "G.711 over SRTP only, with keys over TLS" if secrecy.must else wanted
        return ("Warning", f'305 {self.desk.server_name} "{wanted}"')


def _remember(past: OrderedDict[K, None], key: K) -> None:
    past[key] = None
    if len(past) > _REMEMBERED:
        past.popitem(last=False)
