"""One HTTP request and its answer over raw ASGI: what every route needs and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import msgspec

from agent_desktop.domain.messages import Row
from agent_desktop.protocol.wire import Problem, encode

BODY_LIMIT = 64 * 1024
"""Bytes of a request's body at most."""

BODY_S = 10.0
"""How long a request's body may take to come."""

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

OUTLET = "outlet"
"""Key of the scope's state: the ``Outlet`` of the connection (server.py puts it there)."""


class Answer(msgspec.Struct, frozen=True):
    """What a route answers: a status, a row as JSON or nothing, and further headers."""

    status: int
    row: Row | None = None
    headers: Headers = ()


class Outlet(Protocol):
    """The connection under a response whose body is written piece by piece, past ASGI."""

    def write(self, data: bytes) -> None:
        """Write a piece of the body of the response that has begun; what the system does not take is kept."""
        ...

    def writable(self) -> bool:
        """Whether what was kept has (nearly) gone, and the connection is still there."""
        ...

    def on_writable(self, call: Callable[[], None] | None) -> None:
        """Whom to tell when it is writable again; one at a time."""
        ...

    def abort(self) -> None:
        """Cut the connection without waiting for what is still to be written."""
        ...


class Exchange:
    """One request, read and answered."""

    def __init__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self.send = send
        self.method: str = scope["method"]
        self.path: str = scope["path"]

    @property
    def address(self) -> str:
        """The peer's IP address; empty when the transport knows none."""
        client = self._scope.get("client")
        return client[0] if client else ""

    def header(self, name: bytes) -> str | None:
        """The first header of this lower-case name."""
        for key, value in self._scope["headers"]:
            if key == name:
                return value.decode("latin-1")
        return None

    def bearer(self) -> str | None:
        """The token of ``Authorization: Bearer`` (RFC 6750, section 2.1)."""
        scheme, _, token = (self.header(b"authorization") or "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None

    async def body(self) -> bytes | Answer:
        """The whole body, or the answer to a request whose body is too long or does not come."""
        chunks: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(BODY_S):
                while True:
                    message = await self._receive()
                    chunk = message.get("body", b"")
                    size += len(chunk)
                    if size > BODY_LIMIT:
                        return _refused(413, "The request is too long.")
                    if message["type"] == "http.disconnect":
                        return _refused(400, "The request was broken off.")
                    chunks.append(chunk)
                    if not message.get("more_body", False):
                        return b"".join(chunks)
        except TimeoutError:
            return _refused(408, "The request did not come in time.")

    async def disconnected(self) -> None:
        """Returns when the client has left."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

    def outlet(self) -> Outlet:
        """The connection, for a response that has begun and is written past ASGI."""
        return self._scope["state"][OUTLET]

    async def answer(self, answer: Answer) -> None:
        """Send the whole answer."""
        body = encode(answer.row) if answer.row is not None else b""
        headers = [(b"cache-control", b"no-store"), *answer.headers]
        if answer.status != 204:
            headers.append((b"content-length", b"%d" % len(body)))
        if body:
            headers.append((b"content-type", b"application/json"))
        await self.send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


def _refused(status: int, message: str) -> Answer:
    """The rest of the body is not read, so the connection is of no use any more."""
    return Answer(status, Problem(code="bad_request", message=message), ((b"connection", b"close"),))
