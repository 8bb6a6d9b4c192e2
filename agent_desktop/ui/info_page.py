"""A place among the tabs: it has its information window, unless that stands alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from agent_desktop.client.view import View
from agent_desktop.ui.columns import Table, arrange, choosable
from agent_desktop.ui.info_parts import QUIET, InfoPart, Tools
from agent_desktop.ui.remembered_tabs import Choices
from agent_desktop.ui.torn_off import TornOff


class InfoPage(QWidget):
    """Row and widget of one information window, what is remembered of it, and what of it was seen."""

    def __init__(self, row: InfoPart[Any], tools: Tools) -> None:
        super().__init__()
        self.row = row
        self.setObjectName(f"tab_{row.id}")
        self.choices = Choices()
        self.offered = True
        self.unseen = False
        self.window_: TornOff | None = None
        self.part: QWidget = row.make(tools)
        self._known = QUIET
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.part)

    @property
    def pops_up(self) -> bool:
        """Whether it comes forward by itself."""
        return self.row.pops_up if self.choices.pops_up is None else self.choices.pops_up

    @property
    def table(self) -> tuple[QTableView, Table[Any]] | None:
        """Its table, if it has one whose columns are chosen."""
        view = self.part if isinstance(self.part, QTableView) else self.part.findChild(QTableView)
        model = view.model() if isinstance(view, QTableView) else None
        if isinstance(view, QTableView) and isinstance(model, Table) and choosable(model.columns):
            return view, model
        return None

    def show_view(self, view: View, now: int) -> bool:
        """Draw a view; whether there is something new in it."""
        self.row.show(self.part, view, now)
        return self.look(view)

    def look(self, view: View) -> bool:
        """Whether there is something new since the last time."""
        known, self._known = self._known, self.row.news(self.part, view)
        return bool(self._known - known)

    def tick(self, now: int) -> None:
        """Count on."""
        self.row.tick(self.part, now)

    @property
    def quiet(self) -> bool:
        """Whether what was new is over."""
        return not self._known

    def take_back(self) -> None:
        """Have the information window here again."""
        self._box.addWidget(self.part)
        self.part.show()
        self.window_ = None

    def arrange(self) -> None:
        """Show the columns that were chosen."""
        if (table := self.table) is not None:
            arrange(table[0], table[1].columns, self.choices.columns)
