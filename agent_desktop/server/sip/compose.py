"""SIP messages of ours: requests, the responses to what came, and the Via as the peer's address was really seen."""

from __future__ import annotations

from collections.abc import Iterable

from agent_desktop.server.sip import usual
from agent_desktop.server.sip.headers import Headers
from agent_desktop.server.sip.message import Hop, Malformed, Request, Response, common_fields, top_hop
from agent_desktop.server.sip.text import address_tag, parameters, split

PHRASES = {
    100: "Trying",
    180: "Ringing",
    200: "OK",
    202: "Accepted",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    410: "Gone",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    422: "Session Interval Too Small",
    423: "Interval Too Brief",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    483: "Too Many Hops",
    484: "Address Incomplete",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    489: "Bad Event",
    491: "Request Pending",
    500: "Server Internal Error",
    503: "Service Unavailable",
    505: "Version Not Supported",
    600: "Busy Everywhere",
    603: "Decline",
    604: "Does Not Exist Anywhere",
}
"""Reason phrases of the statuses we send (RFC 3261 §21)."""


def make_request(method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes = b"") -> Request:
    """A request of ours; ``headers`` in order, Content-Length is added. Raises ValueError on headers of ours that
    cannot be read back (a bug)."""
    filed = _filed(headers, body)
    return Request(**common_fields(filed, top_hop(filed), body), target=target, uri=usual.uri(target))


def respond_to(
    request: Request | Malformed,
    code: int,
    *,
    to_tag: str = "",
    headers: Iterable[tuple[str, str]] = (),
    body: bytes = b"",
    phrase: str = "",
) -> Response:
    """The response to a request (RFC 3261 §8.2.6, §12.1.1). ``to_tag`` is added to a To without one, except in 100."""
    source = request.headers
    if source is None or request.hop is None:
        raise ValueError("this message cannot be answered")
    filed = Headers()
    for value in source.getlist("Via"):
        filed.add("Via", value)
    if 100 < code < 300:
        for value in source.getlist("Record-Route"):
            filed.add("Record-Route", value)
    to = source.get("To")
    if code > 100 and to_tag and not address_tag(to):
        to = f"{to};tag={to_tag}"
    for name, value in (("From", source.get("From")), ("To", to), ("Call-ID", source.get("Call-ID"))):
        filed.add(name, value)
    filed.add("CSeq", source.get("CSeq"))
    if code == 100 and (stamp := source.get("Timestamp")):
        filed.add("Timestamp", stamp)
    _add_all(filed, headers, body)
    phrase = phrase or PHRASES.get(code, "Refused")
    if isinstance(request, Malformed):
        # Its other headers may be unreadable: they are echoed as they came, and nobody but the peer will look at them.
        return Response(filed, body, request.hop, "", 0, "", "", "", code, phrase)
    return Response(
        filed,
        body,
        request.hop,
        request.call_id,
        request.cseq,
        request.method,
        request.from_tag,
        address_tag(to),
        code,
        phrase,
    )


def ack_failure(invite: Request, response: Response) -> Request:
    """The ACK that belongs to a final response other than 2xx, in the INVITE's transaction (§17.1.1.3)."""
    return _within(invite, "ACK", response.text("To"))


def send_again(
    request: Request, via: str, *changed: tuple[str, str], cseq: int | None = None, body: bytes | None = None
) -> Request:
    """A request once more, as its refusal asks (§8.1.3.5, §22.2): the next CSeq unless ``cseq`` is given, a new branch,
    and the headers in ``changed`` and the ``body`` instead of what they were before."""
    named = {name.lower() for name, _ in changed} | {"via", "cseq", "content-length"}
    kept = [(name, value) for name, values in request.headers if name.lower() not in named for value in values]
    first = [("Via", via), ("CSeq", f"{request.cseq + 1 if cseq is None else cseq} {request.method}")]
    return make_request(
        request.method, request.target, [*first, *kept, *changed], request.body if body is None else body
    )


def make_cancel(invite: Request) -> Request:
    """The CANCEL of an INVITE (§9.1)."""
    return _within(invite, "CANCEL", invite.text("To"))


def _within(invite: Request, method: str, to: str) -> Request:
    headers = [("Via", invite.hop.text), ("Max-Forwards", "70")]
    headers += [("Route", route) for route in invite.headers.getlist("Route")]
    headers += [
        ("From", invite.text("From")),
        ("To", to),
        ("Call-ID", invite.call_id),
        ("CSeq", f"{invite.cseq} {method}"),
    ]
    filed = _filed(headers, b"")
    common = common_fields(filed, invite.hop, b"")
    return Request(**common, target=invite.target, uri=invite.uri)


def stamp_source(request: Request, host: str, port: int) -> Request:
    """The request as received from ``host:port``: its top Via says so (RFC 3261 §18.2.1, RFC 3581 §4).

    What the sender wrote into ``received`` and ``rport`` is thrown away, never obeyed: it would let anyone aim our
    responses at a victim. The given request is used up: its headers become those of the new one.
    """
    values = [item for value in request.headers.getlist("Via") for item in split(value, ",")]
    hop = stamp_hop(request.hop, host, port)
    request.headers.setlist("Via", [hop.text, *values[1:]])
    return Request(
        request.headers,
        request.body,
        hop,
        request.call_id,
        request.cseq,
        request.method,
        request.from_tag,
        request.to_tag,
        request.target,
        request.uri,
    )


def stamp_hop(hop: Hop, host: str, port: int) -> Hop:
    """The Via with ``received`` and, when asked for, ``rport`` as we saw them."""
    kept = [(name, value) for name, value in parameters(hop.text) if name not in ("received", "rport")]
    kept.append(("received", host))
    if hop.wants_rport:
        kept.append(("rport", str(port)))
    tail = "".join(f";{name}" if value is None else f";{name}={value}" for name, value in kept)
    text = split(hop.text, ";")[0] + tail
    return Hop(text, hop.transport, hop.host, hop.port, hop.branch, hop.wants_rport)


def _filed(headers: Iterable[tuple[str, str]], body: bytes) -> Headers:
    filed = Headers()
    _add_all(filed, headers, body)
    return filed


def _add_all(filed: Headers, headers: Iterable[tuple[str, str]], body: bytes) -> None:
    """Line breaks never stand in a header value of ours. Other control characters may: a peer's Call-ID or quoted name
    that has them must go back to it as it came."""
    for name, value in headers:
        if "\r" in value or "\n" in value:
            raise ValueError(f"line break in {name}")
        filed.add(name, value)
    filed.add("Content-Length", str(len(body)))
