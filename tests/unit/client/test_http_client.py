"""The HTTP of a session over real sockets: connections that are kept, streams, and what may go wrong with either."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator

import pytest

from agent_desktop.client.http_client import HttpClient, HttpError, Stream
from agent_desktop.client.trusted import TrustedServers

WAIT_S = 10.0
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
STREAM = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Peer:
    """The other end: a test takes each connection with ``accept``."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.settimeout(WAIT_S)
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._lines: list[Line] = []

    def accept(self) -> Line:
        self._lines.append(Line(self._door.accept()[0]))
        return self._lines[-1]

    def close(self) -> None:
        for line in self._lines:
            line.close()
        self._door.close()


class Line:
    """One connection, as the server has it."""

    def __init__(self, opened: socket.socket) -> None:
        opened.settimeout(WAIT_S)
        self._socket = opened

    def request(self) -> str:
        """The next request, which has no body."""
        read = b""
        while not read.endswith(b"\r\n\r\n"):
            piece = self._socket.recv(4096)
            assert piece, read
            read += piece
        return read.decode()

    def say(self, text: bytes) -> None:
        self._socket.sendall(text)

    def close(self) -> None:
        self._socket.close()


class Asking:
    """A request in a thread of its own; what came of it."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask
        self._answer: object = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._answer = self._ask()
        except HttpError as error:
            self._answer = error

    def answer(self) -> object:
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive()
        return self._answer


@pytest.fixture
def peer() -> Iterator[Peer]:
    made = Peer()
    yield made
    made.close()


@pytest.fixture
def client(peer: Peer) -> Iterator[HttpClient]:
    made = HttpClient(peer.url, connect_s=WAIT_S, read_s=WAIT_S, trusted=TrustedServers(None))
    yield made
    made.close()


def get(client: HttpClient, path: str = "/x") -> Asking:
    return Asking(lambda: client.request("GET", path, {}).content)


def test_a_connection_is_kept_for_the_next_request(peer: Peer, client: HttpClient) -> None:
    asking = get(client)
    line = peer.accept()
    for turn in range(3):
        assert line.request().startswith("GET /x HTTP/1.1\r\n"), turn
        line.say(OK)
        assert asking.answer() == b"ok"
        if turn < 2:
            asking = get(client)


def test_a_connection_that_the_server_closed_is_made_anew(peer: Peer, client: HttpClient) -> None:
    asking = get(client)
    line = peer.accept()
    line.request()
    line.say(OK)
    assert asking.answer() == b"ok"
    line.close()
    asking = get(client)
    line = peer.accept()
    line.request()
    line.say(OK)
    assert asking.answer() == b"ok"


def test_an_answer_after_which_the_server_hangs_up_is_whole(peer: Peer, client: HttpClient) -> None:
    for _ in range(2):
        asking = get(client)
        line = peer.accept()
        line.request()
        line.say(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok")
        line.close()
        assert asking.answer() == b"ok"


@pytest.mark.parametrize("half", [b"", OK[:-1], b"SSH-2.0-OpenSSH\r\n\r\n"])
def test_half_an_answer_is_an_error_and_the_next_request_has_a_new_connection(
    peer: Peer, client: HttpClient, half: bytes
) -> None:
    asking = get(client)
    line = peer.accept()
    line.request()
    line.say(half)
    line.close()
    assert isinstance(asking.answer(), HttpError)
    asking = get(client)
    line = peer.accept()
    line.request()
    line.say(OK)
    assert asking.answer() == b"ok"


def test_a_server_that_does_not_answer_is_given_up(peer: Peer) -> None:
    client = HttpClient(peer.url, connect_s=WAIT_S, read_s=0.05, trusted=TrustedServers(None))
    asking = get(client)
    peer.accept().request()
    assert isinstance(asking.answer(), HttpError)


def test_a_path_in_the_address_goes_before_every_other(peer: Peer) -> None:
    client = HttpClient(f"{peer.url}/centre/", connect_s=WAIT_S, read_s=WAIT_S, trusted=TrustedServers(None))
    asking = get(client, "/session")
    line = peer.accept()
    assert line.request().startswith("GET /centre/session HTTP/1.1\r\n")
    line.say(OK)
    assert asking.answer() == b"ok"
    client.close()


def read(client: HttpClient, opened: Callable[[Stream], None]) -> list[bytes]:
    with client.stream("/events", {}) as stream:
        opened(stream)
        return list(stream.chunks())


def test_a_stream_is_read_as_it_comes(peer: Peer, client: HttpClient) -> None:
    asking = Asking(lambda: read(client, lambda _: None))
    line = peer.accept()
    line.request()
    for piece in (STREAM, b"3\r\none\r\n", b"5\r\nthree\r\n", b"0\r\n\r\n"):
        line.say(piece)
    assert asking.answer() == [b"one", b"three"]


def test_a_stream_that_breaks_off_is_an_error(peer: Peer, client: HttpClient) -> None:
    asking = Asking(lambda: read(client, lambda _: None))
    line = peer.accept()
    line.request()
    line.say(STREAM + b"9\r\none")
    line.close()
    assert isinstance(asking.answer(), HttpError)


def test_a_read_that_waits_is_ended_from_another_thread(peer: Peer, client: HttpClient) -> None:
    streams: list[Stream] = []
    opened = threading.Event()
    asking = Asking(lambda: read(client, lambda stream: (streams.append(stream), opened.set())[1]))
    line = peer.accept()
    line.request()
    line.say(STREAM)
    assert opened.wait(WAIT_S)
    streams[0].shut()
    assert isinstance(asking.answer(), HttpError)


def test_a_secret_that_cannot_be_sent_is_not_told(peer: Peer, client: HttpClient) -> None:
    with pytest.raises(HttpError) as told:
        client.request("GET", "/x", {"Authorization": "Bearer my\nsecret"})
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is None


def reads_certificates(url: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a client for ``url`` reads a certificate store."""
    read = threading.Event()
    load = ssl.SSLContext.load_default_certs
    monkeypatch.setattr(
        ssl.SSLContext, "load_default_certs", lambda *args, **named: (read.set(), load(*args, **named))[1]
    )
    HttpClient(url, connect_s=1.0, read_s=1.0, trusted=TrustedServers(None)).close()
    return read.is_set()


@pytest.mark.parametrize(("url", "wanted"), [("http://127.0.0.1:9", False), ("https://127.0.0.1:9", True)])
def test_certificates_are_read_for_https_only(url: str, wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads_certificates(url, monkeypatch) is wanted
