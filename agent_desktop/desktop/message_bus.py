"""One end of a message bus (D-Bus) for a thread that others also want something of: what is waited for, comes."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

THE_BUS = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")


class Refused(Exception):
    """Whoever was asked does not want it, or is not there."""


class MessageBus:
    """Used by one thread, but for ``wake``. ``heard`` is given every message that answers nothing: signals, mostly.

    ``address``: "SESSION" is the one of the environment. An answer may take ``answer_s``. Raises OSError, or KeyError
    without an address, when there is no bus; every method raises OSError when the bus has gone.
    """

    def __init__(self, heard: Callable[[Message], None], address: str = "SESSION", answer_s: float = 5.0) -> None:
        self._heard, self._answer_s = heard, answer_s
        self._bus: DBusConnection = open_dbus_connection(bus=address)
        self._woken, self._waker = socket.socketpair()

    def close(self) -> None:
        """Leave the bus; every name and session of ours there ends with it."""
        for end in (self._bus, self._woken, self._waker):
            end.close()

    def wake(self) -> None:
        """Let ``wait`` return; for any thread, until ``close``."""
        self._waker.sendall(b".")

    def wait(self) -> bool:
        """Wait until there is something to do, and hear what has come. Whether somebody woke this thread."""
        self._hear()  # what came together with an answer was read with it, and the socket tells nothing of it
        readable, _, _ = select.select([self._bus.sock, self._woken], [], [])
        is_woken = self._woken in readable
        if is_woken:
            self._woken.recv(4096)
        if self._bus.sock in readable:
            self._hear()
        return is_woken

    def follow(self, interface: str, signal: str, sender: str | None = None) -> None:
        """Be told this signal from now on, of anybody or of one ``sender``."""
        rule = MatchRule(type="signal", interface=interface, member=signal, sender=sender)
        self.ask(THE_BUS, "AddMatch", "s", rule.serialise())

    def ask(self, whom: DBusAddress, method: str, signature: str = "", *body: object) -> tuple[Any, ...]:
        """Call a method; what it returns. What else comes meanwhile is heard. Raises ``Refused``, and TimeoutError."""
        serial = self.tell(whom, method, signature, *body)
        while True:
            message = self.receive()
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                if message.header.message_type is MessageType.error:
                    raise Refused(str(message.header.fields.get(HeaderFields.error_name)))
                return unwrap_msg(message)
            self._heard(message)

    def tell(self, whom: DBusAddress, method: str, signature: str = "", *body: object) -> int:
        """Call a method whose answer nobody waits for; the number of the call."""
        serial = next(self._bus.outgoing_serial)
        self._bus.send(new_method_call(whom, method, signature or None, body), serial=serial)
        return serial

    def receive(self) -> Message:
        """The next message. Raises TimeoutError."""
        return self._bus.receive(timeout=self._answer_s)

    def _hear(self) -> None:
        """Everything that has come: the connection reads ahead."""
        while True:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            self._heard(message)
