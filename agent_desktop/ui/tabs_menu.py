"""The menu of the information windows: every one of them, and what can be done with the one that is seen (F052)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.ui.info_page import InfoPage

MENU_KEY = "Ctrl+Shift+M"
TEAR_OFF_KEY = "Ctrl+Shift+W"


class Tabs(Protocol):
    """What the menu needs of the tabs."""

    pages: dict[str, InfoPage]

    @property
    def current(self) -> InfoPage:
        """The tab that is seen."""
        ...

    def bring(self, name: str) -> None:
        """Show one to the person."""
        ...

    def tear_off(self, name: str) -> None:
        """Let one stand alone."""
        ...

    def choose_pops_up(self, name: str, on: bool) -> None:
        """Whether one comes forward by itself."""
        ...

    def choose_columns(self, name: str) -> None:
        """Ask for one's columns."""
        ...

    def shift(self, name: str, by: int) -> None:
        """Give one another place."""
        ...


class TabsMenu(QMenu):
    """Made anew each time it is opened."""

    def __init__(self, tabs: Tabs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("info_menu_entries")
        self._tabs = tabs
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        tabs, current = self._tabs, self._tabs.current
        name = current.row.id
        for other, page in tabs.pages.items():
            if page.offered:
                title = self.tr("{title} (in its window)") if page.window_ is not None else "{title}"
                words = _keyed(title.format(title=page.row.title()), page.row.key)
                entry = self._entry(f"show_{other}", words, lambda chosen=other: tabs.bring(chosen))
                entry.setCheckable(True)
                entry.setChecked(page is current)
        self.addSeparator()
        words = _keyed(self.tr("In a window of its own"), TEAR_OFF_KEY)
        self._entry("tear_off", words, lambda: tabs.tear_off(name))
        pops_up = self._entry(
            "pops_up", self.tr("Come forward by itself"), lambda: tabs.choose_pops_up(name, not current.pops_up)
        )
        pops_up.setCheckable(True)
        pops_up.setChecked(current.pops_up)
        if current.table is not None:
            self._entry("columns", self.tr("Columns…"), lambda: tabs.choose_columns(name))
        self.addSeparator()
        self._entry("move_left", self.tr("Move to the left"), lambda: tabs.shift(name, -1))
        self._entry("move_right", self.tr("Move to the right"), lambda: tabs.shift(name, 1))

    def _entry(self, name: str, words: str, act: Callable[[], None]) -> QAction:
        entry = self.addAction(words.replace("&", "&&"))
        entry.setObjectName(name)
        entry.triggered.connect(act)
        return entry


def _keyed(words: str, key: str) -> str:
    """Words with a key beside them: the key itself is a shortcut of the tabs, and must not be there twice."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words}\t{native}" if native else words
