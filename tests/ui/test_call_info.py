"""Call information and the number pad on the real window (F029, F046–F049, F053)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from agent_desktop.client.action import Choice
from agent_desktop.client.call_info import CriRow
from agent_desktop.domain.messages import AgentStatus, SetCri
from agent_desktop.ui import samples
from agent_desktop.ui.call_info import CallInfo
from agent_desktop.ui.cri_field import open_page
from agent_desktop.ui.tags_button import TagsButton
from agent_desktop.ui.window import SMALLEST, USUAL

from .conftest import House

INFO, PAD = 3, 4


def info(house: House) -> CallInfo:
    return house.main.tabs.info


def line(house: House, name: str) -> QLineEdit:
    field = info(house).rows[name].field
    assert isinstance(field, QLineEdit)
    return field


def test_a_case_with_information_turns_to_it_and_back(house: House) -> None:  # F053
    house.show(samples.idle(AgentStatus.READY))
    house.main.tabs.setCurrentIndex(1)
    house.show(samples.in_call())
    assert house.main.tabs.currentIndex() == INFO
    assert house.main.tabs.tabText(INFO) == "Call information"
    house.show(samples.idle(AgentStatus.READY))
    assert house.main.tabs.currentIndex() == 1


def test_it_does_not_turn_away_from_who_works_in_a_tab(house: House) -> None:  # F132
    house.show(samples.idle(AgentStatus.READY))
    house.main.tabs.setCurrentIndex(1)
    house.main.tabs.agents.filter.setFocus()
    house.show(samples.in_call())
    assert house.main.tabs.currentIndex() == 1


def test_the_queues_values_are_shown_and_others_are_not(house: House) -> None:  # F046
    house.show(samples.in_call())
    assert list(info(house).rows) == ["customer_no", "delivery", "matter", "order", "tags"]


def test_a_changed_value_is_sent_once_and_shown_as_kept(house: House) -> None:  # F046
    house.show(samples.in_call())
    field = line(house, "order")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "SO-7")
    assert house.desk.commanded == []  # not while one types
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert house.desk.commanded == [("cri:order", SetCri(case=7, name="order", value="SO-7"))]
    state = info(house).rows["order"].state
    assert state.text() == "…"
    view = samples.in_call()
    cris = tuple(replace(row, value="SO-7") if row.name == "order" else row for row in view.cris)
    house.show(replace(view, cris=cris))
    assert (state.text(), field.text()) == ("✓", "SO-7")
    assert len(house.desk.commanded) == 1


def test_news_does_not_write_over_what_is_being_typed(house: House) -> None:  # F118
    view = samples.in_call()
    house.show(view)
    house.window.activateWindow()
    field = line(house, "order")
    field.setFocus()
    QTest.keyClicks(field, "x")
    typed = field.text()
    cris = tuple(replace(row, value="other") if row.name == "order" else row for row in view.cris)
    house.show(replace(view, cris=cris))
    assert field.text() == typed


def test_a_choice_is_chosen(house: House) -> None:
    house.show(samples.in_call())
    field = info(house).rows["matter"].field
    assert isinstance(field, QComboBox)
    assert field.currentText() == "Invoice"
    field.activated.emit(field.findText("Order"))
    assert house.desk.commanded == [("cri:matter", SetCri(case=7, name="matter", value="Order"))]


def test_a_value_is_fetched_by_name_and_the_name_is_remembered(house: House) -> None:  # F047
    house.show(samples.in_call())
    fetch = info(house).fetch
    fetch.setFocus()
    QTest.keyClicks(fetch, "Language")
    QTest.keyClick(fetch, Qt.Key.Key_Return)
    assert info(house).rows["language"].field.text() == "sv"  # type: ignore[union-attr]
    assert house.window._memory.value.fetched == ("language",)
    QTest.keyClicks(fetch, "shoe_size")
    QTest.keyClick(fetch, Qt.Key.Key_Return)
    assert info(house).empty.text() == "This case has no shoe_size"
    house.show(samples.idle(AgentStatus.READY))
    house.show(samples.in_call())
    assert "language" not in info(house).rows  # asked for again with each case


def test_only_web_pages_are_opened(house: House) -> None:  # F048
    house.show(samples.in_call())
    opened: list[str] = []
    row = info(house).rows["customer_no"]
    row._browse = lambda url: not opened.append(url)
    QTest.mouseClick(row.page, Qt.MouseButton.LeftButton)
    assert opened == ["https://127.0.0.1/customer/4711-22"]
    for url in ("file:///etc/passwd", "javascript:alert(1)", "ftp://x/", "", " https://x"):
        assert not open_page(url)


def test_markup_and_length_of_a_value_are_only_text(house: House) -> None:
    long = "<b>x</b>" * 1250
    row = CriRow(name="order", value=long)
    house.show(replace(samples.in_call(), cris=(row,)))
    field = info(house).rows["order"].field
    assert field.text() == long  # type: ignore[union-attr]
    assert field.width() <= house.main.width()


def test_the_pad_sends_digits_by_mouse_and_keyboard(house: House) -> None:  # F029
    house.show(samples.in_call())
    house.main.tabs.setCurrentIndex(PAD)
    pad = house.main.tabs.pad
    QTest.mouseClick(pad.keys["5"], Qt.MouseButton.LeftButton)
    pad.setFocus()
    QTest.keyClicks(pad, "1#a")
    assert house.desk.digits == "51#"
    assert pad.sent.text() == "51#"
    house.show(samples.idle(AgentStatus.READY))
    assert pad.sent.text() == ""
    assert not pad.keys["5"].isEnabled()


def test_a_double_click_on_a_colleague_calls(house: House) -> None:  # F049
    house.show(samples.in_call())
    house.main.tabs.setCurrentIndex(1)
    house.settle()
    view = house.main.tabs.agents.view
    view.doubleClicked.emit(view.model().index(0, 0))
    assert house.desk.acted == [("call", Choice(agent="bo"))]
    house.window.activateWindow()
    view.setFocus()
    house.settle()
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert house.desk.acted[1] == ("call", Choice(agent="daryna"))


def tags(house: House) -> TagsButton:
    field = info(house).rows["tags"].field
    assert isinstance(field, TagsButton)
    return field


def test_tags_are_ticked_in_a_menu_that_stays_open(house: House) -> None:  # F109
    house.resize(USUAL.width(), 1000)
    house.show(samples.in_call())
    assert tags(house).text() == "Bill, VIP"
    menu = tags(house).menu()
    menu.popup(house.window.pos())
    for _ in range(2):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert house.desk.commanded == [("cri:tags", SetCri(case=7, name="tags", value="Bill, Moved house, VIP"))]
    first = menu.actions()[0]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(first).center())
    assert house.desk.commanded[1:] == [("cri:tags", SetCri(case=7, name="tags", value="Moved house, VIP"))]
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_many_tags_make_no_window_wide_and_none_says_so(house: House) -> None:
    row = next(row for row in samples.CRIS if row.name == "tags")
    many = tuple(f"Tag & number {n}" for n in range(40))
    house.show(replace(samples.in_call(), cris=(replace(row, choices=many, value=", ".join(many)),)))
    assert house.window.width() == SMALLEST.width()
    assert tags(house).accessibleName() == "tags"
    house.show(replace(samples.in_call(), cris=(replace(row, value=""),)))
    assert tags(house).text() == "–"
