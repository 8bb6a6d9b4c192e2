"""SIP messages as values: sipmessage reads and writes the syntax, this module makes what it gives safe to use.

sipmessage is strict, and its typed accessors parse when asked and may raise then. Here everything a transaction or a
dialog needs is read once, at the door, so that code behind it never meets a header that cannot be read. Header values
are kept as the text that came, because re-writing them would change bytes a peer compares (``%`` escapes in tags and
branches).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import sipmessage

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
_SINGLE = ("Call-ID", "Content-Length", "Content-Type", "CSeq", "From", "Max-Forwards", "To")
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

    headers: sipmessage.Headers
    body: bytes
    hop: Hop
    call_id: str
    cseq: int
    method: str  # of a response: the one in its CSeq
    from_tag: str
    to_tag: str  # empty: none

    def text(self, name: str) -> str:
        """The first value of a header, or the empty string."""
        return self.headers.get(name) or ""

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
    headers: sipmessage.Headers | None = None


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
    head = _SPACE_BEFORE_COLON.sub(rb"\1:", _FOLD.sub(b" ", head.lstrip(b"\r\n")))
    if _BARE.search(head):
        return Malformed("bare CR, LF or NUL in the headers")
    try:
        parsed = sipmessage.Message.parse(head + b"\r\n\r\n" + body)
    except Exception as problem:  # noqa: BLE001 - the library leaks KeyError and others on mutated input
        let_go(problem)
        return _salvage(head, type(problem).__name__)  # its text may quote the message, and the secrets in it
    return _read(parsed, head, framed=framed)


def _read(
    parsed: sipmessage.Request | sipmessage.Response, head: bytes, *, framed: bool
) -> Request | Response | Malformed:
    """Check and gather what every layer needs."""
    hop = None
    try:
        _check_lengths(parsed.headers)
        hop = top_hop(parsed.headers)
        common = common_fields(parsed.headers, hop, _body(parsed, framed=framed))
        _check_addresses(parsed.headers)
        if isinstance(parsed, sipmessage.Response):
            if not 100 <= parsed.code <= 699:
                return Malformed(f"status {parsed.code}")
            return Response(**common, code=parsed.code, phrase=parsed.phrase)
        if common["method"] != parsed.method:
            raise ValueError("CSeq names another method")
        if (forwards := parsed.max_forwards) is not None and not 0 <= forwards <= 255:
            raise ValueError("Max-Forwards is not valid")
        target = head.split(b"\r\n", 1)[0].split(b" ", 2)[1].decode()
        return Request(**common, target=target, uri=parsed.uri)
    except Exception as problem:  # noqa: BLE001 - as above: typed accessors raise whatever they meet
        let_go(problem)
        hop = hop or _bare_hop(parsed.headers)
        answerable = isinstance(parsed, sipmessage.Request) and parsed.method != "ACK" and hop is not None
        return Malformed(str(problem), 400 if answerable else None, hop, parsed.headers)


def _salvage(head: bytes, why: str) -> Malformed:
    """Find out whether a request that cannot be read can at least be answered, and with what."""
    line, _, rest = head.partition(b"\r\n")
    start = _START.match(line)
    if start is None or start[1] == b"ACK":
        return Malformed(why)
    try:
        parsed = sipmessage.Message.parse(b"OPTIONS sip:unreadable.invalid SIP/2.0\r\n" + rest + b"\r\n\r\n")
        _check_lengths(parsed.headers)
        hop = top_hop(parsed.headers, any_version=True)
    except Exception as problem:  # noqa: BLE001 - nothing left that could be answered
        let_go(problem)
        return Malformed(why)
    if start[3].upper() != b"SIP/2.0":
        status = 505
    elif (scheme := start[2].partition(b":")[0].lower()) not in (b"sip", b"sips", b"tel") and _SCHEME.fullmatch(scheme):
        status = 416
    else:
        status = 400
    return Malformed(why, status, hop, parsed.headers)


def _bare_hop(headers: sipmessage.Headers) -> Hop | None:
    """Who sent the message, by a Via whose parameters cannot be read; enough to be told 400."""
    text = (headers.get("Via") or "").partition(",")[0]
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


def _check_lengths(headers: sipmessage.Headers) -> None:
    for name in _STRUCTURED:
        if any(len(value) > MAX_VALUE for value in headers.getlist(name)):
            raise ValueError(f"{name} too long")


def _check_addresses(headers: sipmessage.Headers) -> None:
    """Dialogs send to these: raise ValueError now rather than then."""
    for name in ("Contact", "Record-Route"):
        for value in headers.getlist(name):
            if value != "*" or name != "Contact":
                sipmessage.Address.parse_many(value)


def _body(parsed: sipmessage.Request | sipmessage.Response, *, framed: bool) -> bytes:
    length = parsed.content_length
    if length is None:
        if framed:
            raise ValueError("no Content-Length in a stream")
        return parsed.body
    if not 0 <= length <= len(parsed.body):
        raise ValueError("Content-Length does not fit the body")
    return parsed.body[:length]


def common_fields(headers: sipmessage.Headers, hop: Hop, body: bytes) -> dict[str, Any]:
    """The fields of ``_Message``; raises ValueError or KeyError when they cannot be had."""
    for name in _SINGLE:
        if len(headers.getlist(name)) > 1:
            raise ValueError(f"{name} more than once")
    cseq = sipmessage.CSeq.parse(headers["CSeq"])
    if cseq.sequence > MAX_CSEQ:
        raise ValueError("CSeq too large")
    sipmessage.Address.parse(headers["From"])
    sipmessage.Address.parse(headers["To"])
    if not headers["Call-ID"]:
        raise ValueError("Call-ID empty")
    return {
        "headers": headers,
        "body": body,
        "hop": hop,
        "call_id": headers["Call-ID"],
        "cseq": cseq.sequence,
        "method": cseq.method,
        "from_tag": address_tag(headers["From"]),
        "to_tag": address_tag(headers["To"]),
    }


def top_hop(headers: sipmessage.Headers, *, any_version: bool = False) -> Hop:
    """The topmost Via; raises ValueError or KeyError when there is none that can be read.

    Its ``received`` is not looked at: ours stands there before it is used, and the library takes IPv6 there only in
    brackets (RFC 5118 §4.5).
    """
    text = split(headers["Via"], ",")[0]
    read = _VERSION.sub("SIP/2.0/", text) if any_version else text
    via = sipmessage.Via.parse(_RECEIVED.sub("", read))
    given = dict(parameters(text))
    if via.port is not None and not 0 < via.port < 65536:
        raise ValueError("Via port out of range")
    return Hop(
        text=text,
        transport=via.transport.upper(),
        host=via.host,
        port=via.port,
        branch=given.get("branch") or "",
        wants_rport="rport" in given,
    )


def plain(text: str | None) -> str:
    """Text from the network, percent-decoded by the parser, without control characters; at most 256 characters."""
    return CONTROL.sub("", text or "")[:256]


def display_name(address: str) -> str:
    """The display name of an address header that was checked by ``parse``."""
    return plain(sipmessage.Address.parse(address).name)


def user_of(address: str) -> str:
    """The user part of an address header that was checked by ``parse``, percent-decoded."""
    return plain(sipmessage.Address.parse(address).uri.user)
