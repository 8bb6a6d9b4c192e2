"""Less motion, told by a portal on a bus: by the setting of today, and by the one desktops had before it (F125)."""

from __future__ import annotations

from typing import Any

import pytest
from jeepney import Message, new_error, new_method_return

from agent_desktop.desktop.portal_motion import less_by_portal
from tests.fakes.bus_service import BusService

NEW = ("org.freedesktop.appearance", "reduced-motion")
OLD = ("org.gnome.desktop.interface", "enable-animations")


class Portal(BusService):
    """``org.freedesktop.portal.Settings`` with these settings: signature and value by namespace and key."""

    def __init__(self, address: str, settings: dict[tuple[str, str], tuple[str, Any]]) -> None:
        self._settings = settings
        super().__init__(address, "org.freedesktop.portal.Desktop")

    def hear(self, member: str | None, message: Message) -> None:
        """Answer ``Read``, which wraps a value twice."""
        if member != "Read":
            return
        value = self._settings.get(message.body)
        if value is None:
            self.bus.send(new_error(message, "org.freedesktop.portal.Error.NotFound"))
        else:
            self.bus.send(new_method_return(message, "v", (("v", value),)))


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
