"""The line at the head: who is logged in, the menu with language and look, and the way out."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from agent_desktop.client.action import Action, Group
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.view import View
from agent_desktop.ui.action_rows import key_text, tip
from agent_desktop.ui.buttons import give_focus_up, quiet_button
from agent_desktop.ui.icons import icon
from agent_desktop.ui.labels import ElidedLabel
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.variants import LANGUAGES, THEMES
from agent_desktop.ui.words import action_label

SESSION = tuple(action for action in ACTIONS if action.group is Group.SESSION)
WINDOW = tuple(action for action in ACTIONS if action.group is Group.WINDOW)


class Header(QWidget):
    """Name at the left; at the right the actions of the session, and the menu before the last of them."""

    asked = Signal(str)

    def __init__(self, theme: Theme, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._languages = theme, languages
        self._lit: dict[str, bool] = {}
        self._view = View()
        self._carried: list[QMenu] = []
        self.name = ElidedLabel(Text.LEAD, self, "agent_name")
        self.menu_button = quiet_button("header_menu", self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.setObjectName("header_menu_entries")
        self.menu_button.setMenu(self.menu)
        self.tools = {action.id: quiet_button(f"action_{action.id}", self) for action in SESSION}
        for name, button in self.tools.items():
            button.clicked.connect(lambda _checked=False, chosen=name: self.asked.emit(chosen))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        *others, last = self.tools.values()
        shown = (*others, self.menu_button, last)
        for button in shown:
            row.addWidget(button)
        for button, following in pairwise(shown):
            self.setTabOrder(button, following)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def show_view(self, view: View, pending: frozenset[str]) -> None:
        """Show who is logged in, and what can be done."""
        has_other_keys = view.keys != self._view.keys
        self._view = view
        self.name.setText(view.agent.name if view.agent else "")
        for action in SESSION:
            button = self.tools[action.id]
            available = action.enabled(view) and action.id not in pending
            if not available:
                give_focus_up(button)
            button.setEnabled(available)
            lit = action.lit(view)
            changes = lit is not self._lit.get(action.id, False)
            if changes:
                self._lit[action.id] = lit
                set_mark(button, "lit", lit)
            if changes or has_other_keys:
                self._name(action)
        if has_other_keys:
            self._fill_menu()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        colour = self._theme.colours.muted
        self.menu_button.setIcon(icon("settings", colour))
        self.menu_button.setToolTip(self.tr("Settings, language, look and sound"))
        self.menu_button.setAccessibleName(self.tr("Settings, language, look and sound"))
        for action in SESSION:
            self._name(action)
        self._fill_menu()

    def carry(self, menu: QMenu) -> None:
        """Let the menu hold this one too."""
        self._carried.append(menu)
        self._fill_menu()

    def _name(self, action: Action) -> None:
        button, colours = self.tools[action.id], self._theme.colours
        lit = self._lit.get(action.id, False)
        button.setIcon(icon(action.icon, colours.accent.ink if lit else colours.muted))
        button.setToolTip(tip(action, self._view))
        button.setAccessibleName(tip(action, self._view))
        button.setAccessibleDescription(self.tr("on") if lit else "")

    def _fill_menu(self) -> None:
        self.menu.clear()
        languages = self._part(self.tr("Language"), locked=self._languages.locked)
        group = QActionGroup(languages)
        for code, name in LANGUAGES.items():
            entry = self._choice(languages, group, name, code == self._languages.code)
            entry.setObjectName(f"language_{code}")
            entry.triggered.connect(lambda _checked, chosen=code: self._languages.choose(chosen))
        looks = self._part(self.tr("Look"), locked=self._theme.locked)
        group = QActionGroup(looks)
        words = {"system": self.tr("Like the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for choice in THEMES:
            entry = self._choice(looks, group, words[choice], choice == self._theme.choice)
            entry.setObjectName(f"theme_{choice}")
            entry.triggered.connect(lambda _checked, chosen=choice: self._theme.choose(chosen))
        for menu in self._carried:
            self.menu.addMenu(menu)
        self.menu.addSeparator()
        for action in WINDOW:
            entry = self.menu.addAction(f"{action_label(action)}\t{key_text(action, self._view)}")
            entry.setObjectName(f"menu_{action.id}")
            entry.triggered.connect(lambda _checked, chosen=action.id: self.asked.emit(chosen))

    def _part(self, words: str, *, locked: bool) -> QMenu:
        """A menu in the menu; one that is locked says so, and does not open."""
        part = self.menu.addMenu(
            self.tr("{setting} (locked by your administrator)").format(setting=words) if locked else words
        )
        part.setEnabled(not locked)
        return part

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, chosen: bool) -> QAction:
        entry = menu.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        group.addAction(entry)
        return entry
