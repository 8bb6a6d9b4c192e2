"""The session with a routing server over HTTP: commands on one thread, the event stream on another."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable

import msgspec

from agent_desktop.client.fetcher import Fetcher
from agent_desktop.client.follower import Follower
from agent_desktop.client.http_client import Answer, HttpClient, HttpError, UntrustedError
from agent_desktop.client.port import Heard, ServerDoubted
from agent_desktop.client.trusted import Doubted, TrustedServers
from agent_desktop.domain.messages import AnyCommand, Refusal
from agent_desktop.protocol.wire import (
    COMMAND,
    KEEP_ALIVE_MS,
    SESSION,
    VERSION,
    Accepted,
    LogInRequest,
    Problem,
    Session,
    encode,
)

log = logging.getLogger(__name__)

CLOSE_S = 5.0
SILENCE_S = 3 * KEEP_ALIVE_MS / 1000
REQUEST_S = 10.0

_Task = Callable[[], None]


def wall_clock_ms() -> int:
    """This PC's clock in ms UTC."""
    return time.time_ns() // 1_000_000


def full_address(url: str) -> str:
    """A server's address as people may shorten it, written out."""
    return (url if "://" in url else f"http://{url}").rstrip("/")


class Connection:
    """A session with the server at ``url`` (``http://host:port``, or without the scheme); satisfies ``ServerPort``.

    ``heard`` is called in the threads of the connection. A stream that is silent for ``silence_s`` is given up and made
    anew. ``clock`` is this PC's, ms UTC. ``trusted``: whom the agent has accepted over TLS; None: nobody.
    """

    def __init__(
        self,
        url: str,
        heard: Callable[[Heard], None],
        *,
        silence_s: float = SILENCE_S,
        clock: Callable[[], int] = wall_clock_ms,
        trusted: TrustedServers | None = None,
    ) -> None:
        self._url = full_address(url)
        self._clock = clock
        self._heard = heard
        self._silence_s = silence_s
        self._trusted = trusted or TrustedServers(None)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._token = ""
        self._http: HttpClient | None = None
        self._follower: Follower | None = None
        self._fetcher: Fetcher | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._worker = threading.Thread(target=self._work, name="commands", daemon=True)
        self._worker.start()

    def log_in(
        self,
        user: str,
        password: str,
        done: Callable[[Session | Problem], None],
        *,
        device: str = "",
        nailed_up: bool = False,
    ) -> None:
        """Begin the session and follow its events; see ``ServerPort``."""
        request = LogInRequest(user=user, password=password, version=VERSION, device=device, nailed_up=nailed_up)
        self._tasks.put(lambda: done(self._log_in(request)))

    def command(self, command: AnyCommand, done: Callable[[Accepted | Refusal | Problem], None]) -> None:
        """Ask for something; see ``ServerPort``."""
        self._tasks.put(lambda: done(self._command(command)))

    def get(self, path: str, done: Callable[[bytes | Problem], None]) -> None:
        """Fetch something; see ``ServerPort``."""
        with self._lock:
            fetcher = None if self._closed else self._fetcher
        if fetcher is None:
            done(Problem(code="session_over"))
        else:
            fetcher.get(path, done)

    def log_out(self, done: Callable[[Refusal | Problem | None], None]) -> None:
        """End the session; see ``ServerPort``."""
        self._tasks.put(lambda: done(self._log_out()))

    def hurry(self) -> None:
        """Take the link up anew, at once; see ``ServerPort``."""
        with self._lock:
            follower = self._follower
        self._tasks.put(self._hang_up)
        if follower is not None:
            follower.hurry()

    def close(self) -> None:
        """Stop both threads; what was asked before is still carried out, within 5 s."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            follower, fetcher = self._follower, self._fetcher
        self._tasks.put(None)
        if follower is not None:
            follower.close(CLOSE_S)
        if fetcher is not None:
            fetcher.close(CLOSE_S)
        if threading.current_thread() is not self._worker:
            self._worker.join(CLOSE_S)

    # --- the worker's thread --------------------------------------------------------------------

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
        self._hang_up()

    def _hang_up(self) -> None:
        """Have the next command make a connection of its own."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def _log_in(self, request: LogInRequest) -> Session | Problem:
        answer = self._request("POST", SESSION, encode(request))
        if isinstance(answer, Problem):
            return answer
        session = _read(answer, {200: Session})
        if not isinstance(session, Session):
            return session if isinstance(session, Problem) else _not_ours(answer)
        if abs(session.version - VERSION) > 1:
            return Problem(code="version", message=f"The server speaks version {session.version}, this is {VERSION}.")
        self._token = session.token
        with self._lock:
            if not self._closed:
                self._fetcher = Fetcher(self._url, session.token, self._trusted)
                self._follower = Follower(
                    self._url, session.token, self._heard, self._silence_s, self._clock, self._trusted
                )
        return session

    def _command(self, command: AnyCommand) -> Accepted | Refusal | Problem:
        answer = self._request("POST", COMMAND, encode(command))
        if isinstance(answer, Problem):
            return answer
        row = _read(answer, {200: Accepted, 409: Refusal})
        return row if isinstance(row, Accepted | Refusal | Problem) else _not_ours(answer)

    def _log_out(self) -> Refusal | Problem | None:
        answer = self._request("DELETE", SESSION)
        if isinstance(answer, Problem):
            return answer
        if answer.status in (204, 401):  # 401: it had ended already
            return None
        row = _read(answer, {409: Refusal})
        return row if isinstance(row, Refusal | Problem) else _not_ours(answer)

    def _request(self, method: str, path: str, body: bytes = b"") -> Answer | Problem:
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            if self._http is None:
                self._http = HttpClient(self._url, connect_s=REQUEST_S, read_s=REQUEST_S, trusted=self._trusted)
            return self._http.request(method, path, headers, body)
        except UntrustedError as error:
            log.info("%s %s%s was not sent: %s", method, self._url, path, error)
            self._tell(error.doubted)
            return Problem(code="certificate_doubted", message=str(error))
        except HttpError as error:
            log.info("%s %s%s: %s", method, self._url, path, error)
            return Problem(code="unreachable", message=f"{self._url}: {error}")

    def _tell(self, doubted: Doubted) -> None:
        """In a session the stream tells it, and tells when it is over, since it asks again and again."""
        with self._lock:
            follower = self._follower
        if follower is None:
            self._heard(ServerDoubted(doubted=doubted))
        else:
            follower.hurry()


_Row = type[Session] | type[Accepted] | type[Refusal]


def _read(answer: Answer, rows: dict[int, _Row]) -> Session | Accepted | Refusal | Problem:
    """The row that the server's answer is, by its status; what is not ours is a ``Problem`` too."""
    try:
        return msgspec.json.decode(answer.content, type=rows.get(answer.status, Problem))
    except msgspec.DecodeError:
        return _not_ours(answer)


def _not_ours(answer: Answer) -> Problem:
    return Problem(code="bad_answer", message=f"The answer, of status {answer.status}, is none of a routing server's.")
