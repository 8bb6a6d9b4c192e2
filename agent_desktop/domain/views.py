"""Who may see what: the rows a viewer may see, and what of each event reaches whom.

The law (tests/walks): folding what a viewer is sent gives exactly the rows the viewer may see,
``rows(evolve(s, e), v) == rows(fold(view(s, v), visible(s, e, v)), v)``.

Queues, reasons, agents, definitions of CRIs, presences and cases are for every colleague. What is personal about a
case, and the reasons of an offer, are for the case's agent (offered to, or handling) and for supervisors; a case's
details also for its owner and for the agent whose own case it is. Legs, orders, references of channels and locks, the
flows of the IVR and the places in them, trunks, desk phones and emergency numbers are for no client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from agent_desktop.domain.evolve import EMPTY, NO_ALARMS, evolve, fold
from agent_desktop.domain.messages import (
    AgentDefined,
    AlarmChanged,
    AlarmRemoved,
    AnyEvent,
    AttemptMade,
    CampaignDefined,
    Case,
    CaseChanged,
    CaseState,
    Concealed,
    ContactChanged,
    ContactsImported,
    CriDefined,
    DetailsChanged,
    DeviceDefined,
    DialerChanged,
    EffectClosed,
    EffectIssued,
    EmergencyDefined,
    FactIgnored,
    FlowDefined,
    FlowStopped,
    HelpAsked,
    HelpEnded,
    ItemForgotten,
    ItemKept,
    IvrMoved,
    LegChanged,
    LegGone,
    LockEnded,
    LockKept,
    MessageSent,
    NoteWritten,
    Noticed,
    OfferEnded,
    OfferMade,
    PaceChanged,
    PresenceChanged,
    QueueDefined,
    ReasonDefined,
    RecordingChanged,
    RecordingEnded,
    Restored,
    Revealed,
    TrunkDefined,
    ZoneChanged,
)
from agent_desktop.domain.state import State

Events = tuple[AnyEvent, ...]


class Plan(msgspec.Struct, frozen=True):
    """What of one event reaches whom: made once an event, looked up once a client."""

    public: Events = ()
    supervisors: Events | None = None  # None: as public
    own: Mapping[str, Events] = {}  # agents who get something else than the two above


def is_supervisor(state: State, viewer: str) -> bool:
    """Whether the viewer sees every case's details."""
    agent = state.agents.get(viewer)
    return agent is not None and agent.supervisor


def plan(before: State, event: AnyEvent, after: State) -> Plan:
    """What of ``event`` reaches whom; ``after`` is ``evolve(before, event)``."""
    return JUDGES[type(event)](before, event, after)


def for_viewer(plan: Plan, viewer: str, supervisor: bool) -> Events:
    """The part of the plan for one viewer."""
    own = plan.own.get(viewer)
    if own is not None:
        return own
    return plan.supervisors if supervisor and plan.supervisors is not None else plan.public


def visible(state: State, event: AnyEvent, viewer: str) -> Events:
    """What ``viewer`` is sent when ``event`` happens in ``state``: the event, a reduced one with rows revealed or
    concealed, or nothing."""
    after = evolve(state, event)
    return for_viewer(plan(state, event, after), viewer, is_supervisor(after, viewer))


def rows(state: State, viewer: str) -> Events:
    """All that ``viewer`` may see, as events to fold from nothing."""
    private = _private(state, viewer)
    return (
        *((ZoneChanged(minutes=state.zone_minutes),) if state.zone_minutes else ()),
        *(QueueDefined(queue=row) for _, row in sorted(state.queues.items())),
        *(ReasonDefined(reason=row) for _, row in sorted(state.reasons.items())),
        *(AgentDefined(agent=row) for _, row in sorted(state.agents.items())),
        *(CriDefined(cri=row) for _, row in sorted(state.cris.items())),
        *(CampaignDefined(campaign=row) for _, row in sorted(state.campaigns.items())),
        *(DialerChanged(dialer=row) for _, row in sorted(state.dialers.items())),
        *(PaceChanged(pace=row) for _, row in sorted(state.paces.items())),
        *(PresenceChanged(presence=row) for _, row in sorted(state.presences.items())),
        *(CaseChanged(case=row) for _, row in sorted(state.cases.items())),
        *(AlarmChanged(alarm=row) for _, row in sorted(state.alarms.get(viewer, NO_ALARMS).items())),
        *(RecordingChanged(recording=row) for _, row in sorted(state.recordings.items())),
        *((private,) if private != Revealed() else ()),
    )


def view(state: State, viewer: str) -> State:
    """The state as the viewer may hold it."""
    return fold(EMPTY, rows(state, viewer))


def _sees(state: State, case: int, viewer: str) -> bool:
    row = state.cases.get(case)
    return row is not None and viewer in _confidants(row)


def _confidants(case: Case | None) -> frozenset[str | None]:
    """Who sees a case's details, beside the supervisors."""
    return frozenset() if case is None else frozenset((case.agent, case.kept_for, case.owner))


def sees_details(state: State, case: Case, viewer: str) -> bool:
    """Whether the viewer may see what is personal about a case."""
    return is_supervisor(state, viewer) or viewer in _confidants(case)


# --- the judgement of each event -----------------------------------------------------------------


def _everyone(before: State, event: AnyEvent, after: State) -> Plan:
    del before, after
    return Plan(public=(event,))


def _nobody(before: State, event: AnyEvent, after: State) -> Plan:
    del before, event, after
    return Plan()


def _agent_and_supervisors(agent: str, event: AnyEvent) -> Plan:
    return Plan(supervisors=(event,), own={agent: (event,)})


def _agent_defined(before: State, event: AgentDefined, after: State) -> Plan:
    """A supervisor made or unmade gains or loses sight of the others' cases at once."""
    viewer = event.agent.id
    if is_supervisor(before, viewer) == event.agent.supervisor:
        return Plan(public=(event,))
    held, may = _private(before, viewer), _private(after, viewer)
    had, has = {*held.details, *held.offers}, {*may.details, *may.offers}
    lost = {row.case for row in had - has}
    asked = {row.agent for row in held.help} - {row.agent for row in may.help}
    change: Events = ()
    if lost or asked:
        change = (Concealed(cases=tuple(sorted(lost)), help=tuple(sorted(asked))),)
    shown = Revealed(  # a case is concealed with all its rows
        details=tuple(row for row in may.details if row.case in lost or row not in had),
        offers=tuple(row for row in may.offers if row.case in lost or row not in had),
        help=tuple(row for row in may.help if row not in held.help),
    )
    change = (*change, shown) if shown != Revealed() else change
    return Plan(public=(event,), own={viewer: (event, *change)})


def _private(state: State, viewer: str) -> Revealed:
    """All that this viewer sees and not everybody does."""
    supervisor = is_supervisor(state, viewer)
    return Revealed(
        details=tuple(d for _, d in sorted(state.details.items()) if supervisor or _sees(state, d.case, viewer)),
        offers=tuple(o for _, o in sorted(state.offers.items()) if supervisor or o.agent == viewer),
        help=tuple(h for _, h in sorted(state.help.items()) if supervisor or h.agent == viewer),
    )


def _case_changed(before: State, event: CaseChanged, after: State) -> Plan:
    """A case that changes hands is revealed to the one and concealed from the other."""
    case = event.case
    was, now = _confidants(before.cases.get(case.id)), _confidants(case)
    if was == now or case.state is CaseState.ENDED:
        return Plan(public=(event,))
    own: dict[str, Events] = {}
    for viewer in was - now:
        if viewer is not None and not is_supervisor(after, viewer):
            own[viewer] = (event, Concealed(cases=(case.id,)))
    details = after.details.get(case.id)
    for viewer in now - was:
        if viewer is not None and details is not None and not is_supervisor(after, viewer):
            own[viewer] = (event, Revealed(details=(details,)))
    return Plan(public=(event,), own=own)


def _details_changed(before: State, event: DetailsChanged, after: State) -> Plan:
    del before
    viewers = _confidants(after.cases.get(event.details.case))
    return Plan(supervisors=(event,), own={viewer: (event,) for viewer in viewers if viewer is not None})


def _note_written(before: State, event: NoteWritten, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.note.agent, event)


def _message_sent(before: State, event: MessageSent, after: State) -> Plan:
    del before, after
    return Plan(own=dict.fromkeys((event.message.sender, *event.message.agents), (event,)))


def _help_asked(before: State, event: HelpAsked, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.help.agent, event)


def _help_ended(before: State, event: HelpEnded, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.agent, event)


def _offer_made(before: State, event: OfferMade, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.offer.agent, event)


def _offer_ended(before: State, event: OfferEnded, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.agent, event)


def _alarm_changed(before: State, event: AlarmChanged, after: State) -> Plan:
    del before, after
    return Plan(own={event.alarm.agent: (event,)})


def _alarm_removed(before: State, event: AlarmRemoved, after: State) -> Plan:
    del before, after
    return Plan(own={event.agent: (event,)})


def _noticed(before: State, event: Noticed, after: State) -> Plan:
    del before, after
    return Plan(own={event.agent: (event,)})


JUDGES: dict[type[Any], Callable[[State, Any, State], Plan]] = {
    QueueDefined: _everyone,
    ReasonDefined: _everyone,
    AgentDefined: _agent_defined,
    CriDefined: _everyone,
    FlowDefined: _nobody,
    TrunkDefined: _nobody,
    DeviceDefined: _nobody,
    EmergencyDefined: _nobody,
    IvrMoved: _nobody,
    FlowStopped: _nobody,
    PaceChanged: _everyone,
    ZoneChanged: _everyone,
    PresenceChanged: _everyone,
    CaseChanged: _case_changed,
    DetailsChanged: _details_changed,
    NoteWritten: _note_written,
    AttemptMade: _everyone,
    ItemKept: _nobody,
    ItemForgotten: _nobody,
    LockKept: _nobody,
    LockEnded: _nobody,
    CampaignDefined: _everyone,
    DialerChanged: _everyone,
    ContactsImported: _nobody,
    ContactChanged: _nobody,
    AlarmChanged: _alarm_changed,
    AlarmRemoved: _alarm_removed,
    RecordingChanged: _everyone,
    RecordingEnded: _everyone,
    MessageSent: _message_sent,
    HelpAsked: _help_asked,
    HelpEnded: _help_ended,
    LegChanged: _nobody,
    LegGone: _nobody,
    OfferMade: _offer_made,
    OfferEnded: _offer_ended,
    Noticed: _noticed,
    EffectIssued: _nobody,
    EffectClosed: _nobody,
    FactIgnored: _nobody,
    Revealed: _nobody,
    Concealed: _nobody,
    Restored: _nobody,
}
