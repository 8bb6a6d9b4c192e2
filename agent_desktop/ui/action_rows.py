"""The rows of big buttons, made from the action table: the statuses, and the call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.client.action import Action, Asks, Group
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.view import KeyView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.buttons import ActionButton
from agent_desktop.ui.style import SPACE
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Tone
from agent_desktop.ui.words import action_label, translate


def key_of(action: Action, view: View) -> str:
    """An action's key in the window, as portable text; empty without one."""
    keys = view.keys.get(action.id)
    return (action.key or "") if keys is None else keys.local


def key_text(action: Action, view: View) -> str:
    """The same as this desktop writes it."""
    return _native(key_of(action, view))


def tip(action: Action, view: View) -> str:
    """An action's name with its keys."""
    keys = view.keys.get(action.id, KeyView())
    everywhere = _native(keys.everywhere)
    if keys.lost:
        everywhere = translate("keys", "%1 belongs to another program").replace("%1", everywhere)
    elif everywhere:
        everywhere = translate("keys", "anywhere %1").replace("%1", everywhere)
    told = ", ".join(part for part in (key_text(action, view), everywhere) if part)
    name = action_label(action, view)
    return f"{name} ({told})" if told else name


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class ActionRow(QWidget):
    """The actions of one group side by side; each button's objectName is ``action_<id>``."""

    def __init__(
        self, group: Group, theme: Theme, trigger: Callable[[str], None], parent: QWidget, *, low: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = View()
        self.buttons: dict[str, ActionButton] = {}
        self._actions = {action.id: action for action in ACTIONS if action.group is group}
        for action in self._actions.values():
            button = ActionButton(theme, action.icon, self, low=low)
            button.setObjectName(f"action_{action.id}")
            button.clicked.connect(lambda _checked=False, chosen=action.id: trigger(chosen))
            self.buttons[action.id] = button
        self._arrange()
        self._retranslate()

    def show_view(self, view: View, pending: frozenset[str]) -> None:
        """Show where each action stands; ``pending`` are the ids of those asked for."""
        self._view = view
        for action in self._actions.values():
            lit = action.lit(view)
            available = action.enabled(view)
            button = self.buttons[action.id]
            button.opens_menu = action.asks(view) is Asks.REASON
            self._name(action, button, view)
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

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for button in self.buttons.values():
            row.addWidget(button, 1)

    def _retranslate(self) -> None:
        for action in self._actions.values():
            self._name(action, self.buttons[action.id], self._view)

    def _name(self, action: Action, button: ActionButton, view: View) -> None:
        words, hint = action_label(action, view), tip(action, view)
        if (words, hint) != (button.text(), button.toolTip()):
            every = tuple(translate("actions", label) for label in (action.label, *action.labels))
            button.name(words, key_text(action, view), hint, every)

    def _tone(self, action: str) -> Tone:
        colours = self._theme.colours
        tones = {
            "ready": colours.ready,
            "busy": colours.busy,
            "administrative": colours.administrative,
            "answer": colours.ready,
            "hang_up": colours.busy,
            "mute": Tone(colours.bad, colours.surface),
            "record": colours.busy,
            "hold": colours.wrap_up,
            "park": colours.wrap_up,
        }
        return tones.get(action, colours.accent)


class ActionGrid(ActionRow):
    """The same in lines of equal low buttons: as many beside each other, at most ``MOST``, as their words allow."""

    MOST = 3
    LEAST = 2

    def __init__(self, group: Group, theme: Theme, trigger: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(group, theme, trigger, parent, low=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its lines at its present width."""
        cell = self._cell()
        lines = -(-len(self.buttons) // self._columns(self.width()))
        return QSize(self.LEAST * (cell.width() + SPACE) - SPACE, lines * (cell.height() + SPACE) - SPACE)

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into lines."""
        super().resizeEvent(event)
        self._arrange()

    def _cell(self) -> QSize:
        hints = [button.sizeHint() for button in self.buttons.values()]
        return QSize(max(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def _columns(self, width: int) -> int:
        fits = (width + SPACE) // (self._cell().width() + SPACE)
        return max(self.LEAST, min(self.MOST, fits))

    def _arrange(self) -> None:
        columns, height = self._columns(self.width()), self._cell().height()
        width = (self.width() + SPACE) / columns - SPACE
        for number, button in enumerate(self.buttons.values()):
            line, place = divmod(number, columns)
            button.setGeometry(round(place * (width + SPACE)), line * (height + SPACE), round(width), height)
        self.updateGeometry()

    def _retranslate(self) -> None:
        super()._retranslate()
        self._arrange()


def _called_for(action: str, view: View) -> bool:
    """The one thing to do: answer what rings, and hang up what talks; rejecting a call is possible, not called for."""
    return action == "answer" or (action == "hang_up" and view.phone.active_leg is not None)


def _later(view: View) -> bool:
    """Whether a status that is lit is the one after the case."""
    return view.status in (AgentStatus.OFFERED, AgentStatus.IN_CALL, AgentStatus.WRAP_UP)
