"""A small HTTP server that says what the test wants, in the protocol of wire.py: for drops, lies and silences."""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from agent_desktop.domain.messages import AnyEvent
from agent_desktop.protocol import wire
from agent_desktop.server.sip.tls import server_context

TOKEN = "the-token"
SESSION = wire.Session(
    token=TOKEN,
    agent="bertil",
    sip=wire.SipAccount(server="sip:127.0.0.1:5060", user="bertil", password="s"),
    version=wire.VERSION,
)
Answer = tuple[int, bytes]


def problem(code: str, status: int = 401) -> Answer:
    return status, wire.encode(wire.Problem(code=code))


class FakeHttpServer:
    """Answers from ``answers`` (method and path → status and body); a test takes each stream by ``stream()``.

    ``certificate``: a file with key and certificate to show over TLS; None: without TLS. ``heard`` is every byte of
    HTTP that came, whole request or not.
    """

    def __init__(self, certificate: Path | None = None) -> None:
        self.answers: dict[tuple[str, str], Answer] = {
            ("POST", wire.SESSION): (200, wire.encode(SESSION)),
            ("DELETE", wire.SESSION): (204, b""),
            ("POST", wire.COMMAND): (200, wire.encode(wire.Accepted(n=7))),
        }
        self.events_answer: Answer | None = None  # instead of a stream
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.streams: queue.Queue[Stream] = queue.Queue()
        self.snapshot(1)
        self._http = _Http(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.heard = b""
        self.place = f"127.0.0.1:{self._http.server_port}"
        self.url = f"{'http' if certificate is None else 'https'}://{self.place}"
        if certificate is not None:
            self.shows(certificate)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self._open: list[Stream] = []

    def snapshot(self, n: int, *events: AnyEvent) -> None:
        """The next snapshots have this number and these rows."""
        row = wire.Snapshot(n=n, at=5_000_000, agent="bertil", events=events, version=wire.VERSION)
        self.answers[("GET", wire.SNAPSHOT)] = (200, wire.encode(row))

    def shows(self, certificate: Path) -> None:
        """Show this one from the next connection on."""
        self._http.context = server_context(certificate, certificate)

    def stream(self) -> Stream:
        """The next stream that a client opens."""
        return self.streams.get(timeout=10)

    def asked(self, method: str, path: str) -> list[dict[str, str]]:
        """The headers of all requests so far."""
        return [headers for m, p, headers, _ in self.requests if (m, p) == (method, path)]

    def close(self) -> None:
        for stream in self._open:
            stream.drop()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                """Hear whatever comes."""
                super().setup()
                self.rfile = io.BufferedReader(_Ear(self.rfile, server))

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Say nothing."""

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.requests.append((self.command, self.path, headers, body))
                if self.path == wire.EVENTS and server.events_answer is None:
                    self._stream()
                    return
                if self.path == wire.EVENTS and server.events_answer is not None:
                    status, content = server.events_answer
                else:
                    status, content = server.answers.get((self.command, self.path), problem("not_found", 404))
                self.send_response(status)
                if status != 204:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def _stream(self) -> None:
                stream = Stream()
                server._open.append(stream)
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                server.streams.put(stream)
                stream.run(self.wfile.write)
                self.close_connection = True

            do_GET = do_POST = do_DELETE = _serve  # noqa: N815

        return Handler


class _Http(ThreadingHTTPServer):
    """Over TLS, as soon as it has a ``context``; who does not like the certificate ends the connection."""

    context: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, Any]:
        opened, address = super().get_request()
        return (self.context.wrap_socket(opened, server_side=True) if self.context else opened), address


class _Ear(io.RawIOBase):
    """Passes on what is read from a connection, and has the server know of it."""

    def __init__(self, inner: io.BufferedIOBase, server: FakeHttpServer) -> None:
        self._inner, self._server = inner, server

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = self._inner.readinto1(buffer)
        self._server.heard += bytes(buffer[:size])
        return size

    def close(self) -> None:
        self._inner.close()
        super().close()


class Stream:
    """One open event stream."""

    def __init__(self) -> None:
        self._chunks: queue.Queue[bytes | None] = queue.Queue()

    def send(self, text: str) -> None:
        """Bytes as they are."""
        self._chunks.put(text.encode())

    def frame(self, n: int, *events: AnyEvent) -> None:
        data = wire.encode(wire.Frame(n=n, at=5_000_000 + n, events=events)).decode()
        self.send(f"id: {n}\ndata: {data}\n\n")

    def drop(self) -> None:
        """Close it without a word."""
        self._chunks.put(None)

    def run(self, write: Callable[[bytes], object]) -> None:
        while (chunk := self._chunks.get()) is not None:
            try:
                write(chunk)
            except OSError:  # the client left
                return
