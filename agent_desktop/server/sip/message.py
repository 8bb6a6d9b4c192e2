"""SIP messages as values: safe to use once they are made.

sipmessage judges the syntax of what is not as usual (``usual.py``): it is strict, and may raise anything. Here
everything a transaction or a dialog needs is read once, at the door, so that code behind it never meets a header that
cannot be read. Header values are kept as the text that came, because re-writing them would change bytes a peer compares
(``%`` escapes in tags and branches).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sipmessage

from agent_desktop.server.sip import usual
from agent_desktop.server.sip.headers import Headers
from agent_desktop.server.sip.text import address_tag, address_uri, parameters, split

MAX_CSEQ = 2**31 - 1
MAGIC_COOKIE = "z9hG4bK"
"""Start of every RFC 3261 branch (§8.1.1.7)."""

MAX_HEAD = 8_192
"""Longest start line and headers taken, bytes."""
MAX_LINES = 128
MAX_VALUE = 2_048
"""Longest start line or header value that is looked into. The parser's patterns take quadratic time on hostile text;
these three bounds keep one datagram from costing seconds."""

_STRUCTURED = ("Contact", "CSeq", "From", "Max-Forwards", "Content-Length", "Record-Route", "To", "Via")
_SINGLE = ("call-id", "content-length", "content-type", "cseq", "from", "max-forwards", "to")
_FOLD = re.compile(rb"\r\n[ \t]+")
_SPACE_BEFORE_COLON = re.compile(rb"(?m)^([A-Za-z0-9.!%*_+`'~-]+)[ \t]+:")
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)|(?<!\\)\0")  # an escaped NUL may stand in a quoted string (§25.1)
_RECEIVED = re.compile(r";\s*received\s*=[^;]*", re.IGNORECASE)
_VERSION = re.compile(r"^SIP\s*/\s*[0-9.]+\s*/")
_SCHEME = re.compile(rb"[a-z][a-z0-9+.-]*", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What is taken out of text from the network before people read it."""
_START = re.compile(rb"^([A-Za-z0-9.!%*_+`'~-]+) +(\S[^\r\n]*?) +(SIP/\d+\.\d+) *$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hop:
    """The topmost Via: who sent the message, by its own account (RFC 3261 §18.1.1, §20.42)."""

    text: str
    transport: str
    host: str
    port: int | None
    branch: str
    wants_rport: bool  # RFC 3581 §3

    @property
    def sent_by(self) -> str:
        """Host and port as transactions compare them (§17.2.3)."""
        return f"{self.host.lower()}:{self.port or 5060}"


@dataclass(frozen=True, slots=True, eq=False)
class _Message:
    """What requests and responses have in common. ``headers`` is never changed once the message is made."""

    headers: Headers
    body: bytes
    hop: Hop
    call_id: str
    cseq: int
    method: str  # of a response: the one in its CSeq
    from_tag: str
    to_tag: str  # empty: none

    def text(self, name: str) -> str:
        """The first value of a header, or the empty string."""
        return self.headers.get(name)

    def items(self, name: str) -> list[str]:
        """The values of a header that may be a comma-separated list, each by itself."""
        return [item for value in self.headers.getlist(name) for item in split(value, ",") if item]

    @property
    def contact(self) -> str:
        """The first Contact's URI as text; empty when there is none."""
        contacts = self.items("Contact")
        return address_uri(contacts[0]) if contacts else ""

    @property
    def content_type(self) -> str:
        """The body's media type without parameters, in lower case; empty when there is no body to describe."""
        return self.text("Content-Type").partition(";")[0].strip().lower() if self.body else ""


@dataclass(frozen=True, slots=True, eq=False)
class Request(_Message):
    """A request. ``target`` is the Request-URI as text, ``uri`` the same taken apart."""

    target: str = ""
    uri: sipmessage.URI = field(default_factory=lambda: sipmessage.URI(scheme="sip", host="invalid"))

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return f"{self.method} {self.target} SIP/2.0\r\n{self.headers}".encode() + self.body


@dataclass(frozen=True, slots=True, eq=False)
class Response(_Message):
    """A response; ``code`` is 100 to 699."""

    code: int = 0
    phrase: str = ""

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return f"SIP/2.0 {self.code} {self.phrase}\r\n{self.headers}".encode() + self.body


@dataclass(frozen=True, slots=True)
class Malformed:
    """A datagram that is no usable SIP message. ``status`` is what to answer, None when nothing may be answered."""

    why: str
    status: int | None = None
    hop: Hop | None = None
    headers: Headers | None = None


def parse(data: bytes, *, framed: bool = False) -> Request | Response | Malformed:
    """Read one datagram or one message out of a stream (``framed``); never raises.

    The body is cut to Content-Length, which a stream needs; a shorter one is malformed (RFC 3261 §18.3). Folded lines
    and spaces before the colon are accepted (§7.3.1).
    """
    head, separator, body = data.partition(b"\r\n\r\n")
    if not separator:
        return Malformed("no end of headers")
    if len(head) > MAX_HEAD or head.count(b"\n") >= MAX_LINES or head.lstrip().find(b"\r") > MAX_VALUE:
        return Malformed("too long")
    head = head.lstrip(b"\r\n")
    if b"\r\n " in head or b"\r\n\t" in head:
        head = _FOLD.sub(b" ", head)
    if b" :" in head or b"\t:" in head:
        head = _SPACE_BEFORE_COLON.sub(rb"\1:", head)
    if not head.count(b"\r\n") == head.count(b"\n") == head.count(b"\r") or (b"\0" in head and _BARE.search(head)):
        return Malformed("bare CR, LF or NUL in the headers")
    try:
        lines = head.decode().split("\r\n")
        first, second, third = lines[0].split(" ", 2)
        headers = Headers.read(lines[1:])
        if third == "SIP/2.0":
            return _read_request(first, second, usual.uri(second), headers, body, framed=framed)
        if first == "SIP/2.0":
            return _read_response(int(second), third, headers, body, framed=framed)
        return _salvage(head, "neither request nor response")
    except Exception as problem:  # noqa: BLE001 - the library leaks KeyError and others on mutated input
        let_go(problem)
        return _salvage(head, type(problem).__name__)  # its text may quote the message, and the secrets in it


def _read_request(
    method: str, target: str, uri: sipmessage.URI, headers: Headers, body: bytes, *, framed: bool
) -> Request | Malformed:
    """Check and gather what every layer needs."""
    hop = None
    try:
        hop, common = _common(headers, body, framed=framed)
        if common["method"] != method:
            raise ValueError("CSeq names another method")
        if "Max-Forwards" in headers and _number(headers.get("Max-Forwards")) > 255:
            raise ValueError("Max-Forwards is not valid")
        return Request(**common, target=target, uri=uri)
    except Exception as problem:  # noqa: BLE001 - as above
        let_go(problem)
        hop = hop or _bare_hop(headers)
        return Malformed(str(problem), 400 if method != "ACK" and hop is not None else None, hop, headers)


def _read_response(code: int, phrase: str, headers: Headers, body: bytes, *, framed: bool) -> Response | Malformed:
    try:
        _, common = _common(headers, body, framed=framed)
        if not 100 <= code <= 699:
            return Malformed(f"status {code}")
        return Response(**common, code=code, phrase=phrase)
    except Exception as problem:  # noqa: BLE001 - as above
        let_go(problem)
        return Malformed(str(problem))


def _common(headers: Headers, body: bytes, *, framed: bool) -> tuple[Hop, dict[str, Any]]:
    _check_lengths(headers)
    hop = top_hop(headers)
    common = common_fields(headers, hop, _body(headers, body, framed=framed))
    _check_addresses(headers)
    return hop, common


def _salvage(head: bytes, why: str) -> Malformed:
    """Find out whether a request that cannot be read can at least be answered, and with what."""
    line, _, rest = head.partition(b"\r\n")
    start = _START.match(line)
    if start is None or start[1] == b"ACK":
        return Malformed(why)
    try:
        headers = Headers.read(rest.decode().split("\r\n"))
        _check_lengths(headers)
        hop = top_hop(headers, any_version=True)
    except Exception as problem:  # noqa: BLE001 - nothing left that could be answered
        let_go(problem)
        return Malformed(why)
    if start[3].upper() != b"SIP/2.0":
        status = 505
    elif (scheme := start[2].partition(b":")[0].lower()) not in (b"sip", b"sips", b"tel") and _SCHEME.fullmatch(scheme):
        status = 416
    else:
        status = 400
    return Malformed(why, status, hop, headers)


def _bare_hop(headers: Headers) -> Hop | None:
    """Who sent the message, by a Via whose parameters cannot be read; enough to be told 400."""
    text = headers.get("Via").partition(",")[0]
    try:
        via = sipmessage.Via.parse(text.partition(";")[0])
    except Exception as problem:  # noqa: BLE001 - nothing left that could be answered
        let_go(problem)
        return None
    if via.port is not None and not 0 < via.port < 65536:
        return None
    return Hop(text, via.transport.upper(), via.host, via.port, "", False)


def let_go(problem: BaseException | None) -> None:
    """Free what the tracebacks of a caught exception hold.

    sipmessage raises the same few instances again and again, and each time their tracebacks grow by the frames, and
    the message in them, of that time: without this every unreadable message would be kept for ever.
    """
    while problem is not None:
        problem.__traceback__ = None
        problem.__context__, problem = None, problem.__context__


def _check_lengths(headers: Headers) -> None:
    for name in _STRUCTURED:
        if any(len(value) > MAX_VALUE for value in headers.getlist(name)):
            raise ValueError(f"{name} too long")


def _check_addresses(headers: Headers) -> None:
    """Dialogs send to these: raise ValueError now rather than then."""
    for name in ("Contact", "Record-Route"):
        for value in headers.getlist(name):
            if usual.address(value) is None and (value != "*" or name != "Contact"):
                sipmessage.Address.parse_many(value)


def _body(headers: Headers, body: bytes, *, framed: bool) -> bytes:
    if "Content-Length" not in headers:
        if framed:
            raise ValueError("no Content-Length in a stream")
        return body
    length = _number(headers.get("Content-Length"))
    if length > len(body):
        raise ValueError("Content-Length does not fit the body")
    return body[:length]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 10):
        raise ValueError("not a number")
    return int(text)


def common_fields(headers: Headers, hop: Hop, body: bytes) -> dict[str, Any]:
    """The fields of ``_Message``; raises ValueError or KeyError when they cannot be had."""
    if name := headers.repeated(_SINGLE):
        raise ValueError(f"{name} more than once")
    sequence, method = _cseq(headers.get("CSeq"))
    if sequence > MAX_CSEQ:
        raise ValueError("CSeq too large")
    if not headers.get("Call-ID"):
        raise ValueError("Call-ID empty")
    return {
        "headers": headers,
        "body": body,
        "hop": hop,
        "call_id": headers.get("Call-ID"),
        "cseq": sequence,
        "method": method,
        "from_tag": _tag(headers.get("From")),
        "to_tag": _tag(headers.get("To")),
    }


def _cseq(text: str) -> tuple[int, str]:
    if (found := usual.cseq(text)) is not None:
        return int(found["number"]), found["method"]
    cseq = sipmessage.CSeq.parse(text)
    return cseq.sequence, cseq.method


def _tag(address: str) -> str:
    """The tag of a From or To that must be an address."""
    if (found := usual.address(address)) is not None:
        return usual.given(found["parameters"]).get("tag", "")
    sipmessage.Address.parse(address)
    return address_tag(address)


def top_hop(headers: Headers, *, any_version: bool = False) -> Hop:
    """The topmost Via; raises ValueError or KeyError when there is none that can be read.

    Its ``received`` is not looked at: ours stands there before it is used, and the library takes IPv6 there only in
    brackets (RFC 5118 §4.5).
    """
    text = headers.get("Via")
    if (found := usual.via(text)) is not None:
        port = int(found["port"]) if found["port"] else None
        given: Mapping[str, str | None] = usual.given(found["parameters"])
        transport, host = found["transport"], found["host"]
    else:
        text = split(text, ",")[0]
        read = _VERSION.sub("SIP/2.0/", text) if any_version else text
        via = sipmessage.Via.parse(_RECEIVED.sub("", read))
        transport, host, port, given = via.transport, via.host, via.port, dict(parameters(text))
    if port is not None and not 0 < port < 65536:
        raise ValueError("Via port out of range")
    return Hop(text, transport.upper(), host, port, given.get("branch") or "", "rport" in given)


def plain(text: str | None) -> str:
    """Text from the network, percent-decoded by the parser, without control characters; at most 256 characters."""
    return CONTROL.sub("", text or "")[:256]


def display_name(address: str) -> str:
    """The display name of an address header that was checked by ``parse``."""
    if (found := usual.address(address)) is not None:
        return plain(found["name"])
    return plain(sipmessage.Address.parse(address).name)


def user_of(address: str) -> str:
    """The user part of an address header that was checked by ``parse``, percent-decoded."""
    if (found := usual.address(address)) is not None:
        return plain(found["user"])
    return plain(sipmessage.Address.parse(address).uri.user)
