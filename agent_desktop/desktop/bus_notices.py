"""Notices of the system on Linux: ``org.freedesktop.Notifications``, in a thread of its own.

https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import html
import logging
import queue
import threading
from contextlib import closing

from jeepney import DBusAddress, HeaderFields, Message

from agent_desktop.desktop.message_bus import MessageBus, Refused
from agent_desktop.desktop.system_notices import Chosen, SystemNotice

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.Notifications"
_SERVICE = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)
_PROGRAM, _DESKTOP_ENTRY = "Agent Desktop", "agent-desktop"
_NORMAL, _CRITICAL = 1, 2
_ITS_OWN_TIME, _FOR_EVER = -1, 0
_END_S = 2.0


class BusNotices:
    """``SystemNotices`` by the session bus at ``address``. Raises as ``MessageBus`` does when there is no bus."""

    def __init__(self, chosen: Chosen, address: str = "SESSION") -> None:
        self._chosen = chosen
        self._bus = MessageBus(self._heard, address)
        self._orders: queue.SimpleQueue[tuple[str, SystemNotice | None]] = queue.SimpleQueue()
        self._shown: dict[str, int] = {}  # key → the service's number of it
        self._is_closing = self._is_lost = False
        self._thread = threading.Thread(target=self._live, name="system-notices", daemon=True)
        self._thread.start()

    def show(self, key: str, notice: SystemNotice) -> None:
        """See ``SystemNotices``."""
        self._order(key, notice)

    def take_back(self, key: str) -> None:
        """See ``SystemNotices``."""
        self._order(key, None)

    def close(self) -> None:
        """See ``SystemNotices``."""
        self._is_closing = True
        if not self._is_lost:
            self._bus.wake()
        self._thread.join(timeout=_END_S)

    def _order(self, key: str, notice: SystemNotice | None) -> None:
        if not self._is_lost:
            self._orders.put((key, notice))
            self._bus.wake()

    # --- in the thread ---------------------------------------------------------------------------

    def _live(self) -> None:
        with closing(self._bus):
            try:
                for signal in ("ActionInvoked", "NotificationClosed"):
                    self._bus.follow(_NAME, signal)
                while not self._is_closing:
                    if self._bus.wait():
                        self._obey()
                self._obey()
                for number in self._shown.values():
                    self._bus.tell(_SERVICE, "CloseNotification", "u", number)
            except (OSError, Refused) as problem:
                log.warning("The desktop shows no notices until the next start: %s", problem)
            finally:
                self._is_lost = True

    def _obey(self) -> None:
        while not self._orders.empty():
            key, notice = self._orders.get()
            try:
                if notice is not None:
                    self._show(key, notice)
                elif key in self._shown:
                    self._bus.ask(_SERVICE, "CloseNotification", "u", self._shown.pop(key))
            except (Refused, TimeoutError) as problem:  # none is there, or it is already closed
                log.info("A notice of the system did not go as it should: %s", problem)

    def _show(self, key: str, notice: SystemNotice) -> None:
        can: list[str] = self._bus.ask(_SERVICE, "GetCapabilities")[0]
        text = html.escape(notice.text, quote=False) if "body-markup" in can else notice.text
        buttons = [word for button in notice.buttons for word in button] if "actions" in can else []
        hints = {
            "urgency": ("y", _CRITICAL if notice.urgent else _NORMAL),
            "desktop-entry": ("s", _DESKTOP_ENTRY),
            "suppress-sound": ("b", True),  # the softphone plays what there is to be heard
            "transient": ("b", True),  # no list of old notices has who called
        }
        lasts = notice.lasts_ms or (_FOR_EVER if notice.urgent else _ITS_OWN_TIME)
        body = (_PROGRAM, self._shown.get(key, 0), _DESKTOP_ENTRY, notice.title, text, buttons, hints, lasts)
        (self._shown[key],) = self._bus.ask(_SERVICE, "Notify", "susssasa{sv}i", *body)

    def _heard(self, message: Message) -> None:
        signal, body = message.header.fields.get(HeaderFields.member), message.body
        key = next((key for key, number in self._shown.items() if body and number == body[0]), None)
        if key is None:
            return
        if signal == "ActionInvoked":
            self._chosen(key, body[1])
        elif signal == "NotificationClosed":
            del self._shown[key]
