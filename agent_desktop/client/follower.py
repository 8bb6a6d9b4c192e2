"""Follows the server's events for one session: snapshot, stream, resume after a drop, until the session ends.

Network failures are expected and mended here with growing pauses; the rest of the client only hears about the link.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable

import msgspec

from agent_desktop.client.backoff import Backoff
from agent_desktop.client.http_client import HttpClient, HttpError, Stream, UntrustedError
from agent_desktop.client.port import (
    Alive,
    FrameCame,
    Heard,
    LinkChanged,
    Outdated,
    ServerDoubted,
    SessionEnded,
    SnapshotTaken,
)
from agent_desktop.client.projection import read_frame, read_snapshot
from agent_desktop.client.sse import Parser, Sent
from agent_desktop.client.trusted import TrustedServers
from agent_desktop.client.view import Link
from agent_desktop.protocol.wire import EVENTS, SNAPSHOT, Problem

log = logging.getLogger(__name__)

CONNECT_S = 5.0


class _StreamLostError(Exception):
    """The stream ended or answered what it should not; it is taken up again."""


class _SessionOverError(Exception):
    """The session is over, as the problem says."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Follower:
    """One thread that tells ``heard`` all that happens in the session with ``token``, from now until ``close``.

    A stream that says nothing for ``silence_s`` counts as lost. ``clock`` gives this PC's time in ms UTC.
    """

    def __init__(
        self,
        url: str,
        token: str,
        heard: Callable[[Heard], None],
        silence_s: float,
        clock: Callable[[], int],
        trusted: TrustedServers,
        backoff: Backoff | None = None,
    ) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._heard = heard
        self._silence_s = silence_s
        self._clock = clock
        self._trusted = trusted
        self._n: int | None = None  # the last event that is known; None: a snapshot is needed
        self._closing = threading.Event()
        self._hurried = threading.Event()  # no pause is to be waited out
        self._backoff = backoff or Backoff()
        self._lock = threading.Lock()
        self._stream: Stream | None = None  # the open one
        self._thread = threading.Thread(target=self._run, name="events", daemon=True)
        self._thread.start()

    def close(self, timeout_s: float) -> None:
        """Stop; returns when the thread is gone, or after ``timeout_s``. May be called in the thread itself."""
        self._closing.set()
        self.hurry()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout_s)

    def hurry(self) -> None:
        """Give the open stream up, which may be dead without anybody having said so, and try again at once."""
        self._hurried.set()
        with self._lock:
            if self._stream is not None:
                self._stream.shut()

    def _pause(self) -> None:
        if self._hurried.wait(self._backoff.next()):
            self._hurried.clear()
            self._backoff.reset()

    def _tell(self, heard: Heard) -> None:
        if not self._closing.is_set():
            self._heard(heard)

    def _run(self) -> None:
        http = HttpClient(self._url, connect_s=CONNECT_S, read_s=self._silence_s, trusted=self._trusted)
        with contextlib.closing(http):
            self._tell(LinkChanged(link=Link.CONNECTING))
            while not self._closing.is_set():
                try:
                    if self._n is None:
                        self._take_snapshot(http)
                    self._follow(http)
                    self._pause()
                except _SessionOverError as over:
                    self._tell(SessionEnded(problem=over.problem))
                    return
                except (HttpError, _StreamLostError, msgspec.DecodeError) as error:
                    log.info("The event stream of %s was lost: %r", self._url, error)
                    self._tell(LinkChanged(link=Link.CONNECTING))
                    if isinstance(error, UntrustedError):
                        self._tell(ServerDoubted(doubted=error.doubted))
                    self._pause()

    def _take_snapshot(self, http: HttpClient) -> None:
        before = self._clock()
        answer = http.request("GET", SNAPSHOT, self._headers)
        after = self._clock()
        if answer.status == 401:
            raise _SessionOverError(_problem(answer.content))
        if answer.status != 200:
            raise _StreamLostError(f"snapshot answered {answer.status}")
        snapshot, understood = read_snapshot(answer.content)
        self._n = snapshot.n
        self._tell(SnapshotTaken(snapshot=snapshot, own_ms=(before + after) // 2, understood=understood))

    def _follow(self, http: HttpClient) -> None:
        """Read one stream; returns when a fresh snapshot is wanted, raises when the stream or the session ends."""
        headers = {**self._headers, "Last-Event-ID": str(self._n), "Accept": "text/event-stream"}
        with http.stream(EVENTS, headers) as stream:
            if stream.status == 401:
                raise _SessionOverError(_problem(stream.read()))
            if stream.status != 200:
                raise _StreamLostError(f"events answered {stream.status}")
            self._hold(stream)
            try:
                if not self._closing.is_set():  # a close that came too early to see the stream
                    self._read(stream)
            finally:
                self._hold(None)

    def _hold(self, stream: Stream | None) -> None:
        """Keep the stream for ``close``."""
        with self._lock:
            self._stream = stream

    def _read(self, stream: Stream) -> None:
        parser = Parser()
        self._tell(LinkChanged(link=Link.ONLINE))
        for chunk in stream.chunks():
            for sent in parser.feed(chunk):
                if not self._take(sent):
                    return
        raise _StreamLostError("the server closed the stream")

    def _take(self, sent: Sent) -> bool:
        """Take one event of the stream; False when only a fresh snapshot helps."""
        if sent.event == "end":
            problem = _problem(sent.data.encode())
            if problem.code == "too_slow":
                raise _StreamLostError(problem.code)
            raise _SessionOverError(problem)
        if sent.event == "resync":
            self._n = None
            return False
        self._backoff.reset()
        if sent.event == "alive":
            if sent.id and sent.id.isdecimal():
                self._n = int(sent.id)
                self._tell(Alive(n=self._n))
            return True
        frame = read_frame(sent.data)
        if frame is None:
            self._n = None
            self._tell(Outdated())
            return False
        self._n = frame.n
        self._tell(FrameCame(frame=frame))
        return True


def _problem(content: bytes) -> Problem:
    """The server's reason; a session that ended without one is just over."""
    try:
        return msgspec.json.decode(content, type=Problem)
    except msgspec.DecodeError:
        return Problem(code="session_over")
