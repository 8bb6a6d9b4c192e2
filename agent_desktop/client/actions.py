"""The one table of what an agent can do: buttons, menus, tray, hotkeys, headset and local API are made from it."""

from __future__ import annotations

from agent_desktop.client.action import Action, Asks, Choice, Group
from agent_desktop.client.action_rules import WITH_CALLER, present, timer_runs, wrapping_up
from agent_desktop.client.call_actions import CALL
from agent_desktop.client.clip_actions import CLIPS
from agent_desktop.client.view import View
from agent_desktop.domain.messages import (
    AgentStatus,
    AskHelp,
    EndWrapUp,
    ExtendWrapUp,
    JoinCampaign,
    LeaveCampaign,
    LogOut,
    MakeWrapUp,
    NextStatus,
    SetStatus,
    StopWrapUpTimer,
    WithdrawHelp,
)


def _in_force(view: View, status: AgentStatus) -> bool:
    """Whether the agent has this status, or goes to it after the case in hand."""
    return view.status is status or (view.then is not None and view.then.status is status)


def _choose(view: View, status: AgentStatus, reason: str | None = None, back_at: int = 0) -> SetStatus | None:
    """The command for a status; None when it is already the one for after the call in hand."""
    chosen = NextStatus(status=status, reason=reason, back_at=back_at)
    if view.status in WITH_CALLER and view.then == chosen:
        return None
    return SetStatus(status=status, reason=reason, back_at=back_at)


def _busy(view: View, choice: Choice) -> SetStatus | None:
    if choice.reason is None and view.reasons:
        return None
    return _choose(view, AgentStatus.BUSY, choice.reason, choice.back_at)


def is_busy_with(view: View, reason: str) -> bool:
    """Whether this reason of busy is in force, or chosen for after the case."""
    if view.then is not None:
        return view.then.status is AgentStatus.BUSY and view.then.reason == reason
    return view.presence is not None and view.status is AgentStatus.BUSY and view.presence.reason == reason


def _joined(view: View) -> bool:
    return view.presence is not None and view.presence.campaign is not None


def _may_campaign(view: View) -> bool:
    return present(view) and view.status not in WITH_CALLER and (_joined(view) or bool(view.campaigns))


def _campaign(view: View, choice: Choice) -> JoinCampaign | LeaveCampaign | None:
    """Log in to a campaign; out of it without a reason, where there are none. With one, busy does it."""
    if choice.campaign is not None:
        return JoinCampaign(campaign=choice.campaign)
    return LeaveCampaign(reason=choice.reason) if _joined(view) else None


_STATUS: tuple[Action, ...] = (
    Action(
        id="ready",
        label="Ready",
        icon="ready",
        key="F5",
        group=Group.STATUS,
        enabled=lambda view: present(view) and view.status is not AgentStatus.READY,
        make=lambda view, choice: _choose(view, AgentStatus.READY),
        lit=lambda view: _in_force(view, AgentStatus.READY),
    ),
    Action(
        id="busy",
        label="Busy",
        icon="busy",
        key="F6",
        group=Group.STATUS,
        enabled=present,
        make=_busy,
        asks=lambda view: Asks.REASON if view.reasons else None,
        lit=lambda view: _in_force(view, AgentStatus.BUSY),
    ),
    Action(
        id="administrative",
        label="Administrative",
        icon="administrative",
        key="F7",
        group=Group.STATUS,
        enabled=lambda view: present(view) and view.status is not AgentStatus.ADMINISTRATIVE,
        make=lambda view, choice: _choose(view, AgentStatus.ADMINISTRATIVE),
        lit=lambda view: _in_force(view, AgentStatus.ADMINISTRATIVE),
    ),
)

_WORK: tuple[Action, ...] = (
    Action(
        id="stop_wrap_up_timer",  # F012
        label="Stop the countdown",
        icon="wrap_up",
        key="F8",
        group=Group.WRAP_UP,
        enabled=timer_runs,
        make=lambda view, choice: StopWrapUpTimer(),
    ),
    Action(
        id="extend_wrap_up",  # F014
        label="More time",
        icon="clock",
        key="Ctrl+F8",
        group=Group.WRAP_UP,
        enabled=timer_runs,
        make=lambda view, choice: ExtendWrapUp(),
    ),
    Action(
        id="end_wrap_up",  # F013
        label="End wrap-up",
        icon="wrap_up",
        key="F9",
        group=Group.WRAP_UP,
        enabled=wrapping_up,
        make=lambda view, choice: EndWrapUp(),
    ),
    Action(
        id="make_wrap_up",  # F010: the yellow pen
        label="Wrap-up on a queue",
        icon="wrap_up",
        key="Ctrl+F7",
        group=Group.SESSION,
        enabled=lambda view: present(view) and view.status not in WITH_CALLER and bool(view.pens),
        make=lambda view, choice: MakeWrapUp(queue=choice.queue) if choice.queue is not None else None,
        asks=lambda view: Asks.QUEUE,
    ),
    Action(
        id="campaign",  # F019: logging in means work, logging out means a break
        label="Campaign",
        icon="campaign",
        key="Ctrl+F9",
        group=Group.SESSION,
        enabled=_may_campaign,
        make=_campaign,
        asks=lambda view: (Asks.REASON if view.reasons else None) if _joined(view) else Asks.CAMPAIGN,
        lit=_joined,
    ),
    Action(
        id="ask_help",
        label="Ask for help",
        icon="help",
        key="Shift+F1",
        group=Group.SESSION,
        enabled=present,
        make=lambda view, choice: WithdrawHelp() if view.asks_help else AskHelp(),
        lit=lambda view: view.asks_help,
    ),
    *CLIPS,
    Action(
        id="log_out",
        label="Log out",
        icon="log_out",
        key="Ctrl+Shift+L",
        group=Group.SESSION,
        enabled=lambda view: present(view) and view.status not in WITH_CALLER,
        make=lambda view, choice: LogOut(),
    ),
)


def _opens(dialog: str, label: str, icon: str, key: str | None) -> Action:
    """A dialog of the window, open to everybody at any time."""
    return Action(
        id=dialog,
        label=label,
        icon=icon,
        key=key,
        group=Group.WINDOW,
        enabled=lambda view: True,
        make=lambda view, choice: None,
        opens=dialog,
    )


COMPACT = "compact"
"""Opens no dialog: the window itself, low or full."""

_WINDOW: tuple[Action, ...] = (
    _opens("settings", "Settings", "settings", "Ctrl+Shift+S"),
    _opens(COMPACT, "Compact or full window", "compact", "Ctrl+Shift+K"),
    _opens("manual", "Manual", "book", "F1"),
    _opens("report", "Error report", "warning", "Ctrl+Shift+E"),
)

ACTIONS: tuple[Action, ...] = (*_STATUS, *CALL, *_WORK, *_WINDOW)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
