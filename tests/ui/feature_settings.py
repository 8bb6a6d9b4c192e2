"""Scenarios of messages, figures, settings, report and manual; see test_each_tab.py."""

from __future__ import annotations

import logging
import re
import zipfile

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QTableView

from agent_desktop.client.signals import BY_ID
from agent_desktop.domain.messages import SYSTEM, Held, SendMessage
from agent_desktop.phone.port import PlaySound
from agent_desktop.settings.options import MESSAGES_SECONDS, MESSAGES_SMALL
from agent_desktop.ui.manual_dialog import ManualDialog
from agent_desktop.ui.message_window import MessageWindow
from agent_desktop.ui.messages_part import MessagesPart
from agent_desktop.ui.parameters_page import ParametersPage
from agent_desktop.ui.report_dialog import ReportDialog
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.statistics_tab import StatisticsTab

from .feature_hands import Hand, Keyboard
from .feature_room import CALLER, ME, Room
from .feature_tabs import CLAIRE, leave_alone, served, shows

MARKUP = "<b>bold</b> <img src='http://127.0.0.1/x.png'> "
LONG = MARKUP + "x" * (10_000 - len(MARKUP))


# --- figures -----------------------------------------------------------------------------------------------------


@shows("F050", "F057")
def today_beside_a_chosen_day_with_its_week(room: Room, hand: Hand) -> None:
    hand.tab(room, "statistics")
    part = room.main.tabs.part(StatisticsTab)

    def taken() -> tuple[str, str]:
        """The server's book is a moment behind its log: somebody looks again."""
        hand.tab(room, "pad")
        hand.tab(room, "statistics")
        found = {row.what: (row.today, row.chosen) for row in part.table.rows}
        return found.get("Queue calls taken", ("", ""))

    room.holds(lambda: taken()[1] == "1")  # yesterday's
    before = int(taken()[0])
    served(room, hand, "1000")
    room.holds(lambda: int(taken()[0]) > before)  # what other scenarios served may be written down late, too
    assert taken()[1] == "1"
    words = {row.what for row in part.table.rows}
    assert {"Ready", "Wrap-up", "Cases of Customer service"} <= words
    assert "1 Queue calls taken" in part.chart.accessibleDescription()
    hand.press(room, part.export)
    (files,) = (one for one in part.findChildren(QFileDialog, "statistics_files") if one.isVisible())
    place = room.folder / f"week-{hand.name}.csv"
    name, buttons = files.findChild(QLineEdit), files.findChild(QDialogButtonBox)
    assert name is not None
    assert buttons is not None
    room.come_forward(files)
    hand.focus(room, name)
    QTest.keyClick(name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(name, str(place))
    if (list_ := QApplication.activePopupWidget()) is not None:  # of the files that begin so
        QTest.keyClick(list_, Qt.Key.Key_Escape)
    hand.press(room, buttons.button(QDialogButtonBox.StandardButton.Save))
    room.holds(place.is_file)
    day = part.day.date()
    head, queue_taken, *_ = place.read_text(encoding="utf-8").splitlines()
    at = head.split(",").index(day.toString(Qt.DateFormat.ISODate))
    assert queue_taken.split(",")[at] == "1"
    _choose_day(room, hand, part, day.addDays(-1))
    room.holds(lambda: part.day.date() == day.addDays(-1))
    room.holds(lambda: taken()[1] == "0")
    part.day.setDate(day)


def _choose_day(room: Room, hand: Hand, part: StatisticsTab, day: QDate) -> None:
    """A calendar for the mouse; for keys the date is typed."""
    if isinstance(hand, Keyboard):
        hand.focus(room, part.day)
        QTest.keyClick(part.day, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(part.day, day.toString(part.day.displayFormat()))
        QTest.keyClick(part.day, Qt.Key.Key_Return)
        return
    arrow = part.day.rect().topRight() + QPoint(-8, part.day.height() // 2)
    QTest.mouseClick(part.day, Qt.MouseButton.LeftButton, pos=arrow)
    calendar = part.day.calendarWidget()
    room.holds(calendar.isVisible)
    view = calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert view is not None
    cells = (view.model().index(row, at) for row in range(1, 7) for at in range(8))
    wanted = [cell for cell in cells if cell.data() == day.day() and abs(cell.row() - (day.day() + 6) // 7) <= 1]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(wanted[0]).center())


# --- messages ----------------------------------------------------------------------------------------------------


@shows("F051", "F058")
def messages_in_windows_that_close_and_in_the_history(room: Room, hand: Hand) -> None:
    room.ask(SendMessage(text="Who has the key?", agent=ME), CLAIRE)
    first = _message(room, "Who has the key?")
    hand.press(room, first.answer)
    room.holds(lambda: room.main.tabs.current.row.id == "messages")
    part = room.main.tabs.part(MessagesPart)
    room.holds(lambda: part.to.currentText() == "Claire Ny")
    hand.open(room, "settings")
    dialog = _settings(room, hand, 1)
    seconds, small = room.widget("setting_messages.seconds"), room.widget("setting_messages.small")
    hand.focus(room, seconds)
    QTest.keyClick(seconds, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(seconds, "1")
    hand.choose(room, small, small.findData("yes"))
    room.holds(lambda: room.preferences[MESSAGES_SMALL] == "yes")
    assert room.preferences[MESSAGES_SECONDS] == 1
    dialog.close()
    field = room.main.line.field
    hand.focus(room, field)
    room.ask(SendMessage(text=LONG, agent=ME), CLAIRE)
    second = _message(room, LONG)
    assert second.text.toPlainText() == LONG  # as text, and whole
    assert second.width() < 400
    assert room.window.focusWidget() is field  # F132
    gone: list[bool] = []
    second.destroyed.connect(lambda: gone.append(True))
    room.come_forward()
    leave_alone(second)
    room.holds(lambda: bool(gone))
    room.ask(SendMessage(text="The server restarts at 18", queue="service"), SYSTEM)
    hand.tab(room, "history")
    history = room.main.tabs.notices
    room.holds(lambda: history.item(0).text().endswith("The system: The server restarts at 18"))
    assert history.item(1).text().endswith(LONG)
    assert history.item(2).text().endswith("Claire Ny: Who has the key?")
    room.preferences.change(MESSAGES_SECONDS, MESSAGES_SECONDS.default)
    room.preferences.change(MESSAGES_SMALL, MESSAGES_SMALL.default)
    room.window.letters.close()


def _message(room: Room, text: str) -> MessageWindow:
    room.holds(lambda: any(one.mail.text == text for one in room.window.letters.shown))
    return next(one for one in room.window.letters.shown if one.mail.text == text)


def _settings(room: Room, hand: Hand, page: int) -> SettingsDialog:
    dialog = room.window.dialogs.made["settings"]
    assert isinstance(dialog, SettingsDialog)
    listed: QAbstractItemView = dialog.list
    hand.line(room, listed, page)
    room.holds(lambda: dialog.stack.currentIndex() == page)
    return dialog


@shows("F133", "F051")
def a_customer_on_hold_is_called_to_mind(room: Room, hand: Hand) -> None:
    room.talking()
    hand.act(room, "hold")
    room.until(lambda view: view.talk.held is Held.HOLD)
    hand.tab(room, "history")
    room.holds(lambda: "hold" in room.main.notice_bar.text.text())
    room.holds(lambda: room.main.tabs.notices.item(0).text() == room.main.notice_bar.text.text())
    hand.act(room, "hold")
    room.until(lambda view: view.talk.held is None and not view.pending)


# --- settings ----------------------------------------------------------------------------------------------------


@shows("F059")
def a_sound_of_the_pc_for_an_event(room: Room, hand: Hand) -> None:
    file = room.folder / f"bell {hand.name}.wav"
    file.write_bytes(b"RIFF")
    hand.open(room, "settings")
    dialog = _settings(room, hand, 2)
    hand.enter(room, room.widget("sound_file_ring"), str(file), room.widget("sound_test_ring"))
    room.holds(lambda: room.preferences[BY_ID["ring"].file] == file)
    dialog.close()
    leg = room.ringing()
    assert room.switch.phone.told(PlaySound)[-1].file == str(file)
    room.hang_up(leg)
    room.rest()
    file.unlink()
    leg = room.ringing()
    assert room.switch.phone.told(PlaySound)[-1].file.endswith("ring.wav")  # the house's: never silence
    room.holds(lambda: file.name in room.main.notice_bar.text.text())
    room.hang_up(leg)
    room.rest()
    hand.open(room, "settings")
    _settings(room, hand, 2)
    assert "gone" in room.widget("sound_hint_ring").text()
    dialog.close()
    room.preferences.change(BY_ID["ring"].file, None)


@shows("F064")
def every_parameter_with_its_source_and_nothing_to_change(room: Room, hand: Hand) -> None:
    hand.open(room, "settings")
    dialog = _settings(room, hand, 5)
    page = dialog.pages["parameters"]
    assert isinstance(page, ParametersPage)
    assert page.table.rowCount() > 30
    hand.focus(room, page.filter)
    QTest.keyClicks(page.filter, "report.folder")
    assert page.table.rowCount() == 1
    assert page.table.rows[0].value == str(room.folder / "share")
    assert "machine.ini" in str(page.table.index(0, 2).data())
    hand.take(room, page.view, 0)
    assert not page.table.flags(page.table.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert page.view.state() is not QAbstractItemView.State.EditingState
    page.filter.clear()
    dialog.close()


# --- report and manual -------------------------------------------------------------------------------------------


@shows("F066")
def an_error_report_where_ect_ini_says(room: Room, hand: Hand) -> None:
    room.talking()
    room.log.handle(logging.LogRecord("x", logging.INFO, "", 0, "dialled %s for Eva Lindqvist", (CALLER,), None))
    hand.open(room, "report")
    dialog = room.window.dialogs.made["report"]
    assert isinstance(dialog, ReportDialog)
    hand.focus(room, dialog.words)
    QTest.keyClicks(dialog.words, f"Nothing was heard of {CALLER}")
    seen: dict[str, str] = {}
    for row in range(dialog.list.count()):
        hand.line(room, dialog.list, row)
        seen[dialog.list.item(row).text()] = dialog.text.toPlainText()
    assert "Nothing was heard of [removed]" in seen["about.txt"]
    assert "dialled [removed] for [removed]" in seen["log.txt"]
    before = set(_reports(room))
    hand.press(room, dialog.save_button)
    room.holds(lambda: "Saved" in dialog.bar.text.text())
    (path,) = set(_reports(room)) - before
    with zipfile.ZipFile(room.folder / "share" / path) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}
    assert saved == seen
    assert not re.search(r"Lindqvist|46701234567|secret-anna", "".join(saved.values()))
    dialog.words.clear()
    dialog.close()


def _reports(room: Room) -> list[str]:
    place = room.folder / "share"
    return [file.name for file in place.iterdir()] if place.is_dir() else []


@shows("F067")
def the_manual_is_searched(room: Room, hand: Hand) -> None:
    hand.open(room, "manual")
    dialog = room.window.dialogs.made["manual"]
    assert isinstance(dialog, ManualDialog)
    hand.focus(room, dialog.search)
    QTest.keyClicks(dialog.search, "service level")
    assert dialog.text.textCursor().selectedText().casefold() == "service level"
    assert re.fullmatch(r"1 of \d+", dialog.found.text())
    dialog.search.clear()
    QTest.keyClicks(dialog.search, "zzzz")
    assert dialog.found.text() == "Nothing found."
    dialog.search.clear()
    dialog.close()
