"""Who has a case's card open: shown to all in ``Presence.reads``, and told to those who have the same one (F104).

A card is not the case at hand: closing it never closes the case (F077), and nothing is held for who has it open.
"""

from __future__ import annotations

from agent_desktop.domain import sight
from agent_desktop.domain.agents import present
from agent_desktop.domain.messages import CloseCard, OpenCard, Refusal
from agent_desktop.domain.turn import Turn

MOST_CARDS = 50
"""Open cards of an agent at most; the one opened first is left for another."""


def open_card(turn: Turn, by: str, command: OpenCard) -> Refusal | None:
    """F094, F104: whoever has the case is told, and so are all who have its card open."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(command.case)
    if case is None:
        return Refusal(code="unknown_case")
    if not sight.sees(turn.state, case, by):
        return Refusal(code="not_allowed")
    if case.id not in presence.reads:
        turn.tell_readers(case.id, by, "card_opened")
        turn.presence(presence, reads=(*presence.reads, case.id)[-MOST_CARDS:])
    return None


def close_card(turn: Turn, by: str, command: CloseCard) -> Refusal | None:
    """The case may be over already."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if command.case in presence.reads:
        turn.presence(presence, reads=tuple(case for case in presence.reads if case != command.case))
    return None
