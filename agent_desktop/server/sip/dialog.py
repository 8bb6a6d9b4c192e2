"""Dialogs: what two user agents remember of each other while a call lasts (RFC 3261 §12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sipmessage

from agent_desktop.server.sip.compose import make_request
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.text import address_uri, parameters
from agent_desktop.server.sip.transport import Flow, flow_to

DialogId = tuple[str, str, str]
"""Call-ID, our tag, the peer's tag."""


@dataclass(slots=True)
class Dialog:
    """One dialog, all fields plain text and numbers so that it can be written down.

    ``flow`` is where the peer was seen. Requests go there when ``pinned`` (a registered phone, a peer behind NAT) or
    when the next hop is a name, which is never looked up.
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
            pinned=not routes and invite.hop.host != flow.host,
            remote_cseq=invite.cseq,
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
        uri = sipmessage.URI.parse(address_uri(self.routes[0]) if self.routes else self.target)
        transport = (uri.parameters.get("transport") or "udp").upper()
        hop = flow_to(uri.host, uri.port, transport)
        if hop is None or uri.scheme == "sips" or transport not in ("UDP", "TCP"):
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
        """Take the peer's new Contact: INVITE is a target refresh request (§12.2.1.2, §12.2.2)."""
        if message.contact:
            self.target = message.contact


def _is_loose(route: str) -> bool:
    return any(name == "lr" for name, _ in parameters(address_uri(route)))
