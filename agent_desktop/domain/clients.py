"""Whether an agent's client is there: a ready agent whose client vanished is not offered calls for long (F122)."""

from __future__ import annotations

from agent_desktop.domain import listening, talk
from agent_desktop.domain.distribution import (
    CLIENT_LOST,
    clear_desk,
    enter,
    is_live,
    lay_back,
    match_case,
    mind_client,
)
from agent_desktop.domain.messages import AgentStatus, ClientCame, ClientGone, LegState, Presence
from agent_desktop.domain.turn import Turn

GRACE_MS = 15_000
"""How long a client may be gone (a restart, a network change) before its agent leaves ready."""


def client_came(turn: Turn, fact: ClientCame) -> None:
    """The agent is there again, in the status from before."""
    presence = _present(turn, fact.agent)
    if presence is None or not presence.away:
        return
    presence = turn.presence(presence, away=False, leave_at=None)
    if presence.reason == CLIENT_LOST and presence.before is not None:
        enter(turn, presence.agent, presence.before, turn.now)
    elif _holds_somebody(turn, presence) and _is_answered(turn, presence.leg):
        turn.presence(presence, apart_until=None)


def client_gone(turn: Turn, fact: ClientGone) -> None:
    """The agent may be gone, or be back in a moment."""
    presence = _present(turn, fact.agent)
    if presence is not None:
        miss(turn, presence)


def miss(turn: Turn, presence: Presence) -> None:
    """Begin to wait for the client; once."""
    if presence.status is not AgentStatus.LOGGED_OUT and not presence.away:
        turn.presence(presence, away=True, leave_at=turn.now + GRACE_MS)


def leave(turn: Turn, presence: Presence) -> None:
    """The grace is over: a ready agent is ready no more, to be so again when the client comes back; whoever waits in a
    chat at hand waits for anybody, and a customer who was put aside is not kept for long."""
    presence = turn.presence(presence, leave_at=None, reads=())
    chats = tuple(case for case in presence.desk if is_live(turn.state.cases[case]))
    for case in chats:
        lay_back(turn, turn.state.cases[case])
    if chats:
        clear_desk(turn, presence.agent, chats)
    listening.leave(turn, presence.agent)
    mind_client(turn, presence.agent)
    presence = turn.state.presences[presence.agent]
    if _holds_somebody(turn, presence) and presence.apart_until is None:
        talk.part(turn, presence)
    for case in chats:
        match_case(turn, case)


def _holds_somebody(turn: Turn, presence: Presence) -> bool:
    """Whether a customer is put aside: nobody listens to the agent's phone then, so only the client shows life."""
    case = turn.state.cases.get(presence.case or 0)
    return presence.status is AgentStatus.IN_CALL and case is not None and case.held is not None


def _is_answered(turn: Turn, leg: str | None) -> bool:
    row = turn.state.legs.get(leg or "")
    return row is not None and row.state is LegState.ANSWERED


def _present(turn: Turn, agent: str) -> Presence | None:
    presence = turn.state.presences.get(agent)
    return None if presence is None or presence.status is AgentStatus.LOGGED_OUT else presence
