"""Less motion, told by a portal on a bus: by the setting of today, and by the one desktops had before it (F125)."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest
from jeepney import HeaderFields, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from agent_desktop.desktop.portal_motion import less_by_portal

NEW = ("org.freedesktop.appearance", "reduced-motion")
OLD = ("org.gnome.desktop.interface", "enable-animations")


class Portal:
    """``org.freedesktop.portal.Settings`` with these settings: signature and value by namespace and key."""

    def __init__(self, address: str, settings: dict[tuple[str, str], tuple[str, Any]]) -> None:
        self._settings = settings
        self._bus = open_dbus_connection(bus=address)
        self._bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._bus.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._bus.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._bus.receive()
            except OSError:
                return  # the test is over
            if message.header.fields.get(HeaderFields.member) != "Read":
                continue
            value = self._settings.get(message.body)
            if value is None:
                self._bus.send(new_error(message, "org.freedesktop.portal.Error.NotFound"))
            else:
                self._bus.send(new_method_return(message, "v", (("v", value),)))  # Read wraps it twice


@pytest.mark.parametrize(
    ("settings", "less"),
    [
        ({NEW: ("u", 1)}, True),
        ({NEW: ("u", 0), OLD: ("b", True)}, False),
        ({OLD: ("b", False)}, True),
        ({}, False),
    ],
)
def test_a_portal_says_how_much_is_to_move(
    bus: str, settings: dict[tuple[str, str], tuple[str, Any]], less: bool
) -> None:
    portal = Portal(bus, settings)
    try:
        assert less_by_portal(bus) is less
    finally:
        portal.close()
