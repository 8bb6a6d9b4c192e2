"""The state of the whole contact centre: one frozen value, changed only by ``evolve``."""

from __future__ import annotations

import msgspec
from immutables import Map

from agent_desktop.domain.flows import Flow
from agent_desktop.domain.index import Index
from agent_desktop.domain.messages import (
    Agent,
    AgentStatus,
    Alarm,
    AnyEffect,
    Campaign,
    CampaignContact,
    Case,
    CaseDetails,
    CentreRules,
    Clip,
    ContactDetails,
    CriDefinition,
    Dialer,
    HelpWanted,
    Item,
    IvrPosition,
    Leg,
    Listening,
    Lock,
    Offer,
    Presence,
    Queue,
    QueuePace,
    Reason,
    Recording,
)
from agent_desktop.domain.network import Device, EmergencyNumber, Trunk

WaitingKey = tuple[int, int, int]  # (-priority, created ms, case id)
OpenKey = tuple[int, int, str]  # (rank by the queue's discipline, in the status since ms, agent id)
StaffKey = tuple[int, str]  # (in the status since ms, agent id)
ListedKey = tuple[int, int]  # (due ms, contact id)
DueKey = tuple[int, str, int | str]  # (due ms, kind of row, its key)


class State(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Rows by id, and the ordered look-ups over them.

    A client holds the same value with fewer rows: the ones it may see.
    """

    next_id: int = 1
    zone_minutes: int = 0  # the centre's local time, ahead of UTC
    centre: CentreRules = CentreRules()
    queues: Map[str, Queue] = Map()
    reasons: Map[str, Reason] = Map()
    agents: Map[str, Agent] = Map()
    cris: Map[str, CriDefinition] = Map()
    presences: Map[str, Presence] = Map()
    cases: Map[int, Case] = Map()
    details: Map[int, CaseDetails] = Map()
    items: Map[str, Item] = Map()  # by a channel's reference
    locks: Map[int, Lock] = Map()  # by an ended case
    alarms: Map[str, Map[str, Alarm]] = Map()  # by agent and queue
    watchers: Map[str, tuple[str, ...]] = Map()  # by queue: the agents with an alarm on it
    recordings: Map[int, Recording] = Map()  # by case
    clips: Map[int, Clip] = Map()
    help: Map[str, HelpWanted] = Map()  # by the agent who asks
    listening: Map[str, Listening] = Map()  # by who listens
    legs: Map[str, Leg] = Map()
    offers: Map[int, Offer] = Map()  # by case: a case is held for one agent at most
    effects: Map[int, AnyEffect] = Map()  # open ones
    campaigns: Map[str, Campaign] = Map()
    dialers: Map[str, Dialer] = Map()  # by campaign
    campaign_contacts: Map[int, CampaignContact] = Map()  # those that are not done
    contact_details: Map[int, ContactDetails] = Map()  # of those that were never called

    positions: Map[int, IvrPosition] = Map()  # by case: those in the IVR
    flows: Map[str, Flow] = Map()  # the newest revision of each
    paces: Map[str, QueuePace] = Map()  # by queue

    trunks: Map[str, Trunk] = Map()
    devices: Map[str, Device] = Map()
    emergency: Map[str, EmergencyNumber] = Map()  # by number

    older_flows: Map[tuple[str, int], Flow] = Map()  # by id and revision: those that still have calls in them
    flow_calls: Map[tuple[str, int], int] = Map()  # by flow and revision: how many calls are in it
    device_users: Map[str, str] = Map()  # desk phone → the agent who named it at log-in
    numbers: Map[str, str] = Map()  # dialled number → queue
    waiting: Map[str, Index[WaitingKey]] = Map()  # by queue: cases in state waiting that are anybody's
    kept: Map[str, Index[WaitingKey]] = Map()  # by agent: cases in state waiting that are kept for them
    staff: Map[tuple[str, AgentStatus], Index[StaffKey]] = Map()  # by queue and status: who is logged in on it
    open: Map[str, Index[OpenKey]] = Map()  # by queue: who may be offered its next case, the first one first
    pickers: Map[str, frozenset[str]] = Map()  # by queue: who may take its waiting calls by themselves
    inquiries: Map[int, tuple[int, ...]] = Map()  # by the case they are for
    contacts: Map[str, tuple[int, ...]] = Map()  # by a customer's key: their open cases
    listed: Map[str, Index[ListedKey]] = Map()  # by campaign: its contacts that wait, the first one due first
    references: Map[tuple[str, str], int] = Map()  # by campaign and reference: the contact, 0 when done
    missed: Map[str, tuple[str, ...]] = Map()  # by queue: campaigns that call who hung up there
    joined: Map[str, Index[StaffKey]] = Map()  # by campaign: who is logged in to it
    free: Map[str, Index[StaffKey]] = Map()  # by campaign: of these, who may be given a call
    loose: Map[str, Index[tuple[int]]] = Map()  # by campaign: cases dialled for whoever is ready then
    readers: Map[int, tuple[str, ...]] = Map()  # by case: the agents who have its card open
    listeners: Map[int, tuple[str, ...]] = Map()  # by case: who listens to its call
    case_legs: Map[int, tuple[str, ...]] = Map()
    leg_effects: Map[str, tuple[int, ...]] = Map()  # by the leg an order is about
    received: Map[tuple[str, str], int] = Map()  # by agent and device: the number of the last text taken
    due: Index[DueKey] = Index()


EMPTY = State()


def next_deadline(state: State) -> int | None:
    """When something is due next (ms UTC); None when nothing is."""
    first = state.due.first()
    return first[0] if first else None
