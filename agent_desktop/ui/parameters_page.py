"""The parameters: every option of ect.ini with its value and where that comes from; nothing is changed here (F064)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from agent_desktop.client.view import View
from agent_desktop.settings.parameters import Parameter, Said, parameters
from agent_desktop.ui.columns import Column, Table, dress, fit
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.settings_page import SettingsPage
from agent_desktop.ui.typography import Text


class ParametersPage(SettingsPage):
    """A filter (``parameters_filter``) over a table (``parameters_table``)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.filter = QLineEdit(self)
        self.filter.setObjectName("parameters_filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.view = QTableView(self)
        self.view.setObjectName("parameters_table")
        self.table: Table[Parameter] = Table(
            (
                Column(lambda: self.tr("Parameter"), lambda row, now: row.key, "routing.phones_encryption"),
                Column(lambda: self.tr("Value"), lambda row, now: row.value),
                Column(lambda: self.tr("Said by"), lambda row, now: self._source(row)),
                Column(lambda: self.tr("Locked"), lambda row, now: self.tr("yes") if row.locked else "", "yes no"),
            ),
            key=lambda row: row.key,
            parent=self.view,
        )
        self.view.setModel(self.table)
        dress(self.view)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a file is told by its end
        self.none = label(Text.BODY, self, tint="muted", name="parameters_none")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.filter)
        box.addWidget(self.view, 1)
        box.addWidget(self.none)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Options may have been changed on another page meanwhile."""
        self._show()

    def words(self) -> str:
        """The names of all parameters too."""
        return "\n".join((super().words(), *(row.key for row in parameters(self.context.preferences))))

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        rows = tuple(
            row
            for row in parameters(self.context.preferences)
            if all(word in f"{row.key} {row.value} {self._source(row)}".casefold() for word in words)
        )
        self.table.show_rows(rows, 0)
        self.none.setVisible(not rows)

    def _source(self, row: Parameter) -> str:
        match row.said:
            case Said.FILE:
                return row.where
            case Said.FLAG:
                return self.tr("the command line")
            case Said.WINDOW:
                return self.tr("this window, until it is closed")
            case Said.NOBODY:
                return self.tr("usual value")

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Search the parameters"))
        self.filter.setAccessibleName(self.tr("Search the parameters"))
        self.filter.setToolTip(self.tr("Part of a name, a value or a file"))
        self.view.setAccessibleName(self.tr("Parameters"))
        self.none.setText(self.tr("No parameter has this in it."))
        self.table.retranslate()
        fit(self.view, self.table.columns)
        self._show()
