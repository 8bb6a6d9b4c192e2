"""Makes the HTTP clients of a session: soon, and without what a server on plain HTTP does not need.

httpx costs 200 ms to import, so it is imported by the thread that needs it first, never by the one that draws.
"""

from __future__ import annotations

import importlib
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


def warm_up() -> None:
    """Import now, in a thread of its own, what ``http_client`` will need; httpx itself imports httpcore only then."""
    for name in ("httpx", "httpcore"):
        importlib.import_module(name)


def http_client(url: str, timeout: httpx.Timeout | float) -> httpx.Client:
    """A client for the server at ``url``; ``timeout`` in seconds. The environment's proxies are not for it.

    For ``http:`` the certificates of the world, which take 50 ms to read, are left out: should anything ask for TLS all
    the same, nobody is trusted.
    """
    import httpx

    plain = url.lower().startswith("http:")
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if plain else True
    return httpx.Client(base_url=url, timeout=timeout, trust_env=False, verify=trusted)
