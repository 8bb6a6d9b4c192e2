"""Asks a web service while a caller waits: one GET, little time, a small answer, and no way to another host."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import ssl
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import h11

from agent_desktop.domain.messages import Cri

BODY_LIMIT = 64 * 1024
"""Bytes of an answer at most."""

REDIRECTS = 3
"""How often the same host may send us to another of its addresses."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PORTS = {"http": 80, "https": 443}
_CHUNK = 16 * 1024


class LookUpFailed(Exception):
    """No answer that can be used came; the message says why, and never what was asked."""


def filled(url: str, values: dict[str, str]) -> str:
    """The address with its ``{name}`` replaced, percent-encoded (RFC 3986 §2.1); nothing for a name without a value."""
    return _PLACEHOLDER.sub(lambda found: quote(values.get(found[1], ""), safe=""), url)


async def look_up(url: str, results: tuple[str, ...], timeout_s: float) -> tuple[Cri, ...]:
    """What the service at ``url`` answers under these names: a JSON object of texts, numbers and truths.

    Raises ``LookUpFailed``. Whoever cancels ends the connection too.
    """
    try:
        async with asyncio.timeout(timeout_s):
            body = await _get(url)
    except TimeoutError as error:
        raise LookUpFailed(f"{_host(url)} did not answer in time") from error
    except (OSError, h11.RemoteProtocolError, ssl.SSLError) as error:
        raise LookUpFailed(f"{_host(url)}: {error}") from error
    return _values(body, results, _host(url))


def _values(body: bytes, results: tuple[str, ...], host: str) -> tuple[Cri, ...]:
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise LookUpFailed(f"{host} did not answer with JSON") from error
    if not isinstance(answer, dict):
        raise LookUpFailed(f"{host} did not answer with an object of JSON")
    found = ((name, _text(answer.get(name))) for name in results)
    return tuple(Cri(name=name, value=text) for name, text in found if text is not None)


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


async def _get(url: str) -> bytes:
    for _ in range(REDIRECTS + 1):
        target = _checked(url)
        status, location, body = await _ask(target)
        if status == 200:
            return body
        if status not in (301, 302, 303, 307, 308) or not location:
            raise LookUpFailed(f"{target.netloc} answered {status}")
        url = urljoin(url, location)
        if _origin(urlsplit(url)) != _origin(target):
            raise LookUpFailed(f"{target.netloc} sends us to another host")
    raise LookUpFailed(f"{_host(url)} sends us round")


def _checked(url: str) -> SplitResult:
    """In the clear only to this machine: what callers enter is nobody's business on the way."""
    target = urlsplit(url)
    if target.scheme not in _PORTS or not target.hostname:
        raise LookUpFailed("the address is none of http or https")
    if target.scheme == "http" and not _is_this_machine(target.hostname):
        raise LookUpFailed(f"{target.netloc} has to be asked by https")
    return target


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _origin(target: SplitResult) -> tuple[str, str | None, int | None]:
    return target.scheme, target.hostname, target.port or _PORTS.get(target.scheme)


def _host(url: str) -> str:
    """What may be said of an address in a log."""
    return urlsplit(url).netloc.rpartition("@")[2] or "the web service"


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


async def _ask(target: SplitResult) -> tuple[int, str, bytes]:
    """Status, ``Location`` and body of one GET (RFC 9112), on a connection of its own."""
    assert target.hostname is not None
    secure = await asyncio.to_thread(_tls) if target.scheme == "https" else None
    reader, writer = await asyncio.open_connection(target.hostname, target.port or _PORTS[target.scheme], ssl=secure)
    try:
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        headers = [("host", target.netloc.rpartition("@")[2]), ("accept", "application/json"), ("connection", "close")]
        wire = h11.Connection(h11.CLIENT)
        writer.write(wire.send(h11.Request(method="GET", target=path, headers=headers)) or b"")
        writer.write(wire.send(h11.EndOfMessage()) or b"")
        await writer.drain()
        return await _answer(wire, reader)
    finally:
        writer.close()


async def _answer(wire: h11.Connection, reader: asyncio.StreamReader) -> tuple[int, str, bytes]:
    status, location, body = 0, "", b""
    while True:
        event = wire.next_event()
        if event is h11.NEED_DATA:
            wire.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, h11.Response):
            status = event.status_code
            location = next((value.decode("latin-1") for name, value in event.headers if name == b"location"), "")
        elif isinstance(event, h11.Data):
            body += bytes(event.data)
            if len(body) > BODY_LIMIT:
                raise LookUpFailed("the answer is too long")
        elif isinstance(event, h11.EndOfMessage | h11.ConnectionClosed) or event is h11.PAUSED:
            return status, location, body
