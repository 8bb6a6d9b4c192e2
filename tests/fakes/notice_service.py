"""The notices of a desktop, as https://specifications.freedesktop.org/notification-spec/latest/ has them, on a bus."""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Message, new_error, new_method_return, new_signal

from tests.fakes.bus_service import BusService

NAME = "org.freedesktop.Notifications"
PATIENCE_S = 30.0


@dataclass(frozen=True)
class Notified:
    """What a program had shown; without a ``title`` it was closed."""

    number: int
    title: str = ""
    text: str = ""
    buttons: tuple[str, ...] = ()
    hints: tuple[tuple[str, Any], ...] = ()
    lasts_ms: int = 0


class NoticeService(BusService):
    """Has the name on the bus at ``address`` until ``close``. ``can`` are its capabilities."""

    def __init__(self, address: str, *can: str) -> None:
        self._can = list(can)
        self.told: queue.SimpleQueue[Notified] = queue.SimpleQueue()
        self.open: set[int] = set()
        self._last = 0
        super().__init__(address, NAME)

    def next(self) -> Notified:
        """What was told next."""
        return self.told.get(timeout=PATIENCE_S)

    def click(self, number: int, button: str) -> None:
        """A person clicks at a button, which closes the notice."""
        self._signal("ActionInvoked", "us", number, button)
        self.end(number, reason=2)

    def end(self, number: int, *, reason: int) -> None:
        """A notice is over: 1 its time, 2 a person closed it, 3 its program did."""
        self.open.discard(number)
        self._signal("NotificationClosed", "uu", number, reason)

    def _signal(self, name: str, signature: str, *body: object) -> None:
        place = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
        self.bus.send(new_signal(place, name, signature, body))

    def hear(self, member: str | None, message: Message) -> None:
        """Answer as a service does."""
        match member:
            case "GetCapabilities":
                self.bus.send(new_method_return(message, "as", (self._can,)))
            case "Notify":
                self._notify(message)
            case "CloseNotification" if message.body[0] in self.open:
                self.bus.send(new_method_return(message))
                self.end(message.body[0], reason=3)
                self.told.put(Notified(message.body[0]))
            case "CloseNotification":
                self.bus.send(new_error(message, "org.freedesktop.DBus.Error.Failed"))
            case _:
                pass

    def _notify(self, message: Message) -> None:
        _, replaces, _, title, text, buttons, hints, lasts = message.body
        if not replaces:
            self._last += 1
        number = replaces or self._last
        self.open.add(number)
        self.bus.send(new_method_return(message, "u", (number,)))
        known = tuple(sorted((name, value) for name, (_, value) in hints.items()))
        self.told.put(Notified(number, title, text, tuple(buttons), known, lasts))
