"""Campaigns: defined, given contacts, and joined and left by agents (F019, F070)."""

from __future__ import annotations

from collections.abc import Mapping

from agent_desktop.domain import agents, contacts, routing
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    Campaign,
    CampaignDefined,
    Channel,
    Define,
    ImportContacts,
    JoinCampaign,
    LeaveCampaign,
    NextStatus,
    Queue,
    Refusal,
    SetStatus,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.turn import Turn

MOST = 10_000
"""Contacts in one part of a list at most."""


def define(turn: Turn, campaigns: tuple[Campaign, ...]) -> None:
    """Add or replace campaigns by id."""
    for campaign in campaigns:
        if turn.state.campaigns.get(campaign.id) != campaign:
            turn.emit(CampaignDefined(campaign=campaign))


def problem(command: Define, queues: Mapping[str, Queue]) -> Refusal | None:
    """What is wrong with the campaigns of a definition that leads to these queues."""
    for campaign in command.campaigns:
        for name in (campaign.queue, *campaign.missed_of):
            if name not in queues:
                return Refusal(code="unknown_queue", params=(("queue", name),))
        if routing.CHANNELS.get(queues[campaign.queue].kind) is not Channel.VOICE:
            return Refusal(code="not_for_calls")
    return None


def import_contacts(turn: Turn, by: str, command: ImportContacts) -> Refusal | None:
    """A part of a list: taken in whole or not at all."""
    if by != SYSTEM:
        if by not in turn.state.agents:
            return Refusal(code="unknown_agent")
        if not turn.state.agents[by].supervisor:
            return Refusal(code="not_allowed")
    if command.campaign not in turn.state.campaigns:
        return Refusal(code="unknown_campaign")
    if len(command.contacts) > MOST:
        return Refusal(code="too_many_contacts", params=(("most", str(MOST)),))
    for place, contact in enumerate(command.contacts, start=1):
        if not is_number(contact.number):
            return Refusal(code="contact_number", params=(("place", str(place)),))
    contacts.add(turn, command.campaign, command.contacts)
    return None


def join_campaign(turn: Turn, by: str, command: JoinCampaign) -> Refusal | None:
    """F019: it means work: ready now, or after the case at hand."""
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    campaign = turn.state.campaigns.get(command.campaign)
    if campaign is None:
        return Refusal(code="unknown_campaign")
    if campaign.queue not in routing.queues_of(turn.state.agents[by], presence):
        return Refusal(code="not_your_queue")
    if presence.campaign == campaign.id and presence.status is AgentStatus.READY:
        return None
    presence = turn.presence(presence, campaign=campaign.id)
    if presence.status is AgentStatus.WRAP_UP:
        turn.presence(presence, then=NextStatus(status=AgentStatus.READY))
        return None
    return agents.set_status(turn, by, SetStatus(status=AgentStatus.READY))


def leave_campaign(turn: Turn, by: str, command: LeaveCampaign) -> Refusal | None:
    """F019: it means a break: now, or after the case at hand."""
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if presence.campaign is None:
        return Refusal(code="no_campaign")
    refusal = agents.set_status(turn, by, SetStatus(status=AgentStatus.BUSY, reason=command.reason))
    if refusal is None and turn.state.presences[by].campaign is not None:
        turn.presence(turn.state.presences[by], campaign=None)
    return refusal
