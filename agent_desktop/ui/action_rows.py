"""The rows of big buttons, made from the action table: the statuses, and the call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.client.actions import ACTIONS, Action, Group
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.buttons import ActionButton
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Tone
from agent_desktop.ui.words import action_label


def key_text(action: Action) -> str:
    """An action's key as this desktop writes it; empty without one."""
    return QKeySequence(action.key or "").toString(QKeySequence.SequenceFormat.NativeText)


def tip(action: Action) -> str:
    """An action's name with its key."""
    key = key_text(action)
    return f"{action_label(action)} ({key})" if key else action_label(action)


class ActionRow(QWidget):
    """The actions of one group side by side; each button's objectName is ``action_<id>``."""

    def __init__(self, group: Group, theme: Theme, trigger: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.buttons: dict[str, ActionButton] = {}
        self._actions = {action.id: action for action in ACTIONS if action.group is group}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action in self._actions.values():
            button = ActionButton(theme, action.icon, self)
            button.setObjectName(f"action_{action.id}")
            button.clicked.connect(lambda _checked=False, chosen=action.id: trigger(chosen))
            self.buttons[action.id] = button
            row.addWidget(button, 1)
        self._retranslate()

    def show_view(self, view: View, pending: frozenset[str]) -> None:
        """Show where each action stands; ``pending`` are the ids of those asked for."""
        for action in self._actions.values():
            lit = action.lit(view)
            available = action.enabled(view)
            button = self.buttons[action.id]
            if action.id == "busy":
                button.opens_menu = bool(view.reasons)
            if action.id == "mute":
                self._name(action, button, muted=lit)
            button.show_state(
                available=available,
                lit=lit,
                pending=action.id in pending,
                called_for=available and _called_for(action.id, view),
                note=self.tr("next") if lit and action.group is Group.STATUS and _later(view) else "",
                tone=self._tone(action.id),
                icon="unmute" if action.id == "mute" and not lit else action.icon,
            )

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for action in self._actions.values():
            button = self.buttons[action.id]
            self._name(action, button, muted=button.lit and action.id == "mute")

    def _name(self, action: Action, button: ActionButton, *, muted: bool) -> None:
        name = action_label(action)
        both = (name, self.tr("Muted")) if action.id == "mute" else (name,)
        words = both[-1] if muted else name
        if (words, tip(action)) != (button.text(), button.toolTip()):
            button.name(words, key_text(action), tip(action), both)

    def _tone(self, action: str) -> Tone:
        colours = self._theme.colours
        tones = {
            "ready": colours.ready,
            "busy": colours.busy,
            "administrative": colours.administrative,
            "answer": colours.ready,
            "hang_up": colours.busy,
            "mute": Tone(colours.bad, colours.surface),
        }
        return tones.get(action, colours.accent)


def _called_for(action: str, view: View) -> bool:
    """The one thing to do: answer what rings, and hang up what talks; rejecting a call is possible, not called for."""
    return action == "answer" or (action == "hang_up" and view.phone.active_leg is not None)


def _later(view: View) -> bool:
    """Whether a status that is lit is the one after the case."""
    return view.status in (AgentStatus.OFFERED, AgentStatus.IN_CALL, AgentStatus.WRAP_UP)
