"""Who may see what: the rows a viewer may see, and what of each event reaches whom.

The law (tests/walks): folding what a viewer is sent gives exactly the rows the viewer may see,
``rows(evolve(s, e), v) == rows(fold(view(s, v), visible(s, e, v)), v)``.

Queues, reasons, agents, definitions of CRIs, presences and cases are for every colleague. What is personal about a
case, and the reasons of an offer, are for the case's agent (offered to, or handling) and for supervisors; a case's
details also for its owner, for the agent whose own case it is, and of a call that may be picked for who may pick it
(``sight.py``). An agent's number outside is for that agent and supervisors. Who listens to whom is for the listener and
for supervisors, and for the agent as far as the queue says so. An audio clip is for its agent, a public one for all.
Legs, orders, references of channels and locks, the flows of the IVR and the places in them, trunks, desk phones and
emergency numbers are for no client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from agent_desktop.domain import sight
from agent_desktop.domain.evolve import EMPTY, NO_ALARMS, evolve, fold
from agent_desktop.domain.messages import (
    Agent,
    AgentDefined,
    AlarmChanged,
    AlarmRemoved,
    AnyEvent,
    AttemptMade,
    CampaignDefined,
    CaseChanged,
    CaseDetails,
    CaseState,
    CentreDefined,
    CentreRules,
    Clip,
    ClipChanged,
    ClipRemoved,
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
    Listening,
    ListeningChanged,
    ListeningEnded,
    LockEnded,
    LockKept,
    MessageSent,
    NoteWritten,
    Noticed,
    OfferEnded,
    OfferMade,
    PaceChanged,
    PresenceChanged,
    QualityReported,
    QueueDefined,
    ReasonDefined,
    RecordingChanged,
    RecordingEnded,
    RecordingHeard,
    Restored,
    Revealed,
    TrunkDefined,
    ZoneChanged,
)
from agent_desktop.domain.sight import is_supervisor
from agent_desktop.domain.state import State

Events = tuple[AnyEvent, ...]


ALIKE: Mapping[str, Events] = MappingProxyType({})
"""Nobody gets something else than all others."""


class Plan(msgspec.Struct, frozen=True, gc=False):
    """What of one event reaches whom: made once an event, looked up once a client. 20,000 of them are kept."""

    public: Events = ()
    supervisors: Events | None = None  # None: as public
    own: Mapping[str, Events] = ALIKE  # agents who get something else than all others here
    groups: tuple[tuple[frozenset[str], Events], ...] = ()  # of the agents but supervisors: who get this; the first one


UNSEEN = Plan()
"""What reaches nobody."""


def plan(before: State, event: AnyEvent, after: State) -> Plan:
    """What of ``event`` reaches whom; ``after`` is ``evolve(before, event)``."""
    return JUDGES[type(event)](before, event, after)


def for_viewer(plan: Plan, viewer: str, supervisor: bool) -> Events:
    """The part of the plan for one viewer."""
    own = plan.own.get(viewer)
    if own is not None:
        return own
    if supervisor:
        return plan.supervisors if plan.supervisors is not None else plan.public
    return next((events for viewers, events in plan.groups if viewer in viewers), plan.public)


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
        *((CentreDefined(centre=state.centre),) if state.centre != CentreRules() else ()),
        *(QueueDefined(queue=row) for _, row in sorted(state.queues.items())),
        *(ReasonDefined(reason=row) for _, row in sorted(state.reasons.items())),
        *(AgentDefined(agent=_shown(state, row, viewer)) for _, row in sorted(state.agents.items())),
        *(CriDefined(cri=row) for _, row in sorted(state.cris.items())),
        *(CampaignDefined(campaign=row) for _, row in sorted(state.campaigns.items())),
        *(DialerChanged(dialer=row) for _, row in sorted(state.dialers.items())),
        *(PaceChanged(pace=row) for _, row in sorted(state.paces.items())),
        *(PresenceChanged(presence=row) for _, row in sorted(state.presences.items())),
        *(CaseChanged(case=row) for _, row in sorted(state.cases.items())),
        *(AlarmChanged(alarm=row) for _, row in sorted(state.alarms.get(viewer, NO_ALARMS).items())),
        *(RecordingChanged(recording=row) for _, row in sorted(state.recordings.items())),
        *(ClipChanged(clip=row) for _, row in sorted(state.clips.items()) if row.public or row.agent == viewer),
        *((private,) if private != Revealed() else ()),
    )


def view(state: State, viewer: str) -> State:
    """The state as the viewer may hold it."""
    return fold(EMPTY, rows(state, viewer))


def _sees(state: State, case: int, viewer: str) -> bool:
    row = state.cases.get(case)
    return row is not None and sight.sees(state, row, viewer)


def _shown(state: State, agent: Agent, viewer: str) -> Agent:
    """The row as the viewer may see it."""
    hidden = agent.phone_number and viewer != agent.id and not is_supervisor(state, viewer)
    return replace(agent, phone_number="") if hidden else agent


# --- the judgement of each event -----------------------------------------------------------------


def _everyone(before: State, event: AnyEvent, after: State) -> Plan:
    del before, after
    return Plan(public=(event,))


def _nobody(before: State, event: AnyEvent, after: State) -> Plan:
    del before, event, after
    return UNSEEN


def _agent_and_supervisors(agent: str, event: AnyEvent) -> Plan:
    return Plan(supervisors=(event,), own={agent: (event,)})


def _centre_defined(before: State, event: CentreDefined, after: State) -> Plan:
    return Plan(public=(event,), own=_picking_changed(before, event, after))


def _queue_defined(before: State, event: QueueDefined, after: State) -> Plan:
    return Plan(public=(event,), own=_picking_changed(before, event, after))


def _picking_changed(before: State, event: AnyEvent, after: State) -> dict[str, Events]:
    """Who may pick calls of other queues from now on, and what of them each sees now, or sees no more."""
    if before.pickers is after.pickers:
        return {}
    lost: dict[str, list[int]] = {}
    shown: dict[str, list[CaseDetails]] = {}
    for queue in sorted({*before.pickers, *after.pickers}):
        was, now = before.pickers.get(queue, sight.NOBODY), after.pickers.get(queue, sight.NOBODY)
        calls = list(sight.pickable(after, queue)) if was != now else []
        for viewer in was ^ now:
            own = [call.id for call in calls if viewer not in sight.holders(call)]
            if viewer in was:
                lost.setdefault(viewer, []).extend(own)
            else:
                shown.setdefault(viewer, []).extend(after.details[call] for call in own if call in after.details)
    plan: dict[str, Events] = {}
    for viewer in {*lost, *shown}:
        change: list[AnyEvent] = [event]
        if lost.get(viewer):
            change.append(Concealed(cases=tuple(sorted(lost[viewer]))))
        if shown.get(viewer):
            change.append(Revealed(details=tuple(shown[viewer])))
        if not is_supervisor(after, viewer):
            plan[viewer] = tuple(change)
    return plan


def _agent_defined(before: State, event: AgentDefined, after: State) -> Plan:
    """Who is made or unmade a supervisor, or one who may pick calls, gains or loses sight of the others' at once."""
    viewer = event.agent.id
    reduced = AgentDefined(agent=replace(event.agent, phone_number=""))
    supervises = is_supervisor(before, viewer) != event.agent.supervisor
    if not supervises and before.pickers is after.pickers:
        return Plan(public=(reduced,), supervisors=(event,), own={viewer: (event,)})
    others = [row for row in after.agents.values() if supervises and row.phone_number and row.id != viewer]
    numbers = tuple(AgentDefined(agent=_shown(after, row, viewer)) for row in sorted(others, key=lambda row: row.id))
    held, may = _private(before, viewer), _private(after, viewer)
    had, has = {*held.details, *held.offers}, {*may.details, *may.offers}
    lost = {row.case for row in had - has}
    asked = {row.agent for row in held.help} - {row.agent for row in may.help}
    ears = {row.listener for row in held.listening} - {row.listener for row in may.listening}
    change: Events = ()
    if lost or asked or ears:
        change = (Concealed(cases=tuple(sorted(lost)), help=tuple(sorted(asked)), listening=tuple(sorted(ears))),)
    shown = Revealed(  # a case is concealed with all its rows
        details=tuple(row for row in may.details if row.case in lost or row not in had),
        offers=tuple(row for row in may.offers if row.case in lost or row not in had),
        help=tuple(row for row in may.help if row not in held.help),
        listening=tuple(row for row in may.listening if row not in held.listening),
    )
    change = (*change, shown) if shown != Revealed() else change
    return Plan(public=(reduced,), supervisors=(event,), own={viewer: (event, *numbers, *change)})


def _private(state: State, viewer: str) -> Revealed:
    """All that this viewer sees and not everybody does."""
    supervisor = is_supervisor(state, viewer)
    return Revealed(
        details=tuple(d for _, d in sorted(state.details.items()) if _sees(state, d.case, viewer)),
        offers=tuple(o for _, o in sorted(state.offers.items()) if supervisor or o.agent == viewer),
        help=tuple(h for _, h in sorted(state.help.items()) if supervisor or h.agent == viewer),
        listening=tuple(row for _, row in sorted(state.listening.items()) if _knows(state, row, viewer)),
    )


def _knows(state: State, row: Listening, viewer: str) -> bool:
    """Whether the viewer may see that somebody listens; a supervisor who is listened to is an agent like others."""
    return row.told if viewer == row.agent else viewer == row.listener or is_supervisor(state, viewer)


def _case_changed(before: State, event: CaseChanged, after: State) -> Plan:
    """A case that changes hands is revealed to the one and concealed from the other."""
    case, old = event.case, before.cases.get(event.case.id)
    was, now = sight.holders(old), sight.holders(case)
    picked, pick = sight.pickers(before, old), sight.pickers(after, case)
    if (was == now and picked == pick) or case.state is CaseState.ENDED:
        return Plan(public=(event,))
    details = after.details.get(case.id)
    conceals: Events = (event, Concealed(cases=(case.id,)))
    reveals: Events = (event, Revealed(details=(details,))) if details is not None else (event,)
    own: dict[str, Events] = {}
    for viewer in was | now:
        if viewer is not None and not is_supervisor(after, viewer):
            had, has = viewer in was or viewer in picked, viewer in now or viewer in pick
            own[viewer] = (event,) if had is has else (reveals if has else conceals)
    groups = ((picked - pick, conceals), (pick - picked, reveals)) if picked != pick else ()
    return Plan(public=(event,), own=own, groups=groups)


def _details_changed(before: State, event: DetailsChanged, after: State) -> Plan:
    del before
    case = after.cases.get(event.details.case)
    own = {viewer: (event,) for viewer in sight.holders(case) if viewer is not None}
    return Plan(supervisors=(event,), own=own, groups=((sight.pickers(after, case), (event,)),))


def _note_written(before: State, event: NoteWritten, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.note.agent, event)


def _message_sent(before: State, event: MessageSent, after: State) -> Plan:
    del before, after
    return Plan(own=dict.fromkeys((event.message.sender, *event.message.agents), (event,)))


def _recording_heard(before: State, event: RecordingHeard, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.agent, event)


def _clip_changed(before: State, event: ClipChanged, after: State) -> Plan:
    del before, after
    return _about_clip(event, event.clip)


def _clip_removed(before: State, event: ClipRemoved, after: State) -> Plan:
    del after
    row = before.clips.get(event.clip)
    return UNSEEN if row is None else _about_clip(event, row)


def _about_clip(event: AnyEvent, row: Clip) -> Plan:
    return Plan(public=(event,)) if row.public else Plan(own={row.agent: (event,)})


def _quality_reported(before: State, event: QualityReported, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.quality.agent, event)


def _help_asked(before: State, event: HelpAsked, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.help.agent, event)


def _help_ended(before: State, event: HelpEnded, after: State) -> Plan:
    del before, after
    return _agent_and_supervisors(event.agent, event)


def _listening_changed(before: State, event: ListeningChanged, after: State) -> Plan:
    del before, after
    return _about_listening(event, event.listening)


def _listening_ended(before: State, event: ListeningEnded, after: State) -> Plan:
    del after
    row = before.listening.get(event.listener)
    return UNSEEN if row is None else _about_listening(event, row)


def _about_listening(event: AnyEvent, row: Listening) -> Plan:
    return Plan(supervisors=(event,), own={row.listener: (event,), row.agent: (event,) if row.told else ()})


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
    CentreDefined: _centre_defined,
    QueueDefined: _queue_defined,
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
    RecordingHeard: _recording_heard,
    ClipChanged: _clip_changed,
    ClipRemoved: _clip_removed,
    QualityReported: _quality_reported,
    MessageSent: _message_sent,
    HelpAsked: _help_asked,
    HelpEnded: _help_ended,
    ListeningChanged: _listening_changed,
    ListeningEnded: _listening_ended,
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
