"""Log-in, notices, closing, and what is remembered for the next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.client.action import NOTHING
from agent_desktop.client.begun import BegunLogIn
from agent_desktop.client.reactions import Kind, Notice, Reaction
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.protocol.wire import Problem
from agent_desktop.ui import samples
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory, Remembered
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.window import Window

from .conftest import House


def log_in(house: House) -> None:
    house.window.login.fill("http://127.0.0.1:9", "anna")
    house.window.login.password.setText("secret")
    QTest.mouseClick(house.window.login.button, Qt.MouseButton.LeftButton)


def test_what_is_wrong_with_the_log_in_is_said_in_place(house: House) -> None:
    log_in(house)
    login = house.window.login
    assert login.button.text() == "Logging in …"
    house.desk.answer_log_in(Problem(code="bad_credentials"))
    house.settle()
    assert login.problem.text() == "The user name or the password is wrong."
    assert login.isVisible()
    assert (login.password.text(), login.user.text()) == ("", "anna")
    assert login.button.text() == "Log in"


def test_impatient_clicks_ask_once(house: House) -> None:
    log_in(house)
    QTest.mouseClick(house.window.login.button, Qt.MouseButton.LeftButton)
    assert len(house.desk.log_ins) == 1


def test_an_empty_field_is_named_and_gets_the_cursor(house: House) -> None:
    login = house.window.login
    login.fill("http://127.0.0.1:9", "anna")
    QTest.mouseClick(login.button, Qt.MouseButton.LeftButton)
    assert login.problem.text() == "Type your password."
    assert house.window.focusWidget() is login.password
    assert house.desk.log_ins == []


def test_after_the_log_in_the_work_is_shown_and_no_password_is_left(house: House) -> None:
    log_in(house)
    house.desk.answer_log_in(None)
    house.show(samples.idle(AgentStatus.BUSY, reason="logged_in"))
    assert house.main.isVisible()
    assert house.main.header.name.text() == "Anna Svensson"
    assert house.window.windowTitle() == "13 waiting – Anna Svensson – Agent Desktop"
    assert house.window.login.password.text() == ""


def test_a_log_in_begun_before_the_window_is_shown_as_under_way_and_then_as_wrong(
    new_house: Callable[[Memory], House], tmp_path: Path
) -> None:
    house = new_house(Memory(tmp_path / "window.json"))
    house.window.login.fill("http://127.0.0.1:9", "anna")
    begun = BegunLogIn("http://127.0.0.1:9", "anna")
    house.window.log_in.follow(begun)
    login = house.window.login
    assert login.button.text() == "Logging in …"
    QTest.mouseClick(login.button, Qt.MouseButton.LeftButton)
    assert house.desk.log_ins == []
    begun.answer(Problem(code="bad_credentials"))
    house.settle()
    assert login.problem.text() == "The user name or the password is wrong."
    assert house.window.focusWidget() is login.password
    assert (Memory(tmp_path / "window.json").value.server, house.desk.log_ins) == ("http://127.0.0.1:9", [])


@pytest.mark.parametrize(("user", "field"), [("", "user"), ("anna", "password")])
def test_the_cursor_is_in_the_first_empty_field_when_the_window_comes(
    dressed: Theme, spoken: Languages, qtbot: QtBot, user: str, field: str
) -> None:
    window = Window(StillDesk(), dressed, spoken, Memory(None))
    qtbot.addWidget(window)
    window.login.fill("http://127.0.0.1:9", user)
    window.show()
    qtbot.waitExposed(window)
    assert window.focusWidget() is getattr(window.login, field)


def test_a_window_that_comes_after_the_log_in_shows_the_work_at_once(
    dressed: Theme, spoken: Languages, qtbot: QtBot
) -> None:
    begun = BegunLogIn("http://127.0.0.1:9", "anna")
    begun.answer(None)
    window = Window(StillDesk(samples.idle(AgentStatus.BUSY)), dressed, spoken, Memory(None))
    qtbot.addWidget(window)
    window.login.fill("http://127.0.0.1:9", "anna")
    window.log_in.follow(begun)
    window.show()
    qtbot.waitExposed(window)
    assert window.main.isVisible()
    assert window.focusWidget() is window.main.band  # not a field nobody sees


def test_a_session_that_ends_elsewhere_leads_to_the_log_in_with_the_reason(at_work: House) -> None:
    at_work.desk.put(View())
    at_work.desk.tell(Reaction(notice=Notice(code="session_over", kind=Kind.PROBLEM)))
    at_work.settle()
    assert at_work.window.login.isVisible()
    assert at_work.window.login.problem.text() == "The session is over. Log in again."


def test_a_session_that_ends_in_a_call_leaves_the_call_its_buttons(house: House) -> None:
    house.show(replace(View(), phone=samples.in_call().phone))
    assert house.main.isVisible()
    assert house.main.call.buttons["hang_up"].isEnabled()
    house.show(View())
    assert house.window.login.isVisible()


def test_a_notice_is_shown_with_its_time_and_kept(at_work: House) -> None:
    at_work.desk.tell(Reaction(notice=Notice(code="caller_left", at=samples.NOW)))
    at_work.desk.tell(Reaction(notice=Notice(code="offer_missed", at=samples.NOW + 60_000)))
    at_work.settle()
    bar, kept = at_work.main.notice_bar, at_work.main.tabs.notices
    assert bar.isVisible()
    assert "You did not answer a call" in bar.text.text()  # F123
    assert [kept.item(at).text()[7:] for at in range(kept.count())] == [
        "You did not answer a call; it went back to the front of the queue. You are busy now.",
        "The caller hung up before you answered.",
    ]
    assert kept.item(0).text()[2] == ":"
    QTest.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert kept.count() == 2


def test_a_refusal_is_a_sentence(at_work: House) -> None:
    at_work.desk.tell(Reaction(notice=Notice(code="agent_has_call", kind=Kind.REFUSAL)))
    at_work.settle()
    assert at_work.main.notice_bar.text.text().endswith("You have a call.")


def test_closing_without_a_call_closes(at_work: House) -> None:
    assert at_work.window.close()
    assert not at_work.window.isVisible()


def test_closing_with_a_call_asks_in_the_window(house: House) -> None:
    house.show(samples.in_call())
    assert not house.window.close()
    house.settle()
    bar = house.main.close_bar
    assert house.window.isVisible()
    assert bar.isVisible()
    assert QApplication.activeModalWidget() is None
    QTest.mouseClick(bar.stay, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert house.desk.acted == []


def test_closing_anyway_hangs_up_first(house: House) -> None:
    house.show(samples.in_call())
    house.window.close()
    QTest.mouseClick(house.main.close_bar.hang_up, Qt.MouseButton.LeftButton)
    assert house.desk.acted == [("hang_up", NOTHING)]
    assert house.window.isVisible()
    house.show(samples.wrap_up())
    assert not house.window.isVisible()


def test_a_call_that_does_not_end_does_not_keep_the_window_open_for_ever(house: House, qtbot: QtBot) -> None:
    house.show(samples.in_call())
    house.window.close()
    QTest.mouseClick(house.main.close_bar.hang_up, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not house.window.isVisible(), timeout=10_000)


def test_one_bar_at_a_time_and_the_question_first(house: House) -> None:
    view = samples.in_call()
    house.show(replace(view, phone=replace(view.phone, problem="No sound device was found.")))
    house.desk.tell(Reaction(notice=Notice(code="connection_lost")))
    house.settle()
    house.window.close()
    house.settle()
    bars = (house.main.close_bar, house.main.notice_bar, house.main.sound_bar)
    assert [bar.isVisible() for bar in bars] == [True, False, False]
    house.main.close_bar.be_silent()
    assert [bar.isVisible() for bar in bars] == [False, True, False]
    house.main.notice_bar.be_silent()
    assert [bar.isVisible() for bar in bars] == [False, False, True]


def test_place_and_name_are_remembered_but_no_password(new_house: Callable[[Memory], House], tmp_path: Path) -> None:
    file = tmp_path / "deep" / "window.json"
    first = new_house(Memory(file))
    log_in(first)
    first.resize(640, 720)
    first.window.close()
    again = Memory(file).value
    assert (again.server, again.user) == ("http://127.0.0.1:9", "anna")
    assert b"secret" not in file.read_bytes()
    second = new_house(Memory(file))
    assert (second.window.width(), second.window.height()) == (640, 720)


@pytest.mark.expects_log("cannot be read")
def test_a_spoiled_memory_is_forgotten_with_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text("{", encoding="utf-8")
    assert Memory(file).value == Remembered()


@pytest.mark.expects_log("cannot be written")
def test_a_memory_that_cannot_be_written_costs_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    (tmp_path / "plain").write_text("", encoding="utf-8")
    memory = Memory(tmp_path / "plain" / "window.json")
    memory.change(user="anna")
    assert memory.value.user == "anna"
    assert not file.exists()


def test_clocks_run_only_while_something_counts(house: House) -> None:
    assert not house.window.ticker.running
    house.show(samples.idle(AgentStatus.READY))
    assert house.window.ticker.running
    house.show(View(link=Link.OFFLINE))
    assert not house.window.ticker.running


def test_side_by_side_when_there_is_room(at_work: House) -> None:
    assert at_work.main.tabs.y() > at_work.main.call.mapTo(at_work.main, at_work.main.call.rect().topLeft()).y()
    at_work.resize(960, 720)
    assert at_work.main.tabs.y() <= at_work.main.band.mapTo(at_work.main, at_work.main.band.rect().topLeft()).y()
    assert at_work.main.band.height() == 80
