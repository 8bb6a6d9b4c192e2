"""One timer for every clock on the screen: it runs only while something counts, in step with the time shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

SECOND = 1000


class Ticker(QObject):
    """``ticked`` on each full second since ``start``; ``clock`` gives ms on the same clock."""

    ticked = Signal()

    def __init__(self, clock: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._since: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether a tick will come."""
        return self._timer.isActive()

    def count_from(self, since: int | None) -> None:
        """Tick on the full seconds after ``since`` (ms); None: nothing counts."""
        if since != self._since or not self._timer.isActive():
            self._since = since
            self._arm()

    def _tick(self) -> None:
        self._arm()
        self.ticked.emit()

    def _arm(self) -> None:
        if self._since is None:
            self._timer.stop()
        else:
            self._timer.start(SECOND - (self._clock() - self._since) % SECOND)
