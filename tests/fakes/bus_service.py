"""Somebody on a message bus (D-Bus) for the tests: has a name there, and answers in a thread of its own."""

from __future__ import annotations

import socket
import threading

from jeepney import HeaderFields, Message
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection


class BusService:
    """Has ``name`` on the bus at ``address`` from its making until ``close``; an heir answers in ``hear``.

    An heir makes what ``hear`` needs before it calls this ``__init__``.
    """

    def __init__(self, address: str, name: str) -> None:
        self.bus: DBusConnection = open_dbus_connection(bus=address)
        self.bus.send_and_get_reply(message_bus.RequestName(name))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus; returns when nothing of it runs any more."""
        self.bus.sock.shutdown(socket.SHUT_RDWR)  # closed under its thread, the connection's selector would fail there
        self._thread.join()
        self.bus.close()

    def hear(self, member: str | None, message: Message) -> None:
        """A call or a signal came."""
        raise NotImplementedError

    def _serve(self) -> None:
        while True:
            try:
                message = self.bus.receive()
            except OSError:
                return  # the test is over
            self.hear(message.header.fields.get(HeaderFields.member), message)
