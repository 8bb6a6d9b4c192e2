"""Messages between people: an agent to a colleague by right, a supervisor or the system to a whole queue (F055)."""

from __future__ import annotations

from agent_desktop.domain.agents import may, present
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentMessage,
    AgentStatus,
    MessageSent,
    Refusal,
    Right,
    SendMessage,
)
from agent_desktop.domain.turn import Turn

LONGEST = 10_000
"""Characters of a message at most."""


def send_message(turn: Turn, by: str, command: SendMessage) -> Refusal | None:
    """F055: those who are present get it, and only they and the sender see it."""
    refusal = _may_not(turn, by, command)
    if refusal is not None:
        return refusal
    if not command.text.strip() or len(command.text) > LONGEST:
        return Refusal(code="bad_message")
    agents = _receivers(turn, by, command)
    if isinstance(agents, Refusal):
        return agents
    message = AgentMessage(
        id=turn.new_id(), sender=by, agents=agents, text=command.text, at=turn.now, queue=command.queue
    )
    turn.emit(MessageSent(message=message))
    return None


def _may_not(turn: Turn, by: str, command: SendMessage) -> Refusal | None:
    if (command.agent is None) is (command.queue is None):
        return Refusal(code="queue_or_agent")
    if by == SYSTEM:
        return None
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    allowed = turn.state.agents[by].supervisor if command.queue is not None else may(turn, by, Right.MESSAGE)
    return None if allowed else Refusal(code="not_allowed")


def _receivers(turn: Turn, by: str, command: SendMessage) -> tuple[str, ...] | Refusal:
    if command.agent is not None:
        presence = turn.state.presences.get(command.agent)
        if presence is None:
            return Refusal(code="no_such_agent")
        absent = presence.status is AgentStatus.LOGGED_OUT
        return Refusal(code="agent_absent") if absent else (command.agent,)
    queue = command.queue or ""
    if queue not in turn.state.queues:
        return Refusal(code="no_such_queue")
    here = (status for status in AgentStatus if status is not AgentStatus.LOGGED_OUT)
    agents = {key[1] for status in here for key in turn.state.staff.get((queue, status), ())} - {by}
    return tuple(sorted(agents)) if agents else Refusal(code="nobody_there")
