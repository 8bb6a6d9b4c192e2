"""The two programs that are packaged: what each has in it, and what it has no use for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
DAY_ONE = 1_767_225_600
"""2026-01-01 in seconds: what files are dated when neither ``SOURCE_DATE_EPOCH`` nor git says better."""

_NOBODY_USES = (
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_pytest",
    "hypothesis",
    "numpy.f2py",
    "pytest",
    "readline",
    "setuptools",
    "tkinter",
    "unittest",
)

_HEADSETS = frozenset({"hid", "hidraw"})
_HEADSET = "hid" if os.name == "nt" else "hidraw"
"""The library of headsets' keys: on Linux the one that leaves a headset's sound to its driver."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """One frozen program, its own Python in it.

    ``packages``: all their modules come along, since a command line names some of them only when it is read.
    ``unneeded``: modules that are left out. ``hidden``: such as only a string names. ``data``: places of
    ``resources.path``. ``windowed``: without a console on Windows.
    """

    name: str
    packages: tuple[str, ...]
    unneeded: tuple[str, ...]
    hidden: tuple[str, ...]
    data: tuple[str, ...]
    windowed: bool


WINDOW = Program(
    name="agent-desktop",
    packages=("agent_desktop",),
    unneeded=(*_NOBODY_USES, "psycopg", *(_HEADSETS - {_HEADSET})),
    hidden=(_HEADSET,),
    data=("hotkeys", "resources", "sounds", "translations"),
    windowed=True,
)
"""The agent's window and its softphone. The server is in it too, for the demonstration."""

SERVER = Program(
    name="agent-desktop-server",
    packages=("agent_desktop.server", "psycopg", "psycopg_binary"),
    unneeded=(
        *_NOBODY_USES,
        "PySide6",
        "Xlib",
        "agent_desktop.app",
        "agent_desktop.client",
        "agent_desktop.demo",
        "agent_desktop.phone",
        "agent_desktop.ui",
        *sorted(_HEADSETS),
        "jeepney",
        "miniaudio",
        "pjsua2",
    ),
    hidden=(),
    data=("resources", "sounds"),
    windowed=False,
)
"""The routing server and its administration: no window, no sound devices."""

PROGRAMS = (WINDOW, SERVER)
