"""The two hands that work a window in tests: one knows nothing but the mouse, the other nothing but keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QTableView, QWidget

from agent_desktop.client.actions import BY_ID
from agent_desktop.ui.dial_table import DialTable
from agent_desktop.ui.info_parts import PARTS

if TYPE_CHECKING:
    from .feature_room import Room


class Mouse:
    """Nothing but clicks, and letters where text is asked for."""

    name = "mouse"

    def act(self, room: Room, action: str) -> None:
        button = room.main.button(action)
        assert isinstance(button, QAbstractButton)
        room.holds(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def menu(self, room: Room, widget: QWidget) -> None:
        _context(widget, QContextMenuEvent.Reason.Mouse)

    def pick(self, room: Room, menu: QMenu, entry: str) -> None:
        *menus, action = _path(menu, entry)
        room.holds(menu.isVisible)
        for step in menus:
            at = step.menuAction()
            parent = step.parent()
            assert isinstance(parent, QMenu)
            QTest.mouseClick(parent, Qt.MouseButton.LeftButton, pos=parent.actionGeometry(at).center())
            room.holds(step.isVisible)
        last = menus[-1] if menus else menu
        QTest.mouseClick(last, Qt.MouseButton.LeftButton, pos=last.actionGeometry(action).center())

    def choose(self, room: Room, box: QComboBox, at: int, key: str = "") -> None:
        del key
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        popup = box.view()
        room.holds(popup.isVisible)
        spot = popup.visualRect(popup.model().index(at, 0)).center()

        def chosen() -> bool:
            """A click that comes too soon after the list opened is taken for the second of a double-click."""
            QTest.mouseMove(popup.viewport(), spot)
            QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            return not popup.isVisible()

        room.holds(chosen)

    def focus(self, room: Room, widget: QWidget) -> None:
        room.come_forward()  # as a click does; a field in a window behind hears nothing of a focus that goes
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, room: Room, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def tab(self, room: Room, name: str) -> None:
        tabs = room.main.tabs
        at = tabs.indexOf(tabs.pages[name])
        QTest.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(at).center())
        room.holds(lambda: tabs.currentIndex() == at)

    def row(self, room: Room, part: DialTable, row: int) -> None:
        view: QTableView = part.view
        at = QPoint(view.visualRect(view.model().index(row, 0)).center())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


class Keyboard:
    """Nothing but keys. A widget that is reached with Tab is given the focus as Tab gives it."""

    name = "keyboard"

    def act(self, room: Room, action: str) -> None:
        room.holds(lambda: BY_ID[action].enabled(room.view))
        key = BY_ID[action].key
        assert key is not None, action
        _press(room, key)

    def key(self, room: Room, key: str) -> None:
        _press(room, key)

    def menu(self, room: Room, widget: QWidget) -> None:
        _context(widget, QContextMenuEvent.Reason.Keyboard)

    def pick(self, room: Room, menu: QMenu, entry: str) -> None:
        *menus, action = _path(menu, entry)
        room.holds(menu.isVisible)
        here = menu
        for step in menus:
            self._go(here, step.menuAction())
            QTest.keyClick(here, Qt.Key.Key_Right)
            room.holds(step.isVisible)
            here = step
        self._go(here, action)
        QTest.keyClick(here, Qt.Key.Key_Return)

    def choose(self, room: Room, box: QComboBox, at: int, key: str = "") -> None:
        if key:
            _press(room, key)
        else:
            self.press(room, box)
        popup = box.view()
        room.holds(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Home)
        for _ in range(at):
            QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    def focus(self, room: Room, widget: QWidget) -> None:
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, room: Room, button: QWidget) -> None:
        self.focus(room, button)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def tab(self, room: Room, name: str) -> None:
        _press(room, next(row.key for row in PARTS if row.id == name))
        room.holds(lambda: room.main.tabs.current is room.main.tabs.pages[name])

    def row(self, room: Room, part: DialTable, row: int) -> None:
        part.filter.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(part.filter, Qt.Key.Key_Down)
        for _ in range(row):
            QTest.keyClick(part.view, Qt.Key.Key_Down)
        QTest.keyClick(part.view, Qt.Key.Key_Return)

    @staticmethod
    def _go(menu: QMenu, action: QAction) -> None:
        for _ in menu.actions():
            if menu.activeAction() is action:
                return
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction() is action, action.text()


Hand = Mouse | Keyboard
HANDS: tuple[Hand, ...] = (Mouse(), Keyboard())


def dial(room: Room, hand: Hand, text: str, *, transfer: bool = False) -> None:
    """Type into the dial field, then call or ask, or transfer."""
    field = room.main.line.field
    if isinstance(hand, Keyboard):
        _press(room, BY_ID["call"].key or "")
    else:
        hand.focus(room, field)
    QTest.keyClicks(field, text)
    if isinstance(hand, Keyboard):
        control = Qt.KeyboardModifier.ControlModifier if transfer else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(field, Qt.Key.Key_Return, control)
    else:
        hand.act(room, "transfer" if transfer else "call")


def _press(room: Room, key: str) -> None:
    (combination,) = _combinations(key)
    room.come_forward()
    target = room.window.focusWidget() or room.window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def _combinations(key: str) -> list[Any]:
    sequence: Any = QKeySequence(key)  # its stubs know no index
    return [sequence[at] for at in range(sequence.count())]


def _context(widget: QWidget, reason: QContextMenuEvent.Reason) -> None:
    at = widget.rect().center()
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def _path(menu: QMenu, name: str) -> list[Any]:
    """The menus to go through, then the entry."""
    for action in menu.actions():
        if action.objectName() == name:
            return [action]
        below = action.menu()
        if isinstance(below, QMenu):
            if below.objectName() == name:
                return [below.menuAction()]
            found = _path(below, name)
            if found:
                return [below, *found]
    return []
