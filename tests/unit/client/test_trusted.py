"""Accepted certificates outlive the program, and another one than the accepted is never taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.client.desk import Desk
from agent_desktop.client.port import LinkChanged, ServerDoubted
from agent_desktop.client.trusted import FILE, TrustedServers
from agent_desktop.client.view import Link
from agent_desktop.phone.port import Doubted, Register, Registration
from tests.fakes.centre import Centre
from tests.fakes.phone import FakePhone
from tests.fakes.server import PASSWORD, FakeServer
from tests.fakes.watch import Watch

SERVER = "desk.example:5061"
FIRST, SECOND = "AB:CD", "EF:01"


class Evening:
    """A desk with its phone, logged in; ``folder`` is what the PC keeps."""

    def __init__(self, folder: Path | None) -> None:
        self.phone = FakePhone()
        self.server = FakeServer(Centre())
        self.desk = Desk(self.phone, connect=self.server.connect, trusted=folder)
        self.watch = Watch(self.desk)
        assert self.watch.log_in("bertil", PASSWORD) is None

    def doubts(self, fingerprint: str) -> None:
        """The server shows this certificate, which proves nothing, and so the phone is not registered."""
        self.phone.say(Doubted(server=SERVER, fingerprint=fingerprint), Registration(registered=False, status=503))
        self.watch.settled()

    @property
    def accepted(self) -> list[str]:
        """Of each order to register, what it was to accept."""
        self.watch.settled()
        return [order.accepted for order in self.phone.told(Register)]


@pytest.fixture
def evenings(tmp_path: Path) -> Iterator[list[Evening]]:
    opened: list[Evening] = []
    yield opened
    for evening in opened:
        evening.desk.close(log_out=False)


def test_nothing_is_accepted_before_somebody_has_said_so(evenings: list[Evening]) -> None:
    evening = Evening(None)
    evenings.append(evening)
    evening.doubts(FIRST)
    assert evening.accepted == [""]
    assert evening.desk.view.phone.doubted == Doubted(server=SERVER, fingerprint=FIRST)
    evening.desk.trust_certificate(SECOND)  # of another one than is asked about: a click that came late
    assert evening.accepted == [""]
    evening.desk.trust_certificate(FIRST)
    assert evening.accepted == ["", FIRST]
    evening.watch.until(lambda view: view.phone.doubted is None)


def test_what_was_accepted_is_not_asked_about_again_until_it_changes(evenings: list[Evening], tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evenings.append(evening)
    evening.doubts(FIRST)
    evening.desk.trust_certificate(FIRST)
    assert evening.accepted == ["", FIRST]

    later = Evening(tmp_path)
    evenings.append(later)
    later.doubts(FIRST)
    assert later.accepted == ["", FIRST], "what proves itself is tried first"
    assert later.desk.view.phone.doubted is None
    later.doubts(SECOND)
    assert later.accepted == ["", FIRST]
    assert later.desk.view.phone.doubted == Doubted(server=SERVER, fingerprint=SECOND, before=FIRST)
    later.desk.trust_certificate(SECOND)
    assert later.accepted[2:] == [SECOND]
    assert TrustedServers(tmp_path).of(SERVER.upper()) == SECOND


def test_a_server_that_proves_itself_after_all_ends_the_question(evenings: list[Evening]) -> None:
    evening = Evening(None)
    evenings.append(evening)
    evening.doubts(FIRST)
    assert evening.desk.view.phone.doubted is not None
    evening.phone.say(Registration(registered=True, status=200))
    evening.watch.until(lambda view: view.phone.doubted is None)
    assert evening.accepted == [""]


def test_the_link_is_taken_up_at_once_when_its_certificate_is_accepted(evenings: list[Evening]) -> None:
    evening = Evening(None)
    evenings.append(evening)
    evening.doubts(FIRST)
    asked = Doubted(server="desk.example:443", fingerprint=SECOND)
    evening.server.say(LinkChanged(link=Link.CONNECTING), ServerDoubted(doubted=asked))
    view = evening.watch.until(lambda view: view.link is Link.CONNECTING and view.doubted == asked)
    assert view.doubt == asked, "the telephone's question comes after it"
    evening.desk.trust_certificate(SECOND)
    view = evening.watch.until(lambda view: view.link is Link.ONLINE)
    assert view.doubt == Doubted(server=SERVER, fingerprint=FIRST)


@pytest.mark.expects_log("cannot be read")
def test_a_file_that_is_none_trusts_nobody(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"{\xff")
    trusted = TrustedServers(tmp_path)
    assert trusted.of(SERVER) == ""
    trusted.accept(SERVER, FIRST)
    assert TrustedServers(tmp_path).of(SERVER) == FIRST


@pytest.mark.expects_log("cannot be kept")
def test_what_cannot_be_written_holds_until_the_program_ends(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    trusted = TrustedServers(tmp_path / "file")
    trusted.accept(SERVER, FIRST)
    assert trusted.of(SERVER) == FIRST
