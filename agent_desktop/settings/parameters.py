"""Every option with the value in force and where it was said: what the Parameters page shows (F064)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import OPTIONS, Scope


class Said(StrEnum):
    """Who said a value."""

    FILE = "file"
    FLAG = "flag"
    WINDOW = "window"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One row: ``where`` is file and line, empty when no file said it."""

    key: str
    value: str
    said: Said
    where: str = ""
    locked: bool = False
    scope: Scope = Scope.PC


def parameters(preferences: Preferences) -> tuple[Parameter, ...]:
    """All of them, in the order of the table."""
    rows: list[Parameter] = []
    for option in OPTIONS:
        source = preferences.told.sources.get(option)
        said, where = Said.NOBODY, ""
        if source is not None and source.file is not None:
            said, where = Said.FILE, f"{source.file}:{source.line}"
        elif source is not None:
            said = Said.FLAG if source.flag else Said.WINDOW
        rows.append(
            Parameter(
                key=option.key,
                value=option.kind.write(preferences[option]),
                said=said,
                where=where,
                locked=preferences.locked(option),
                scope=option.scope,
            )
        )
    return tuple(rows)
