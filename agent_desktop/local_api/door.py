"""The local API's HTTP server: the standard library's, on 127.0.0.1, a thread for each request, at most 16 at once."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol

import msgspec

from agent_desktop.client.view import View
from agent_desktop.local_api import card, rows
from agent_desktop.local_api.answers import Answer, DeskLike, answer, problem_of
from agent_desktop.local_api.gate import Asked, Gate

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
PLACES = 16
PATIENCE_S = 10.0
"""A program that asks may be so slow with it."""
ALIVE_S = 15.0
"""A silent stream says that it is alive: so it is noticed when nobody reads it."""
LEAVE_S = 5.0


class Audible(DeskLike, Protocol):
    """A desk that tells every new view."""

    def listen(self, listener: Any) -> None:
        """Call ``listener`` with every new view, and with the one that is."""
        ...


class Door:
    """Open until ``close``. ``card_file`` tells other programs of this user where it is and the token; None: nobody.

    Port 0 is any free one. Raises OSError when the port is taken, or the file cannot be written.
    """

    def __init__(self, desk: Audible, port: int, origins: Collection[str], card_file: Path | None) -> None:
        self._desk = desk
        self._changed = threading.Condition()
        self._state = b""
        self._number = 0
        self._closing = False
        self._places = threading.BoundedSemaphore(PLACES)
        self._open: set[socket.socket] = set()
        self._server = _Server((LOOPBACK, port), self)
        self.url = f"http://{LOOPBACK}:{self._server.server_port}"
        try:
            self.token = card.write(card_file, self.url)
        except OSError:
            self._server.server_close()
            raise
        self._gate = Gate(port=self._server.server_port, token=self.token, origins=frozenset(origins))
        self._thread = threading.Thread(target=self._server.serve_forever, name="local API", daemon=True)
        self._thread.start()
        desk.listen(self._viewed)

    def close(self) -> None:
        """Answer nobody any more; returns when all threads are done, or after 5 s."""
        with self._changed:
            if self._closing:
                return  # the places are taken for good
            self._closing = True
            self._changed.notify_all()
            waiting = list(self._open)
        self._server.shutdown()
        self._thread.join()
        for one in waiting:
            _end(one)
        self._server.server_close()
        until = time.monotonic() + LEAVE_S
        for _ in range(PLACES):
            self._places.acquire(timeout=max(0.0, until - time.monotonic()))

    # --- for the server's threads -----------------------------------------------------------------------------

    def enters(self, one: socket.socket) -> bool:
        """Whether there is a place for this connection."""
        if not self._places.acquire(blocking=False):
            return False
        with self._changed:
            self._open.add(one)
        return True

    def leaves(self, one: socket.socket) -> None:
        """It is over."""
        with self._changed:
            self._open.discard(one)
        self._places.release()

    def judge(self, asked: Asked) -> tuple[Answer | None, dict[str, str]]:
        """Why a request is refused, else None; and the headers of its answer."""
        status = self._gate.refuses(asked)
        return (None if status is None else problem_of(status)), self._gate.allows(asked)

    def answer(self, asked: Asked, body: bytes) -> Answer:
        """What a request gets that was let through."""
        return answer(self._desk, asked.method, asked.path, body)

    def next_state(self, after: int) -> tuple[int, bytes] | None:
        """The state and its number once it is another than number ``after``, or after 15 s; None when it is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._number > after, ALIVE_S)
            return None if self._closing else (self._number, self._state)

    def _viewed(self, view: View) -> None:
        state = msgspec.json.encode(rows.state(view))
        with self._changed:
            if state != self._state:
                self._state = state
                self._number += 1
                self._changed.notify_all()


def _end(one: socket.socket) -> None:
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError as problem:
        log.debug("A connection was over already: %s", problem)


class _Server(ThreadingHTTPServer):
    """Serves connections that have a place."""

    allow_reuse_address = False  # on Windows it would let another program take the same port
    daemon_threads = True

    def __init__(self, address: tuple[str, int], door: Door) -> None:
        self.door = door
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """See ``ThreadingMixIn``."""
        if self.door.enters(request):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """See ``ThreadingMixIn``."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.door.leaves(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A program that hangs up early is none of our business; anything else is a bug."""
        log.debug("A request was not answered to its end", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    """One request (HTTP/1.0: a connection each)."""

    timeout = PATIENCE_S

    def do_GET(self) -> None:
        """See ``BaseHTTPRequestHandler``."""
        self._serve()

    do_POST = do_OPTIONS = do_GET  # noqa: N815 - the standard library's names

    @property
    def _door(self) -> Door:
        assert isinstance(self.server, _Server)
        return self.server.door

    def _serve(self) -> None:
        headers = {name.lower(): tuple(self.headers.get_all(name, ())) for name in self.headers}
        asked = Asked(method=self.command, path=self.path.partition("?")[0], headers=headers)
        refused, allowed = self._door.judge(asked)
        if refused is not None:
            self._send(refused, allowed)
        elif asked.method == "OPTIONS":
            self._head(204, allowed)
        else:
            body = self.rfile.read(int(asked.header("content-length") or 0)) if asked.method == "POST" else b""
            given = self._door.answer(asked, body)
            if given.stream:
                self._stream(allowed)
            else:
                self._send(given, allowed)

    def _send(self, given: Answer, headers: dict[str, str]) -> None:
        body = msgspec.json.encode(given.body)
        more = {"WWW-Authenticate": "Bearer"} if given.status == 401 else {}
        self._head(
            given.status, {**headers, **more, "Content-Type": "application/json", "Content-Length": str(len(body))}
        )
        self.wfile.write(body)

    def _stream(self, headers: dict[str, str]) -> None:
        """Server-sent events (HTML standard, section 9.2) until the reader goes or the door closes."""
        self._head(200, {**headers, "Content-Type": "text/event-stream"})
        told = 0
        while (state := self._door.next_state(told)) is not None:
            number, text = state
            self.wfile.write(b": alive\n\n" if number == told else b"event: state\ndata: %b\n\n" % text)
            self.wfile.flush()
            told = number

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {**headers, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no request that can be read gets JSON as well."""
        self._send(problem_of(code), {})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Who asked what stands in the log for whoever looks for it; without headers, since one is the token."""
        log.debug(format, *args)
