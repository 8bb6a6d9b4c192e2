"""A desk that says how long each event took from the stream to the screen."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from agent_desktop.client.connection import Connection
from agent_desktop.client.desk import Desk
from agent_desktop.client.port import FrameCame, Heard, ServerPort
from agent_desktop.phone.port import PhonePort


class TimedDesk(Desk):
    """Frames are stamped when the connection hears them. ``published`` has those whose view was told to the window,
    and ``took_ms`` gets what passed until that was drawn: a timer of nothing fires after drawing and painting."""

    def __init__(self, phone: PhonePort, *, outbox: Path, remembered: Path) -> None:
        self.took_ms: list[float] = []
        self._heard: deque[float] = deque()  # not yet worked off
        self._worked: list[float] = []
        self._bell = _Bell(self.took_ms)
        super().__init__(phone, connect=self._connected, outbox=outbox, remembered=remembered)

    def _connected(self, url: str, heard: Callable[[Heard], None]) -> ServerPort:
        def stamped(what: Heard) -> None:
            if isinstance(what, FrameCame):
                self._heard.append(time.perf_counter())
            heard(what)

        return Connection(url, stamped)

    def _server_said(self, server: ServerPort, heard: Heard) -> None:
        super()._server_said(server, heard)
        if isinstance(heard, FrameCame):
            self._worked.append(self._heard.popleft())

    def _publish(self) -> None:
        super()._publish()
        if self._worked:
            self._bell.published.emit(self._worked)
            self._worked = []


class _Bell(QObject):
    """Rings in the window's thread, behind the view."""

    published = Signal(object)

    def __init__(self, took_ms: list[float]) -> None:
        super().__init__()
        self._took_ms = took_ms
        self.published.connect(self._shown, Qt.ConnectionType.QueuedConnection)

    def _shown(self, stamps: list[float]) -> None:
        QTimer.singleShot(0, lambda: self._painted(stamps))

    def _painted(self, stamps: list[float]) -> None:
        now = time.perf_counter()
        self._took_ms += [(now - stamp) * 1000 for stamp in stamps]
