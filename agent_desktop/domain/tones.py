"""What is heard of a number that is dialled until it answers: its ringing, the network itself, or why it does not.

The sounds are the country's own (ITU-T E.180); what the network says before the answer goes before them.
"""

from __future__ import annotations

from agent_desktop.domain.messages import Case, CaseState, DialResult, Leg, LegState
from agent_desktop.domain.state import State

MUSIC = "music/waiting"
RINGING = "tones/ringing"

FAILURES: dict[DialResult, str] = {
    DialResult.BUSY: "tones/busy",
    DialResult.UNREACHABLE: "tones/congestion",
    DialResult.FAILED: "tones/congestion",
}
"""What an agent hears when a number was not reached so; one that was let ring long enough has been heard."""

TONE_MS = 4_000
"""How long that is heard, unless the agent hangs up."""

UNANSWERED = frozenset({LegState.CALLING, LegState.RINGING})


def waits_for(state: State, case: Case) -> str:
    """What somebody hears who is alone in a case: music, or how it stands with the number that is dialled in it."""
    if case.state is not CaseState.DIALLING:
        return MUSIC
    if case.tone is not None:
        return FAILURES[case.tone]
    leg = dialled_leg(state, case)
    return RINGING if leg is not None and leg.state is LegState.RINGING else MUSIC


def heard_early(state: State, case: Case) -> str | None:
    """The leg of the number that is dialled, when the network lets it be heard before it answers."""
    leg = dialled_leg(state, case)
    return leg.id if leg is not None and leg.early else None


def dialled_leg(state: State, case: Case) -> Leg | None:
    """The leg of the number that is dialled in a case, until it answers."""
    if case.state is not CaseState.DIALLING:
        return None
    legs = (state.legs[leg] for leg in state.case_legs.get(case.id, ()))
    return next((leg for leg in legs if leg.agent is None and leg.state in UNANSWERED), None)
