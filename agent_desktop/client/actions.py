"""The one table of what an agent can do: buttons, menus, tray, hotkeys, headset and local API are made from it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import (
    AgentStatus,
    AnyCommand,
    EndWrapUp,
    LogOut,
    NextStatus,
    SetStatus,
    StopWrapUpTimer,
)
from agent_desktop.phone.port import Answer, AnyOrder, HangUp, Mute

Made = AnyCommand | AnyOrder
"""What an action makes: a command for the server, or an order for the agent's own softphone."""


class Group(StrEnum):
    """Where an action stands: buttons of a group stand together."""

    STATUS = "status"
    CALL = "call"
    WRAP_UP = "wrap_up"
    SESSION = "session"


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing an agent can do.

    ``label`` is English, translated in the context "actions"; ``icon`` names a file of resources/icons without its
    ending; ``key`` is QKeySequence portable text, or None for an action without a key. ``make`` gives None when there
    is nothing to do, or when it needs a choice first (busy with reasons). ``lit`` is whether it is in force now (the
    status one has or has chosen for after the case, a closed microphone).
    """

    id: str
    label: str
    icon: str
    key: str | None
    group: Group
    enabled: Callable[[View], bool]
    make: Callable[[View], Made | None]
    lit: Callable[[View], bool] = lambda view: False


_PRESENT = frozenset(AgentStatus) - {AgentStatus.LOGGED_OUT}
_WITH_CALLER = frozenset({AgentStatus.OFFERED, AgentStatus.IN_CALL})


def _present(view: View) -> bool:
    return view.link is Link.ONLINE and view.status in _PRESENT


def _in_force(view: View, status: AgentStatus) -> bool:
    """Whether the agent has this status, or goes to it after the case in hand."""
    return view.status is status or (view.then is not None and view.then.status is status)


def _choose(view: View, status: AgentStatus, reason: str | None = None) -> SetStatus | None:
    """The command for a status; None when it is already the one for after the call in hand."""
    chosen = NextStatus(status=status, reason=reason)
    if view.status in _WITH_CALLER and view.then == chosen:
        return None
    return SetStatus(status=status, reason=reason)


def _wrapping_up(view: View) -> bool:
    return view.link is Link.ONLINE and view.status is AgentStatus.WRAP_UP


def _timer_runs(view: View) -> bool:
    return _wrapping_up(view) and view.presence is not None and view.presence.wrap_until is not None


def _answer(view: View) -> Answer | None:
    return Answer(leg=view.phone.ringing_leg) if view.phone.ringing_leg else None


def _hang_up(view: View) -> HangUp | None:
    leg = view.phone.active_leg or view.phone.ringing_leg
    return HangUp(leg=leg) if leg else None


def _busy(view: View) -> SetStatus | None:
    return None if view.reasons else _choose(view, AgentStatus.BUSY)


ACTIONS: tuple[Action, ...] = (
    Action(
        id="ready",
        label="Ready",
        icon="ready",
        key="F5",
        group=Group.STATUS,
        enabled=lambda view: _present(view) and view.status is not AgentStatus.READY,
        make=lambda view: _choose(view, AgentStatus.READY),
        lit=lambda view: _in_force(view, AgentStatus.READY),
    ),
    Action(
        id="busy",  # with reasons the window asks for one, then acts with it
        label="Busy",
        icon="busy",
        key="F6",
        group=Group.STATUS,
        enabled=_present,
        make=_busy,
        lit=lambda view: _in_force(view, AgentStatus.BUSY),
    ),
    Action(
        id="administrative",
        label="Administrative",
        icon="administrative",
        key="F7",
        group=Group.STATUS,
        enabled=lambda view: _present(view) and view.status is not AgentStatus.ADMINISTRATIVE,
        make=lambda view: _choose(view, AgentStatus.ADMINISTRATIVE),
        lit=lambda view: _in_force(view, AgentStatus.ADMINISTRATIVE),
    ),
    Action(
        id="answer",
        label="Answer",
        icon="answer",
        key="F2",
        group=Group.CALL,
        enabled=lambda view: view.phone.ringing_leg is not None,
        make=_answer,
    ),
    Action(
        id="hang_up",  # a leg that still rings is rejected
        label="Hang up",
        icon="hang_up",
        key="F3",
        group=Group.CALL,
        enabled=lambda view: _hang_up(view) is not None,
        make=_hang_up,
    ),
    Action(
        id="mute",
        label="Mute",
        icon="mute",
        key="F4",
        group=Group.CALL,
        enabled=lambda view: view.phone.active_leg is not None,
        make=lambda view: Mute(on=not view.phone.muted),
        lit=lambda view: view.phone.muted,
    ),
    Action(
        id="stop_wrap_up_timer",  # F012
        label="Stop the countdown",
        icon="wrap_up",
        key="F8",
        group=Group.WRAP_UP,
        enabled=_timer_runs,
        make=lambda view: StopWrapUpTimer(),
    ),
    Action(
        id="end_wrap_up",  # F013
        label="End wrap-up",
        icon="wrap_up",
        key="F9",
        group=Group.WRAP_UP,
        enabled=_wrapping_up,
        make=lambda view: EndWrapUp(),
    ),
    Action(
        id="log_out",
        label="Log out",
        icon="log_out",
        key="Ctrl+Shift+L",
        group=Group.SESSION,
        enabled=lambda view: _present(view) and view.status not in _WITH_CALLER,
        make=lambda view: LogOut(),
    ),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def make_busy(reason: str) -> Action:
    """The action "busy" with its reason chosen (F009): a row of the reasons menu, labelled with the reason's id."""
    return Action(
        id="busy",
        label=reason,
        icon="busy",
        key=None,
        group=Group.STATUS,
        enabled=_present,
        make=lambda view: _choose(view, AgentStatus.BUSY, reason),
        lit=lambda view: _has_reason(view, reason),
    )


def _has_reason(view: View, reason: str) -> bool:
    if view.then is not None:
        return view.then.status is AgentStatus.BUSY and view.then.reason == reason
    return view.presence is not None and view.status is AgentStatus.BUSY and view.presence.reason == reason
