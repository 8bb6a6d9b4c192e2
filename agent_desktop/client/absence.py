"""What an agent missed while the server was out of reach, told once the events of that time are known (F119)."""

from __future__ import annotations

from agent_desktop.client.reactions import Notice
from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.client.value import Value
from agent_desktop.domain.messages import AgentStatus, Presence


class Absence(Value, frozen=True, kw_only=True):
    """Since when (ms UTC, server's clock), and what the agent was then."""

    since: int
    status: AgentStatus
    reason: str | None = None


class Absences:
    """At most one at a time: from the loss of the link until what happened meanwhile is told."""

    def __init__(self) -> None:
        self._absence: Absence | None = None

    def begin(self, presence: Presence | None, since: int) -> None:
        """The link was lost in this moment; nothing when it was lost before and has not been made good."""
        if self._absence is None:
            status, reason = _place(presence)
            self._absence = Absence(since=since, status=status, reason=reason)

    def forget(self) -> None:
        """The session is over."""
        self._absence = None

    def end(self, calls: tuple[RecentCall, ...], presence: Presence | None) -> Notice | None:
        """What to tell when all is known again; None when nothing was missed."""
        absence, self._absence = self._absence, None
        if absence is None:
            return None
        missed = sum(row.way is Way.MISSED and row.ended is not None and row.ended >= absence.since for row in calls)
        if missed:
            return Notice(code="missed_meanwhile", params=(("count", str(missed)),))
        return Notice(code="status_meanwhile") if _place(presence) != (absence.status, absence.reason) else None


def _place(presence: Presence | None) -> tuple[AgentStatus, str | None]:
    return (presence.status, presence.reason) if presence is not None else (AgentStatus.LOGGED_OUT, None)
