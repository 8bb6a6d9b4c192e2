"""An agent asks for a supervisor: a lease that ends when one comes, when it is withdrawn, or when nobody does."""

from __future__ import annotations

from agent_desktop.domain.agents import present
from agent_desktop.domain.messages import (
    AcceptHelp,
    AskHelp,
    HelpAsked,
    HelpEnd,
    HelpEnded,
    HelpWanted,
    Refusal,
    WithdrawHelp,
)
from agent_desktop.domain.turn import Turn

HELP_MS = 300_000
"""How long an agent's wish for help stands."""


def ask_help(turn: Turn, by: str, command: AskHelp) -> Refusal | None:
    """The supervisors see it. In a case: one that the agent has."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if command.case is not None:
        case = turn.state.cases.get(command.case)
        if case is None:
            return Refusal(code="unknown_case")
        if case.agent != by:
            return Refusal(code="not_your_case")
    old = turn.state.help.get(by)
    if old is None or old.case != command.case:
        row = HelpWanted(agent=by, case=command.case, since=turn.now, until=turn.now + HELP_MS)
        turn.emit(HelpAsked(help=row))
    return None


def withdraw_help(turn: Turn, by: str, command: WithdrawHelp) -> Refusal | None:
    """The agent manages alone."""
    del command
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if by not in turn.state.help:
        return Refusal(code="no_help_asked")
    turn.emit(HelpEnded(agent=by, how=HelpEnd.WITHDRAWN))
    return None


def accept_help(turn: Turn, by: str, command: AcceptHelp) -> Refusal | None:
    """A supervisor comes; the others see that one does."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if not turn.state.agents[by].supervisor:
        return Refusal(code="not_allowed")
    if command.agent not in turn.state.help:
        return Refusal(code="no_help_asked")
    turn.emit(HelpEnded(agent=command.agent, how=HelpEnd.ACCEPTED, by=by))
    turn.notice(command.agent, "help_coming")
    return None


def expire(turn: Turn, agent: str) -> None:
    """Nobody came in time; the agent is told."""
    turn.emit(HelpEnded(agent=agent, how=HelpEnd.EXPIRED))
    turn.notice(agent, "help_expired")
