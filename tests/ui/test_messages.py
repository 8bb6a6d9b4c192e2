"""Messages: written, sent when the server has them, shown as text in windows that close, kept (F051 F055 F058)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.client.mail import Mail
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, SendMessage
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import MESSAGES_SECONDS, MESSAGES_SMALL
from agent_desktop.ui import samples
from agent_desktop.ui.info_tabs import InfoTabs
from agent_desktop.ui.message_window import MessageWindow
from agent_desktop.ui.messages_part import PENDING, MessagesPart
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.window import USUAL

from .conftest import House

MARKUP = "<b>bold</b> <img src='http://127.0.0.1/x.png'> & <script>alert(1)</script>"


def came(view: View, text: str, number: int = 90, **fields: object) -> View:
    new = Mail(id=number, at=samples.NOW, text=text, sender="bo", sender_name="Bo Lindqvist")
    return replace(view, mail=(*view.mail, replace(new, **fields)))


def windows(house: House) -> list[MessageWindow]:
    return [window for window in house.window.letters.shown if window.isVisible()]


def test_a_message_is_written_to_who_is_right_clicked(at_work: House, tabs: InfoTabs) -> None:  # F055
    tabs.bring("agents")
    view = tabs.agents.view
    view.customContextMenuRequested.emit(view.visualRect(tabs.agents.table.index(1, 0)).center())
    entry = tabs.agents.menu.findChild(QAction, "agents_write")
    assert isinstance(entry, QAction)
    entry.trigger()
    at_work.settle()
    part = tabs.part(MessagesPart)
    assert tabs.current.row.id == "messages"
    assert part.to.currentText() == "Carla Fernández"
    QTest.keyClicks(part.text, "Lunch?")
    QTest.keyClick(part.text, Qt.Key.Key_Return)
    assert at_work.desk.commanded == [(PENDING, SendMessage(text="Lunch?", agent="carla"))]


def test_what_is_typed_stays_until_the_server_has_it(at_work: House, tabs: InfoTabs) -> None:  # F118
    part = tabs.part(MessagesPart)
    tabs.bring("messages")
    part.text.setPlainText("Lunch?")
    QTest.mouseClick(part.send, Qt.MouseButton.LeftButton)
    at_work.show(replace(samples.lively(), pending=frozenset((PENDING,))))
    assert (part.text.toPlainText(), part.send.isEnabled()) == ("Lunch?", False)
    at_work.show(samples.lively())  # refused, or the server out of reach
    assert (part.text.toPlainText(), part.send.isEnabled()) == ("Lunch?", True)
    QTest.mouseClick(part.send, Qt.MouseButton.LeftButton)
    at_work.show(came(samples.lively(), "Lunch?", sender="anna", mine=True))
    assert part.text.toPlainText() == ""


def test_who_may_not_write_reads_only(at_work: House, tabs: InfoTabs) -> None:  # F055
    part = tabs.part(MessagesPart)
    tabs.bring("messages")
    assert part.writing.isVisible()
    at_work.show(replace(samples.lively(), agent=samples.ME))
    assert not part.writing.isVisible()
    view = tabs.agents.view
    view.customContextMenuRequested.emit(view.visualRect(tabs.agents.table.index(1, 0)).center())
    entry = tabs.agents.menu.findChild(QAction, "agents_write")
    assert isinstance(entry, QAction)
    assert not entry.isEnabled()


@pytest.mark.parametrize("text", ["x" * 10_000, MARKUP], ids=["10,000 characters", "markup"])
def test_any_text_is_shown_as_it_is(at_work: House, tabs: InfoTabs, text: str) -> None:
    at_work.show(came(samples.lively(), text))
    window = windows(at_work)[-1]
    assert window.text.toPlainText() == text
    part = tabs.part(MessagesPart)
    tabs.bring("messages")
    assert part.list.item(part.list.count() - 1).text().endswith(text)
    assert at_work.main.tabs.notices.item(0).text().endswith(text)
    assert at_work.window.size().width() == USUAL.width()


def test_a_message_opens_a_window_that_takes_no_focus_and_closes_by_itself(
    at_work: House, tabs: InfoTabs, qtbot: QtBot
) -> None:
    field = at_work.main.line.field
    field.setFocus()
    at_work.show(came(samples.lively(), "Lunch?"))  # F058 F132
    (window,) = [one for one in windows(at_work) if one.mail.id == 90]
    QApplication.sendEvent(window, QEvent(QEvent.Type.Leave))  # another test's mouse may stand there
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # offscreen Qt activates all the same
    assert at_work.window.focusWidget() is field
    at_work.window.activateWindow()
    qtbot.waitUntil(window.timer.isActive, timeout=20_000)
    assert window.timer.interval() == 15_000
    window.activateWindow()
    qtbot.waitUntil(lambda: not window.timer.isActive(), timeout=20_000)  # the person is here
    at_work.window.activateWindow()
    qtbot.waitUntil(window.timer.isActive, timeout=20_000)
    window.timer.timeout.emit()
    assert not window.isVisible()


def test_what_the_agent_wrote_opens_no_window(at_work: House, tabs: InfoTabs) -> None:
    before = len(windows(at_work))
    at_work.show(came(samples.lively(), "Lunch?", sender="anna", mine=True))
    assert len(windows(at_work)) == before


def test_windows_of_messages_are_small_and_stay_if_it_is_chosen(
    new_house: Callable[..., House], qtbot: QtBot
) -> None:  # F058
    preferences = Preferences()
    house = new_house(Memory(None), preferences)
    preferences.change(MESSAGES_SECONDS, 0)
    house.show(came(samples.idle(AgentStatus.READY), "One"))
    preferences.change(MESSAGES_SMALL, "yes")
    house.show(came(samples.idle(AgentStatus.READY), "Two", 91))
    large, small = windows(house)
    assert not large.timer.isActive()
    assert (small.width(), small.height()) < (large.width(), large.height())


def test_an_answer_is_begun_from_the_window_by_keyboard(at_work: House, tabs: InfoTabs) -> None:
    at_work.show(came(samples.lively(), "Lunch?", sender="erik", sender_name="Erik Åkesson"))
    window = windows(at_work)[-1]
    window.activateWindow()
    window.answer.setFocus()
    QTest.keyClick(window.answer, Qt.Key.Key_Space)
    at_work.settle()
    assert tabs.current.row.id == "messages"
    assert tabs.part(MessagesPart).to.currentText() == "Erik Åkesson"


def test_nothing_of_the_former_person_is_left(at_work: House, tabs: InfoTabs) -> None:
    at_work.show(came(samples.lively(), "Lunch?"))
    assert windows(at_work)
    at_work.show(View())
    assert not windows(at_work)
    at_work.show(replace(samples.idle(AgentStatus.READY), agent=replace(samples.ME, id="bo")))
    assert at_work.main.tabs.notices.item(0).text() == "No messages"  # F051: since the log-in


@pytest.fixture(autouse=True)
def closed(at_work: House) -> Iterator[None]:
    yield
    at_work.window.letters.close()
    at_work.settle()
