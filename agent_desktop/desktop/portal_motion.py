"""Less motion on Linux: what ``org.freedesktop.portal.Settings`` says, the same on X11 and Wayland."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from jeepney import DBusAddress

from agent_desktop.desktop.message_bus import MessageBus, Refused

_SETTINGS = DBusAddress(
    "/org/freedesktop/portal/desktop",
    bus_name="org.freedesktop.portal.Desktop",
    interface="org.freedesktop.portal.Settings",
)
_LESS = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
"""Namespace and key, and the value that asks for it; the second is what desktops had before the first."""


def less_by_portal(address: str = "SESSION") -> bool:
    """Whether one of the settings asks for it. Raises as ``MessageBus`` does when there is no bus, and TimeoutError."""
    with closing(MessageBus(lambda message: None, address)) as bus:
        return any(_read(bus, namespace, key) == asking for namespace, key, asking in _LESS)


def _read(bus: MessageBus, namespace: str, key: str) -> Any:
    """The value, of a portal of any version; None where it has no such setting."""
    try:
        (value,) = bus.ask(_SETTINGS, "Read", "ss", namespace, key)
    except Refused:
        return None
    while isinstance(value, tuple):  # a variant, in another one
        value = value[1]
    return value
