"""Where the window stands: remembered for each arrangement of screens, never where nobody sees it, low or full."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QWidget

from agent_desktop.ui.remembered import Memory

USUAL = QSize(480, 880)
SMALLEST = QSize(440, 704)
"""The compact window: all of a call, without the information."""
LOWEST = QSize(440, 460)
"""On a low screen, as 1080 lines at 200 % less the bar of the desktop: what is below answer and hang up scrolls."""
BESIDE = QSize(960, 704)
"""What a new window measures where the screen is too low for ``USUAL``: information beside the call."""
ROOM = 40
"""What a window's frame takes of the screen's height."""
GRIP = 80
"""So much of a window's head must be seen, so that it can be taken and moved."""
PAUSE_MS = 1000
"""After so long without being moved its place is written down."""
KEPT = 8
"""Arrangements of screens that are remembered."""


class Place(QObject):
    """Watches over ``window``: make it after the window's pages, and ``keep`` when it closes."""

    def __init__(self, window: QMainWindow, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._memory = window, memory
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._screens = arrangement(QGuiApplication.screens())
        self._usual = USUAL if has_room(window, USUAL) == USUAL else has_room(window, BESIDE)
        window.resize(self._usual)
        self._restore()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for came_or_went in (app.screenAdded, app.screenRemoved):
            came_or_went.connect(self._screens_changed)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window was moved: a PC that is switched off does not ask it to close."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._window.isVisible():
            self._pause.start()
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Remember the place, for the screens that there are."""
        self._pause.stop()
        place = bytes(self._window.saveGeometry().toBase64().data())
        others = {name: kept for name, kept in self._memory.value.places.items() if name != self._screens}
        latest = dict([*others.items(), (self._screens, place)][-KEPT:])
        self._memory.change(places=latest)

    def toggle(self, compact: bool) -> None:
        """Make the window low and slim, or as large as it was before."""
        if compact:
            size = self._window.size()
            self._memory.change(full=(size.width(), size.height()))
            self._window.showNormal()
            self._window.resize(min(size.width(), USUAL.width()), SMALLEST.height())
        else:
            full = self._memory.value.full
            self._window.resize(QSize(*full) if full is not None else self._usual)
            self._come_into_view()

    def _restore(self) -> None:
        places = self._memory.value.places
        place = places.get(self._screens) or next(reversed(places.values()), b"")
        if place:
            self._window.restoreGeometry(QByteArray.fromBase64(place))
            self._come_into_view()

    def _screens_changed(self) -> None:
        self._pause.stop()
        QTimer.singleShot(0, self._take_place)  # Qt has moved what stood on a screen that is gone

    def _take_place(self) -> None:
        self._screens = arrangement(QGuiApplication.screens())
        if self._screens in self._memory.value.places:
            self._restore()
        self._come_into_view()

    def _come_into_view(self) -> None:
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        frame = self._window.frameGeometry()
        corner = in_view(frame, screens)
        if corner != frame.topLeft():
            self._window.move(corner)


def has_room(window: QWidget, size: QSize) -> QSize:
    """As much of this size as the window's screen has room for, with a frame around it."""
    screen = window.screen().availableGeometry().size()
    return size.boundedTo(QSize(screen.width(), screen.height() - ROOM))


def arrangement(screens: Iterable[QScreen]) -> str:
    """Which screens there are and how they stand; the same at the office is the same again tomorrow."""
    rows = [(screen.name(), screen.geometry()) for screen in screens]
    return " ".join(sorted(f"{name}:{at.width()}x{at.height()}+{at.x()}+{at.y()}" for name, at in rows))


def in_view(frame: QRect, screens: list[QRect]) -> QPoint:
    """Where a window has to stand: where it does, if its head can be seen and taken on a screen; else on the first."""
    head = QRect(frame.left(), frame.top(), frame.width(), ROOM)
    for screen in screens:
        seen = head.intersected(screen)
        if seen.width() >= min(GRIP, frame.width()) and seen.height() >= ROOM // 2:
            return frame.topLeft()
    if not screens:
        return frame.topLeft()
    first = screens[0]
    x = max(first.left(), min(frame.left(), first.right() + 1 - frame.width()))
    y = max(first.top(), min(frame.top(), first.bottom() + 1 - frame.height()))
    return QPoint(x, y)
