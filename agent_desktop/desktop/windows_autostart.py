r"""Starting with the session on Windows: a value of the user's key ``Run``, which the Task Manager lists."""

from __future__ import annotations

import subprocess
from typing import Any

from agent_desktop.platforms.windows import registry

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "Agent Desktop"


class WindowsAutostart:
    """``Autostart`` of ``command``; ``winreg`` stands for the module of this name.

    What is switched off in the Task Manager stays so by itself: Windows keeps that elsewhere.
    """

    def __init__(self, command: tuple[str, ...], winreg: Any = None) -> None:
        self._line = subprocess.list2cmdline(command)
        self._winreg = winreg or registry()

    def turn(self, *, on: bool, by_person: bool) -> None:
        """See ``Autostart``."""
        api = self._winreg
        with api.CreateKeyEx(api.HKEY_CURRENT_USER, RUN, 0, api.KEY_SET_VALUE) as key:
            if on:
                api.SetValueEx(key, NAME, 0, api.REG_SZ, self._line)
                return
            try:
                api.DeleteValue(key, NAME)
            except FileNotFoundError:
                return  # it was not there
