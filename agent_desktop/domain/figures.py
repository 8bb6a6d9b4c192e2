"""The figures of a campaign, from its rows alone (F070, F115): the same on the server and in every client."""

from __future__ import annotations

import msgspec

from agent_desktop.domain.messages import CaseOutcome, Dialer, ResultType
from agent_desktop.domain.state import State


class CampaignFigures(msgspec.Struct, frozen=True):
    """How far a campaign is; counts are of contacts."""

    contacts: int
    not_dialled: int
    dialled_percent: int  # of all, rounded down
    waiting: int
    open: int  # offered, dialled or talking
    done: int
    by_result: tuple[tuple[CaseOutcome, ResultType | None, int], ...]
    agents: int  # logged in to it
    ready: int  # of these, who may be given a call


def campaign_figures(state: State, campaign: str) -> CampaignFigures:
    """The figures of a campaign; of one that never did anything all are 0."""
    dialer = state.dialers.get(campaign, Dialer(campaign=campaign))
    return CampaignFigures(
        contacts=dialer.contacts,
        not_dialled=dialer.contacts - dialer.dialled,
        dialled_percent=100 * dialer.dialled // dialer.contacts if dialer.contacts else 0,
        waiting=dialer.waiting,
        open=dialer.contacts - dialer.waiting - dialer.done,
        done=dialer.done,
        by_result=tuple((row.outcome, row.result, row.count) for row in dialer.results),
        agents=len(state.joined.get(campaign, ())),
        ready=len(state.free.get(campaign, ())),
    )
