"""The menus that ask before an action is done: which queue, which campaign, and what becomes of a recording."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.client.action import Choice, Group
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.view import View
from agent_desktop.ui.words import action_label

Act = Callable[[str, Choice], None]


class PenMenu(QMenu):
    """One entry a queue on which wrap-up can be made (F010); objectName ``pen_<queue>``."""

    def __init__(self, act: Act, parent: QWidget) -> None:
        super().__init__(parent)
        self._act = act
        self._built: tuple[tuple[str, str], ...] = ()

    def show_view(self, view: View) -> None:
        """Take the queues of the view, unless a person is choosing."""
        if self.isVisible() or view.pens == self._built:
            return
        self._built = view.pens
        self.clear()
        for queue, name in view.pens:
            entry = self.addAction(name)
            entry.setObjectName(f"pen_{queue}")
            entry.triggered.connect(lambda _checked, chosen=queue: self._act("make_wrap_up", Choice(queue=chosen)))


class CampaignMenu(QMenu):
    """One entry a campaign to log in to (F019); objectName ``campaign_<id>``."""

    def __init__(self, act: Act, parent: QWidget) -> None:
        super().__init__(parent)
        self._act = act
        self._built: tuple[tuple[str, str], ...] = ()

    def show_view(self, view: View) -> None:
        """Take the campaigns of the view, unless a person is choosing."""
        if self.isVisible() or view.campaigns == self._built:
            return
        self._built = view.campaigns
        self.clear()
        for campaign, name in view.campaigns:
            entry = self.addAction(name)
            entry.setObjectName(f"campaign_{campaign}")
            entry.triggered.connect(lambda _checked, chosen=campaign: self._act("campaign", Choice(campaign=chosen)))


class RecordMenu(QMenu):
    """Start, pause or resume, save, cancel, and "customer declines" (F039, F040); objectName ``menu_<action>``."""

    ACTIONS = ("record", *(action.id for action in ACTIONS if action.group is Group.RECORDING))

    def __init__(self, act: Act, parent: QWidget) -> None:
        super().__init__(parent)
        rows = {action.id: action for action in ACTIONS}
        self._rows = [(rows[name], self.addAction("")) for name in self.ACTIONS]
        for action, entry in self._rows:
            entry.setObjectName(f"menu_{action.id}")
            entry.triggered.connect(lambda _checked, chosen=action.id: act(chosen, Choice()))

    def show_view(self, view: View) -> None:
        """Show what can be done now, in the person's language."""
        for action, entry in self._rows:
            entry.setText(action_label(action, view))
            entry.setEnabled(action.enabled(view))
