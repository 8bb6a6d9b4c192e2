"""No control is the mouse's alone, in any state of the window or its dialogs, and the focus is always seen (F125)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from agent_desktop.ui.gallery import STATES, enter, leave

from .conftest import House

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCalendarWidget,  # Page Up and Page Down turn its months
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)

ALIKE = frozenset(
    [
        "administrative",
        "apart",
        "break_over",
        "called_back",
        "campaign",
        "crowded",
        "cut_off",
        "history",
        "known_customer",
        "listened",
        "no_headset",
        "over_limit",
        "phone_restarting",
        "reconnecting",
        "right_to_left",
        "wrap_up_stopped",
    ]
)
"""States whose controls are those of other states."""


def controls(window: QWidget) -> set[QWidget]:
    """What can be used there, but the parts that a control is made of: it is the whole that has to be reached."""

    def usable(part: QWidget) -> bool:
        return isinstance(part, CONTROLS) and part.isVisibleTo(window) and part.isEnabled() and part.width() > 0

    def is_part(part: QWidget) -> bool:
        parent = part.parentWidget()
        while parent is not None and parent is not window:
            if isinstance(parent, CONTROLS):
                return True
            parent = parent.parentWidget()
        return isinstance(part, QAbstractSlider) and part.focusPolicy() is Qt.FocusPolicy.NoFocus  # a scroll bar

    return {part for part in window.findChildren(QWidget) if usable(part) and not is_part(part)}


def tabbed(window: QWidget) -> Iterator[QWidget]:
    """What Tab comes to, until it is where it was before."""
    visited: set[QWidget] = set()
    while (focus := QApplication.focusWidget()) is not None and focus not in visited:
        assert focus.window() is window
        visited.add(focus)
        yield focus
        for _ in range(focus.sectionCount() if isinstance(focus, QDateTimeEdit) else 1):  # hours, then minutes
            if focus.hasFocus():
                QTest.keyClick(focus, Qt.Key.Key_Tab)


def test_tab_comes_to_every_control_and_is_seen_there(house: House) -> None:
    unreached: list[str] = []
    unseen: set[str] = set()
    looked: set[str] = set()
    count = 0
    for name, state in STATES.items():
        if name in ALIKE:
            continue
        seen = enter(house.app, house.desk, house.window, state)
        if isinstance(seen, QMenu):  # arrows go through it
            leave(house.window, seen)
            continue
        seen.activateWindow()
        house.settle()
        reached = set(tabbed(seen))
        new = {part for part in reached if part.objectName() and part.objectName() not in looked}
        looked |= {part.objectName() for part in new}
        for part in tabbed(seen) if new else ():  # the first one too has the focus by a key now
            if part in new:
                with_focus = part.grab().toImage()
                QTest.keyClick(part, Qt.Key.Key_Tab)
                if part.grab().toImage() == with_focus:
                    unseen.add(f"{name}: {type(part).__name__} {part.objectName()}")
                part.setFocus(Qt.FocusReason.TabFocusReason)
        assert reached, name
        count += len(reached)
        missed = {part for part in controls(seen) if part not in reached and part.focusProxy() not in reached}
        unreached += sorted(f"{name}: {type(part).__name__} {part.objectName()}" for part in missed)
        leave(house.window, seen)
    assert not unreached, "\n".join(unreached)
    assert not unseen, "\n".join(sorted(unseen))
    assert count > 300
