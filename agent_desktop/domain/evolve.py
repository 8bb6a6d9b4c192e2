"""What an event does to the state: the only place where state changes, on the server and on every client.

Every function upserts and tolerates ids it does not know, because a client sees only a part of the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from immutables import Map
from msgspec.structs import replace

from agent_desktop.domain import evolve_clips, evolve_ivr, evolve_listening, evolve_pickers, evolve_written, routing
from agent_desktop.domain.index import Index
from agent_desktop.domain.lookups import added as _added
from agent_desktop.domain.lookups import removed as _removed
from agent_desktop.domain.lookups import rescheduled as _rescheduled
from agent_desktop.domain.lookups import without as _without
from agent_desktop.domain.messages import (
    AgentDefined,
    AgentStatus,
    Alarm,
    AlarmChanged,
    AlarmRemoved,
    AnyEvent,
    AttemptMade,
    CampaignContact,
    CampaignDefined,
    Case,
    CaseChanged,
    CaseState,
    CentreDefined,
    ClipChanged,
    ClipRemoved,
    Concealed,
    ContactChanged,
    ContactsImported,
    ContactState,
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
    ListeningChanged,
    ListeningEnded,
    LockEnded,
    LockKept,
    MessageSent,
    NoteWritten,
    Noticed,
    Offer,
    OfferEnded,
    OfferMade,
    PaceChanged,
    Presence,
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
from agent_desktop.domain.state import EMPTY, DueKey, OpenKey, StaffKey, State, WaitingKey

__all__ = ["EMPTY", "HANDLERS", "evolve", "fold"]

G = TypeVar("G")
R = TypeVar("R")


WaitingIndex = Map[str, Index[WaitingKey]]


def evolve(state: State, event: AnyEvent) -> State:
    """The state after ``event``."""
    return HANDLERS[type(event)](state, event)


def fold(state: State, events: tuple[AnyEvent, ...]) -> State:
    """The state after all of ``events``."""
    for event in events:
        state = HANDLERS[type(event)](state, event)
    return state


# --- definition ----------------------------------------------------------------------------------


def _centre_defined(state: State, event: CentreDefined) -> State:
    return evolve_pickers.centre_changed(replace(state, centre=event.centre), state)


def _queue_defined(state: State, event: QueueDefined) -> State:
    queue, old = event.queue, state.queues.get(event.queue.id)
    numbers = state.numbers
    if old is not None and numbers.get(old.number) == old.id:
        numbers = numbers.delete(old.number)
    if queue.number:
        numbers = numbers.set(queue.number, queue.id)
    staff = [key[1] for status in AgentStatus for key in state.staff.get((queue.id, status), ())]
    for agent in staff:
        state = _unenrolled(state, state.presences[agent])
    state = replace(state, queues=state.queues.set(queue.id, queue), numbers=numbers)
    for agent in staff:
        state = _enrolled(state, state.presences[agent])
    return evolve_pickers.queue_changed(state, queue, old)


def _reason_defined(state: State, event: ReasonDefined) -> State:
    return replace(state, reasons=state.reasons.set(event.reason.id, event.reason))


def _campaign_defined(state: State, event: CampaignDefined) -> State:
    campaign = event.campaign
    members = [row for row in state.presences.values() if row.campaign == campaign.id]
    for presence in members:
        state = _unenrolled(state, presence)
    old, missed = state.campaigns.get(campaign.id), state.missed
    for queue in old.missed_of if old is not None else ():
        left = tuple(one for one in missed[queue] if one != campaign.id)
        missed = missed.set(queue, left) if left else missed.delete(queue)
    for queue in campaign.missed_of:
        missed = missed.set(queue, tuple(sorted({*missed.get(queue, ()), campaign.id})))
    state = replace(state, campaigns=state.campaigns.set(campaign.id, campaign), missed=missed)
    for presence in members:
        state = _enrolled(state, presence)
    return state


def _trunk_defined(state: State, event: TrunkDefined) -> State:
    return replace(state, trunks=state.trunks.set(event.trunk.id, event.trunk))


def _device_defined(state: State, event: DeviceDefined) -> State:
    return replace(state, devices=state.devices.set(event.device.id, event.device))


def _emergency_defined(state: State, event: EmergencyDefined) -> State:
    return replace(state, emergency=state.emergency.set(event.emergency.number, event.emergency))


def _zone_changed(state: State, event: ZoneChanged) -> State:
    return replace(state, zone_minutes=event.minutes)


def _cri_defined(state: State, event: CriDefined) -> State:
    return replace(state, cris=state.cris.set(event.cri.name, event.cri))


def _agent_defined(state: State, event: AgentDefined) -> State:
    agent, presence = event.agent, state.presences.get(event.agent.id)
    state = evolve_pickers.agent_changed(state, agent)
    if presence is None:
        return replace(state, agents=state.agents.set(agent.id, agent))
    state = _unenrolled(state, presence)
    return _enrolled(replace(state, agents=state.agents.set(agent.id, agent)), presence)


def _unenrolled(state: State, presence: Presence) -> State:
    return _at_queues(state, presence, _removed, _removed)


def _enrolled(state: State, presence: Presence) -> State:
    return _at_queues(state, presence, _added, _added)


def _at_queues(
    state: State,
    presence: Presence,
    at_staff: Callable[[Any, Any, StaffKey], Any],
    at_open: Callable[[Any, Any, OpenKey], Any],
) -> State:
    """Add or remove the agent's places in the queues."""
    agent = state.agents.get(presence.agent)
    if agent is None or not agent.queues:
        return state
    staff, open_, joined, free = state.staff, state.open, state.joined, state.free
    campaign = state.campaigns.get(presence.campaign or "")
    for queue in routing.queues_of(agent, presence):
        staff = at_staff(staff, (queue, presence.status), (presence.since, presence.agent))
        row = state.queues.get(queue)
        if presence.takes and row is not None and routing.may_take(row, agent, presence):
            open_ = at_open(open_, queue, routing.open_key(row, agent, presence))
        if campaign is not None and campaign.queue == queue:
            joined = at_staff(joined, campaign.id, (presence.since, presence.agent))
            if row is not None and routing.may_take(row, agent, presence):
                free = at_staff(free, campaign.id, (presence.since, presence.agent))
    return replace(state, staff=staff, open=open_, joined=joined, free=free)


# --- agents, cases, offers -----------------------------------------------------------------------


def _presence_changed(state: State, event: PresenceChanged) -> State:
    new, old = event.presence, state.presences.get(event.presence.agent)
    moved = old is None or _place(old) != _place(new)
    if old is not None and moved:
        state = _unenrolled(state, old)
    if (old.reads if old is not None else ()) != new.reads:
        state = evolve_written.reads_changed(state, new.agent, old.reads if old is not None else (), new.reads)
    if (old.device if old is not None else "") != new.device:
        state = replace(state, device_users=_device_users(state, old, new))
    state = replace(
        state,
        presences=state.presences.set(new.agent, new),
        due=_row_due(state.due, PRESENCE_DUE, new.agent, old, new),
    )
    return _enrolled(state, new) if moved else state


def _device_users(state: State, old: Presence | None, new: Presence) -> Map[str, str]:
    users = state.device_users
    if old is not None and users.get(old.device) == old.agent:
        users = users.delete(old.device)
    return users.set(new.device, new.agent) if new.device else users


def _place(presence: Presence) -> tuple[object, ...]:
    """What an agent's places in the queues go by."""
    return presence.status, presence.since, presence.takes, presence.desk, presence.left, presence.campaign


def _row_due(
    due: Index[DueKey], kinds: dict[str, Callable[[R], int | None]], key: int | str, old: R | None, new: R | None
) -> Index[DueKey]:
    for kind, of in kinds.items():
        due = _rescheduled(due, kind, key, of(old) if old is not None else None, of(new) if new is not None else None)
    return due


PRESENCE_DUE: dict[str, Callable[[Presence], int | None]] = {
    "wrap_up": lambda presence: presence.wrap_until,
    "apart": lambda presence: presence.apart_until,
    "leave": lambda presence: presence.leave_at,
}
"""Deadlines that stand in an agent's row."""

CASE_DUE: dict[str, Callable[[Case], int | None]] = {
    "overflow": lambda case: case.overflow_at,
    "kept": lambda case: case.kept_until,
    "announce": lambda case: case.announce_at if case.state is CaseState.WAITING else None,
    "remind": lambda case: case.remind_at,
    "due": lambda case: case.due_at if case.state is CaseState.SCHEDULED else None,
    "dial": lambda case: case.dial_until,
    "resume": lambda case: case.resume_at,
}
"""Deadlines that stand in a case's row."""


def _case_changed(state: State, event: CaseChanged) -> State:
    case, old = event.case, state.cases.get(event.case.id)
    if case.id in state.positions and case.state is not CaseState.IN_IVR:
        state = evolve_ivr.out_of_ivr(state, case.id)
    waiting, kept = state.waiting, state.kept
    if old is not None and old.state is CaseState.WAITING:
        waiting, kept = _queued(_removed, waiting, kept, old)
    if case.state is CaseState.WAITING:
        waiting, kept = _queued(_added, waiting, kept, case)
    ended = case.state is CaseState.ENDED
    if ended:
        state = evolve_written.without_details(state, case.id)
    return replace(
        state,
        next_id=max(state.next_id, case.id + 1),
        cases=_without(state.cases, case.id) if ended else state.cases.set(case.id, case),
        waiting=waiting,
        kept=kept,
        inquiries=_inquiries(state.inquiries, old, None if ended else case),
        loose=_loose(state.loose, old, case),
        due=_row_due(state.due, CASE_DUE, case.id, old, None if ended else case),
    )


def _inquiries(table: Map[int, tuple[int, ...]], old: Case | None, new: Case | None) -> Map[int, tuple[int, ...]]:
    was, now = (row.inquiry_of if row is not None else None for row in (old, new))
    if was == now:
        return table
    if was is not None and old is not None:
        left = tuple(case for case in table.get(was, ()) if case != old.id)
        table = table.set(was, left) if left else _without(table, was)
    return table if now is None or new is None else table.set(now, tuple(sorted((*table.get(now, ()), new.id))))


def _queued(
    change: Callable[[Any, str, WaitingKey], Any], waiting: WaitingIndex, kept: WaitingIndex, case: Case
) -> tuple[WaitingIndex, WaitingIndex]:
    key = routing.waiting_key(case)
    if case.kept_for is not None:
        return waiting, change(kept, case.kept_for, key)
    return change(waiting, case.queue, key), kept


def _details_changed(state: State, event: DetailsChanged) -> State:
    return evolve_written.with_details(state, event.details)


def _note_written(state: State, event: NoteWritten) -> State:
    note = event.note
    return replace(state, received=state.received.set((note.agent, note.device), note.number))


def _offer_made(state: State, event: OfferMade) -> State:
    return _with_offer(state, event.offer)


def _with_offer(state: State, offer: Offer) -> State:
    old = state.offers.get(offer.case)
    due = _rescheduled(state.due, "offer", offer.case, old.until if old else None, offer.until)
    return replace(state, offers=state.offers.set(offer.case, offer), due=due)


def _offer_ended(state: State, event: OfferEnded) -> State:
    return _without_offer(state, event.case)


def _without_offer(state: State, case: int) -> State:
    old = state.offers.get(case)
    if old is None:
        return state
    due = state.due.remove((old.until, "offer", case))
    return replace(state, offers=state.offers.delete(case), due=due)


# --- campaigns -----------------------------------------------------------------------------------


def _is_loose(case: Case | None) -> bool:
    """Whether the customer is dialled for whichever agent is ready then."""
    return case is not None and case.state is CaseState.DIALLING and case.agent is None and case.outcome is None


def _loose(table: Map[str, Index[tuple[int]]], old: Case | None, case: Case) -> Map[str, Index[tuple[int]]]:
    if _is_loose(old) == _is_loose(case) or case.campaign is None:
        return table
    return (_added if _is_loose(case) else _removed)(table, case.campaign, (case.id,))


def _dialer_changed(state: State, event: DialerChanged) -> State:
    new, old = event.dialer, state.dialers.get(event.dialer.campaign)
    wake = None if old is None else old.wake_at
    due = _rescheduled(state.due, "dialer", new.campaign, wake, new.wake_at)
    return replace(state, dialers=state.dialers.set(new.campaign, new), due=due)


def _contacts_imported(state: State, event: ContactsImported) -> State:
    for contact in event.contacts:
        state = _with_contact(state, contact)
    details = state.contact_details
    for row in event.details:
        details = details.set(row.contact, row)
    return replace(state, contact_details=details)


def _contact_changed(state: State, event: ContactChanged) -> State:
    contact = event.contact
    state = _with_contact(state, contact)
    known = contact.case is not None or contact.state is ContactState.DONE
    return replace(state, contact_details=_without(state.contact_details, contact.id)) if known else state


DONE_WITH = 0
"""In the place of a contact's id: its row is gone, and what it was imported as stays known."""


def _with_contact(state: State, contact: CampaignContact) -> State:
    """Contacts that are done leave the state: a campaign has as many as were ever called."""
    done = contact.state is ContactState.DONE
    old, listed, references = state.campaign_contacts.get(contact.id), state.listed, state.references
    if old is not None and old.state is ContactState.WAITING:
        listed = _removed(listed, old.campaign, (old.due, old.id))
    if contact.state is ContactState.WAITING:
        listed = _added(listed, contact.campaign, (contact.due, contact.id))
    if contact.reference:
        references = references.set((contact.campaign, contact.reference), DONE_WITH if done else contact.id)
    return replace(
        state,
        next_id=max(state.next_id, contact.id + 1),
        campaign_contacts=(
            _without(state.campaign_contacts, contact.id) if done else state.campaign_contacts.set(contact.id, contact)
        ),
        listed=listed,
        references=references,
    )


# --- legs and orders -----------------------------------------------------------------------------


def _alarm_changed(state: State, event: AlarmChanged) -> State:
    alarm = event.alarm
    own = state.alarms.get(alarm.agent, NO_ALARMS)
    watchers = state.watchers.get(alarm.queue, ())
    return replace(
        state,
        alarms=state.alarms.set(alarm.agent, own.set(alarm.queue, alarm)),
        watchers=state.watchers.set(alarm.queue, tuple(sorted({*watchers, alarm.agent}))),
        due=_row_due(state.due, ALARM_DUE, f"{alarm.agent} {alarm.queue}", own.get(alarm.queue), alarm),
    )


def _alarm_removed(state: State, event: AlarmRemoved) -> State:
    own = state.alarms.get(event.agent, NO_ALARMS)
    old = own.get(event.queue)
    if old is None:
        return state
    left = own.delete(event.queue)
    watchers = tuple(agent for agent in state.watchers[event.queue] if agent != event.agent)
    return replace(
        state,
        alarms=state.alarms.set(event.agent, left) if left else state.alarms.delete(event.agent),
        watchers=state.watchers.set(event.queue, watchers) if watchers else state.watchers.delete(event.queue),
        due=_row_due(state.due, ALARM_DUE, f"{event.agent} {event.queue}", old, None),
    )


NO_ALARMS: Map[str, Alarm] = Map()

ALARM_DUE: dict[str, Callable[[Alarm], int | None]] = {"alarm": lambda alarm: alarm.look_at}
"""Deadlines that stand in an alarm's row."""


def _recording_changed(state: State, event: RecordingChanged) -> State:
    return replace(state, recordings=state.recordings.set(event.recording.case, event.recording))


def _recording_ended(state: State, event: RecordingEnded) -> State:
    return replace(state, recordings=_without(state.recordings, event.case))


def _leg_changed(state: State, event: LegChanged) -> State:
    leg, old = event.leg, state.legs.get(event.leg.id)
    if old is not None and old.case != leg.case:  # a customer who is transferred, a leg that stays between calls
        state = replace(state, case_legs=_left(state.case_legs, old.case, leg.id))
    legs = state.case_legs.get(leg.case, ())
    case_legs = state.case_legs if leg.case == 0 or leg.id in legs else state.case_legs.set(leg.case, (*legs, leg.id))
    return replace(state, legs=state.legs.set(leg.id, leg), case_legs=case_legs)


def _leg_gone(state: State, event: LegGone) -> State:
    case_legs = _left(state.case_legs, event.case, event.leg)
    return replace(state, legs=_without(state.legs, event.leg), case_legs=case_legs)


def _left(case_legs: Map[int, tuple[str, ...]], case: int, gone: str) -> Map[int, tuple[str, ...]]:
    left = tuple(leg for leg in case_legs.get(case, ()) if leg != gone)
    return case_legs.set(case, left) if left else _without(case_legs, case)


def _effect_issued(state: State, event: EffectIssued) -> State:
    effect = event.effect
    ids = (*state.leg_effects.get(effect.leg, ()), effect.id)
    return replace(
        state,
        next_id=max(state.next_id, effect.id + 1),
        effects=state.effects.set(effect.id, effect),
        leg_effects=state.leg_effects.set(effect.leg, ids),
        due=state.due.add((effect.until, "effect", effect.id)),
    )


def _effect_closed(state: State, event: EffectClosed) -> State:
    effect = state.effects.get(event.effect)
    if effect is None:
        return state
    left = tuple(i for i in state.leg_effects.get(effect.leg, ()) if i != effect.id)
    return replace(
        state,
        effects=state.effects.delete(effect.id),
        leg_effects=state.leg_effects.set(effect.leg, left) if left else _without(state.leg_effects, effect.leg),
        due=state.due.remove((effect.until, "effect", effect.id)),
    )


# --- what is never in the log ---------------------------------------------------------------------


def _revealed(state: State, event: Revealed) -> State:
    for row in event.details:
        state = evolve_written.with_details(state, row)
    for offer in event.offers:
        state = _with_offer(state, offer)
    for row in event.help:
        state = evolve_written.with_help(state, row)
    for row in event.listening:
        state = evolve_listening.with_listening(state, row)
    return state


def _concealed(state: State, event: Concealed) -> State:
    for case in event.cases:
        state = _without_offer(evolve_written.without_details(state, case), case)
    for agent in event.help:
        state = evolve_written.without_help(state, agent)
    for listener in event.listening:
        state = evolve_listening.without_listening(state, listener)
    return state


def _restored(state: State, event: Restored) -> State:
    received, references = state.received, state.references
    for row in event.received:
        received = received.set((row.agent, row.device), row.number)
    for called in event.called:
        for reference in called.references:
            references = references.set((called.campaign, reference), DONE_WITH)
    return replace(state, next_id=max(state.next_id, event.next_id), received=received, references=references)


def _unchanged(state: State, event: Noticed | FactIgnored | AttemptMade | FlowStopped) -> State:
    del event
    return state


HANDLERS: dict[type[Any], Callable[[State, Any], State]] = {
    CentreDefined: _centre_defined,
    QueueDefined: _queue_defined,
    ReasonDefined: _reason_defined,
    AgentDefined: _agent_defined,
    CriDefined: _cri_defined,
    FlowDefined: evolve_ivr.flow_defined,
    TrunkDefined: _trunk_defined,
    DeviceDefined: _device_defined,
    EmergencyDefined: _emergency_defined,
    IvrMoved: evolve_ivr.ivr_moved,
    FlowStopped: _unchanged,
    PaceChanged: evolve_ivr.pace_changed,
    ZoneChanged: _zone_changed,
    PresenceChanged: _presence_changed,
    CaseChanged: _case_changed,
    DetailsChanged: _details_changed,
    NoteWritten: _note_written,
    AttemptMade: _unchanged,
    CampaignDefined: _campaign_defined,
    DialerChanged: _dialer_changed,
    ContactsImported: _contacts_imported,
    ContactChanged: _contact_changed,
    AlarmChanged: _alarm_changed,
    AlarmRemoved: _alarm_removed,
    RecordingChanged: _recording_changed,
    RecordingEnded: _recording_ended,
    RecordingHeard: evolve_written.log_alone,
    QualityReported: evolve_written.log_alone,
    ClipChanged: evolve_clips.clip_changed,
    ClipRemoved: evolve_clips.clip_removed,
    ItemKept: evolve_written.item_kept,
    ItemForgotten: evolve_written.item_forgotten,
    LockKept: evolve_written.lock_kept,
    LockEnded: evolve_written.lock_ended,
    MessageSent: evolve_written.message_sent,
    HelpAsked: evolve_written.help_asked,
    HelpEnded: evolve_written.help_ended,
    ListeningChanged: evolve_listening.listening_changed,
    ListeningEnded: evolve_listening.listening_ended,
    LegChanged: _leg_changed,
    LegGone: _leg_gone,
    OfferMade: _offer_made,
    OfferEnded: _offer_ended,
    Noticed: _unchanged,
    EffectIssued: _effect_issued,
    EffectClosed: _effect_closed,
    FactIgnored: _unchanged,
    Revealed: _revealed,
    Concealed: _concealed,
    Restored: _restored,
}
