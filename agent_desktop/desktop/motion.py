"""Whether this PC is set to show less motion: people are made ill by it, or cannot read beside it (WCAG 2.2, 2.3.3)."""

from __future__ import annotations

import logging

from agent_desktop.platforms import WindowSystem

log = logging.getLogger(__name__)


def less_motion(system: WindowSystem) -> bool:
    """What the desktop says; False where it says nothing. It may take seconds to answer."""
    try:
        match system:
            case WindowSystem.WINDOWS:
                from agent_desktop.desktop.windows_motion import less_on_windows

                return less_on_windows()
            case WindowSystem.X11 | WindowSystem.WAYLAND:
                from agent_desktop.desktop.portal_motion import less_by_portal

                return less_by_portal()
            case WindowSystem.NONE:
                return False
    except Exception as problem:  # noqa: BLE001 - a desktop that is half there moves as ever
        log.info("This desktop does not say how much is to move: %s", problem)
        return False
