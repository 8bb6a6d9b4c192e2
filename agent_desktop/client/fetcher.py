"""Fetches what stands at an address of the server's, beside the commands: a long recording holds none of them up."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

import msgspec

from agent_desktop.client.http_client import HttpClient, HttpError
from agent_desktop.client.trusted import TrustedServers
from agent_desktop.protocol.wire import Problem

log = logging.getLogger(__name__)

CONNECT_S = 5.0
READ_S = 20.0
OK = 200

Done = Callable[[bytes | Problem], None]


class Fetcher:
    """One thread for the session with ``token``, begun when it is first needed."""

    def __init__(self, url: str, token: str, trusted: TrustedServers) -> None:
        self._url = url
        self._trusted = trusted
        self._headers = {"Authorization": f"Bearer {token}"}
        self._asked: queue.SimpleQueue[tuple[str, Done] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="fetcher", daemon=True)

    def get(self, path: str, done: Done) -> None:
        """Fetch ``path``; ``done`` is called in this thread, once. Not for two threads."""
        self._asked.put((path, done))
        if not self._thread.is_alive():
            self._thread.start()

    def close(self, timeout_s: float) -> None:
        """Stop after what was asked for; returns when the thread is gone, or after ``timeout_s``."""
        self._asked.put(None)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        http: HttpClient | None = None
        while (asked := self._asked.get()) is not None:
            path, done = asked
            try:
                http = http or HttpClient(self._url, connect_s=CONNECT_S, read_s=READ_S, trusted=self._trusted)
                answer = http.request("GET", path, self._headers)
            except HttpError as error:
                log.info("GET %s%s: %s", self._url, path, error)
                done(Problem(code="unreachable", message=str(error)))
                continue
            done(answer.content if answer.status == OK else _problem(answer.content))
        if http is not None:
            http.close()


def _problem(content: bytes) -> Problem:
    try:
        return msgspec.json.decode(content, type=Problem)
    except msgspec.DecodeError:
        return Problem(code="bad_answer")
