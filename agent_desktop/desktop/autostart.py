"""Whether this program starts with the person's session: the desktop's own way of that, for this user alone."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Protocol

import platformdirs

from agent_desktop.platforms import WindowSystem
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import WINDOW_AUTOSTART

log = logging.getLogger(__name__)

YES = "yes"


class Autostart(Protocol):
    """One desktop's list of what starts with a session."""

    def turn(self, *, on: bool, by_person: bool) -> None:
        """Be in the list, or not. Raises OSError.

        What the person switched off in the desktop's own settings stays off, unless it is the person who asks here.
        """
        ...


def of_this_desktop(system: WindowSystem) -> Autostart | None:
    """The way of this session; None without a desktop."""
    match system:
        case WindowSystem.WINDOWS:
            from agent_desktop.desktop.windows_autostart import WindowsAutostart

            return WindowsAutostart(this_program())
        case WindowSystem.X11 | WindowSystem.WAYLAND:
            from agent_desktop.desktop.xdg_autostart import XdgAutostart

            checkout = None if is_frozen() else Path(__file__).parents[2]
            return XdgAutostart(platformdirs.user_config_path() / "autostart", this_program(), checkout)
        case WindowSystem.NONE:
            return None


def this_program() -> tuple[str, ...]:
    """The command that starts it: the frozen program, or the package with the Python that runs it now."""
    return (sys.executable,) if is_frozen() else (sys.executable, "-m", "agent_desktop")


def is_frozen() -> bool:
    """Whether this is a program of its own; else it is a package, perhaps in a checkout."""
    return getattr(sys, "frozen", False)


def follow(preferences: Preferences, way: Autostart) -> None:
    """Do as the option says, at this start and at every change; whoever changes it gets the OSError."""
    try:
        way.turn(on=preferences[WINDOW_AUTOSTART] == YES, by_person=False)
    except OSError as problem:
        log.warning("Whether the program starts with the session could not be set: %s", problem)
    preferences.listen(WINDOW_AUTOSTART, lambda value: way.turn(on=value == YES, by_person=True))
