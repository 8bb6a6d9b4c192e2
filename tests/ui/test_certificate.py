"""The question about a server's certificate: calm, beside the work, with the fingerprint; never answered by chance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.client.desk import Desk
from agent_desktop.client.port import Problem
from agent_desktop.client.trusted import CertificateFault
from agent_desktop.client.view import Link, PhoneView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.certificate import CERTIFICATE, CertificateDialog, in_groups
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import Window
from agent_desktop.ui.words import sentence
from tests.fakes.certificates import self_signed
from tests.fakes.http_server import FakeHttpServer
from tests.fakes.phone import FakePhone

from .conftest import House

LONGEST_MS = 30_000


def asked(house: House, view: View) -> CertificateDialog:
    """The dialog, opened by a click in the bar."""
    house.show(view)
    bar = house.main.certificate_bar
    assert bar.isVisible()
    QTest.mouseClick(bar.look, Qt.MouseButton.LeftButton)
    house.settle()
    dialog = house.window.dialogs.made[CERTIFICATE]
    assert isinstance(dialog, CertificateDialog)
    assert dialog.isVisible()
    return dialog


def test_the_question_takes_neither_focus_nor_window(house: House) -> None:  # F132
    house.show(samples.idle(AgentStatus.READY))
    before = house.app.focusWidget()
    house.show(samples.doubted())
    assert house.main.certificate_bar.isVisible()
    assert house.app.focusWidget() is before
    assert CERTIFICATE not in house.window.dialogs.made
    assert QApplication.activeModalWidget() is None
    house.show(samples.idle(AgentStatus.READY))
    assert not house.main.certificate_bar.isVisible()


def test_the_fingerprint_is_there_to_compare_and_trust_is_a_click(house: House) -> None:
    view = samples.doubted()
    assert view.phone.doubted is not None
    dialog = asked(house, view)
    assert QApplication.activeModalWidget() is None
    assert dialog.fingerprint.text().replace(" ", "") == view.phone.doubted.fingerprint
    assert view.phone.doubted.server in dialog.why.text()
    assert not dialog.before.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert house.desk.trusted == [], "Enter decides nothing"
    QTest.mouseClick(dialog.trust, Qt.MouseButton.LeftButton)
    assert house.desk.trusted == [view.phone.doubted.fingerprint]
    assert not dialog.isVisible()


@pytest.mark.parametrize("no", ["button", "escape"])
def test_no_trusts_nobody_and_the_bar_stays(house: House, no: str) -> None:
    dialog = asked(house, samples.doubted())
    if no == "button":
        QTest.mouseClick(dialog.refuse, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert house.desk.trusted == []
    assert house.main.certificate_bar.isVisible()


def test_a_change_shows_both_fingerprints(house: House) -> None:
    view = samples.changed_certificate()
    doubted = view.phone.doubted
    assert doubted is not None
    dialog = asked(house, view)
    assert "another certificate" in dialog.why.text()
    assert dialog.before.text() == in_groups(doubted.before)
    assert dialog.fingerprint.text() == in_groups(doubted.fingerprint) != dialog.before.text()
    house.show(samples.idle(AgentStatus.READY))
    assert not dialog.isVisible(), "a server that proves itself ends the question"


def test_a_certificate_that_changes_while_one_looks_is_the_one_that_is_asked_about(house: House) -> None:
    dialog = asked(house, samples.doubted())
    other = samples.changed_certificate().phone.doubted
    assert other is not None
    shown = replace(other, fingerprint="01:" * 31 + "01")
    house.show(replace(samples.doubted(), phone=PhoneView(doubted=shown)))
    assert dialog.fingerprint.text().replace(" ", "") == shown.fingerprint


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_fault_has_its_words_and_nothing_is_cut(house: House, language: str) -> None:
    house.languages.choose(language)
    said: set[str] = set()
    for view in (samples.doubted(), samples.changed_certificate()):
        doubted = view.phone.doubted
        assert doubted is not None
        for fault in CertificateFault:
            name = "mail.example.org, the certificate of somebody else <b>altogether</b>"
            shown = replace(doubted, fault=fault, subject=name)
            dialog = asked(house, replace(view, phone=PhoneView(doubted=shown)))
            said.add(dialog.why.text())
            assert list(problems(dialog)) == []
    assert len(said) == len(CertificateFault) + 1


def asked_at_log_in(house: House) -> CertificateDialog:
    """Anna logs in, and the server cannot prove itself."""
    login = house.window.login
    login.fill("https://desk.example.org", "anna")
    login.password.setText("right")
    QTest.keyClick(login.password, Qt.Key.Key_Return)
    house.desk.answer_log_in(Problem(code="certificate_doubted"))
    house.settle()
    assert CERTIFICATE not in house.window.dialogs.made, "there is nothing to compare yet"
    house.show(samples.doubted_log_in())
    dialog = house.window.dialogs.made[CERTIFICATE]
    assert isinstance(dialog, CertificateDialog)
    assert dialog.isVisible()
    assert sentence("certificate_doubted", ()) == login.problem.text()
    return dialog


def test_a_log_in_goes_on_when_the_certificate_is_trusted(house: House) -> None:  # F121
    dialog = asked_at_log_in(house)
    doubted = house.desk.view.doubted
    assert doubted is not None
    assert doubted.server in dialog.why.text()
    QTest.mouseClick(dialog.trust, Qt.MouseButton.LeftButton)
    assert house.desk.trusted == [doubted.fingerprint]
    assert house.desk.log_ins == [("https://desk.example.org", "anna", "right")] * 2, "nobody types it twice"
    house.desk.answer_log_in(Problem(code="bad_credentials"))
    house.settle()
    assert house.window.login.problem.text() == sentence("bad_credentials", ())
    assert house.window.login.password.text() == ""


def test_a_log_in_without_trust_ends_there_and_asks_again_the_next_time(house: House) -> None:
    dialog = asked_at_log_in(house)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    house.settle()
    assert house.desk.trusted == []
    assert len(house.desk.log_ins) == 1
    QTest.keyClick(house.window.login.password, Qt.Key.Key_Return)
    house.desk.put(View())
    house.desk.answer_log_in(Problem(code="certificate_doubted"))
    house.show(samples.doubted_log_in())
    assert dialog.isVisible()
    QTest.mouseClick(dialog.trust, Qt.MouseButton.LeftButton)
    assert len(house.desk.log_ins) == 3


def test_in_a_session_the_bar_asks_and_no_dialog_comes_by_itself(at_work: House) -> None:
    doubted = samples.doubted_log_in().doubted
    at_work.show(replace(samples.reconnecting(), doubted=doubted))
    assert at_work.main.certificate_bar.isVisible()
    assert CERTIFICATE not in at_work.window.dialogs.made


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(FakePhone())
    yield desk
    desk.close(log_out=False)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FakeHttpServer]:
    self_signed(tmp_path / "own.pem")
    server = FakeHttpServer(tmp_path / "own.pem")
    yield server
    server.close()


def test_a_real_server_over_tls_hears_nothing_before_the_click(
    desk: Desk, server: FakeHttpServer, dressed: Theme, spoken: Languages, qtbot: QtBot
) -> None:
    window = Window(desk, dressed, spoken, Memory(None))
    qtbot.addWidget(window)
    window.show()
    login = window.login
    login.fill(server.url, "bertil")
    login.password.setText("right")
    QTest.mouseClick(login.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: CERTIFICATE in window.dialogs.made, timeout=LONGEST_MS)
    assert server.heard == b""
    dialog = window.dialogs.made[CERTIFICATE]
    assert isinstance(dialog, CertificateDialog)
    QTest.mouseClick(dialog.trust, Qt.MouseButton.LeftButton)
    server.stream()
    qtbot.waitUntil(lambda: window.main.view.link is Link.ONLINE, timeout=LONGEST_MS)
    assert b"right" in server.heard
