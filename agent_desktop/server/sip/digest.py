"""Digest authentication of registrations (RFC 7616, RFC 8760).

MD5 is what every phone speaks. SHA-256 is here too, but not offered by default: a phone on libre (baresip 1.0) gives up
when a challenge names it, even beside MD5. The passwords are 256 random bits, so MD5 weakens nothing here.

The nonce is stateless: a time, a random part and a keyed hash over both. Only nonces that were once used rightly are
remembered, to see that their count rises, so nobody without a password can fill the memory.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import sipmessage

from agent_desktop.server.sip.message import let_go
from agent_desktop.server.sip.text import split

NONCE_MS = 120_000
"""How long a nonce may be used before the phone must take a new one (``stale``)."""
_REMEMBERED = 20_000  # nonces in use; the oldest is forgotten, which makes its phone authenticate anew
_HASHES = {"SHA-256": hashlib.sha256, "MD5": hashlib.md5}
ALGORITHMS = tuple(_HASHES)
"""The best first."""
_TIME_BYTES, _RANDOM_BYTES, _MAC_BYTES = 8, 8, 16


class Verdict(Enum):
    """What an Authorization header proves."""

    GRANTED = "granted"
    STALE = "stale"  # the password is right, the nonce is not: try again with a new one
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Given:
    """A request's digest credentials, as far as they are used."""

    username: str
    realm: str
    nonce: str
    uri: str
    response: str
    algorithm: str
    qop: str
    cnonce: str
    nc: str


def read(header: str) -> Given | None:
    """Take an Authorization value apart (RFC 7616 §3.4); None when it is no usable Digest."""
    scheme, _, rest = header.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    given: dict[str, str] = {}
    for piece in split(rest, ","):
        name, equals, value = piece.partition("=")
        if not equals or name.strip().lower() in given:
            return None
        given[name.strip().lower()] = unquoted(value.strip())
    if not all(given.get(name) for name in ("username", "realm", "nonce", "uri", "response")):
        return None
    return Given(
        given["username"],
        given["realm"],
        given["nonce"],
        given["uri"],
        given["response"].lower(),
        given.get("algorithm", "MD5").upper(),
        given.get("qop", "").lower(),
        given.get("cnonce", ""),
        given.get("nc", ""),
    )


def ha1_of(algorithm: str, user: str, realm: str, password: str) -> str:
    """What a password comes to for one user of one realm; as good as the password itself there (RFC 7616 §3.4.2)."""
    return _hashed(algorithm, f"{user}:{realm}:{password}")


def digest_response(
    algorithm: str,
    user: str,
    realm: str,
    password: str,
    method: str,
    uri: str,
    nonce: str,
    nc: str = "",
    cnonce: str = "",
    qop: str = "",
) -> str:
    """The response to a challenge (RFC 7616 §3.4.1; without ``qop`` as RFC 2069 had it)."""
    return _response(algorithm, ha1_of(algorithm, user, realm, password), method, uri, nonce, nc, cnonce, qop)


def digest(given: Given, method: str, ha1: str) -> str:
    """The response that ``given`` would hold if it was made with this HA1 (RFC 7616 §3.4.1, qop=auth)."""
    return _response(given.algorithm, ha1, method, given.uri, given.nonce, given.nc, given.cnonce, given.qop)


def _response(algorithm: str, ha1: str, method: str, uri: str, nonce: str, nc: str, cnonce: str, qop: str) -> str:
    middle = f"{nonce}:{nc}:{cnonce}:{qop}" if qop else nonce
    return _hashed(algorithm, f"{ha1}:{middle}:{_hashed(algorithm, f'{method}:{uri}')}")


def _hashed(algorithm: str, text: str) -> str:
    return _HASHES[algorithm](text.encode()).hexdigest()


class Authenticator:
    """Challenges and judges for one realm. ``clock`` is monotonic ms; ``algorithms`` are offered in this order.

    ``ha1`` gives a user's HA1 by an algorithm, None for who is no user.
    """

    def __init__(
        self,
        realm: str,
        ha1: Callable[[str, str], str | None],
        clock: Callable[[], int],
        algorithms: tuple[str, ...] = ("MD5",),
    ) -> None:
        self.realm = realm
        self._ha1 = ha1
        self._clock = clock
        self._algorithms = algorithms
        self._key = secrets.token_bytes(32)
        self._dummy = secrets.token_hex(16)
        self._counts: dict[str, int] = {}  # nonce -> highest count seen; in order of first use

    def challenges(self, *, stale: bool = False) -> list[tuple[str, str]]:
        """WWW-Authenticate headers, one per algorithm (RFC 8760 §2.3)."""
        nonce = self._nonce()
        suffix = ", stale=true" if stale else ""
        return [
            ("WWW-Authenticate", f'Digest realm="{self.realm}", nonce="{nonce}", algorithm={name}, qop="auth"{suffix}')
            for name in self._algorithms
        ]

    def judge(self, header: str, method: str, target: str) -> tuple[Verdict, str]:
        """What an Authorization value proves for this request, and for which user (empty: it cannot be read).

        The work is the same whether the user exists or not, and comparisons take constant time.
        """
        given = read(header)
        if given is None or given.algorithm not in self._algorithms or given.qop != "auth" or not given.cnonce:
            return Verdict.REFUSED, ""
        ha1 = self._ha1(given.username, given.algorithm)
        expected = digest(given, method, self._dummy if ha1 is None else ha1)
        right = hmac.compare_digest(expected.encode(), given.response.encode(errors="replace"))
        if not right or ha1 is None or given.realm != self.realm or not _same_uri(given.uri, target):
            return Verdict.REFUSED, given.username
        if not self._is_fresh(given.nonce) or not self._rises(given.nonce, given.nc):
            return Verdict.STALE, given.username
        return Verdict.GRANTED, given.username

    def _nonce(self) -> str:
        body = self._clock().to_bytes(_TIME_BYTES, "big") + secrets.token_bytes(_RANDOM_BYTES)
        return base64.urlsafe_b64encode(body + self._mac(body)).decode()

    def _mac(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")[:_MAC_BYTES]

    def _is_fresh(self, nonce: str) -> bool:
        try:
            raw = base64.b64decode(nonce.encode(), altchars=b"-_", validate=True)
        except ValueError:
            return False
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if len(body) != _TIME_BYTES + _RANDOM_BYTES or not hmac.compare_digest(mac, self._mac(body)):
            return False
        return 0 <= self._clock() - int.from_bytes(body[:_TIME_BYTES], "big") <= NONCE_MS

    def _rises(self, nonce: str, nc: str) -> bool:
        try:
            number = int(nc, 16)
        except ValueError:
            return False
        if len(nc) != 8 or number <= self._counts.get(nonce, 0):
            return False
        self._counts[nonce] = number
        if len(self._counts) > _REMEMBERED:
            del self._counts[next(iter(self._counts))]
        return True


def _same_uri(given: str, target: str) -> bool:
    """Whether the digest was made for this Request-URI (RFC 7616 §3.4.6)."""
    if given == target:
        return True
    try:
        return sipmessage.URI.parse(given) == sipmessage.URI.parse(target)
    except Exception as problem:  # noqa: BLE001 - sipmessage leaks more than ValueError on odd input
        let_go(problem)
        return False


def unquoted(value: str) -> str:
    """The text of a quoted string, or the token itself (RFC 3261 §25.1)."""
    if len(value) < 2 or value[0] != '"' or value[-1] != '"':
        return value
    out: list[str] = []
    escaped = False
    for char in value[1:-1]:
        if not escaped and char == "\\":
            escaped = True
            continue
        out.append(char)
        escaped = False
    return "".join(out)
