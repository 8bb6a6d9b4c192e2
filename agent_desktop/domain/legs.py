"""Legal transitions of a leg, as a table; the diagram in docs/ is drawn from it."""

from __future__ import annotations

from typing import Final

from agent_desktop.domain.messages import HangUpLeg, LegAnswered, LegEnded, LegRinging, LegState

Input = type[LegRinging] | type[LegAnswered] | type[LegEnded] | type[HangUpLeg]

GONE: Final = None
"""After LegEnded the row leaves the state."""

TRANSITIONS: dict[tuple[LegState, Input], LegState | None] = {
    # a caller: our 200 is on its way
    (LegState.ACCEPTING, LegAnswered): LegState.ANSWERED,
    (LegState.ACCEPTING, LegEnded): GONE,
    (LegState.ACCEPTING, HangUpLeg): LegState.ENDING,
    # an agent's phone
    (LegState.CALLING, LegRinging): LegState.RINGING,
    (LegState.CALLING, LegAnswered): LegState.ANSWERED,
    (LegState.CALLING, LegEnded): GONE,
    (LegState.CALLING, HangUpLeg): LegState.ENDING,
    (LegState.RINGING, LegAnswered): LegState.ANSWERED,
    (LegState.RINGING, LegEnded): GONE,
    (LegState.RINGING, HangUpLeg): LegState.ENDING,
    # anyone
    (LegState.ANSWERED, LegEnded): GONE,
    (LegState.ANSWERED, HangUpLeg): LegState.ENDING,
    (LegState.ENDING, LegEnded): GONE,
}
"""What is not here is impossible: a fact of it yields FactIgnored, an order of it is not given."""


def next_state(state: LegState, given: Input) -> LegState | None:
    """The state after ``given``, or ``GONE``; KeyError when it is impossible."""
    return TRANSITIONS[state, given]
