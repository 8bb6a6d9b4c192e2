"""Says aloud, by a screen reader, what others see change at a glance: status, offers, time, messages (F125)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from agent_desktop.client.view import Fields, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.words import status_and_reason, status_name

Say = Callable[[str, bool], None]
"""A sentence, and whether it cannot wait for what is being read."""

translate = QCoreApplication.translate


def aloud(speaker: QObject) -> Say:
    """The screen reader of this PC, if there is one; ``speaker`` is the part of the window that it is told of."""

    def say(text: str, at_once: bool) -> None:
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(speaker, text)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
            QAccessible.updateAccessibility(event)

    return say


class Announcer:
    """Says what is new; never what was true already when it began to listen."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._view: View | None = None
        self._over_limit = False

    def show_view(self, view: View) -> None:
        """Say an offer with whom it is from, and every other change of the agent's own status."""
        before, self._view = self._view, view
        if before is None or view.presence is None:
            return
        old, new = before.presence, view.presence
        if view.status is AgentStatus.OFFERED:
            if before.offer is None and view.offer is not None:
                told = (status_name(view.status), whom(view, customer=True))
                self._say(", ".join(part for part in told if part), True)
        elif old is None or (old.status, old.reason) != (new.status, new.reason):
            self._say(status_and_reason(new.status, new.reason), False)

    def show_fields(self, fields: Fields) -> None:
        """Say once that a case takes longer than its queue wants (F043)."""
        if fields.over_limit and not self._over_limit:
            self._say(translate("announcer", "This case takes longer than its queue wants."), False)
        self._over_limit = fields.over_limit

    def tell(self, text: str) -> None:
        """Say a message that the window shows."""
        self._say(text, False)


def whom(view: View, *, customer: bool) -> str:
    """Which queue an offer is from, and the customer if that is to be told."""
    details = view.details if customer else None
    who = (details.name or view.known or details.number) if details is not None else ""
    queue = view.queue.name if view.queue is not None else ""
    return ", ".join(part for part in (queue, who) if part)
