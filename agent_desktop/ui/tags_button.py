"""Tags of a case: any of the administrator's, ticked in a menu that stays open (F109)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from agent_desktop.domain.cri import tagged, untagged
from agent_desktop.ui.style import set_mark


class TickMenu(QMenu):
    """Stays open while entries are ticked, by a click, Space or Enter; Escape or a click beside it closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, and stay."""
        if not _ticked(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, and stay."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() not in keys or not _ticked(self.activeAction()):
            super().keyPressEvent(event)


class TagsButton(QPushButton):
    """Says which tags a case has; ``save`` is called with the new value when one is ticked or not any more."""

    def __init__(self, choices: tuple[str, ...], save: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices, self._save = choices, save
        set_mark(self, "tight", True)
        self.setStyleSheet("text-align: left")  # it stands among fields
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # many tags make no window wide
        menu = TickMenu(self)
        for choice in choices:
            entry = menu.addAction(choice.replace("&", "&&"))
            entry.setObjectName(f"tag_{choice}")
            entry.setCheckable(True)
            entry.setData(choice)
            entry.toggled.connect(self._changed)
        self.setMenu(menu)

    def show_value(self, value: str) -> None:
        """Show which tags the case has."""
        chosen = untagged(value)
        for entry in self.menu().actions():
            entry.blockSignals(True)
            entry.setChecked(entry.data() in chosen)
            entry.blockSignals(False)
        self.setText(value.replace("&", "&&") or "–")
        self.setToolTip(value)
        self.setAccessibleDescription(value)

    def _changed(self) -> None:
        chosen = [entry.data() for entry in self.menu().actions() if entry.isChecked()]
        self._save(tagged(self._choices, chosen))


def _ticked(action: QAction | None) -> bool:
    """Tick an entry that can be, or the opposite; whether there was one."""
    if action is None or not action.isEnabled() or not action.isCheckable():
        return False
    action.trigger()
    return True
