"""The two hands that work a window in tests: one knows nothing but the mouse, the other nothing but keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QMenu, QTableView, QWidget

from agent_desktop.client.actions import BY_ID
from agent_desktop.ui.dial_table import DialTable
from agent_desktop.ui.info_parts import PARTS
from agent_desktop.ui.tabs_menu import MENU_KEY

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
        room.holds(menu.isVisible)  # some are filled when they open
        *menus, action = _path(menu, entry)
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

        def chosen() -> bool:
            """A click that comes too soon after the list opened is taken for the second of a double-click."""
            spot = popup.visualRect(popup.model().index(at, 0)).center()
            QTest.mouseMove(popup.viewport(), spot)
            QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            return not popup.isVisible()

        room.holds(chosen)

    def focus(self, room: Room, widget: QWidget) -> None:
        room.come_forward(widget)  # as a click does; a field in a window behind hears nothing of a focus that goes
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, room: Room, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def tab(self, room: Room, name: str) -> None:
        tabs = room.main.tabs
        at = tabs.indexOf(tabs.pages[name])
        QTest.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(at).center())
        room.holds(lambda: tabs.currentIndex() == at)

    def row(self, room: Room, part: DialTable, row: int) -> None:
        self.take(room, part.view, row)

    def line(self, room: Room, view: QAbstractItemView, row: int) -> QPoint:
        """Choose a line of a table or list; returns where its first cell is."""
        room.come_forward(view)
        at = QPoint(view.visualRect(view.model().index(row, _first(view))).center())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return at

    def take(self, room: Room, view: QAbstractItemView, row: int) -> None:
        """Do with a line what a double-click does."""
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=self.line(room, view, row))

    def menu_of(self, room: Room, view: QAbstractItemView, row: int) -> None:
        """Open the menu of a line."""
        at = view.visualRect(view.model().index(row, _first(view))).center()
        _send_context(view.viewport(), QContextMenuEvent.Reason.Mouse, at)

    def tick(self, room: Room, view: QAbstractItemView, row: int) -> None:
        """Switch the box of a line."""
        box = view.visualRect(view.model().index(row, _first(view)))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(10, box.height() // 2))

    def open(self, room: Room, dialog: str) -> None:
        """A dialog of the window."""
        header = room.main.header
        through(room, self, header.menu, f"menu_{dialog}", lambda: self.press(room, header.menu_button))
        room.holds(lambda: _open(room, dialog))

    def tabs_menu(self, room: Room, entry: str) -> None:
        """An entry of the menu of the information windows."""
        tabs = room.main.tabs
        through(room, self, tabs.menu, entry, lambda: self.press(room, tabs.menu_button))

    def enter(self, room: Room, field: QWidget, text: str, leave: QWidget) -> None:
        """Have this text in a field, and leave it."""
        self.focus(room, field)
        _retype(field, text)
        QTest.mouseClick(leave, Qt.MouseButton.LeftButton)


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
        room.holds(menu.isVisible)  # some are filled when they open
        *menus, action = _path(menu, entry)
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

    def line(self, room: Room, view: QAbstractItemView, row: int) -> None:
        room.come_forward(view)
        view.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(view.model().rowCount()):
            if view.currentIndex().row() == row:
                return
            QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.currentIndex().row() == row, view.objectName()

    def take(self, room: Room, view: QAbstractItemView, row: int) -> None:
        self.line(room, view, row)
        QTest.keyClick(view, Qt.Key.Key_Return)

    def menu_of(self, room: Room, view: QAbstractItemView, row: int) -> None:
        self.line(room, view, row)
        _context(view, QContextMenuEvent.Reason.Keyboard)  # Qt says the middle of the widget, wherever the line is

    def tick(self, room: Room, view: QAbstractItemView, row: int) -> None:
        self.line(room, view, row)
        QTest.keyClick(view, Qt.Key.Key_Space)

    def open(self, room: Room, dialog: str) -> None:
        self.act(room, dialog)
        room.holds(lambda: _open(room, dialog))

    def tabs_menu(self, room: Room, entry: str) -> None:
        through(room, self, room.main.tabs.menu, entry, lambda: _press(room, MENU_KEY))

    def enter(self, room: Room, field: QWidget, text: str, leave: QWidget) -> None:
        self.focus(room, field)
        _retype(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

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


def through(room: Room, hand: Hand, menu: QMenu, entry: str, opens: Callable[[], None]) -> None:
    """Pick an entry of a menu that is opened by ``opens``, which may return only when it is closed again."""
    wrong: list[BaseException | None] = []

    def pick() -> None:
        try:
            hand.pick(room, menu, entry)
            wrong.append(None)
        except BaseException as error:  # noqa: BLE001 - Qt would swallow it, and wait for the menu for ever
            menu.close()
            wrong.append(error)

    def opened() -> None:
        menu.aboutToShow.disconnect(opened)
        QTimer.singleShot(0, pick)

    menu.aboutToShow.connect(opened)
    opens()
    room.holds(lambda: bool(wrong))
    if wrong[0] is not None:
        raise wrong[0]


def _context(widget: QWidget, reason: QContextMenuEvent.Reason) -> None:
    _send_context(widget, reason, widget.rect().center())


def _send_context(widget: QWidget, reason: QContextMenuEvent.Reason, at: QPoint) -> None:
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def _first(view: QAbstractItemView) -> int:
    """The column that stands at the left."""
    return view.horizontalHeader().logicalIndex(0) if isinstance(view, QTableView) else 0


def _open(room: Room, dialog: str) -> bool:
    return dialog in room.window.dialogs.made and room.window.dialogs.made[dialog].isVisible()


def _retype(field: QWidget, text: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


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
