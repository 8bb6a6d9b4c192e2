"""The installer for Windows, compiled by NSIS, which runs on Linux as well.

The program that is packed has to be frozen on Windows: PyInstaller makes programs only for the system it runs on. On
Linux a stand-in shows that the script is whole.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from agent_desktop import __version__
from agent_desktop.settings.example import example
from agent_desktop.settings.options import Scope
from installer import icons
from installer.programs import HOME

SCRIPT = HOME / "installer/windows/agent-desktop.nsi"


def stand_in(folder: Path) -> Path:
    """A payload of the right shape that does nothing."""
    inside = folder / "_internal"
    inside.mkdir(parents=True, exist_ok=True)
    (folder / "agent-desktop.exe").write_bytes(b"MZ, a stand-in\r\n")
    (inside / "stand-in.txt").write_text("The real program is frozen on Windows.\r\n", encoding="utf-8")
    return folder


def make(payload: Path, work: Path, out: Path, moment: int) -> Path:
    """The installer with a frozen program, in ``out``. Raises CalledProcessError, whose output says the line."""
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    icon, settings = work / "app.ico", work / "ect.ini"
    icon.write_bytes(icons.ico())
    settings.write_text(example(Scope.PC), encoding="utf-8", newline="\r\n")
    file = out / f"agent-desktop-{__version__}-setup.exe"
    values = {"VERSION": __version__, "PAYLOAD": payload, "ICON": icon, "INI": settings, "OUT": file}
    defines = [f"-D{name}={value}" for name, value in values.items()]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    command = ["makensis", "-V2", "-WX", "-NOCD", f"-X!addincludedir {SCRIPT.parent}", *defines, str(SCRIPT)]
    subprocess.run(command, env=env, check=True)
    return file
