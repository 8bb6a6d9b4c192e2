"""Messages between people as this agent saw them since the log-in: the server keeps none (F051, F055)."""

from __future__ import annotations

from agent_desktop.client.value import Value
from agent_desktop.domain.messages import SYSTEM, AgentMessage
from agent_desktop.domain.state import State

KEPT = 500
"""So many are kept, the latest."""


class Mail(Value, frozen=True, kw_only=True):
    """One message; names are those of the moment when it came. ``sender`` is a user name, empty: the system."""

    id: int
    at: int  # server's clock, ms UTC
    text: str
    sender: str = ""
    sender_name: str = ""
    receivers: tuple[str, ...] = ()  # names
    queue: str = ""  # name, of a message to all of a queue
    mine: bool = False  # written by this agent


def after(mail: tuple[Mail, ...], message: AgentMessage, state: State, me: str) -> tuple[Mail, ...]:
    """With one more, the latest last."""
    queue = state.queues.get(message.queue) if message.queue is not None else None
    new = Mail(
        id=message.id,
        at=message.at,
        text=message.text,
        sender="" if message.sender == SYSTEM else message.sender,
        sender_name="" if message.sender == SYSTEM else _name(state, message.sender),
        receivers=tuple(_name(state, agent) for agent in message.agents),
        queue=queue.name if queue is not None else message.queue or "",
        mine=message.sender == me,
    )
    return (*mail, new)[-KEPT:]


def _name(state: State, agent: str) -> str:
    row = state.agents.get(agent)
    return row.name if row is not None else agent
