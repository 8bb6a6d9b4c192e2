"""When this PC wakes from sleep: the link of before is dead, and the network may take a while (F122)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from agent_desktop.platforms import WindowSystem

log = logging.getLogger(__name__)


class Wakes(Protocol):
    """Calls who wants to know whenever the PC has woken, in a thread of its own."""

    def close(self) -> None:
        """Call no more."""
        ...


def listen_for_wakes(system: WindowSystem, woke: Callable[[], None]) -> Wakes | None:
    """By this system's way; None where it has none: that the link is silent is noticed then, in its time."""
    try:
        match system:
            case WindowSystem.WINDOWS:
                from agent_desktop.desktop.windows_wake import WindowsWakes

                return WindowsWakes(woke)
            case WindowSystem.X11 | WindowSystem.WAYLAND:
                from agent_desktop.desktop.logind_wake import LogindWakes

                return LogindWakes(woke)
            case WindowSystem.NONE:
                return None
    except Exception as problem:  # noqa: BLE001 - a system that is half there must not keep the window from opening
        log.info("Nobody tells when this PC wakes: %s", problem)
        return None
