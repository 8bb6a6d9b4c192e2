"""Dialogs: what two user agents remember of each other while a call lasts (RFC 3261 §12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from agent_desktop.server.sip import usual
from agent_desktop.server.sip.compose import make_request
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.offer import Stream
from agent_desktop.server.sip.ringing import Ringing
from agent_desktop.server.sip.sdp import LocalSession
from agent_desktop.server.sip.text import address_uri, parameters
from agent_desktop.server.sip.transport import TRANSPORTS, Flow, flow_to, numeric

DialogId = tuple[str, str, str]
"""Call-ID, our tag, the peer's tag."""


@dataclass(slots=True)
class Dialog:
    """One dialog: all that must outlive the process to serve the call's next request, in plain fields and nowhere else.

    ``flow`` is where the peer was seen. Requests go there when ``pinned`` (a registered phone, a peer behind NAT) or
    when the next hop is a name, which is never looked up. ``stream`` is the leg's own, shared while the dialog lives.
    Whoever changes a field tells the ``Keeper``.
    """

    call_id: str
    local: str  # our From or To value, with tag
    remote: str  # the peer's
    local_tag: str
    remote_tag: str
    routes: tuple[str, ...]  # Route header values, next hop first
    target: str  # the peer's Contact URI
    flow: Flow
    pinned: bool = False
    local_cseq: int = 0
    remote_cseq: int | None = None
    leg: str = ""  # whose dialog it is
    is_caller: bool = False  # we sent the INVITE that made it, and its Call-ID
    agent: str = ""  # whose phone the peer is; empty: a stranger's
    phone: str = ""  # the user name by which the peer is registered; empty: it is no phone of ours
    trunk: str = ""  # the trunk it goes by, which may want credentials for each request
    stream: Stream = field(default_factory=lambda: Stream(LocalSession(0)))
    allows_update: bool = False  # the peer takes UPDATE (RFC 3311)
    interval_s: int = 0  # of the session timer (RFC 4028); 0: none runs
    refreshes: bool = False  # it is our side that refreshes the session
    invite: bytes = b""  # the peer's, as long as our 2xx to it has no ACK

    @property
    def id(self) -> DialogId:
        """What requests of the peer name it by."""
        return (self.call_id, self.local_tag, self.remote_tag)

    @classmethod
    def answering(cls, invite: Request, local_tag: str, flow: Flow) -> Dialog:
        """The UAS's side, made by the INVITE it answers (§12.1.1)."""
        routes = tuple(invite.items("Record-Route"))
        return cls(
            call_id=invite.call_id,
            local=f"{invite.text('To')};tag={local_tag}",
            remote=invite.text("From"),
            local_tag=local_tag,
            remote_tag=invite.from_tag,
            routes=routes,
            target=invite.contact,
            flow=flow,
            pinned=not routes and numeric(invite.hop.host) != flow.host,
            remote_cseq=invite.cseq,
            allows_update=_allows_update(invite),
            invite=invite.encode(),
        )

    @classmethod
    def calling(cls, invite: Request, response: Response, flow: Flow, *, pinned: bool) -> Dialog:
        """The UAC's side, made by a 2xx: every To tag makes its own (§12.1.2, §13.2.2.4)."""
        return cls(
            call_id=invite.call_id,
            local=invite.text("From"),
            remote=response.text("To"),
            local_tag=invite.from_tag,
            remote_tag=response.to_tag,
            routes=tuple(reversed(response.items("Record-Route"))),
            target=response.contact or invite.target,
            flow=flow,
            pinned=pinned,
            local_cseq=invite.cseq,
            is_caller=True,
            allows_update=_allows_update(response),
        )

    def request(
        self,
        method: str,
        via: str,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
        cseq: int | None = None,
    ) -> Request:
        """A request within the dialog (§12.2.1.1); ``cseq`` is given for an ACK, else the next number is used.

        A first route without ``lr`` is a strict router: it becomes the Request-URI and our target the last route.
        """
        if cseq is None:
            self.local_cseq += 1
            cseq = self.local_cseq
        target, routes = self.target, list(self.routes)
        if routes and not _is_loose(routes[0]):
            target, routes = address_uri(routes[0]), [*routes[1:], f"<{self.target}>"]
        common = [
            ("Via", via),
            ("Max-Forwards", "70"),
            *(("Route", route) for route in routes),
            ("From", self.local),
            ("To", self.remote),
            ("Call-ID", self.call_id),
            ("CSeq", f"{cseq} {method}"),
        ]
        return make_request(method, target, [*common, *headers], body)

    def ways(self) -> tuple[Flow, ...]:
        """Where requests go, best first: the first route, else the target, if that is an address and a transport of
        ours; else where the peer was seen. A connection to the same host is used before a new one is opened (RFC 5923).
        """
        if self.pinned:
            return (self.flow,)
        uri = usual.uri(address_uri(self.routes[0]) if self.routes else self.target)
        transport = "TLS" if uri.scheme == "sips" else (uri.parameters.get("transport") or "udp").upper()
        hop = flow_to(uri.host, uri.port, transport)
        if hop is None or transport not in TRANSPORTS:
            return (self.flow,)
        reuse = hop.is_reliable and (hop.transport, hop.host) == (self.flow.transport, self.flow.host)
        return (self.flow, hop) if reuse else (hop,)

    def is_in_order(self, request: Request) -> bool:
        """Whether the peer's CSeq rises, and remember it (§12.2.2); ACK and CANCEL carry their INVITE's."""
        if self.remote_cseq is not None and request.cseq <= self.remote_cseq:
            return False
        self.remote_cseq = request.cseq
        return True

    def refresh(self, message: Request | Response) -> None:
        """Take the peer's new Contact, and what it allows now: INVITE and UPDATE are target refresh requests
        (§12.2.1.2, §12.2.2, RFC 3311 §5.1)."""
        if message.contact:
            self.target = message.contact
        if message.text("Allow"):
            self.allows_update = _allows_update(message)

    def confirm(self, response: Response) -> None:
        """An early dialog's 2xx: its routes count, whatever the provisional ones said (§13.2.2.4)."""
        self.routes = tuple(reversed(response.items("Record-Route")))
        self.refresh(response)


def _allows_update(message: Request | Response) -> bool:
    return "UPDATE" in message.items("Allow")


class Keeper(Protocol):
    """Who writes dialogs down."""

    def keep(self, dialog: Dialog, then: Callable[[], object]) -> None:
        """Write the dialog as it is now; ``then`` is called when that is durable, within this call or later."""
        ...

    def drop(self, dialog: Dialog) -> None:
        """The dialog is over."""
        ...

    def keep_ringing(self, ringing: Ringing, then: Callable[[], object]) -> None:
        """Write down what is about to ring; ``then`` as in ``keep``."""
        ...

    def drop_ringing(self, leg: str) -> None:
        """The leg rings no more."""
        ...


class NoKeeper:
    """Keeps nothing: dialogs end with the process."""

    def keep(self, dialog: Dialog, then: Callable[[], object]) -> None:
        """Durable as far as it ever will be."""
        then()

    def drop(self, dialog: Dialog) -> None:
        """Of no interest."""

    def keep_ringing(self, ringing: Ringing, then: Callable[[], object]) -> None:
        """As ``keep``."""
        then()

    def drop_ringing(self, leg: str) -> None:
        """Of no interest."""


def _is_loose(route: str) -> bool:
    return any(name == "lr" for name, _ in parameters(address_uri(route)))
