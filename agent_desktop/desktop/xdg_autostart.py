"""Starting with the session on Linux: a file of ours in the person's ``autostart`` folder.

https://specifications.freedesktop.org/autostart-spec/latest/
"""

from __future__ import annotations

import re
from pathlib import Path

from agent_desktop.settings.whole import write_whole

FILE = "agent-desktop.desktop"
_SWITCHED_OFF = re.compile(r"^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE)


class XdgAutostart:
    """``Autostart`` by a file in ``folder`` that names ``command``, run in ``at`` (None: wherever).

    Where the program was taken away, ``TryExec`` has the desktop pass over what was left.
    """

    def __init__(self, folder: Path, command: tuple[str, ...], at: Path | None = None) -> None:
        self.file = folder / FILE
        place = f"Path={_escaped(str(at))}\n" if at is not None else ""
        self._text = (
            "[Desktop Entry]\nType=Application\nVersion=1.5\nName=Agent Desktop\n"
            f"Exec={' '.join(_quoted(part) for part in command)}\nTryExec={_escaped(command[0])}\n"
            f"{place}Icon=agent-desktop\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
        )

    def turn(self, *, on: bool, by_person: bool) -> None:
        """See ``Autostart``."""
        if not on:
            self.file.unlink(missing_ok=True)
            return
        before = self.file.read_text(encoding="utf-8", errors="replace") if self.file.exists() else ""
        if before == self._text or (_SWITCHED_OFF.search(before) and not by_person):
            return
        write_whole(self.file, self._text.encode())


def _escaped(text: str) -> str:
    """As a value of type string has it (Desktop Entry Specification, "Possible value types")."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _quoted(argument: str) -> str:
    """As the key Exec has it (the same, "The Exec key"): quoted, then escaped as any string."""
    inside = re.sub(r'([\\"`$])', r"\\\1", argument).replace("%", "%%")
    return _escaped(f'"{inside}"')
