"""The window's frame: where it stands, how large it is, and what its title says (F132)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.place import KEPT, LOWEST, SMALLEST, USUAL, has_room, in_view
from agent_desktop.ui.remembered import Memory

from .conftest import House

OFFICE = [QRect(0, 0, 1920, 1040), QRect(1920, 0, 2560, 1400)]


def test_a_window_whose_head_is_seen_stays_where_it_is() -> None:
    for corner in (QPoint(0, 0), QPoint(2200, 300), QPoint(1800, 900), QPoint(-300, 20)):
        assert in_view(QRect(corner, USUAL), OFFICE) == corner


def test_a_window_that_nobody_could_take_comes_back() -> None:
    home = OFFICE[:1]
    assert in_view(QRect(QPoint(2200, 300), USUAL), home) == QPoint(1920 - USUAL.width(), 1040 - USUAL.height())
    assert in_view(QRect(QPoint(100, -900), USUAL), home) == QPoint(100, 0)
    assert in_view(QRect(QPoint(-470, 20), USUAL), home) == QPoint(0, 20)
    large = QRect(5000, 5000, 3000, 2000)
    assert in_view(large, home) == QPoint(0, 0)


def test_a_place_on_a_screen_that_is_gone_is_not_taken(new_house: Callable[..., House], tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    first = new_house(Memory(file))
    first.window.move(QPoint(90_000, 70_000))
    first.settle()
    first.window.close()
    (screens,) = Memory(file).value.places
    second = new_house(Memory(file))
    frame, screen = second.window.frameGeometry(), second.window.screen().availableGeometry()
    assert frame.intersected(screen).width() > 400
    assert in_view(frame, [screen]) == frame.topLeft()
    second.window.place.keep()
    assert list(Memory(file).value.places) == [screens]


def test_each_arrangement_of_screens_has_its_place(new_house: Callable[..., House], tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.json")
    memory.change(places={f"screen {n}": b"" for n in range(KEPT)})
    house = new_house(memory)
    house.resize(700, 750)
    house.window.place.keep()
    places = memory.value.places
    assert len(places) == KEPT
    assert "screen 0" not in places
    assert list(places)[-1].startswith(house.window.screen().name())


def test_a_window_that_is_never_closed_has_its_place_too(new_house: Callable[..., House], tmp_path: Path) -> None:
    house = new_house(Memory(tmp_path / "window.json"))
    house.resize(650, 760)
    pause = house.window.place._pause
    assert pause.isActive()
    pause.timeout.emit()
    again = new_house(Memory(tmp_path / "window.json"))
    assert (again.window.width(), again.window.height()) == (650, 760)


def test_compact_and_full_by_a_key_and_remembered(new_house: Callable[..., House], tmp_path: Path) -> None:
    house = new_house(Memory(tmp_path / "window.json"))
    house.show(samples.idle(AgentStatus.READY))
    house.resize(960, 760)
    assert house.main.tabs.isVisible()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(house.window, Qt.Key.Key_K, control_shift)
    house.settle()
    assert not house.main.tabs.isVisible()
    assert house.window.size().height() == SMALLEST.height()
    house.window.close()
    again = new_house(Memory(tmp_path / "window.json"))
    again.show(samples.idle(AgentStatus.READY))
    assert not again.main.tabs.isVisible()
    entry = again.main.header.findChild(QAction, "menu_compact")
    assert isinstance(entry, QAction)
    entry.trigger()
    again.settle()
    assert again.main.tabs.isVisible()
    assert (again.window.width(), again.window.height()) == (960, 760)


def test_the_title_says_who_and_how_many_wait(at_work: House) -> None:
    assert at_work.window.windowTitle() == "13 waiting – Anna Svensson – Agent Desktop"  # of her queues, not of all
    view = samples.idle(AgentStatus.READY)
    quiet = tuple(replace(row, waiting=0) for row in view.queues)
    at_work.show(replace(view, queues=quiet))
    assert at_work.window.windowTitle() == "Anna Svensson – Agent Desktop"
    at_work.languages.choose("uk")
    at_work.show(view)
    assert at_work.window.windowTitle().startswith("13 очікують – Anna Svensson")


@pytest.mark.parametrize("width", [LOWEST.width(), 960])
def test_on_a_low_screen_band_status_and_answer_are_in_sight_and_the_rest_scrolls(house: House, width: int) -> None:
    """1080 lines at 200 %, or 768 at 150 %: what is not seen is found with Tab (F126)."""
    house.show(samples.in_call())
    house.resize(width, LOWEST.height())
    assert house.window.size() == QSize(width, LOWEST.height())
    main = house.main
    for part in (main.band, *main.statuses.buttons.values(), *main.call.buttons.values(), main.line.field):
        assert seen_whole(part), part.objectName()
    record = main.talk.buttons["record"]
    assert not seen_whole(record)
    main.talk.buttons["hold"].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(12):
        if house.window.focusWidget() is record:
            break
        QTest.keyClick(house.window.focusWidget(), Qt.Key.Key_Tab)
    assert house.window.focusWidget() is record
    assert seen_whole(record)
    house.show(samples.cut_off())  # a bar takes room, from what scrolls
    for part in (main.band, *main.call.buttons.values(), main.trouble_bar.text):
        assert seen_whole(part), part.objectName()
    house.resize(SMALLEST.width(), SMALLEST.height())
    house.show(samples.in_call())
    assert main.rows.verticalScrollBar().maximum() == 0


def test_on_a_low_screen_the_way_to_work_scrolls(house: House) -> None:  # F126
    house.resize(LOWEST.width(), 300)
    assert house.window.height() == LOWEST.height()
    login = house.window.login
    login.fail("bad_credentials")
    house.settle()
    assert seen_whole(login.password)
    login.password.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(6):
        if house.window.focusWidget() is login.button:
            break
        QTest.keyClick(house.window.focusWidget(), Qt.Key.Key_Tab)
    assert house.window.focusWidget() is login.button
    assert seen_whole(login.button)


def test_no_dialog_is_larger_than_the_screen(house: House) -> None:  # F126
    room = house.window.screen().availableGeometry()
    for size in (QSize(400, 300), QSize(5000, 4000)):
        had = has_room(house.window, size)
        assert had.width() <= room.width()
        assert had.height() < room.height()
        assert had == size or size.width() > room.width()


def seen_whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()
