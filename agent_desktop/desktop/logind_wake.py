"""Waking on Linux: the signal ``PrepareForSleep`` of systemd-logind, on the system bus."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable

from jeepney import HeaderFields, MatchRule
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

log = logging.getLogger(__name__)

_ANSWER_S = 5.0


class LogindWakes:
    """``Wakes`` by the bus at ``address``. Raises OSError when there is none, or none that answers."""

    def __init__(self, woke: Callable[[], None], address: str = "SYSTEM") -> None:
        self._woke = woke
        self._is_closing = False
        self._bus = open_dbus_connection(bus=address)
        rule = MatchRule(
            type="signal",
            sender="org.freedesktop.login1",
            interface="org.freedesktop.login1.Manager",
            member="PrepareForSleep",
        )
        try:
            self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER_S)
        except OSError:
            self._bus.close()
            raise
        self._thread = threading.Thread(target=self._listen, name="wakes", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """See ``Wakes``."""
        self._is_closing = True
        try:
            self._bus.sock.shutdown(socket.SHUT_RDWR)  # closing it under a read that waits would not end that
        except OSError:
            log.debug("The system bus was gone already.")
        self._thread.join()
        self._bus.close()

    def _listen(self) -> None:
        while True:
            try:
                message = self._bus.receive()
            except OSError as problem:
                if not self._is_closing:
                    log.warning("Waking is not noticed until the next start: %s", problem)
                return
            # true: going to sleep; false: awake again
            if message.header.fields.get(HeaderFields.member) == "PrepareForSleep" and message.body == (False,):
                self._woke()
