"""Call information: the named values of the case in hand, those of its queue and those that are fetched (F046–F048)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.client.call_info import CriRow, cri_key
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AnyCommand, SetCri
from agent_desktop.ui.case_sheet import CaseSheet
from agent_desktop.ui.cri_field import CriField, open_page
from agent_desktop.ui.labels import label
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.result_row import ResultRow
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text

RECENT = 10


class CallInfo(QWidget):
    """One line a CRI; the field at the foot fetches another by its name and remembers which were asked for."""

    def __init__(
        self,
        theme: Theme,
        memory: Memory,
        command: Callable[[str, AnyCommand], None],
        clock: Callable[[], int],
        parent: QWidget | None = None,
        browse: Callable[[str], bool] = open_page,
    ) -> None:
        super().__init__(parent)
        self._theme, self._memory, self._command, self._browse = theme, memory, command, browse
        self._view = View()
        self._now = 0
        self._fetched: tuple[str, ...] = ()  # for the case in hand
        self._case: int | None = None
        self.rows: dict[str, CriField] = {}
        self.empty = label(Text.BODY, self, tint="muted", name="call_info_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.result = ResultRow(theme, command, clock, self)
        self.sheet = CaseSheet(self._lines)
        self._column.addWidget(self.sheet)
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("call_info_lines")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._lines)
        self.fetch = QLineEdit(self)
        self.fetch.setObjectName("cri_fetch")
        self.fetch.setMaxLength(64)
        self.fetch.returnPressed.connect(self._fetch)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.fetch.setCompleter(completer)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.result)
        box.addWidget(self.empty)
        box.addWidget(scroll, 1)
        box.addWidget(self.fetch)
        self._scroll = scroll
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show the case's values at ``now`` (server's clock, ms); those that are being typed stay as they are typed."""
        case = view.case.id if view.case else None
        if case != self._case:
            self._case, self._fetched = case, ()
            for name in tuple(self.rows):
                self._drop(name)
        self._view, self._now = view, now
        self.result.show_view(view)
        self.sheet.show_view(view, now)
        by_name = {row.name: row for row in view.cris}
        wanted = [row for row in view.cris if row.shown]
        wanted += [by_name[name] for name in self._fetched if name in by_name and not by_name[name].shown]
        for name in [name for name in self.rows if name not in {row.name for row in wanted}]:
            self._drop(name)
        for at, row in enumerate(wanted):
            self._show_row(at, row)
        self._names.setStringList(self._suggested(by_name))
        something = bool(wanted) or not self.sheet.empty
        self.empty.setVisible(not something)
        self._scroll.setVisible(something)
        self.fetch.setEnabled(bool(view.cris))

    @property
    def speaks(self) -> bool:
        """Whether there is something to read of the case, without asking for it."""
        return any(row.shown for row in self._view.cris) or self.sheet.speaks

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _show_row(self, at: int, row: CriRow) -> None:
        field = self.rows.get(row.name)
        if field is None or not field.fits(row):
            if field is not None:
                self._drop(row.name)
            field = self.rows[row.name] = CriField(row, self._theme, self._change, self._browse, self._lines)
            self._column.insertWidget(at, field)
        field.show_row(row, pending=cri_key(row.name) in self._view.pending)

    def _drop(self, name: str) -> None:
        field = self.rows.pop(name)
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _change(self, name: str, value: str) -> None:
        if self._case is not None:
            self._command(cri_key(name), SetCri(case=self._case, name=name, value=value))

    def _fetch(self) -> None:
        """F047: show one more, by its name; a name that nothing has is said to be empty."""
        name = self.fetch.text().strip()
        if not name:
            return
        known = {row.name.casefold(): row.name for row in self._view.cris}
        found = known.get(name.casefold())
        if found is None:
            self.fetch.selectAll()
            self.fetch.setToolTip(self.tr("This case has no {name}").format(name=name))
            self.fetch.setAccessibleDescription(self.fetch.toolTip())
            self.empty.setText(self.fetch.toolTip())
            self.empty.show()
            return
        self._fetched = (*(one for one in self._fetched if one != found), found)
        recent = (found, *(one for one in self._memory.value.fetched if one != found))[:RECENT]
        self._memory.change(fetched=recent)
        self.fetch.clear()
        self._retranslate()
        self.show_view(self._view, self._now)

    def _suggested(self, by_name: dict[str, CriRow]) -> list[str]:
        recent = [name for name in self._memory.value.fetched if name in by_name]
        return [*recent, *sorted(name for name in by_name if name not in recent)]

    def _retranslate(self) -> None:
        self.empty.setText(self.tr("No call information"))
        self.fetch.setPlaceholderText(self.tr("Fetch by name, for example number"))
        self.fetch.setAccessibleName(self.tr("Fetch call information by name"))
        self.fetch.setToolTip("")
        self.fetch.setAccessibleDescription("")
