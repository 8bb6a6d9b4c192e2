"""Builds an error report for the administrator: what helps to find a fault, without secrets and customers (F066)."""

from __future__ import annotations

import os
import platform
import zipfile
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from agent_desktop import __version__
from agent_desktop.client.logbook import Line, Logbook, PhoneTrace
from agent_desktop.client.scrub import GONE, Scrubber
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import OPTIONS
from agent_desktop.settings.parameters import parameters

UNSHOWN = frozenset(option.key for option in OPTIONS if not option.kind.shown)
"""Options in which a secret may stand, if only by mistake."""

CRASHES = 5
"""Reports of a softphone's end, the latest."""


def _nothing() -> Collection[str]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where a report is made from. ``known`` gives the texts that must not stay in it; ``crashes`` is a folder."""

    log: Logbook = field(default_factory=Logbook)
    phone: PhoneTrace = field(default_factory=PhoneTrace)
    crashes: Path | None = None
    known: Callable[[], Collection[str]] = _nothing


@dataclass(frozen=True)
class ReportFile:
    """One file of a report, as it will be written: a text, or a picture (PNG)."""

    name: str
    content: bytes

    @property
    def text(self) -> str | None:
        """Its text; None for a picture."""
        return None if self.name.endswith(".png") else self.content.decode("utf-8")


def build(evidence: Evidence, preferences: Preferences, words: str, qt: str, now: datetime) -> tuple[ReportFile, ...]:
    """All files but a picture. ``words`` are the agent's own, ``qt`` its version, ``now`` is UTC."""
    scrub = Scrubber(evidence.known())
    files = {
        "about.txt": _about(scrub(words), qt, now),
        "settings.txt": _settings(preferences, scrub),
        "log.txt": _lines(evidence.log.lines(), scrub),
        "calls.txt": _lines(evidence.phone.lines(), scrub),
        **_crashes(evidence.crashes, scrub),
    }
    return tuple(ReportFile(name, text.encode()) for name, text in files.items())


def save(folder: Path, files: Sequence[ReportFile], now: datetime) -> Path:
    """Write the files into one new zip in ``folder``, in one step; raises ``OSError`` when it cannot be reached."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _claimed(folder, f"agent-desktop-report-{now:%Y%m%d-%H%M%S}")
    draft = path.with_suffix(".part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.writestr(file.name, file.content)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise
    return path


def _claimed(folder: Path, name: str) -> Path:
    """A new, still empty zip: in a folder of many agents two may report in one second, and neither report is lost."""
    path = folder / f"{name}.zip"
    for number in count(2):
        with suppress(FileExistsError):
            path.touch(exist_ok=False)
            break
        path = folder / f"{name}-{number}.zip"
    return path


def _about(words: str, qt: str, now: datetime) -> str:
    rows = {
        "Made": now.isoformat(timespec="seconds"),
        "Agent Desktop": __version__,
        "Python": platform.python_version(),
        "Qt": qt,
        "System": platform.platform(),
        "Session": os.environ.get("XDG_SESSION_TYPE", ""),
    }
    told = "".join(f"{name}: {value}\n" for name, value in rows.items() if value)
    return f"{told}\nWhat happened, in the agent's words:\n{words.strip() or '(nothing was written)'}\n"


def _settings(preferences: Preferences, scrub: Callable[[str], str]) -> str:
    rows: list[str] = []
    for row in parameters(preferences):
        value = GONE if row.key in UNSHOWN and row.value else scrub(row.value)
        locked = " (locked)" if row.locked else ""
        rows.append(f"{row.key} = {value}    # {row.said}{' ' + scrub(row.where) if row.where else ''}{locked}\n")
    notes = "".join(f"# {scrub(note)}\n" for note in preferences.told.notes)
    return "".join(rows) + notes


def _lines(lines: Sequence[Line], scrub: Callable[[str], str]) -> str:
    return "".join(f"{line.written(scrub)}\n" for line in lines) or "(nothing)\n"


def _crashes(folder: Path | None, scrub: Callable[[str], str]) -> dict[str, str]:
    if folder is None or not folder.is_dir():
        return {}
    found: dict[str, str] = {}
    for file in sorted(folder.glob("softphone-*.txt"))[-CRASHES:]:
        try:
            found[file.name] = scrub(file.read_text(encoding="utf-8", errors="replace"))
        except OSError as error:
            found[file.name] = f"This could not be read: {error.strerror}\n"
    return found
