"""What agents ask for: log in and out, statuses, wrap-up; and what becomes of a status after a case.

The statuses of ``SELECTABLE`` are chosen by people; the others follow the case and are made by
``domain/distribution.py`` and ``domain/talk.py``.
"""

from __future__ import annotations

from agent_desktop.domain import talk
from agent_desktop.domain.distribution import after_case, enter
from agent_desktop.domain.messages import (
    AgentStatus,
    EndWrapUp,
    LogIn,
    LogOut,
    NextStatus,
    Presence,
    Refusal,
    SetStatus,
    StopWrapUpTimer,
)
from agent_desktop.domain.turn import Turn

SELECTABLE = frozenset({AgentStatus.READY, AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE})
"""Statuses a person can choose (F005)."""

WITH_CALLER = frozenset({AgentStatus.OFFERED, AgentStatus.IN_CALL})
"""In these a chosen status waits until the case is over, and logging out is refused."""

JUST_LOGGED_IN = "logged_in"
"""The system's reason to be busy before the first choice."""


def present(turn: Turn, by: str) -> Presence | Refusal:
    """The presence of an agent who is logged in, or why there is none."""
    if by not in turn.state.agents:
        return Refusal(code="unknown_agent")
    presence = turn.state.presences.get(by)
    if presence is None or presence.status is AgentStatus.LOGGED_OUT:
        return Refusal(code="logged_out")
    return presence


def log_in(turn: Turn, by: str, command: LogIn) -> Refusal | None:
    """F002: present, busy until a status is chosen; one who is present stays as they are."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Presence):
        return None
    if presence.code != "logged_out":
        return presence
    turn.presence(Presence(agent=by), status=AgentStatus.BUSY, since=turn.now, reason=JUST_LOGGED_IN)
    return None


def log_out(turn: Turn, by: str, command: LogOut) -> Refusal | None:
    """Absent; a case in wrap-up ends with it."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return None if presence.code == "logged_out" else presence
    if presence.status in WITH_CALLER:
        return Refusal(code="agent_has_call")
    if presence.status is AgentStatus.WRAP_UP:
        talk.end_case(turn, presence)
    turn.emit_presence(Presence(agent=by, status=AgentStatus.LOGGED_OUT, since=turn.now))
    return None


def set_status(turn: Turn, by: str, command: SetStatus) -> Refusal | None:
    """F005–F007: at once, or after the case when there is a caller; ends wrap-up."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    refusal = _unselectable(turn, command)
    if refusal is not None:
        return refusal
    reason = command.reason if command.status is AgentStatus.BUSY else None
    chosen = NextStatus(status=command.status, reason=reason)
    if presence.status in WITH_CALLER:
        if after_case(presence) != chosen:
            turn.presence(presence, then=chosen)
    elif presence.status is AgentStatus.WRAP_UP:
        talk.end_wrap_up(turn, turn.presence(presence, then=chosen))
    elif (presence.status, presence.reason) != (chosen.status, chosen.reason):
        enter(turn, by, chosen, turn.now)
    return None


def _unselectable(turn: Turn, command: SetStatus) -> Refusal | None:
    if command.status not in SELECTABLE:
        return Refusal(code="status_not_selectable")
    if command.status is not AgentStatus.BUSY:
        return None
    if command.reason is None:
        return Refusal(code="reason_missing") if turn.state.reasons else None  # F007: none defined = plain busy
    return None if command.reason in turn.state.reasons else Refusal(code="unknown_reason")


def stop_wrap_up_timer(turn: Turn, by: str, command: StopWrapUpTimer) -> Refusal | None:
    """F012: wrap-up lasts until a status is chosen."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status is not AgentStatus.WRAP_UP:
        return Refusal(code="not_in_wrap_up")
    if presence.wrap_until is not None:
        turn.presence(presence, wrap_until=None)
    return None


def end_wrap_up(turn: Turn, by: str, command: EndWrapUp) -> Refusal | None:
    """F013: over now, into the status chosen during the call, else the one from before."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.status is not AgentStatus.WRAP_UP:
        return Refusal(code="not_in_wrap_up")
    talk.end_wrap_up(turn, presence)
    return None
