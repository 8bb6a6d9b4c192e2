"""Recent calls and the address book on the real window, by keyboard and by mouse (F022, F034, F054, F123)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from agent_desktop.client.action import Choice
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.window import USUAL

from .conftest import House
from .test_tables import cells

RECENTS, BOOK = 5, 6


@pytest.fixture
def recents(at_work: House) -> House:
    at_work.resize(USUAL.width(), USUAL.height())
    at_work.main.tabs.setCurrentIndex(RECENTS)
    at_work.settle()
    return at_work


@pytest.fixture
def book(recents: House) -> House:
    recents.main.tabs.setCurrentIndex(BOOK)
    recents.settle()
    return recents


def double_click(view: QTableView, row: int) -> None:
    at = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))


def test_recent_calls_say_who_when_and_what_came_of_them(recents: House) -> None:  # F123
    rows = cells(recents.main.tabs.recents.table)
    assert rows[0][0] == "Eva Lindqvist +46701234567"
    assert (rows[0][1], rows[0][3]) == ("Support Svenska", "Not answered")
    assert rows[1][3] == "Dialled 3:09"
    assert (rows[2][0], rows[2][3]) == ("Number withheld", "Received 0:20")
    assert rows[3][3] == "Not reached"


def test_a_double_click_puts_the_number_into_the_dial_field_and_enter_calls(recents: House) -> None:  # F022
    double_click(recents.main.tabs.recents.view, 0)
    field = recents.main.line.field
    assert field.text() == "+46701234567"
    assert field.hasFocus()
    assert recents.desk.acted == []  # nobody is called by a click in a list
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert recents.desk.acted == [("call", Choice(number="+46701234567"))]


def test_by_keyboard_alone_a_colleague_is_called_again(recents: House) -> None:  # F022 F061
    part = recents.main.tabs.recents
    part.filter.setFocus()
    QTest.keyClicks(part.filter, "bo")
    assert len(part.table.rows) == 1
    QTest.keyClick(part.filter, Qt.Key.Key_Down)
    assert part.view.hasFocus()
    QTest.keyClick(part.view, Qt.Key.Key_Return)
    QTest.keyClick(recents.main.line.field, Qt.Key.Key_Return)
    assert recents.desk.acted == [("call", Choice(agent="bo"))]


def test_nothing_is_dialled_of_a_withheld_number(recents: House) -> None:
    double_click(recents.main.tabs.recents.view, 2)
    assert recents.main.line.field.text() == ""


def test_the_words_follow_the_language(recents: House) -> None:
    recents.languages.choose("sv")
    recents.settle()
    assert cells(recents.main.tabs.recents.table)[0][3] == "Inte besvarat"


def test_the_address_book_has_favourites_first_and_tells_its_mistakes(book: House) -> None:  # F054
    part = book.main.tabs.book
    rows = cells(part.table)
    assert rows[0] == ["Håkan Öberg", "+46850012300", "Öbergs Bygg AB"]
    assert [row[0] for row in rows] == ["Håkan Öberg", "Eva Lindqvist", "Håkan Öberg", "Оксана Мельник"]
    assert part.mistakes.isVisible()
    assert "people.csv, line 14: ask Bo" in part.mistakes.text()
    assert "line 31" in part.mistakes.toolTip()


def test_a_favourite_is_made_with_the_star_and_with_its_key(book: House) -> None:  # F034
    part = book.main.tabs.book
    part.view.selectRow(1)
    QTest.mouseClick(part.star, Qt.MouseButton.LeftButton)
    assert book.desk.favoured == [("+46701234567", True)]
    part.view.setFocus()
    part.view.selectionModel().setCurrentIndex(part.table.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QTest.keyClick(part.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert book.desk.favoured[-1] == ("+46850012300", False)


def test_the_chosen_person_stays_chosen_as_a_favourite(book: House) -> None:
    part = book.main.tabs.book
    part.view.selectRow(3)
    view = replace(samples.idle(AgentStatus.READY), favourites=("+380441234567",))
    book.show(view)
    row = part.current()
    assert row is not None
    assert (row.number, part.view.currentIndex().row()) == ("+380441234567", 0)


def test_a_person_of_the_book_is_found_by_the_dial_field_and_called(at_work: House) -> None:  # F054
    line = at_work.main.line
    line.field.setFocus()
    QTest.keyClicks(line.field, "berg")
    at_work.settle()
    assert [row.id for row in line.found._targets] == ["+46705550177", "+46850012300"]
    QTest.keyClick(line.field, Qt.Key.Key_Down)
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert at_work.desk.acted == [("call", Choice(number="+46850012300"))]


def test_an_empty_dial_field_has_the_last_ones_and_the_favourites_at_hand(at_work: House) -> None:  # F022 F034
    line = at_work.main.line
    line.field.setFocus()
    QTest.keyClick(line.field, Qt.Key.Key_Down)
    assert [row.id for row in line.found._targets][:2] == ["+46850012300", "+46701234567"]


def test_an_offer_has_the_name_that_the_book_knows(at_work: House) -> None:  # F054
    view = samples.offered()
    assert view.details is not None
    at_work.show(replace(view, details=replace(view.details, name=""), known="Eva Lindqvist"))
    assert at_work.main.card.name.text() == "Eva Lindqvist"


def test_a_number_from_a_list_is_not_put_where_nobody_can_dial(recents: House) -> None:
    recents.show(samples.offered())
    double_click(recents.main.tabs.recents.view, 0)
    assert recents.main.line.field.text() == ""


@pytest.mark.parametrize("tab", range(7))
def test_no_tab_takes_room_from_the_call(at_work: House, tab: int) -> None:
    at_work.resize(USUAL.width(), USUAL.height())
    card, tall = at_work.main.card, at_work.main.note.height()
    wanted = card.height()
    at_work.main.tabs.setCurrentIndex(tab)
    at_work.settle()
    assert (card.height(), at_work.main.note.height()) == (wanted, tall)
    assert at_work.main.tabs.height() >= 100
