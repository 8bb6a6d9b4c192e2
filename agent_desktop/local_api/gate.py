"""Who may use the local API: whoever has the token, from this PC, and of web pages only those of allowed origins.

The port is open to every program and every web page on this PC. So a request must carry the token, which only files of
this user have; name this very door as its host, or a page could reach it by a name of its own that it lets point here
(DNS rebinding); and, when a browser sends it, come from an origin that the administrator allows (RFC 6454).
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass

MOST_BYTES = 16_384
"""Of a body."""
JSON = "application/json"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request. ``headers``: name in small letters → all its values, in order."""

    method: str
    path: str
    headers: Mapping[str, tuple[str, ...]]

    def header(self, name: str) -> str | None:
        """The value of a header that is there exactly once."""
        values = self.headers.get(name, ())
        return values[0] if len(values) == 1 else None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Judges requests at one port."""

    port: int
    token: str
    origins: Collection[str]

    def refuses(self, asked: Asked) -> int | None:
        """The status that a request is refused with, else None; a preflight (Fetch standard, CORS) has no token."""
        if asked.header("host") not in {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}:
            return 421
        if "origin" in asked.headers and asked.header("origin") not in self.origins:
            return 403
        if asked.method == "OPTIONS":
            return None if "origin" in asked.headers else 403
        scheme, _, token = (asked.header("authorization") or "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(token.encode(), self.token.encode()):
            return 401
        return self._body(asked) if asked.method == "POST" else None

    def _body(self, asked: Asked) -> int | None:
        """A form of a web page can send no JSON, and nobody may send without a length or more than we read."""
        if (asked.header("content-type") or "").partition(";")[0].strip().lower() != JSON:
            return 415
        length = asked.header("content-length") or ""
        if not length.isascii() or not length.isdigit() or "transfer-encoding" in asked.headers:
            return 411
        return 413 if len(length) > 9 or int(length) > MOST_BYTES else None

    def allows(self, asked: Asked) -> dict[str, str]:
        """The headers that let a page of an allowed origin read the answer."""
        origin = asked.header("origin")
        if origin is None or origin not in self.origins:
            return {}
        allowed = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        if asked.method == "OPTIONS":
            allowed["Access-Control-Allow-Methods"] = "GET, POST"
            allowed["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            allowed["Access-Control-Allow-Private-Network"] = "true"
            allowed["Access-Control-Max-Age"] = "600"
        return allowed
