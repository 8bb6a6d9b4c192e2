"""Nothing moves or blinks where the person or the PC wants it so, and nothing of what it meant is lost (F125)."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle

from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import WINDOW_MOTION
from agent_desktop.ui.meters import HEARD, STEPS, Meter
from agent_desktop.ui.motion import Motion
from agent_desktop.ui.theme import Theme

PATIENCE_S = 20.0


class System:
    """A PC whose settings a person may change; ``asked`` has each time they were looked at."""

    def __init__(self) -> None:
        self.less = False
        self.asked: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self.answers = threading.Event()
        self.answers.set()

    def __call__(self) -> bool:
        less = self.less
        self.asked.put(less)
        self.answers.wait(PATIENCE_S)
        return less


@pytest.fixture
def room(qapp: QApplication, dressed: Theme) -> Iterator[tuple[Motion, System, Preferences]]:
    system, preferences = System(), Preferences()
    preferences.change(WINDOW_MOTION, "full")
    motion = Motion(qapp, dressed, preferences, system)
    yield motion, system, preferences
    preferences.change(WINDOW_MOTION, "full")
    motion.deleteLater()


def test_the_option_stops_the_cursor_the_menus_and_what_qt_moves(
    room: tuple[Motion, System, Preferences], dressed: Theme
) -> None:
    _, system, preferences = room
    flash = QApplication.cursorFlashTime()
    assert flash > 0
    preferences.change(WINDOW_MOTION, "reduced")
    field = QLineEdit()
    field.ensurePolished()
    assert QApplication.cursorFlashTime() == 0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    assert field.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, field) == 0
    preferences.change(WINDOW_MOTION, "full")
    assert QApplication.cursorFlashTime() == flash
    assert system.asked.empty()  # nobody asked for the PC's own setting


def test_the_pc_s_own_setting_is_followed_whenever_the_person_comes_back(
    room: tuple[Motion, System, Preferences], dressed: Theme, qapp: QApplication
) -> None:
    _, system, preferences = room

    def until(still: bool) -> None:
        system.asked.get(timeout=PATIENCE_S)
        deadline = time.monotonic() + PATIENCE_S
        while dressed.still is not still:
            assert time.monotonic() < deadline
            qapp.processEvents()

    system.less = True
    preferences.change(WINDOW_MOTION, "system")
    until(still=True)
    system.less = False
    for state in (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive):
        qapp.applicationStateChanged.emit(state)
    until(still=False)


def test_a_change_is_seen_that_comes_while_an_answer_is_awaited(
    room: tuple[Motion, System, Preferences], dressed: Theme, qapp: QApplication
) -> None:
    _, system, preferences = room
    system.answers.clear()
    preferences.change(WINDOW_MOTION, "system")
    system.asked.get(timeout=PATIENCE_S)
    system.less = True  # the answer on its way does not know it
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    system.answers.set()
    deadline = time.monotonic() + PATIENCE_S
    while not dressed.still:
        assert time.monotonic() < deadline
        qapp.processEvents()


def test_what_is_told_after_the_end_reaches_nobody(
    room: tuple[Motion, System, Preferences], dressed: Theme, qapp: QApplication
) -> None:
    motion, system, preferences = room
    system.less = True
    motion.close()
    preferences.change(WINDOW_MOTION, "system")
    system.asked.get(timeout=PATIENCE_S)
    assert motion.asking is not None
    motion.asking.join(PATIENCE_S)
    qapp.processEvents()
    assert not dressed.still


def test_a_meter_that_stands_still_says_silent_heard_or_too_loud(qapp: QApplication, dressed: Theme) -> None:
    meter = Meter(dressed, "meter")
    levels = (-60.0, -40.0, -20.0, -10.0, 0.0, -60.0)

    def shown() -> list[int]:
        steps = []
        for level in levels:
            meter.show_level(level)
            steps.append(meter.lit)
        return steps

    assert len(set(shown())) == 5
    meter.pause.stop()
    dressed.stand_still(on=True)
    try:
        assert shown() == [0, HEARD, HEARD, HEARD, STEPS, STEPS]  # a pause is no silence yet
        meter.pause.timeout.emit()
        assert meter.lit == 0
    finally:
        dressed.stand_still(on=False)
