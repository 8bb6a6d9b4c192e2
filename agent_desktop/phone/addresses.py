"""What a softphone must read from and write into SIP text: who calls, which leg it is, where the server is."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_NAME_ADDR = re.compile(r'^\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<token>[^<"]*?))\s*<(?P<uri>[^>]*)>')
_URI = re.compile(
    r"^(?P<scheme>sips?|tel):(?:(?P<user>[^@;?]*)@)?(?P<host>\[[^\]]*\]|[^:;?@]*)(?::(?P<port>\d+))?", re.I
)
_USER_SAFE = "-_.!~*'()&=+$,;?/"  # RFC 3261 section 25.1: unreserved and user-unreserved


@dataclass(frozen=True, slots=True)
class Caller:
    """The user part of a From URI and its display name; empty when withheld."""

    user: str = ""
    name: str = ""


def caller_of(address: str) -> Caller:
    """Who a From value names (RFC 3261 section 20.20); an anonymous one (section 8.1.1.3) is empty."""
    form = _NAME_ADDR.match(address)
    uri = form["uri"] if form else address.strip()
    name = ""
    if form:
        name = re.sub(r"\\(.)", r"\1", form["quoted"]) if form["quoted"] is not None else form["token"].strip()
    parts = _URI.match(uri)
    if not parts:
        return Caller(name=name)
    tel = parts["scheme"].lower() == "tel"
    user = unquote((parts["host"] if tel else parts["user"] or "").partition(":")[0])
    if user.lower() == "anonymous" or parts["host"].lower() == "anonymous.invalid":
        return Caller()
    return Caller(user=user, name=name)


def header(message: str, name: str) -> str:
    """The first value of a header in a whole SIP message, or an empty string."""
    head = message.replace("\r\n", "\n").partition("\n\n")[0]
    for line in head.split("\n")[1:]:
        field, colon, value = line.partition(":")
        if colon and field.strip().lower() == name.lower():
            return value.strip()
    return ""


def answers_itself(message: str) -> bool:
    """Whether an INVITE asks the phone to answer without its user (``Answer-Mode: Auto``, RFC 5373 section 4)."""
    return header(message, "Answer-Mode").partition(";")[0].strip().lower() == "auto"


def sip_address(user: str, host_port: str, name: str = "") -> str:
    """A name-addr for To and From: ``"name" <sip:user@host:port>``, with whatever needs it escaped."""
    uri = f"<sip:{quote(user, safe=_USER_SAFE)}@{host_port}>"
    if not name:
        return uri
    clean = "".join(c for c in name if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{clean}" {uri}'


def host_port_of(uri: str) -> str:
    """``host:port`` or ``host`` of a SIP URI, as an address-of-record needs it; empty when it is none."""
    parts = _URI.match(uri.strip().strip("<>"))
    if not parts or parts["scheme"].lower() == "tel" or not parts["host"]:
        return ""
    return parts["host"] + (f":{parts['port']}" if parts["port"] else "")


def is_loopback(uri: str) -> bool:
    """Whether a SIP URI's host is this machine's loopback address (IPv4) or localhost."""
    parts = _URI.match(uri.strip().strip("<>"))
    host = parts["host"].lower() if parts else ""
    if host == "localhost":
        return True
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False
