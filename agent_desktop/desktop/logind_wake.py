"""Waking on Linux: the signal ``PrepareForSleep`` of systemd-logind, on the system bus."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from jeepney import HeaderFields, Message

from agent_desktop.desktop.message_bus import MessageBus, Refused

log = logging.getLogger(__name__)

_LOGIND = "org.freedesktop.login1"
_SIGNAL = "PrepareForSleep"


class LogindWakes:
    """``Wakes`` by the bus at ``address``. Raises OSError when there is none, or none that answers."""

    def __init__(self, woke: Callable[[], None], address: str = "SYSTEM") -> None:
        self._woke = woke
        self._is_closing = False
        self._bus = MessageBus(self._heard, address)
        try:
            self._bus.follow(f"{_LOGIND}.Manager", _SIGNAL, sender=_LOGIND)
        except (OSError, Refused):
            self._bus.close()
            raise
        self._thread = threading.Thread(target=self._listen, name="wakes", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """See ``Wakes``."""
        self._is_closing = True
        self._bus.wake()
        self._thread.join()
        self._bus.close()

    def _listen(self) -> None:
        try:
            while not self._is_closing:
                self._bus.wait()
        except OSError as problem:
            log.warning("Waking is not noticed until the next start: %s", problem)

    def _heard(self, message: Message) -> None:
        # true: going to sleep; false: awake again
        if message.header.fields.get(HeaderFields.member) == _SIGNAL and message.body == (False,):
            self._woke()
