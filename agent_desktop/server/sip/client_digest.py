"""Answering a challenge: the credentials of a trunk towards a provider or exchange (RFC 7616 §3.4, RFC 8760)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from agent_desktop.server.sip.digest import ALGORITHMS, digest_response, unquoted
from agent_desktop.server.sip.message import Response
from agent_desktop.server.sip.text import split

HEADERS = {401: ("WWW-Authenticate", "Authorization"), 407: ("Proxy-Authenticate", "Proxy-Authorization")}
"""Status → the header with its challenges, and the one that answers (RFC 3261 §22.2, §22.3)."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server wants to know."""

    realm: str
    nonce: str
    opaque: str | None
    algorithm: str
    has_qop: bool
    is_stale: bool  # the password was right, the nonce too old


def challenge(response: Response) -> Challenge | None:
    """The first challenge that we can answer: the server's order says what it likes best (RFC 8760 §2.4)."""
    if response.code not in HEADERS:
        return None
    values = response.headers.getlist(HEADERS[response.code][0])
    return next((found for found in map(_read, values) if found is not None), None)


def answer(response: Response, method: str, target: str, user: str, password: str) -> tuple[str, str] | None:
    """The header that proves who we are for a request to ``target``; None when there is no challenge we can answer."""
    found = challenge(response)
    if found is None or '"' in user or "\\" in user:
        return None
    cnonce = secrets.token_hex(8)
    nc, qop = ("00000001", "auth") if found.has_qop else ("", "")
    proof = digest_response(found.algorithm, user, found.realm, password, method, target, found.nonce, nc, cnonce, qop)
    parts = [
        f'username="{user}"',
        f'realm="{_quoted(found.realm)}"',
        f'nonce="{_quoted(found.nonce)}"',
        f'uri="{target}"',
        f'response="{proof}"',
        f"algorithm={found.algorithm}",
        *([f'opaque="{_quoted(found.opaque)}"'] if found.opaque is not None else []),
        *([f"qop={qop}", f"nc={nc}", f'cnonce="{cnonce}"'] if qop else []),
    ]
    return HEADERS[response.code][1], f"Digest {', '.join(parts)}"


def _read(value: str) -> Challenge | None:
    scheme, _, rest = value.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    said = dict(_pairs(split(rest, ",")))
    algorithm = said.get("algorithm", "MD5").upper()
    qops = [word.strip().lower() for word in said.get("qop", "").split(",") if word.strip()]
    if not said.get("nonce") or "realm" not in said or algorithm not in ALGORITHMS or (qops and "auth" not in qops):
        return None
    stale = said.get("stale", "").lower() == "true"
    return Challenge(said["realm"], said["nonce"], said.get("opaque"), algorithm, bool(qops), stale)


def _pairs(pieces: Iterable[str]) -> Iterable[tuple[str, str]]:
    for piece in pieces:
        name, _, value = piece.partition("=")
        yield name.strip().lower(), unquoted(value.strip())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
