"""The question about a server's certificate: calm, beside the work, with the fingerprint; never answered by chance."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.client.trusted import CertificateFault
from agent_desktop.client.view import PhoneView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.certificate import CERTIFICATE, CertificateDialog, in_groups
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.variants import LANGUAGES

from .conftest import House


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
