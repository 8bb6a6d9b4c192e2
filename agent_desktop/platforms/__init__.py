"""What differs from one operating system to another: one file for each, and ``HERE`` is the one we are on.

Nobody else asks which system this is; a guard says so (tests/guards/test_portable.py).
"""

from __future__ import annotations

import sys

from agent_desktop.platforms.port import Act, Platform, Poller, WindowSystem
from agent_desktop.platforms.posix import Posix
from agent_desktop.platforms.windows import Windows

HERE: Platform = Windows() if sys.platform == "win32" else Posix()

__all__ = ["HERE", "Act", "Platform", "Poller", "WindowSystem"]
