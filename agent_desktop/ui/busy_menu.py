"""The reasons to be busy as a tree, with the day's sum of each and the planned return (F009, F017)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.client.actions import is_busy_with
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.return_menu import ReturnMenu, on_break, planned, return_words
from agent_desktop.ui.words import reason_levels


class BusyMenu(QMenu):
    """One entry a reason (objectName ``reason_<id>``), one sub-menu a level that has more below it: an underscore in an
    id is a level. ``choose`` hears the reason and the planned return (ms UTC, server's clock; 0: none).

    A return chosen on a break holds for it at once. Else it holds for the reason chosen next: the menu opens again for
    that. ``clock`` is the server's (ms), ``beside`` the button to which a time is asked.
    """

    def __init__(
        self,
        choose: Callable[[str, int], None],
        clock: Callable[[], int],
        beside: Callable[[], QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._choose, self._clock = choose, clock
        self._view = View()
        self._planned = 0  # for the reason that is chosen next
        self._again = False
        self._built: tuple[object, ...] = ()
        self.returns = ReturnMenu(self._plan, clock, beside, self)
        self.aboutToShow.connect(self._begin)

    def show_view(self, view: View, language: str, now: int) -> None:
        """Show the reasons of the view, which one is in force, and how long each was today at ``now`` (server's clock,
        ms; to the minute, as nobody watches a menu). Built anew only when something is different."""
        self._view = view
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
            entry.triggered.connect(lambda _checked, chosen=reason: self._choose(chosen, self._planned))
        self.addSeparator()
        self.addMenu(self.returns)
        self._say_return()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say_return()

    def _begin(self) -> None:
        """Forget a return for which no reason was chosen."""
        if not self._again:
            self._planned = 0
        self._again = False
        self._say_return()

    def _plan(self, at: int) -> None:
        reason = on_break(self._view)
        if reason is not None:
            self._choose(reason, at)
            return
        self._planned, self._again = at, True
        QTimer.singleShot(0, lambda: self.popup(self.pos()))  # the choice has closed it

    def _say_return(self) -> None:
        at = self._planned or (planned(self._view) if on_break(self._view) is not None else 0)
        self.returns.setTitle(return_words(at, self._clock()) or self.tr("Planned &return"))

    def _menu(self, path: tuple[str, ...], menus: dict[tuple[str, ...], QMenu]) -> QMenu:
        if path not in menus:
            menus[path] = self._menu(path[:-1], menus).addMenu(path[-1])
        return menus[path]


def _sum(view: View, reason: str, now: int) -> str:
    """How long today, in hours and minutes; empty when not at all."""
    spell = view.day.spell(AgentStatus.BUSY, reason)
    minutes = spell.total(now) // 60_000
    return f"{minutes // 60}:{minutes % 60:02d}" if spell.times else ""
