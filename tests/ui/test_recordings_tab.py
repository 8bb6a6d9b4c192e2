"""Voice messages and recordings on the real window, by keyboard and by mouse (F037, F042)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_desktop.client.listened import PlayerState, PlayerView
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.recording_table import RecordingTable
from agent_desktop.ui.window import USUAL

from .conftest import House
from .test_tables import cells

MESSAGE, SECOND, CALL = (row.path for row in samples.RECORDINGS)


@pytest.fixture
def house(at_work: House) -> House:
    at_work.resize(USUAL.width(), 1000)
    at_work.main.tabs.bring("recordings")
    at_work.show(replace(samples.idle(AgentStatus.READY), recordings=samples.RECORDINGS))
    return at_work


@pytest.fixture
def part(house: House) -> RecordingTable:
    return house.main.tabs.part(RecordingTable)


def test_the_list_is_kept_up_to_date_while_it_is_seen(house: House) -> None:
    assert house.desk.looks
    house.main.tabs.setCurrentIndex(0)
    house.settle()
    assert not house.desk.looks


def test_it_says_who_for_which_queue_when_and_whether_it_was_heard(part: RecordingTable) -> None:  # F037
    rows = cells(part.table)
    assert rows[0][0] == "Eva Lindqvist +46701234567"
    assert (rows[0][1], rows[0][3]) == ("Support Svenska", "New 0:41")
    assert (rows[1][0], rows[1][3]) == ("+46850012300", "Heard 0:12")
    assert (rows[2][0], rows[2][3]) == ("Case 25", "Call 3:12")


def test_by_mouse_it_is_played_paused_sought_and_called_back(house: House, part: RecordingTable) -> None:  # F037
    at = part.view.visualRect(part.table.index(0, 0)).center()
    QTest.mouseClick(part.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    QTest.mouseClick(part.play, Qt.MouseButton.LeftButton)
    assert house.desk.played == [(MESSAGE, 0)]
    now = house.main._now()
    playing = PlayerView(path=MESSAGE, state=PlayerState.PLAYING, since=now)
    house.show(replace(house.main.view, player=playing))
    house.pass_time(10_000)
    assert (part.place.value(), part.time.text()) == (10_000, "0:10 / 0:41")
    QTest.mouseClick(part.play, Qt.MouseButton.LeftButton)
    assert house.desk.played[1:] == [None]
    QTest.mouseClick(
        part.place, Qt.MouseButton.LeftButton, pos=QPoint(part.place.width() - 8, part.place.height() // 2)
    )
    path, place = house.desk.played[2] or ("", 0)
    assert path == MESSAGE
    assert place > 10_000
    QTest.mouseDClick(part.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert house.desk.played[-1] == (MESSAGE, 0)
    QTest.mouseClick(part.call, Qt.MouseButton.LeftButton)
    assert house.main.line.field.text() == "+46701234567"
    assert house.desk.acted == []  # nobody is called by a click in a list


def test_by_keyboard_alone_it_is_played_paused_sought_and_called_back(house: House, part: RecordingTable) -> None:
    part.filter.setFocus()  # F037
    QTest.keyClicks(part.filter, "leverans")
    assert len(part.table.rows) == 1
    QTest.keyClick(part.filter, Qt.Key.Key_Down)
    assert part.view.hasFocus()
    QTest.keyClick(part.view, Qt.Key.Key_Return)
    assert house.desk.played == [(SECOND, 0)]
    playing = PlayerView(path=SECOND, state=PlayerState.PLAYING, since=house.main._now())
    house.show(replace(house.main.view, player=playing))
    house.pass_time(4_000)
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    assert house.desk.played[1:] == [None]
    paused = PlayerView(path=SECOND, state=PlayerState.PAUSED, from_ms=4_000)
    house.show(replace(house.main.view, player=paused))
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    assert house.desk.played[2:] == [(SECOND, 4_000)]
    part.place.setFocus()
    QTest.keyClick(part.place, Qt.Key.Key_Right)
    assert house.desk.played[3:] == [(SECOND, 9_000)]
    part.view.setFocus()
    QTest.keyClick(part.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert house.main.line.field.text() == "+46850012300"


def test_of_another_one_than_is_heard_nothing_is_shown(house: House, part: RecordingTable) -> None:
    house.show(replace(house.main.view, player=PlayerView(path=MESSAGE, state=PlayerState.PAUSED, from_ms=7_000)))
    assert part.time.text() == "0:07 / 0:41"
    part.view.selectRow(2)
    assert part.time.text() == "0:00 / 3:12"
    assert part.place.value() == 0
    assert not part.call.isEnabled(), "whose call it was is in no list"
    assert part.play.accessibleName() == "Play (Space)"


def test_what_is_fetched_says_so_and_what_has_no_length_has_no_slider(house: House, part: RecordingTable) -> None:
    row = replace(samples.RECORDINGS[0], ms=0)
    player = PlayerView(path=MESSAGE, state=PlayerState.FETCHING)
    house.show(replace(house.main.view, recordings=(row,), player=player))
    assert part.time.text() == "Fetching …"
    assert not part.place.isEnabled()
    assert cells(part.table)[0][3] == "New"


def test_the_choice_stays_when_the_list_is_another_one(house: House, part: RecordingTable) -> None:
    part.view.selectRow(1)
    house.show(replace(house.main.view, recordings=samples.RECORDINGS[1:]))
    row = part.current()
    assert row is not None
    assert row.path == SECOND


def test_the_words_follow_the_language(house: House, part: RecordingTable) -> None:
    house.languages.choose("sv")
    house.settle()
    assert cells(part.table)[1][3] == "Avlyssnat 0:12"
    assert part.play.accessibleName() == "Spela upp (Space)"
