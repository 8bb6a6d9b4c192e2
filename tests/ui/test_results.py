"""Callbacks, campaigns, results with their time, and what came before, on the real window (F068, F069, F100, F109)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QDateTime, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QTableView

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.client.story import ContactHistory, OpenCase
from agent_desktop.domain.messages import (
    AgentStatus,
    CaseKind,
    CaseState,
    Presence,
    ReportResult,
    ResultType,
)
from agent_desktop.ui import samples
from agent_desktop.ui.result_row import ResultRow
from agent_desktop.ui.when_menu import HOUR, CalendarPopup, WhenMenu
from agent_desktop.ui.window import USUAL

from .conftest import House

INFO = 3


def row(house: House) -> ResultRow:
    return house.main.tabs.info.result


def entry(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.objectName() == name).trigger()


def shown(house: House) -> House:
    house.resize(USUAL.width(), USUAL.height())
    house.main.tabs.setCurrentIndex(INFO)
    house.settle()
    return house


def choose(house: House, result: ResultType) -> None:
    """By keyboard: F11 opens the list, arrows choose, Enter takes."""
    house.window.activateWindow()
    row(house).ask()
    house.settle()
    popup = row(house).list.view()
    assert popup.isVisible()
    popup.setCurrentIndex(popup.model().index(row(house).list.findData(result), 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    house.settle()


def test_a_callback_is_offered_with_its_story_and_called_or_rejected(house: House) -> None:  # F068
    house.show(samples.callback())
    assert house.main.tabs.currentIndex() == INFO  # it comes forward by itself
    sheet = house.main.tabs.info.sheet
    assert "Ordered by the customer on the phone" in sheet.text("why")
    assert "Attempts so far: 2 (busy " in sheet.text("why")
    assert "Bo Lindqvist" in sheet.text("notes")
    assert "Support Svenska: missed" in sheet.text("calls")
    assert not row(house).isVisible()
    answer = house.main.button("answer")
    assert answer is not None
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    assert house.desk.acted == [("answer", NOTHING)]


def test_an_offer_of_a_campaign_says_so(house: House) -> None:  # F035 F068
    house.show(samples.campaign())
    assert house.main.card._kind.text() == "Campaign call"
    assert house.main.card.queue.text() == "Support Svenska – Vårkampanj 2026"
    assert "Campaign: Vårkampanj 2026" in house.main.tabs.info.sheet.text("why")


def test_a_result_is_chosen_by_keyboard_and_reported_at_once(house: House) -> None:  # F068 F100
    house.show(samples.in_call())
    shown(house)
    assert row(house).isVisible()
    assert not row(house).when.isVisible()
    choose(house, ResultType.CLOSING)
    assert house.desk.commanded == [("result", ReportResult(case=7, result=ResultType.CLOSING))]


def test_only_who_is_called_can_be_waited_for(house: House) -> None:
    house.show(samples.in_call())
    assert row(house).list.findData(ResultType.WAITING) == -1
    house.show(samples.called_back())
    assert row(house).list.findData(ResultType.WAITING) > 0


def test_what_the_server_has_is_shown_and_pending_cannot_be_changed(house: House) -> None:
    house.show(samples.called_back())
    shown(house)
    assert row(house).list.currentData() == ResultType.PRIVATE_CALLBACK
    assert row(house).state.text() == "✓"
    house.show(replace(samples.called_back(), pending=frozenset({"result"})))
    assert not row(house).list.isEnabled()
    assert row(house).state.text() == "…"


def when(house: House) -> WhenMenu:
    return row(house).menu


def test_a_time_is_chosen_relative_to_now(house: House) -> None:  # F069
    house.show(samples.called_back())
    shown(house)
    assert row(house).when.isVisible()
    entry(when(house), f"when_{HOUR}")
    entry(when(house), "when_now")
    report = ReportResult(case=7, result=ResultType.PRIVATE_CALLBACK)
    assert house.desk.commanded == [("result", replace(report, after_ms=HOUR)), ("result", report)]


def test_a_day_and_a_time_are_chosen_in_the_calendar_by_keyboard(house: House) -> None:  # F069
    house.show(replace(samples.called_back(), offset_ms=5_000))
    shown(house)
    entry(when(house), "when_calendar")
    calendar = when(house).calendar
    assert isinstance(calendar, CalendarPopup)
    assert calendar.isVisible()
    today = QDateTime.fromMSecsSinceEpoch(samples.NOW).date()
    assert calendar.days.minimumDate() == today
    assert calendar.days.selectedDate() == today.addDays(1)
    days = calendar.days.findChild(QTableView, "qt_calendar_calendarview")  # what has the focus in it
    QTest.keyClick(days, Qt.Key.Key_Right)
    calendar.time.setTime(QTime(14, 30))
    QTest.keyClick(calendar.ok, Qt.Key.Key_Space)
    assert not calendar.isVisible()
    at = QDateTime(today.addDays(2), QTime(14, 30)).toMSecsSinceEpoch()
    report = ReportResult(case=7, result=ResultType.PRIVATE_CALLBACK, at=at + 5_000)  # the server's clock is ahead
    assert house.desk.commanded == [("result", report)]


def test_escape_closes_the_calendar_and_reports_nothing(house: House) -> None:
    house.show(samples.called_back())
    shown(house)
    when(house).open_calendar()
    calendar = when(house).calendar
    assert calendar is not None
    QTest.keyClick(calendar.days, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert house.desk.commanded == []


def test_other_open_cases_of_the_customer_are_told(house: House) -> None:  # F081
    view = samples.in_call()
    other = OpenCase(id=4711, kind=CaseKind.EMAIL, state=CaseState.WAITING, queue="VIP")
    house.show(replace(view, story=replace(view.story, open=(other,))))
    assert house.main.tabs.info.sheet.text("open") == "E-mail 4711, VIP"


def test_earlier_cases_come_forward_with_the_call(house: House) -> None:  # F081, F109
    house.show(samples.idle(AgentStatus.READY))
    house.show(replace(samples.known_customer(), cris=()))
    assert house.main.tabs.currentIndex() == INFO
    sheet = house.main.tabs.info.sheet
    first, note, second, third, more = sheet.text("history").split("\n")
    assert first.endswith("Inbound call 4688, Support Svenska, Bo Lindqvist, Handled, Invoice, Bill, VIP")
    assert note.strip() == "Bo Lindqvist: Invoice 4711-22 was sent twice; credit it."
    assert second.endswith("Callback 4102, Support Svenska, Carla Fernández, Not reached")
    assert third.endswith("Inbound call 3977, Support Svenska, Hung up before an answer"), "nobody had it"
    assert QDateTime.fromMSecsSinceEpoch(samples.NOW - 40_000_000_000).toString("yyyy") in third
    assert more == "Older ones are not shown"
    assert sheet.text("calls") == "", "they are among these"


def test_the_keyboard_comes_to_the_earlier_cases(house: House) -> None:  # F125
    house.show(samples.known_customer())
    shown(house)
    section = house.window.findChild(QLabel, "sheet_history")
    assert section is not None
    assert section.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert section.accessibleName().startswith("Earlier cases of this customer: ")


def test_that_there_are_none_is_said_but_nothing_comes_forward_for_it(house: House) -> None:  # F109
    house.show(samples.idle(AgentStatus.READY))
    before = house.main.tabs.currentIndex()
    house.show(replace(samples.in_call(), cris=(), history=ContactHistory(known=True), recents=()))
    assert house.main.tabs.currentIndex() == before
    shown(house)
    assert house.main.tabs.info.sheet.text("history") == "None is on record"
    house.show(replace(samples.in_call(), cris=()))
    assert house.main.tabs.info.sheet.text("history") == "", "it is not known yet, or the server is older"


def test_a_reported_result_says_more_than_how_the_call_ended(house: House) -> None:
    view = samples.known_customer()
    row = replace(view.history.matters[0], result=ResultType.SUCCESS, concluded=(), notes=())
    house.show(replace(view, history=ContactHistory(known=True, matters=(row,))))
    assert house.main.tabs.info.sheet.text("history").endswith("Bo Lindqvist, Success")


def test_the_story_speaks_the_language(house: House) -> None:
    house.show(samples.callback())
    house.languages.choose("pl")
    house.settle()
    assert "Dotychczasowe próby: 2" in house.main.tabs.info.sheet.text("why")
    assert row(house).caption.text() == "Wynik"


def test_a_campaign_is_logged_in_to_from_its_menu_and_left_by_going_busy(house: House) -> None:  # F019
    idle = replace(samples.idle(AgentStatus.BUSY), campaigns=(("spring", "Vårkampanj 2026"),))
    house.show(idle)
    button = house.main.button("campaign")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = house.main.campaign_menu
    assert menu.isVisible()
    entry(menu, "campaign_spring")
    menu.close()
    assert house.desk.acted == [("campaign", Choice(campaign="spring"))]
    presence = Presence(agent="anna", status=AgentStatus.READY, campaign="spring", since=samples.NOW)
    house.show(replace(idle, presence=presence))
    house.main.trigger("campaign")
    assert house.main.busy_menu.isVisible()  # a break, with its reason, logs out
    house.main.busy_menu.close()
    house.show(replace(idle, presence=presence, reasons=()))
    house.main.trigger("campaign")
    assert house.desk.acted[-1] == ("campaign", NOTHING)


def test_without_campaigns_there_is_nothing_to_log_in_to(at_work: House) -> None:
    button = at_work.main.button("campaign")
    assert button is not None
    assert not button.isEnabled()
