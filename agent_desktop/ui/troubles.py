"""What is wrong now and mends itself, in calm words: what happens meanwhile, and what still works (F121, F122)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.spans import countdown

translate = QCoreApplication.translate


def apart(view: View) -> bool:
    """Whether the agent is in a talk and cannot be heard."""
    return view.status is AgentStatus.IN_CALL and view.presence is not None and view.presence.apart_until is not None


def trouble(view: View) -> str:
    """A sentence or two; empty when all is well, and without a session."""
    if view.agent is None:
        return ""
    if view.link is Link.CONNECTING:
        if view.phone.active_leg is not None:
            return translate(
                "trouble",
                "The server is out of reach; it is tried again by itself. Your call goes on; what you type is kept.",
            )
        return translate(
            "trouble",
            "The server is out of reach; it is tried again by itself. Buttons work again then; what you type is kept.",
        )
    if view.phone.restarting:
        if apart(view):
            return translate("trouble", "The telephone is being started again; the caller hears music.")
        return translate("trouble", "The telephone is being started again.")
    if apart(view):
        return translate("trouble", "You cannot be heard; the caller hears music. You are connected again by itself.")
    return ""


def time_apart(view: View, now: int) -> str:
    """How long the caller still waits for the agent (``now``: server's clock, ms); empty when they hear each other."""
    if not apart(view) or view.presence is None or view.presence.apart_until is None:
        return ""
    left = countdown(view.presence.apart_until - now)
    return translate("trouble", "Not heard – {time} left").format(time=left)
