"""When actions can be done: the few questions about a view that the rows of the action table share."""

from __future__ import annotations

from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus, CaseState

PRESENT = frozenset(AgentStatus) - {AgentStatus.LOGGED_OUT}
WITH_CALLER = frozenset({AgentStatus.OFFERED, AgentStatus.IN_CALL})
WITHOUT_CASE = frozenset({AgentStatus.READY, AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE})


def present(view: View) -> bool:
    """The agent is logged in and the server can be asked."""
    return view.link is Link.ONLINE and view.status in PRESENT


def free(view: View) -> bool:
    """The agent could call somebody."""
    return view.link is Link.ONLINE and view.status in WITHOUT_CASE


def own_talk(view: View) -> bool:
    """The agent talks to a customer of their own, on hold or not; being asked by a colleague is not that."""
    talks = view.status is AgentStatus.IN_CALL and view.case is not None and view.case.state is CaseState.TALKING
    return view.link is Link.ONLINE and talks and view.talk.own


def wrapping_up(view: View) -> bool:
    """The agent is in wrap-up."""
    return view.link is Link.ONLINE and view.status is AgentStatus.WRAP_UP


def timer_runs(view: View) -> bool:
    """Wrap-up ends by itself (F011)."""
    return wrapping_up(view) and view.presence is not None and view.presence.wrap_until is not None
