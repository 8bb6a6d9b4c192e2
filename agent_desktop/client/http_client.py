"""HTTP/1.1 as a session with the server needs it (RFC 9112): one connection, one request at a time, nothing clever.

The standard library's client does the wire: a general HTTP library takes as long to import as the window to be drawn.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections.abc import Callable, Generator, Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

import msgspec

from agent_desktop.client.tls import DoubtedError, TlsDoor
from agent_desktop.client.trusted import Doubted, TrustedServers

CHUNK = 65_536
_PORTS = {"http": 80, "https": 443}


class HttpError(Exception):
    """No answer came, or half of one, or none that is HTTP."""


class UntrustedError(HttpError):
    """The server could not prove itself over TLS, and nothing was sent to it."""

    def __init__(self, doubted: Doubted, message: str) -> None:
        super().__init__(message)
        self.doubted = doubted


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the server said, whole."""

    status: int
    content: bytes


class Stream:
    """An answer that comes piece by piece."""

    def __init__(self, response: HTTPResponse, opened: socket.socket) -> None:
        self._response = response
        self._socket = opened
        self.status = response.status

    def read(self) -> bytes:
        """All that is left of it. Raises ``HttpError``."""
        with _told():
            return self._response.read()

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they come, until the server ends the answer. Raises ``HttpError``."""
        while True:
            with _told():
                chunk = self._response.read1(CHUNK)
            if not chunk:
                return
            yield chunk

    def shut(self) -> None:
        """Have a read that waits, in whichever thread, end now; closing the socket under it would not wake it."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


class HttpClient:
    """Asks the server at ``url`` (``http`` or ``https``; a path in it goes before every other). Not for two threads.

    ``connect_s`` is for reaching the server, ``read_s`` for every piece of an answer, both in seconds. The connection
    is kept between requests, and made anew when the server closed it meanwhile. The environment's proxies are not for
    it. A server on https must have a certificate that this PC trusts or that is among ``trusted``: every request raises
    ``UntrustedError`` instead of being sent to another one. Raises ``HttpError`` for an address that is none.
    """

    def __init__(self, url: str, *, connect_s: float, read_s: float, trusted: TrustedServers) -> None:
        self._read_s = read_s
        self._open, self._prefix = _connections(url, connect_s, trusted)
        self._connection: HTTPConnection | None = None

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Ask, and read the whole answer, whatever its status. Raises ``HttpError``; it may be done all the same."""
        with self._whole():
            response, _ = self._ask(method, path, headers, body)
            return Answer(status=response.status, content=response.read())

    @contextlib.contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Generator[Stream]:
        """GET ``path``, and read the answer as it comes; the connection ends with it. Raises ``HttpError``."""
        with self._whole():
            response, opened = self._ask("GET", path, headers, b"")
        try:
            yield Stream(response, opened)
        finally:
            response.close()
            self.close()

    def close(self) -> None:
        """Close the connection; another request makes a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[HTTPResponse, socket.socket]:
        connection, opened = self._ready()
        connection.request(method, self._prefix + path, body or None, dict(headers))
        return connection.getresponse(), opened

    def _ready(self) -> tuple[HTTPConnection, socket.socket]:
        """The connection that is there, if the server still holds it, or a new one."""
        if self._connection is not None:
            opened = self._connection.sock
            if opened is not None and _silent(opened):
                return self._connection, opened
            self.close()
        connection = self._connection = self._open()
        opened = connection.sock
        opened.settimeout(self._read_s)
        return connection, opened

    @contextlib.contextmanager
    def _whole(self) -> Generator[None]:
        """A connection on which something went wrong is of no more use."""
        try:
            with _told():
                yield
        except HttpError:
            self.close()
            raise


def _connections(url: str, connect_s: float, trusted: TrustedServers) -> tuple[Callable[[], HTTPConnection], str]:
    """How connections to ``url`` are opened, and the path in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise HttpError(f"{url!r} is no address: {error}") from error
    host = parts.hostname
    if not host or parts.scheme not in _PORTS:
        raise HttpError(f"{url!r} is no address of an HTTP server")
    port = port or _PORTS[parts.scheme]
    prefix = parts.path.rstrip("/")
    if parts.scheme == "https":
        return TlsDoor(host, port, connect_s, trusted).open, prefix

    def opened() -> HTTPConnection:
        connection = HTTPConnection(host, port, timeout=connect_s)
        connection.connect()
        return connection

    return opened, prefix


def _silent(opened: socket.socket) -> bool:
    """Whether a connection between two requests is still good: its end, or bytes nobody asked for, can be read."""
    with selectors.DefaultSelector() as selector:
        selector.register(opened, selectors.EVENT_READ)
        return not selector.select(0)


@contextlib.contextmanager
def _told() -> Generator[None]:
    """Whatever goes wrong is one kind of error. Of a header that cannot be sent nothing is told: secrets."""
    try:
        yield
    except DoubtedError as error:
        raise UntrustedError(error.doubted, str(error)) from error
    except (OSError, HTTPException) as error:
        raise HttpError(str(error) or type(error).__name__) from error
    except ValueError:
        raise HttpError("the request cannot be written as HTTP") from None
