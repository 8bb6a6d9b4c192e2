from __future__ import annotations

import pytest

from agent_desktop.domain.legs import GONE, TRANSITIONS, next_state
from agent_desktop.domain.messages import HangUpLeg, LegAnswered, LegEnded, LegRinging, LegState


def test_every_state_can_end_and_every_state_but_ending_can_be_hung_up() -> None:
    for state in LegState:
        assert next_state(state, LegEnded) is GONE
        if state is not LegState.ENDING:
            assert next_state(state, HangUpLeg) is LegState.ENDING


def test_every_state_is_reached_from_where_legs_begin() -> None:
    reached = {LegState.ACCEPTING, LegState.CALLING}
    for _ in LegState:
        reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached and after is not None}
    assert reached == set(LegState)


@pytest.mark.parametrize("fact", [LegRinging, LegAnswered])
def test_an_ending_leg_neither_rings_nor_answers(fact: type) -> None:
    with pytest.raises(KeyError):
        next_state(LegState.ENDING, fact)
