"""Transactions on a socket: carries the transaction layer's actions out, and its timers (one in the event loop)."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Callable, Sequence
from typing import Protocol

from agent_desktop.server.sip.admission import Admission
from agent_desktop.server.sip.compose import respond_to, stamp_hop, stamp_source
from agent_desktop.server.sip.message import MAGIC_COOKIE, Hop, Malformed, Request, Response, parse
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.trace import Trace
from agent_desktop.server.sip.transaction import (
    Action,
    Answered,
    Arrived,
    Ended,
    Failed,
    Key,
    Send,
    TransactionLayer,
    server_key,
)
from agent_desktop.server.sip.transport import Flow, OpenTransport, Transport, uri_host

MAX_TRANSACTIONS = 20_000
"""Each lives for half a minute; new requests beyond are shed without keeping anything of them."""


_PROBE_MS = 50  # a timer that tells by its lateness how late the loop is


class Requester(Protocol):
    """Who sent a request and wants to know what became of it."""

    def answered(self, response: Response, flow: Flow) -> None:
        """A response came; provisional ones first, and maybe several 2xx to an INVITE."""
        ...

    def unanswered(self, *, timeout: bool) -> None:
        """No final response came in time, or the transport refused to send."""
        ...


class Responder(Protocol):
    """Who serves requests."""

    def arrived(self, key: Key, request: Request, flow: Flow) -> None:
        """A request came, or the ACK of a 2xx; its top Via is stamped with where it came from."""
        ...

    def unacknowledged(self, key: Key) -> None:
        """The final response (not 2xx) that ``key`` was given never got its ACK, or could not be sent."""
        ...

    def flow_lost(self, flow: Flow) -> None:
        """A connection is over."""
        ...


class Endpoint:
    """One SIP address: a transport with a transaction layer on it. ``clock`` is monotonic ms."""

    def __init__(
        self,
        responder: Responder,
        clock: Callable[[], int],
        logger: logging.Logger,
        open_transport: OpenTransport,
        trace: Trace,
    ) -> None:
        self._responder = responder
        self.trace = trace
        self._open_transport = open_transport
        self._clock = clock
        self.log = QuietLog(logger, clock)
        self._layer = TransactionLayer()
        self._transport: Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timer_due = 0
        self._requesters: dict[Key, Requester] = {}
        self.max_transactions = MAX_TRANSACTIONS
        self._pending: set[Key] = set()  # requests of ours without a final response
        self._secret = secrets.token_bytes(16)
        self.settled = asyncio.Event()
        self.settled.set()
        self.malformed = 0
        self.faults = 0
        self.admission = Admission(clock)
        self._probe: asyncio.TimerHandle | None = None

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Bind and listen; returns the bound address. OSError passes through."""
        self._transport = await self._open_transport(host, port, self._received, self.log, self._flow_lost)
        return self._transport.address

    def close(self) -> None:
        """Stop listening and forget every transaction."""
        for timer in (self._timer, self._probe):
            if timer is not None:
                timer.cancel()
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    # --- for the user agents ---------------------------------------------------------------------

    def via(self, flow: Flow) -> str:
        """A Via for a new request along ``flow``, with a new branch (§8.1.1.7) and ``rport`` (RFC 3581)."""
        host, port = self.local(flow)
        return f"SIP/2.0/{flow.transport} {uri_host(host)}:{port};rport;branch={MAGIC_COOKIE}{secrets.token_hex(10)}"

    def local(self, flow: Flow) -> tuple[str, int]:
        """Our numeric host and port as the peer at the end of ``flow`` reaches them."""
        assert self._transport is not None
        return self._transport.local(flow)

    @property
    def is_ipv6(self) -> bool:
        """Whether our first address is an IPv6 one: there the speech is, whichever address a call comes to."""
        assert self._transport is not None
        return ":" in self._transport.address[0]

    def request(self, request: Request, flow: Flow, requester: Requester) -> Key:
        """Send a request other than ACK; ``requester`` hears what becomes of it, never within this call."""
        key, actions = self._layer.request(request, flow, self._clock())
        self._requesters[key] = requester
        self._pending.add(key)
        self.settled.clear()
        self._carry_out(actions)
        return key

    def ack(self, request: Request, flow: Flow) -> None:
        """Send the ACK of a 2xx: no transaction, it is repeated only when the 2xx is (§13.2.2.4)."""
        self._send(request.encode(), flow)

    def respond(self, key: Key, response: Response) -> None:
        """Answer a request; ignored when it already has its final answer."""
        self._carry_out(self._layer.respond(key, response, self._clock()))

    def take_up(self, invite: Request, flow: Flow) -> Key:
        """Serve an INVITE of a process before this one, which came along ``flow``, to the end: answer it by the key."""
        key = server_key(invite)
        if key not in self._layer:
            self._layer.receive(invite, flow, self._clock(), _reply_to(invite, flow))
        return key

    def abandon(self, key: Key) -> None:
        """Wait no longer for the final response to an INVITE (§9.1)."""
        self._carry_out(self._layer.abandon(key, self._clock()))

    def way(self, flows: Sequence[Flow]) -> Flow:
        """The first of these flows that is there; the last, to be opened, when none is."""
        assert self._transport is not None
        return next((flow for flow in flows if self._transport.is_open(flow)), flows[-1])

    def is_open(self, flow: Flow) -> bool:
        """Whether something can be sent along the flow without a connection to be opened first."""
        return self._transport is not None and self._transport.is_open(flow)

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be sent at all any more."""
        return self._transport is None

    def is_known(self, key: Key) -> bool:
        """Whether a transaction is there, answered or not."""
        return key in self._layer

    def is_merged(self, key: Key, request: Request) -> bool:
        """Whether the request is served already, having come another way (§8.2.2.2)."""
        return self._layer.is_merged(key, request)

    def after(self, ms: int, then: Callable[[], None]) -> asyncio.TimerHandle:
        """Call ``then`` in ``ms`` milliseconds, unless the handle is cancelled."""
        return asyncio.get_running_loop().call_later(ms / 1000, then)

    # --- inside ----------------------------------------------------------------------------------

    def _received(self, data: bytes, flow: Flow) -> None:
        message = parse(data, framed=flow.is_reliable)
        if isinstance(message, Malformed):
            self._refuse(message, flow)
            return
        self.trace.message("in", data, flow)  # garbage is not kept: a flood of it would push the calls out
        if isinstance(message, Request):
            if len(self._layer) >= self.max_transactions and server_key(message) not in self._layer:
                self.log.warning("%d transactions: no more are begun", len(self._layer))
                self._shed(message, flow)
                return
            if _is_new_call(message) and server_key(message) not in self._layer and not self._admits():
                self.log.warning("too much to do: calls are refused, as that of %s:%s", flow.host, flow.port)
                self._shed(message, flow)
                return
            message = stamp_source(message, flow.host, flow.port)
            self._carry_out(self._layer.receive(message, flow, self._clock(), _reply_to(message, flow)))
        else:
            self._carry_out(self._layer.receive(message, flow, self._clock()))

    def _refuse(self, message: Malformed, flow: Flow) -> None:
        """Answer what cannot be served (§8.2.7)."""
        self.malformed += 1
        self.log.warning("unusable message from %s:%s: %s", flow.host, flow.port, message.why)
        if message.status is not None and message.hop is not None and message.headers is not None:
            hop = stamp_hop(message.hop, flow.host, flow.port)
            message.headers.setlist("Via", [hop.text, *message.headers.getlist("Via")[1:]])
            self._answer_and_forget(message, message.hop, message.status, [], flow)

    def _admits(self) -> bool:
        """Whether a new call may come in; looks how far behind we are, now and in a moment."""
        assert self._transport is not None
        self.admission.late(self._transport.behind_ms)
        if self._probe is None:
            due = self._clock() + _PROBE_MS
            self._probe = self.after(_PROBE_MS, lambda: self._probed(due))
        return self.admission.admits()

    def _probed(self, due: int) -> None:
        self._probe = None
        self.admission.late(max(0, self._clock() - due))

    def _shed(self, request: Request, flow: Flow) -> None:
        """Refuse a request without keeping anything of it."""
        if request.method != "ACK":
            stamped = stamp_source(request, flow.host, flow.port)
            self._answer_and_forget(stamped, request.hop, 503, [self.admission.retry_after()], flow)

    def _answer_and_forget(
        self, request: Request | Malformed, hop: Hop, status: int, headers: list[tuple[str, str]], flow: Flow
    ) -> None:
        """Answer without a transaction; the same request again gets the same To tag (§8.2.7)."""
        tag = hashlib.blake2b(hop.text.encode(), key=self._secret, digest_size=8).hexdigest()
        try:
            data = respond_to(request, status, to_tag=tag, headers=headers).encode()
        except ValueError as problem:
            self.log.warning("cannot answer %s:%s: %s", flow.host, flow.port, str(problem))
            return
        self._send(data, flow)

    def _send(self, data: bytes, flow: Flow) -> bool:
        if self._transport is None:
            return False
        self.trace.message("out", data, flow)
        return self._transport.send(data, flow)

    def _carry_out(self, actions: list[Action]) -> None:
        for action in actions:
            try:
                self._do(action)
            except Exception:  # a fault in serving one message must not cost all others their timers
                self.faults += 1
                self.log.exception("an action of the transaction layer could not be carried out")
        self._set_timer()

    def _do(self, action: Action) -> None:
        match action:
            case Send(data, flow, key):
                if not self._send(data, flow):
                    # Told later: whoever asked for this send is still in the middle of asking.
                    asyncio.get_running_loop().call_soon(self._unsendable, key)
            case Arrived(key, request, flow):
                self._responder.arrived(key, request, flow)
            case Answered(key, response, flow):
                if response.code >= 200:
                    self._settle(key)
                if key in self._requesters:
                    self._requesters[key].answered(response, flow)
            case Failed(key, timeout):
                if key[0] == "s":
                    self._responder.unacknowledged(key)
                elif key in self._requesters:
                    self._requesters[key].unanswered(timeout=timeout)
            case Ended(key):
                self._settle(key)
                self._requesters.pop(key, None)

    def _flow_lost(self, flow: Flow) -> None:
        self._responder.flow_lost(flow)
        self._carry_out(self._layer.flow_lost(flow, self._clock()))

    def _unsendable(self, key: Key) -> None:
        self._carry_out(self._layer.unsendable(key, self._clock()))

    def _settle(self, key: Key) -> None:
        self._pending.discard(key)
        if not self._pending:
            self.settled.set()

    def _set_timer(self) -> None:
        due = self._layer.next_deadline() if self._transport is not None else None
        if self._timer is not None:
            if due == self._timer_due:
                return
            self._timer.cancel()
            self._timer = None
        if due is not None:
            self._timer_due = due
            self._timer = self.after(max(1, due - self._clock()), self._fire)

    def _fire(self) -> None:
        self._timer = None
        now = self._clock()
        self.admission.late(max(0, now - (self._layer.next_deadline() or now)))
        self._carry_out(self._layer.fire(now))


def _is_new_call(request: Request) -> bool:
    return request.method == "INVITE" and not request.to_tag


def _reply_to(request: Request, flow: Flow) -> Flow:
    """Where its responses go (§18.2.2): over a connection back along it."""
    to_source = request.hop.wants_rport or flow.is_reliable
    return flow if to_source else Flow(flow.transport, flow.host, request.hop.port or 5060)
