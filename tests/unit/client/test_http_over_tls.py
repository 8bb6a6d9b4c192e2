"""The link over TLS: a server that cannot prove itself hears not a byte of HTTP before its certificate is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.client.desk import Desk
from agent_desktop.client.http_client import HttpClient, UntrustedError
from agent_desktop.client.trusted import CertificateFault, Doubted, TrustedServers
from agent_desktop.client.view import Link
from agent_desktop.protocol import wire
from tests.fakes.certificates import self_signed, vouched_for
from tests.fakes.http_server import FakeHttpServer
from tests.fakes.phone import FakePhone
from tests.fakes.watch import Watch

WAIT_S = 20.0
ANSWER = "/answer"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The certificate that the server shows at first."""
    self_signed(tmp_path / "first.pem")
    return tmp_path / "first.pem"


@pytest.fixture
def server(first: Path) -> Iterator[FakeHttpServer]:
    server = FakeHttpServer(first)
    server.answers[("GET", ANSWER)] = (200, b"ok")
    yield server
    server.close()


@pytest.fixture
def trusted() -> TrustedServers:
    return TrustedServers(None)


@pytest.fixture
def client(server: FakeHttpServer, trusted: TrustedServers) -> Iterator[HttpClient]:
    made = HttpClient(server.url, connect_s=WAIT_S, read_s=WAIT_S, trusted=trusted)
    yield made
    made.close()


def doubt_of(client: HttpClient) -> Doubted:
    """The question that a request with a secret comes to."""
    with pytest.raises(UntrustedError) as told:
        client.request("GET", ANSWER, {"Authorization": "secret"})
    return told.value.doubted


def test_an_unknown_certificate_is_told_of_before_anything_is_said(
    server: FakeHttpServer, client: HttpClient, trusted: TrustedServers, tmp_path: Path
) -> None:
    shown = self_signed(tmp_path / "shown.pem")
    server.shows(tmp_path / "shown.pem")
    asked = Doubted(server=server.place, fingerprint=shown, subject="127.0.0.1", fault=CertificateFault.UNKNOWN)
    assert doubt_of(client) == asked
    assert server.heard == b""
    trusted.accept(server.place, shown)
    assert client.request("GET", ANSWER, {}).content == b"ok"
    assert client.request("GET", ANSWER, {}).content == b"ok"


def test_another_certificate_than_the_accepted_is_asked_about_anew(
    server: FakeHttpServer, client: HttpClient, trusted: TrustedServers, first: Path, tmp_path: Path
) -> None:
    before = doubt_of(client).fingerprint
    trusted.accept(server.place, before)
    assert client.request("GET", ANSWER, {}).content == b"ok"
    heard = server.heard
    second = self_signed(tmp_path / "second.pem")
    server.shows(tmp_path / "second.pem")
    client.close()
    asked = doubt_of(client)
    assert (asked.fingerprint, asked.before) == (second, before)
    assert server.heard == heard
    server.shows(first)
    assert client.request("GET", ANSWER, {}).content == b"ok", "it is the one that was accepted after all"


@pytest.mark.parametrize(
    ("host", "over", "fault"),
    [
        ("127.0.0.1", False, None),
        ("127.0.0.2", False, CertificateFault.OTHER_NAME),
        ("elsewhere.example", False, CertificateFault.OTHER_NAME),
        ("127.0.0.1", True, CertificateFault.OUT_OF_DATE),
    ],
)
def test_what_a_ca_of_this_pc_vouches_for_proves_that_name_at_that_time(
    server: FakeHttpServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, over: bool, fault: str | None
) -> None:
    file = tmp_path / "vouched.pem"
    shown = self_signed(file, host, over=over)
    monkeypatch.setenv("SSL_CERT_FILE", vouched_for(file))
    server.shows(file)
    client = HttpClient(server.url, connect_s=WAIT_S, read_s=WAIT_S, trusted=TrustedServers(None))
    if fault is None:
        assert client.request("GET", ANSWER, {}).content == b"ok"
    else:
        asked = Doubted(server=server.place, fingerprint=shown, subject=host, fault=CertificateFault(fault))
        assert doubt_of(client) == asked
        assert server.heard == b""
    client.close()


class Evening:
    """A desk over the real connection; ``folder`` is what the PC keeps."""

    def __init__(self, server: FakeHttpServer, folder: Path) -> None:
        self._server = server
        self.desk = Desk(FakePhone(), trusted=folder)
        self.watch = Watch(self.desk)

    def log_in(self) -> str:
        """What came of it: a problem's code, or empty."""
        problem = self.watch.log_in("bertil", "right", self._server.url)
        return problem.code if problem else ""

    def doubted(self) -> Doubted:
        view = self.watch.until(lambda view: view.doubted is not None)
        assert view.doubted is not None
        assert view.doubt == view.doubted
        return view.doubted


@pytest.fixture
def evenings() -> Iterator[list[Evening]]:
    opened: list[Evening] = []
    yield opened
    for evening in opened:
        evening.desk.close(log_out=False)


def test_a_log_in_waits_for_the_agents_word_and_is_asked_for_once(
    server: FakeHttpServer, evenings: list[Evening], tmp_path: Path
) -> None:
    evening = Evening(server, tmp_path)
    evenings.append(evening)
    assert evening.log_in() == "certificate_doubted"
    asked = evening.doubted()
    assert server.heard == b"", "not even a name, let alone a password"
    evening.desk.trust_certificate("AB:CD")  # of another one than is asked about: a click that came late
    assert evening.log_in() == "certificate_doubted"
    evening.desk.trust_certificate(evening.doubted().fingerprint)
    assert evening.watch.until(lambda view: view.doubted is None).link is Link.OFFLINE
    assert evening.log_in() == ""
    server.stream()
    evening.watch.until(lambda view: view.link is Link.ONLINE)

    later = Evening(server, tmp_path)
    evenings.append(later)
    assert later.log_in() == "", f"{asked.server} was accepted"
    server.stream()


def test_a_certificate_that_changes_in_a_session_stops_it_until_it_is_accepted(
    server: FakeHttpServer, evenings: list[Evening], tmp_path: Path
) -> None:
    evening = Evening(server, tmp_path)
    evenings.append(evening)
    assert evening.log_in() == "certificate_doubted"
    before = evening.doubted().fingerprint
    evening.desk.trust_certificate(before)
    assert evening.log_in() == ""
    stream = server.stream()
    evening.watch.until(lambda view: view.link is Link.ONLINE)

    shown = self_signed(tmp_path / "second.pem")
    server.shows(tmp_path / "second.pem")
    said = len(server.asked("GET", wire.EVENTS))
    stream.drop()
    asked = evening.doubted()
    assert (asked.fingerprint, asked.before) == (shown, before)
    assert evening.desk.view.link is Link.CONNECTING
    assert len(server.asked("GET", wire.EVENTS)) == said
    evening.desk.trust_certificate(shown)
    server.stream()
    evening.watch.until(lambda view: view.link is Link.ONLINE and view.doubted is None)


def test_a_server_that_proves_itself_after_all_ends_the_question(
    server: FakeHttpServer, evenings: list[Evening], first: Path, tmp_path: Path
) -> None:
    evening = Evening(server, tmp_path)
    evenings.append(evening)
    evening.log_in()
    evening.desk.trust_certificate(evening.doubted().fingerprint)
    assert evening.log_in() == ""
    stream = server.stream()
    evening.watch.until(lambda view: view.link is Link.ONLINE)
    self_signed(tmp_path / "second.pem")
    server.shows(tmp_path / "second.pem")
    stream.drop()
    evening.doubted()
    server.shows(first)
    evening.desk.woke_up()  # it is tried at once
    server.stream()
    evening.watch.until(lambda view: view.link is Link.ONLINE and view.doubted is None)
