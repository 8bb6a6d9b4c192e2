"""The first minute on a PC, and the next person on a shared one: log-in, keyring, headset (F002, F034)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from agent_desktop.client.port import Problem
from agent_desktop.client.reactions import Notice, Reaction
from agent_desktop.client.sound_choice import SoundChoice, SoundKind
from agent_desktop.client.view import PhoneView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.remembered import Known, Memory
from tests.fakes.keyring import FakePasswords

from .conftest import House

SERVER = "http://127.0.0.1:9"
NEW = replace(samples.idle(AgentStatus.BUSY, 2_000, "logged_in"), phone=PhoneView(registered=True))
NewHouse = Callable[..., House]


def type_in(house: House, text: str) -> None:
    """Into what has the focus, then on to the next."""
    focus = house.window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    house.settle()


def enter(house: House) -> None:
    focus = house.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    house.settle()


def log_in(house: House, user: str, password: str, *, keep: bool = False) -> None:
    login = house.window.login
    login.fill(SERVER, user)
    login.password.setText(password)
    login.keep.setChecked(keep)
    QTest.mouseClick(login.button, Qt.MouseButton.LeftButton)
    house.settle()


def answer(house: House, problem: Problem | None = None) -> None:
    house.desk.answer_log_in(problem)
    house.settle()
    if problem is None:
        house.show(NEW)


@pytest.fixture
def ring() -> FakePasswords:
    return FakePasswords()


@pytest.fixture
def shared(new_house: NewHouse, ring: FakePasswords, tmp_path: Path) -> House:
    """A PC that knows nobody yet."""
    return new_house(Memory(tmp_path / "window.json"), passwords=ring)


def test_the_first_minute_by_keyboard_alone(shared: House, ring: FakePasswords) -> None:  # F002 F034
    shared.window.login.fill("", "")
    shared.settle()
    assert shared.window.login.keep.isVisible()
    type_in(shared, SERVER)
    type_in(shared, "anna")
    type_in(shared, "secret")
    assert shared.window.focusWidget() is shared.window.login.keep
    QTest.keyClick(shared.window.login.keep, Qt.Key.Key_Space)
    QTest.keyClick(shared.window.login.password, Qt.Key.Key_Return)
    assert shared.desk.log_ins == [(SERVER, "anna", "secret")]
    answer(shared)
    page = shared.window.headset
    assert page.isVisible()
    assert shared.window.focusWidget() is page.test
    QTest.keyClick(page.test, Qt.Key.Key_Space)
    assert shared.desk.test_calls == [True]
    shared.show(replace(NEW, phone=replace(NEW.phone, testing=True, spoken_dbfs=-20.0)))
    assert page.level.lit > 0
    assert page.verdict.text() == "Your microphone works. Do you hear yourself?"
    page.button.setFocus()
    QTest.keyClick(page.button, Qt.Key.Key_Space)
    shared.settle()
    assert shared.desk.test_calls == [True, False]
    assert shared.main.isVisible()
    assert shared.window.focusWidget() is shared.main.band
    assert ring.kept == {(SERVER, "anna"): "secret"}


def test_the_headset_is_tried_once_and_whenever_one_likes(shared: House, tmp_path: Path) -> None:
    log_in(shared, "anna", "secret")
    answer(shared)
    QTest.keyClick(shared.window.headset, Qt.Key.Key_Escape)
    shared.settle()
    assert shared.main.isVisible()
    assert Memory(tmp_path / "window.json").value.tried
    shared.show(View())
    log_in(shared, "anna", "secret")
    answer(shared)
    assert shared.main.isVisible()
    entry = shared.main.findChild(QAction, "sound_try")
    assert isinstance(entry, QAction)
    entry.trigger()
    shared.settle()
    assert shared.window.headset.isVisible()


def test_devices_are_chosen_and_heard(shared: House) -> None:  # F034
    log_in(shared, "anna", "secret")
    answer(shared)
    shared.show(replace(NEW, phone=replace(NEW.phone, microphones=("Jabra",), speakers=("Jabra", "Desk"))))
    page = shared.window.headset
    for kind in (SoundKind.SPEAKER, SoundKind.RING):
        QTest.mouseClick(page.sounds[kind], Qt.MouseButton.LeftButton)
    assert shared.sounds == ["joined", "ring"]
    speaker = page.devices[SoundKind.SPEAKER]
    assert [speaker.itemText(at) for at in range(speaker.count())] == ["The one of this PC", "Jabra", "Desk"]
    speaker.setFocus()
    QTest.keyClick(speaker, Qt.Key.Key_Down)
    assert shared.desk.sounds == [SoundChoice(speakers=("Jabra",))]


def test_a_call_goes_before_the_headset(shared: House) -> None:
    log_in(shared, "anna", "secret")
    answer(shared)
    shared.show(replace(NEW, phone=replace(NEW.phone, testing=True)))
    shared.show(samples.offered())
    assert shared.main.isVisible()
    assert shared.window.focusWidget() is shared.main.band


def test_a_microphone_that_gives_nothing_is_named(shared: House) -> None:
    log_in(shared, "anna", "secret")
    answer(shared)
    problem = "The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable."
    shared.show(replace(NEW, phone=replace(NEW.phone, testing=True, problem=problem)))
    assert shared.window.headset.verdict.text() == problem


def test_a_password_in_the_keyring_is_not_typed_again(
    new_house: NewHouse, shared: House, ring: FakePasswords, tmp_path: Path
) -> None:
    log_in(shared, "anna", "secret", keep=True)
    answer(shared)
    assert b"secret" not in (tmp_path / "window.json").read_bytes()
    again = new_house(Memory(tmp_path / "window.json"), passwords=ring)
    again.window.login.fill(SERVER, "anna")
    again.settle()
    assert again.window.login.password.placeholderText() == "In the keyring: press Enter"
    enter(again)
    assert again.desk.log_ins == [(SERVER, "anna", "secret")]
    assert again.window.login.password.text() == ""


def test_a_password_that_was_changed_elsewhere_is_forgotten_and_asked_for(shared: House, ring: FakePasswords) -> None:
    log_in(shared, "anna", "secret", keep=True)
    answer(shared)
    shared.show(View())
    enter(shared)
    answer(shared, Problem(code="bad_credentials"))
    assert shared.window.login.problem.text() == "The user name or the password is wrong."
    assert shared.window.login.password.placeholderText() == ""
    assert ring.kept == {}


def test_a_keyring_that_says_nothing_leaves_the_typing(shared: House, ring: FakePasswords) -> None:
    log_in(shared, "anna", "secret", keep=True)
    answer(shared)
    shared.show(View())
    ring.broken = True
    enter(shared)
    assert len(shared.desk.log_ins) == 1
    assert shared.window.login.problem.text() == "The keyring did not give the password: type it."
    log_in(shared, "anna", "secret", keep=True)
    answer(shared)
    shared.show(View())
    assert shared.window.login.problem.text() == "The keyring did not take the password: it is asked for again."


def test_who_wants_it_kept_no_longer_is_obeyed(shared: House, ring: FakePasswords) -> None:
    log_in(shared, "anna", "secret", keep=True)
    answer(shared)
    shared.show(View())
    log_in(shared, "anna", "secret", keep=False)
    answer(shared)
    assert ring.kept == {}


def test_a_pc_without_a_keyring_says_so_and_asks_each_time(new_house: NewHouse, tmp_path: Path) -> None:
    house = new_house(Memory(tmp_path / "window.json"), passwords=FakePasswords(there=False))
    login = house.window.login
    house.settle()
    assert login.no_ring.isVisible()
    assert not login.keep.isVisible()
    log_in(house, "anna", "secret", keep=True)
    answer(house)
    house.show(View())
    enter(house)
    assert login.problem.text() == "Type your password."


def test_the_next_person_is_chosen_from_those_who_were_here(shared: House) -> None:
    for user in ("anna", "bo", "carla"):
        log_in(shared, user, "secret", keep=user == "bo")
        answer(shared)
        shared.show(View())
    login = shared.window.login
    QTest.keyClick(login.user, Qt.Key.Key_Down)
    offered = login.user.popup
    assert offered.isVisible()
    model = offered.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["carla", "bo", "anna"]
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    shared.settle()
    assert login.user.text() == "bo"
    assert login.keep.isChecked()
    enter(shared)
    assert shared.desk.log_ins[-1] == (SERVER, "bo", "secret")


def texts(root: QWidget) -> set[str]:
    """Everything that is written or typed anywhere below a widget."""
    found = {part.text() for part in root.findChildren(QLabel)}
    found |= {part.text() for part in root.findChildren(QLineEdit)}
    found |= {part.toPlainText() for part in root.findChildren(QPlainTextEdit)}
    for part in root.findChildren(QAbstractItemView):
        model = part.model()
        if model is not None:
            found |= {str(model.index(at, 0).data()) for at in range(model.rowCount())}
    return found


def test_nothing_of_the_former_person_is_left_in_the_window(shared: House) -> None:
    fresh = texts(shared.main)
    log_in(shared, "anna", "secret")
    answer(shared)
    shared.show(samples.in_call())
    shared.desk.tell(Reaction(notice=Notice(code="offer_missed", at=samples.NOW)))
    QTest.keyClicks(shared.main.line.field, "Eva")
    shared.settle()
    before = shared.main
    assert "Eva" in texts(before)
    shared.show(View())
    assert shared.main is not before
    assert texts(shared.main) == fresh
    assert not isValid(before)


def test_no_more_people_are_offered_than_one_can_read(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.json")
    for n in range(12):
        memory.meet(Known(server=SERVER, user=f"u{n}"))
    memory.meet(Known(server=SERVER, user="u7", kept=True))
    known = Memory(tmp_path / "window.json").value.known
    assert [one.user for one in known] == ["u7", "u11", "u10", "u9", "u8", "u6", "u5", "u4"]
    assert known[0].kept
