"""Which way of notices this desktop has that is reached without a window."""

from __future__ import annotations

import logging

from agent_desktop.desktop.system_notices import Chosen, SystemNotices
from agent_desktop.platforms import WindowSystem

log = logging.getLogger(__name__)


def open_notices(system: WindowSystem, chosen: Chosen) -> SystemNotices | None:
    """The notices of the session that this program runs in; None where only its sign in the tray can show any."""
    if system not in (WindowSystem.X11, WindowSystem.WAYLAND):
        return None
    try:
        from agent_desktop.desktop.bus_notices import BusNotices

        return BusNotices(chosen)
    except Exception as problem:  # noqa: BLE001 - a desktop that is half there must not keep the agent from working
        log.info("The desktop shows no notices: %s", problem)
        return None
