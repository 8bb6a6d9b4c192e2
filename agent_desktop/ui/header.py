"""The line at the head: who is logged in, the menu with language and look, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from agent_desktop.client.actions import BY_ID
from agent_desktop.client.view import View
from agent_desktop.ui.action_rows import tip
from agent_desktop.ui.buttons import give_focus_up
from agent_desktop.ui.icons import icon
from agent_desktop.ui.labels import ElidedLabel
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.variants import LANGUAGES, THEMES


class Header(QWidget):
    """Name at the left; menu and log-out (``action_log_out``) at the right."""

    log_out = Signal()

    def __init__(self, theme: Theme, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._languages = theme, languages
        self.name = ElidedLabel(Text.LEAD, self, "agent_name")
        self.menu_button = self._tool("header_menu")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu_button.setMenu(self.menu)
        self.log_out_button = self._tool("action_log_out")
        self.log_out_button.clicked.connect(self.log_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.menu_button)
        row.addWidget(self.log_out_button)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def show_view(self, view: View, pending: frozenset[str]) -> None:
        """Show who is logged in, and whether logging out is possible."""
        self.name.setText(view.agent.name if view.agent else "")
        action = BY_ID["log_out"]
        available = action.enabled(view) and action.id not in pending
        if not available:
            give_focus_up(self.log_out_button)
        self.log_out_button.setEnabled(available)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _tool(self, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        set_mark(made, "quiet", True)
        return made

    def _retranslate(self) -> None:
        colour = self._theme.colours.muted
        self.menu_button.setIcon(icon("settings", colour))
        self.menu_button.setToolTip(self.tr("Language and look"))
        self.menu_button.setAccessibleName(self.tr("Language and look"))
        self.log_out_button.setIcon(icon("log_out", colour))
        text = tip(BY_ID["log_out"])
        self.log_out_button.setToolTip(text)
        self.log_out_button.setAccessibleName(text)
        self._fill_menu()

    def _fill_menu(self) -> None:
        self.menu.clear()
        languages = self.menu.addMenu(self.tr("Language"))
        group = QActionGroup(languages)
        for code, name in LANGUAGES.items():
            entry = self._choice(languages, group, name, code == self._languages.code)
            entry.setObjectName(f"language_{code}")
            entry.triggered.connect(lambda _checked, chosen=code: self._languages.choose(chosen))
        looks = self.menu.addMenu(self.tr("Look"))
        group = QActionGroup(looks)
        words = {"system": self.tr("Like the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for choice in THEMES:
            entry = self._choice(looks, group, words[choice], choice == self._theme.choice)
            entry.setObjectName(f"theme_{choice}")
            entry.triggered.connect(lambda _checked, chosen=choice: self._theme.choose(chosen))

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, chosen: bool) -> QAction:
        entry = menu.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        group.addAction(entry)
        return entry
