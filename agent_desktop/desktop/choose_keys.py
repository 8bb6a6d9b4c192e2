"""Which way of global keys this desktop has."""

from __future__ import annotations

import logging

from agent_desktop.desktop.global_keys import GlobalKeys, NoKeys, Pressed, Told
from agent_desktop.platforms import WindowSystem

log = logging.getLogger(__name__)


def open_keys(system: WindowSystem, pressed: Pressed, told: Told) -> GlobalKeys:
    """The keys of the session that this program runs in; ``NoKeys`` when it has none, or is out of reach."""
    try:
        match system:
            case WindowSystem.WINDOWS:
                from agent_desktop.desktop.windows_keys import WindowsKeys

                return WindowsKeys(pressed, told)
            case WindowSystem.WAYLAND:
                from agent_desktop.desktop.portal_keys import PortalKeys

                return PortalKeys(pressed, told)
            case WindowSystem.X11:
                from agent_desktop.desktop.x11_keys import X11Keys

                return X11Keys(pressed, told)
            case WindowSystem.NONE:
                return NoKeys(pressed, told)
    except Exception as problem:  # noqa: BLE001 - a desktop that is half there must not keep the window from opening
        log.warning("there are no global keys: %s", problem)
        return NoKeys(pressed, told)
