"""The session over real HTTP: log-in, commands, the stream with its drops and ends, and what is said when it fails."""

from __future__ import annotations

import logging
import queue
import socket
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from agent_desktop.client.backoff import Backoff
from agent_desktop.client.connection import Connection
from agent_desktop.client.fetcher import Fetcher
from agent_desktop.client.follower import Follower
from agent_desktop.client.port import Alive, FrameCame, Heard, LinkChanged, Outdated, SessionEnded, SnapshotTaken
from agent_desktop.client.trusted import TrustedServers
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import AgentStatus, Presence, PresenceChanged, Refusal, SetStatus
from agent_desktop.protocol import wire
from tests.fakes.http_server import SESSION, TOKEN, FakeHttpServer, Stream, problem

H = TypeVar("H", bound=Heard)

READY = SetStatus(status=AgentStatus.READY)


def presence(since: int) -> PresenceChanged:
    return PresenceChanged(presence=Presence(agent="bertil", status=AgentStatus.READY, since=since))


class Client:
    """A connection and all that it says, in order."""

    def __init__(self, url: str, silence_s: float = 20.0) -> None:
        self.heard: queue.Queue[Heard] = queue.Queue()
        self.connection = Connection(url, self.heard.put, silence_s=silence_s)

    def ask(self, method: Callable[..., None], *args: Any) -> Any:
        """The answer to a method with ``done``."""
        answers: queue.Queue[Any] = queue.Queue()
        method(*args, answers.put)
        return answers.get(timeout=10)

    def log_in(self) -> Any:
        return self.ask(self.connection.log_in, "bertil", "right")

    def next(self, kind: type[H]) -> H:
        """The next value heard, which must be of this kind."""
        heard = self.heard.get(timeout=10)
        assert isinstance(heard, kind), heard
        return heard

    def until(self, kind: type[H]) -> H:
        """The next value of this kind."""
        while True:
            heard = self.heard.get(timeout=10)
            if isinstance(heard, kind):
                return heard


@pytest.fixture
def server() -> Iterator[FakeHttpServer]:
    server = FakeHttpServer()
    yield server
    server.close()


@pytest.fixture
def client(server: FakeHttpServer) -> Iterator[Client]:
    client = Client(server.url)
    yield client
    client.connection.close()


@pytest.fixture
def online(server: FakeHttpServer, client: Client) -> Stream:
    """Logged in and following events, after event 1."""
    assert client.log_in() == SESSION
    stream = server.stream()
    assert client.next(LinkChanged).link is Link.CONNECTING
    assert client.next(SnapshotTaken).snapshot.n == 1
    assert client.next(LinkChanged).link is Link.ONLINE
    return stream


def test_frames_are_heard_in_order(server: FakeHttpServer, client: Client, online: Stream) -> None:
    online.frame(2, presence(20))
    online.frame(5, presence(50))
    assert client.next(FrameCame).frame == wire.Frame(n=2, at=5_000_002, events=(presence(20),))
    assert client.next(FrameCame).frame.n == 5
    (stream,) = server.asked("GET", wire.EVENTS)
    assert stream["authorization"] == f"Bearer {TOKEN}"
    assert stream["last-event-id"] == "1"


def test_a_dropped_stream_is_resumed_after_the_last_event(
    server: FakeHttpServer, client: Client, online: Stream
) -> None:
    online.frame(4, presence(40))
    online.drop()
    resumed = server.stream()
    resumed.frame(6, presence(60))
    assert client.next(FrameCame).frame.n == 4
    assert client.next(LinkChanged).link is Link.CONNECTING
    assert client.next(LinkChanged).link is Link.ONLINE
    assert client.next(FrameCame).frame.n == 6
    assert [headers["last-event-id"] for headers in server.asked("GET", wire.EVENTS)] == ["1", "4"]
    assert len(server.asked("GET", wire.SNAPSHOT)) == 1


def test_a_link_that_may_be_dead_is_taken_up_anew_at_once(
    server: FakeHttpServer, client: Client, online: Stream
) -> None:  # F122: it says nothing, and does not end
    online.frame(4, presence(40))
    assert client.next(FrameCame).frame.n == 4
    client.connection.hurry()
    server.stream().frame(6, presence(60))
    assert client.next(LinkChanged).link is Link.CONNECTING
    assert client.next(LinkChanged).link is Link.ONLINE
    assert client.next(FrameCame).frame.n == 6
    assert client.ask(client.connection.command, READY) == wire.Accepted(n=7)


class NoEnd(Backoff):
    """A pause that only somebody in a hurry ends."""

    def next(self) -> float:
        return 3600.0


def test_a_pause_is_not_waited_out_by_somebody_in_a_hurry(server: FakeHttpServer) -> None:
    server.events_answer = problem("unavailable", 503)
    heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
    follower = Follower(server.url, TOKEN, heard.put, 10.0, lambda: 0, TrustedServers(None), NoEnd())
    try:
        links = 0
        while links < 2:  # at its beginning, and when it failed
            links += isinstance(heard.get(timeout=20), LinkChanged)
        server.events_answer = None
        follower.hurry()
        server.stream()
    finally:
        follower.close(20.0)


def test_a_half_frame_before_the_drop_is_not_an_event(server: FakeHttpServer, client: Client, online: Stream) -> None:
    online.send('id: 9\ndata: {"n":9,')
    online.drop()
    server.stream()
    assert client.next(LinkChanged).link is Link.CONNECTING
    assert server.asked("GET", wire.EVENTS)[-1]["last-event-id"] == "1"


def test_keep_alives_carry_the_number_to_resume_after(server: FakeHttpServer, client: Client, online: Stream) -> None:
    online.send("id: 30\nevent: alive\ndata: {}\n\n")
    assert client.next(Alive).n == 30
    online.drop()
    server.stream()
    assert server.asked("GET", wire.EVENTS)[-1]["last-event-id"] == "30"


def test_a_silent_stream_is_given_up(server: FakeHttpServer) -> None:
    client = Client(server.url, silence_s=0.3)
    assert client.log_in() == SESSION
    server.stream()
    client.until(SnapshotTaken)
    server.stream()  # the second one: the first said nothing
    client.connection.close()


def test_a_resync_takes_a_new_snapshot(server: FakeHttpServer, client: Client, online: Stream) -> None:
    server.snapshot(100, presence(90))
    online.send("event: resync\ndata: {}\n\n")
    server.stream().frame(101, presence(101))
    taken = client.next(SnapshotTaken)
    assert (taken.snapshot.n, taken.snapshot.events) == (100, (presence(90),))
    assert client.next(LinkChanged).link is Link.ONLINE  # it was not lost
    assert client.next(FrameCame).frame.n == 101
    assert server.asked("GET", wire.EVENTS)[-1]["last-event-id"] == "100"


def test_an_unknown_kind_of_event_takes_a_new_snapshot(server: FakeHttpServer, client: Client, online: Stream) -> None:
    server.snapshot(3)
    online.send('id: 3\ndata: {"n":3,"at":1,"events":[{"type":"TeleportedIn"}]}\n\n')
    client.next(Outdated)
    assert client.next(SnapshotTaken).snapshot.n == 3


def test_an_unknown_row_in_a_snapshot_is_left_out_and_said(server: FakeHttpServer, client: Client) -> None:
    known = wire.msgspec.json.encode(presence(1)).decode()
    body = f'{{"n":3,"at":1,"agent":"bertil","version":1,"events":[{{"type":"TeleportedIn"}},{known}]}}'
    server.answers[("GET", wire.SNAPSHOT)] = (200, body.encode())
    client.log_in()
    taken = client.until(SnapshotTaken)
    assert not taken.understood
    assert taken.snapshot.events == (presence(1),)


def test_another_log_in_ends_the_session_for_good(server: FakeHttpServer, client: Client, online: Stream) -> None:
    online.send('event: end\ndata: {"code":"session_over"}\n\n')
    assert client.next(SessionEnded).problem.code == "session_over"
    client.connection.close()
    assert client.heard.empty()
    assert len(server.asked("GET", wire.EVENTS)) == 1


def test_a_stream_ended_for_slowness_is_resumed(server: FakeHttpServer, client: Client, online: Stream) -> None:
    online.frame(2, presence(2))
    online.send('event: end\ndata: {"code":"too_slow"}\n\n')
    server.stream()
    assert server.asked("GET", wire.EVENTS)[-1]["last-event-id"] == "2"


def test_a_token_that_is_void_after_the_drop_ends_the_session(
    server: FakeHttpServer, client: Client, online: Stream
) -> None:
    server.events_answer = problem("session_over")
    online.drop()
    assert client.until(SessionEnded).problem.code == "session_over"


def test_a_token_that_is_void_at_the_snapshot_ends_the_session(server: FakeHttpServer, client: Client) -> None:
    server.answers[("GET", wire.SNAPSHOT)] = problem("session_over")
    client.log_in()
    assert client.until(SessionEnded).problem.code == "session_over"


def test_a_server_in_trouble_is_asked_again(server: FakeHttpServer, client: Client) -> None:
    server.answers[("GET", wire.SNAPSHOT)] = (503, b"")
    client.log_in()
    assert client.next(LinkChanged).link is Link.CONNECTING
    assert client.next(LinkChanged).link is Link.CONNECTING  # after a first attempt
    server.snapshot(8)
    assert client.until(SnapshotTaken).snapshot.n == 8


@pytest.mark.parametrize("status", [401, 429])
def test_a_refused_log_in_is_its_problem(server: FakeHttpServer, client: Client, status: int) -> None:
    server.answers[("POST", wire.SESSION)] = problem("bad_credentials", status)
    assert client.log_in() == wire.Problem(code="bad_credentials")
    assert client.heard.empty()


def test_a_server_that_is_not_there_is_a_problem_that_names_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        client = Client(url)
        answer = client.log_in()
        client.connection.close()
    assert answer.code == "unreachable"
    assert url in answer.message


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "http://127.0.0.1:notaport", "http://", ""])
def test_an_address_that_is_none_is_a_problem(url: str) -> None:
    client = Client(url)
    assert client.log_in().code == "unreachable"
    client.connection.close()


@pytest.mark.parametrize("content", [b"<html>It works!</html>", b"{}", b"[]"])
def test_something_else_at_the_address_is_a_problem(server: FakeHttpServer, client: Client, content: bytes) -> None:
    server.answers[("POST", wire.SESSION)] = (200, content)
    assert client.log_in().code == "bad_answer"


def test_a_server_two_versions_away_is_a_problem(server: FakeHttpServer, client: Client) -> None:
    far = wire.msgspec.structs.replace(SESSION, version=wire.VERSION + 2)
    server.answers[("POST", wire.SESSION)] = (200, wire.encode(far))
    assert client.log_in().code == "version"


def test_an_address_without_a_scheme_is_http(server: FakeHttpServer) -> None:
    client = Client(server.url.removeprefix("http://"))
    assert client.log_in() == SESSION
    client.connection.close()


def test_a_command_is_accepted_refused_or_a_problem(server: FakeHttpServer, client: Client, online: Stream) -> None:
    assert client.ask(client.connection.command, READY) == wire.Accepted(n=7)
    assert server.requests[-1][3] == b'{"type":"SetStatus","status":"ready"}'
    assert server.requests[-1][2]["authorization"] == f"Bearer {TOKEN}"
    refusal = Refusal(code="unknown_reason", params=(("reason", "x"),))
    server.answers[("POST", wire.COMMAND)] = (409, wire.encode(refusal))
    assert client.ask(client.connection.command, READY) == refusal
    server.answers[("POST", wire.COMMAND)] = problem("store_failed", 503)
    assert client.ask(client.connection.command, READY) == wire.Problem(code="store_failed")
    server.answers[("POST", wire.COMMAND)] = (502, b"Bad gateway")
    assert client.ask(client.connection.command, READY).code == "bad_answer"


def test_log_out_is_done_refused_or_already_true(server: FakeHttpServer, client: Client, online: Stream) -> None:
    server.answers[("DELETE", wire.SESSION)] = (409, wire.encode(Refusal(code="agent_has_call")))
    assert client.ask(client.connection.log_out) == Refusal(code="agent_has_call")
    server.answers[("DELETE", wire.SESSION)] = (204, b"")
    assert client.ask(client.connection.log_out) is None
    server.answers[("DELETE", wire.SESSION)] = problem("session_over")
    assert client.ask(client.connection.log_out) is None


def test_closing_interrupts_a_stream_that_says_nothing(server: FakeHttpServer, client: Client, online: Stream) -> None:
    follower = client.connection._follower
    assert follower is not None
    client.connection.close()
    assert not follower._thread.is_alive()  # though the stream would have been silent for 20 s
    assert client.heard.empty()


def test_no_secret_is_logged(server: FakeHttpServer, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client.ask(client.connection.log_in, "bertil", "my-secret-word")
    server.stream().drop()
    server.stream()
    client.connection.close()
    assert "was lost" in caplog.text
    assert "my-secret-word" not in caplog.text
    assert TOKEN not in caplog.text


def test_what_stands_at_an_address_is_fetched_beside_the_commands(
    server: FakeHttpServer, client: Client, online: Stream
) -> None:  # F037
    server.answers["GET", f"{wire.RECORDINGS}/9"] = (200, b"RIFF")
    assert client.ask(client.connection.get, f"{wire.RECORDINGS}/9") == b"RIFF"
    (headers,) = server.asked("GET", f"{wire.RECORDINGS}/9")
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert client.ask(client.connection.get, f"{wire.RECORDINGS}/8") == wire.Problem(code="not_found")
    server.answers["GET", f"{wire.RECORDINGS}/7"] = (500, b"<html>")
    assert client.ask(client.connection.get, f"{wire.RECORDINGS}/7").code == "bad_answer"


def test_nothing_is_fetched_before_the_log_in_or_after_the_end(server: FakeHttpServer, client: Client) -> None:
    assert client.ask(client.connection.get, wire.RECORDINGS).code == "session_over"
    assert client.log_in() == SESSION
    server.stream()
    client.connection.close()
    assert client.ask(client.connection.get, wire.RECORDINGS).code == "session_over"
    assert server.asked("GET", wire.RECORDINGS) == []


def test_a_server_that_is_away_is_told_to_who_fetches(server: FakeHttpServer) -> None:
    server.close()
    fetcher = Fetcher(server.url, TOKEN, TrustedServers(None))
    answers: queue.Queue[Any] = queue.Queue()
    fetcher.get(wire.RECORDINGS, answers.put)
    assert answers.get(timeout=10).code == "unreachable"
    fetcher.close(10)
