"""The whole state as events to fold from nothing: what a start needs instead of the log up to there.

Only rows are saved. The look-ups over them are made again by ``evolve``, so no snapshot knows their form. Every field
of ``State`` stands in one of the two tables; a test folds what is saved and finds the same state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from agent_desktop.domain.messages import (
    AgentDefined,
    AlarmChanged,
    AnyEvent,
    Called,
    CampaignDefined,
    CaseChanged,
    CentreDefined,
    CentreRules,
    ClipChanged,
    ContactsImported,
    CriDefined,
    DetailsChanged,
    DeviceDefined,
    DialerChanged,
    EffectIssued,
    EmergencyDefined,
    FlowDefined,
    HelpAsked,
    ItemKept,
    IvrMoved,
    LegChanged,
    ListeningChanged,
    LockKept,
    OfferMade,
    PaceChanged,
    PresenceChanged,
    QueueDefined,
    ReasonDefined,
    Received,
    RecordingChanged,
    Restored,
    TrunkDefined,
    ZoneChanged,
)
from agent_desktop.domain.state import State

Rows = Callable[[State], Iterable[AnyEvent]]


def rows(state: State) -> tuple[AnyEvent, ...]:
    """Events with ``fold(EMPTY, rows(state)) == state``; the same state gives the same events."""
    return tuple(event for save in SAVED.values() for event in save(state))


def _legs(state: State) -> Iterable[AnyEvent]:
    """Those without a case, and those of a case in the order in which they came to it."""
    yield from (LegChanged(leg=leg) for _, leg in sorted(state.legs.items()) if leg.case == 0)
    for _, legs in sorted(state.case_legs.items()):
        yield from (LegChanged(leg=state.legs[leg]) for leg in legs)


def _effects(state: State) -> Iterable[AnyEvent]:
    """Those about a leg in the order in which they were given."""
    for _, effects in sorted(state.leg_effects.items()):
        yield from (EffectIssued(effect=state.effects[effect]) for effect in effects)


def _contacts(state: State) -> Iterable[AnyEvent]:
    """In parts of a thousand, so that no event is as long as a list."""
    ids = sorted(state.campaign_contacts)
    for start in range(0, len(ids), 1000):
        part = ids[start : start + 1000]
        yield ContactsImported(
            contacts=tuple(state.campaign_contacts[contact] for contact in part),
            details=tuple(row for contact in part if (row := state.contact_details.get(contact)) is not None),
        )


def _flows(state: State) -> Iterable[AnyEvent]:
    """Revisions of a flow in their order; those that are not the newest stay because of the positions in them."""
    for table in (state.older_flows, state.flows):
        yield from (FlowDefined(flow=row) for _, row in sorted(table.items()))


def _received(state: State) -> tuple[Received, ...]:
    items = sorted(state.received.items())
    return tuple(Received(agent=agent, device=device, number=number) for (agent, device), number in items)


def _called(state: State) -> tuple[Called, ...]:
    """What contacts that are done were imported as."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    for campaign, reference in sorted(key for key, contact in state.references.items() if not contact):
        known[campaign].append(reference)
    return tuple(Called(campaign=campaign, references=tuple(rows)) for campaign, rows in known.items())


SAVED: dict[str, Rows] = {
    "zone_minutes": lambda state: (ZoneChanged(minutes=state.zone_minutes),) if state.zone_minutes else (),
    "centre": lambda state: (CentreDefined(centre=state.centre),) if state.centre != CentreRules() else (),
    "queues": lambda state: (QueueDefined(queue=row) for _, row in sorted(state.queues.items())),
    "reasons": lambda state: (ReasonDefined(reason=row) for _, row in sorted(state.reasons.items())),
    "agents": lambda state: (AgentDefined(agent=row) for _, row in sorted(state.agents.items())),
    "cris": lambda state: (CriDefined(cri=row) for _, row in sorted(state.cris.items())),
    "campaigns": lambda state: (CampaignDefined(campaign=row) for _, row in sorted(state.campaigns.items())),
    "dialers": lambda state: (DialerChanged(dialer=row) for _, row in sorted(state.dialers.items())),
    "campaign_contacts": _contacts,
    "presences": lambda state: (PresenceChanged(presence=row) for _, row in sorted(state.presences.items())),
    "cases": lambda state: (CaseChanged(case=row) for _, row in sorted(state.cases.items())),
    "details": lambda state: (DetailsChanged(details=row) for _, row in sorted(state.details.items())),
    "items": lambda state: (ItemKept(item=row) for _, row in sorted(state.items.items())),
    "locks": lambda state: (LockKept(lock=row) for _, row in sorted(state.locks.items())),
    "alarms": lambda state: (
        AlarmChanged(alarm=row) for _, own in sorted(state.alarms.items()) for _, row in sorted(own.items())
    ),
    "recordings": lambda state: (RecordingChanged(recording=row) for _, row in sorted(state.recordings.items())),
    "clips": lambda state: (ClipChanged(clip=row) for _, row in sorted(state.clips.items())),
    "help": lambda state: (HelpAsked(help=row) for _, row in sorted(state.help.items())),
    "listening": lambda state: (ListeningChanged(listening=row) for _, row in sorted(state.listening.items())),
    "legs": _legs,
    "offers": lambda state: (OfferMade(offer=row) for _, row in sorted(state.offers.items())),
    "effects": _effects,
    "positions": lambda state: (IvrMoved(position=row) for _, row in sorted(state.positions.items())),
    "flows": _flows,
    "trunks": lambda state: (TrunkDefined(trunk=row) for _, row in sorted(state.trunks.items())),
    "devices": lambda state: (DeviceDefined(device=row) for _, row in sorted(state.devices.items())),
    "emergency": lambda state: (EmergencyDefined(emergency=row) for _, row in sorted(state.emergency.items())),
    "paces": lambda state: (PaceChanged(pace=row) for _, row in sorted(state.paces.items())),
    "next_id": lambda state: (Restored(next_id=state.next_id, received=_received(state), called=_called(state)),),
}
"""Field of the state → the events that bring it back, in the order in which they are folded."""

MADE_AGAIN = {
    "older_flows": "flows",
    "flow_calls": "positions",
    "numbers": "queues",
    "pickers": "agents",
    "waiting": "cases",
    "watchers": "alarms",
    "kept": "cases",
    "open": "presences",
    "staff": "presences",
    "inquiries": "cases",
    "contacts": "details",
    "contact_details": "campaign_contacts",
    "listed": "campaign_contacts",
    "references": "next_id",
    "missed": "campaigns",
    "joined": "presences",
    "device_users": "presences",
    "free": "presences",
    "loose": "cases",
    "readers": "presences",
    "listeners": "listening",
    "case_legs": "legs",
    "leg_effects": "effects",
    "received": "next_id",
    "due": "offers",
}
"""Every other field → a saved one whose events bring it back too."""
