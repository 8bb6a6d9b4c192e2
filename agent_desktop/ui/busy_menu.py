"""The reasons to be busy as a tree, with the day's sum of each: an underscore in an id is a level (F009, F017)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from agent_desktop.client.actions import is_busy_with
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.words import reason_levels


class BusyMenu(QMenu):
    """One entry a reason (objectName ``reason_<id>``), one sub-menu a level that has more below it."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._choose = choose
        self._built: tuple[object, ...] = ()

    def show_view(self, view: View, language: str, now: int) -> None:
        """Show the reasons of the view, which one is in force, and how long each was today at ``now`` (server's clock,
        ms; to the minute, as nobody watches a menu). Built anew only when something is different."""
        rows = tuple((reason.id, is_busy_with(view, reason.id), _sum(view, reason.id, now)) for reason in view.reasons)
        built = (language, rows)
        if built == self._built or self.isVisible():
            return
        self._built = built
        self.clear()
        levels = {reason: reason_levels(reason) for reason, _, _ in rows}
        parents = {path[:depth] for path in levels.values() for depth in range(1, len(path))}
        menus: dict[tuple[str, ...], QMenu] = {(): self}
        for reason, lit, today in rows:
            path = levels[reason]
            home = path if path in parents else path[:-1]
            entry = self._menu(home, menus).addAction(path[-1] + (f"\t{today}" if today else ""))
            entry.setObjectName(f"reason_{reason}")
            entry.setCheckable(True)
            entry.setChecked(lit)
            entry.triggered.connect(lambda _checked, chosen=reason: self._choose(chosen))

    def _menu(self, path: tuple[str, ...], menus: dict[tuple[str, ...], QMenu]) -> QMenu:
        if path not in menus:
            menus[path] = self._menu(path[:-1], menus).addMenu(path[-1])
        return menus[path]


def _sum(view: View, reason: str, now: int) -> str:
    """How long today, in hours and minutes; empty when not at all."""
    spell = view.day.spell(AgentStatus.BUSY, reason)
    minutes = spell.total(now) // 60_000
    return f"{minutes // 60}:{minutes % 60:02d}" if spell.times else ""
